"""A block: lines of one page that belong together, on their way to become pieces."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from ingest.clean import Cut
from ingest.lines import Line
from ingest.marks import Mark

BlockKind = Literal[
    "text", "heading", "bullet", "measure", "table", "caption", "footnote", "quotation", "boxed", "running"
]

# Words like "op", "aan" and "in" are not here: a title or sentence may end in the half of a split verb.
_FUNCTION_WORDS = frozenset(
    "de het een en of van te met voor als dat die deze dit per tot tussen onze hun haar ons er we wij "
    "ze zij zo dan is wordt".split()
)
_ASKING = frozenset(
    "de het een van voor door met op aan bij uit tot naar onder tussen deze dit die en of per te".split()
)
_OPENING = frozenset(
    "de het een in op van vanuit voor door met dit dat deze die wij we ze zij er om als bij naar "
    "hierbij daarnaast ook onze tevens verder daarom".split()
)
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"([^\W\d_]+)$")


@dataclass(slots=True)
class Block:
    """Lines of one page that belong together.

    ``wide`` and ``wide_after``: more white than usual around it; ``continues``: a box that goes on.
    """

    kind: BlockKind
    lines: list[Line]
    cuts: list[Cut]
    wide: bool = False
    wide_after: bool = False
    mark: Mark | None = None
    speaker: str | None = None
    speaker_cuts: list[Cut] = field(default_factory=list)
    header: bool = False
    continues: bool = False
    level: int | None = None

    @property
    def page(self) -> int:
        """The page on which the block begins."""
        return self.lines[0].page

    @property
    def last(self) -> Line:
        """The block's last line."""
        return self.lines[-1]

    @property
    def text(self) -> str:
        """The block's lines joined by spaces, marks included, hyphens as printed."""
        return " ".join(line.text for line in self.lines)


def ends_in_function_word(text: str) -> bool:
    """Tell whether ``text`` ends in a word after which no sentence or title stops ("van", "de", "en")."""
    return text.rpartition(" ")[2].lower() in _FUNCTION_WORDS


def cut_of(line: Line, skip: int = 0) -> Cut:
    """Return the place of ``line``, its first ``skip`` characters left out."""
    return Cut(line.page, line.start + skip, line.end)


def clashes(before: str, after: str) -> bool:
    """Tell whether no sentence can go on from ``before`` to ``after``: "... en het" and "Vanuit de ...".

    An article or preposition at a line's end asks for its noun; a function word with a capital opens a new
    sentence. Where they meet, a box or column stands between them.
    """
    last, first = _LAST_WORD.search(before), _FIRST_WORD.match(after)
    if not last or not first or last.group(1) not in _ASKING:
        return False
    word = first.group()
    return word[0].isupper() and word.lower() in _OPENING and len(after) > len(word)
