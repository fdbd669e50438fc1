"""The nouns of the evaluation: frozen dataclasses on the standard library alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

QuestionKind = Literal["fact", "paraphrase", "commitment", "list", "cross", "unanswerable"]
Half = Literal["dev", "test"]
Selection = Literal["dev", "test", "all"]
Record = dict[str, Any]

Outcome = tuple[float, float]
"""One unit's share in a figure: numerator and denominator. A figure is the sum of the one over the other."""

Outcomes = dict[str, Outcome]
"""A figure's outcomes by unit: a question, a page, a link or a reading item."""

QUESTION_KINDS: tuple[QuestionKind, ...] = (
    "fact", "paraphrase", "commitment", "list", "cross", "unanswerable",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that proves an answer: a document and words that stand in it."""

    document: str
    quote: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what a right answer rests on.

    Every group of ``evidence`` is needed, within a group one alternative will do; the same holds for the
    groups of strings in ``answer``. Both are empty for a question that the documents do not answer, except
    that a false premise may have evidence against it.
    """

    id: str
    question: str
    language: str
    kind: QuestionKind
    evidence: tuple[tuple[Evidence, ...], ...]
    answer: tuple[tuple[str, ...], ...]
    false_premise: bool = False

    @property
    def answerable(self) -> bool:
        """Whether the documents hold the answer."""
        return self.kind != "unanswerable"

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents of the evidence, sorted."""
        return tuple(sorted({e.document for group in self.evidence for e in group}))


@dataclass(frozen=True, slots=True)
class GoldCommitment:
    """An annotated sentence: a commitment, or a look-alike when ``commitment`` is false.

    ``fields`` holds the rest of the line as it stands in the file (kind, strength, actor and so on).
    """

    id: str
    document: str
    page: int
    commitment: bool
    quote: str
    fields: Record


@dataclass(frozen=True, slots=True)
class Member:
    """A statement in a link."""

    document: str
    page: int
    quote: str


@dataclass(frozen=True, slots=True)
class GoldLink:
    """Statements about the same subject, and how they relate."""

    id: str
    subject: str
    relation: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class JudgedLink:
    """A link across documents that the system made, judged by hand: ``right`` or not, and why."""

    id: str
    relation: str
    members: tuple[Member, ...]
    right: bool
    reason: str


@dataclass(frozen=True, slots=True)
class ReadingItem:
    """A piece of text as it should be read. ``fields`` holds what else must be right about it."""

    id: str
    document: str
    page: int
    what: str
    kind: str
    text: str
    fields: Record


@dataclass(frozen=True, slots=True)
class DoubleItem:
    """A sentence labelled twice, independently. ``None`` labels: that annotator saw no commitment."""

    document: str
    page: int
    text: str
    first: Record
    second: Record


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a system found, best first in a list of them."""

    document: str
    text: str
    page: int | None = None
    page_end: int | None = None
    score: float = 0.0
    section: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cited:
    """A quotation in an answer."""

    document: str
    title: str
    page: int
    page_end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that a system gave."""

    answered: bool
    text: str
    citations: tuple[Cited, ...]


def half_of(number: int) -> Half:
    """Return the half of a number: odd is dev, even is test."""
    return "dev" if number % 2 else "test"


def in_selection(number: int, selection: Selection) -> bool:
    """Tell whether an item with this number belongs to the selected half or halves."""
    return selection in ("all", half_of(number))
