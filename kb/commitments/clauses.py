"""Statements of a text: its sentences, and the clauses of a sentence that hold a promise of their own.

Dutch puts the finite verb of a main clause second. So a sentence is cut where a conjunction is followed by
a verb and its "we" ("... en zorgen we voor ..."), by "we" and its verb, by a party and its verb, or by a
verb alone that shares the subject of the clause before ("De gemeente neemt ... en ondersteunt ...").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.sentences import split_sentences
from kb.commitments.words import MODALS, Word, finite, is_act, is_infinitive, words_of

_CONJUNCTIONS = frozenset({"en", "maar", "dus", ";", ":", "terwijl"})
_WE = frozenset({"we", "wij"})
_PARTIES = frozenset(
    "gemeente gemeenten corporaties woningcorporaties partijen college provincie partners".split()
)
_ARTICLES = frozenset("de het een".split())
_CONDITIONS = frozenset({"mogelijk", "nodig", "wenselijk", "waar"})
_OBJECT_STARTS = frozenset("de het een onze ons deze dit die hun daarbij hierbij hier daar".split())
_MIN_WORDS = 3
_REACH = 7
# A comma where the source lost its full stop or its bullet: a capital function word follows.
_LOST_STOP = re.compile(
    r"[,;] (?=(?:We|Wij|De|Het|Een|In|Voor|Daarbij|Ook|Hierbij|Bij|Om|Er) [a-z]"
    r"|[A-Z][a-z]+ [a-z]+ (?:we|wij)\b)"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a text, ``text[start:end]``, and the sentence that it is (a part of)."""

    start: int
    end: int
    sentence_start: int
    sentence_end: int

    @property
    def is_part(self) -> bool:
        """Tell whether the sentence holds more than this clause."""
        return (self.start, self.end) != (self.sentence_start, self.sentence_end)


def clauses_of(text: str) -> tuple[Clause, ...]:
    """Return the clauses of ``text`` (white space folded) in order; most sentences are one clause."""
    found: list[Clause] = []
    for start, end in _sentences(text):
        parts = [(start + a, start + b) for a, b in _split(text[start:end])]
        found.extend(Clause(a, b, start, end) for a, b in parts)
    return tuple(found)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    for start, end in split_sentences(text):
        at = start
        for stop in _LOST_STOP.finditer(text, start, end):
            if len(text[at : stop.start()].split()) >= _MIN_WORDS:
                yield at, stop.start()
                at = stop.end()
        yield at, end


def _split(sentence: str) -> list[tuple[int, int]]:
    words = words_of(sentence)
    cuts = [0, *_cuts(words)]
    bounds = []
    for position, cut in enumerate(cuts):
        last = (cuts[position + 1] if position + 1 < len(cuts) else len(words)) - 1
        while position + 1 < len(cuts) and last > cut and words[last].lower in _CONJUNCTIONS | {",", "ook"}:
            last -= 1
        if last >= 0:
            bounds.append((words[cut].start, words[last].end if position + 1 < len(cuts) else len(sentence)))
    return bounds or [(0, len(sentence))]


def _cuts(words: Sequence[Word]) -> list[int]:
    """Return the indices of the words with which a further clause begins."""
    cuts: list[int] = []
    begin = 0
    for index, word in enumerate(words):
        if word.lower not in _CONJUNCTIONS and word.text != ",":
            continue
        first = index + 1
        if first + _MIN_WORDS > len(words) or words[first].lower in _CONJUNCTIONS | _CONDITIONS:
            continue
        if index - begin >= _MIN_WORDS and _begins_clause(words, begin, index, first):
            cuts.append(first)
            begin = first
    return cuts


def _begins_clause(words: Sequence[Word], begin: int, conjunction: int, first: int) -> bool:
    verb = first_finite(words, begin, conjunction)
    if verb is None:
        return words[conjunction].lower == "en" and _second_act(words, begin, first)
    lower = [word.lower for word in words[first : first + _REACH]]
    strong = words[conjunction].text != ","
    if finite(words[conjunction - 1].lower) and len(lower) > 1 and lower[1] in _WE:
        return False  # "bepleiten en verkennen we": two verbs of one promise
    if _can_be_finite(lower[0]) and lower[1] in _WE:
        # After a comma the first part may be a condition or an adverbial: then the verb only now is second.
        return (strong or _has_we_verb(words, begin, conjunction)) and not _is_subordinate(words, begin)
    if lower[0] in _WE and _can_be_finite(lower[1]):
        return strong and not _is_subordinate(words, begin)
    if strong and (_party_with_verb(lower) or _inverted_later(words, first)):
        return True
    if lower[0] == "dat" and strong:
        return "dat" in (word.lower for word in words[begin:conjunction])
    if lower[:2] == ["ook", "door"] and strong:
        return "door" in (word.lower for word in words[begin:conjunction])
    return strong and _shares_subject(words, begin, verb, conjunction, first)


