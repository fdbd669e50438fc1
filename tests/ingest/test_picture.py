from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import ReadError
from ingest.picture import WIDTH, draw_page, find_boxes

LINES = (
    "Wij bouwen in deze wijk vijftig woningen voor",
    "jongeren en ouderen, en planten bomen.",
    "Slot van de pagina.",
)
QUOTE = "vijftig woningen voor jongeren en ouderen"


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF of two pages; the second says the same line twice."""
    path = tmp_path_factory.mktemp("paper") / "plan.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    for number, line in enumerate(LINES):
        canvas.drawString(72, 700 - 20 * number, line)
    canvas.showPage()
    for number in range(2):
        canvas.drawString(72, 700 - 20 * number, "Deze regel staat er twee keer.")
    canvas.save()
    return path


def pixels(png: bytes) -> list[bytes]:
    """The rows of a PNG with three bytes a pixel, unfiltered as ours are."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    start = png.index(b"IDAT") + 4
    (length,) = struct.unpack(">I", png[start - 8 : start - 4])
    raw = zlib.decompress(png[start : start + length])
    return [raw[row * (width * 3 + 1) + 1 : (row + 1) * (width * 3 + 1)] for row in range(height)]


def test_a_page_becomes_a_picture(paper: Path) -> None:
    """As wide as asked, in the proportions of the page, with ink where the text is; the same bytes each time."""
    picture = draw_page(paper, 1)
    assert picture.width == WIDTH
    assert abs(picture.height / picture.width - A4[1] / A4[0]) < 0.01
    rows = pixels(picture.png)
    inked = [index / len(rows) for index, row in enumerate(rows) if min(row) < 100]
    assert 0.1 < min(inked) < max(inked) < 0.25
    assert draw_page(paper, 1) == picture


def test_a_quotation_is_boxed_line_by_line(paper: Path) -> None:
    """A box for each line, on the ink of that line and within the page."""
    boxes = find_boxes(paper, 1, [QUOTE])
    assert len(boxes) == 2
    first, second = boxes
    assert first.top < first.bottom < second.bottom
    assert first.left > second.left  # it begins in the middle of its first line
    assert abs(second.left - 72 / A4[0]) < 0.01
    assert abs(first.bottom - (A4[1] - 700) / A4[1]) < 0.01


@pytest.mark.parametrize("quote", ["Dit staat er niet.", "", "Deze regel staat er twee keer."])
def test_what_is_not_surely_there_gets_no_box(paper: Path, quote: str) -> None:
    """A wrong mark is worse than none."""
    assert find_boxes(paper, 2, [quote]) == ()


def test_a_page_that_is_not_there_is_an_error(paper: Path, tmp_path: Path) -> None:
    """A page too far, a file that is no PDF, and no file at all: a sentence and a hint."""
    (tmp_path / "tekst.pdf").write_text("geen pdf", encoding="utf-8")
    for path, number in ((paper, 9), (tmp_path / "tekst.pdf", 1), (tmp_path / "weg.pdf", 1)):
        with pytest.raises(ReadError) as caught:
            draw_page(path, number)
        assert caught.value.hint
