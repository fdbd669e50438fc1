"""Boxed texts: paragraphs set in another measure than the running text."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.blocks import Block
from ingest.lines import Layout, starts_lower

_WIDER = 1.1
_STILL_WIDER = 1.04
_MOST = 0.2
_MIN_LINES, _MIN_LONG, _LONG_SHARE = 3, 3, 0.25


def find_boxes(blocks: Sequence[Block], layout: Layout) -> None:
    """Turn the paragraphs that are set clearly wider than the running text into ``boxed`` ones (in place).

    Once a box has begun, a paragraph that is only somewhat wider, or a short one between two of them, goes
    on with it. Where much of a document would be boxed, it simply has two measures: then nothing is.
    """
    found: list[tuple[int, bool]] = []
    inside = False
    for index, block in enumerate(blocks):
        if block.kind == "boxed":
            inside = True
        elif block.kind != "text":
            inside = inside and block.kind in ("bullet", "footnote", "running")
        else:
            began = inside and blocks[index - 1].page == block.page
            wide = _is_box(block, layout, _STILL_WIDER if began else _WIDER)
            inside = wide or (began and _leads_on(blocks, index, layout))
            if inside:
                found.append((index, began))
    _box(blocks, found)


def _box(blocks: Sequence[Block], found: Sequence[tuple[int, bool]]) -> None:
    lines = sum(len(block.lines) for block in blocks if block.kind == "text")
    if sum(len(blocks[index].lines) for index, _ in found) > _MOST * lines:
        return
    for index, began in found:
        blocks[index].kind = "boxed"
        blocks[index].continues = began


def _is_box(block: Block, layout: Layout, factor: float) -> bool:
    """Tell whether three lines or more, and a fair share of all, are longer than running text can be."""
    if len(block.lines) < _MIN_LINES or starts_lower(block.lines[0].text):
        return False
    long = sum(len(line) > factor * layout.width for line in block.lines)
    return long >= min(_MIN_LONG, len(block.lines) - 1) and long >= _LONG_SHARE * len(block.lines)


def _leads_on(blocks: Sequence[Block], index: int, layout: Layout) -> bool:
    """Tell whether a short paragraph stands between two parts of a box."""
    block = blocks[index]
    if len(block.lines) >= _MIN_LINES or starts_lower(block.lines[0].text):
        return False
    for following in blocks[index + 1 :]:
        if following.page != block.page:
            return False
        if following.kind == "text":
            return _is_box(following, layout, _STILL_WIDER)
        if following.kind not in ("bullet", "footnote"):
            return False
    return False
