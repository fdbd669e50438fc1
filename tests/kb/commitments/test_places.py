from __future__ import annotations

from ingest.model import Page, Piece, Span, same_words, slice_of
from kb.commitments.places import spans_of


def test_a_part_of_a_piece_is_found_through_folds_and_hyphens() -> None:
    """A line break inside a word on the page does not move the place of what follows."""
    page = Page(1, "We bouwen een sport-\nhal en planten bo-\nmen in de straat.")
    piece = Piece(
        "body", "We bouwen een sporthal en planten bomen in de straat.", (Span(1, 0, len(page.text)),)
    )
    start = piece.text.index("planten")
    spans = spans_of(piece, start, len(piece.text), (page,))
    assert same_words(slice_of((page,), spans)) == same_words("planten bomen in de straat.")


def test_a_part_that_runs_over_two_pages_has_two_spans() -> None:
    """Each page gets the span of its own half."""
    pages = (Page(1, "We planten"), Page(2, "bomen. Einde"))
    piece = Piece("body", "We planten bomen.", (Span(1, 0, 10), Span(2, 0, 6)))
    assert spans_of(piece, 3, 16, pages) == (Span(1, 3, 10), Span(2, 0, 5))


def test_what_cannot_be_aligned_keeps_the_place_of_the_whole() -> None:
    """A place that is too wide is still true."""
    page = Page(1, "iets heel anders")
    piece = Piece("body", "We planten bomen.", (Span(1, 0, 16),))
    assert spans_of(piece, 3, 10, (page,)) == piece.spans
