"""Which format a file has, by what is in it. Its name only decides where the content cannot.

Plain text and Markdown look alike: there the extension tells. Everything else has a signature.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from ingest.errors import DamagedFileError, EmptyFileError, EncryptedFileError, UnsupportedFileError

Format = Literal["pdf", "docx", "html", "markdown", "text"]

FORMATS: dict[str, Format] = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".txt": "text",
}
SUPPORTED = tuple(FORMATS)

_NAMES: dict[Format, str] = {
    "pdf": "PDF", "docx": "Word (.docx)", "html": "HTML", "markdown": "Markdown", "text": "platte tekst",
}  # fmt: skip

# Signature, and what a person calls such a file.
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"MZ", "een Windows-programma"),
    (b"\x7fELF", "een programma"),
    (b"\x89PNG\r\n", "een afbeelding (PNG)"),
    (b"\xff\xd8\xff", "een afbeelding (JPEG)"),
    (b"GIF8", "een afbeelding (GIF)"),
    (b"II*\x00", "een afbeelding (TIFF)"),
    (b"MM\x00*", "een afbeelding (TIFF)"),
    (b"{\\rtf", "een RTF-bestand"),
    (b"\x1f\x8b", "een ingepakt bestand (gzip)"),
    (b"7z\xbc\xaf\x27\x1c", "een ingepakt bestand (7-Zip)"),
    (b"Rar!", "een ingepakt bestand (RAR)"),
    (b"SQLite format 3\x00", "een SQLite-databank"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of old Office files and of encrypted new ones
_HEAD = 2048
# Editors leave other bytes before a PDF's signature; readers look for it in the first KB (PDF 1.7, annex H).
_PDF_HEAD = 1024
_PDF_INSIDE = re.compile(rb"\d \d obj\b.{0,4000}?endobj", re.DOTALL)
_HTML_START = re.compile(
    rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.I | re.S
)
_HTML_TAG = re.compile(rb"<(p|div|h[1-6]|table|ul|ol|span|br|body|article|section)\b[^>]*>", re.I)
_CONTROLS = bytes(set(range(32)) - {8, 9, 10, 12, 13, 26, 27}) + b"\x7f"
_BOMS_16 = (b"\xff\xfe", b"\xfe\xff")
_HINT_SAVE_AS = "Sla het op als PDF of Word (.docx) en zet dat bestand in de map."
_HINT_REPAIR = "Vraag het bestand opnieuw op, of open het in zijn eigen programma en sla het opnieuw op."


@dataclass(frozen=True, slots=True)
class Detected:
    """The format found, and a warning when the file's name promised another one."""

    format: Format
    warning: str = ""


def detect(data: bytes, name: str) -> Detected:
    """Return the format of the file ``name`` that holds ``data``.

    Raises EmptyFileError, EncryptedFileError (a locked Office file), DamagedFileError (a PDF or Word file
    in name only) or UnsupportedFileError.
    """
    if not data.strip(b"\x00 \t\r\n\f"):
        raise EmptyFileError("Het bestand is leeg.", "Vraag het bestand opnieuw op of haal het uit de map.")
    promised = FORMATS.get(PurePath(name).suffix.lower())
    found = _by_signature(data, promised)
    if promised is None or found == promised or {found, promised} == {"text", "markdown"}:
        return Detected(found)
    return Detected(
        found, f"De naam belooft {_NAMES[promised]}, de inhoud is {_NAMES[found]}; zo is het gelezen."
    )


def _by_signature(data: bytes, promised: Format | None) -> Format:
    if b"%PDF-" in data[:_PDF_HEAD]:
        return "pdf"
    if data.startswith(b"PK\x03\x04") or (promised == "docx" and b"PK\x05\x06" in data[-66_000:]):
        return _zip_format(data)
    _refuse_foreign(data)
    if _PDF_INSIDE.search(data[:100_000]):
        return "pdf"  # the signature itself is damaged; the reader can often still find its way
    if not _is_text(data):
        raise _not_text(promised)
    return _text_format(data, promised)


def _text_format(data: bytes, promised: Format | None) -> Format:
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if data.startswith(_BOMS_16):
        head = head.replace(b"\x00", b"")[2:]
    if _HTML_START.match(head) or (promised == "html" and _HTML_TAG.search(data)):
        return "html"
    return "markdown" if promised == "markdown" else "text"


def _zip_format(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    # NotImplementedError: a flipped version field asks for a newer ZIP than exists.
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise DamagedFileError("Het bestand is beschadigd of niet compleet.", _HINT_REPAIR) from error
    if "word/document.xml" in names or any(name.startswith("word/document") for name in names):
        return "docx"
    if any(name.startswith("word/") for name in names) and "[Content_Types].xml" in names:
        raise DamagedFileError("Het Word-bestand is niet compleet: de tekst ontbreekt.", _HINT_REPAIR)
    raise UnsupportedFileError(f"Dit is {_zip_kind(names)}; dat wordt niet gelezen.", _HINT_SAVE_AS)


def _zip_kind(names: set[str]) -> str:
    if any(name.startswith("xl/") for name in names):
        return "een Excel-bestand"
    if any(name.startswith("ppt/") for name in names):
        return "een PowerPoint-bestand"
    if "content.xml" in names:
        return "een OpenDocument-bestand"
    if "META-INF/container.xml" in names:
        return "een e-boek (EPUB)"
    return "een ingepakt bestand (ZIP)"


def _refuse_foreign(data: bytes) -> None:
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise EncryptedFileError(
                "Het bestand is met een wachtwoord beveiligd.", "Sla het op zonder wachtwoord."
            )
        raise UnsupportedFileError("Dit is een oud Office-bestand (.doc, .xls of .ppt).", _HINT_SAVE_AS)
    for signature, what in _FOREIGN:
        if data.startswith(signature) and not (len(signature) == 2 and _is_text(data)):
            raise UnsupportedFileError(f"Dit is {what}; dat wordt niet gelezen.", _HINT_SAVE_AS)


def _is_text(data: bytes) -> bool:
    """Whether ``data`` can be text: no NUL outside UTF-16, and next to no control characters."""
    if data.startswith(_BOMS_16):
        return True
    if b"\x00" in data:
        return False
    sample = data[:100_000]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls <= len(sample) // 200


def _not_text(promised: Format | None) -> DamagedFileError | UnsupportedFileError:
    if promised in ("pdf", "docx"):
        return DamagedFileError(f"Het bestand is beschadigd of geen {_NAMES[promised]}.", _HINT_REPAIR)
    return UnsupportedFileError("Het bestand bevat geen tekst maar andere gegevens.", _HINT_SAVE_AS)
