"""PDF: the door of pypdf.

The text of each page with its lines as printed; :func:`ingest.structure.read_pages` makes sense of them.
Pages that are pictures of text go to a recogniser, or are named with what to install.
"""

from __future__ import annotations

import io
import logging
import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from pypdf import PageObject, PasswordType, PdfReader, apply_configuration
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

from ingest.errors import DamagedFileError, EncryptedFileError, ReadError, TooLargeError
from ingest.limits import Limits
from ingest.model import Page, Proposal, Reading
from ingest.readers.ocr import Recogniser, listed, recognise_pages
from ingest.readers.properties import propose
from ingest.readers.typeset import TypesetLine, in_reading_order, line_units, with_blank_lines
from ingest.structure import read_pages

_MEGABYTE = 1024 * 1024
# Tighter than pypdf's own, so that a bomb is refused before the memory of the process is at its end.
_BOUNDS: dict[str, Any] = {
    "maximum_declared_stream_length": 64 * _MEGABYTE,
    "zlib_maximum_output_length": 64 * _MEGABYTE,
    "lzw_maximum_output_length": 64 * _MEGABYTE,
    "run_length_maximum_output_length": 64 * _MEGABYTE,
    "array_based_stream_maximum_output_length": 64 * _MEGABYTE,
    "stream_decoding_work_maximum_length": 256 * _MEGABYTE,
    "page_tree_maximum_entries": 50_000,
    "jbig2dec_binary": None,  # no foreign program is started on foreign data
}
_HINT_SPLIT = "Splits het bestand in kleinere delen."
_HINT_REPAIR = "Vraag het bestand opnieuw op, of open het in een PDF-programma en sla het opnieuw op."
_HINT_UNLOCK = "Vraag het wachtwoord, open het bestand en sla het op zonder beveiliging."
_NO_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UNUSED_CODE = re.compile(r"\x7f")  # in the usual encoding all unused codes are bullets (PDF 1.7, annex D.2)
_END = b"%%EOF"
_END_BYTES = 4096
_STAMP_LETTERS = 25  # a text layer of fewer letters may be a stamp on a scan
_SCAN_PIXELS = 500_000  # a page scanned at 72 dpi
_SAME_SHAPE = 1.15


def read_pdf(
    data: bytes, limits: Limits, recogniser: Recogniser | None, grant: Callable[[float], None]
) -> Reading:
    """Read a PDF. ``grant`` is called with seconds before a page is recognised, which takes long.

    Raises EncryptedFileError, DamagedFileError and TooLargeError.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with apply_configuration(**_BOUNDS):
            reader = _opened(data)
            count = _page_count(reader, limits)
            pages, broken, pictured = _extracted(reader)
            labels = _labels(reader, count)
            proposal = _proposal(reader)
            missing = _declared_count(reader) - count
    except LimitReachedError as error:
        raise TooLargeError(f"Het PDF-bestand vraagt te veel ruimte ({error}).", _HINT_SPLIT) from error
    except (PyPdfError, RecursionError) as error:
        raise DamagedFileError(
            f"Het PDF-bestand is beschadigd ({type(error).__name__}).", _HINT_REPAIR
        ) from error
    if len(broken) == count:
        raise DamagedFileError("Geen enkele pagina van het PDF-bestand is te lezen.", _HINT_REPAIR)
    pages, notes = recognise_pages(data, pages, pictured, recogniser, limits, grant)
    broken = [number for number in broken if not pages[number - 1].ocr]
    reading = _structured(pages, labels)
    warnings = (*_damage(data, broken, missing), *notes, *reading.warnings)
    return replace(reading, proposal=proposal, warnings=warnings)


def _opened(data: bytes) -> PdfReader:
    reader = PdfReader(io.BytesIO(data))
    try:
        # Many files may be read by all and only restrict printing: their password is empty.
        locked = reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED
    except (DependencyError, NotImplementedError) as error:
        raise _locked() from error
    if locked:
        raise _locked()
    return reader


def _locked() -> ReadError:
    return EncryptedFileError("Het PDF-bestand is met een wachtwoord beveiligd.", _HINT_UNLOCK)


def _page_count(reader: PdfReader, limits: Limits) -> int:
    count = len(reader.pages)
    if count == 0:
        raise DamagedFileError("Het PDF-bestand bevat geen pagina's.", _HINT_REPAIR)
    if count > limits.pages:
        raise TooLargeError(f"Het PDF-bestand heeft {count} pagina's; meer dan {limits.pages}.", _HINT_SPLIT)
    return count


def _extracted(reader: PdfReader) -> tuple[list[Page], list[int], list[int]]:
    """Return the pages, the numbers of those that could not be read, and of those that may be pictures."""
    typeset: list[list[TypesetLine]] = []
    broken: list[int] = []
    pictured: list[int] = []
    for number, raw in enumerate(reader.pages, 1):
        try:
            lines = in_reading_order(list(_lines(raw)))
            seems_picture = _may_be_picture(raw, lines)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - a damaged page fails in any way; it is named, the others go on
            lines, seems_picture = [], True
            broken.append(number)
        typeset.append(lines)
        if seems_picture:
            pictured.append(number)
    units = line_units(typeset)
    pages = [Page(number, with_blank_lines(lines, units)) for number, lines in enumerate(typeset, 1)]
    return pages, broken, pictured


def _lines(raw: PageObject) -> Iterator[TypesetLine]:
    """Yield the lines of a page that are not blank, in reading order, with where each begins."""
    text: list[str] = []
    height: float | None = None
    size = left = 0.0
    for part, at, where, font_size in _fragments(raw):
        for index, piece in enumerate(part.split("\n")):
            if index:
                yield from _line(text, height, size, left)
                text, height = [], None
            if piece.strip() and height is None and not index:
                height, size, left = at, font_size, where
            text.append(piece)
    yield from _line(text, height, size, left)


def _line(parts: Sequence[str], height: float | None, size: float, left: float) -> Iterator[TypesetLine]:
    text = _NO_TEXT.sub(" ", _UNUSED_CODE.sub("•", "".join(parts)))
    if text.strip():
        yield TypesetLine(text, height, size, left)


def _fragments(raw: PageObject) -> list[tuple[str, float | None, float, float]]:
    """Return what is printed on a page: text, height above the bottom, place from the left, font size.

    All in points; the height is None where the file gives no finite place.
    """
    fragments: list[tuple[str, float | None, float, float]] = []

    def note(text: str, ours: list[float], matrix: list[float], _font: object, size: float) -> None:
        if text:
            height = matrix[4] * ours[1] + matrix[5] * ours[3] + ours[5]
            left = matrix[4] * ours[0] + matrix[5] * ours[2] + ours[4]
            scale = math.hypot(matrix[2], matrix[3]) * math.hypot(ours[2], ours[3])
            known = math.isfinite(height) and math.isfinite(left) and math.isfinite(size * scale)
            fragments.append((text, height, left, size * scale) if known else (text, None, 0.0, 0.0))

    raw.extract_text(visitor_text=note)
    return fragments


def _may_be_picture(raw: PageObject, lines: Sequence[TypesetLine]) -> bool:
    """Whether a page has no text, or hardly any on a picture of the page's own shape."""
    letters = sum(char.isalpha() for line in lines for char in line.text)
    if letters == 0:
        return True
    return letters < _STAMP_LETTERS and any(_is_scan(image, raw) for image in _images(raw))


