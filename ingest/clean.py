"""Clean text that remembers its place: lines are folded into one text, each part knows where it stood.

White space is folded to single spaces, ligatures are taken apart, soft hyphens dropped, line-end hyphens
resolved. Everything else stays as printed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.hyphens import HYPHENS, SOFT_HYPHEN, Joints
from ingest.model import Page, Span

_LIGATURES = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "ĳ": "ij", "Ĳ": "IJ",
}  # fmt: skip
_DROPPED = f"{SOFT_HYPHEN}\u200b\ufeff\u200c\u200d\x00"
_SPECIAL = re.compile(rf"[{''.join(_LIGATURES)}{_DROPPED}]|\s\s|[^\S ]")
_WHITE_OR_HYPHEN = re.compile(rf"[\s{re.escape(HYPHENS)}{_DROPPED}]*")


@dataclass(frozen=True, slots=True)
class Cut:
    """A range of characters on one page that belongs to a text, less than or equal to one line."""

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Part:
    at: int
    cut: Cut
    places: tuple[int, ...] | None


def fold(text: str) -> tuple[str, tuple[int, ...] | None]:
    """Return ``text`` folded and, where that changed it, the offset each character came from (else None)."""
    if not _SPECIAL.search(text):
        return text, None
    out: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        if char in _DROPPED:
            continue
        if char.isspace():
            if out and out[-1] != " ":
                out.append(" ")
                places.append(place)
            continue
        for letter in _LIGATURES.get(char, char):
            out.append(letter)
            places.append(place)
    return "".join(out).rstrip(), tuple(places)


class Strand:
    """One text made of cuts, possibly from several pages, with the way back to its places."""

    def __init__(self, pages: Mapping[int, Page], joints: Joints, cuts: Sequence[Cut]) -> None:
        self._pages = pages
        self._parts: list[_Part] = []
        out: list[str] = []
        at = 0
        for index, cut in enumerate(cuts):
            raw = pages[cut.page].text[cut.start : cut.end]
            after = cuts[index + 1] if index + 1 < len(cuts) else None
            clean, places = fold(raw)
            glue = ""
            if after is not None:
                clean, glue = _meet(clean, raw, pages[after.page].text[after.start : after.end], joints)
            self._parts.append(_Part(at, cut, places))
            out += (clean, glue)
            at += len(clean) + len(glue)
        self.text = "".join(out)
        self._starts = [part.at for part in self._parts]

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the places of ``text[start:end]``, neighbouring lines of one page made one span."""
        spans: list[Span] = []
        first = max(bisect_right(self._starts, start) - 1, 0)
        for index in range(first, len(self._parts)):
            part = self._parts[index]
            if part.at >= end:
                break
            stop = self._starts[index + 1] if index + 1 < len(self._parts) else len(self.text)
            span = _place(part, max(start, part.at) - part.at, min(end, stop) - part.at)
            if span is not None:
                self._append(spans, span)
        return tuple(spans)

    def _append(self, spans: list[Span], span: Span) -> None:
        if spans and spans[-1].page == span.page and spans[-1].end <= span.start:
            between = self._pages[span.page].text[spans[-1].end : span.start]
            if _WHITE_OR_HYPHEN.fullmatch(between):
                spans[-1] = Span(span.page, spans[-1].start, span.end)
                return
        spans.append(span)


def _meet(clean: str, raw: str, after: str, joints: Joints) -> tuple[str, str]:
    """Return the text of a line and what stands between it and the next one."""
    last = raw[-1:]
    if last == SOFT_HYPHEN:
        return clean, ""
    if last not in HYPHENS or len(clean) < 2 or clean[-2].isspace():
        return clean, " "
    joint = joints.decide(clean, after)
    if joint == "join":
        return clean[:-1], ""
    return clean, " " if joint == "space" else ""


def _place(part: _Part, start: int, end: int) -> Span | None:
    """Return the raw range of the characters ``start`` to ``end`` of a part; None when that is only glue."""
    cut = part.cut
    if part.places is None:
        stop = min(cut.start + end, cut.end)
        return Span(cut.page, cut.start + start, stop) if cut.start + start < stop else None
    kept = part.places[start:end]
    return Span(cut.page, cut.start + kept[0], cut.start + kept[-1] + 1) if kept else None
