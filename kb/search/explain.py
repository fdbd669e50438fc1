"""Why a passage was found: each word of the question, and what of the passage answers to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kb.dutch.analysis import Term, analyse, fold
from kb.index.words import WordIndex
from kb.model import Match, WordMatch
from kb.search.retrieval import Found, Query

Gloss = Callable[[str], Sequence[str]]
"""The English senses of a lower-case Dutch word."""

_ALIKE = 0.5
"""The similarity from which two words are shown as alike."""


def explain(query: Query, item: Found, text: str, words: WordIndex, gloss: Gloss) -> Match:
    """Return why a chunk with this text was found."""
    matches = tuple(_matches(query.terms, text, words, gloss))
    held = tuple(dict.fromkeys(match.asked for match in matches if match.how != "betekenis"))
    changes = tuple((change.asked, change.searched) for change in query.understood.changes)
    return Match(
        round(item.fused.lexical, 4), round(item.fused.semantic, 4), held, item.sentence, matches, changes
    )


def _matches(terms: Sequence[Term], text: str, words: WordIndex, gloss: Gloss) -> Iterator[WordMatch]:
    found = analyse(text)
    near = {match.asked: match for match in words.nearest_words(terms, text)}
    for term in dict.fromkeys(terms):
        senses = gloss(term.surface.lower())
        english = senses[0] if senses else ""
        held = _held(term, found)
        if held is not None:
            yield WordMatch(term.surface, held.surface, _how(term, held), english, 1.0)
        elif term.surface in near and near[term.surface].similarity >= _ALIKE:
            closest = near[term.surface]
            yield WordMatch(term.surface, closest.found, "betekenis", english, closest.similarity)


def _held(term: Term, found: Sequence[Term]) -> Term | None:
    """Return the passage's word that is the same, else one that shares a part of the compound."""
    for other in found:
        if other.lemma == term.lemma:
            return other
    parts = {term.lemma, *term.parts}
    return next((other for other in found if parts & {other.lemma, *other.parts}), None)


def _how(term: Term, held: Term) -> str:
    if fold(term.surface) == fold(held.surface):
        return "woord"
    return "lemma" if term.lemma == held.lemma else "deel"
