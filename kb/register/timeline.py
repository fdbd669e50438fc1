"""The commitments in order of time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kb.register.model import Registered, TimelineEvent


def timeline(registered: Iterable[Registered]) -> tuple[TimelineEvent, ...]:
    """Return what has a deadline, by the last day, then the first; an open end counts as its other end."""
    events = [
        TimelineEvent(item, item.commitment.deadline.earliest, item.commitment.deadline.latest)
        for item in registered
        if item.commitment.deadline is not None
    ]
    return tuple(sorted(events, key=_order))


def last_day(event: TimelineEvent) -> date:
    """Return the day by which the event is filed: its end, or its beginning when the end is open."""
    day = event.latest or event.earliest
    if day is None:
        raise ValueError("a deadline has at least one end")
    return day


def _order(event: TimelineEvent) -> tuple[date, date, str, int, int, str]:
    commitment = event.registered.commitment
    first = event.earliest or last_day(event)
    start = commitment.spans[0].start if commitment.spans else 0
    return last_day(event), first, commitment.document, commitment.page, start, commitment.id
