from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from promises import conflict, full_promise, promise, registered

from kb.errors import StatusFileError
from kb.export import xlsx
from kb.export.columns import COLUMNS
from kb.export.model import Selection
from kb.export.xlsx import read_table, write_workbook
from kb.model import Deadline
from kb.register.model import Entry, RegisterFilters

TODAY = date(2026, 3, 1)
LATE = registered(full_promise(page=4), overdue=True, entry=Entry("c-x", 2, owner="Vastgoed"))
SELECTION = Selection((LATE, registered(promise("De brug wordt geverfd."))), TODAY, "http://127.0.0.1:7860")


def _open(selection: Selection = SELECTION) -> Any:
    return load_workbook(io.BytesIO(write_workbook(selection)))


def _cell(sheet: Any, header: str, row: int = 2) -> Any:
    return sheet.cell(row, [column.header for column in COLUMNS].index(header) + 1)


def test_it_is_ready_for_use() -> None:
    """Filters are set over the whole table, the header stays in view, columns have a width, text wraps."""
    sheet = _open()["Toezeggingen"]
    assert sheet.auto_filter.ref == "A1:AB3"
    assert sheet.freeze_panes == "C2"
    assert sheet.column_dimensions["B"].width == 64
    assert _cell(sheet, "Toezegging").alignment.wrap_text


def test_dates_are_dates() -> None:
    """A deadline is a date that a spreadsheet can sort and count with, shown as it is written here."""
    cell = _cell(_open()["Toezeggingen"], "Uiterlijk")
    assert cell.value == datetime(2024, 12, 31)
    assert cell.is_date
    assert cell.number_format == "DD-MM-YYYY"


def test_a_year_that_excel_does_not_know_is_text() -> None:
    """Excel's days begin in 1900; an earlier date is written, not miscounted."""
    old = promise("x", deadline=Deadline("1850", date(1850, 1, 1), date(1850, 12, 31)))
    assert (
        _cell(_open(Selection((registered(old),), TODAY, ""))["Toezeggingen"], "Vanaf").value == "1850-01-01"
    )


def test_pages_link_to_the_app() -> None:
    """The page number leads to that page in the app; a promise that vanished has no page to show."""
    sheet = _open()["Toezeggingen"]
    assert _cell(sheet, "Pagina").hyperlink.target == "http://127.0.0.1:7860/?document=plan&pagina=4"
    gone = Selection((registered(promise("x"), presence="vanished"),), TODAY, "http://127.0.0.1:7860")
    assert _cell(_open(gone)["Toezeggingen"], "Pagina").hyperlink is None


@pytest.mark.parametrize("text", ["=1+1", "+31 6", "-5 graden", "@SUM(A1)", '=HYPERLINK("x")'])
def test_no_text_is_a_formula(text: str) -> None:
    """What begins like a formula is stored as text, and Excel is told to leave it so."""
    cell = _cell(_open(Selection((registered(promise(text)),), TODAY, ""))["Toezeggingen"], "Toezegging")
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_what_xml_cannot_hold_is_left_out() -> None:
    """A stray control character in a document does not cost the whole export."""
    sheet = _open(Selection((registered(promise("a\x0cb\x00c\ufffe")),), TODAY, ""))["Toezeggingen"]
    assert _cell(sheet, "Toezegging").value == "abc"


def test_the_choices_of_a_cell() -> None:
    """Status and confirmation are chosen from a list in the sheet itself."""
    formulas = {v.formula1 for v in _open()["Toezeggingen"].data_validations.dataValidation}
    assert formulas == {'"open,in uitvoering,gerealiseerd,vervallen"', '"ja,nee"'}


def test_links_and_help_have_their_own_sheets() -> None:
    """Contradictions stand beside the table, each member with its quote; the last sheet is for help."""
    items = (registered(promise("Veertig.")), registered(promise("Vijftig.")))
    link = conflict(items[0].commitment, items[1].commitment)
    asked = RegisterFilters(topic="wonen")
    book = _open(Selection(items, TODAY, "http://x", (link,), {"plan": "Het plan"}, asked))
    assert book.sheetnames == ["Toezeggingen", "Verbanden", "Uitleg"]
    assert [row[6].value for row in book["Verbanden"].iter_rows(min_row=2)] == ["Veertig.", "Vijftig."]
    told = [row[0].value for row in book["Uitleg"].iter_rows()]
    assert told[0].startswith("Stand op 1 maart 2026. 2 toezeggingen in 1 document: 2 open.")
    assert told[1] == "Selectie: onderwerp wonen."


def test_the_same_selection_gives_the_same_bytes() -> None:
    """Nothing of the clock is in the file."""
    assert write_workbook(SELECTION) == write_workbook(SELECTION)
    with zipfile.ZipFile(io.BytesIO(write_workbook(SELECTION))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2026-03-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_an_empty_selection_is_a_workbook_too() -> None:
    """Without commitments there is still a header to see."""
    assert _cell(_open(Selection((), TODAY, ""))["Toezeggingen"], "Toezegging", 1).value == "Toezegging"


def test_what_is_exported_can_be_read_back() -> None:
    """The rows come back with their number in the sheet and their cells by header."""
    rows = read_table(write_workbook(SELECTION))
    assert [number for number, _ in rows] == [2, 3]
    assert (rows[0][1]["Kenmerk"], rows[0][1]["Versie"], rows[0][1]["Eigenaar"]) == (LATE.id, 2, "Vastgoed")


def _book(*rows: tuple[Any, ...], title: str = "Blad1") -> bytes:
    workbook = Workbook()
    workbook.active.title = title
    for row in rows:
        workbook.active.append(row)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def test_a_table_of_ones_own_will_do() -> None:
    """Another sheet name, lines above the header and empty rows between are no obstacle."""
    data = _book(("Mijn lijst",), (), ("Status", "Kenmerk"), ("open", "c-1"), (None, None), ("open", "c-2"))
    assert read_table(data) == [
        (4, {"Status": "open", "Kenmerk": "c-1"}),
        (6, {"Status": "open", "Kenmerk": "c-2"}),
    ]


@pytest.mark.parametrize("data", [b"", b"geen werkmap", b"PK\x03\x04stuk", write_workbook(SELECTION)[:2000]])
def test_what_is_no_workbook(data: bytes) -> None:
    """Anything but a workbook is refused with what to do."""
    with pytest.raises(StatusFileError) as caught:
        read_table(data)
    assert ".xlsx" in caught.value.hint


def test_a_zip_that_is_no_workbook() -> None:
    """A Word file under the name of a workbook is refused as well."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(StatusFileError):
        read_table(buffer.getvalue())


def test_a_workbook_without_the_column() -> None:
    """A workbook without the column that identifies rows is refused, and the hint says where to begin."""
    with pytest.raises(StatusFileError, match="Kenmerk") as caught:
        read_table(_book(("Status",), ("open",)))
    assert "woordhouder export" in caught.value.hint


def test_a_workbook_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Size and rows are limited, so that a mistaken file does not fill the memory."""
    data = _book(("Kenmerk",), ("c-1",), ("c-2",))
    monkeypatch.setattr(xlsx, "MAX_ROWS", 2)
    with pytest.raises(StatusFileError, match="rijen"):
        read_table(data)
    monkeypatch.setattr(xlsx, "MAX_BYTES", 100)
    with pytest.raises(StatusFileError, match="groter"):
        read_table(data)
