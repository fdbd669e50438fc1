"""A question as it is searched: spelling forgiven, split compounds joined, abbreviations written out.

Nothing is changed silently: every change is kept, so that the screen can say how a question was taken.
The door of rapidfuzz.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ingest.vocabulary import zipf
from kb.commitments.numbers import number_of
from kb.dutch.analysis import Term, analyse, fold, lemma_of, stop_words
from kb.dutch.gloss import ENGLISH_FUNCTION_WORDS, is_english
from kb.dutch.glossary import load_glossary

_PHRASE = re.compile(r'["“”„«]([^"“”„«»]{2,200})["“”»]')
_MIN_LETTERS = 5
_LONG = 8
"""From this many letters on two slips are forgiven instead of one."""

_MOST_CHARACTERS = 2_000
"""What of a question is read; more is a pasted document, not a question."""

_LINKS = ("", "s")
_OFTEN = 3
"""In so many passages a joined word must stand, unless the glossary has it: else it may be a slip itself."""


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of the question and what was searched instead, or as well."""

    asked: str
    searched: str


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as it is searched. ``phrases`` are those between quotes: a passage must hold each."""

    text: str
    terms: tuple[Term, ...]
    phrases: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    english: bool = False


def understand(
    question: str, vocabulary: Mapping[str, int], abbreviations: Mapping[str, str] | None = None
) -> Understood:
    """Return how ``question`` is searched in a collection with this vocabulary (words in lower case).

    ``abbreviations`` gives the meaning of abbreviations (in capitals) that the documents explain.
    """
    text = " ".join(question[:_MOST_CHARACTERS].split())
    if text.isupper() and len(text) > _LONG:
        text = text.lower()  # shouting says nothing about names
    phrases = tuple(phrase.strip() for phrase in _PHRASE.findall(text) if phrase.strip())
    english = is_english(text)
    changes: list[Change] = []
    if not english:
        text = _corrected(text, phrases, vocabulary, changes)
        text = _joined(text, vocabulary, changes)
    text = _written_out(text, abbreviations or {}, changes)
    return Understood(text, _terms(text, english=english), phrases, tuple(changes), english)


def _terms(text: str, *, english: bool) -> tuple[Term, ...]:
    terms = analyse(text)
    if english:
        terms = [term for term in terms if term.surface.lower() not in ENGLISH_FUNCTION_WORDS]
        return tuple(Term(t.surface, t.start, t.end, fold(t.surface), ()) for t in terms)
    return tuple(_as_digits(term) for term in terms)


def _as_digits(term: Term) -> Term:
    """Let "vijftig" find "50": the surface stays, the lemma is what the documents may write as well."""
    number = None if term.surface[0].isdigit() else number_of(term.surface)
    return (
        term if number is None else Term(term.surface, term.start, term.end, term.lemma, (f"{number:.0f}",))
    )


# spelling


def _corrected(
    text: str, phrases: Sequence[str], vocabulary: Mapping[str, int], changes: list[Change]
) -> str:
    """Replace unknown words by the nearest known one; what stands between quotes is left as it is."""
    quoted = fold(" ".join(phrases))
    parts, end = [], 0
    for term in analyse(text):
        word = term.surface.lower()
        if term.surface[0].isdigit() or fold(word) in quoted or _is_known(word, vocabulary):
            continue
        better = _nearest(word, vocabulary)
        if better and fold(better) != fold(word):
            changes.append(Change(term.surface, better))
            parts += [text[end : term.start], better]
            end = term.end
    return "".join([*parts, text[end:]])


def _is_known(word: str, vocabulary: Mapping[str, int]) -> bool:
    if len(word) < _MIN_LETTERS or word in vocabulary or word in load_glossary().words:
        return True
    lemma = lemma_of(word)
    if lemma in vocabulary or lemma in load_glossary().words or zipf(word) > 0.0:
        return True
    terms = analyse(word)
    return bool(terms and terms[0].parts) and all(_is_word(part, vocabulary) for part in terms[0].parts)


def _is_word(part: str, vocabulary: Container[str]) -> bool:
    return part in vocabulary or part in load_glossary().words


def _nearest(word: str, vocabulary: Mapping[str, int]) -> str | None:
    """Return the closest word of the collection, else of the glossary; of equals the most frequent."""
    slips = 2 if len(word) >= _LONG else 1
    for words in (_long_words(tuple(vocabulary)), _glossary_words()):
        found = process.extract(fold(word), words, scorer=OSA.distance, score_cutoff=slips, limit=10)
        close = [(distance, -vocabulary.get(known, 0), known) for _, distance, known in found]
        if close:
            return min(close)[2]
    return None


@lru_cache(maxsize=4)
def _long_words(words: tuple[str, ...]) -> dict[str, str]:
    return {word: fold(word) for word in sorted(words) if len(word) >= _MIN_LETTERS and word.isalpha()}


@lru_cache(maxsize=1)
def _glossary_words() -> dict[str, str]:
    return _long_words(tuple(load_glossary().words))


# compounds that were written apart


def _joined(text: str, vocabulary: Mapping[str, int], changes: list[Change]) -> str:
    """Join neighbours that the documents write as one word: "energie armoede"."""
    terms = analyse(text)
    parts, end, position = [], 0, 0
    while position + 1 < len(terms):
        first, second = terms[position], terms[position + 1]
        word = next(_compounds(text, first, second, vocabulary), None)
        if word is not None:
            changes.append(Change(text[first.start : second.end], word))
            parts += [text[end : first.start], word]
            end = second.end
            position += 1
        position += 1
    return "".join([*parts, text[end:]])


def _compounds(text: str, first: Term, second: Term, vocabulary: Mapping[str, int]) -> Iterator[str]:
    if text[first.end : second.start] != " " or not (first.surface + second.surface).isalpha():
        return
    for link in _LINKS:
        word = f"{first.surface}{link}{second.surface}".lower()
        often = vocabulary.get(word, 0) >= _OFTEN or (word in vocabulary and word in load_glossary().words)
        if len(first.surface) > 2 and len(second.surface) > 2 and often:
            yield word


# abbreviations


def _written_out(text: str, abbreviations: Mapping[str, str], changes: list[Change]) -> str:
    """Put the meaning behind an abbreviation that the documents explain, unless it is there already."""

    def replaced(found: re.Match[str]) -> str:
        meaning = abbreviations.get(found.group().upper())
        as_word = found.group().islower() and _is_word(found.group(), stop_words())
        if meaning is None or as_word or fold(meaning) in fold(text):
            return found.group()
        changes.append(Change(found.group(), f"{found.group()} ({meaning})"))
        return f"{found.group()} ({meaning})"

    return re.sub(r"\b[A-Za-z]{2,8}\b", replaced, text) if abbreviations else text
