"""Tables that were flattened to lines: rows of cells, recognised by their numbers and their neighbours."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.lines import Layout, Line, ends_sentence, starts_lower
from ingest.marks import bullet_mark, caption_mark, is_contents, is_url, note_mark, number_mark

_NUMBER = re.compile(
    r"[(]?[-+±<>]?(?:€)?\d[\d.,]*(?:%|x|k|m|mln|m²|ha|,-)?[*)]*$|\d{1,2}-\d{1,2}-(?:\d\d)?\d\d$"
)
_EMPTY = frozenset(
    {
        "t.b.",
        "n.v.t.",
        "nvt",
        "n.b.",
        "p.m.",
        "pm",
        "-",
        "–",
        "x",
        "X",
        "✓",
        "✔",
        "n.n.b.",
        "t.b.d.",
        "ja",
        "nee",
    }
)
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-/](?:19|20)?\d\d)?$")
_COLUMNS = re.compile(r"\S\s{3,}\S")
_LOOSE = re.compile(r"\S\s{2,}\S")
_DATED = re.compile(r"(?<![\d(])(?:1[5-9]|20)\d\d(?!\d)")
_NAME_AND_YEAR = re.compile(r"[^\d(]+(?:\([^)]*\)\s*)?(?:1[5-9]|20)\d\d\b")
_SENTENCE = re.compile(r"[a-zë-ü]{4,}[.!?](?:\s+[A-Z]|$)")
_MAX_LABEL, _MAX_HEADERS, _MIN_ROWS = 8, 3, 3
_PROSE_SHARE, _NARROW = 0.85, 0.8
_MIN_ENTRIES, _DATED_SHARE, _NAMED_SHARE, _MAX_ENTRY = 8, 0.5, 0.6, 24


@dataclass(frozen=True, slots=True)
class Table:
    """A table's rows as ranges of lines; the first ``headers`` of them are its header."""

    rows: tuple[tuple[int, int], ...]
    headers: int


@dataclass(frozen=True, slots=True)
class _Cells:
    numbers: int
    words: int
    years_only: bool
    amount: bool


def _cells(text: str) -> _Cells:
    tokens = [token for token in text.split() if token != "€"]
    numbers = [token for token in tokens if _NUMBER.match(token) or token in _EMPTY]
    years = bool(numbers) and all(_YEAR.match(token) for token in numbers)
    return _Cells(len(numbers), len(tokens) - len(numbers), years, "€" in text or "%" in text)


def find_tables(lines: Sequence[Line], layout: Layout) -> Mapping[int, Table]:
    """Return the tables among the lines, each by the index of its first line.

    In order: rows of numbers; columns kept apart by spaces; what stands below a table's caption; columns
    headed by a line that comes back on the next pages; registers, in which most rows hold a year.
    """
    tables: dict[int, Table] = {}
    taken = [False] * len(lines)
    for find in (_spaced, _registers, _numeric, _captioned, _repeated_header):
        for start, table in find(lines, layout):
            end = table.rows[-1][1]
            if not any(taken[start:end]):
                tables[start] = table
                taken[start:end] = [True] * (end - start)
    return tables


def _numeric(lines: Sequence[Line], layout: Layout) -> Iterator[tuple[int, Table]]:
    """Yield runs of lines that hold two numbers or more, or a name and an amount."""
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and _is_row(lines[end].text) and (end == at or _beside(lines, end, layout)):
            end += 1
        if end - at >= _MIN_ROWS or (end - at == _MIN_ROWS - 1 and _cells(lines[at].text).numbers > 2):
            start = _header_start(lines, at, layout)
            rows = tuple((index, index + 1) for index in range(start, end))
            yield start, Table(rows, at - start + (1 if _is_header_row(lines[at].text) else 0))
        at = max(end, at + 1)


def _spaced(lines: Sequence[Line], layout: Layout) -> Iterator[tuple[int, Table]]:
    """Yield runs of lines whose cells are kept apart by three spaces or more."""
    at = 0
    while at < len(lines):
        end = at
        while (
            end < len(lines)
            and _COLUMNS.search(lines[end].text)
            and (end == at or not layout.wide(lines[end]))
        ):
            end += 1
        if end - at >= 2:
            start = at
            if at and not layout.wide(lines[at]) and _LOOSE.search(lines[at - 1].text):
                start -= 1
            while end < len(lines) and not layout.wide(lines[end]) and _is_loose_cell(lines[end], layout):
                end += 1
            yield start, Table(tuple((index, index + 1) for index in range(start, end)), at - start)
        at = max(end, at + 1)


