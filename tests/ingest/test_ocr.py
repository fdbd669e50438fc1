from __future__ import annotations

from pathlib import Path

import pytest
import samples

from ingest.limits import Limits
from ingest.model import Page
from ingest.readers import ocr
from ingest.readers.ocr import FakeRecogniser, Tesseract, find_recogniser, listed, recognise_pages, sure_lines
from ingest.readers.render import Renderer, RenderError

HEADER = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


def word(block: int, paragraph: int, line: int, confidence: float, text: str) -> str:
    """A line of Tesseract's table for one word."""
    return f"5\t1\t{block}\t{paragraph}\t{line}\t1\t0\t0\t9\t9\t{confidence}\t{text}"


def test_lines_and_paragraphs_come_from_the_table() -> None:
    """Words of a line are joined, and paragraphs are parted by an empty line."""
    table = "\n".join(
        [
            HEADER,
            word(1, 1, 1, 96, "Een"),
            word(1, 1, 1, 90, "zin."),
            word(1, 1, 2, 88, "Nog"),
            word(1, 2, 1, 91, "Slot"),
        ]
    )
    assert list(sure_lines(table)) == ["Een zin.", "Nog", "", "Slot"]


def test_noise_of_photographs_is_left_out() -> None:
    """A line of which Tesseract is not sure is no text."""
    table = "\n".join([HEADER, word(1, 1, 1, 20, "~|;"), word(1, 1, 2, 95, "Tekst"), word(1, 1, 3, 95, " ")])
    assert list(sure_lines(table)) == ["Tekst"]


@pytest.mark.parametrize(
    ("numbers", "words"),
    [([3], "3"), ([1, 3], "1 en 3"), ([5, 6, 7, 1, 3], "1, 3 en 5-7"), ([1, 2], "1-2")],
)
def test_page_numbers_are_listed_in_dutch(numbers: list[int], words: str) -> None:
    """Neighbouring pages become a range, the last one follows "en"."""
    assert listed(numbers) == words


def test_a_picture_without_text_stays_empty() -> None:
    """When the recogniser finds next to nothing, the page keeps its own text and no warning is given."""
    pages = [Page(1, "a"), Page(2, "")]
    result, warnings = recognise_pages(
        samples.scanned_pdf(), pages, [2], FakeRecogniser(("vlek",)), Limits(), lambda _seconds: None
    )
    assert result == pages
    assert warnings == []


def test_a_picture_that_takes_too_long_is_named() -> None:
    """A page whose recognition is stopped is named as not read."""
    _, warnings = recognise_pages(
        samples.scanned_pdf(),
        [Page(1, "a"), Page(2, "")],
        [2],
        FakeRecogniser(("x" * 99,)),
        Limits(ocr_seconds=0),
        lambda _seconds: None,
    )
    assert warnings == ["Pagina 2 is beeld zonder tekst en niet gelezen."]


def test_what_cannot_be_rendered_is_named() -> None:
    """When the pages cannot be rendered they are named as not read, and nothing breaks."""
    _, warnings = recognise_pages(b"%PDF-1.4", [Page(1, "")], [1], None, Limits(), lambda _seconds: None)
    assert "Pagina 1 is beeld" in warnings[0]


def test_the_renderer_tells_blank_from_drawn() -> None:
    """A drawn page gives a grey picture of its size at 300 dpi, a blank one gives none."""
    with Renderer(samples.scanned_pdf()) as renderer:
        picture = renderer.picture(2)
        assert picture is not None
        assert picture.startswith(b"P5 2480 3508 255\n") or picture.startswith(b"P5 2481 3508 255\n")
    with Renderer(samples.pdf([""])) as renderer:
        assert renderer.picture(1) is None
        with pytest.raises(RenderError):
            renderer.picture(9)


def test_a_failing_command_reads_nothing(tmp_path: Path) -> None:
    """A command that fails on the picture gives no lines, a command that hangs is stopped."""
    failing, hanging = tmp_path / "faalt", tmp_path / "hangt"
    failing.write_text("#!/bin/sh\nexit 3\n")
    hanging.write_text("#!/bin/sh\nexec sleep 30\n")
    failing.chmod(0o755)
    hanging.chmod(0o755)
    assert Tesseract(str(failing)).lines(b"", 20) is None
    assert Tesseract(str(hanging)).lines(b"", 0.1) is None


@pytest.mark.parametrize(("languages", "found"), [("eng\nnld\n", True), ("eng\nosd\n", False)])
def test_tesseract_counts_only_with_dutch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, languages: str, found: bool
) -> None:
    """Tesseract is used where it knows Dutch, and not where it would guess in English."""
    command = tmp_path / "tesseract"
    command.write_text(f"#!/bin/sh\nprintf '{languages}'\n")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    ocr.find_tesseract.cache_clear()
    try:
        assert (find_recogniser(Limits()) == Tesseract(str(command))) is found
        assert find_recogniser(Limits(ocr_pages=0)) is None
    finally:
        ocr.find_tesseract.cache_clear()
