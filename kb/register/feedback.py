"""What users say is wrong with an answer: kept with the question and the answer as it was, for ``evals``."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from kb.errors import RegisterInputError
from kb.model import Answer, Filters

MAX_REASON = 2000
"""Characters of a reason at most."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Feedback:
    """One report. ``citations`` and ``filters`` are JSON; ``edition`` names the index that answered.

    ``at`` is a moment in UTC (ISO 8601). Who reported it is not kept.
    """

    id: str
    at: str
    question: str
    understood: str
    reason: str
    status: str
    answer: str
    citations: str
    filters: str
    edition: str


class FeedbackStore(Protocol):
    """Where feedback is kept; :class:`kb.register.database.RegisterDatabase` is one."""

    def feedback(self) -> list[Feedback]:
        """Return all feedback, oldest first."""
        ...

    def add_feedback(self, item: Feedback) -> None:
        """Add one."""
        ...


class MemoryFeedback:
    """A store in memory, for tests that need no database."""

    def __init__(self) -> None:
        self._items: list[Feedback] = []

    def feedback(self) -> list[Feedback]:
        """Return all feedback, oldest first."""
        return sorted(self._items, key=lambda item: (item.at, item.id))

    def add_feedback(self, item: Feedback) -> None:
        """Add one."""
        self._items.append(item)


def utc_now() -> datetime:
    """Return this moment, in UTC."""
    return datetime.now(UTC)


def keep_feedback(
    store: FeedbackStore,
    answer: Answer,
    filters: Filters,
    reason: str,
    edition: str,
    now: Callable[[], datetime] = utc_now,
) -> Feedback:
    """Keep what is wrong with an answer, and return it as it is kept.

    Raises:
        RegisterInputError: there is no reason, or it is too long.
    """
    clean = _CONTROL.sub("", reason).strip()
    if not clean:
        raise RegisterInputError("Er staat niet bij wat er niet klopt.", "Schrijf het in een paar woorden.")
    if len(clean) > MAX_REASON:
        raise RegisterInputError(f"De melding is langer dan {MAX_REASON} tekens.", "Kort haar in.")
    item = Feedback(
        id=f"f-{uuid.uuid4().hex[:12]}",
        at=now().astimezone(UTC).isoformat(timespec="seconds"),
        question=_CONTROL.sub("", answer.question),
        understood=_CONTROL.sub("", answer.understood),
        reason=clean,
        status=answer.status,
        answer=answer.text,
        citations=_dump([_citation(answer, index) for index in range(len(answer.citations))]),
        filters=_dump(_filters(filters)),
        edition=edition,
    )
    store.add_feedback(item)
    return item


def _citation(answer: Answer, index: int) -> dict[str, object]:
    citation = answer.citations[index]
    return {"document": citation.document, "page": citation.page, "quote": citation.quote}


def _filters(filters: Filters) -> dict[str, object]:
    given: dict[str, Sequence[str] | int | None] = {
        "documents": filters.documents,
        "kinds": filters.kinds,
        "year_from": filters.year_from,
        "year_to": filters.year_to,
    }
    return {name: value for name, value in given.items() if value}


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
