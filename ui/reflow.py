"""A page's raw text as blocks that read well: lines joined, bullets and headings visible, quotations marked.

What is shown are the page's own words in the page's own order; a piece that runs over two pages shows on
each page the part that stands there. Text that was read as no piece at all is shown too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.model import Page, Piece, Span, same_words
from ui.views import Block, Segment

_WORDS = re.compile(r"\w")
_SHORT_LINE = 0.72
"""A line shorter than this share of the page's long lines ends its paragraph."""

_JOINED = frozenset({"body", "boxed"})
"""Kinds whose sentences run on in one paragraph."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What of a piece stands on the page: where it begins and ends in the raw text, and as shown."""

    piece: Piece
    start: int
    end: int
    segments: tuple[Segment, ...]


def reflow(page: Page, pieces: Iterable[Piece], spans: Sequence[Span] = ()) -> tuple[Block, ...]:
    """Return the page's blocks in the order of the page, with the text at ``spans`` marked."""
    marked = [(span.start, span.end) for span in spans if span.page == page.number]
    parts = sorted(
        (_part(page, piece, marked) for piece in pieces if any(s.page == page.number for s in piece.spans)),
        key=lambda part: (part.start, part.end),
    )
    width = _line_width(page.text)
    blocks: list[Block] = []
    position = 0
    for part in parts:
        blocks += _rest(page.text[position : part.start], position, marked, part.piece)
        if blocks and _runs_on(
            page.text[position : part.start], page.text[:position], blocks[-1], part, width
        ):
            blocks[-1] = _joined(blocks[-1], part)
        else:
            blocks.append(_block(part))
        position = max(position, part.end)
    blocks += _rest(page.text[position:], position, marked, None)
    return tuple(blocks)


def _part(page: Page, piece: Piece, marked: Sequence[tuple[int, int]]) -> _Part:
    """Cut what stands on this page out of a piece, following the words through both its texts."""
    here = [span for span in piece.spans if span.page == page.number]
    before = any(span.page < page.number for span in piece.spans)
    after = any(span.page > page.number for span in piece.spans)
    raw = [index for span in here for index in range(span.start, span.end)]
    letters = [(fold, index) for index in raw if (fold := same_words(page.text[index]))]
    shown = [(fold, index) for index, char in enumerate(piece.text) if (fold := same_words(char))]
    words, whole = "".join(f for f, _ in letters), "".join(f for f, _ in shown)
    begin = len(whole) - len(words) if before and not after else 0
    if before and after:
        begin = max(0, whole.find(words))
    if whole[begin : begin + len(words)] != words:  # composed characters: show the raw text, unjoined
        text = " ".join(page.text[here[0].start : here[-1].end].split())
        cut: tuple[Segment, ...] = (Segment(text, any(_within(i, marked) for _, i in letters)),)
    else:
        cut = _cut(piece.text, shown, letters, begin, marked, open_end=not after)
    return _Part(piece, here[0].start, here[-1].end, cut)


def _cut(
    text: str,
    shown: Sequence[tuple[str, int]],
    letters: Sequence[tuple[str, int]],
    begin: int,
    marked: Sequence[tuple[int, int]],
    *,
    open_end: bool,
) -> tuple[Segment, ...]:
    """Divide the shown text into marked and unmarked runs, letter by letter as in the raw text."""
    sources = [index for fold, index in letters for _ in fold]
    targets = [index for fold, index in shown for _ in fold][begin : begin + len(sources)]
    if not targets:
        return (Segment(text, marked=False),)
    first = 0 if begin == 0 else targets[0]
    last = len(text) if open_end else targets[-1] + 1
    flags: list[bool | None] = [None] * len(text)
    for source, target in zip(sources, targets, strict=True):
        flags[target] = _within(source, marked)
    return _runs(text, flags, first, last)


def _runs(text: str, flags: list[bool | None], first: int, last: int) -> tuple[Segment, ...]:
    """Group characters by their mark; white space and hyphens between two marked letters are marked too."""
    runs: list[Segment] = []
    start, current = first, False
    pending = first
    for index in range(first, last):
        flag = flags[index]
        if flag is None:
            continue
        if flag != current:
            edge = index if flag else pending
            if edge > start:
                runs.append(Segment(text[start:edge], current))
            start, current = edge, flag
        pending = index + 1
    edge = pending if current else last
    runs.append(Segment(text[start:edge], current))
    if edge < last and text[edge:last].strip():
        runs.append(Segment(text[edge:last], marked=False))
    return tuple(run for run in runs if run.text)


def _within(index: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(start <= index < end for start, end in ranges)


def _rest(text: str, offset: int, marked: Sequence[tuple[int, int]], following: Piece | None) -> list[Block]:
    """Text between pieces as a block of its own, unless it is a bullet's mark or a measure's number."""
    clean = " ".join(text.split())
    if not _WORDS.search(clean):
        return []
    if (
        following is not None
        and following.number
        and same_words(clean).strip(".)") == same_words(following.number)
    ):
        return []
    flag = any(start < offset + len(text) and end > offset for start, end in marked)
    return [Block("rest", (Segment(clean, flag),))]


def _runs_on(between: str, before: str, last: Block, part: _Part, width: int) -> bool:
    """Whether a sentence goes on in the paragraph before it: no line ended early."""
    if part.piece.kind not in _JOINED or last.kind != part.piece.kind or between.strip():
        return False
    if "\n" not in between:
        return True
    line = before.rstrip().rpartition("\n")[2].strip()
    return len(line) >= width * _SHORT_LINE


def _line_width(text: str) -> int:
    """How long the page's long lines are: the length that nine in ten do not exceed."""
    lengths = sorted(len(line.strip()) for line in text.splitlines() if line.strip())
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _joined(block: Block, part: _Part) -> Block:
    glue = Segment(" ", block.segments[-1].marked and part.segments[0].marked)
    return Block(block.kind, (*block.segments, glue, *part.segments), block.level)


def _block(part: _Part) -> Block:
    piece = part.piece
    level = piece.level or 1
    return Block(piece.kind, part.segments, level, piece.number or "", piece.speaker or "")
