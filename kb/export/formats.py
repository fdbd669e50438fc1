"""From the register to the bytes of a file, and from a filled-in workbook back."""

from __future__ import annotations

from datetime import date

from kb.export.columns import EDITABLE, KEY, VERSION
from kb.export.model import ExportFormat, Selection
from kb.register.model import ImportReport, RegisterFilters
from kb.register.register import Register
from kb.register.statuses import StatusImport


def selection(
    register: Register, filters: RegisterFilters | None, today: date | None, app_url: str
) -> Selection:
    """Return what of the register meets the filters, with the links of those commitments.

    ``today`` is the day from which overdue is counted, the present day when None.

    Raises: as :meth:`Register.commitments`.
    """
    filters, today = filters or RegisterFilters(), today or register.today()
    items = register.commitments(filters, today)
    keys = {item.id for item in items}
    links = tuple(link for link in register.links() if any(m.commitment in keys for m in link.members))
    return Selection(items, today, app_url, links, register.titles(), filters)


def take_over(register: Register, workbook: bytes, by: str) -> ImportReport:
    """Take over what ``by`` filled in in a workbook, and report row by row.

    Raises:
        StatusFileError: it is no workbook with a register in it.
        RegisterInputError: ``by`` is empty.
    """
    from kb.export.xlsx import read_table  # openpyxl takes a while to import

    return StatusImport(register, EDITABLE, KEY, VERSION).run(read_table(workbook), by)


def export(selection: Selection, kind: ExportFormat) -> bytes:
    """Return the selection as a file of this format, the same bytes for the same selection.

    Each writer is imported when it is asked for: matplotlib and openpyxl take a while.
    """
    if kind == "csv":
        from kb.export.csv import write_csv

        return write_csv(selection)
    if kind == "xlsx":
        from kb.export.xlsx import write_workbook

        return write_workbook(selection)
    if kind == "docx":
        from kb.export.memo import write_memo

        return write_memo(selection)
    from kb.export.timeline import draw_timeline

    return draw_timeline(selection, kind)