def _images(raw: PageObject) -> Iterator[tuple[float, float]]:
    resources = raw.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    for entry in (objects.get_object() if objects is not None else {}).values():
        image = entry.get_object()
        if image.get("/Subtype") == "/Image":
            yield float(image.get("/Width", 0)), float(image.get("/Height", 0))


def _is_scan(image: tuple[float, float], raw: PageObject) -> bool:
    width, height = image
    if width * height < _SCAN_PIXELS:
        return False
    ratio = (width / height) / (float(raw.mediabox.width) / float(raw.mediabox.height))
    return 1 / _SAME_SHAPE <= ratio <= _SAME_SHAPE


def _labels(reader: PdfReader, count: int) -> list[str]:
    """Return the printed page numbers that the PDF itself defines, or an empty list."""
    if "/PageLabels" not in reader.root_object:
        return []
    try:
        labels = [" ".join(_NO_TEXT.sub(" ", label).split()) for label in reader.page_labels]
    except (PyPdfError, KeyError, ValueError, TypeError, AttributeError, IndexError):
        return []  # labels are a help; without them the page keeps its place in the file
    return labels if len(labels) == count else []


def _structured(pages: Sequence[Page], labels: Sequence[str]) -> Reading:
    """Read the pages with their labels.

    Programs write the labels 1, 2, 3 unasked; so those only count where the paper shows no number.
    """
    if not labels:
        return read_pages(pages)
    if list(labels) != [str(page.number) for page in pages]:
        return read_pages(_labelled(pages, labels))
    reading = read_pages(pages)
    if any(page.label for page in reading.pages):
        return reading
    return replace(reading, pages=tuple(_labelled(reading.pages, labels)))


def _labelled(pages: Sequence[Page], labels: Sequence[str]) -> list[Page]:
    return [replace(page, label=label or None) for page, label in zip(pages, labels, strict=True)]


def _proposal(reader: PdfReader) -> Proposal:
    try:
        data = reader.metadata
        if data is None:
            return Proposal()
        return propose(data.title or "", data.get("/CreationDate"), data.author or "")
    except (PyPdfError, KeyError, ValueError, TypeError, AttributeError):
        return Proposal()  # a courtesy to the catalogue, not worth a document


def _declared_count(reader: PdfReader) -> int:
    try:
        tree: Any = reader.root_object["/Pages"].get_object()
        return int(tree["/Count"])
    except (PyPdfError, KeyError, ValueError, TypeError, AttributeError):
        return 0


def _damage(data: bytes, broken: Sequence[int], missing: int) -> Iterator[str]:
    if broken:
        what = f"Pagina {listed(broken)} is" if len(broken) == 1 else f"De pagina's {listed(broken)} zijn"
        yield f"{what} beschadigd en niet gelezen."
    if missing > 0 or _END not in data.rstrip(b"\x00\r\n\t ")[-_END_BYTES:]:
        yield "Het PDF-bestand is niet compleet: mogelijk ontbreken er pagina's. Vraag het opnieuw op."