def _is_loose_cell(line: Line, layout: Layout) -> bool:
    return len(line) < 0.5 * layout.width and not ends_sentence(line.text) and not bullet_mark(line.text)


def _captioned(lines: Sequence[Line], layout: Layout) -> Iterator[tuple[int, Table]]:
    """Yield the short lines without sentences below a line "Tabel 3: ...", cells of two lines made one."""
    for at, line in enumerate(lines[:-1]):
        mark = caption_mark(line.text)
        if mark is None or not mark.sign.startswith("Tabel"):
            continue
        start = at + 1
        while start < len(lines) and layout.tight(lines[start]):
            start += 1
        end = start
        while end < len(lines) and not _is_prose(lines, end, start, layout):
            end += 1
        rows = _join_tight(lines, start, end, layout)
        if len(rows) >= _MIN_ROWS + 1:
            yield start, Table(rows, 0 if any(char.isdigit() for char in lines[start].text) else 1)


def _is_prose(lines: Sequence[Line], at: int, start: int, layout: Layout) -> bool:
    line = lines[at]
    if line.gap < 0 or (at > start and layout.wide(line) and layout.gap > 0):
        return True
    long = len(line) > _PROSE_SHARE * layout.width
    return long or ends_sentence(line.text) or bool(bullet_mark(line.text) or caption_mark(line.text))


def _join_tight(lines: Sequence[Line], start: int, end: int, layout: Layout) -> tuple[tuple[int, int], ...]:
    rows: list[tuple[int, int]] = []
    for at in range(start, end):
        if rows and layout.tight(lines[at]):
            rows[-1] = (rows[-1][0], at + 1)
        else:
            rows.append((at, at + 1))
    return tuple(rows)


def _repeated_header(lines: Sequence[Line], layout: Layout) -> Iterator[tuple[int, Table]]:
    """Yield tables that go on over pages: their header stands again at the top of the next page."""
    heads: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if _is_column_head(line.text):
            heads[line.text].append(at)
    for places in heads.values():
        pages = {lines[at].page for at in places}
        if not any(lines[at].gap < 0 and lines[at].page - 1 in pages for at in places):
            continue
        for at in places:
            end = at + 1
            while end < len(lines) and not layout.wide(lines[end]) and not _closes(lines[end].text):
                end += 1
            if end > at + 1 and _is_narrow(lines[at + 1 : end], layout):
                yield at, Table(((at, at + 1), *_join_cells(lines, at + 1, end, layout)), 1)


