"""Mends what a page, a caption, a note, a quotation or a box has cut in two."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.blocks import Block, ends_in_function_word
from ingest.lines import Layout, ends_sentence, starts_lower

_INTERRUPTERS = frozenset({"caption", "footnote", "quotation", "table", "running"})
_OPEN_KINDS = frozenset({"text", "bullet", "measure", "footnote"})
_LOOK_BACK = 30
_FULL_SHARE = 0.62
_MAX_TITLE = 100


def mend(blocks: Sequence[Block], layout: Layout) -> list[Block]:
    """Return the blocks, each tail joined to the unfinished block it belongs to.

    A tail begins with a small letter, or opens a page or follows an interruption where the text before it
    breaks off in full flight; its head is the nearest unfinished block that does not end early.
    """
    mended: list[Block] = []
    for block in blocks:
        head = _head_of(block, mended, layout)
        if head is None:
            mended.append(block)
        else:
            head.lines += block.lines
            head.cuts += block.cuts
            head.wide_after = block.wide_after
    return mended


def _head_of(block: Block, before: Sequence[Block], layout: Layout) -> Block | None:
    if block.kind != "text":
        return None
    lower = starts_lower(block.lines[0].text)
    direct = True
    for candidate in reversed(before[-_LOOK_BACK:]):
        if candidate.last.page < block.page - 1 and candidate.kind not in _INTERRUPTERS:
            return None
        if candidate.kind == "heading" and not lower:
            return None
        if candidate.kind in _OPEN_KINDS and _is_cut_off(candidate, layout):
            asks = _asks_for_more(candidate.last.text)
            if candidate.kind == "footnote" and not (lower and asks):
                continue
            if lower or (direct and _carries_on(candidate, block, layout)):
                return candidate
            if candidate.kind == "text" and asks and _opens_page(block, before) and not _is_titlelike(block):
                _box_between(before, candidate)
                return candidate
            if not asks:
                return None
        direct = direct and candidate.kind in _INTERRUPTERS
    return None


def _asks_for_more(text: str) -> bool:
    return ends_in_function_word(text) or text.endswith((",", "-"))


def _opens_page(block: Block, before: Sequence[Block]) -> bool:
    return bool(before) and before[-1].last.page < block.page


def _is_titlelike(block: Block) -> bool:
    return len(block.lines) <= 2 and not ends_sentence(block.text) and len(block.text) <= _MAX_TITLE


def _box_between(before: Sequence[Block], head: Block) -> None:
    """Mark the paragraphs that stand between a sentence's two halves: a box was printed there."""
    for block in reversed(before):
        if block is head:
            return
        if block.kind == "text":
            block.kind = "boxed"


def _is_cut_off(block: Block, layout: Layout) -> bool:
    """Tell whether the block's last line is full and its sentence not finished."""
    text = block.last.text
    if ends_sentence(text) or text.endswith((":", ";")):
        return False
    if _asks_for_more(text):
        return True
    widest = max((len(line) for line in block.lines[-6:]), default=0)
    width = layout.width if len(block.lines) < 3 else min(widest, layout.width)
    return len(block.last) >= _FULL_SHARE * width


def _carries_on(head: Block, tail: Block, layout: Layout) -> bool:
    """Tell whether a tail that begins with a capital or digit can be the rest of ``head``."""
    new_page = tail.page > head.last.page
    if not new_page and not tail.wide:
        return False
    if ends_in_function_word(head.last.text) or head.last.text.endswith("-"):
        return True
    return new_page and not _is_titlelike(tail) and len(head.last) >= 0.75 * layout.width
