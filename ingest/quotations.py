"""Quotations that stand apart: a resident's words between quotation marks, often with who said them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.lines import Layout, Line, ends_sentence

_OPEN = {"“": "”", "„": "”“", '"': '"”', "«": "»", "‘": "’", "'": "'’"}
_SINGLE = "‘'"
_SPEAKER = re.compile(r"[–—-]\s*(?=[^\W\d_])")
_MAX_LINES, _MAX_SPEAKER, _MAX_SIGNATURE, _MIN_WORDS = 40, 90, 60, 8


@dataclass(frozen=True, slots=True)
class Quotation:
    """Where a quotation's lines end and where its speaker's do; ``skip`` is the speaker's dash."""

    end: int
    speaker_end: int
    skip: int = 0


def find_quotation(lines: Sequence[Line], at: int, layout: Layout) -> Quotation | None:
    """Return the quotation that begins at line ``at``, if one does.

    It opens with a quotation mark and closes with one at the end of a line, after which a speaker, an empty
    space or the page's end follows. Between single quotation marks only a speaker makes it one.
    """
    opener = lines[at].text[0]
    if opener not in _OPEN:
        return None
    for index in range(at, min(at + _MAX_LINES, len(lines))):
        line = lines[index]
        if index > at and (line.page != lines[at].page or layout.wide(line)):
            return None
        if not line.text.rstrip(".").endswith(tuple(_OPEN[opener])):
            continue
        speaker_end, skip = _speaker(lines, index + 1, layout)
        if speaker_end > index + 1:
            return Quotation(index + 1, speaker_end, skip)
        if opener not in _SINGLE and _stands_apart(lines, at, index + 1, layout):
            return Quotation(index + 1, index + 1)
    return None


def _stands_apart(lines: Sequence[Line], at: int, end: int, layout: Layout) -> bool:
    words = sum(len(line.text.split()) for line in lines[at:end])
    closed = end == len(lines) or layout.wide(lines[end]) or lines[end].text.startswith("(")
    apart = layout.wide(lines[at]) or layout.breaks(lines[at - 1], lines[at])
    whole = ends_sentence(lines[end - 1].text) and words >= _MIN_WORDS // 2
    return closed and apart and (whole or words >= _MIN_WORDS)


def _speaker(lines: Sequence[Line], at: int, layout: Layout) -> tuple[int, int]:
    """Return where the speaker's lines that may begin at ``at`` end, and how long the dash before is."""
    if at >= len(lines) or lines[at].page != lines[at - 1].page or lines[at].gap > layout.gap + 1:
        return at, 0
    match = _SPEAKER.match(lines[at].text)
    if not match and _signs(lines, at, layout):
        return at + 1, 0
    if not match or len(lines[at]) > _MAX_SPEAKER:
        return at, 0
    end = at + 1
    while end < len(lines) and not layout.wide(lines[end]) and lines[end - 1].text.endswith(("-", ",")):
        end += 1
    return end, match.end()


def _signs(lines: Sequence[Line], at: int, layout: Layout) -> bool:
    """Tell whether a line without a dash right below a finished quotation is its signature."""
    line = lines[at]
    closed = at + 1 == len(lines) or layout.wide(lines[at + 1])
    short = len(line) <= _MAX_SIGNATURE and layout.breaks(lines[at - 1], line)
    name = line.text[0].isupper() and not ends_sentence(line.text) and not line.text.endswith((":", ";", ","))
    return closed and short and name and not layout.wide(line) and ends_sentence(lines[at - 1].text)