def _second_act(words: Sequence[Word], begin: int, first: int) -> bool:
    """Tell whether a line without a verb goes on with another act: "Oprichten van ... en bijdrage aan"."""
    if begin > 0 or not (is_act(words[0].lower) or (words[0].lower in _ARTICLES and is_act(words[1].lower))):
        return False
    rest = words[first + 1 :] if words[first].lower in _ARTICLES else words[first:]
    return (
        len(rest) > _MIN_WORDS
        and is_act(rest[0].lower)
        and rest[1].lower in {"van", "aan", "voor", "naar", "met"}
    )


def _can_be_finite(word: str) -> bool:
    """Tell whether a word next to "we" can be its verb: any plural will do there."""
    return finite(word) is not None or (len(word) > 4 and word.endswith("en"))


def _has_we_verb(words: Sequence[Word], begin: int, end: int) -> bool:
    """Tell whether "we" and its verb stand side by side in ``words[begin:end]``, the main clause's order."""
    for index in range(begin, end - 1):
        one, two = words[index].lower, words[index + 1].lower
        if (one in _WE and index == begin and _can_be_finite(two)) or (two in _WE and finite(one)):
            return True
    return False


def _party_with_verb(lower: Sequence[str]) -> bool:
    """Tell whether words begin with a party and its verb: "de gemeente zorgt"."""
    rest = lower[1:] if lower[0] in _ARTICLES else lower
    return len(rest) > 1 and rest[0] in _PARTIES and finite(rest[1]) is not None


def _inverted_later(words: Sequence[Word], first: int) -> bool:
    """Tell whether an adverbial, a verb and "we" follow: "in deze wijken hebben we"."""
    for index in range(first + 1, min(first + _REACH, len(words) - 1)):
        if words[index].text in {",", ":", "en"}:
            return False
        if _can_be_finite(words[index].lower) and words[index + 1].lower in _WE:
            return words[first].lower not in {"die", "dat", "wat", "hoe", "waar", "of"}
    return False


def _shares_subject(words: Sequence[Word], begin: int, verb: int, conjunction: int, first: int) -> bool:
    """Tell whether the word at ``first`` is a finite verb of the same subject as the verb at ``verb``."""
    one, two = words[verb].lower, words[first].lower
    if finite(two) is None or one in MODALS or _is_subordinate(words, begin):
        return False
    if any(word.lower in _CONJUNCTIONS for word in words[first + 1 : first + 3]):
        return False
    if words[conjunction - 1].lower == one or conjunction - verb < 3:
        return False  # "stimuleren en ondersteunen we": two verbs of one promise
    singular = one.endswith("t") or one == "is"
    if singular:
        return two.endswith("t") and not two.endswith("en")
    if not two.endswith("en") or len(words) - first <= _MIN_WORDS:
        return False
    # An infinitive comes last in its phrase: what is followed by an object is a finite verb.
    if words[first + 1].lower in _OBJECT_STARTS:
        return True
    between = {word.lower for word in words[max(verb, conjunction - 12) : conjunction]}
    return "te" not in between and not words[conjunction - 1].lower.endswith("en")


def _is_subordinate(words: Sequence[Word], begin: int) -> bool:
    return words[begin].lower in {"als", "wanneer", "indien", "omdat", "doordat", "hoewel", "om", "zodat"}


def _opens_with_infinitive(words: Sequence[Word], stop: int) -> bool:
    """Tell whether a line begins with an infinitive, as a heading does: "Opstellen van", "bepalen waar"."""
    if stop < 2 or not is_infinitive(words[0].lower) or words[1].lower in _WE:
        return False
    return words[0].text[0].isupper() or words[1].lower in {"van", "om", "waar", "welke", "en", ",", "hoe"}


_NOT_BEFORE_VERB = frozenset(
    """te het de een van voor bij tot aan door in naar ons onze hun haar zijn deze dit die met over op en of
    als geen meer alle andere nieuwe""".split()
)


def first_finite(words: Sequence[Word], begin: int = 0, end: int | None = None) -> int | None:
    """Return the index of the first word in ``words[begin:end]`` that can be a main clause's finite verb."""
    stop = len(words) if end is None else end
    start = begin
    if begin == 0 and _opens_with_infinitive(words, stop):
        return None
    if begin < stop and _is_subordinate(words, begin):
        commas = [i for i in range(begin, stop) if words[i].text == ","]
        start = commas[0] + 1 if commas else begin
    for index in range(start, stop):
        word = words[index]
        beside_we = index + 1 < stop and words[index + 1].lower in _WE
        plural = len(word.lower) > 4 and word.lower.endswith("en") and word.text.islower()
        if beside_we and plural and index > start and words[index - 1].lower not in _NOT_BEFORE_VERB - {"en"}:
            return index
        if index == start + 1 and words[start].lower in _WE and plural:
            return index
        if finite(word.lower) is None or (index > 0 and word.text[0].isupper()):
            continue
        before = words[index - 1].lower if index > start else ""
        if before in _NOT_BEFORE_VERB and not (index + 1 < stop and words[index + 1].lower in _WE):
            continue
        return index
    return None
