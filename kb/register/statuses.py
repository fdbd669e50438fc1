"""Statuses out of a table that someone filled in: row by row, nothing of others overwritten.

A row that carries the version it was exported with is compared with the entry as it was then: only the cells
that the person changed count, and a cell that somebody else changed as well is refused, not overwritten. A
row without a version fills in what its cells hold; its empty cells say nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kb.errors import RegisterConflictError, RegisterInputError, UnknownCommitmentError
from kb.register.model import STATUSES, WRITTEN_FIELDS, Entry, EntryChange, ImportLine, ImportReport
from kb.register.register import Register

_YES = frozenset({"ja", "j", "x", "waar", "true", "1", "yes"})
_NO = frozenset({"nee", "n", "onwaar", "false", "0", "no", ""})

Row = tuple[int, Mapping[str, Any]]
"""The row's number in the sheet and its cells by header."""


class StatusImport:
    """Takes over filled-in rows into a register.

    ``columns`` maps the headers of the columns that people fill in to the fields of an entry; ``key`` and
    ``version`` are the headers of the columns that identify a row.
    """

    def __init__(self, register: Register, columns: Mapping[str, str], key: str, version: str) -> None:
        self._register = register
        self._columns = columns
        self._key = key
        self._version = version

    def run(self, rows: Iterable[Row], by: str) -> ImportReport:
        """Take over the rows, in the name of ``by``, and report on each.

        Raises:
            RegisterInputError: ``by`` is empty.
        """
        if not by.strip():
            raise RegisterInputError("Er staat niet bij wie dit invult.", "Geef uw naam, met --by NAAM.")
        return ImportReport(tuple(self._line(number, cells, by) for number, cells in rows))

    def _line(self, number: int, cells: Mapping[str, Any], by: str) -> ImportLine:
        key = _text(cells.get(self._key))
        if not key:
            return ImportLine(number, "", "refused", reason=f"de kolom {self._key} is leeg")
        try:
            return self._taken_over(number, key, cells, by)
        except (UnknownCommitmentError, RegisterInputError, RegisterConflictError) as error:
            return ImportLine(number, key, "refused", reason=error.message)

    def _taken_over(self, number: int, key: str, cells: Mapping[str, Any], by: str) -> ImportLine:
        current = self._register.entry(key)
        version = _version(cells.get(self._version))
        values = self._values(cells, keep_empty=version is not None)
        base = self._base(key, version)
        wanted = {name: value for name, value in values.items() if value != getattr(base, name)}
        news = {name: value for name, value in wanted.items() if value != getattr(current, name)}
        clashes = [name for name in news if getattr(current, name) != getattr(base, name)]
        if clashes:
            raise self._clash(key, clashes, base)
        if not news:
            return ImportLine(number, key, "unchanged")
        self._register.write(key, EntryChange(**news), by, current.version)
        return ImportLine(number, key, "changed", tuple(name for name in WRITTEN_FIELDS if name in news))

    def _base(self, key: str, version: int | None) -> Entry:
        """The entry that the person had before them."""
        entries = self._register.entries_of(key)
        if version is None:
            return entries[-1]
        for entry in entries:
            if entry.version == version:
                return entry
        raise RegisterInputError(f"de versie {version} van {key} bestaat niet in dit register")

    def _clash(self, key: str, clashes: list[str], base: Entry) -> RegisterConflictError:
        current = self._register.entry(key)
        headers = {field: header for header, field in self._columns.items()}
        told = ", ".join(
            f"{headers[name]} is door {current.by} '{_shown(getattr(current, name))}' geworden "
            f"(was '{_shown(getattr(base, name))}')"
            for name in clashes
        )
        return RegisterConflictError(f"intussen gewijzigd: {told}")

    def _values(self, cells: Mapping[str, Any], *, keep_empty: bool) -> dict[str, Any]:
        """The cells as fields of an entry; what is not in the table says nothing."""
        values: dict[str, Any] = {}
        for header, name in self._columns.items():
            if header not in cells:
                continue
            text = _text(cells[header])
            if not text and (not keep_empty or name == "status"):
                continue
            values[name] = _yes_or_no(text) if name == "confirmed" else _value(name, text)
        return values


def _value(name: str, text: str) -> str:
    if name != "status":
        return text
    status = " ".join(text.lower().split())
    if status not in STATUSES:
        raise RegisterInputError(f"'{text}' is geen status; gebruik {', '.join(STATUSES)}")
    return status


def _yes_or_no(text: str) -> bool:
    answer = text.lower()
    if answer not in _YES | _NO:
        raise RegisterInputError(f"'{text}' bij Bevestigd is geen ja of nee")
    return answer in _YES


def _version(cell: object) -> int | None:
    text = _text(cell)
    if not text:
        return None
    try:
        return int(float(text))
    except (ValueError, OverflowError) as error:
        raise RegisterInputError(f"'{text}' is geen versienummer") from error


def _text(cell: object) -> str:
    """A cell as text; what a spreadsheet made of 'ja' or '1' included."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    return str(cell).strip()


def _shown(value: object) -> str:
    return _text(value)
