"""The nouns of the knowledge base: frozen dataclasses on the standard library alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ingest.model import PieceKind, Span

AnswerStatus = Literal["answered", "not_found"]
NoteKind = Literal["conflict", "difference", "contradicts", "model"]
Action = Literal["new", "changed", "removed", "unchanged", "failed"]
CommitmentKind = Literal["resultaat", "actie", "norm", "onderzoek", "streven"]
Strength = Literal["hard", "zacht"]
Bound = Literal["exact", "min", "max", "about"]
Relation = Literal["same", "sharpened", "weakened", "conflict", "fulfilled", "related"]

COMMITMENT_KINDS: tuple[CommitmentKind, ...] = ("resultaat", "actie", "norm", "onderzoek", "streven")
RELATIONS: tuple[Relation, ...] = ("same", "sharpened", "weakened", "conflict", "fulfilled", "related")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is limited to. Empty means: no limit. Years are those of the document's period."""

    documents: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    pieces: tuple[PieceKind, ...] = ()
    year_from: int | None = None
    year_to: int | None = None


@dataclass(frozen=True, slots=True)
class WordMatch:
    """A question's word and the passage's word that answers to it.

    ``how`` is ``woord`` (as written), ``lemma`` (another form), ``deel`` (part of a compound) or
    ``betekenis`` (alike in meaning); ``gloss`` the word's English, empty where there is none;
    ``closeness`` in [0, 1].
    """

    asked: str
    found: str
    how: str
    gloss: str
    closeness: float


@dataclass(frozen=True, slots=True)
class Match:
    """Why a passage was found.

    ``lexical`` and ``semantic`` are the two sides' scores in [0, 1]; ``terms`` the question's words that
    the passage holds; ``sentence`` the passage's sentence closest in meaning; ``words`` what answers to each
    word; ``changes`` what of the question was searched otherwise, as (asked, searched).
    """

    lexical: float
    semantic: float
    terms: tuple[str, ...] = ()
    sentence: str = ""
    words: tuple[WordMatch, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that was found, with its score in [0, 1] and why it matched.

    ``chunk`` names the best chunk in it; ``also`` holds the places where a near-copy of it stands.
    """

    rank: int
    score: float
    chunk: str
    document: str
    title: str
    page: int
    page_end: int
    page_label: str | None
    section: tuple[str, ...]
    text: str
    match: Match
    also: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A quotation and the place where it stands, word for word."""

    n: int
    document: str
    title: str
    page: int
    page_end: int
    page_label: str | None
    section: tuple[str, ...]
    quote: str
    spans: tuple[Span, ...]
    lead: str | None = None


@dataclass(frozen=True, slots=True)
class Searched:
    """How much was searched for an answer."""

    documents: int
    pages: int


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence about the evidence: documents that contradict each other, what differs, a false premise."""

    kind: NoteKind
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: sentences of the documents, each with its citation; or what came nearest.

    ``understood`` is the question as it was taken, with what a follow-up question leaves out. ``wanted`` is
    the kind of answer it asks for, ``short`` the value that answers with its citation ("2.250 woningen
    [1]"), ``language`` that of the frame. ``notes`` stand in the text as well.
    """

    question: str
    status: AnswerStatus
    text: str
    citations: tuple[Citation, ...]
    searched: Searched
    nearest: tuple[Passage, ...] = ()
    method: str = "extractive"
    understood: str = ""
    wanted: str = "open"
    short: str = ""
    notes: tuple[Note, ...] = ()
    language: str = "nl"


@dataclass(frozen=True, slots=True)
class FileResult:
    """What a sync did with one file."""

    file: str
    document: str
    action: Action
    pages: int = 0
    chunks: int = 0
    reason: str = ""
    hint: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterNote:
    """One commitment that a sync found changed.

    ``event`` is ``changed`` (``earlier`` holds the old words), ``vanished`` (no longer in its document) or
    ``withdrawn`` (no longer read as a promise); ``written`` tells whether people wrote about it.
    """

    commitment: str
    document: str
    event: str
    quote: str
    earlier: str | None = None
    written: bool = False


@dataclass(frozen=True, slots=True)
class RegisterReport:
    """What a sync meant for the register.

    ``commitments`` is how many the documents hold now; ``written`` on how many commitments people wrote,
    all of which is kept; ``renamed`` holds the old and the new id of documents that changed their name.
    """

    commitments: int
    new: int
    returned: int
    written: int
    notes: tuple[RegisterNote, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did, file by file, and how long it took in seconds."""

    files: tuple[FileResult, ...]
    seconds: float
    dry_run: bool = False
    register: RegisterReport | None = None

    @property
    def failed(self) -> tuple[FileResult, ...]:
        """The files that could not be read."""
        return tuple(result for result in self.files if result.action == "failed")


@dataclass(frozen=True, slots=True)
class Status:
    """What the knowledge base holds."""

    documents: int
    pages: int
    chunks: int
    model: str
    index: str
    last_sync: str | None
    commitments: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long step is. ``total`` is 0 while it is unknown."""

    step: str
    done: int
    total: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount that was promised. ``text`` stands word for word in the quote.

    ``unit`` is what is counted (``woningen``), a measure (``MW``), ``%`` or ``EUR`` (the full value).
    """

    value: float
    unit: str
    text: str
    bound: Bound = "exact"


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when: the words, and the interval of days they mean. None is an open end; not both are None.

    ``text`` stands word for word in the quote, its lead or its heading.
    """

    text: str
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands: the document, the page (from 1) and the path of headings."""

    document: str
    page: int
    section: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Commitment:
    """A statement in which the municipality or a named partner binds itself to something checkable.

    ``quote`` stands word for word on ``page``, at ``spans``; ``lead`` is the line that governs it.
    ``actor`` is None where the document leaves it open. ``strength_reason`` is one Dutch line for the reader.
    ``also`` holds the further places where the same words stand. ``score`` in [0, 1] is how sure the
    extraction was.
    """

    id: str
    document: str
    title: str
    page: int
    page_label: str | None
    section: tuple[str, ...]
    lead: str | None
    quote: str
    spans: tuple[Span, ...]
    kind: CommitmentKind
    strength: Strength
    strength_reason: str
    actor: str | None
    topics: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    deadline: Deadline | None = None
    also: tuple[Place, ...] = ()
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class LinkMember:
    """A statement in a link; ``commitment`` is its id where the statement is a commitment."""

    document: str
    page: int
    quote: str
    commitment: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Statements about the same subject, the earliest document first, and how they relate."""

    id: str
    subject: str
    relation: Relation
    explanation: str
    members: tuple[LinkMember, ...]
