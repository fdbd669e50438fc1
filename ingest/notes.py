"""Footnotes: which numbers and stars the running text refers to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ingest.lines import Line

_REFERENCE = re.compile(r"(?<=[^\W\d_]|[.,;:!?)\]”’\"])\d{1,3}(?![\d.,]*\d|[^\W\d_])")
_WORD_BEFORE = re.compile(r"([^\W\d_]+(?:[’'][^\W\d_]+)*)([.,;:!?)\]”’\"]{0,3})$")
_AFTER_YEAR = re.compile(r"\b(?:19|20)\d\d(\d)(?![\d.,]*\d)")
_BRACKET = re.compile(r"\[(\d{1,3})\]")
_STAR = re.compile(r"[^\W_][.,;:!?)”’]*\*")
_MIN_WORD, _LONGEST = 4, 40
_REACH = 4


class Notes:
    """The references to notes in the lines of a document, by page.

    A number counts as a reference when it is glued to a word of four letters or more, or to the full stop
    after one: "CO2", "km2" and "Rd4" are no references.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self._numbers: dict[int, set[str]] = defaultdict(set)
        self._stars: set[int] = set()
        for line in lines:
            self._collect(line)

    def _collect(self, line: Line) -> None:
        for match in _REFERENCE.finditer(line.text):
            before = _WORD_BEFORE.search(line.text[max(match.start() - _LONGEST, 0) : match.start()])
            if before and (len(before.group(1)) >= _MIN_WORD or before.group(2)):
                self._numbers[line.page].add(match.group())
        self._numbers[line.page].update(_BRACKET.findall(line.text[1:]), _AFTER_YEAR.findall(line.text))
        if _STAR.search(line.text):
            self._stars.add(line.page)

    def expects(self, line: Line, number: str) -> bool:
        """Tell whether the line's page or one of the three before it refers to the note ``number``."""
        return any(number in self._numbers.get(line.page - back, ()) for back in range(_REACH))

    def has_star(self, line: Line) -> bool:
        """Tell whether the line's page or the one before it refers to a starred note."""
        return line.page in self._stars or line.page - 1 in self._stars
