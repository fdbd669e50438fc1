"""The sentences that an answer can be made of, with their surroundings and their exact places.

A version of a document never changes, so what is read of it is kept. Sentences are the pieces of the
reading, and where a piece (a bullet, a numbered measure) holds several sentences, each of those. Text that
speaks to a language model is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from ingest.model import Chunk, Page, Piece, Span, same_words
from ingest.sentences import split_sentences
from kb.answers.addressed import set_apart

_KEPT_VERSIONS = 64
_ADDRESS = re.compile(r"\W*(?:https?://|www\.)\S+\W*")
"""A line that is only a web address says nothing."""

_WHOLE = 220
"""A piece up to this many characters is quoted whole, even when it holds two sentences."""


class Reads(Protocol):
    """What a shelf needs of the store."""

    def pieces(self, version: str) -> tuple[Piece, ...]:
        """Return the pieces of a version, in reading order."""
        ...

    def pages(self, version: str) -> tuple[Page, ...]:
        """Return the pages of a version, in order."""
        ...

    def chunks(self, version: str) -> tuple[Chunk, ...]:
        """Return the chunks of a version, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a version of a document.

    ``position`` is its piece's index in the reading, ``part`` its place within the piece. ``before`` is the
    sentence that stands before it in the same section, empty where there is none.
    """

    version: str
    position: int
    part: int
    piece: Piece
    start: int
    end: int
    text: str
    before: str

    @property
    def key(self) -> tuple[str, int, int]:
        """What tells this sentence from all others, and puts it in reading order."""
        return self.version, self.position, self.part


@dataclass(frozen=True)
class Volume:
    """One version of a document, opened."""

    pieces: tuple[Piece, ...]
    pages: Mapping[int, Page]
    chunks: tuple[Chunk, ...]
    sentences: tuple[Sentence, ...]
    by_piece: Mapping[int, tuple[Sentence, ...]] = field(repr=False)
    order: Mapping[tuple[str, int, int], int] = field(repr=False)
    """Where each sentence stands among ``sentences``, by its key."""


class Shelf:
    """Opens versions of documents and keeps them open."""

    def __init__(self, store: Reads) -> None:
        self._store = store
        self._open = lru_cache(maxsize=_KEPT_VERSIONS)(self._read)

    def volume(self, version: str) -> Volume:
        """Return a version of a document."""
        return self._open(version)

    def _read(self, version: str) -> Volume:
        pieces = self._store.pieces(version)
        sentences = tuple(_sentences(version, pieces))
        by_piece: dict[int, list[Sentence]] = {}
        for sentence in sentences:
            by_piece.setdefault(sentence.position, []).append(sentence)
        return Volume(
            pieces=pieces,
            pages={page.number: page for page in self._store.pages(version)},
            chunks=self._store.chunks(version),
            sentences=sentences,
            by_piece={position: tuple(found) for position, found in by_piece.items()},
            order={sentence.key: index for index, sentence in enumerate(sentences)},
        )


def _sentences(version: str, pieces: Sequence[Piece]) -> list[Sentence]:
    found: list[Sentence] = []
    apart = set_apart(pieces)
    for position, piece in enumerate(pieces):
        if position in apart or piece.kind in ("running", "heading") or _ADDRESS.fullmatch(piece.text):
            continue
        for part, (start, end) in enumerate(_parts(piece)):
            last = found[-1] if found else None
            before = last.text if last is not None and last.piece.section == piece.section else ""
            found.append(Sentence(version, position, part, piece, start, end, piece.text[start:end], before))
    return found


def _parts(piece: Piece) -> list[tuple[int, int]]:
    whole = [(0, len(piece.text))]
    if len(piece.text) <= _WHOLE or piece.kind in ("table", "caption"):
        return whole
    return list(split_sentences(piece.text)) or whole


def spans_of(piece: Piece, start: int, end: int, pages: Mapping[int, Page]) -> tuple[Span, ...]:
    """Return where ``piece.text[start:end]`` stands; the whole piece's place where that cannot be told.

    The piece's text and the raw text of its spans are the same words (:func:`ingest.model.same_words`), so
    a place is found by counting letters.
    """
    if start == 0 and end == len(piece.text):
        return piece.spans
    first, last = len(same_words(piece.text[:start])), len(same_words(piece.text[:end]))
    found: list[Span] = []
    seen = 0
    for span in piece.spans:
        raw = pages[span.page].text
        begin = stop = -1
        for offset in range(span.start, span.end):
            letters = len(same_words(raw[offset]))
            if letters and first <= seen < last:
                begin = offset if begin < 0 else begin
                stop = offset + 1
            seen += letters
        if begin >= 0:
            found.append(Span(span.page, begin, stop))
    return tuple(found) or piece.spans
