from __future__ import annotations

from datetime import date

import pytest
from promises import promise, registered

from kb.model import Deadline
from kb.register.model import TimelineEvent
from kb.register.timeline import last_day, timeline


def test_by_the_last_day_then_the_first() -> None:
    """The timeline leaves out what has no deadline; an open end counts as its other end."""
    late = registered(promise("a", deadline=Deadline("2027", date(2027, 1, 1), date(2027, 12, 31))))
    early = registered(promise("b", deadline=Deadline("eind 2027", date(2027, 10, 1), date(2027, 12, 31))))
    open_end = registered(promise("c", deadline=Deadline("vanaf 2026", date(2026, 1, 1), None)))
    open_start = registered(promise("d", deadline=Deadline("voor 2025", None, date(2024, 12, 31))))
    events = timeline([late, early, registered(promise("e")), open_end, open_start])
    assert [event.registered.commitment.quote for event in events] == ["d", "c", "a", "b"]


def test_a_deadline_without_ends_is_a_fault() -> None:
    """A deadline has at least one end: one without cannot be filed."""
    with pytest.raises(ValueError, match="at least one end"):
        last_day(TimelineEvent(registered(promise("a")), None, None))
