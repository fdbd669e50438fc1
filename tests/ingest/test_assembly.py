from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.model import PIECE_KINDS, Proposal, Reading, same_words, slice_of
from ingest.readers.assembly import Block, assemble

WORDS = st.text(alphabet="abcDE. :\u00ad-\f–“”'1234ﬁ\x00\ud800\n", max_size=40)
BLOCKS = st.builds(
    Block,
    st.sampled_from(PIECE_KINDS),
    WORDS,
    st.none() | st.integers(0, 9),
    st.none() | st.just("Kop"),
    st.sampled_from(["", "•", "6.4."]),
)


def reading_of(*blocks: Block) -> Reading:
    """Assemble blocks."""
    return assemble(blocks, Proposal())


@given(st.lists(BLOCKS, max_size=12))
def test_every_piece_stands_where_it_says(blocks: list[Block]) -> None:
    """The words at the spans are the words of the piece; spans are ordered, on their page and not empty."""
    reading = assemble(blocks, Proposal())
    taken: set[tuple[int, int]] = set()
    for piece in reading.pieces:
        assert same_words(slice_of(reading.pages, piece.spans)) == same_words(piece.text)
        for span in piece.spans:
            place = {(span.page, offset) for offset in range(span.start, span.end)}
            assert place
            assert not place & taken
            taken |= place
        assert piece.text == " ".join(piece.text.split())


@given(st.lists(BLOCKS, max_size=12))
def test_no_words_are_lost(blocks: list[Block]) -> None:
    """All words of the blocks stand in the pages, in their order."""
    reading = assemble(blocks, Proposal())
    pages = same_words("".join(page.text for page in reading.pages))
    at = 0
    for block in blocks:
        words = same_words("".join(" " if char in "\x00\ud800" else char for char in block.text))
        at = pages.index(words, at) if words else at


def test_a_page_break_turns_the_page() -> None:
    """A break inside a block is inside its sentence; at its ends it only turns the page."""
    reading = reading_of(Block("body", "\fEen zin\fdie doorloopt.\f"), Block("body", "Slot."))
    assert [page.text for page in reading.pages] == ["", "Een zin", "die doorloopt.", "Slot."]
    assert [(piece.text, piece.page, piece.page_end) for piece in reading.pieces] == [
        ("Een zin die doorloopt.", 2, 3),
        ("Slot.", 4, 4),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Figuur 3: De kaart", "caption"),
        ("Figuur 3 laat de kaart zien.", "body"),
        ("6.4. We planten bomen.", "measure"),
        ("6.4 We planten bomen.", "measure"),
        ("6.4 miljoen euro is genoeg.", "body"),
        ("2.250 woningen zijn af.", "body"),
        ("“Meer bomen.” – Bewoner uit Oost", "quotation"),
        ("“Meer bomen” zegt men vaak.", "body"),
    ],
)
def test_paragraphs_are_what_their_words_show(text: str, kind: str) -> None:
    """Captions, numbered measures and quotations are known by how they are written."""
    assert {piece.kind for piece in reading_of(Block("body", text)).pieces} == {kind}


def test_a_heading_ends_the_paths_below_it() -> None:
    """A heading stands under those of a lower level only."""
    reading = reading_of(
        Block("heading", "A", level=1),
        Block("heading", "B", level=3),
        Block("heading", "C", level=2),
        Block("body", "Zin."),
    )
    assert reading.pieces[-1].section == ("A", "C")
