from __future__ import annotations

import io
from datetime import date

import docx
from promises import conflict, full_promise, promise, registered

from kb.export.memo import write_memo
from kb.export.model import Selection
from kb.model import Deadline, Place
from kb.register.model import Entry, Registered, RegisterFilters

TODAY = date(2026, 3, 1)
LATE = registered(full_promise(), overdue=True, entry=Entry("c-1", owner="Vastgoed", evidence="brief 12"))


def _paragraphs(*items: Registered, **fields: object) -> list[str]:
    selection = Selection(items, TODAY, "http://x", **fields)  # type: ignore[arg-type]
    return [p.text for p in docx.Document(io.BytesIO(write_memo(selection))).paragraphs]


def test_quotes_with_their_source_and_standing() -> None:
    """A commitment stands there word for word under its lead, with its place and how it stands."""
    told = _paragraphs(LATE)
    at = told.index("“40 woningen zijn van het gas af.”")
    assert told[at - 1] == "Eind 2024 is bereikt:"
    assert told[at + 1] == "Bron: Plan, pagina 1 (gedrukt: 7), 1 Wonen"
    assert told[at + 2].startswith("Status: open; te laat sinds 31 december 2024; wie: gemeente Waterdam;")
    assert "eigenaar: Vastgoed" in told[at + 2]
    assert "bewijs: brief 12" in told[at + 2]


def test_other_places_are_named() -> None:
    """A promise that stands twice is quoted once, with both places."""
    twice = registered(promise("Wij bouwen.", also=(Place("visie", 3),)))
    assert "Bron: Plan, pagina 1, 1 Wonen; ook: De visie, pagina 3" in _paragraphs(
        twice, titles={"visie": "De visie"}
    )


def test_the_opening_counts() -> None:
    """The memo says first how many commitments there are, in how many documents, and what was selected."""
    told = _paragraphs(LATE, registered(promise("x", "visie")), asked=RegisterFilters(overdue=True))
    assert "2 toezeggingen in 2 documenten: 2 open. Daarvan is er 1 te laat." in told
    assert "Selectie: alleen wat te laat is." in told
    assert "Toezeggingen, stand op 1 maart 2026" in told


def test_by_topic_the_most_pressing_first() -> None:
    """Topics are in order of the alphabet, what has none comes last; within a topic the first deadline."""
    soon = registered(
        promise("Straks.", topics=("wonen",), deadline=Deadline("2026", None, date(2026, 1, 1)))
    )
    told = _paragraphs(registered(promise("Ooit.", topics=("wonen",))), soon, registered(promise("Los.")),
                       registered(promise("Bomen.", topics=("bomen",))))  # fmt: skip
    wanted = ["Bomen", "“Bomen.”", "Wonen", "“Straks.”", "“Ooit.”", "Overige toezeggingen", "“Los.”"]
    assert [text for text in told if text in wanted] == wanted


def test_a_table_sums_up() -> None:
    """The table gives for each topic how many there are, are late and are done."""
    done = registered(promise("Klaar.", topics=("wonen",)), entry=Entry("c-2", status="gerealiseerd"))
    memo = docx.Document(io.BytesIO(write_memo(Selection((LATE, done), TODAY, ""))))
    assert [[cell.text for cell in row.cells] for row in memo.tables[0].rows] == [
        ["Onderwerp", "Aantal", "Te laat", "Gerealiseerd"],
        ["Wonen", "2", "1", "1"],
    ]


def test_contradictions_come_last_with_their_quotes() -> None:
    """What contradicts itself in the documents is set side by side, with the explanation."""
    first, second = promise("Veertig.", topics=("wonen",)), promise("Vijftig.", topics=("wonen",))
    told = _paragraphs(registered(first), registered(second), links=(conflict(first, second),))
    at = told.index("Tegenstrijdigheden in de documenten")
    assert told[at + 1 : at + 4] == ["aantal woningen", "Het ene noemt 40, het andere 50.", "“Veertig.”"]


def test_what_changed_or_vanished_is_said() -> None:
    """The reader of the memo sees that a promise changed, and its old words."""
    changed = registered(promise("Vijftig."), presence="changed", earlier="Veertig.")
    assert any("in het document: gewijzigd; eerdere tekst: Veertig." in text for text in _paragraphs(changed))


def test_nothing_to_tell() -> None:
    """An empty selection says so instead of leaving a blank page."""
    assert "Er zijn geen toezeggingen die aan deze selectie voldoen." in _paragraphs()


def test_the_same_selection_gives_the_same_bytes() -> None:
    """Nothing of the clock is in the file, and what XML cannot hold is left out."""
    selection = Selection((registered(promise("a\x0c\x00b")),), TODAY, "")
    assert write_memo(selection) == write_memo(selection)
    assert "“ab”" in _paragraphs(*selection.items)


def test_it_is_in_dutch() -> None:
    """A spelling checker and a screen reader are told that the text is Dutch."""
    memo = docx.Document(io.BytesIO(write_memo(Selection((), TODAY, ""))))
    assert memo.core_properties.language == "nl-NL"
    assert 'w:val="nl-NL"' in memo.styles["Normal"].element.xml
