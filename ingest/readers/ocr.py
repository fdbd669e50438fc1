"""Text on pages that are pictures, recognised with Tesseract in Dutch where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import Protocol

from ingest.limits import Limits
from ingest.model import Page
from ingest.readers.render import Renderer, RenderError

INSTALL = "Installeer daarvoor tesseract-ocr tesseract-ocr-nld."
_LANGUAGE = "nld"
_SURE = 60.0  # mean confidence (0-100); a line below it is noise in a photograph
_TEXT_LETTERS = 20  # fewer recognised letters on a page are no text
_MUCH_MORE = 3  # so many times the letters of the text layer: the layer was only a stamp on a scan


class Recogniser(Protocol):
    """Reads the text in a picture."""

    def lines(self, picture: bytes, seconds: float) -> list[str] | None:
        """Return the lines in a PGM picture, "" between paragraphs; None if it takes over ``seconds``."""
        ...


@dataclass(frozen=True, slots=True)
class FakeRecogniser:
    """Finds the same lines in each picture, if it gets any time."""

    found: tuple[str, ...]

    def lines(self, picture: bytes, seconds: float) -> list[str] | None:
        """Return the lines it was made with; none in an empty picture."""
        if seconds <= 0:
            return None
        return list(self.found) if picture else []


@dataclass(frozen=True, slots=True)
class Tesseract:
    """Runs the command ``tesseract``. Nothing is written to disk: the picture goes in over a pipe."""

    command: str

    def lines(self, picture: bytes, seconds: float) -> list[str] | None:
        """Return the lines of which Tesseract is sure; none when it fails on the picture."""
        try:
            done = subprocess.run(
                [self.command, "stdin", "stdout", "-l", _LANGUAGE, "--dpi", "300", "tsv"],
                input=picture,
                capture_output=True,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None
        return list(sure_lines(done.stdout.decode("utf-8", "replace"))) if done.returncode == 0 else None


@cache
def find_tesseract() -> Tesseract | None:
    """Return Tesseract if it is installed and knows Dutch."""
    command = shutil.which("tesseract")
    if command is None:
        return None
    try:
        known = subprocess.run([command, "--list-langs"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return Tesseract(command) if _LANGUAGE in known.stdout.decode("utf-8", "replace").split() else None


def find_recogniser(limits: Limits) -> Recogniser | None:
    """Return what reads pictures here, or None when nothing does or the limits switch it off."""
    return find_tesseract() if limits.ocr_pages > 0 else None


def sure_lines(table: str) -> Iterator[str]:
    """Yield the lines in Tesseract's TSV output of which it is sure on average, "" between paragraphs."""
    paragraph: tuple[str, ...] | None = None
    words = [
        row for row in (line.split("\t") for line in table.splitlines()) if len(row) == 12 and row[0] == "5"
    ]
    for place, group in groupby(words, key=lambda row: tuple(row[2:5])):
        line = [(float(row[10]), row[11]) for row in group if row[11].strip()]
        if not line or sum(confidence for confidence, _ in line) / len(line) < _SURE:
            continue
        if paragraph is not None and place[:2] != paragraph:
            yield ""
        paragraph = place[:2]
        yield " ".join(word for _, word in line)


def recognise_pages(
    data: bytes,
    pages: Sequence[Page],
    wanted: Sequence[int],
    recogniser: Recogniser | None,
    limits: Limits,
    grant: Callable[[float], None],
) -> tuple[list[Page], list[str]]:
    """Return the pages of the PDF ``data``, those with the numbers ``wanted`` recognised, and warnings.

    A blank page stays empty and unmentioned, as does a picture in which there is next to no text.
    ``grant`` is called with the seconds that a page may take before it is recognised.
    """
    result = list(pages)
    read: list[int] = []
    unread: list[int] = []
    try:
        with Renderer(data) as renderer:
            for number in wanted:
                picture = renderer.picture(number)
                if picture is None:
                    continue
                lines = None
                if recogniser is not None and len(read) < limits.ocr_pages:
                    grant(limits.ocr_seconds)
                    lines = recogniser.lines(picture, limits.ocr_seconds)
                if lines is None:
                    unread.append(number)
                elif _holds_text(lines, pages[number - 1].text):
                    result[number - 1] = replace(pages[number - 1], text="\n".join(lines), ocr=True)
                    read.append(number)
    except RenderError:
        unread = [number for number in wanted if number not in read]
    able = recogniser is not None or limits.ocr_pages == 0  # switched off is not: not installed
    return result, _warnings(read, unread, installed=able)


def listed(numbers: Sequence[int]) -> str:
    """Return page numbers as Dutch writes them: ``3``, ``3 en 5-7``, ``1, 3 en 5-7``."""
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    names = [str(first) if first == last else f"{first}-{last}" for first, last in runs]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"


def _holds_text(lines: Sequence[str], layer: str) -> bool:
    return _letters("".join(lines)) > max(_TEXT_LETTERS, _MUCH_MORE * _letters(layer))


def _letters(text: str) -> int:
    return sum(char.isalpha() for char in text)


def _warnings(read: Sequence[int], unread: Sequence[int], *, installed: bool) -> list[str]:
    warnings: list[str] = []
    if read:
        warnings.append(
            f"{_pages(read)} met tekstherkenning (OCR) gelezen: controleer citaten in het origineel."
        )
    if unread:
        hint = "" if installed else f" {INSTALL}"
        warnings.append(f"{_pages(unread)} beeld zonder tekst en niet gelezen.{hint}")
    return warnings


def _pages(numbers: Sequence[int]) -> str:
    return f"Pagina {listed(numbers)} is" if len(numbers) == 1 else f"De pagina's {listed(numbers)} zijn"
