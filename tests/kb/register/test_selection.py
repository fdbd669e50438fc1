from __future__ import annotations

from datetime import date

import pytest
from promises import full_promise, promise, registered

from kb.model import Deadline, Place
from kb.register.model import Entry, Presence, RegisterFilters, RegisterStatus
from kb.register.selection import is_overdue, select

ENDS = Deadline("eind 2026", date(2026, 10, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("status", "today", "overdue"),
    [
        ("open", date(2026, 12, 31), False),
        ("open", date(2027, 1, 1), True),
        ("in uitvoering", date(2027, 1, 1), True),
        ("gerealiseerd", date(2027, 1, 1), False),
        ("vervallen", date(2027, 1, 1), False),
    ],
)
def test_overdue_from_the_day_after_the_last(status: RegisterStatus, today: date, overdue: bool) -> None:
    """Overdue is what is still to be done on the day after the last day, counted from the day asked for."""
    assert is_overdue(promise("x", deadline=ENDS), status, "present", today) is overdue


@pytest.mark.parametrize("deadline", [None, Deadline("vanaf 2020", date(2020, 1, 1), None)])
def test_without_a_last_day_nothing_is_overdue(deadline: Deadline | None) -> None:
    """No deadline, or one with an open end, is never overdue."""
    assert not is_overdue(promise("x", deadline=deadline), "open", "present", date(2099, 1, 1))


@pytest.mark.parametrize(("presence", "overdue"), [("vanished", False), ("changed", True)])
def test_what_vanished_is_not_overdue(presence: Presence, overdue: bool) -> None:
    """Nobody can be late with what is no longer promised."""
    assert is_overdue(promise("x", deadline=ENDS), "open", presence, date(2099, 1, 1)) is overdue


ITEM = registered(
    full_promise(also=(Place("bijlage", 4),), actor="Coöperatie Zon"),
    entry=Entry("c-1", 1, owner="Afdeling Vastgoed", note="wacht op Enexis"),
)


@pytest.mark.parametrize(
    "filters",
    [
        RegisterFilters(),
        RegisterFilters(topic="energie"),
        RegisterFilters(topic="woning"),
        RegisterFilters(topic="Gas"),
        RegisterFilters(documents=("plan",)),
        RegisterFilters(documents=("bijlage",)),
        RegisterFilters(actor="cooperatie"),
        RegisterFilters(kind="actie", status="open"),
        RegisterFilters(due_before=date(2025, 1, 1)),
        RegisterFilters(text="vastgoed enexis"),
    ],
)
def test_what_meets_the_filter(filters: RegisterFilters) -> None:
    """Topics, words of the promise, either place, a part of the actor's name, and what people wrote count."""
    assert select([ITEM], filters) == [ITEM]


@pytest.mark.parametrize(
    "filters",
    [
        RegisterFilters(topic="sport"),
        RegisterFilters(topic="de"),
        RegisterFilters(documents=("visie",)),
        RegisterFilters(actor="gemeente"),
        RegisterFilters(kind="norm"),
        RegisterFilters(status="vervallen"),
        RegisterFilters(overdue=True),
        RegisterFilters(due_before=date(2024, 12, 31)),
        RegisterFilters(text="vastgoed liander"),
    ],
)
def test_what_does_not(filters: RegisterFilters) -> None:
    """One filter that is not met is enough to leave a commitment out."""
    assert select([ITEM], filters) == []
