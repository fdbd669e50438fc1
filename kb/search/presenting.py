"""Passages as people get them: with title, page, printed number, where copies stand, and why they matched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from ingest.model import Chunk, Document, Page
from kb.index.words import WordIndex
from kb.model import Passage, Place
from kb.search.explain import Gloss, explain
from kb.search.passages import Grown, PassageMaker, split_chunk
from kb.search.retrieval import Found, Query


class Shelf(Protocol):
    """Where chunks, pages and their printed numbers come from."""

    def chunks(self, version: str) -> tuple[Chunk, ...]:
        """Return the chunks of a version, in reading order."""
        ...

    def pages(self, version: str) -> tuple[Page, ...]:
        """Return the pages of a version, in order."""
        ...

    def labels(self, version: str) -> dict[int, str | None]:
        """Return the printed number of each page of a version."""
        ...


class Presenter:
    """Presents what one search found among these documents (by version)."""

    def __init__(
        self, shelf: Shelf, documents: Mapping[str, Document], words: WordIndex, gloss: Gloss
    ) -> None:
        self._shelf = shelf
        self._documents = documents
        self._words = words
        self._gloss = gloss
        self._maker = PassageMaker(shelf)

    def passages(self, query: Query, found: Sequence[Found], limit: int) -> list[Passage]:
        """Return up to ``limit`` passages, best first: grown to a whole, copies folded."""
        return self._presented(query, self._maker.make(found, limit))

    def chunks(self, query: Query, found: Sequence[Found]) -> list[Passage]:
        """Return the chunks themselves as passages, in this order."""
        grown = [Grown(item, *_single(item.fused.chunk)) for item in found]
        return self._presented(query, grown)

    def _presented(self, query: Query, grown: Sequence[Grown]) -> list[Passage]:
        labels = {passage.version: self._shelf.labels(passage.version) for passage in grown}
        return [
            self._passage(query, passage, rank, labels[passage.version])
            for rank, passage in enumerate(grown, start=1)
        ]

    def _passage(self, query: Query, grown: Grown, rank: int, labels: Mapping[int, str | None]) -> Passage:
        chunks = [self._shelf.chunks(grown.version)[index] for index in grown.indices]
        text = self._maker.text(grown)
        first = chunks[0]
        return Passage(
            rank=rank,
            score=round(grown.best.fused.score, 4),
            chunk=grown.best.fused.chunk,
            document=first.document,
            title=self._documents[grown.version].title,
            page=first.page,
            page_end=chunks[-1].page_end,
            page_label=labels.get(first.page),
            section=first.section,
            text=text,
            match=explain(query, grown.best, text, self._words, self._gloss),
            also=tuple(self._place(chunk) for chunk in grown.copies),
        )

    def _place(self, name: str) -> Place:
        version, index = split_chunk(name)
        chunk = self._shelf.chunks(version)[index]
        return Place(chunk.document, chunk.page, chunk.section)


def _single(chunk: str) -> tuple[str, list[int]]:
    version, index = split_chunk(chunk)
    return version, [index]
