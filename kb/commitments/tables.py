"""Tables that contradict themselves, each other or the text: sums that do not add up, other amounts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.model import Document, Piece
from kb.model import LinkMember

_AMOUNT = re.compile(r"(?<![\w.,])€?\s?(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?(?![\w.,]*\d)(?:,-)?\s?%?")
_LABEL = re.compile(r"^[^\d€]{3,60}")
_NAME = re.compile(r"\b(?:(?:19|20)\d{2}|[Tt]otaa?l\w*)\b")
_TOTAL = re.compile(r"^(?:sub)?totaa?l\b|^som\b|^samen\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_ROUNDING = 0.011
_LEAST_ROWS = 2
_MOST_PAGES = 3
_TELLING = 100


@dataclass(frozen=True, slots=True)
class Conflict:
    """What contradicts what, about which label, and why, in Dutch."""

    subject: str
    explanation: str
    members: tuple[LinkMember, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its label and its amounts, the last under the last heading."""

    piece: Piece
    label: str
    values: tuple[float, ...]
    texts: tuple[str, ...]

    @property
    def columns(self) -> dict[str, int]:
        """The position of the amount under each year or total that the header names, if they are as many."""
        names = _NAME.findall(self.piece.header or "")
        short = len(self.values) - len(names)
        if not names or short:
            return {}
        return {name.lower(): position for position, name in enumerate(names)}


def conflicts_of(document: Document, pieces: Sequence[Piece]) -> list[Conflict]:
    """Return what the tables of one document contradict."""
    tables = list(_tables(pieces))
    found = [conflict for table in tables for conflict in _wrong_totals(document, table)]
    found += _other_amounts(document, tables)
    found += _other_years(document, pieces, tables)
    return found


def _tables(pieces: Sequence[Piece]) -> Iterator[list[Row]]:
    """Yield the runs of table rows under one header."""
    rows: list[Row] = []
    under: tuple[str | None, int] | None = None
    for piece in pieces:
        now = (piece.header, piece.page if piece.header is None else 0) if piece.kind == "table" else None
        if now != under and rows:
            yield rows
            rows = []
        under = now
        row = _row(piece) if piece.kind == "table" else None
        if row is not None:
            rows.append(row)
    if rows:
        yield rows


def _row(piece: Piece) -> Row | None:
    """Return a piece as a row; None where it holds no amounts. A row may be labelled by a year."""
    year = re.match(r"(?:19|20)\d{2}(?=\s)", piece.text)
    label = _LABEL.match(piece.text)
    if year is None and label is None:
        return None
    name = year.group() if year else re.sub(r"[*\s:€]+$", "", label.group()) if label else ""
    found = list(_AMOUNT.finditer(piece.text, len(name)))
    if not found or not name:
        return None
    texts = tuple(match.group().strip() for match in found)
    return Row(piece, name, tuple(_value(match) for match in found), texts)


def _value(match: re.Match[str]) -> float:
    return float(match[1].replace(".", "") + "." + (match[2] or "0"))


def _wrong_totals(document: Document, rows: Sequence[Row]) -> Iterator[Conflict]:
    """Yield a conflict for each row of totals of which a column is not the sum of the rows above it.

    Only columns that all rows have are added; a table of which no column adds up adds something else.
    """
    parts: list[Row] = []
    for row in rows:
        if not _TOTAL.match(row.label):
            parts.append(row)
            continue
        width = len(row.values)
        summed = [part for part in parts if len(part.values) == width and not _YEAR.fullmatch(part.label)]
        if len(summed) >= _LEAST_ROWS and len(summed) == len(parts):
            wrong = [i for i in range(width) if not _adds_up(summed, row, i)]
            if wrong and (len(wrong) < width or width == 1):
                yield _total_conflict(document, summed, row, wrong[0])
        parts = []


def _adds_up(parts: Sequence[Row], total: Row, column: int) -> bool:
    added = sum(part.values[column] for part in parts)
    return abs(added - total.values[column]) <= max(_ROUNDING, len(parts) * _ROUNDING)


