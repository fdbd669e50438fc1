"""From the blocks of a structured format (Word, HTML, Markdown) to a Reading.

Such formats say themselves what is a heading, a list or a table. A reader makes blocks of that;
:func:`assemble` writes their text on pages, a block a line, and cuts it into pieces that know their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.model import Page, Piece, PieceKind, Proposal, Reading, Span
from ingest.sentences import split_sentences

PAGE_BREAK = "\f"
"""Stands in a block's text where the paper turns a page."""

_CAPTION = re.compile(
    r"(Figuur|Fig\.|Afbeelding|Tabel|Grafiek|Kaart|Foto|Schema|Diagram)\s*\d+(\.\d+)*[a-z]?\s*[:.–-]\s*\S",
    re.I,
)
# "6.4. Plant bomen" or "6.4 Plant bomen", and neither "2.250 woningen" nor "6.4 miljoen"
_MEASURE = re.compile(r"\d{1,2}(\.\d{1,2})+(\.\s(?=\s*[‘'\"“]?[^\W\d_])|\s(?=\s*[‘'\"“]?[A-ZÀ-Þ]))")
_QUOTED = re.compile(r"(?P<words>[“\"„].+[”\"])\s*(?P<tail>[–—-]+\s*(?P<speaker>[^.:;“”\"]{3,80}))", re.S)
_FOLDABLE = re.compile(r"[^\S\f]+")
_AROUND_BREAK = re.compile(r" *\f *")
# Control characters and lone surrogates are never text, and the last cannot even be written as UTF-8.
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_BY_SENTENCE: frozenset[PieceKind] = frozenset({"body", "quotation", "boxed"})
_GOVERNING: frozenset[PieceKind] = frozenset({"body", "heading", "measure", "quotation", "boxed", "table"})

_Place = tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or table row.

    ``mark`` and ``tail`` stand before and after the text on paper and are no part of the piece: the sign
    of a bullet, the number of a measure, the name after a quotation.
    """

    kind: PieceKind
    text: str
    level: int | None = None
    header: str | None = None
    mark: str = ""
    tail: str = ""
    speaker: str | None = None


def readable(text: str) -> str:
    """Return ``text`` with what is no text (control characters, lone surrogates) made into spaces."""
    return _NO_TEXT.sub(" ", text)


def assemble(blocks: Sequence[Block], proposal: Proposal, warnings: tuple[str, ...] = ()) -> Reading:
    """Write the blocks on pages and cut them into pieces.

    Body text, quotations and boxes come sentence by sentence, the rest whole. A body block that looks like
    a caption, a numbered measure or a quotation with its speaker becomes one.
    """
    writer = _Writer()
    for block in blocks:
        writer.add(block)
    return Reading(writer.finished_pages(), tuple(writer.pieces), proposal, warnings)


@dataclass(slots=True)
class _Writer:
    """The pages and pieces so far, and which headings and lines govern the next block."""

    pieces: list[Piece] = field(default_factory=list)
    pages: list[list[str]] = field(default_factory=lambda: [[]])
    length: int = 0
    path: list[tuple[int, str]] = field(default_factory=list)
    governing: str | None = None
    parents: list[tuple[int, str]] = field(default_factory=list)

    def finished_pages(self) -> tuple[Page, ...]:
        return tuple(Page(number, "".join(parts)) for number, parts in enumerate(self.pages, 1))

    def add(self, block: Block) -> None:
        """Write one block; page breaks at its ends turn the page without being part of it."""
        text = _AROUND_BREAK.sub(PAGE_BREAK, _FOLDABLE.sub(" ", readable(block.text)).strip(" "))
        inside = text.strip(PAGE_BREAK)
        for _ in range(len(text) - len(text.lstrip(PAGE_BREAK))):
            self._turn_page()
        if inside:
            self._add_text(_recognised(replace(block, text=inside)))
            for _ in range(len(text) - len(text.rstrip(PAGE_BREAK))):
                self._turn_page()

    def _add_text(self, block: Block) -> None:
        self._write("\n" if self.length else "")
        self._write(f"{block.mark} " if block.mark else "")
        places = self._write(block.text)
        self._write(f" {block.tail}" if block.tail else "")
        level = max(1, block.level or 1)
        if block.kind == "heading":
            self.path = [step for step in self.path if step[0] < level]
        for start, end in _cuts(block):
            self.pieces.append(self._piece(block, level, block.text[start:end], places[start:end]))
        self._remember(block, level)

    def _write(self, text: str) -> list[_Place]:
        """Append to the last page and return the place of each character; a page break has none."""
        places: list[_Place] = []
        for number, part in enumerate(text.split(PAGE_BREAK)):
            if number:
                self._turn_page()
                places.append(None)
            places.extend((len(self.pages), self.length + index) for index in range(len(part)))
            self.pages[-1].append(part)
            self.length += len(part)
        return places

    def _turn_page(self) -> None:
        self.pages.append([])
        self.length = 0

    def _piece(self, block: Block, level: int, text: str, places: list[_Place]) -> Piece:
        return Piece(
            kind=block.kind,
            text=" ".join(text.split()),
            spans=tuple(_spans(places)),
            section=tuple(heading for _, heading in self.path),
            level=level if block.kind in ("heading", "bullet") else None,
            lead=self._lead(level) if block.kind == "bullet" else None,
            number=block.mark.rstrip(".") if block.kind == "measure" else None,
            header=block.header,
            speaker=block.speaker,
        )

    def _lead(self, level: int) -> str | None:
        above = [text for parent, text in self.parents if parent < level]
        return above[-1] if above else self.governing

    def _remember(self, block: Block, level: int) -> None:
        last = self.pieces[-1].text
        governs = last.endswith(":")
        if block.kind == "heading":
            self.path.append((level, last))
        if block.kind == "bullet":
            self.parents = [step for step in self.parents if step[0] < level]
            self.parents += [(level, last)] if governs else []
        elif block.kind in _GOVERNING:
            self.parents = []
            self.governing = last if governs else None


def _recognised(block: Block) -> Block:
    """Return ``block`` as what its words show it to be, when its format only called it a paragraph."""
    quoted = _QUOTED.fullmatch(block.text) if block.kind in ("body", "quotation", "boxed") else None
    if quoted:
        return replace(
            block,
            kind="quotation",
            text=quoted["words"],
            tail=quoted["tail"],
            speaker=quoted["speaker"].strip(),
        )
    if block.kind != "body":
        return block
    if _CAPTION.match(block.text):
        return replace(block, kind="caption")
    measure = _MEASURE.match(block.text)
    if measure:
        return replace(
            block, kind="measure", mark=measure[0].strip(), text=block.text[measure.end() :].strip()
        )
    return block


def _cuts(block: Block) -> list[tuple[int, int]]:
    if block.kind not in _BY_SENTENCE:
        return [(0, len(block.text))]
    cuts = split_sentences(block.text.replace(PAGE_BREAK, " "))
    return [(start, end) for start, end in cuts if block.text[start:end].strip()]


def _spans(places: Sequence[_Place]) -> Iterator[Span]:
    """Yield the ranges in which the places lie, page by page."""
    start: tuple[int, int] | None = None
    previous: tuple[int, int] | None = None
    for place in (*places, None):
        if place is not None and start is None:
            start = place
        if place is None and start is not None and previous is not None:
            yield Span(start[0], start[1], previous[1] + 1)
            start = None
        previous = place