def _is_narrow(lines: Sequence[Line], layout: Layout) -> bool:
    """Tell whether most lines are shorter than running text is, as the lines of cells are."""
    lengths = sorted(len(line) for line in lines)
    return lengths[len(lengths) // 2] < _NARROW * layout.width


def _closes(text: str) -> bool:
    """Tell whether a line below a table is no part of it: a web address or the first of its notes."""
    note = note_mark(text)
    return is_url(text) or (note is not None and note.sign == "1")


def _is_column_head(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 8 and sum(word[0].isupper() for word in words) >= 2 and not ends_sentence(text)


def _join_cells(lines: Sequence[Line], start: int, end: int, layout: Layout) -> Iterator[tuple[int, int]]:
    """Yield rows: lines that are tight, unfinished or go on with a small letter belong together."""
    first = start
    for at in range(start + 1, end):
        before = lines[at - 1].text
        together = layout.tight(lines[at]) or starts_lower(lines[at].text) or not ends_sentence(before)
        if not together:
            yield first, at
            first = at
    yield first, end


def _registers(lines: Sequence[Line], layout: Layout) -> Iterator[tuple[int, Table]]:
    """Yield lists of cells without sentences in which most entries hold a year."""
    groups = _groups(lines, layout)
    at = 0
    while at < len(groups):
        end = at
        while end < len(groups) and _goes_on(lines, groups, at, end):
            end += 1
        dated = sum(bool(_DATED.search(_text(lines, *group))) for group in groups[at:end])
        named = sum(lines[start].text[0].isupper() for start, _ in groups[at:end])
        size = end - at
        if size >= _MIN_ENTRIES and dated >= _DATED_SHARE * size and named >= _NAMED_SHARE * size:
            rows = _entries(lines, groups[at:end])
            yield rows[0][0], Table(tuple(rows), 0 if _DATED.search(_text(lines, *rows[0])) else 1)
        at = max(end, at + 1)


def _goes_on(lines: Sequence[Line], groups: Sequence[tuple[int, int]], at: int, end: int) -> bool:
    """Tell whether the register that began at ``at`` goes on; within one, a long cell may hold a sentence."""
    if lines[groups[end][0]].page != lines[groups[at][0]].page:
        return False
    if _is_entry(lines, *groups[end]):
        return True
    inside = end - at >= _MIN_ENTRIES and end + 1 < len(groups) and _is_entry(lines, *groups[end + 1])
    text = _text(lines, *groups[end])
    return inside and len(text.split()) <= _MAX_ENTRY and bool(_NAME_AND_YEAR.match(text))


def _groups(lines: Sequence[Line], layout: Layout) -> list[tuple[int, int]]:
    """Return the paragraphs: lines with much white (or, where that is usual, any white) between them."""
    groups: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        apart = layout.wide(line) or (layout.gap > 0 and not layout.tight(line))
        if groups and not apart:
            groups[-1] = (groups[-1][0], at + 1)
        else:
            groups.append((at, at + 1))
    return groups


def _text(lines: Sequence[Line], start: int, end: int) -> str:
    return " ".join(line.text for line in lines[start:end])


def _is_entry(lines: Sequence[Line], start: int, end: int) -> bool:
    text = _text(lines, start, end)
    if len(text.split()) > _MAX_ENTRY or bullet_mark(text) or caption_mark(text) or is_url(text):
        return False
    return not _SENTENCE.search(text) and not text.endswith((":", ";"))


def _entries(lines: Sequence[Line], groups: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the rows: one begins with a name; cells that begin with a digit belong to the one before."""
    rows: list[tuple[int, int]] = []
    for start, end in groups:
        for at in range(start, end):
            text = lines[at].text
            begins = text[0].isupper() and (at == start or bool(_NAME_AND_YEAR.match(text)))
            if rows and not (begins and (at == start or _DATED.search(_text(lines, *rows[-1])))):
                rows[-1] = (rows[-1][0], at + 1)
            else:
                rows.append((at, at + 1))
    return rows


def _beside(lines: Sequence[Line], at: int, layout: Layout) -> bool:
    return 0 <= lines[at].gap <= layout.gap + 1


def _is_row(text: str) -> bool:
    if not _DIGIT.search(text) or (text[0] == "(" and text[-1] == ")"):
        return False
    if ends_sentence(text) and not text.endswith(("t.b.", "n.v.t.", "n.b.", "p.m.", ")")):
        return False
    if bullet_mark(text) or caption_mark(text) or is_contents(text):
        return False
    cells = _cells(text)
    if cells.numbers >= 2:
        return cells.words <= _MAX_LABEL and cells.numbers >= 0.3 * (cells.words + cells.numbers)
    last = text.split()[-1]
    return cells.numbers == 1 and cells.amount and cells.words <= _MAX_LABEL and bool(_NUMBER.match(last))


def _is_header_row(text: str) -> bool:
    cells = _cells(text)
    return cells.years_only and cells.words > 0


def _header_start(lines: Sequence[Line], at: int, layout: Layout) -> int:
    """Return the first of the header lines directly above the rows."""
    start = at
    while start > 0 and at - start < _MAX_HEADERS and lines[start].page == lines[start - 1].page:
        above = lines[start - 1]
        if not _beside(lines, start, layout) or ends_sentence(above.text) or len(above.text.split()) > 12:
            break
        if (
            above.text.endswith((":", ";", ","))
            or bullet_mark(above.text)
            or number_mark(above.text)
            or caption_mark(above.text)
        ):
            break
        start -= 1
    return start
