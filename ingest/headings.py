"""Headings: which plain lines are titles, how deep each one stands, and the path above a piece."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from ingest.blocks import Block, ends_in_function_word
from ingest.lines import Layout, ends_sentence, starts_lower

_MAX_TITLE, _MAX_WORDS, _MAX_LINES, _MAX_CHAIN = 140, 22, 3, 2
_CONTENT = frozenset({"text", "bullet", "measure", "table", "quotation", "caption", "boxed"})
_CONTACT = re.compile(r"@|www\.|https?://|\b\d{4}\s?[A-Z]{2}\b|\b0\d{1,3}[\s-]\d")
_LETTERS = re.compile(r"[^\W\d_]")
_DATE = re.compile(
    r"\b\d{1,2} (?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
    r" \d{4}\b"
)
_INNER_STOP = re.compile(r"[^\W\d_]{2}[.?!] [A-Z]")
_MAX_COLON_WORDS = 1
_LONG = 150
_MIN_TABLE_TITLE, _MAX_QUOTED = 4, 8
_SERIES_WORDS, _SERIES_SIZE = 4, 3


def find_titles(blocks: Sequence[Block], layout: Layout) -> None:
    """Turn the ``text`` blocks that are titles into headings, and a box's title into a box (in place)."""
    marked = [index for index, _ in enumerate(blocks) if _may_be_title(blocks, index, layout)]
    for chain in _chains(marked):
        keep = _kept(chain, blocks)
        following = _next_flow(blocks, chain[-1])
        if following is None:
            continue
        if following.kind == "boxed" and not following.continues:
            for index in keep:
                blocks[index].kind = "boxed"
        elif _heads(following) or _fills_page(blocks, chain):
            for index in keep:
                blocks[index].kind = "caption" if _is_table_title(blocks, index) else "heading"
    if blocks and blocks[0].wide and _is_title_page_line(blocks, layout):
        blocks[0].kind = "heading"


def _kept(chain: Sequence[int], blocks: Sequence[Block]) -> Sequence[int]:
    """Return the members of a chain that can be titles: of many only the last, and capitals above it."""
    if len(chain) <= _MAX_CHAIN:
        return chain
    return chain[-2:] if blocks[chain[-2]].text.isupper() else chain[-1:]


def _is_table_title(blocks: Sequence[Block], index: int) -> bool:
    """Tell whether a plain line directly above a table names that table, not a section."""
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    same_page = below is not None and below.kind == "table" and below.page == blocks[index].page
    title = blocks[index].text
    return same_page and len(title.split()) >= _MIN_TABLE_TITLE and not title.endswith("?")


def _is_title_page_line(blocks: Sequence[Block], layout: Layout) -> bool:
    """Tell whether the document begins with its title: a short line with a heading or a sentence below it."""
    return (
        blocks[0].kind == "text"
        and len(blocks[0].lines) <= _MAX_LINES
        and _looks_like_title(blocks[0].text)
        and len(blocks) > 1
        and (blocks[1].kind == "heading" or _heads(blocks[1]))
        and blocks[0].wide_after
        and len(blocks[0].last) < layout.width
    )


def _fills_page(blocks: Sequence[Block], chain: Sequence[int]) -> bool:
    """Tell whether the chain is all that stands on its page and a heading follows: a chapter's title page."""
    first, last = chain[0], chain[-1]
    page = blocks[first].page
    alone_before = first == 0 or blocks[first - 1].last.page < page
    return (
        alone_before
        and last + 1 < len(blocks)
        and blocks[last + 1].page > page
        and blocks[last + 1].kind == "heading"
    )


def _may_be_title(blocks: Sequence[Block], index: int, layout: Layout) -> bool:
    block = blocks[index]
    text = block.text
    if block.kind != "text" or len(block.lines) > _MAX_LINES or not _looks_like_title(text):
        return False
    if len({line.page for line in block.lines}) > 1:
        return False
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if text.endswith(":"):
        return (
            (block.wide or layout.flat)
            and following is not None
            and (
                following.kind == "measure"
                or (following.kind == "bullet" and len(text.split()) <= _MAX_COLON_WORDS)
            )
        )
    if len(block.last) > 1.1 * layout.width:
        return False
    if not block.wide and index:
        before = blocks[index - 1]
        if before.kind in ("quotation", "caption", "table", "heading"):
            return True
        apart = block.wide_after or layout.flat or layout.closes(block.last)
        return apart and (ends_sentence(before.text) or before.kind == "bullet")
    return True


def _looks_like_title(text: str) -> bool:
    """Tell whether the words themselves could be a title."""
    words = text.split()
    if not (1 <= len(words) <= _MAX_WORDS) or len(text) > _MAX_TITLE or starts_lower(text):
        return False
    if ends_sentence(text) and not (text.endswith("?") and len(words) <= 12):
        return False
    if text[0] in '“„"' and len(words) > _MAX_QUOTED:
        return False
    if text[-1] in ",;-–(" or (ends_in_function_word(text) and len(words) > 4):
        return False
    letters = len(_LETTERS.findall(text))
    return (
        not _CONTACT.search(text)
        and not _DATE.search(text)
        and letters >= 3
        and letters >= 0.6 * len(text.replace(" ", ""))
    )


