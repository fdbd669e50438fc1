"""Where statements differ: another number for the same thing, another year, other strength."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from kb.answers.frames import listed, say, value_name
from kb.answers.question import Language, Question
from kb.answers.values import Value, ValueKind, digits_of, values_in
from kb.dutch.analysis import analyse, fold
from kb.model import Citation

_SAME = 0.6
"""From which share of equal words two statements speak of the same thing."""

_RELATED = 0.12
"""From which share of equal words what two statements name can be compared."""

_COMPARED: frozenset[ValueKind] = frozenset({"amount", "percent", "number", "duration"})
_SOFT = re.compile(
    r"\b(?:streven|streeft|ernaar|ambitie|inzetten|zetten|willen|wil|hopen|graag|mogelijk|verkennen|onderzoeken|bekijken)\b"
)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two statements that say the same with other values; the values as written, with their citations."""

    values: tuple[tuple[str, int], ...]


def conflicts(citations: Sequence[Citation]) -> list[Conflict]:
    """Return where the cited statements contradict each other, or their own document."""
    found: list[Conflict] = []
    for first, second in combinations(citations, 2):
        pair = _differing(first, second)
        if pair is not None and not any(set(pair.values) <= set(c.values) for c in found):
            found.append(pair)
    return _joined(found)


def _differing(first: Citation, second: Citation) -> Conflict | None:
    """Two statements with (nearly) the same words and one differing value with the same unit."""
    if _alike(first.quote, second.quote) < _SAME:
        return None
    one, two = _values(first.quote), _values(second.quote)
    left = [v for v in one if not any(_equal(v, other) for other in two)]
    right = [v for v in two if not any(_equal(v, other) for other in one)]
    if len(left) != 1 or len(right) != 1 or left[0].kind != right[0].kind:
        return None
    if _unit(first.quote, left[0]) != _unit(second.quote, right[0]):
        return None
    return Conflict(((left[0].text, first.n), (right[0].text, second.n)))


def _joined(found: Sequence[Conflict]) -> list[Conflict]:
    """Put conflicts that share a value together: 2.250 [1], 2.500 [2] and 2.500 [3] is one."""
    joined: list[Conflict] = []
    for conflict in found:
        same = next((j for j in joined if set(j.values) & set(conflict.values)), None)
        if same is None:
            joined.append(conflict)
            continue
        joined.remove(same)
        joined.append(Conflict(tuple(sorted({*same.values, *conflict.values}, key=lambda v: v[1]))))
    return joined


def _alike(first: str, second: str) -> float:
    """The share of the words of the two texts together that both hold, numbers left out."""
    one = {term.lemma for term in analyse(first) if not term.lemma[0].isdigit()}
    two = {term.lemma for term in analyse(second) if not term.lemma[0].isdigit()}
    return len(one & two) / len(one | two) if one | two else 0.0


def _values(text: str) -> list[Value]:
    return [value for value in values_in(text) if value.kind in _COMPARED]


def _equal(first: Value, second: Value) -> bool:
    return first.kind == second.kind and (
        fold(first.text) == fold(second.text) or (digits_of(first.text) == digits_of(second.text) != ())
    )


def _unit(text: str, value: Value) -> str:
    """The word after a number: what it counts."""
    terms = analyse(text[value.end : value.end + 40])
    return terms[0].lemma if terms and value.kind == "number" else value.kind


def conflict_text(conflict: Conflict, question: Question) -> str:
    """Say that the documents contradict each other."""
    language = question.language
    what = value_name(question.wanted, language, several=True) or value_name("number", language, several=True)
    shown: dict[str, list[int]] = {}
    for value, n in conflict.values:
        shown.setdefault(value, []).append(n)
    values = [f"{value} {''.join(f'[{n}]' for n in numbers)}" for value, numbers in shown.items()]
    return say("conflict", language, what=what, values=listed(values, language))


def difference_text(citations: Sequence[Citation], language: Language) -> str:
    """Say what differs between documents that are compared: values that only one names, and strength.

    Empty when nothing that a machine can see differs, or when only one document speaks.
    """
    documents = list(dict.fromkeys(citation.document for citation in citations))
    if len(documents) < 2:
        return ""
    parts = [part for document in documents for part in _own_values(document, citations, language)]
    softer = _softer(documents, citations, language)
    parts += [softer] if softer else []
    return say("difference", language, parts="; ".join(parts)) if parts else ""


def _own_values(document: str, citations: Sequence[Citation], language: Language) -> list[str]:
    """The values that the best statement of a document names and no other document's does."""
    own = next(c for c in citations if c.document == document)
    related = [c for c in citations if c.document != document and _alike(own.quote, c.quote) >= _RELATED]
    others = [v for c in related for v in _telling(c.quote)]
    if not related:
        return []
    values = [v.text for v in _telling(own.quote) if not any(_equal(v, other) for other in others)]
    if not values:
        return []
    return [say("only_in", language, values=listed(values[:3], language), mark=f"[{own.n}]")]


def _telling(text: str) -> list[Value]:
    kinds = {*_COMPARED, "date", "year"}
    return [v for v in values_in(text) if v.kind in kinds and any(char.isdigit() for char in v.text)]


def _softer(documents: Sequence[str], citations: Sequence[Citation], language: Language) -> str:
    best = [next(c for c in citations if c.document == document) for document in documents]
    soft = [c for c in best if _SOFT.search(fold(c.quote))]
    hard = [c for c in best if c not in soft]
    if not soft or not hard or _alike(soft[0].quote, hard[0].quote) < _RELATED:
        return ""
    return say("weaker", language, softer=f"[{soft[0].n}]", harder=f"[{hard[0].n}]")
