from __future__ import annotations

import io

import pytest
import samples
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import DamagedFileError, EncryptedFileError, TooLargeError
from ingest.limits import Limits
from ingest.model import Reading, same_words, slice_of
from ingest.readers.ocr import FakeRecogniser
from ingest.readers.pdf import read_pdf

RECOGNISED = ("Op dit beeld staat een hele zin.", "", "En nog een.")


def read(data: bytes, limits: Limits | None = None) -> Reading:
    """Read a PDF with a recogniser that finds the same two sentences in every picture."""
    return read_pdf(data, limits or Limits(), FakeRecogniser(RECOGNISED), lambda _seconds: None)


def test_text_comes_page_by_page() -> None:
    """Each page keeps its text, and each piece its place on it."""
    reading = read(samples.pdf(["Dit is de eerste zin.", "Dit is de tweede zin."]))
    assert [page.text for page in reading.pages] == ["Dit is de eerste zin.", "Dit is de tweede zin."]
    assert [piece.page for piece in reading.pieces] == [1, 2]
    for piece in reading.pieces:
        assert same_words(slice_of(reading.pages, piece.spans)) == same_words(piece.text)


def test_white_on_paper_becomes_a_blank_line() -> None:
    """Lines that stand clearly further apart than usual are parted by a blank line."""
    page = "een\ntwee\ndrie\n\nvier\nvijf\nzes\nzeven\nacht\nnegen\ntien\nelf\ntwaalf\ndertien"
    assert read(samples.pdf([page])).pages[0].text == page


def test_properties_are_proposed() -> None:
    """Title, author and date come from the file's properties, what programs fill in is dropped."""
    proposal = read(samples.pdf(title="Woonvisie", author="Gemeente")).proposal
    assert (proposal.title, proposal.author) == ("Woonvisie", "Gemeente")
    assert read(samples.pdf(title="untitled", author="anonymous")).proposal.title == ""


def test_page_labels_of_the_file_are_kept() -> None:
    """Labels that the PDF defines are the printed page numbers."""
    reading = read(samples.labelled_pdf(["Dit is een zin."] * 3, "/r", 2))
    assert [page.label for page in reading.pages] == ["ii", "iii", "iv"]


def test_a_pdf_without_labels_has_none() -> None:
    """Where neither file nor paper shows a number, the label is unknown and not guessed."""
    assert [page.label for page in read(samples.pdf(["Dit is een zin."] * 2)).pages] == [None, None]


def test_unasked_labels_only_count_where_the_paper_shows_none() -> None:
    """The labels 1, 2, 3 give way to numbers that are printed, and count where there are none."""
    bare = samples.labelled_pdf(["Dit is een zin."] * 3, "/D", 1)
    assert [page.label for page in read(bare).pages] == ["1", "2", "3"]


@pytest.mark.parametrize("password", ["geheim"])
def test_a_locked_file_asks_for_its_password(password: str) -> None:
    """A PDF that opens only with a password is an EncryptedFileError that says what to do."""
    with pytest.raises(EncryptedFileError, match="wachtwoord") as caught:
        read(samples.locked_pdf(password))
    assert "zonder beveiliging" in caught.value.hint


def test_an_empty_password_opens() -> None:
    """A PDF that only restricts printing is read."""
    assert read(samples.locked_pdf("")).pieces[0].text == samples.SENTENCE


def test_a_page_that_is_a_picture_is_recognised_and_marked() -> None:
    """The text of a scanned page comes from the recogniser; page, pieces and warnings say so."""
    reading = read(samples.scanned_pdf())
    assert [page.ocr for page in reading.pages] == [False, True]
    assert reading.pages[1].text == "\n".join(RECOGNISED)
    assert all(piece.ocr == (piece.page == 2) for piece in reading.pieces)
    assert "Pagina 2 is met tekstherkenning (OCR) gelezen" in reading.warnings[0]


def test_a_stamp_on_a_scan_does_not_hide_it() -> None:
    """A scan with a few stamped letters is recognised all the same."""
    assert read(samples.scanned_pdf(stamp="Ontvangen")).pages[1].ocr