def _chains(marked: Sequence[int]) -> list[list[int]]:
    """Group candidates that follow each other with nothing between them."""
    chains: list[list[int]] = []
    for index in marked:
        if chains and chains[-1][-1] == index - 1:
            chains[-1].append(index)
        else:
            chains.append([index])
    return chains


def _next_flow(blocks: Sequence[Block], index: int) -> Block | None:
    """Return the first block after ``index`` that a heading could stand above."""
    for block in blocks[index + 1 :]:
        if block.kind not in ("running", "footnote"):
            return block
    return None


def _heads(following: Block) -> bool:
    """Tell whether a block is something a title can stand above: content, or a heading one deeper."""
    if following.kind == "heading":
        mark = following.mark
        return mark is not None and mark.kind == "number" and mark.depth > 1
    if following.kind != "text":
        return following.kind in _CONTENT
    whole = any(ends_sentence(line.text) or line.text.endswith(":") for line in following.lines)
    return whole or len(following.text) > _LONG or bool(_INNER_STOP.search(following.text))


def set_levels(blocks: Sequence[Block]) -> None:
    """Give each heading its level (in place).

    A numbered heading stands as deep as its number has parts; chapters, Roman numerals and annexes at 1; a
    plain title one below the numbered heading above it, and one deeper again when it is a label that comes
    back within one such section ("Resultaten" under each theme).
    """
    has_numbers = any(block.kind == "heading" and block.mark for block in blocks)
    labels = _labels(blocks) if has_numbers else set()
    series = _series(blocks)
    local = _local_numbers(blocks)
    numbered = deepest = 0
    plain_before = caps_above = False
    for index, block in enumerate(blocks):
        if block.kind != "heading":
            continue
        if block.mark is not None:
            depth = block.mark.depth if block.mark.kind == "number" else 1
            block.level = deepest + 1 if index in local else depth
            deepest = deepest if index in local else depth
            numbered, plain_before, caps_above = block.level, False, False
            continue
        capitals = numbered < 2 and block.text.isupper()
        block.level = _plain_level(blocks, index, numbered)
        if capitals or caps_above:
            block.level = numbered + 1 + int(not capitals)
            caps_above = True
        if (block.level == 1 and has_numbers) or index in series:
            block.level, numbered, plain_before = 1, 1, False
            continue
        if index in labels and plain_before:
            block.level += 1
        plain_before = plain_before or index not in labels


def _local_numbers(blocks: Sequence[Block]) -> set[int]:
    """Return the headings "1.", "2.", ... that count within a section: its chapter goes on after them."""
    local: set[int] = set()
    pending: list[int] = []
    chapter = ""
    for index, block in enumerate(blocks):
        if block.kind != "heading" or block.mark is None or block.mark.kind != "number":
            continue
        first, _, rest = block.mark.sign.partition(".")
        if not rest:
            pending.append(index)
            continue
        if first == chapter:
            local.update(pending)
        chapter, pending = first, []
    return local


def _plain_level(blocks: Sequence[Block], index: int, numbered: int) -> int:
    block = blocks[index]
    if index == 0 or _fills_page(blocks, [index]):
        return 1
    if numbered:
        return numbered + 1
    before = blocks[index - 1]
    return 2 if before.kind == "heading" and before.page == block.page else 1


def _series(blocks: Sequence[Block]) -> set[int]:
    """Return the plain headings that head the chapters of a document without numbers.

    They open with the same words ("Uitgangspunten en afspraken over ..."), three times or more.
    """
    if any(block.kind == "heading" and block.mark for block in blocks):
        return set()
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        words = [word for word in block.text.lower().split() if word not in ("de", "het", "een")]
        if block.kind == "heading" and len(words) > _SERIES_WORDS:
            groups[tuple(words[:_SERIES_WORDS])].append(index)
    return {index for members in groups.values() if len(members) >= _SERIES_SIZE for index in members}


def _labels(blocks: Sequence[Block]) -> set[int]:
    """Return the plain headings that come back in one section, or stand beside one that does: labels."""
    section = 0
    seen: dict[str, Counter[int]] = defaultdict(Counter)
    plain: list[tuple[int, str]] = []
    for index, block in enumerate(blocks):
        if block.kind != "heading":
            continue
        if block.mark is not None:
            section += 1
            continue
        plain.append((index, block.text.lower()))
        seen[block.text.lower()][section] += 1
    repeated = {text for text, sections in seen.items() if max(sections.values()) > 1}
    labels = {index for index, text in plain if text in repeated}
    for index, _ in plain:
        if index - 1 in labels or index + 1 in labels:
            labels.add(index)
    return labels


class HeadingPath:
    """The headings above the present place."""

    def __init__(self) -> None:
        self._stack: list[tuple[int, str]] = []

    @property
    def path(self) -> tuple[str, ...]:
        """The texts of the headings, the highest first."""
        return tuple(text for _, text in self._stack)

    def enter(self, level: int, text: str) -> tuple[str, ...]:
        """Go below a heading; return the path above it."""
        while self._stack and self._stack[-1][0] >= level:
            self._stack.pop()
        above = self.path
        self._stack.append((level, text))
        return above
