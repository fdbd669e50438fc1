"""Running headers, footers and page numbers: the lines that belong to the sheet and not to the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.lines import Line

_EDGE = 3
_BARE_NUMBER = re.compile(
    r"(?i)^[|\-–—\s]*(?:p(?:agina|ag\.|age|\.)?\s*)?(?P<number>\d{1,4})(?:\s*(?:van|of|/|\|)\s*\d{1,4})?[|\-–—\s]*$"
)
_NUMBER_FIRST = re.compile(r"(?i)^(?P<number>\d{1,4})\s*[|\-–—]?\s*(?P<text>\D.*)$")
_NUMBER_LAST = re.compile(r"(?i)^(?P<text>\D.*?)[\s|]+(?:p(?:agina|ag\.|\.)?\s*)?(?P<number>\d{1,4})$")
_MAX_RUNNING = 120
_SHARE, _ROW_OF_PAGES, _MIN_PAGES = 0.25, 4, 4


@dataclass(frozen=True, slots=True)
class Running:
    """The running lines of a document and the printed number found on each page, by page number."""

    lines: frozenset[Line]
    labels: Mapping[int, str]


def find_running(pages: Sequence[Sequence[Line]]) -> Running:
    """Return the running lines of the pages (each given as its lines) and the labels read from them.

    A line at a page's edge runs when it is a page number that grows with the pages, when it holds such a
    number and stands on several pages, or when it stands unchanged on a quarter of them or four in a row.
    """
    edges = [_edge_lines(lines) for lines in pages]
    numbered = _bare_numbers(edges) | _numbered_texts(edges)
    repeated = _repeated(edges, len(pages))
    labels = {line.page: number for line, number in sorted(numbered.items(), key=lambda item: item[0].start)}
    return Running(frozenset(numbered) | repeated, labels)


def _edge_lines(lines: Sequence[Line]) -> list[Line]:
    return list(dict.fromkeys([*lines[:_EDGE], *lines[-_EDGE:]]))


def _bare_numbers(edges: Sequence[Sequence[Line]]) -> dict[Line, str]:
    """Lines at the very edge that hold nothing but a number, as far as the numbers grow with the pages."""
    found: list[tuple[Line, int]] = []
    for lines in edges:
        for line in {lines[0], lines[-1]} if lines else ():
            match = _BARE_NUMBER.match(line.text)
            if match and int(match["number"]) + 5 >= line.page // 2:
                found.append((line, int(match["number"])))
    return {line: str(number) for line, number in _growing(found)}


def _numbered_texts(edges: Sequence[Sequence[Line]]) -> dict[Line, str]:
    """Lines with a number at their start or end and otherwise the same text on several pages."""
    groups: dict[str, list[tuple[Line, int]]] = defaultdict(list)
    for lines in edges:
        for line in lines:
            if len(line) > _MAX_RUNNING:
                continue
            for pattern in (_NUMBER_FIRST, _NUMBER_LAST):
                match = pattern.match(line.text)
                if match and not match["text"].startswith("."):
                    key = re.sub(r"\W+", " ", match["text"]).strip().lower()
                    groups[key].append((line, int(match["number"])))
    found: dict[Line, str] = {}
    for key, members in groups.items():
        growing = _growing(members)
        if len(growing) >= 2 and len({line.page for line, _ in growing}) >= 2 and len(key) > 3:
            steps = [(b[1] - a[1], b[0].page - a[0].page) for a, b in pairwise(growing)]
            if all(number >= page for number, page in steps):
                found.update({line: str(number) for line, number in growing})
    return found


def _growing(members: Sequence[tuple[Line, int]]) -> list[tuple[Line, int]]:
    """Return the longest run of members whose numbers grow strictly with their pages."""
    ordered = sorted(members, key=lambda member: (member[0].page, -member[1]))
    tails: list[int] = []
    tail_at: list[int] = []
    back: list[int] = []
    for index, (_, number) in enumerate(ordered):
        place = bisect_left(tails, number)
        back.append(tail_at[place - 1] if place else -1)
        tails[place:] = [number] if place == len(tails) else [number, *tails[place + 1 :]]
        tail_at[place:] = [index] if place == len(tail_at) else [index, *tail_at[place + 1 :]]
    chain: list[tuple[Line, int]] = []
    index = tail_at[-1] if tail_at else -1
    while index >= 0:
        chain.append(ordered[index])
        index = back[index]
    return chain[::-1]


def _repeated(edges: Sequence[Sequence[Line]], pages: int) -> frozenset[Line]:
    """Lines whose text stands at the edge of many pages or of several in a row."""
    if pages < _MIN_PAGES:
        return _on_all(edges)
    groups: dict[str, list[Line]] = defaultdict(list)
    for lines in edges:
        seen: set[str] = set()
        for line in lines:
            key = line.text.lower()
            if key not in seen and len(line) <= _MAX_RUNNING:
                seen.add(key)
                groups[key].append(line)
    running: set[Line] = set()
    for members in groups.values():
        if len(members) >= max(3, _SHARE * pages) or _longest_row(members) >= _ROW_OF_PAGES:
            running.update(members)
    return frozenset(running)


def _on_all(edges: Sequence[Sequence[Line]]) -> frozenset[Line]:
    """Return the first or last lines of a short document that are the same on all of its pages."""
    running: set[Line] = set()
    for place in (0, -1):
        lines = [page[place] for page in edges if page]
        if len(lines) > 1 and len({line.text for line in lines}) == 1 and len(lines[0]) <= _MAX_RUNNING:
            running.update(lines)
    return frozenset(running)


def _longest_row(members: Sequence[Line]) -> int:
    longest = row = 1
    for before, after in pairwise(members):
        row = row + 1 if after.page == before.page + 1 else 1
        longest = max(longest, row)
    return longest
