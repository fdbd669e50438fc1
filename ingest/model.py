"""The nouns of reading: frozen dataclasses on the standard library alone.

Every piece of text knows the exact place it was taken from: a tuple of spans, each the half-open
character range ``[start, end)`` of one page's raw text. ``text`` is what the reader of the paper sees:
line breaks folded, line-end hyphens resolved. The two differ in white space, hyphens and ligatures only,
which :func:`same_words` checks.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Literal

PieceKind = Literal[
    "heading", "body", "bullet", "measure", "table", "caption", "footnote", "quotation", "boxed", "running"
]

PIECE_KINDS: tuple[PieceKind, ...] = (
    "heading", "body", "bullet", "measure", "table", "caption", "footnote", "quotation", "boxed", "running",
)  # fmt: skip

_INVISIBLE = re.compile(r"[\s\-\u00ad\u2010\u2011\u200b\ufeff]")


def same_words(text: str) -> str:
    """Return ``text`` without white space and hyphens, compatibility characters folded (Unicode NFKC).

    Two texts are the same words exactly when their results are equal. Every check of a quotation uses it.
    """
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters on one page. ``page`` counts from 1, offsets from 0."""

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it was extracted. ``label`` is the printed number where it is known."""

    number: int
    text: str
    label: str | None = None
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, sentence, bullet, measure or table row: the smallest unit with a place of its own.

    ``section`` is the path of headings above it; ``lead`` the line that governs a bullet;
    ``number`` the number of a measure; ``header`` the header row of a table row;
    ``speaker`` who is quoted; ``level`` counts from 1 for headings and bullets.
    """

    kind: PieceKind
    text: str
    spans: tuple[Span, ...]
    section: tuple[str, ...] = ()
    level: int | None = None
    lead: str | None = None
    number: str | None = None
    header: str | None = None
    speaker: str | None = None
    ocr: bool = False

    @property
    def page(self) -> int:
        """The page on which the piece begins."""
        return self.spans[0].page

    @property
    def page_end(self) -> int:
        """The page on which the piece ends."""
        return self.spans[-1].page


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of whole pieces of one section: what is indexed and found.

    ``text`` holds the pieces' texts joined by line feeds; ``pieces`` their indices in the reading.
    """

    document: str
    index: int
    text: str
    spans: tuple[Span, ...]
    section: tuple[str, ...]
    pieces: tuple[int, ...]
    kinds: tuple[PieceKind, ...]

    @property
    def page(self) -> int:
        """The page on which the chunk begins."""
        return self.spans[0].page

    @property
    def page_end(self) -> int:
        """The page on which the chunk ends."""
        return self.spans[-1].page


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a file says of itself. Only ever a proposal for the catalogue; empty where it is silent."""

    title: str = ""
    date: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one file, in reading order."""

    pages: tuple[Page, ...]
    pieces: tuple[Piece, ...]
    proposal: Proposal = field(default_factory=Proposal)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document as the catalogue knows it. ``""`` and ``None`` mean: the document does not say."""

    id: str
    file: str
    title: str
    sha256: str
    kind: str = ""
    organisation: str = ""
    status: str = ""
    date: str = ""
    period_from: int | None = None
    period_to: int | None = None


def slice_of(pages: tuple[Page, ...], spans: tuple[Span, ...]) -> str:
    """Return the raw text at ``spans``, the parts joined by line feeds."""
    return "\n".join(pages[span.page - 1].text[span.start : span.end] for span in spans)
