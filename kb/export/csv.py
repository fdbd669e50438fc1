"""The register as CSV that a Dutch Excel opens with a double click: semicolons, UTF-8 with its mark."""

from __future__ import annotations

import csv
import io
from datetime import date

from kb.export.columns import COLUMNS, Value, address
from kb.export.model import Selection

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LINK = "Koppeling"


def write_csv(selection: Selection) -> bytes:
    """Return the table, one commitment a line; dates as 2027-12-31.

    A text that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP advises.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([*(column.header for column in COLUMNS), _LINK])
    for item in selection.items:
        values = [column.value(item, selection) for column in COLUMNS]
        writer.writerow([*map(_cell, values), address(item, selection) or ""])
    return buffer.getvalue().encode("utf-8-sig")


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    text = str(value).replace("\0", "")
    return f"'{text}" if text.startswith(_FORMULA) else text
