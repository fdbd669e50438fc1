from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ingest.model import Page, Piece, Span
from kb.model import (
    Answer,
    Citation,
    FileResult,
    Match,
    Passage,
    Searched,
    Status,
    SyncReport,
)
from ui import records

GOLDEN = Path(__file__).with_name("golden") / "records.json"

PASSAGE = Passage(
    rank=1,
    score=0.81,
    chunk="plan@0123abcd#4",
    document="plan",
    title="Plan",
    page=22,
    page_end=23,
    page_label="25",
    section=("3. Resultaten", "3.4 Groen"),
    text="Wij planten bomen.\nOók in 2027.",
    match=Match(0.9, 0.6, ("bomen",), "Wij planten bomen."),
)
CITATION = Citation(
    n=1,
    document="plan",
    title="Plan",
    page=22,
    page_end=22,
    page_label=None,
    section=("3. Resultaten",),
    quote="Wij planten bomen.",
    spans=(Span(22, 0, 18),),
)
SEARCHED = Searched(documents=5, pages=226)
PAGES = (Page(1, "Wonen", "i"), Page(2, "..."))


def everything() -> dict[str, Any]:
    """One record of every kind."""
    answered = Answer("bomen?", "answered", "Plan:\n- Wij planten bomen. [1]", (CITATION,), SEARCHED)
    missing = Answer("olifanten?", "not_found", "", (), SEARCHED, (PASSAGE,))
    failed = FileResult("a.pdf", "", "failed", reason="Beschadigd.", hint="Sla het opnieuw op.")
    new = FileResult("b.txt", "b", "new", 2, 3, warnings=("Let op.",))
    pieces = (
        Piece("heading", "Wonen", (Span(1, 0, 5),), level=1),
        Piece("bullet", "huren", (Span(1, 0, 5), Span(2, 0, 3)), ("Wonen",), level=1, lead="Wij gaan:"),
        Piece("measure", "bouwen", (Span(1, 0, 5),), number="6.4."),
        Piece("table", "A 12", (Span(1, 0, 4),), header="Label Aantal", ocr=True),
        Piece("quotation", "Mooi!", (Span(1, 0, 5),), speaker="Bewoner uit Zuid"),
    )
    return {
        "search": records.search_record("A1", "bomen?", [PASSAGE], 12.3),
        "explained": records.explained(PASSAGE),
        "ask": records.answer_record(None, answered, 40.0),
        "ask, not found": records.answer_record("A2", missing, 41.5),
        "sync, files": [records.file_record(failed), records.file_record(new)],
        "sync": records.sync_record(SyncReport((failed, new), 1.5)),
        "status": records.status_record(Status(5, 226, 900, "m", "i", "2026-01-01T00:00:00+00:00", 7)),
        "read": [records.piece_record(piece, PAGES) for piece in pieces],
    }


def test_the_json_of_every_command_is_the_agreed_one(golden: Callable[[Path, str], None]) -> None:
    """Names, order and values of all fields: scripts of others depend on them, so a change is seen here."""
    golden(GOLDEN, json.dumps(everything(), ensure_ascii=False, indent=1) + "\n")


def test_records_can_be_written_as_json() -> None:
    """Every record survives the way to JSON and back."""
    assert json.loads(json.dumps(everything())) == everything()
