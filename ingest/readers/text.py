"""Reads plain text: decoded with care, form feeds separate the pages."""

from __future__ import annotations

import codecs
from dataclasses import replace

from ingest.errors import DamagedFileError, EmptyFileError
from ingest.model import Page, Reading
from ingest.structure import read_pages

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_UTF8 = (
    "Het bestand is niet in UTF-8 opgeslagen; het is gelezen als Windows-1252. Controleer de leestekens."
)
_HINT_ENCODING = "Sla het bestand op als platte tekst in UTF-8 en lees het opnieuw in."
_HINT_EMPTY = "Controleer of dit het goede bestand is."


def read_text(data: bytes) -> Reading:
    """Return the reading of a plain text file.

    The encoding is UTF-8 (with or without a byte order mark) or UTF-16/32 with one; anything else is read
    as Windows-1252, with a warning. Raises EmptyFileError when no text is left, DamagedFileError when the
    bytes are no text at all.
    """
    text, warnings = decode(data)
    if not text.strip("\f\n\r\t \ufeff\u200b"):
        raise EmptyFileError("Het bestand bevat geen tekst.", _HINT_EMPTY)
    raw = text.replace("\r\n", "\n").replace("\r", "\n").split("\f")
    if len(raw) > 1 and not raw[-1].strip():
        raw.pop()  # a form feed that closes the last page opens no new one
    reading = read_pages([Page(number, page) for number, page in enumerate(raw, 1)])
    return replace(reading, warnings=(*warnings, *reading.warnings))


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of ``data`` and the warnings about its encoding."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, encoding), ()
    if b"\x00" in data:
        raise DamagedFileError("Het bestand is geen platte tekst.", _HINT_ENCODING)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), (_NOT_UTF8,)


def _decode_marked(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DamagedFileError(
            "Het bestand is beschadigd: de tekst is niet te ontcijferen.", _HINT_ENCODING
        ) from error
