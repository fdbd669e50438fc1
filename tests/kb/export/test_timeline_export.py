from __future__ import annotations

import struct
import threading
from datetime import date
from xml.etree import ElementTree

import pytest
from promises import full_promise, promise, registered

from kb.export.model import Selection
from kb.export.timeline import draw_timeline
from kb.model import Deadline
from kb.register.model import Entry, Registered, RegisterFilters

TODAY = date(2026, 3, 1)
LATE = registered(full_promise(), overdue=True)


def _texts(*items: Registered, asked: RegisterFilters | None = None) -> list[str]:
    svg = draw_timeline(Selection(items, TODAY, "", asked=asked or RegisterFilters()), "svg")
    return [node.text or "" for node in ElementTree.fromstring(svg).iter() if node.tag.endswith("}text")]


def _height(png: bytes) -> int:
    return int(struct.unpack(">I", png[20:24])[0])


def test_what_the_picture_says() -> None:
    """The promise, its place, its status and its lateness stand beside its bar, under its year."""
    told = _texts(LATE, asked=RegisterFilters(topic="wonen"))
    assert "Toezeggingen in de tijd, stand op 1 maart 2026" in told
    assert "onderwerp wonen" in told
    assert "Eind 2024 is bereikt: 40 woningen zijn van het gas af." in told
    assert "Plan, pagina 1 · open · te laat" in told
    assert told.count("2024") == 3  # the heading of the year, and the axis above and below


def test_years_once_and_in_order() -> None:
    """Commitments of one year stand under one heading; those without a deadline are not in the picture."""
    items = [
        registered(promise(f"In {year} nummer {n}.", page=n, deadline=Deadline("x", None, date(year, 6, 1))))
        for year in (2030, 2027)
        for n in (1, 2)
    ]
    told = _texts(*items, registered(promise("Ooit.")))
    assert [text for text in told if text.startswith("In ")] == [
        "In 2027 nummer 1.", "In 2027 nummer 2.", "In 2030 nummer 1.", "In 2030 nummer 2.",
    ]  # fmt: skip
    assert "Ooit." not in told


def test_a_lead_is_shown_where_it_is_needed() -> None:
    """A fragment is shown under its governing line; a whole sentence is read without."""
    ends = Deadline("2026", None, date(2026, 6, 1))
    whole = registered(promise("Wij bouwen.", lead="Wij hebben plannen.", deadline=ends))
    part = registered(promise("een park", lead="Wij maken", deadline=ends))
    told = _texts(whole, part)
    assert "Wij bouwen." in told
    assert "Wij maken een park" in told


def test_money_is_not_mathematics() -> None:
    """Dollar signs, carets and angle brackets in a promise are shown as they stand."""
    quote = "We geven $5 tot $10 & x^2 <b>uit</b>."
    item = registered(promise(quote, deadline=Deadline("2026", None, date(2026, 6, 1))))
    assert quote in _texts(item)


def test_nothing_to_draw() -> None:
    """Without deadlines the picture says so."""
    assert "Er zijn geen toezeggingen met een termijn die aan deze selectie voldoen." in _texts()


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_the_same_selection_gives_the_same_bytes(kind: str) -> None:
    """No clock, no version and no random name is in the picture."""
    selection = Selection((LATE,), TODAY, "")
    assert draw_timeline(selection, kind) == draw_timeline(selection, kind)  # type: ignore[arg-type]


@pytest.mark.slow
def test_a_tall_picture_stays_within_what_can_be_drawn() -> None:
    """Many commitments make the picture taller, with fewer pixels to the inch when it would be too tall."""
    ends = Deadline("2026", None, date(2026, 6, 1))
    few = tuple(registered(promise(f"Nummer {n}.", deadline=ends)) for n in range(3))
    many = tuple(registered(promise(f"Nummer {n}.", deadline=ends)) for n in range(60))
    short, tall = (draw_timeline(Selection(items, TODAY, ""), "png") for items in (few, many))
    assert short.startswith(b"\x89PNG")
    assert _height(short) < _height(tall) <= 60_000


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_the_ends_of_the_calendar(day: date) -> None:
    """A mistaken year in a document does not break the picture."""
    item = registered(
        promise("Ver weg.", deadline=Deadline("x", day, day)), entry=Entry("c-1", status="vervallen")
    )
    assert "Ver weg." in _texts(item)


@pytest.mark.slow
def test_two_at_once() -> None:
    """Two people who ask for the picture at the same moment get the same picture."""
    selection = Selection((LATE,), TODAY, "")
    found: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: found.append(draw_timeline(selection, "svg"))) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(found) == 3
    assert len(set(found)) == 1
