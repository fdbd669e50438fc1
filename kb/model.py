"""The nouns of the knowledge base: frozen dataclasses on the standard library alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ingest.model import PieceKind, Span

AnswerStatus = Literal["answered", "not_found"]
Action = Literal["new", "changed", "removed", "unchanged", "failed"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is limited to. Empty means: no limit. Years are those of the document's period."""

    documents: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    pieces: tuple[PieceKind, ...] = ()
    year_from: int | None = None
    year_to: int | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """Why a passage was found.

    ``lexical`` and ``semantic`` are the two sides' scores in [0, 1]; ``terms`` the question's words that
    the passage holds; ``sentence`` the passage's sentence closest in meaning.
    """

    lexical: float
    semantic: float
    terms: tuple[str, ...] = ()
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk that was found, with its score in [0, 1] and why it matched."""

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
class Answer:
    """An answer: sentences of the documents, each with its citation; or what came nearest."""

    question: str
    status: AnswerStatus
    text: str
    citations: tuple[Citation, ...]
    searched: Searched
    nearest: tuple[Passage, ...] = ()
    method: str = "extractive"


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
class SyncReport:
    """What a sync did, file by file, and how long it took in seconds."""

    files: tuple[FileResult, ...]
    seconds: float
    dry_run: bool = False

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
