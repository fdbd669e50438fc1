"""From lines to blocks: what stands together on one page, and what its first characters say it is.

A block never leaves its page; :mod:`ingest.mending` joins the halves of what a page, a caption or a
quotation has cut in two. A block of kind ``text`` may still turn out to be a heading or a box.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from ingest.blocks import Block, BlockKind, clashes, cut_of, ends_in_function_word
from ingest.lines import Layout, Line, ends_sentence, starts_lower, starts_upper
from ingest.marks import (
    Mark,
    bullet_mark,
    caption_mark,
    is_contents,
    is_empty_mark,
    is_url,
    keyword_mark,
    note_mark,
    number_mark,
    star_mark,
)
from ingest.notes import Notes
from ingest.numbering import Numbering
from ingest.quotations import find_quotation
from ingest.tables import Table

_MAX_HEADING_LINES = 4
_BULLET_WIDTH = 0.9
_SHORT_BULLET = 0.88
_TITLE_SHARE, _PROSE_SHARE, _COLUMN_SHARE = 0.7, 0.85, 0.4
_INNER_STOP = re.compile(r"[^\W\d_]{2}[.?!] [A-Z]")
_TIGHT_TITLE_SHARE = 0.4
_NEAR = 7
_STACK, _STACK_SHARE = 5, 0.6


class Composer:
    """Cuts the lines of a document, running lines taken out, into blocks."""

    def __init__(
        self, lines: Sequence[Line], layout: Layout, notes: Notes, tables: Mapping[int, Table]
    ) -> None:
        self._lines = lines
        self._layout = layout
        self._notes = notes
        self._tables = tables
        self._in_tables = {at for table in tables.values() for row in table.rows for at in range(*row)}
        self._numbering = Numbering(lines, layout)
        self._blocks: list[Block] = []
        self._opening: dict[int, bool] = {}

    def compose(self) -> list[Block]:
        """Return all blocks in the order of the lines."""
        at = 0
        while at < len(self._lines):
            at = self._take(at)
        return self._blocks

    def _take(self, at: int) -> int:
        for take in (
            self._take_table, self._take_simple, self._take_caption, self._take_note, self._take_quotation,
            self._take_bullet, self._take_number,
        ):  # fmt: skip
            end = take(at)
            if end is not None:
                return end
        return self._add("text", at, self._extent(at))

    def _add(self, kind: BlockKind, at: int, end: int, skip: int = 0, mark: Mark | None = None) -> int:
        lines = list(self._lines[at:end])
        cuts = [cut_of(line, skip if line is lines[0] else 0) for line in lines]
        self._blocks.append(Block(kind, lines, cuts, self._layout.wide(lines[0]), self._wide_at(end), mark))
        return end

    def _wide_at(self, at: int) -> bool:
        return at >= len(self._lines) or self._layout.wide(self._lines[at])

    def _take_table(self, at: int) -> int | None:
        table = self._tables.get(at)
        if table is None:
            return None
        for number, (start, end) in enumerate(table.rows):
            self._add("table", start, end)
            self._blocks[-1].header = number < table.headers
        return table.rows[-1][1]

    def _take_simple(self, at: int) -> int | None:
        """Take what one line tells: an empty bullet (decoration), a web address, a line of contents."""
        text = self._lines[at].text
        if is_empty_mark(text):
            return at + 1
        if is_url(text):
            return self._add("footnote", at, at + 1)
        if is_contents(text):
            return self._add("running", at, at + 1)
        return None

    def _take_caption(self, at: int) -> int | None:
        if not caption_mark(self._lines[at].text) or self._runs_on(at):
            return None
        return self._add("caption", at, self._tight_extent(at, max_lines=5))

    def _take_note(self, at: int) -> int | None:
        line = self._lines[at]
        note, star = note_mark(line.text), star_mark(line.text)
        mark = note or star
        if mark is None or self._runs_on(at):
            return None
        if note and (not self._notes.expects(line, note.sign) or self._numbering.heads_chapter(at, note)):
            return None
        if star and not self._notes.has_star(line):
            return self._add("bullet", at, self._extent(at, bullet=True), star.rest, star)
        return self._add("footnote", at, self._tight_extent(at, max_lines=12), 0, mark)

    def _take_quotation(self, at: int) -> int | None:
        if self._runs_on(at):
            return None
        found = find_quotation(self._lines, at, self._layout)
        if found is None:
            return None
        end = self._add("quotation", at, found.end)
        if found.speaker_end > found.end:
            block, speaker = self._blocks[-1], self._lines[found.end : found.speaker_end]
            block.speaker_cuts = [cut_of(line, found.skip if line is speaker[0] else 0) for line in speaker]
            block.wide_after = self._wide_at(found.speaker_end)
            end = found.speaker_end
        return end

    def _take_bullet(self, at: int) -> int | None:
        mark = self._bullet(at)
        if mark is None:
            return None
        return self._add("bullet", at, self._extent(at, bullet=True), mark.rest, mark)

    def _bullet(self, at: int) -> Mark | None:
        mark = bullet_mark(self._lines[at].text)
        if mark is None or (mark.sign in "-–—o§" and self._runs_on(at) and not self._in_row(at, mark)):
            return None
        return mark

    def _in_row(self, at: int, mark: Mark) -> bool:
        """Tell whether a dash with a capital after it stands near others like it: then it is a bullet."""
        page = self._lines[at].page
        if not starts_upper(self._lines[at].text[mark.rest :]):
            return False
        for line in [*self._lines[max(at - _NEAR, 0) : at], *self._lines[at + 1 : at + _NEAR]]:
            other = bullet_mark(line.text) if line.page == page else None
            if other and other.sign == mark.sign and starts_upper(line.text[other.rest :]):
                return True
        return False

    def _take_number(self, at: int) -> int | None:
        line = self._lines[at]
        keyword = keyword_mark(line.text)
        if keyword and (not self._runs_on(at)) and self._is_title(at):
            return self._add("heading", at, self._title_extent(at), 0, keyword)
        mark = number_mark(line.text)
        if mark is None or self._runs_on(at):
            return None
        kind = self._numbering.kind_of(at, mark, self._blocks[-1] if self._blocks else None)
        if kind == "heading":
            return self._add("heading", at, self._title_extent(at), 0, mark)
        if kind is None:
            return None
        return self._add(kind, at, self._extent(at, bullet=True), mark.rest, mark)

    def _is_title(self, at: int) -> bool:
        end = self._title_extent(at)
        last = self._lines[end - 1]
        return (
            self._layout.wide(self._lines[at])
            and not ends_sentence(last.text)
            and (self._wide_at(end) or self._layout.breaks(last, self._lines[end]))
        )

    def _title_extent(self, at: int) -> int:
        """Return where the title that begins at ``at`` ends: isolated lines, or lines that need the next."""
        end = at + 1
        while end < len(self._lines) and not self._layout.wide(self._lines[end]) and not self._opens(end):
            end += 1
        lines = self._lines[at:end]
        bare = keyword_mark(lines[0].text)
        lone = bare is not None and not lines[0].text[bare.rest :]  # "Deel II" stands above its title
        for index, (line, after) in enumerate(pairwise(lines), at + 1):
            if ends_sentence(line.text) or _INNER_STOP.search(line.text):
                break
            if starts_upper(after.text) and self._ends_title(line, after) and not (lone and index == at + 1):
                return index
        plain = not any(ends_sentence(line.text) or _INNER_STOP.search(line.text) for line in lines)
        short = plain and all(len(line) < self._layout.width * 1.1 for line in lines)
        if len(lines) < _MAX_HEADING_LINES and short and (self._wide_at(end) or self._opens(end)):
            return end
        end = at + 1
        while end < at + len(lines) and end < at + _MAX_HEADING_LINES:
            goes_on = ends_in_function_word(self._lines[end - 1].text) or starts_lower(self._lines[end].text)
            if ends_sentence(self._lines[end - 1].text) or not goes_on:
                break
            end += 1
        return end

    def _ends_title(self, line: Line, after: Line) -> bool:
        """Tell whether a title ends with ``line`` although little white stands above ``after``."""
        if self._layout.closes(line):
            return True
        early = self._layout.breaks(line, after) and not ends_in_function_word(line.text)
        prose = after.text.endswith(":") or len(after) >= _PROSE_SHARE * self._layout.width
        return early and (prose or not self._layout.marked)

    def _runs_on(self, at: int) -> bool:
        """Tell whether the line before runs on into this one, so that no mark here opens anything."""
        if at == 0 or self._layout.wide(self._lines[at]) or at - 1 in self._in_tables:
            return False
        before, line = self._lines[at - 1], self._lines[at]
        if ends_sentence(before.text) or before.text.endswith((":", ";")) or is_url(before.text):
            return False
        if ends_in_function_word(before.text) or before.text.endswith(","):
            return True
        return not self._layout.breaks(before, line, self._local_width(at))

    def _local_width(self, at: int) -> int:
        """Return the measure of the lines around ``at``; one line that sticks out does not count.

        Where the paragraph above is set narrower (beside a picture), its own measure counts. Lines that are
        all very short are no column but a list: there the usual width counts.
        """
        page, usual = self._lines[at].page, self._layout.width
        near = sorted(len(line) for line in self._lines[max(at - 4, 0) : at + 4] if line.page == page)
        width = min(near[-2] if len(near) > 3 else near[-1], usual)
        above: list[int] = []
        for line in reversed(self._lines[max(at - 5, 0) : at]):
            above.append(len(line))
            if self._layout.wide(line):
                break
        if len(above) > 2 and max(above) > _COLUMN_SHARE * usual:
            width = min(width, max(above))
        return width if width > _COLUMN_SHARE * usual else usual

    def _opens(self, at: int) -> bool:
        """Tell whether a line opens a block of its own by what it begins with (asked often, found once)."""
        if at not in self._opening:
            self._opening[at] = self._find_opening(at)
        return self._opening[at]

    def _find_opening(self, at: int) -> bool:
        if at in self._tables:
            return True
        line = self._lines[at]
        text = line.text
        if is_url(text) or is_contents(text) or is_empty_mark(text) or self._bullet(at):
            return True
        if self._runs_on(at):
            return False
        if caption_mark(text) or star_mark(text) or find_quotation(self._lines, at, self._layout):
            return True
        note = note_mark(text)
        if note and self._notes.expects(line, note.sign) and not self._numbering.heads_chapter(at, note):
            return True
        mark = number_mark(text)
        return mark is not None and self._numbering.may_open(at, mark)

    def _extent(self, at: int, *, bullet: bool = False) -> int:
        """Return where the paragraph or bullet that begins at ``at`` ends."""
        end = at + 1
        while end < len(self._lines) and not self._ends_between(at, end, bullet=bullet):
            end += 1
        return end

    def _ends_between(self, start: int, at: int, *, bullet: bool) -> bool:
        """Tell whether the paragraph or bullet that begins at line ``start`` ends above line ``at``."""
        before, after = self._lines[at - 1], self._lines[at]
        if self._layout.wide(after) or self._opens(at):
            return True
        if ends_sentence(before.text) and starts_lower(after.text):
            return self._layout.breaks(before, after, self._local_width(at))  # the tail of something else
        if not starts_upper(after.text) or (self._layout.tight(after) and not self._is_tight_title(at)):
            return False
        if clashes(before.text, after.text):
            return True
        if bullet:
            return self._ends_bullet(at)
        tail = starts_lower(self._lines[start].text) and ends_sentence(before.text)
        return (tail and self._layout.breaks(before, after, self._local_width(at))) or self._ends_paragraph(
            at
        )

    def _ends_paragraph(self, at: int) -> bool:
        """Tell whether a paragraph ends above line ``at``, which begins with a capital and little white."""
        before, after = self._lines[at - 1], self._lines[at]
        finished = ends_sentence(before.text) or before.text.endswith(";")
        if finished and self._layout.flat:
            return self._is_lone_title(at)
        if not self._layout.breaks(before, after, self._local_width(at)):
            return False
        if finished:
            return self._is_lone_title(at)
        if after.text.startswith("(") or self._in_stack(at):
            return False
        return before.text.endswith(":") or not ends_in_function_word(before.text)

    def _in_stack(self, at: int) -> bool:
        """Tell whether line ``at`` belongs to a few short lines apart: a signature, an address."""
        first = at - 1
        while first > at - _STACK and not self._layout.wide(self._lines[first]):
            first -= 1
        end = at + 1
        while end < first + _STACK and not self._wide_at(end):
            end += 1
        stack = self._lines[first:end]
        apart = self._layout.wide(stack[0]) and self._wide_at(end) and len(stack) > 2
        usual = _STACK_SHARE * self._layout.width
        return apart and all(len(line) < usual and not ends_sentence(line.text) for line in stack)

    def _is_tight_title(self, at: int) -> bool:
        """Tell whether the line above ``at`` is a title although little white stands below it."""
        before = self._lines[at - 1]
        short = len(before) < _TIGHT_TITLE_SHARE * self._layout.width
        return self._layout.wide(before) and short and not ends_in_function_word(before.text)

    def _is_lone_title(self, at: int) -> bool:
        """Tell whether line ``at`` is short, no sentence, and set apart from what is below it."""
        if at + 1 >= len(self._lines):
            return False
        line, below = self._lines[at], self._lines[at + 1]
        if self._layout.flat and line.text.endswith(":") and number_mark(below.text):
            return True
        if ends_sentence(line.text) or line.text.endswith((":", ";", ",")):
            return False
        longer = self._layout.flat and len(below) > len(line) and self._layout.breaks(line, below)
        apart = starts_upper(below.text) and (longer or self._layout.closes(line))
        return len(line) < _TITLE_SHARE * self._layout.width and (self._wide_at(at + 1) or apart)

    def _ends_bullet(self, at: int) -> bool:
        """Tell whether a bullet ends above line ``at``, which begins with a capital and little white.

        What follows belongs to the bullet when the next bullet comes right after it, or when it is set as
        narrow as bullets are.
        """
        before, after = self._lines[at - 1], self._lines[at]
        finished = ends_sentence(before.text) or before.text.endswith(":")
        if finished and self._layout.flat and self._is_lone_title(at):
            return True
        share = _BULLET_WIDTH if finished else _SHORT_BULLET
        closed = finished and self._layout.closes(before)
        if not closed and not self._layout.breaks(before, after, round(self._layout.width * share)):
            return False
        end = at + 1
        while end < len(self._lines) and not self._layout.wide(self._lines[end]) and not self._opens(end):
            end += 1
        run = self._lines[at:end]
        if any(line.text.endswith(":") for line in run):
            return True
        if end < len(self._lines) and not self._layout.wide(self._lines[end]) and self._bullet(end):
            return False
        narrow = max(len(line) for line in run) <= _BULLET_WIDTH * self._layout.width
        more = len(run) > 1 or (before.text.endswith(";") and ends_sentence(run[-1].text))
        return finished or not (narrow and more)

    def _tight_extent(self, at: int, max_lines: int) -> int:
        """Return where a caption or note ends: after its tight lines and its last sentence."""
        end = at + 1
        while end < min(len(self._lines), at + max_lines) and self._note_goes_on(at, end):
            end += 1
        return end

    def _note_goes_on(self, at: int, end: int) -> bool:
        """Tell whether the caption or note that begins at line ``at`` goes on with line ``end``."""
        before, after = self._lines[end - 1], self._lines[end]
        tight = self._layout.tight(after)
        source = is_url(after.text) and (tight or before.text.endswith((":", ";", ",")))
        if self._layout.wide(after) or (self._opens(end) and not source):
            return False
        upper = starts_upper(after.text)
        if clashes(before.text, after.text) or (upper and is_url(before.text.split()[-1])):
            return False
        own = max(len(line) for line in self._lines[at:end])
        short = self._layout.breaks(before, after, max(own, self._layout.width))
        unfinished = not ends_sentence(before.text) and not (short and upper)
        loose = self._layout.gap == 0 and not (short and upper)
        return source or tight or unfinished or loose or ends_in_function_word(before.text)
