"""Reads pages as a careful person does: from raw pages to pieces that know what they are.

The steps, each in its own module: lines and layout, running lines, blocks (:mod:`ingest.composing`), their
mended halves, titles and boxes, and here the pieces with their section, lead and places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypedDict, Unpack

from ingest.blocks import Block, cut_of
from ingest.boxes import find_boxes
from ingest.clean import Cut, Strand
from ingest.composing import Composer
from ingest.headings import HeadingPath, find_titles, set_levels
from ingest.hyphens import Joints
from ingest.lines import Line, lines_of, measure
from ingest.lists import ListState
from ingest.mending import mend
from ingest.model import Page, Piece, PieceKind, Reading
from ingest.notes import Notes
from ingest.running import Running, find_running
from ingest.sentences import split_sentences
from ingest.tables import find_tables
from ingest.vocabulary import zipf

_BY_SENTENCE = frozenset({"text", "quotation", "boxed"})


def read_pages(pages: Sequence[Page]) -> Reading:
    """Return the reading of raw pages: the pages with their printed labels and the pieces in reading order.

    ``pages`` are numbered from 1 without gaps, their text as it was extracted. A label that a page already
    has is kept. Each piece's spans and text hold the same words (:func:`ingest.model.same_words`); all that
    stands on the pages is in the spans of exactly one piece, bullets and the numbers of measures aside.
    """
    by_page = [lines_of(page) for page in pages]
    running = find_running(by_page)
    labelled = tuple(
        page if page.label is not None else replace(page, label=running.labels.get(page.number))
        for page in pages
    )
    lines = [line for page in by_page for line in _without(running, page)]
    layout = measure(lines)
    blocks = Composer(lines, layout, Notes(lines), find_tables(lines, layout)).compose()
    blocks = mend(blocks, layout)
    find_boxes(blocks, layout)
    find_titles(blocks, layout)
    set_levels(blocks)
    pieces = list(_Assembly(labelled, blocks).pieces())
    pieces += [
        _running_piece(labelled, line)
        for line in sorted(running.lines, key=lambda line: (line.page, line.start))
    ]
    return Reading(labelled, tuple(sorted(pieces, key=_place)))


def _without(running: Running, page: Sequence[Line]) -> list[Line]:
    """Return the lines of a page that do not run; the first of them now begins the page."""
    lines = [line for line in page if line not in running.lines]
    return [replace(lines[0], gap=-1), *lines[1:]] if lines else []


def _running_piece(pages: Sequence[Page], line: Line) -> Piece:
    page = pages[line.page - 1]
    strand = Strand({page.number: page}, Joints((), lambda _word: 0.0), [cut_of(line)])
    return Piece("running", strand.text, strand.spans(0, len(strand.text)), ocr=page.ocr)


def _place(piece: Piece) -> tuple[int, int]:
    return piece.spans[0].page, piece.spans[0].start


class _More(TypedDict, total=False):
    """What a piece may know beyond its text and place."""

    section: tuple[str, ...]
    level: int | None
    lead: str | None
    number: str | None
    header: str | None
    speaker: str | None


@dataclass(slots=True)
class _Pending:
    """A title that got nothing below it: the results it announces may still come, lower on its page."""

    page: int
    title: str
    below: str
    signs: set[str]


class _Assembly:
    """Makes the pieces of the blocks, keeping the section and the open list."""

    def __init__(self, pages: Sequence[Page], blocks: Sequence[Block]) -> None:
        self._pages = {page.number: page for page in pages}
        self._blocks = blocks
        self._joints = Joints((page.text for page in pages), zipf)
        self._path = HeadingPath()
        self._list = ListState([block.mark.sign for block in blocks if block.kind == "bullet" and block.mark])
        self._header: list[str] = []
        self._in_rows = False
        self._empty: Block | None = None
        self._orphan_section: tuple[str, ...] = ()
        self._pending: _Pending | None = None

    def pieces(self) -> Iterator[Piece]:
        for block in self._blocks:
            if block.kind != "table":
                self._header.clear()
                self._in_rows = False
            yield from self._of(block)
            if block.kind != "heading":
                self._empty = None

    def _of(self, block: Block) -> Iterator[Piece]:
        strand = Strand(self._pages, self._joints, block.cuts)
        if not strand.text:
            return
        if block.kind in _BY_SENTENCE:
            yield from self._sentences(block, strand)
        elif block.kind == "heading":
            yield self._heading(block, strand)
        elif block.kind == "bullet":
            yield self._bullet(block, strand)
        elif block.kind == "table":
            yield self._row(block, strand)
        else:
            number = block.mark.sign if block.kind == "measure" and block.mark else None
            if block.kind == "measure":
                self._list.govern(None)
            kind: PieceKind = block.kind  # type: ignore[assignment]
            yield self._piece(kind, strand, number=number)

    def _piece(
        self, kind: PieceKind, strand: Strand, start: int = 0, end: int | None = None, **more: Unpack[_More]
    ) -> Piece:
        stop = len(strand.text) if end is None else end
        spans = strand.spans(start, stop)
        ocr = any(self._pages[span.page].ocr for span in spans)
        more.setdefault("section", self._path.path)
        return Piece(kind, strand.text[start:stop], spans, ocr=ocr, **more)

    def _sentences(self, block: Block, strand: Strand) -> Iterator[Piece]:
        kind: PieceKind = "body" if block.kind == "text" else block.kind
        speaker = self._speaker(block.speaker_cuts)
        last = ""
        for start, end in split_sentences(strand.text):
            piece = self._piece(kind, strand, start, end, speaker=speaker.text if speaker else None)
            last = piece.text
            if piece.spans:
                yield piece
        if block.kind in ("text", "boxed"):
            self._list.govern(last if last.endswith(":") else None)
        if speaker:
            yield self._piece("quotation", speaker, speaker=speaker.text)

    def _speaker(self, cuts: Sequence[Cut]) -> Strand | None:
        return Strand(self._pages, self._joints, cuts) if cuts else None

    def _heading(self, block: Block, strand: Strand) -> Piece:
        level = block.level or 1
        orphan = self._empty
        if orphan is not None and (orphan.page != block.page or orphan.level != level or block.mark):
            orphan = None
        above = self._path.enter(level, strand.text)
        self._list.head(strand.text, orphan.text if orphan else None)
        if orphan is not None:
            self._orphan_section = (*above, orphan.text)
            self._pending = _Pending(block.page, orphan.text, strand.text, set())
        self._empty = block
        return self._piece("heading", strand, level=level, section=above)

    def _bullet(self, block: Block, strand: Strand) -> Piece:
        mark = block.mark
        assert mark is not None
        level, lead, aside = self._list.enter(mark, strand.text)
        number = mark.sign if mark.kind in ("number", "letter", "roman") else None
        section = self._orphan_section if aside else self._path.path
        if aside:
            self._pending = None
        elif self._pending is not None and self._pending.page == block.page:
            if lead == self._pending.below:
                self._pending.signs.add(mark.sign)
            elif lead is None and mark.kind == "bullet" and mark.sign not in self._pending.signs:
                lead, section = self._pending.title, self._orphan_section
        return self._piece("bullet", strand, level=level, lead=lead, number=number, section=section)

    def _row(self, block: Block, strand: Strand) -> Piece:
        if block.header:
            if self._in_rows:
                self._header.clear()
            self._in_rows = False
            self._header.append(strand.text)
            return self._piece("table", strand)
        self._in_rows = True
        return self._piece("table", strand, header=" ".join(self._header) or None)
