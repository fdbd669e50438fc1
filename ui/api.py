"""The HTTP API under ``/api/``: what the app shows, for programs. JSON as in the command line's contracts."""

from __future__ import annotations

import time
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Query, Request, Response
from fastapi.responses import JSONResponse

from ingest.errors import ReadError, WoordhouderError
from kb.errors import (
    IndexMissingError,
    RegisterConflictError,
    RegisterUnavailableError,
    UnknownCommitmentError,
)
from kb.export.model import ExportFormat
from kb.knowledge_base import KnowledgeBase
from kb.model import CommitmentKind, Filters
from kb.register.model import RegisterFilters, RegisterStatus
from ui.addresses import asked_filters
from ui.api_models import (
    AnswerModel,
    AskModel,
    CommitmentModel,
    DocumentModel,
    ErrorModel,
    LinkModel,
    PageModel,
    SearchModel,
    SearchRequest,
    StatusModel,
)
from ui.handlers.answers import MAX_QUESTION
from ui.handlers.documents import stored_documents
from ui.handlers.pages import page_picture
from ui.records import Record, answer_record, search_record, status_record
from ui.records_register import commitment_record, link_record

_TYPES: dict[str, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
}


class UnknownPageError(ReadError):
    """A page or its picture that was asked for is not there."""

    def __init__(self, document: str, number: int) -> None:
        super().__init__(
            f"Er is geen pagina {number} van document '{document}'.", "Kijk bij /api/documents wat er is."
        )

    def __reduce__(self) -> tuple[type[WoordhouderError], tuple[str, str]]:
        """Cross a process border as a plain error: this one is made from other arguments."""
        return ReadError, (self.message, self.hint)


_STATUS: tuple[tuple[type[WoordhouderError], int], ...] = (
    (IndexMissingError, 503),
    (RegisterUnavailableError, 503),
    (RegisterConflictError, 409),
    (UnknownCommitmentError, 404),
    (UnknownPageError, 404),
)
_ERRORS: dict[int | str, dict[str, Any]] = {
    400: {"model": ErrorModel, "description": "De vraag klopt niet"},
    503: {"model": ErrorModel, "description": "Er is nog niets ingelezen"},
}

Question = Annotated[
    str, Query(min_length=1, max_length=MAX_QUESTION, description="De vraag, in gewone taal.")
]
Documents = Annotated[list[str], Query(description="Alleen in deze documenten (id).")]
Kinds = Annotated[list[str], Query(description="Alleen in documenten van deze soort.")]
YearFrom = Annotated[
    int | None, Query(description="Alleen documenten waarvan de periode in of na dit jaar loopt.")
]
YearTo = Annotated[
    int | None, Query(description="Alleen documenten waarvan de periode in of voor dit jaar loopt.")
]


def add_api(server: FastAPI, knowledge: KnowledgeBase) -> None:
    """Add the API to the server; errors become a status with a message and a hint."""
    router = APIRouter(prefix="/api", responses=_ERRORS)
    _add_questions(router, knowledge)
    _add_register(router, knowledge)
    _add_documents(router, knowledge)
    server.include_router(router)
    server.add_exception_handler(WoordhouderError, _explained)


def _explained(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, WoordhouderError)  # registered for this class alone
    status = next((code for kind, code in _STATUS if isinstance(error, kind)), 400)
    return JSONResponse({"message": error.message, "hint": error.hint}, status_code=status)


def _add_questions(router: APIRouter, knowledge: KnowledgeBase) -> None:
    @router.get("/search", response_model=SearchModel, tags=["vragen"])
    def search(
        question: Question,
        limit: Annotated[int, Query(ge=1, le=200)] = 10,
        document: Documents = [],  # noqa: B006 - FastAPI copies it
        kind: Kinds = [],  # noqa: B006 - the same
        year_from: YearFrom = None,
        year_to: YearTo = None,
    ) -> Record:
        """Zoek passages bij een vraag, de beste eerst."""
        return _searched(knowledge, question, limit, _filters(document, kind, year_from, year_to))

    @router.post("/search", response_model=SearchModel, tags=["vragen"])
    def post_search(asked: SearchRequest) -> Record:
        """Zoek passages bij een vraag, de beste eerst."""
        return _searched(knowledge, asked.question, asked.limit, asked.filters(), asked.id)

    @router.get("/ask", response_model=AnswerModel, tags=["vragen"])
    def ask(
        question: Question,
        document: Documents = [],  # noqa: B006 - FastAPI copies it
        kind: Kinds = [],  # noqa: B006 - the same
        year_from: YearFrom = None,
        year_to: YearTo = None,
        today: date | None = None,
    ) -> Record:
        """Beantwoord een vraag met zinnen uit de documenten, elk met vindplaats."""
        filters = _filters(document, kind, year_from, year_to)
        return _answered(knowledge, question, filters, today=today)

    @router.post("/ask", response_model=AnswerModel, tags=["vragen"])
    def post_ask(asked: AskModel) -> Record:
        """Beantwoord een vraag; `history` zijn de vragen ervoor, de oudste eerst."""
        return _answered(knowledge, asked.question, asked.filters(), asked.id, asked.history, asked.today)

    @router.get("/answer.docx", tags=["vragen"], response_class=Response)
    def answer_document(request: Request, vraag: Question, today: date | None = None) -> Response:
        """Het antwoord met zijn bronnen als Word-bestand."""
        answer = knowledge.ask(vraag, asked_filters(dict(request.query_params)), today=today)
        return _file(knowledge.write_answer(answer), "docx", "antwoord")


