"""From the knowledge base's nouns to the JSON that scripts rely on. The shapes are a contract."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ingest.model import Page, Piece
from kb.model import Answer, Citation, FileResult, Passage, Status, SyncReport
from ui.records_register import report_record

Record = dict[str, Any]


def search_record(key: str | None, question: str, passages: Sequence[Passage], elapsed_ms: float) -> Record:
    """Return what ``woordhouder search --json`` prints for one question."""
    return {
        "id": key,
        "question": question,
        "elapsed_ms": elapsed_ms,
        "passages": [passage_record(passage) for passage in passages],
    }


def passage_record(passage: Passage) -> Record:
    """Return one passage; ``also`` is there when a near-copy of it stands elsewhere."""
    record: Record = {
        "rank": passage.rank,
        "score": passage.score,
        "document": passage.document,
        "title": passage.title,
        "page": passage.page,
        "page_end": passage.page_end,
        "page_label": passage.page_label,
        "section": list(passage.section),
        "text": passage.text,
    }
    if passage.also:
        record["also"] = [
            {"document": place.document, "page": place.page, "section": list(place.section)}
            for place in passage.also
        ]
    return record


def explained(passage: Passage) -> Record:
    """Return one passage with why it was found."""
    match = passage.match
    return passage_record(passage) | {
        "match": {
            "lexical": match.lexical,
            "semantic": match.semantic,
            "terms": list(match.terms),
            "sentence": match.sentence,
            "words": [
                {
                    "asked": word.asked,
                    "found": word.found,
                    "how": word.how,
                    "gloss": word.gloss,
                    "closeness": word.closeness,
                }
                for word in match.words
            ],
            "changes": [{"asked": asked, "searched": searched_for} for asked, searched_for in match.changes],
        }
    }


def answer_record(key: str | None, answer: Answer, elapsed_ms: float) -> Record:
    """Return what ``woordhouder ask --json`` prints for one question."""
    return {
        "id": key,
        "question": answer.question,
        "status": answer.status,
        "answer": answer.text,
        "elapsed_ms": elapsed_ms,
        "method": answer.method,
        "citations": [_citation_record(citation) for citation in answer.citations],
        "searched": {"documents": answer.searched.documents, "pages": answer.searched.pages},
        "nearest": [passage_record(passage) for passage in answer.nearest],
    }


def _citation_record(citation: Citation) -> Record:
    return {
        "n": citation.n,
        "document": citation.document,
        "title": citation.title,
        "page": citation.page,
        "page_end": citation.page_end,
        "page_label": citation.page_label,
        "section": list(citation.section),
        "quote": citation.quote,
    }


def file_record(result: FileResult) -> Record:
    """Return what ``woordhouder sync --json`` prints for one file."""
    return {
        "file": result.file,
        "document": result.document or None,
        "action": result.action,
        "pages": result.pages,
        "chunks": result.chunks,
        "reason": result.reason or None,
        "hint": result.hint or None,
        "warnings": list(result.warnings),
    }


def sync_record(report: SyncReport) -> Record:
    """Return the summary that closes ``woordhouder sync --json``."""
    actions = [result.action for result in report.files]
    record: Record = {
        "summary": {
            action: actions.count(action) for action in ("new", "changed", "removed", "unchanged", "failed")
        },
        "dry_run": report.dry_run,
        "elapsed_ms": round(report.seconds * 1000, 1),
    }
    if report.register is not None:
        record["register"] = report_record(report.register)
    return record


def status_record(status: Status) -> Record:
    """Return what ``woordhouder status --json`` prints."""
    return {
        "documents": status.documents,
        "pages": status.pages,
        "chunks": status.chunks,
        "commitments": status.commitments,
        "model": status.model,
        "index": status.index,
        "last_sync": status.last_sync,
    }


def piece_record(piece: Piece, pages: Sequence[Page]) -> Record:
    """Return what ``woordhouder read --json`` prints for one piece."""
    record: Record = {
        "page": piece.page,
        "page_label": pages[piece.page - 1].label,
        "kind": piece.kind,
        "level": piece.level,
        "section": list(piece.section),
        "text": piece.text,
        "speaker": piece.speaker,
        "ocr": piece.ocr,
    }
    if piece.kind == "bullet":
        record["lead"] = piece.lead
    if piece.kind == "measure":
        record["number"] = piece.number
    if piece.kind == "table":
        record["header"] = piece.header
    if piece.page_end != piece.page:
        record["page_end"] = piece.page_end
    return record
