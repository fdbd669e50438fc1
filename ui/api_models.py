"""The shapes of the HTTP API, for its documentation. Fields that come later are passed on as well."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from kb.model import Bound, CommitmentKind, Filters, Relation, Strength
from ui.handlers.answers import MAX_QUESTION


class Open(BaseModel):
    """A shape that may hold more than is named here."""

    model_config = ConfigDict(extra="allow")


class ErrorModel(BaseModel):
    """What went wrong, and what to do."""

    message: str
    hint: str


class PassageModel(Open):
    """A passage that was found."""

    rank: int
    score: float
    document: str
    title: str
    page: int
    page_label: str | None
    section: list[str]
    text: str


class SearchModel(Open):
    """The passages found for a question."""

    id: str | None
    question: str
    elapsed_ms: float
    passages: list[PassageModel]


class CitationModel(Open):
    """A quotation and its place."""

    n: int
    document: str
    title: str
    page: int
    page_label: str | None
    section: list[str]
    quote: str


class SearchedModel(BaseModel):
    """How much was searched."""

    documents: int
    pages: int


class AnswerModel(Open):
    """An answer with its citations, or what came nearest."""

    id: str | None
    question: str
    status: str
    answer: str
    elapsed_ms: float
    method: str
    citations: list[CitationModel]
    searched: SearchedModel
    nearest: list[PassageModel]


class QuantityModel(BaseModel):
    """An amount that was promised."""

    value: float
    unit: str
    text: str
    bound: Bound


class DeadlineModel(BaseModel):
    """By when."""

    text: str
    earliest: str | None
    latest: str | None


class CommitmentModel(Open):
    """A commitment of the register."""

    id: str
    document: str
    title: str
    page: int
    page_label: str | None
    section: list[str]
    lead: str | None
    quote: str
    kind: CommitmentKind
    strength: Strength
    actor: str | None
    topics: list[str]
    quantities: list[QuantityModel]
    deadline: DeadlineModel | None
    status: str
    links: list[str]


class MemberModel(BaseModel):
    """A statement in a link."""

    document: str
    page: int
    quote: str
    commitment: str | None


class LinkModel(Open):
    """Statements about the same subject."""

    id: str
    subject: str
    relation: Relation
    explanation: str
    members: list[MemberModel]


class DocumentModel(BaseModel):
    """A document of the collection."""

    document: str
    file: str
    title: str
    kind: str | None
    organisation: str | None
    status: str | None
    date: str | None
    period_from: int | None
    period_to: int | None
    pages: int


class PageModel(BaseModel):
    """A page of a document."""

    document: str
    page: int
    page_label: str | None
    text: str
    ocr: bool


class StatusModel(Open):
    """What the collection holds."""

    documents: int
    pages: int
    chunks: int
    commitments: int
    model: str
    index: str
    last_sync: str | None


class Asked(BaseModel):
    """A question with its filters."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(min_length=1, max_length=MAX_QUESTION)
    id: str | None = None
    documents: list[str] = []
    kinds: list[str] = []
    year_from: int | None = None
    year_to: int | None = None

    def filters(self) -> Filters:
        """Return what the search is limited to."""
        return Filters(tuple(self.documents), tuple(self.kinds), (), self.year_from, self.year_to)


class SearchRequest(Asked):
    """A question, and how many passages are wanted."""

    limit: int = Field(default=10, ge=1, le=200)


class AskModel(Asked):
    """A question, and the questions before it, oldest first; ``today`` is from when overdue counts."""

    history: list[str] = Field(default=[], max_length=20)
    today: date | None = None