def _total_conflict(document: Document, parts: Sequence[Row], total: Row, column: int) -> Conflict:
    name = next((name for name, position in total.columns.items() if position == column), "")
    added = sum(part.values[column] for part in parts)
    where = f" in de kolom {name}" if name else ""
    return Conflict(
        f"{total.label}{f' {name}' if name else ''}",
        f"De regels tellen{where} op tot {_written(added)}, de tabel noemt {total.texts[column]}.",
        tuple(_member(document, row.piece) for row in (*parts, total)),
    )


def _other_amounts(document: Document, tables: Sequence[Sequence[Row]]) -> list[Conflict]:
    """Return a conflict for each label that has another amount in another table, under the same heading."""
    rows: dict[str, list[tuple[int, Row]]] = defaultdict(list)
    for index, table in enumerate(tables):
        for row in table:
            rows[row.label.lower()].append((index, row))
    found = []
    for items in rows.values():
        first, one = items[0]
        others = [row for index, row in items if index != first]
        for two in others:
            difference = _difference(one, two)
            if difference:
                members = (_member(document, one.piece), _member(document, two.piece))
                found.append(Conflict(one.label, difference, members))
    return found


def _difference(one: Row, two: Row) -> str:
    """Say under which heading two rows differ; without headings, whether no amount is the same."""
    if _YEAR.fullmatch(one.label):
        return ""
    both = [name for name in one.columns if name in two.columns]
    for name in both:
        first, second = one.columns[name], two.columns[name]
        if one.values[first] != two.values[second]:
            return f"Bij “{one.label}” staat voor {name} {one.texts[first]} en {two.texts[second]}."
    if both or set(one.values) & set(two.values):
        return ""
    if _YEAR.findall(one.piece.header or "") and _YEAR.findall(two.piece.header or ""):
        shared = set(_YEAR.findall(one.piece.header or "")) & set(_YEAR.findall(two.piece.header or ""))
        if not shared:
            return ""
    if "€" not in one.piece.text or "€" not in two.piece.text:
        return ""
    return f"De regel “{one.label}” staat in twee tabellen, met andere bedragen."


def _other_years(
    document: Document, pieces: Sequence[Piece], tables: Sequence[Sequence[Row]]
) -> Iterator[Conflict]:
    """Yield a conflict for each sentence that puts a number in one year, and a row nearby in another."""
    rows = [row for table in tables for row in table if _YEAR.fullmatch(row.label)]
    for piece in pieces:
        years = set(_YEAR.findall(piece.text))
        if piece.kind not in {"body", "bullet"} or len(years) != 1:
            continue
        told = {_value(match) for match in _AMOUNT.finditer(piece.text)} - {float(year) for year in years}
        for number in sorted(value for value in told if value >= _TELLING):
            near = [
                row
                for row in rows
                if abs(row.piece.page - piece.page) <= _MOST_PAGES and number in row.values
            ]
            if len(near) == 1 and near[0].label not in years and _names_same(piece, near[0]):
                year = min(years)
                yield Conflict(
                    f"{_written(number)} in {year}",
                    f"De tekst noemt {_written(number)} in {year}, de tabel in {near[0].label}.",
                    (_member(document, piece), _member(document, near[0].piece)),
                )


def _names_same(piece: Piece, row: Row) -> bool:
    """Tell whether a text names what a table's header names."""
    heads = set(re.findall(r"[A-Z][\w-]{3,}", row.piece.header or ""))
    return any(re.search(rf"\b{re.escape(head)}\b", piece.text) for head in heads)


def _member(document: Document, piece: Piece) -> LinkMember:
    return LinkMember(document.id, piece.page, piece.text)


def _written(value: float) -> str:
    """Write a number as a Dutch reader expects it: 871.450, 12,5."""
    whole = f"{value:,.2f}".rstrip("0").rstrip(".")
    return whole.translate(str.maketrans(",.", ".,"))
