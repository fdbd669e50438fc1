"""Lists: how deep a bullet stands and which line governs it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ingest.marks import Mark

_DEEPER = frozenset("o○◦§")
_DEEPEST = frozenset("▪■▫□")


@dataclass(slots=True)
class _List:
    """An open list: the signs of its levels from outside in, each with its lead and its last bullet."""

    lead: str | None
    signs: list[str] = field(default_factory=list)
    leads: list[str | None] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    closed: bool = False

    def enter(self, sign: str, text: str) -> tuple[int, str | None]:
        """Add a bullet; return its depth from 0 and its lead."""
        if sign in self.signs:
            depth = self.signs.index(sign)
            lead = self.leads[depth]
        else:
            depth = len(self.signs)
            lead = self.texts[-1] if depth else self.lead
        semicolon = bool(self.texts) and self.texts[-1].endswith(";")
        self.closed = semicolon and text.endswith(".")
        del self.signs[depth:], self.leads[depth:], self.texts[depth:]
        self.signs.append(sign)
        self.leads.append(lead)
        self.texts.append(text)
        return depth, lead


class ListState:
    """The open lists at the present place.

    Next to the list itself there may be an ``aside``: results that were printed in a box and come after the
    list they belong above, governed by a title that got no text of its own (``orphan``). And a list that a
    box with a list of its own interrupts goes on after it.
    """

    def __init__(self, signs: Iterable[str]) -> None:
        self._signs = frozenset(signs)
        self._list = _List(None)
        self._suspended: _List | None = None
        self._aside: str | None = None
        self._orphan: str | None = None

    def head(self, title: str, orphan: str | None) -> None:
        """Start anew below a heading; ``orphan`` is the title above it that has nothing below it."""
        self._list = _List(title)
        self._suspended = self._aside = None
        self._orphan = orphan

    def govern(self, lead: str | None) -> None:
        """Start anew below a line of text; ``lead`` governs the bullets that follow, if it does."""
        if self._list.signs and not self._list.closed:
            self._suspended = self._list
        self._list = _List(lead)
        self._aside = None

    def enter(self, mark: Mark, text: str) -> tuple[int, str | None, bool]:
        """Return the level and the lead of the next bullet, and whether the orphan title governs it."""
        sign = mark.sign if mark.kind == "bullet" else mark.kind
        if self._is_aside(sign):
            self._aside = sign
            return 1, self._orphan, True
        if self._resumes(sign) and self._suspended is not None:
            self._list, self._suspended = self._suspended, None
        depth, lead = self._list.enter(sign, text)
        return depth + 1 + (self._missing(sign) if depth == 0 else 0), lead, False

    def _is_aside(self, sign: str) -> bool:
        if self._aside == sign:
            return True
        if self._orphan is None or sign in self._list.signs or sign in _DEEPER | _DEEPEST:
            return False
        if self._list.signs:
            return not self._list.texts[-1].endswith(":")
        return self._list.lead is None

    def _resumes(self, sign: str) -> bool:
        """Tell whether a bullet goes on with the list that a closed one ("...; ...; ... .") interrupted."""
        if self._suspended is None or sign in self._list.signs or sign not in self._suspended.signs:
            return False
        nested = sign != self._suspended.signs[0]
        return self._list.closed or (nested and not self._list.signs and self._list.lead is None)

    def _missing(self, sign: str) -> int:
        """Return how many levels above a first bullet are out of sight."""
        if sign in _DEEPER:
            return int("•" in self._signs)
        if sign in _DEEPEST:
            return int("•" in self._signs) + int("o" in self._signs)
        return 0
