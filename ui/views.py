"""What the screen gets: frozen views with nothing left to compute or to look up."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.model import Span
from ingest.picture import Box
from kb.model import Answer, Filters

# Questions


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
    """A passage that comes close but does not answer, and the page it stands on."""

    place: str
    text: str
    document: str
    page: int


@dataclass(frozen=True, slots=True)
class Run:
    """A run of an answer's text: words, or the number of a source when ``cite`` is not 0."""

    text: str
    cite: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an answer.

    ``kind``: short (the value itself), head (a document), lead (the line that governs what follows), item,
    note or text.
    """

    kind: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer: its lines and sources in order, or what came nearest, and how much was searched.

    ``understood`` is the question as it was taken when that differs from what was typed; ``plain`` the
    answer with its sources as text, to paste; ``query`` the address that asks the same again.
    """

    question: str
    found: bool
    lines: tuple[Line, ...]
    sources: tuple[SourceView, ...]
    near: tuple[NearView, ...]
    searched: str
    understood: str = ""
    plain: str = ""
    query: str = ""


@dataclass(frozen=True, slots=True)
class WritingView:
    """An answer that a language model still writes: the question, and the sentences that passed so far."""

    question: str
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conversation:
    """One user's conversation, oldest turn first. Kept in that user's session and nowhere else.

    ``answer`` and ``filters`` are what the last turn shows, for who reports that it is wrong.
    """

    turns: tuple[AnswerView, ...] = ()
    answer: Answer | None = None
    filters: Filters = field(default_factory=Filters)

    @property
    def last(self) -> AnswerView | None:
        """The turn that is on the screen."""
        return self.turns[-1] if self.turns else None


# Pages


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of a page's text, marked or not."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, bullet or row of a page. ``kind`` is a piece's kind, or ``rest``."""

    kind: str
    segments: tuple[Segment, ...]
    level: int = 1
    number: str = ""
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class PictureView:
    """The picture of a page: its address, its size in pixels, and where the quotation stands."""

    url: str
    width: int
    height: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """A page with the cited words marked: as blocks of text and, for a PDF, as a picture."""

    document: str
    title: str
    number: int
    pages: int
    label: str | None
    blocks: tuple[Block, ...]
    picture: PictureView | None = None
    marked: bool = False
    ocr: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """Which page a user has open, and what is marked on it."""

    document: str = ""
    page: int = 0
    spans: tuple[Span, ...] = field(default=())


# Documents


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document in the list; ``fields`` are those of the catalogue that people fill in, as text."""

    id: str
    file: str
    pages: int
    fields: dict[str, str]


# Commitments


@dataclass(frozen=True, slots=True)
class RowView:
    """A commitment in a list. ``state`` is late, open, busy, done or gone: how it is coloured."""

    id: str
    quote: str
    kind: str
    soft: bool
    actor: str
    term: str
    status: str
    state: str
    presence: str
    place: str


@dataclass(frozen=True, slots=True)
class ListView:
    """A part of the register: the rows that are shown, of how many, and the address of its downloads."""

    rows: tuple[RowView, ...]
    total: int
    summary: str
    query: str


@dataclass(frozen=True, slots=True)
class MemberView:
    """A statement in a link, and what is needed to open its page."""

    document: str
    title: str
    page: int
    quote: str
    spans: tuple[Span, ...]
    commitment: str = ""


@dataclass(frozen=True, slots=True)
class RelatedView:
    """A link of a commitment to statements elsewhere."""

    relation: str
    subject: str
    explanation: str
    members: tuple[MemberView, ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """One step in a commitment's history."""

    moment: str
    by: str
    what: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """What people wrote about a commitment, as a form shows it."""

    status: str
    owner: str
    evidence: str
    note: str
    confirmed: bool
    version: int
    by: str = ""


@dataclass(frozen=True, slots=True)
class CommitmentView:
    """A commitment, whole: what it says, where, how it stands, what happened to it."""

    row: RowView
    document: str
    page: int
    spans: tuple[Span, ...]
    lead: str
    strength: str
    amounts: str
    topics: tuple[str, ...]
    also: tuple[MemberView, ...]
    earlier: str
    related: tuple[RelatedView, ...]
    history: tuple[StepView, ...]
    entry: EntryView
    link: str


# Timeline


@dataclass(frozen=True, slots=True)
class DotView:
    """A commitment on the timeline."""

    id: str
    label: str
    state: str


@dataclass(frozen=True, slots=True)
class LaneView:
    """A row of the timeline: for each year that is shown, the commitments that fall due in it."""

    name: str
    cells: tuple[tuple[DotView, ...], ...]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The timeline: its years, its lanes, and what is late. ``now`` is the place of this year among them."""

    years: tuple[int, ...]
    lanes: tuple[LaneView, ...]
    now: int
    overdue: tuple[RowView, ...]
    years_rows: tuple[tuple[int, tuple[RowView, ...]], ...]


@dataclass(frozen=True, slots=True)
class MatrixView:
    """How many commitments each document (a column: id and title) makes about each topic (a row)."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


# About


@dataclass(frozen=True, slots=True)
class FigureView:
    """A measured figure in [0, 1] with the ends of its 95% interval, on ``n`` items."""

    label: str
    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class AboutView:
    """What the collection holds, and how good the answers were when they were last measured.

    ``language_model`` is the address of the one that writes answers; empty where there is none.
    """

    counts: tuple[tuple[str, int], ...]
    documents: tuple[str, ...]
    model: str
    last_sync: str
    figures: tuple[FigureView, ...]
    language_model: str = ""
