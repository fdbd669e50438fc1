"""Lines as they stand on paper: cells side by side are a row, a footer is at the foot, white is a blank line.

A PDF holds texts at heights, in the order in which a program happened to draw them, and no empty lines. For
each font size the smallest distance that is common in the document is one line down; what is clearly more
is white, and white means a new paragraph, a heading or a box. So a page reads as if it had been typed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.marks import bullet_mark

_CLEARLY_MORE = 1.3
_LEADING = 1.2  # the distance of lines that printers take, in font sizes
_CLOSEST = 0.85  # in font sizes; what is closer is the same line, raised or lowered
_FARTHEST = 4.0  # in font sizes; more is a jump over a figure and says nothing about lines
_COMMON = 0.05
_FEW = 10
_MOST_BLANK = 4
_SAME_HEIGHT = 0.25  # in font sizes
_CELL = "  "
_FRAME_LINES = 4  # more lines of header or footer are not looked for
_APART = 1.8  # in font sizes
_INDENT = 0.3  # in font sizes
_ENDS = (".", ";", ":", "!", "?")

_Units = Mapping[int, float]


@dataclass(frozen=True, slots=True)
class TypesetLine:
    """A line of a page with its height above the bottom of the page and its font size, both in points.

    ``left`` is where it begins, in points from the left. ``height`` is None where the extraction does not
    tell it.
    """

    text: str
    height: float | None
    size: float
    left: float = 0.0


def in_reading_order(lines: Sequence[TypesetLine]) -> list[TypesetLine]:
    """Return the lines with cells of one row joined, and headers and footers where they stand on paper.

    The order is otherwise that of the file, which follows columns as a reader does.
    """
    rows: list[TypesetLine] = []
    for line in lines:
        if rows and _beside(rows[-1], line):
            joined = f"{rows[-1].text.rstrip()}{_CELL}{line.text.lstrip()}"
            rows[-1] = replace(rows[-1], text=joined)
        else:
            rows.append(line)
    return _with_frame_in_place(rows)


def _beside(before: TypesetLine, after: TypesetLine) -> bool:
    """Whether ``after`` stands to the right of ``before`` at the same height."""
    if before.height is None or after.height is None or after.left <= before.left:
        return False
    return abs(before.height - after.height) <= _SAME_HEIGHT * min(before.size, after.size)


def _with_frame_in_place(rows: list[TypesetLine]) -> list[TypesetLine]:
    """Move what was drawn first but stands apart below the rest to the end, and the other way round."""
    feet: list[TypesetLine] = []
    heads: list[TypesetLine] = []
    while len(feet) < _FRAME_LINES:
        at = next((i for i in range(min(_FRAME_LINES, len(rows))) if _apart(rows[i], rows[i + 1 :])), None)
        if at is None:
            break
        feet.append(rows.pop(at))
    while len(heads) < _FRAME_LINES:
        last = range(len(rows) - 1, max(-1, len(rows) - 1 - _FRAME_LINES), -1)
        at = next((i for i in last if _apart(rows[i], rows[:i], above=True)), None)
        if at is None:
            break
        heads.append(rows.pop(at))
    return [*sorted(heads, key=_from_above), *rows, *sorted(feet, key=_from_above)]


def _from_above(line: TypesetLine) -> tuple[float, float]:
    return -(line.height or 0.0), line.left


def _apart(line: TypesetLine, others: Sequence[TypesetLine], *, above: bool = False) -> bool:
    """Whether ``line`` stands clearly below (or above) all of ``others``."""
    heights = [other.height for other in others if other.height is not None]
    if line.height is None or not heights:
        return False
    distance = line.height - max(heights) if above else min(heights) - line.height
    return distance >= _APART * line.size


def line_units(pages: Iterable[Sequence[TypesetLine]]) -> dict[int, float]:
    """Return the points of one line down for each font size (whole points) that is common enough to tell."""
    steps: dict[int, Counter[float]] = defaultdict(Counter)
    for lines in pages:
        for above, below in pairwise(lines):
            step = _step(above, below)
            if _size(above) == _size(below) and _CLOSEST * below.size <= step <= _FARTHEST * below.size:
                steps[_size(below)][round(step * 2) / 2] += 1
    units: dict[int, float] = {}
    for size, counted in steps.items():
        total = counted.total()
        if total >= _FEW:
            units[size] = min((s for s, count in counted.items() if count >= _COMMON * total), default=0.0)
    return {size: unit for size, unit in units.items() if unit > 0}


def with_blank_lines(lines: Sequence[TypesetLine], units: _Units) -> str:
    """Return the lines of a page as text, with blank lines for the white between them."""
    out: list[str] = []
    listed: TypesetLine | None = None
    for index, line in enumerate(lines):
        if index:
            above = lines[index - 1]
            out.extend([""] * (_blank_between(above, line, units) or _leaves(listed, above, line)))
        listed = line if bullet_mark(line.text) else listed
        out.append(line.text)
    return "\n".join(out)


def _leaves(listed: TypesetLine | None, above: TypesetLine, below: TypesetLine) -> int:
    """Return 1, a blank line, where the text goes back to the left of the marks of a list, else 0.

    A list is often closed by its indent alone. Lists of which the lines run on below the mark are told apart
    by what is read: the line above has ended, and this one begins as a sentence does.
    """
    if listed is None or not listed.left - below.left > _INDENT * below.size or _step(above, below) <= 0:
        return 0
    return int(above.text.rstrip().endswith(_ENDS) and below.text.lstrip()[:1].isupper())


def _blank_between(above: TypesetLine, below: TypesetLine, units: _Units) -> int:
    unit = max(_unit(above, units), _unit(below, units))
    ratio = _step(above, below) / unit if unit > 0 else 0.0
    # bounded before it is rounded: next to a font of no size the ratio is infinite
    return max(1, round(min(ratio, _MOST_BLANK + 1)) - 1) if ratio >= _CLEARLY_MORE else 0


def _unit(line: TypesetLine, units: _Units) -> float:
    return units.get(_size(line), _LEADING * line.size)


def _size(line: TypesetLine) -> int:
    return round(line.size)


def _step(above: TypesetLine, below: TypesetLine) -> float:
    if above.height is None or below.height is None:
        return 0.0
    return above.height - below.height
