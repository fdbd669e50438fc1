from __future__ import annotations

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st

from ingest.detect import detect
from ingest.errors import (
    DamagedFileError,
    EmptyFileError,
    EncryptedFileError,
    ReadError,
    UnsupportedFileError,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (samples.pdf(), "a.pdf", "pdf"),
        (b"\n\n rommel \n" + samples.pdf(), "a.pdf", "pdf"),
        (samples.word(), "a.docx", "docx"),
        (b"<!DOCTYPE html><title>x</title>", "a.html", "html"),
        (b"\xef\xbb\xbf<!-- c -->\n<HTML>", "a.htm", "html"),
        (b"<p>Een stukje</p>", "a.html", "html"),
        ("<html><p>é</p>".encode("utf-16"), "a.html", "html"),
        (b"# Kop\n\ntekst", "a.md", "markdown"),
        (b"tekst", "a.txt", "text"),
        ("tekst é".encode("utf-16"), "a.txt", "text"),
        ("financi\xeble".encode("latin-1"), "a.txt", "text"),
        (b"MZ is ook een afkorting van een gewone tekst", "a.txt", "text"),
    ],
)
def test_format_follows_content(data: bytes, name: str, found: str) -> None:
    """Each format is known by its content, and a name that agrees gives no warning."""
    assert detect(data, name).format == found
    assert detect(data, name).warning == ""


@pytest.mark.parametrize(
    ("data", "name", "found", "words"),
    [
        (samples.pdf(), "plan.txt", "pdf", "belooft platte tekst, de inhoud is PDF"),
        (samples.word(), "plan.pdf", "docx", "belooft PDF, de inhoud is Word"),
        (b"gewone tekst", "plan.pdf", "text", "belooft PDF, de inhoud is platte tekst"),
        (b"<html><body>x", "plan.md", "html", "belooft Markdown, de inhoud is HTML"),
    ],
)
def test_wrong_extension_is_read_by_content_and_told(data: bytes, name: str, found: str, words: str) -> None:
    """A file with another format's extension is read by its content, and the reader is told."""
    detected = detect(data, name)
    assert detected.format == found
    assert words in detected.warning


@pytest.mark.parametrize(
    ("data", "name", "error", "words"),
    [
        (b"", "a.pdf", EmptyFileError, "leeg"),
        (b"\x00" * 500, "a.pdf", EmptyFileError, "leeg"),
        (b" \n\t", "a.txt", EmptyFileError, "leeg"),
        (b"MZ\x90\x00\x03\x00", "a.pdf", UnsupportedFileError, "Windows-programma"),
        (b"\x7fELF\x02\x01\x00", "a.txt", UnsupportedFileError, "programma"),
        (b"\x89PNG\r\n\x1a\n\x00", "a.pdf", UnsupportedFileError, "afbeelding"),
        (b"{\\rtf1 tekst}", "a.docx", UnsupportedFileError, "RTF"),
        (OLE + b"\x00" * 600, "a.docx", UnsupportedFileError, "oud Office-bestand"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", EncryptedFileError, "wachtwoord"),
        (samples.archive("xl/workbook.xml"), "a.docx", UnsupportedFileError, "Excel"),
        (samples.archive("ppt/presentation.xml"), "a.docx", UnsupportedFileError, "PowerPoint"),
        (samples.archive("content.xml"), "a.docx", UnsupportedFileError, "OpenDocument"),
        (samples.archive("foto.jpg"), "a.docx", UnsupportedFileError, "ZIP"),
        (
            samples.archive("word/styles.xml", "[Content_Types].xml"),
            "a.docx",
            DamagedFileError,
            "de tekst ontbreekt",
        ),
        (samples.word()[:2000], "a.docx", DamagedFileError, "beschadigd"),
        (b"\x01\x02\x00\x93 binair", "a.pdf", DamagedFileError, "geen PDF"),
        (b"\x01\x02\x00\x93 binair", "a.txt", UnsupportedFileError, "geen tekst"),
    ],
)
def test_what_is_not_read_says_why_and_what_to_do(
    data: bytes, name: str, error: type[ReadError], words: str
) -> None:
    """A file of another kind is refused with its kind in the message and a hint."""
    with pytest.raises(error, match=words) as caught:
        detect(data, name)
    assert caught.value.hint


def test_pdf_with_damaged_signature_is_still_a_pdf() -> None:
    """A PDF whose first bytes are damaged goes to the PDF reader and not to the text reader."""
    assert detect(samples.pdf().replace(b"%PDF-1", b"%PXF-1", 1), "a.pdf").format == "pdf"


@given(
    data=st.binary(max_size=400), name=st.sampled_from(["a.pdf", "a.docx", "a.txt", "a.html", "b", "c.md"])
)
def test_any_bytes_are_detected_or_refused(data: bytes, name: str) -> None:
    """Whatever the bytes, there is a format or a ReadError, nothing else."""
    error: ReadError | None = None
    try:
        assert detect(data, name).format in ("pdf", "docx", "html", "markdown", "text")
    except ReadError as refusal:
        error = refusal
    assert error is None or (error.message and error.hint)
