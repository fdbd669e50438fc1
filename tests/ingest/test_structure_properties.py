from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.model import PIECE_KINDS, Page, Reading, same_words, slice_of
from ingest.structure import read_pages

WORDS = st.sampled_from(
    "De het gemeente woningen in 2027 25 € 1.200 en Heerlen-Noord bouwt duurzaam. Wij willen: “Ja!” (zie "
    "art. 3) van groen; ef\ufb01ciënt maat- schappelijke Zuid- CO2 1 Figuur Tabel 3: Bron: Bijlage 50% "
    "x–y".split()
)
STARTS = st.sampled_from(
    [
        "",
        "",
        "",
        "",
        "• ",
        "o ",
        "- ",
        "➢ ",
        "1. ",
        "2. ",
        "3.2 ",
        "6.4. ",
        "IV. ",
        "a. ",
        "* ",
        "“",
        "– ",
        "  ",
        "3 ",
    ]
)
LINE = st.builds(
    lambda start, words: start + " ".join(words), STARTS, st.lists(WORDS, min_size=1, max_size=14)
)
SPECIAL = st.sampled_from(
    ["", "", "", " ", "12", "| 15", "https://www.heerlen.nl", "Inleiding ....... 4", "”", "\u00ad", "•"]
)
PAGE = st.lists(st.one_of(LINE, LINE, SPECIAL), max_size=25).map("\n".join)

# What may stand on a page without being in a piece: bullets, stars, dashes, numbers and letters of items.
DECORATION = re.compile(r"(?:[•◦o➢▪*–—-]|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[IVXLC]+)[.)]?)$")


def read(texts: list[str]) -> Reading:
    """Return the reading of pages with these texts."""
    return read_pages([Page(number, text) for number, text in enumerate(texts, 1)])


def uncovered(reading: Reading) -> list[str]:
    """Return the runs of characters that are in no piece."""
    left: list[str] = []
    for page in reading.pages:
        rest = list(page.text)
        for piece in reading.pieces:
            for span in piece.spans:
                if span.page == page.number:
                    rest[span.start : span.end] = " " * (span.end - span.start)
        left += "".join(rest).split()
    return left


@settings(max_examples=60, deadline=None)
@given(st.lists(PAGE, max_size=5))
def test_every_piece_says_the_words_at_its_place(texts: list[str]) -> None:
    """Whatever the pages hold, the text of a piece has the same words as the pages at its spans."""
    reading = read(texts)
    for piece in reading.pieces:
        assert piece.kind in PIECE_KINDS
        assert piece.spans
        assert same_words(slice_of(reading.pages, piece.spans)) == same_words(piece.text)
        assert piece.text == " ".join(piece.text.split())


@settings(max_examples=60, deadline=None)
@given(st.lists(PAGE, max_size=5))
def test_spans_are_sound_and_nothing_stands_in_two_pieces(texts: list[str]) -> None:
    """Spans are ordered, not empty and on their page; no character but white space belongs to two pieces."""
    reading = read(texts)
    seen: set[tuple[int, int]] = set()
    for piece in reading.pieces:
        assert list(piece.spans) == sorted(piece.spans, key=lambda span: (span.page, span.start))
        for span in piece.spans:
            text = reading.pages[span.page - 1].text
            assert 0 <= span.start < span.end <= len(text)
            places = {(span.page, at) for at in range(span.start, span.end) if not text[at].isspace()}
            assert not places & seen
            seen |= places


@settings(max_examples=60, deadline=None)
@given(st.lists(PAGE, max_size=5))
def test_nothing_that_stands_on_a_page_is_lost(texts: list[str]) -> None:
    """All that is not in a piece is a bullet, a dash, or the number of an item."""
    for rest in uncovered(read(texts)):
        assert DECORATION.match(rest.strip("\u00ad")) or not rest.strip("\u00ad"), rest


@settings(max_examples=20, deadline=None)
@given(st.lists(PAGE, max_size=4))
def test_reading_is_deterministic(texts: list[str]) -> None:
    """The same pages give the same reading."""
    assert read(texts) == read(texts)