def _add_register(router: APIRouter, knowledge: KnowledgeBase) -> None:
    @router.get("/commitments", response_model=list[CommitmentModel], tags=["toezeggingen"])
    def commitments(
        topic: str = "",
        document: Documents = [],  # noqa: B006 - FastAPI copies it
        actor: str = "",
        kind: CommitmentKind | None = None,
        status: RegisterStatus | None = None,
        overdue: bool = False,
        due_before: date | None = None,
        text: str = "",
        today: date | None = None,
    ) -> list[Record]:
        """De toezeggingen die aan de filters voldoen."""
        filters = RegisterFilters(topic, tuple(document), actor, kind, status, overdue, due_before, text)
        return [commitment_record(item) for item in knowledge.commitments(filters, today)]

    @router.get("/links", response_model=list[LinkModel], tags=["toezeggingen"])
    def links() -> list[Record]:
        """Uitspraken die bij elkaar horen of elkaar tegenspreken."""
        return [link_record(link) for link in knowledge.links()]

    @router.get("/export", tags=["toezeggingen"], response_class=Response)
    def export(
        format: ExportFormat,
        topic: str = "",
        document: Documents = [],  # noqa: B006 - FastAPI copies it
        actor: str = "",
        kind: CommitmentKind | None = None,
        status: RegisterStatus | None = None,
        overdue: bool = False,
        due_before: date | None = None,
        text: str = "",
        today: date | None = None,
    ) -> Response:
        """De toezeggingen als Excel, CSV, Word-memo of tijdlijn."""
        filters = RegisterFilters(topic, tuple(document), actor, kind, status, overdue, due_before, text)
        return _file(knowledge.export(format, filters, today), format, "toezeggingen")


def _add_documents(router: APIRouter, knowledge: KnowledgeBase) -> None:
    @router.get("/documents", response_model=list[DocumentModel], tags=["documenten"])
    def documents() -> list[Record]:
        """De documenten in de verzameling."""
        return [
            {
                "document": stored.document.id,
                "file": stored.document.file,
                "title": stored.document.title,
                "kind": stored.document.kind or None,
                "organisation": stored.document.organisation or None,
                "status": stored.document.status or None,
                "date": stored.document.date or None,
                "period_from": stored.document.period_from,
                "period_to": stored.document.period_to,
                "pages": stored.pages,
            }
            for stored in stored_documents(knowledge)
        ]

    @router.get("/pages/{document:path}/{number}/picture.png", tags=["documenten"], response_class=Response)
    def picture(document: str, number: int) -> Response:
        """De pagina van een PDF als afbeelding."""
        drawn = page_picture(knowledge, document, number)
        if drawn is None:
            raise UnknownPageError(document, number)
        return Response(drawn.png, media_type="image/png", headers={"cache-control": "private, max-age=300"})

    @router.get("/pages/{document:path}/{number}", response_model=PageModel, tags=["documenten"])
    def page(document: str, number: int) -> Record:
        """De tekst van een pagina, zoals zij in het document staat."""
        found = knowledge.page(document, number)
        if found is None:
            raise UnknownPageError(document, number)
        return {
            "document": document,
            "page": number,
            "page_label": found.label,
            "text": found.text,
            "ocr": found.ocr,
        }

    @router.get("/status", response_model=StatusModel, tags=["documenten"])
    def status() -> Record:
        """Wat er in de verzameling zit."""
        return status_record(knowledge.status())


def _filters(documents: list[str], kinds: list[str], year_from: int | None, year_to: int | None) -> Filters:
    return Filters(tuple(documents), tuple(kinds), (), year_from, year_to)


def _searched(
    knowledge: KnowledgeBase, question: str, limit: int, filters: Filters, key: str | None = None
) -> Record:
    started = time.perf_counter()
    passages = knowledge.search(question, limit, filters)
    return search_record(key, question, passages, _milliseconds(started))


def _answered(
    knowledge: KnowledgeBase,
    question: str,
    filters: Filters,
    key: str | None = None,
    history: list[str] | None = None,
    today: date | None = None,
) -> Record:
    started = time.perf_counter()
    answer = knowledge.ask(question, filters, history or (), today=today)
    return answer_record(key, answer, _milliseconds(started))


def _milliseconds(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 1)


def _file(data: bytes, kind: str, name: str) -> Response:
    header = {"content-disposition": f'attachment; filename="{name}.{kind}"'}
    return Response(data, media_type=_TYPES[kind], headers=header)