def test_without_a_recogniser_the_page_is_named_with_what_to_install() -> None:
    """Where nothing can read pictures, the page is named and the hint says what to install."""
    reading = read_pdf(samples.scanned_pdf(), Limits(), None, lambda _seconds: None)
    assert reading.warnings == (
        "Pagina 2 is beeld zonder tekst en niet gelezen. "
        "Installeer daarvoor tesseract-ocr tesseract-ocr-nld.",
    )
    assert not any(page.ocr for page in reading.pages)


def test_time_is_asked_for_before_a_page_is_recognised() -> None:
    """For each picture the time of one recognition is asked for."""
    asked: list[float] = []
    read_pdf(samples.scanned_pdf(), Limits(ocr_seconds=7), FakeRecogniser(RECOGNISED), asked.append)
    assert asked == [7]


def test_no_more_pages_are_recognised_than_allowed() -> None:
    """Pictures beyond the limit are named as not read."""
    reading = read(samples.scanned_pdf(), Limits(ocr_pages=0))
    assert "Pagina 2 is beeld zonder tekst en niet gelezen." in reading.warnings


def test_a_blank_page_goes_unmentioned() -> None:
    """An empty page among others is no picture and no warning."""
    reading = read(samples.pdf([samples.SENTENCE, ""]))
    assert reading.warnings == ()
    assert not reading.pages[1].ocr


def test_a_cut_off_file_is_told() -> None:
    """A PDF that was changed and then cut off is read as it was before, with a warning."""
    cut_off = samples.pdf() + b"\n9 0 obj\n<< /Length 9000 >>\nstream\n" + b"x" * 5000
    assert any("niet compleet" in warning for warning in read(cut_off).warnings)


def test_padding_after_the_end_is_no_damage() -> None:
    """Empty bytes behind the end of a PDF, as some archives add them, give no warning."""
    assert read(samples.pdf() + b"\x00" * 9000).warnings == ()


def test_half_a_file_is_damaged() -> None:
    """A PDF whose only end is missing is damaged, and not read in part."""
    whole = samples.pdf([samples.SENTENCE] * 3)
    with pytest.raises(DamagedFileError):
        read(whole[: whole.rindex(b"%%EOF")])


def test_a_missing_page_is_told() -> None:
    """A PDF that declares more pages than it has gives a warning."""
    data = samples.pdf([samples.SENTENCE] * 2).replace(b"/Count 2", b"/Count 7")
    assert any("niet compleet" in warning for warning in read(data).warnings)


def test_too_many_pages_are_refused() -> None:
    """A PDF over the limit of pages is refused before its pages are read."""
    with pytest.raises(TooLargeError, match="3 pagina's; meer dan 2"):
        read(samples.pdf(["x"] * 3), Limits(pages=2))


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", samples.looping_tree_pdf(), b"%PDF-1.4\n%%EOF"])
def test_nothing_to_read_is_damage(data: bytes) -> None:
    """A PDF without pages that can be reached is damaged."""
    with pytest.raises(DamagedFileError) as caught:
        read(data)
    assert caught.value.hint


def test_a_bomb_is_not_unpacked() -> None:
    """A page that unpacks to hundreds of megabytes is not read; alone it makes the file damaged."""
    with pytest.raises(DamagedFileError, match="Geen enkele pagina"):
        read(samples.bomb_pdf())


def test_cells_bullets_and_footers_are_read_as_they_stand_on_paper() -> None:
    """Cells drawn apart are a row, a bullet of a standard font is one, a footer drawn first comes last."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for left, height, text in (
        (500, 30, "12"), (50, 780, "Eind 2024 is bereikt:"), (50, 760, "•"), (65, 760, "vijf parken"),
        (50, 700, "Bomen"), (250, 700, "€ 5.000"),
    ):  # fmt: skip
        canvas.saveState()
        canvas.translate(left, height)
        canvas.drawString(0, 0, text)
        canvas.restoreState()
    canvas.save()
    lines = [line for line in read(out.getvalue()).pages[0].text.split("\n") if line]
    assert [" ".join(line.split()) for line in lines] == [
        "Eind 2024 is bereikt:", "• vijf parken", "Bomen € 5.000", "12",
    ]  # fmt: skip
