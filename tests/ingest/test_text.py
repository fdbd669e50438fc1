from __future__ import annotations

import codecs

import pytest

from ingest.errors import DamagedFileError, EmptyFileError
from ingest.readers.text import decode, read_text

TEXT = "Één zin over de coöperatie in de wijk.\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
    ],
)
def test_unicode_is_read_without_a_warning(data: bytes) -> None:
    """UTF-8 with and without a mark, and UTF-16 and UTF-32 with one, are read as they are."""
    reading = read_text(data)
    assert [piece.text for piece in reading.pieces] == [TEXT.strip()]
    assert reading.warnings == ()


def test_windows_text_is_read_with_a_warning() -> None:
    """Bytes that are no UTF-8 are read as Windows-1252, and the user is told."""
    reading = read_text("Eén coöperatie – dat is “nieuw”.".encode("cp1252"))
    assert reading.pieces[0].text == "Eén coöperatie – dat is “nieuw”."
    assert len(reading.warnings) == 1
    assert "Windows-1252" in reading.warnings[0]


def test_form_feeds_separate_pages() -> None:
    """Each form feed begins a page; one at the very end does not."""
    reading = read_text(b"Een.\r\nNog een.\x0cTwee.\x0c")
    assert [(page.number, page.text) for page in reading.pages] == [(1, "Een.\nNog een."), (2, "Twee.")]


def test_a_blank_page_keeps_its_number() -> None:
    """A page without text counts, so that the numbers of the others are right."""
    assert [piece.page for piece in read_text(b"Een.\x0c\x0cDrie.").pieces] == [1, 3]


@pytest.mark.parametrize("data", [b"", b" \n\x0c\n", codecs.BOM_UTF8])
def test_nothing_to_read_is_said(data: bytes) -> None:
    """A file without text is refused with a hint."""
    with pytest.raises(EmptyFileError) as caught:
        read_text(data)
    assert caught.value.message == "Het bestand bevat geen tekst."
    assert caught.value.hint


@pytest.mark.parametrize("data", [b"\x00\x01\x02binair", codecs.BOM_UTF16_LE + b"\x00\xd8"])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    """Bytes with zeros, or a broken UTF-16, are a damaged file with a hint."""
    with pytest.raises(DamagedFileError) as caught:
        decode(data)
    assert "UTF-8" in caught.value.hint
