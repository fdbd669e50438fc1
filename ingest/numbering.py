"""What a number at the start of a line numbers: a heading, a measure or an item of a list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from ingest.blocks import Block
from ingest.lines import Layout, Line, ends_sentence, starts_lower, starts_upper
from ingest.marks import Mark, number_mark

NumberedKind = Literal["heading", "measure", "bullet"]

_MAX_TITLE, _MAX_CHAPTER, _MAX_TITLE_LINES = 110, 80, 3
_MEASURE_SHARE, _SHORT_SHARE = 0.6, 0.75
_LOOK_AHEAD = 12


class Numbering:
    """Tells headings, measures and list items apart by what all numbers of the document look like.

    A heading is short and does not end as a sentence does; measures of one chapter ("6.1.", "6.2.") mostly
    do; the items of a list follow each other with nothing between them, the first one after a colon.
    """

    def __init__(self, lines: Sequence[Line], layout: Layout) -> None:
        self._lines = lines
        self._layout = layout
        self._numbers: set[str] = set()
        self._chapter = 0
        votes: dict[str, list[bool]] = defaultdict(list)
        for at, line in enumerate(lines):
            mark = number_mark(line.text)
            if (
                mark is None
                or mark.kind != "number"
                or not starts_upper(line.text[mark.rest :].lstrip("‘“'\"("))
            ):
                continue
            self._numbers.add(mark.sign)
            if mark.depth > 1:
                sentence = self._is_sentence(at)
                if sentence is not None:
                    votes[self._group(mark)].append(sentence)
        self._measures = {
            group
            for group, cast in votes.items()
            if len(cast) > 1 and sum(cast) >= _MEASURE_SHARE * len(cast)
        }

    @staticmethod
    def _group(mark: Mark) -> str:
        return mark.sign.rpartition(".")[0] + ("." if mark.dotted else "")

    def may_open(self, at: int, mark: Mark) -> bool:
        """Tell whether the number at line ``at`` can open a block in the middle of a run of lines."""
        rest = self._lines[at].text[mark.rest :]
        if mark.kind in ("letter", "roman"):
            return True
        if mark.depth == 1:
            return mark.dotted or self._is_chapter(at, mark)
        return starts_upper(rest) or mark.dotted

    def kind_of(self, at: int, mark: Mark, before: Block | None) -> NumberedKind | None:
        """Return what the number at line ``at`` numbers, None when it is part of the text."""
        rest = self._lines[at].text[mark.rest :]
        if mark.kind == "letter":
            return self._letter(at, mark, before)
        if mark.kind == "roman":
            return "heading" if starts_upper(rest) and self._is_title(at) else "bullet"
        if mark.depth == 1:
            return self._single(at, mark, before)
        if not starts_upper(rest.lstrip("‘“'\"(")) and not mark.dotted:
            return None
        if self._group(mark) in self._measures:
            return "measure"
        if self._is_title(at):
            return "heading"
        return "measure" if self._is_sentence(at) and mark.dotted else None

    def heads_chapter(self, at: int, mark: Mark) -> bool:
        """Tell whether a number that a note could have heads a chapter: its first section follows at once."""
        if not self._layout.wide(self._lines[at]):
            return False
        below = (number_mark(line.text) for line in self._lines[at + 1 : at + _LOOK_AHEAD])
        return any(found is not None and found.sign == f"{mark.sign}.1" for found in below)

    def _letter(self, at: int, mark: Mark, before: Block | None) -> NumberedKind | None:
        line = self._lines[at]
        alone = self._layout.wide(line) and not (before and before.text.endswith(":"))
        if mark.sign.isupper() and alone and starts_upper(line.text[mark.rest :]) and self._is_title(at):
            return "heading"
        if self._follows(mark, before) or mark.sign in "aA":
            return "bullet"
        return None

    def _is_chapter(self, at: int, mark: Mark) -> bool:
        """Tell whether a number without a full stop heads a chapter.

        It has sections ("2", then "2.1"), or it stands apart and follows the chapter before.
        """
        line = self._lines[at]
        if len(line) > _MAX_CHAPTER or ends_sentence(line.text) or not starts_upper(line.text[mark.rest :]):
            return False
        follows = self._layout.wide(line) and int(mark.sign) == self._chapter + 1 and self._chapter > 0
        return f"{mark.sign}.1" in self._numbers or follows

    def _single(self, at: int, mark: Mark, before: Block | None) -> NumberedKind | None:
        line = self._lines[at]
        if not mark.dotted:
            if not self._is_chapter(at, mark) or not self._is_title(at):
                return None
            self._chapter = int(mark.sign)
            return "heading"
        if self._in_list(at, mark, before):
            return "bullet"
        return (
            "heading"
            if self._is_title(at) and starts_upper(line.text[mark.rest :].lstrip("‘“'\"("))
            else "bullet"
        )

    def _in_list(self, at: int, mark: Mark, before: Block | None) -> bool:
        if self._follows(mark, before):
            return not self._layout.wide(self._lines[at]) or not self._is_title(at) or before.wide  # type: ignore[union-attr]
        if mark.sign not in ("0", "1") or before is None:
            return False
        if before.kind == "text" and before.last.text.endswith(":"):
            return True
        return self._next_item_is_near(at, mark)

    def _next_item_is_near(self, at: int, mark: Mark) -> bool:
        """Tell whether the next number follows within the same run of lines, as in a list."""
        for index in range(at + 1, min(at + _LOOK_AHEAD, len(self._lines))):
            if self._layout.wide(self._lines[index]):
                return False
            following = number_mark(self._lines[index].text)
            if following and following.kind == "number":
                return following.sign == str(int(mark.sign) + 1)
        return False

    @staticmethod
    def _follows(mark: Mark, before: Block | None) -> bool:
        """Tell whether the block before is the item with the number or letter just before this one."""
        if before is None or before.kind != "bullet" or before.mark is None or before.mark.kind != mark.kind:
            return False
        if mark.kind == "letter":
            return ord(before.mark.sign) + 1 == ord(mark.sign)
        return (
            before.mark.sign.isdigit() and mark.sign.isdigit() and int(before.mark.sign) + 1 == int(mark.sign)
        )

    def _run(self, at: int) -> list[Line]:
        """Return the line and those that follow it without much white or a new number."""
        run = [self._lines[at]]
        for line in self._lines[at + 1 : at + 40]:
            if self._layout.wide(line) or number_mark(line.text):
                break
            run.append(line)
        return run

    def _is_title(self, at: int) -> bool:
        """Tell whether the numbered line reads as a title: short, and neither it nor its tail a sentence."""
        run = self._run(at)
        first, whole = run[0].text, " ".join(line.text for line in run)
        if len(run) <= _MAX_TITLE_LINES and whole.endswith(("?", "!")) and len(whole) <= _MAX_TITLE:
            return True
        if ends_sentence(first) and not first.endswith(("?", "!")):
            return False
        if len(run) <= _MAX_TITLE_LINES and run[-1].text.endswith((";", ",")):
            return False
        runs_on = len(run) > 1 and (starts_lower(run[1].text) or not self._layout.breaks(run[0], run[1]))
        if not runs_on:
            return len(first) <= _MAX_TITLE
        if ends_sentence(run[1].text) and starts_lower(run[1].text):
            return False
        short = len(run) <= _MAX_TITLE_LINES and not ends_sentence(run[-1].text)
        return short or len(first) < _SHORT_SHARE * self._layout.width

    def _is_sentence(self, at: int) -> bool | None:
        """Tell whether the numbered text is made of sentences; None when its end is not in sight."""
        run = self._run(at)
        whole = " ".join(line.text for line in run)
        if whole.endswith(("?", "!")) and len(whole) <= _MAX_TITLE and len(run) <= _MAX_TITLE_LINES:
            return False
        if ends_sentence(whole):
            first, rest = run[0], run[1:]
            return not (
                rest
                and not ends_sentence(first.text)
                and self._layout.breaks(first, rest[0])
                and starts_upper(rest[0].text)
            )
        last = self._lines[-1] is run[-1] or self._ends_page(at + len(run) - 1)
        return None if last and len(run[-1]) > 0.7 * self._layout.width else False

    def _ends_page(self, at: int) -> bool:
        return at + 1 == len(self._lines) or self._lines[at + 1].page != self._lines[at].page
