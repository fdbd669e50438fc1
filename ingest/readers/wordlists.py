"""The numbers that Word shows before headings and list items: they are computed, not written in the text.

A paragraph names a list and a level; the list's definition says how each level counts and is written
("%1.%2."). See ECMA-376 part 1, 17.9.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BULLET = "•"
_LEVELS = 9
_LONGEST_NUMBER = 40


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    pattern: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of a Word file, and how far each has counted."""

    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _abstract: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)

    def mark(self, number_id: str, level: int) -> str:
        """Count a paragraph of list ``number_id`` at ``level`` (from 0) and return what stands before it.

        That is "•" for bullets, a number such as "3.2." and "" for a list that is not defined.
        """
        levels = self._levels.get(number_id, {})
        own = levels.get(level)
        if own is None:
            return BULLET if not levels and number_id in self._abstract else ""
        if own.form == "bullet":
            return BULLET
        if own.form == "none":
            return ""
        counts = self._counts.setdefault(self._abstract[number_id], [None] * _LEVELS)
        before = counts[level]
        counts[level] = own.start if before is None else before + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        return self._written(levels, counts, own.pattern)

    def _written(self, levels: dict[int, _Level], counts: list[int | None], pattern: str) -> str:
        for depth in range(_LEVELS):
            place = f"%{depth + 1}"
            if place in pattern:
                level = levels.get(depth)
                count = counts[depth]
                value = count if count is not None else (level.start if level else 1)
                pattern = pattern.replace(place, _number(value, level.form if level else "decimal"))
        return pattern.strip()[:_LONGEST_NUMBER]


def numbering_of(root: Any | None) -> Numbering:
    """Return the lists defined in the root element of a numbering part; none where there is no such part."""
    numbering = Numbering()
    if root is None:
        return numbering
    abstract = {_value(item, "abstractNumId"): _levels(item) for item in root.iterfind(f"{W}abstractNum")}
    for item in root.iterfind(f"{W}num"):
        number_id = _value(item, "numId")
        link = item.find(f"{W}abstractNumId")
        if number_id is None or link is None:
            continue
        abstract_id = _value(link, "val") or ""
        numbering._abstract[number_id] = abstract_id
        levels = dict(abstract.get(abstract_id, {}))
        if any(True for _ in item.iterfind(f"{W}lvlOverride")):
            numbering._abstract[number_id] = f"{abstract_id}/{number_id}"  # an override counts for itself
            levels.update(_overrides(item, levels))
        numbering._levels[number_id] = levels
    return numbering


def _overrides(item: Any, levels: dict[int, _Level]) -> dict[int, _Level]:
    changed: dict[int, _Level] = {}
    for override in item.iterfind(f"{W}lvlOverride"):
        depth = whole(_value(override, "ilvl"), 0)
        changed.update(_levels(override))
        start = override.find(f"{W}startOverride")
        base = changed.get(depth) or levels.get(depth)
        if start is not None and base is not None:
            changed[depth] = _Level(base.form, base.pattern, whole(_value(start, "val"), 1))
    return changed


def _levels(item: Any) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for element in item.iterfind(f"{W}lvl"):
        depth = whole(_value(element, "ilvl"), 0)
        if 0 <= depth < _LEVELS:
            form = _child(element, "numFmt") or "decimal"
            levels[depth] = _Level(form, _child(element, "lvlText") or "", whole(_child(element, "start"), 1))
    return levels


def _child(element: Any, name: str) -> str | None:
    child = element.find(f"{W}{name}")
    return None if child is None else _value(child, "val")


def _value(element: Any, name: str) -> str | None:
    found = element.get(f"{W}{name}")
    return None if found is None else str(found)


def whole(text: str | None, otherwise: int) -> int:
    """Return ``text`` as a whole number, or ``otherwise`` where it is none."""
    try:
        return int(text) if text is not None else otherwise
    except ValueError:
        return otherwise


def _number(value: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and value > 0:
        letters = chr(ord("a") + (value - 1) % 26) * min((value - 1) // 26 + 1, _LONGEST_NUMBER)
        return letters if form == "lowerLetter" else letters.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < value < 4000:
        return _roman(value) if form == "upperRoman" else _roman(value).lower()
    if form == "decimalZero":
        return f"{value:02d}"
    return str(value)


def _roman(value: int) -> str:
    signs = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
             (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
    out = ""
    for worth, sign in signs:
        out += sign * (value // worth)
        value %= worth
    return out
