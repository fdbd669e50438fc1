"""What the screen gets: frozen views with nothing left to compute or to look up."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.model import Span


@dataclass(frozen=True, slots=True)
class SourceView:
    """One citation on the screen, and what is needed to open its page."""

    n: int
    document: str
    title: str
    page: int
    page_label: str | None
    section: tuple[str, ...]
    quote: str
    lead: str | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class NearView:
    """A passage that comes close but does not answer."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer: its sources in order, or what came nearest, and how much was searched."""

    question: str
    found: bool
    sources: tuple[SourceView, ...]
    near: tuple[NearView, ...]
    searched: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of a page's text, marked or not."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class PageView:
    """A page's text with the cited sentence marked."""

    document: str
    title: str
    number: int
    pages: int
    label: str | None
    segments: tuple[Segment, ...]
