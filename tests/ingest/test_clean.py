from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.clean import Cut, Strand, fold
from ingest.hyphens import Joints
from ingest.model import Page, Span, same_words, slice_of

JOINTS = Joints((), lambda _word: 0.0)


def strand_of(*texts: str) -> tuple[Strand, tuple[Page, ...]]:
    """Return a strand of one line a page."""
    pages = tuple(Page(number, text) for number, text in enumerate(texts, 1))
    cuts = [Cut(page.number, 0, len(page.text)) for page in pages]
    return Strand({page.number: page for page in pages}, JOINTS, cuts), pages


def test_text_that_needs_nothing_is_left_alone() -> None:
    """A line without odd characters folds to itself and needs no map."""
    assert fold("Gewone tekst.") == ("Gewone tekst.", None)


def test_ligatures_spaces_and_soft_hyphens_are_folded() -> None:
    """Ligatures are taken apart, runs of spaces become one, soft hyphens go; each sign knows its place."""
    text, places = fold("e\ufb03ci\u00adënt  en\u00a0 fijn")
    assert text == "efficiënt en fijn"
    assert places is not None
    assert len(places) == len(text)
    assert places[1] == places[2] == places[3] == 1


def test_lines_are_joined_by_a_space() -> None:
    """Two lines become one text with a space between them."""
    strand, _ = strand_of("een twee", "drie")
    assert strand.text == "een twee drie"


def test_a_printers_hyphen_disappears_between_pages() -> None:
    """A word broken at the end of a page is whole in the text and has a span on both pages."""
    strand, pages = strand_of("de maat-", "schappelijke opgave")
    assert strand.text == "de maatschappelijke opgave"
    spans = strand.spans(3, 19)
    assert spans == (Span(1, 3, 7), Span(2, 0, 12))
    assert same_words(slice_of(pages, spans)) == "maatschappelijke"


def test_neighbouring_lines_of_a_page_are_one_span() -> None:
    """Lines with only white space between them make one span."""
    page = Page(1, "eerste regel  \n\n tweede regel")
    strand = Strand({1: page}, JOINTS, [Cut(1, 0, 12), Cut(1, 17, 29)])
    assert strand.text == "eerste regel tweede regel"
    assert strand.spans(0, len(strand.text)) == (Span(1, 0, 29),)


LINES = st.text(alphabet="ab -\u00ad\ufb01\u00a0É.1", min_size=1, max_size=12).map(str.strip).filter(bool)


@given(st.lists(LINES, min_size=1, max_size=6))
def test_every_part_of_a_strand_says_the_words_at_its_place(texts: list[str]) -> None:
    """The text between any two of its offsets has the same words as the pages at its spans."""
    strand, pages = strand_of(*texts)
    assert same_words(slice_of(pages, strand.spans(0, len(strand.text)))) == same_words(strand.text)
    assert "  " not in strand.text
    for middle in range(len(strand.text) + 1):
        halves = strand.spans(0, middle) + strand.spans(middle, len(strand.text))
        assert all(span.start < span.end <= len(pages[span.page - 1].text) for span in halves)
