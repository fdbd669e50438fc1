"""Workbooks: the door of openpyxl. The register as a workbook to fill in, and such a workbook read back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kb.errors import StatusFileError
from kb.export import wording
from kb.export.archive import without_clock
from kb.export.columns import COLUMNS, CONFIRMED, EDITABLE, KEY, PAGE, STATUS, Value, address
from kb.export.model import Selection
from kb.register.model import STATUSES, Registered

MAX_BYTES = 30_000_000
MAX_ROWS = 50_000

_FORMULA = ("=", "+", "-", "@")
_FIRST_EXCEL_YEAR = 1900
_HEAD = PatternFill("solid", fgColor="FF1F3A5F")
_HEAD_EDITABLE = PatternFill("solid", fgColor="FF2E7D32")
_EDITABLE = PatternFill("solid", fgColor="FFF1F8E9")
_LATE = PatternFill("solid", fgColor="FFFDE0DC")
_WHITE = Font(bold=True, color="FFFFFFFF")
_LINK = Font(color="FF0B57D0", underline="single")
_WRAP = Alignment(wrap_text=True, vertical="top")


def write_workbook(selection: Selection) -> bytes:
    """Return an Excel workbook: the commitments, the links between them, and how to fill it in.

    Text is never a formula: every text cell is written as text.
    """
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = wording.SHEET
    _commitments(sheet, selection)
    if selection.links:
        _links(workbook.create_sheet(wording.SHEET_LINKS), selection)
    _help(workbook.create_sheet(wording.SHEET_HELP), selection)
    workbook.properties.title = wording.SHEET
    workbook.properties.creator = "Woordhouder"
    buffer = io.BytesIO()
    workbook.save(buffer)
    return without_clock(buffer.getvalue(), f"{selection.today.isoformat()}T00:00:00Z")


def read_table(data: bytes) -> list[tuple[int, dict[str, Any]]]:
    """Return the filled rows of a workbook's register sheet: the row's number and its cells by header.

    The sheet is the one named as the export names it, or else the first; the header row is the first that
    has the column ``Kenmerk``.

    Raises:
        StatusFileError: it is no workbook, is too large, or has no such column.
    """
    if len(data) > MAX_BYTES:
        raise StatusFileError(
            f"De werkmap is groter dan {MAX_BYTES // 1_000_000} MB.", "Laat alleen het register erin staan."
        )
    try:
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        try:
            sheet = (
                workbook[wording.SHEET] if wording.SHEET in workbook.sheetnames else workbook.worksheets[0]
            )
            rows = _bounded(sheet)
        finally:
            workbook.close()
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, ParseError, IndexError) as error:
        raise StatusFileError(
            "Dit is geen Excel-werkmap die gelezen kan worden.",
            "Bewaar het bestand in Excel als werkmap (.xlsx) en probeer het opnieuw.",
        ) from error
    return _by_header(rows)


def _bounded(sheet: Any) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for row in sheet.iter_rows(max_col=200, values_only=True):
        if len(rows) >= MAX_ROWS:
            raise StatusFileError(
                f"De werkmap heeft meer dan {MAX_ROWS} rijen.", "Laat alleen het register erin staan."
            )
        rows.append(row)
    return rows


def _by_header(rows: Sequence[tuple[Any, ...]]) -> list[tuple[int, dict[str, Any]]]:
    for index, row in enumerate(rows):
        headers = [str(cell).strip() if cell is not None else "" for cell in row]
        if KEY in headers:
            return _filled(rows, index + 1, headers)
    raise StatusFileError(
        f"De werkmap heeft geen kolom '{KEY}'.",
        "Begin met de werkmap van 'woordhouder export --format xlsx' en vul die in.",
    )


def _filled(
    rows: Sequence[tuple[Any, ...]], first: int, headers: Sequence[str]
) -> list[tuple[int, dict[str, Any]]]:
    return [
        (number, {header: cell for header, cell in zip(headers, row, strict=False) if header})
        for number, row in enumerate(rows[first:], start=first + 1)
        if any(cell is not None for cell in row)
    ]


def _commitments(sheet: Worksheet, selection: Selection) -> None:
    _header(sheet, [column.header for column in COLUMNS])
    for number, column in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    for row, item in enumerate(selection.items, start=2):
        _commitment(sheet, row, item, selection)
    last = max(len(selection.items) + 1, 2)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{last}"
    _choice(sheet, STATUS, STATUSES, last)
    _choice(sheet, CONFIRMED, ("ja", "nee"), last)
    sheet.freeze_panes = "C2"
    sheet.sheet_view.zoomScale = 90
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _commitment(sheet: Worksheet, row: int, item: Registered, selection: Selection) -> None:
    for number, column in enumerate(COLUMNS, start=1):
        cell = sheet.cell(row, number)
        _put(cell, column.value(item, selection))
        if column.header in EDITABLE:
            cell.fill = _EDITABLE
        if item.overdue and column.header in ("Te laat", "Uiterlijk"):
            cell.fill = _LATE
        if column.header == PAGE and (link := address(item, selection)):
            cell.hyperlink = link
            cell.font = _LINK


def _links(sheet: Worksheet, selection: Selection) -> None:
    _header(sheet, wording.LINK_HEADERS)
    for letter, width in zip("ABCDEFGH", (12, 28, 14, 50, 34, 8, 64, 12), strict=True):
        sheet.column_dimensions[letter].width = width
    row = 2
    for link in selection.links:
        for member in link.members:
            title = selection.titles.get(member.document, member.document)
            relation = wording.RELATIONS[link.relation]
            values = (link.id, link.subject, relation, link.explanation, title, member.page, member.quote)
            for number, value in enumerate([*values, member.commitment], start=1):
                _put(sheet.cell(row, number), value)
            target = wording.page_address(selection.app_url, member.document, member.page)
            sheet.cell(row, 6).hyperlink = target
            sheet.cell(row, 6).font = _LINK
            row += 1
    sheet.auto_filter.ref = f"A1:H{row - 1}"
    sheet.freeze_panes = "A2"


def _help(sheet: Worksheet, selection: Selection) -> None:
    sheet.column_dimensions["A"].width = 110
    asked = wording.selected(selection.asked, selection.titles)
    lines = [f"Stand op {wording.day(selection.today)}. {wording.summary(selection)}"]
    lines += [f"Selectie: {asked}."] if asked else []
    for row, line in enumerate([*lines, *wording.HELP_LINES], start=1):
        _put(sheet.cell(row, 1), line)


def _header(sheet: Worksheet, headers: Sequence[str]) -> None:
    for number, header in enumerate(headers, start=1):
        cell = sheet.cell(1, number)
        cell.value = header
        cell.font = _WHITE
        cell.fill = _HEAD_EDITABLE if header in EDITABLE else _HEAD
        cell.alignment = _WRAP
    sheet.row_dimensions[1].height = 30


def _put(cell: Cell, value: Value) -> None:
    """Write a value; text stays text, whatever it begins with."""
    cell.alignment = _WRAP
    if isinstance(value, date) and value.year >= _FIRST_EXCEL_YEAR:
        cell.value = value
        cell.number_format = "DD-MM-YYYY"
    elif isinstance(value, int):
        cell.value = value
    elif value:
        text = wording.printable(str(value))[:32_767]
        cell.value = text
        cell.data_type = "s"
        # Excel shows such a text as it is, also after someone edits the cell.
        cell.quotePrefix = text.startswith(_FORMULA)


def _choice(sheet: Worksheet, header: str, choices: Sequence[str], last: int) -> None:
    letter = get_column_letter([column.header for column in COLUMNS].index(header) + 1)
    validation = DataValidation(
        type="list", formula1=f'"{",".join(choices)}"', allow_blank=True, showErrorMessage=True
    )
    validation.errorTitle = header
    validation.error = f"Kies: {', '.join(choices)}"
    sheet.add_data_validation(validation)
    validation.add(f"{letter}2:{letter}{last}")
