from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from promises import Shelf, make_register, promise

from kb.errors import RegisterInputError
from kb.export.columns import EDITABLE, KEY, VERSION
from kb.register.model import EntryChange, ImportLine
from kb.register.register import Register
from kb.register.statuses import StatusImport

BUILD, PAINT = promise("We bouwen."), promise("De brug wordt geverfd.")


@pytest.fixture
def register(shelf: Shelf, tmp_path: Path) -> Register:
    """A register of two promises in memory."""
    shelf.promises = [BUILD, PAINT]
    return make_register(shelf, tmp_path)


def _run(register: Register, *rows: dict[str, Any]) -> tuple[ImportLine, ...]:
    numbered = list(enumerate(rows, start=2))
    return StatusImport(register, EDITABLE, KEY, VERSION).run(numbered, "Ans").lines


def test_filled_cells_are_taken_over(register: Register) -> None:
    """Changed cells are written in the name of who imports; the report says which."""
    row = {KEY: BUILD.id, VERSION: 0, "Status": " In  Uitvoering", "Eigenaar": "Vastgoed", "Bevestigd": "JA"}
    assert _run(register, row) == (ImportLine(2, BUILD.id, "changed", ("status", "owner", "confirmed")),)
    entry = register.entry(BUILD.id)
    assert (entry.status, entry.owner, entry.confirmed, entry.by) == (
        "in uitvoering",
        "Vastgoed",
        True,
        "Ans",
    )


def test_untouched_rows_change_nothing(register: Register) -> None:
    """A row as it was exported is no change, also when somebody else wrote meanwhile."""
    register.write(BUILD.id, EntryChange("gerealiseerd"), by="Bea")
    row = {KEY: BUILD.id, VERSION: 0, "Status": "open", "Eigenaar": None, "Bevestigd": "nee"}
    assert [line.outcome for line in _run(register, row)] == ["unchanged"]
    assert register.entry(BUILD.id).status == "gerealiseerd"


def test_changes_to_different_cells_go_together(register: Register) -> None:
    """Who filled in the owner does not undo the status that another set since the export."""
    register.write(BUILD.id, EntryChange("gerealiseerd"), by="Bea")
    _run(register, {KEY: BUILD.id, VERSION: 0, "Status": "open", "Eigenaar": "Vastgoed"})
    entry = register.entry(BUILD.id)
    assert (entry.status, entry.owner) == ("gerealiseerd", "Vastgoed")


def test_the_same_cell_changed_by_another_is_refused(register: Register) -> None:
    """The second is told who made what of it; the first change stays, and other rows go on."""
    register.write(BUILD.id, EntryChange("gerealiseerd"), by="Bea")
    lines = _run(
        register,
        {KEY: BUILD.id, VERSION: 0, "Status": "vervallen"},
        {KEY: PAINT.id, VERSION: 0, "Status": "vervallen"},
    )
    assert [line.outcome for line in lines] == ["refused", "changed"]
    assert "Status is door Bea 'gerealiseerd' geworden (was 'open')" in lines[0].reason
    assert register.entry(BUILD.id).status == "gerealiseerd"


def test_an_emptied_cell_empties_only_with_a_version(register: Register) -> None:
    """With the version of the export an empty cell is a choice; in a table of one's own it says nothing."""
    register.write(BUILD.id, EntryChange(owner="Vastgoed"), by="Bea")
    _run(register, {KEY: BUILD.id, "Eigenaar": ""})
    assert register.entry(BUILD.id).owner == "Vastgoed"
    _run(register, {KEY: BUILD.id, VERSION: "1.0", "Eigenaar": None})
    assert register.entry(BUILD.id).owner == ""


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({KEY: ""}, "Kenmerk is leeg"),
        ({KEY: "c-000000"}, "geen toezegging 'c-000000'"),
        ({KEY: BUILD.id, "Status": "klaar"}, "'klaar' is geen status"),
        ({KEY: BUILD.id, "Bevestigd": "misschien"}, "geen ja of nee"),
        ({KEY: BUILD.id, VERSION: 7}, "versie 7"),
        ({KEY: BUILD.id, VERSION: "oud"}, "geen versienummer"),
        ({KEY: BUILD.id, VERSION: "1e999"}, "geen versienummer"),
    ],
)
def test_rows_that_cannot_be_taken_over(register: Register, cells: dict[str, Any], reason: str) -> None:
    """A row that makes no sense is refused with its reason, and nothing is written."""
    line = _run(register, cells)[0]
    assert line.outcome == "refused"
    assert reason in line.reason
    assert register.entry(BUILD.id).version == 0


def test_an_import_needs_a_name(register: Register) -> None:
    """Without a name nothing is taken over."""
    with pytest.raises(RegisterInputError, match="wie dit invult"):
        StatusImport(register, EDITABLE, KEY, VERSION).run([], " ")
