"""Pages of a PDF as pictures: the door of pypdfium2."""

from __future__ import annotations

import math
from types import TracebackType

import pypdfium2  # type: ignore[import-untyped]  # it ships no types

_DPI = 300  # what Tesseract was trained for
_POINTS_PER_INCH = 72
_MOST_PIXELS = 40_000_000  # a page of A2 at 300 dpi; a larger one is rendered coarser


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


def _portable_graymap(bitmap: pypdfium2.PdfBitmap) -> bytes | None:
    """Return a bitmap as netpbm's PGM (a header, then a byte a pixel); None when it is one colour."""
    raw = bytes(bitmap.buffer)
    rows = [raw[row * bitmap.stride : row * bitmap.stride + bitmap.width] for row in range(bitmap.height)]
    if all(row == rows[0] for row in rows) and len(set(rows[0])) <= 1:
        return None
    return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(rows)
