from __future__ import annotations

from functools import cache

import pytest
import roundtrip
from roundtrip import pdf_of, reading_of, share_kept, typeset_pdf_of, word_of_lines, word_of_pieces

from ingest.limits import Limits
from ingest.model import Reading, same_words, slice_of
from ingest.sandbox import read_bytes

pytestmark = pytest.mark.slow

# Each document in full is the bench's part; here a stretch of each, so that it takes seconds.
STRETCHES = {
    "coalitieakkoord-2018-2022.txt": slice(0, 12),
    "omgevingsvisie-heerlen-2050.txt": slice(4, 18),
    "prestatieafspraken-2024-2028.txt": slice(2, 14),
    "programmaplan-duurzaamheid-2023-2027.txt": slice(8, 24),
    "verslag-overleg-bouwend-nederland.txt": slice(0, 1),
}
NAMES = sorted(STRETCHES)


@cache
def pages_of(name: str) -> tuple[str, ...]:
    """The pages of the stretch of a document."""
    return tuple(roundtrip.corpus_pages(name)[STRETCHES[name]])


@cache
def original(name: str) -> Reading:
    """What reading the text itself gives."""
    return reading_of(pages_of(name))


def read_back(data: bytes, name: str) -> Reading:
    """Read a file made from the corpus; every piece must stand where it says."""
    reading = read_bytes(data, name, Limits(ocr_pages=0), lambda _seconds: None)
    for piece in reading.pieces:
        assert same_words(slice_of(reading.pages, piece.spans)) == same_words(piece.text)
    assert reading.warnings == ()
    return reading


@pytest.mark.parametrize("name", NAMES)
def test_one_column_gives_the_same_sentences(name: str) -> None:
    """A PDF of the text gives at least 99% of its sentences back."""
    assert share_kept(original(name), read_back(pdf_of(pages_of(name)), "a.pdf")) >= 0.99


@pytest.mark.parametrize("name", NAMES)
def test_a_pdf_gives_the_same_pages_with_the_same_words(name: str) -> None:
    """Page by page the words are those of the text, in any order within the page."""
    back = read_back(pdf_of(pages_of(name)), "a.pdf")
    assert len(back.pages) == len(pages_of(name))
    for page, text in zip(back.pages, pages_of(name), strict=True):
        assert sorted(page.text.split()) == sorted(text.split()), page.number


@pytest.mark.parametrize("name", NAMES)
def test_running_lines_do_not_disturb_the_sentences(name: str) -> None:
    """With running headers, footers and page numbers a PDF gives at least 99% of the sentences back."""
    data = pdf_of(pages_of(name), "Gemeente Voorbeeld", "Vastgesteld door de raad", 101)
    assert share_kept(original(name), read_back(data, "a.pdf")) >= 0.99


@pytest.mark.parametrize("name", NAMES)
def test_typeset_on_a4_gives_the_same_sentences(name: str) -> None:
    """Where sentences run over other lines and pages than in the text, at least 99% of them come back."""
    assert share_kept(original(name), read_back(typeset_pdf_of(original(name).pieces), "a.pdf")) >= 0.99


@pytest.mark.parametrize("name", NAMES)
def test_word_with_a_paragraph_a_line_gives_the_same_sentences(name: str) -> None:
    """A Word file that holds the lines of the text gives at least 99% of its sentences back."""
    assert share_kept(original(name), read_back(word_of_lines(pages_of(name)), "a.docx")) >= 0.99


@pytest.mark.parametrize("name", NAMES)
def test_word_with_styles_gives_the_same_sentences(name: str) -> None:
    """A Word file with headings, lists and tables gives at least 99% of the sentences back."""
    assert share_kept(original(name), read_back(word_of_pieces(original(name).pieces), "a.docx")) >= 0.99
