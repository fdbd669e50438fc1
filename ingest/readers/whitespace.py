"""Blank lines where the paper has white: the distance between lines tells paragraphs apart.

A PDF holds lines at heights and no empty lines. For each font size the smallest distance that is common
in the document is one line down; what is clearly more is white, and white means a new paragraph, a heading
or a box. So a page reads as if it had been typed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

_CLEARLY_MORE = 1.3
_LEADING = 1.2  # the distance of lines that printers take, in font sizes
_CLOSEST = 0.85  # in font sizes; what is closer is the same line, raised or lowered
_FARTHEST = 4.0  # in font sizes; more is a jump over a figure and says nothing about lines
_COMMON = 0.05
_FEW = 10
_MOST_BLANK = 4

_Units = Mapping[int, float]


@dataclass(frozen=True, slots=True)
class TypesetLine:
    """A line of a page with its height above the bottom of the page and its font size, both in points.

    ``height`` is None where the extraction does not tell it.
    """

    text: str
    height: float | None
    size: float


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
    for index, line in enumerate(lines):
        if index:
            out.extend([""] * _blank_between(lines[index - 1], line, units))
        out.append(line.text)
    return "\n".join(out)


def _blank_between(above: TypesetLine, below: TypesetLine, units: _Units) -> int:
    unit = max(_unit(above, units), _unit(below, units))
    ratio = _step(above, below) / unit if unit > 0 else 0.0
    return min(max(1, round(ratio) - 1), _MOST_BLANK) if ratio >= _CLEARLY_MORE else 0


def _unit(line: TypesetLine, units: _Units) -> float:
    return units.get(_size(line), _LEADING * line.size)


def _size(line: TypesetLine) -> int:
    return round(line.size)


def _step(above: TypesetLine, below: TypesetLine) -> float:
    if above.height is None or below.height is None:
        return 0.0
    return above.height - below.height
