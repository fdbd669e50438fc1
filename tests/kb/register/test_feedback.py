from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.model import Span
from kb.errors import RegisterInputError
from kb.model import Answer, Citation, Filters, Searched
from kb.register.database import RegisterDatabase, default_url
from kb.register.feedback import MAX_REASON, FeedbackStore, MemoryFeedback, keep_feedback
from tests.conftest import ROOT

CITATION = Citation(1, "plan", "Plan", 3, 3, None, (), "Wij bouwen één school.", (Span(3, 0, 22),))
ANSWER = Answer(
    "hoeveel scholen?",
    "answered",
    "één school [1]",
    (CITATION,),
    Searched(1, 4),
    understood="hoeveel scholen",
)


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[FeedbackStore]:
    """Each kind of store, empty: the fake and both databases must behave alike."""
    if request.param == "memory":
        yield MemoryFeedback()
        return
    url = default_url(tmp_path) if request.param == "sqlite" else request.getfixturevalue("fresh_postgresql")
    database = RegisterDatabase(url)
    yield database
    database.close()


def a_moment(minute: int = 0) -> datetime:
    """A moment on a Monday."""
    return datetime(2026, 3, 2, 9, minute, tzinfo=UTC)


def test_a_report_holds_what_was_on_the_screen(store: FeedbackStore) -> None:
    """Question, reason, answer, quotations and filters come back, with the index that answered."""
    filters = Filters(documents=("plan",), year_from=2020)
    kept = keep_feedback(store, ANSWER, filters, " Het zijn er twee.\x00 ", "index-1", a_moment)
    assert store.feedback() == [kept]
    assert (kept.reason, kept.at, kept.edition) == (
        "Het zijn er twee.",
        "2026-03-02T09:00:00+00:00",
        "index-1",
    )
    assert (kept.question, kept.understood, kept.answer) == (
        "hoeveel scholen?",
        "hoeveel scholen",
        "één school [1]",
    )
    assert json.loads(kept.citations) == [{"document": "plan", "page": 3, "quote": "Wij bouwen één school."}]
    assert json.loads(kept.filters) == {"documents": ["plan"], "year_from": 2020}


def test_reports_come_oldest_first(store: FeedbackStore) -> None:
    """In order of the moment, whatever the order in which they were kept."""
    for minute in (5, 1, 9):
        keep_feedback(store, ANSWER, Filters(), f"fout {minute}", "", lambda minute=minute: a_moment(minute))  # type: ignore[misc]
    assert [item.reason for item in store.feedback()] == ["fout 1", "fout 5", "fout 9"]


@pytest.mark.parametrize("reason", ["", "  \n", "x" * (MAX_REASON + 1)])
def test_a_report_without_a_reason_is_refused(store: FeedbackStore, reason: str) -> None:
    """Or with one that is a book: nothing is kept, and it is said what to do."""
    with pytest.raises(RegisterInputError) as caught:
        keep_feedback(store, ANSWER, Filters(), reason, "")
    assert caught.value.hint
    assert store.feedback() == []


@pytest.mark.slow
def test_what_users_report_comes_out_for_evals(
    address: str, database: RegisterDatabase, tmp_path: Path
) -> None:
    """On each database, what one process kept another exports as JSON, letter for letter."""
    filters = Filters(documents=("plan",), year_to=2030)
    kept = keep_feedback(database, ANSWER, filters, "Het zijn er 'twee'; é€ \U0001f333", "index-1", a_moment)
    ours = {"WOORDHOUDER_DATABASE_URL": address, "WOORDHOUDER_DATA": str(tmp_path), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", "from ui.cli import main; main()", "feedback", "--json"]
    done = subprocess.run(
        command, env=os.environ | ours, cwd=ROOT, capture_output=True, timeout=120, check=True
    )
    assert [json.loads(line) for line in done.stdout.decode().splitlines()] == [
        {
            "id": kept.id,
            "at": kept.at,
            "question": ANSWER.question,
            "understood": ANSWER.understood,
            "reason": "Het zijn er 'twee'; é€ \U0001f333",
            "status": "answered",
            "answer": ANSWER.text,
            "citations": [{"document": "plan", "page": 3, "quote": CITATION.quote}],
            "filters": {"documents": ["plan"], "year_to": 2030},
            "index": "index-1",
        }
    ]
