"""From pieces to chunks: runs of whole pieces that stand together on one page, in one section.

A chunk's text is what stands on the page, bullet marks and measure numbers included, so that it can be
found there again word for word. A piece is never cut; one that is larger than the limit is a chunk alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from ingest.model import Chunk, Page, Piece, PieceKind, Span

MAX_CHARACTERS = 900
"""The default size of a chunk: about 140 Dutch words, which small encoders still read to the end."""

_RUNNING_TEXT: frozenset[PieceKind] = frozenset({"body", "bullet", "measure", "boxed"})
_SKIPPED: frozenset[PieceKind] = frozenset({"running", "heading"})
_MARK = r"(?:[^\w\s\"'“”‘’(]{1,2}|o|[a-z]\)|\d{1,2}(?:\.\d{1,2})*[.)]?)"
_ONLY_MARK = re.compile(rf"\s*(?:{_MARK})?\s*")
_MARK_BEFORE = re.compile(rf"(?:^|(?<=\n))[ \t]*(?P<mark>{_MARK})[ \t]*$")

Fits = Callable[[tuple[str, ...], str], bool]
"""Does a text below this section path fit in one chunk?"""


def fits_characters(_section: tuple[str, ...], text: str) -> bool:
    """Tell whether ``text`` is at most :data:`MAX_CHARACTERS` characters long."""
    return len(text) <= MAX_CHARACTERS


def make_chunks(
    document: str, pages: Sequence[Page], pieces: Sequence[Piece], fits: Fits = fits_characters
) -> tuple[Chunk, ...]:
    """Return the chunks in reading order; every piece but headings and running lines is in one."""
    chunks: list[Chunk] = []
    for run in _runs(pages, pieces):
        for part in _split(run, pages, pieces, fits):
            chunks.append(_chunk(document, len(chunks), part, pages, pieces))
    return tuple(chunks)


def _runs(pages: Sequence[Page], pieces: Sequence[Piece]) -> Iterator[list[int]]:
    """Yield the indices of pieces that stand together: one section, one family, one page, nothing between."""
    run: list[int] = []
    for index, piece in enumerate(pieces):
        if piece.kind in _SKIPPED:
            continue
        if run and not _together(pieces[run[-1]], piece, pages):
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _together(before: Piece, after: Piece, pages: Sequence[Page]) -> bool:
    return (
        before.section == after.section
        and _family(before.kind) == _family(after.kind)
        and _gap(before, after, pages) is not None
    )


def _family(kind: PieceKind) -> str:
    return "running text" if kind in _RUNNING_TEXT else kind


def _gap(before: Piece, after: Piece, pages: Sequence[Page]) -> str | None:
    """Return what stands between two pieces when that is at most a mark, else None."""
    end, start = before.spans[-1], after.spans[0]
    if end.page != start.page or end.end > start.start:
        return None
    gap = pages[start.page - 1].text[end.end : start.start]
    return " ".join(gap.split()) if _ONLY_MARK.fullmatch(gap) else None


def _split(run: list[int], pages: Sequence[Page], pieces: Sequence[Piece], fits: Fits) -> Iterator[list[int]]:
    """Cut a run into parts that fit, of about equal length rather than a full one and a crumb."""
    section = pieces[run[0]].section
    remaining = list(run)
    while remaining:
        if fits(section, _text(remaining, pages, pieces)):
            yield remaining
            return
        size = _largest_fit(remaining, section, pages, pieces, fits)
        rest = remaining[size:]
        if rest and fits(section, _text(rest, pages, pieces)):
            size = _balance(remaining, size, section, pages, pieces, fits)
        yield remaining[:size]
        remaining = remaining[size:]


def _largest_fit(
    run: list[int], section: tuple[str, ...], pages: Sequence[Page], pieces: Sequence[Piece], fits: Fits
) -> int:
    size = 1
    while size < len(run) and fits(section, _text(run[: size + 1], pages, pieces)):
        size += 1
    return size


def _balance(
    run: list[int],
    size: int,
    section: tuple[str, ...],
    pages: Sequence[Page],
    pieces: Sequence[Piece],
    fits: Fits,
) -> int:
    """Move the last cut of a run back to its middle, as long as both halves fit."""
    lengths = [len(pieces[index].text) for index in run]
    half = sum(lengths) / 2
    while (
        size > 1 and sum(lengths[: size - 1]) >= half and fits(section, _text(run[size - 1 :], pages, pieces))
    ):
        size -= 1
    return size


def _text(indices: list[int], pages: Sequence[Page], pieces: Sequence[Piece]) -> str:
    parts = [_mark_before(pieces[indices[0]], pages)[0] + pieces[indices[0]].text]
    for before, after in pairwise(indices):
        mark = _gap(pieces[before], pieces[after], pages) or ""
        parts.append(f"{mark} {pieces[after].text}" if mark else pieces[after].text)
    return "\n".join(parts)


def _mark_before(piece: Piece, pages: Sequence[Page]) -> tuple[str, int]:
    """Return the mark or number that stands before a piece on its line, and where it starts."""
    first = piece.spans[0]
    before = pages[first.page - 1].text[max(0, first.start - 16) : first.start]
    found = _MARK_BEFORE.search(before) if piece.kind in _RUNNING_TEXT else None
    if not found:
        return "", first.start
    return f"{found['mark']} ", first.start - len(before) + found.start("mark")


def _chunk(
    document: str, index: int, part: list[int], pages: Sequence[Page], pieces: Sequence[Piece]
) -> Chunk:
    chosen = [pieces[i] for i in part]
    return Chunk(
        document=document,
        index=index,
        text=_text(part, pages, pieces),
        spans=_merge(part, pages, pieces),
        section=chosen[0].section,
        pieces=tuple(part),
        kinds=tuple(dict.fromkeys(piece.kind for piece in chosen)),
    )


def _merge(part: list[int], pages: Sequence[Page], pieces: Sequence[Piece]) -> tuple[Span, ...]:
    """Join the pieces' spans where only a mark or white space lies between them."""
    start = _mark_before(pieces[part[0]], pages)[1]
    first, *others = [span for i in part for span in pieces[i].spans]
    merged = [Span(first.page, start, first.end)]
    for span in others:
        last = merged[-1]
        gap = pages[span.page - 1].text[last.end : span.start] if span.page == last.page else None
        if gap is not None and last.end <= span.start and _ONLY_MARK.fullmatch(gap):
            merged[-1] = Span(last.page, last.start, span.end)
        else:
            merged.append(span)
    return tuple(merged)
