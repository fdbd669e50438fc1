"""How much reading one file may cost. A file from outside is never trusted to be modest."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits on one file. ``seconds`` is wall-clock time, text recognition (OCR) not counted.

    ``memory_mb`` bounds the address space of the reading process, ``file_mb`` the file on disk,
    ``pages`` the pages of a PDF, ``result_mb`` what may come back. Recognition may take ``ocr_seconds``
    for each of at most ``ocr_pages`` pages; 0 pages switches it off.
    """

    seconds: float = 120
    memory_mb: int = 2048
    file_mb: int = 200
    pages: int = 5000
    result_mb: int = 256
    ocr_pages: int = 300
    ocr_seconds: float = 60
