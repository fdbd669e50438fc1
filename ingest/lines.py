"""Lines of a page and the measures of their layout: the typographic ground of everything above it.

An extracted page knows no fonts. What is left of its layout is where lines end, how long they are and how
much white stands between them; :class:`Layout` measures those over the whole document, so that "a short
line" and "a wide gap" mean what they mean in this document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import quantiles

from ingest.model import Page

_BARE = " \t\r\x0b\xa0\u200b\ufeff"
_UNSEEN = _BARE + "\u00ad\u200c\u200d\x00"
_CLOSERS = "\"'”’»)]*"
_TERMINAL = (".", "?", "!", "…")
_SHORT_SHARE = 0.86
_MARKED_SHARE, _FLAT_SHARE = 0.25, 0.02
_FIRST_WORD = re.compile(r"\S+")
_NOTE_MARK = re.compile(r"([^\W\d_][.,;:!?)\]”’\"]{0,3})\d{1,2}$")
_LINE = re.compile(r"[^\n\u2028\u0085]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its trimmed range on the page and the white before it.

    ``gap`` counts the blank lines above it on its page (-1: it is the page's first line), ``indent`` and
    ``tail`` the spaces before and after it.
    """

    page: int
    start: int
    end: int
    text: str
    gap: int
    indent: int
    tail: int = 0

    def __len__(self) -> int:
        return self.end - self.start


def lines_of(page: Page) -> list[Line]:
    """Return the lines of ``page`` that hold anything, in order."""
    lines: list[Line] = []
    text, before = page.text, 0
    for match in _LINE.finditer(text):
        raw = match.group()
        bare = raw.strip(_BARE)
        if not bare.strip(_UNSEEN):
            continue
        indent = len(raw) - len(raw.lstrip(_BARE))
        start = match.start() + indent
        gap = text.count("\n", before, start) - 1 if lines else -1
        tail = len(raw) - len(bare) - indent
        lines.append(
            Line(page.number, start, start + len(bare), bare, max(gap, 0) if lines else -1, indent, tail)
        )
        before = start + len(bare)
    return lines


def ends_sentence(text: str) -> bool:
    """Tell whether ``text`` ends as a sentence does; closing quotes and a footnote mark may follow."""
    bare = text.rstrip()
    if bare[-1:].isdigit():
        bare = _NOTE_MARK.sub(r"\1", bare)
    return bare.rstrip(_CLOSERS + " ").endswith(_TERMINAL)


def starts_lower(text: str) -> bool:
    """Tell whether the first letter of ``text`` is a small one (an opening bracket or quote may precede)."""
    bare = text.lstrip("(‘'\"“[")
    return bool(bare) and bare[0].islower()


def starts_upper(text: str) -> bool:
    """Tell whether ``text`` begins with a capital (an opening bracket or quote may precede)."""
    bare = text.lstrip("(‘'\"“[")
    return bool(bare) and bare[0].isupper()


@dataclass(frozen=True, slots=True)
class Layout:
    """What is usual in a document: ``gap`` blank lines within a paragraph, ``width`` characters a line.

    ``marked``: the ends of paragraphs carry spaces that other line ends do not; ``flat``: no white between
    paragraphs at all.
    """

    gap: int
    width: int
    marked: bool = False
    flat: bool = False

    def wide(self, line: Line) -> bool:
        """Tell whether more white stands above ``line`` than within a paragraph (a page's start counts)."""
        return line.gap < 0 or line.gap > self.gap

    def tight(self, line: Line) -> bool:
        """Tell whether less white stands above ``line`` than within a paragraph: a caption, note or cell."""
        return 0 <= line.gap < self.gap

    def closes(self, line: Line) -> bool:
        """Tell whether ``line`` carries the spaces that a paragraph mark leaves behind."""
        return self.marked and line.tail > 1

    def breaks(self, before: Line, after: Line, width: int = 0) -> bool:
        """Tell whether ``before`` ends early: the first word of ``after`` would still have fitted on it."""
        word = _FIRST_WORD.search(after.text)
        needed = len(before) + 1 + (word.end() if word else 0)
        return needed < _SHORT_SHARE * (width or self.width)


def measure(lines: Sequence[Line]) -> Layout:
    """Return the usual gap and width, taken from pairs of lines where a sentence clearly runs on."""
    gaps: Counter[int] = Counter()
    lengths: list[int] = []
    for before, after in pairwise(lines):
        if after.gap < 0 or ends_sentence(before.text) or not starts_lower(after.text):
            continue
        if len(before) > 30:
            gaps[after.gap] += 1
            lengths.append(len(before))
    gap = gaps.most_common(1)[0][0] if gaps else 0
    tails = sum(line.tail > 1 for line in lines)
    marked = 0 < tails < _MARKED_SHARE * len(lines)
    flat = sum(line.gap > gap for line in lines) < _FLAT_SHARE * len(lines)
    if len(lengths) < 4:
        return Layout(gap, max((len(line) for line in lines), default=80), marked, flat)
    return Layout(gap, round(quantiles(lengths, n=20)[16]), marked, flat)
