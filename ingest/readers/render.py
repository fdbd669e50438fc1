"""Pages of a PDF as pictures: the door of pypdfium2."""

from __future__ import annotations

import ctypes
import math
import struct
import zlib
from collections.abc import Sequence
from types import TracebackType

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # the same

from ingest.model import same_words

_DPI = 300  # what Tesseract was trained for
_POINTS_PER_INCH = 72
_MOST_PIXELS = 40_000_000  # a page of A2 at 300 dpi; a larger one is rendered coarser
_SHORTEST_LINE = 12  # letters: a shorter line may stand on the page in several places
_SHORTEST = 4  # letters: what is shorter is no quotation
_GRAIN = 100_000  # parts in which a page's width and height are counted when a place is asked for

Box = tuple[float, float, float, float]
"""Left, top, right and bottom as shares of the page, in [0, 1]."""


class RenderError(Exception):
    """The PDF or one of its pages cannot be rendered."""


class Renderer:
    """Renders the pages of one PDF. Use it in a ``with`` statement. Raises RenderError."""

    def __init__(self, data: bytes) -> None:
        try:
            self._document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise RenderError(str(error)) from error

    def __enter__(self) -> Renderer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._document.close()

    def picture(self, number: int) -> bytes | None:
        """Return page ``number`` (from 1) as a grey picture in PGM format, or None when it is blank."""
        try:
            page = self._document[number - 1]
            width, height = page.get_size()
            scale = _DPI / _POINTS_PER_INCH
            scale *= min(1.0, math.sqrt(_MOST_PIXELS / max(1.0, width * height * scale * scale)))
            return _portable_graymap(page.render(scale=scale, grayscale=True))
        except (pypdfium2.PdfiumError, IndexError, ValueError) as error:
            raise RenderError(str(error)) from error

    def png(self, number: int, width: int) -> tuple[bytes, int, int]:
        """Return page ``number`` (from 1) as a PNG in colour, ``width`` pixels wide, and its two sizes."""
        try:
            page = self._document[number - 1]
            across, down = page.get_size()
            scale = min(width / max(1.0, across), math.sqrt(_MOST_PIXELS / max(1.0, across * down)))
            bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
            return _portable_network_graphic(bitmap), bitmap.width, bitmap.height
        except (pypdfium2.PdfiumError, IndexError, ValueError) as error:
            raise RenderError(str(error)) from error

    def boxes(self, number: int, quotes: Sequence[str]) -> list[Box]:
        """Return where the quotes stand on page ``number``, line by line; none for a quote that is not found.

        A quote that does not stand there in one run is looked up line by line; a line that is short or
        stands there twice is left out, for a wrong mark is worse than none.
        """
        try:
            page = self._document[number - 1]
            text = page.get_textpage()
            letters, places = _letters(text)
            return [
                _shares(page, text.get_rect(index))
                for quote in quotes
                for start, count in _runs(letters, quote)
                for index in range(
                    text.count_rects(places[start], places[start + count - 1] - places[start] + 1)
                )
            ]
        except (pypdfium2.PdfiumError, IndexError, ValueError) as error:
            raise RenderError(str(error)) from error


def _letters(text: pypdfium2.PdfTextPage) -> tuple[str, list[int]]:
    """The page's text as :func:`same_words` compares it, and the place of each of its letters."""
    letters: list[str] = []
    places: list[int] = []
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        folded = same_words(chr(code)).casefold() if 32 <= code < 0x110000 else ""
        letters.append(folded)
        places += [index] * len(folded)
    return "".join(letters), places


def _runs(letters: str, quote: str) -> list[tuple[int, int]]:
    """Where a quote stands in a page's letters: the first letter and the number of letters of each run."""
    whole = same_words(quote).casefold()
    if len(whole) >= _SHORTEST and letters.count(whole) == 1:
        return [(letters.index(whole), len(whole))]
    lines = [same_words(line).casefold() for line in quote.splitlines()]
    sure = [line for line in lines if len(line) >= _SHORTEST_LINE and letters.count(line) == 1]
    return [(letters.index(line), len(line)) for line in sure]


def _shares(page: pypdfium2.PdfPage, rect: tuple[float, float, float, float]) -> Box:
    """A rectangle in the page's own measure as shares of its picture; PDFium knows crops and turns."""
    left, bottom, right, top = rect
    ends = [_on_picture(page, left, top), _on_picture(page, right, bottom)]
    across, down = sorted(end[0] for end in ends), sorted(end[1] for end in ends)
    return across[0], down[0], across[1], down[1]


def _on_picture(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, _GRAIN, _GRAIN, 0, x, y, ctypes.byref(across), ctypes.byref(down))
    return _share(across.value), _share(down.value)


def _share(value: int) -> float:
    return min(1.0, max(0.0, value / _GRAIN))


def _portable_network_graphic(bitmap: pypdfium2.PdfBitmap) -> bytes:
    """Return a bitmap of three bytes a pixel as PNG (W3C, third edition): header, one data chunk, end."""
    raw = bytes(bitmap.buffer)
    line = bitmap.width * 3
    rows = b"".join(
        b"\0" + raw[row * bitmap.stride : row * bitmap.stride + line] for row in range(bitmap.height)
    )
    header = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_png_chunk(name, data) for name, data in chunks)


def _png_chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _portable_graymap(bitmap: pypdfium2.PdfBitmap) -> bytes | None:
    """Return a bitmap as netpbm's PGM (a header, then a byte a pixel); None when it is one colour."""
    raw = bytes(bitmap.buffer)
    rows = [raw[row * bitmap.stride : row * bitmap.stride + bitmap.width] for row in range(bitmap.height)]
    if all(row == rows[0] for row in rows) and len(set(rows[0])) <= 1:
        return None
    return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(rows)
