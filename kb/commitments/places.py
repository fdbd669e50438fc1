"""Where a part of a piece stands on its pages: character for character, through folds and hyphens."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from ingest.model import Page, Piece, Span

_HYPHENS = frozenset("-\u00ad\u2010\u2011")
_INVISIBLE = frozenset("\u00ad\u200b\ufeff\u200c\u200d\x00")


def spans_of(piece: Piece, start: int, end: int, pages: Sequence[Page]) -> tuple[Span, ...]:
    """Return the spans of ``piece.text[start:end]`` on ``pages``.

    The piece's text and its pages hold the same characters but for white space and hyphens at line ends.
    Where they cannot be brought together, the spans of the whole piece are returned: too wide is still true.
    """
    if start == 0 and end == len(piece.text):
        return piece.spans
    places = _aligned(piece, pages)
    if places is None:
        return piece.spans
    wanted = [place for place in places[start:end] if place is not None]
    spans: list[Span] = []
    for span_number, span in enumerate(piece.spans):
        inside = [at for number, at in wanted if number == span_number]
        if inside:
            spans.append(Span(span.page, min(inside), max(inside) + 1))
    return tuple(spans) or piece.spans


def _aligned(piece: Piece, pages: Sequence[Page]) -> list[tuple[int, int] | None] | None:
    """Return for each character of the piece's text its span's number and offset; None for white space."""
    raw = [
        (number, at, letter)
        for number, span in enumerate(piece.spans)
        for at in range(span.start, span.end)
        for letter in _letters(pages[span.page - 1].text[at])
    ]
    places: list[tuple[int, int] | None] = []
    position = 0
    for char in piece.text:
        if char.isspace():
            places.append(None)
            continue
        found = None
        for letter in _letters(char):
            while position < len(raw) and raw[position][2] != letter and raw[position][2] in _HYPHENS:
                position += 1
            if position >= len(raw) or raw[position][2] != letter:
                return None
            found = found or raw[position][:2]
            position += 1
        places.append(found)
    return places


def _letters(char: str) -> str:
    if char.isspace() or char in _INVISIBLE:
        return ""
    return "".join(letter for letter in unicodedata.normalize("NFKC", char) if not letter.isspace())
