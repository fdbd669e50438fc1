"""From chunks that were found to the passages that people read: grown to a whole, copies folded.

A chunk grows with the neighbours that stand against it in the same section of the same page, the better one
first, so that the text around a hit is read with it and no second passage is spent on it. A near-copy of a
passage that is shown already is folded under it and named, unless its numbers differ: then that is the news.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from ingest.model import Chunk, Page, same_words
from kb.dutch.analysis import fold
from kb.search.fusion import Fused
from kb.search.retrieval import Found

MAX_PASSAGE = 1_000
"""Characters of a grown passage at most."""

_COPY = 0.85
"""The share of three-word runs that two texts must have in common to be copies."""

_RUN = 3
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"\w+")


class Source(Protocol):
    """Where chunks and pages come from."""

    def chunks(self, version: str) -> tuple[Chunk, ...]:
        """Return the chunks of a version, in reading order."""
        ...

    def pages(self, version: str) -> tuple[Page, ...]:
        """Return the pages of a version, in order."""
        ...


@dataclass(slots=True)
class Grown:
    """A passage in the making: the best chunk, all chunks it holds in reading order, and folded copies."""

    best: Found
    version: str
    indices: list[int]
    copies: list[str] = field(default_factory=list)


class PassageMaker:
    """Makes passages of what one search found."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._pages: dict[str, Mapping[int, Page]] = {}

    def make(self, found: Sequence[Found], limit: int) -> list[Grown]:
        """Return up to ``limit`` passages, best first."""
        scores = {item.fused.chunk: item.fused.score for item in found}
        used: set[str] = set()
        grown: list[Grown] = []
        for item in found:
            if item.fused.chunk in used:
                continue
            version, index = split_chunk(item.fused.chunk)
            original = self._copied(item.fused.chunk, grown)
            if original is not None:
                original.copies.append(item.fused.chunk)
                used.add(item.fused.chunk)
            elif len(grown) < limit:
                passage = Grown(item, version, [index])
                self._grow(passage, scores, used)
                used.update(f"{version}#{i}" for i in passage.indices)
                grown.append(passage)
            elif len(used) > 4 * limit + 40:
                break  # copies farther down are not worth the looking
            else:
                used.add(item.fused.chunk)
        return grown

    def text(self, passage: Grown) -> str:
        """Return the passage's text: that of its chunks, joined by line feeds."""
        chunks = self._source.chunks(passage.version)
        return "\n".join(chunks[index].text for index in passage.indices)

    def _grow(self, passage: Grown, scores: Mapping[str, float], used: set[str]) -> None:
        chunks = self._source.chunks(passage.version)
        size = len(chunks[passage.indices[0]].text)
        while True:
            options = [
                (scores.get(f"{passage.version}#{index}", 0.0), index)
                for index in self._neighbours(passage, chunks)
                if f"{passage.version}#{index}" not in used
                and size + 1 + len(chunks[index].text) <= MAX_PASSAGE
            ]
            if not options:
                return
            _, chosen = max(options)
            passage.indices = sorted([*passage.indices, chosen])
            size += 1 + len(chunks[chosen].text)

    def _neighbours(self, passage: Grown, chunks: Sequence[Chunk]) -> Iterator[int]:
        first, last = passage.indices[0], passage.indices[-1]
        if first > 0 and self._stand_together(passage.version, chunks[first - 1], chunks[first]):
            yield first - 1
        if last + 1 < len(chunks) and self._stand_together(passage.version, chunks[last], chunks[last + 1]):
            yield last + 1

    def _stand_together(self, version: str, before: Chunk, after: Chunk) -> bool:
        end, start = before.spans[-1], after.spans[0]
        on_one_page = before.page == before.page_end == after.page == after.page_end
        if before.section != after.section or not on_one_page or end.end > start.start:
            return False
        return not self._raw(version)[end.page].text[end.end : start.start].strip()

    def _raw(self, version: str) -> Mapping[int, Page]:
        if version not in self._pages:
            self._pages[version] = {page.number: page for page in self._source.pages(version)}
        return self._pages[version]

    def _copied(self, chunk: str, grown: Sequence[Grown]) -> Grown | None:
        text = self._chunk_text(chunk)
        for passage in grown:
            if is_copy(text, self._chunk_text(passage.best.fused.chunk)):
                return passage
        return None

    def _chunk_text(self, chunk: str) -> str:
        version, index = split_chunk(chunk)
        return self._source.chunks(version)[index].text


def split_chunk(chunk: str) -> tuple[str, int]:
    """Return the version and the index of the chunk with this name."""
    version, _, index = chunk.rpartition("#")
    return version, int(index)


def is_copy(first: str, second: str) -> bool:
    """Tell whether two texts say the same in nearly the same words, and name the same numbers."""
    one, two = _said(first), _said(second)
    smaller, larger = sorted((len(one.runs), len(two.runs)))
    if one.numbers != two.numbers or smaller < _COPY * larger:
        return False  # the longer text alone has too much that the shorter lacks
    together = len(one.runs | two.runs)
    return together > 0 and len(one.runs & two.runs) / together >= _COPY


@dataclass(frozen=True, slots=True)
class _Said:
    numbers: tuple[str, ...]
    runs: frozenset[tuple[str, ...]]


@lru_cache(maxsize=10_000)
def _said(text: str) -> _Said:
    words = _WORD.findall(fold(text))
    size = min(_RUN, len(words))
    runs = (tuple(words[i : i + size]) for i in range(len(words) - size + 1)) if size else ()
    return _Said(tuple(_NUMBER.findall(text)), frozenset(runs))


def with_phrases(found: Sequence[Found], phrases: Sequence[str], texts: Mapping[str, str]) -> list[Found]:
    """Return only the chunks that hold every phrase, case, accents and white space aside, best first.

    ``texts`` gives all chunks that may be found. One that holds them but was not found comes last, scored 0.
    """
    wanted = [fold(same_words(phrase)) for phrase in phrases]
    holding = {
        chunk for chunk, text in texts.items() if all(phrase in fold(same_words(text)) for phrase in wanted)
    }
    ranked = [item for item in found if item.fused.chunk in holding]
    missing = sorted(holding - {item.fused.chunk for item in ranked})
    return [*ranked, *(Found(Fused(chunk, 0.0, 0.0, 0.0), "") for chunk in missing)]
