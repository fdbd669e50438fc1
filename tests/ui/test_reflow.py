from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.model import Page, Piece, Span, same_words
from ui.reflow import reflow
from ui.views import Block, Segment


def shown(blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    """The blocks as kind and text."""
    return [(block.kind, "".join(segment.text for segment in block.segments)) for block in blocks]


def marked(blocks: tuple[Block, ...]) -> str:
    """The marked text of all blocks."""
    return "".join(segment.text for block in blocks for segment in block.segments if segment.marked)


RAW = (
    "1. Wonen in de stad\n\nWij bouwen in deze wijk de komende jaren vijftig woningen voor jonge men-\n\n"
    "sen en ouderen.\n\nDat is nodig.\n\n• Een eerste punt\n\nvan twee regels\n\nlosse tekst\n"
)


def piece(kind: str, words: str, *, raw: str = RAW, page: int = 1, **more: object) -> Piece:
    """A piece whose raw text runs from its first to its last word on the page."""
    first, last = words.split("…")
    start = raw.index(first)
    end = raw.index(last, start) + len(last)
    text = raw[start:end].replace("men-\n\nsen", "mensen").replace("\n\n", " ")
    return Piece(kind, text, (Span(page, start, end),), **more)  # type: ignore[arg-type]


PIECES = (
    piece("heading", "1. Wonen…stad", level=1),
    piece("body", "Wij…ouderen."),
    piece("body", "Dat…nodig."),
    piece("bullet", "Een…regels", level=1),
)


def test_lines_are_joined_and_shapes_are_kept() -> None:
    """Headings, bullets and paragraphs stand apart; noise between lines and hyphens at their ends are gone."""
    assert shown(reflow(Page(1, RAW), PIECES)) == [
        ("heading", "1. Wonen in de stad"),
        ("body", "Wij bouwen in deze wijk de komende jaren vijftig woningen voor jonge mensen en ouderen."),
        ("body", "Dat is nodig."),
        ("bullet", "Een eerste punt van twee regels"),
        ("rest", "losse tekst"),
    ]


def test_a_sentence_goes_on_where_no_line_ended_early() -> None:
    """Two sentences of one paragraph are one block; a short line between them ends it."""
    raw = "Dit is een zin die zo lang is als\nde regel. Dit is de zin die daar op\nvolgt en kort is.\nNieuw stuk tekst."
    pieces = [
        Piece("body", raw[start:end].replace("\n", " "), (Span(1, start, end),))
        for start, end in ((0, 43), (44, 87), (88, 105))
    ]
    assert [text for _, text in shown(reflow(Page(1, raw), pieces))] == [
        "Dit is een zin die zo lang is als de regel. Dit is de zin die daar op volgt en kort is.",
        "Nieuw stuk tekst.",
    ]


def test_exactly_the_cited_words_are_marked() -> None:
    """A span inside a sentence marks its words, over a line's end and its hyphen."""
    start = RAW.index("vijftig")
    end = RAW.index("sen en") + 3
    blocks = reflow(Page(1, RAW), PIECES, [Span(1, start, end)])
    assert marked(blocks) == "vijftig woningen voor jonge mensen"


def test_another_page_is_not_marked() -> None:
    """A span of the next page leaves this one as it is."""
    assert marked(reflow(Page(1, RAW), PIECES, [Span(2, 0, 50)])) == ""


def test_a_sentence_over_two_pages_shows_on_each_its_own_part() -> None:
    """Nothing of the other page's words is shown."""
    first, second = "Dit is het begin", "en dit het slot."
    over = Piece("body", f"{first} {second}", (Span(1, 0, len(first)), Span(2, 0, len(second))))
    assert shown(reflow(Page(1, first), [over])) == [("body", first)]
    blocks = reflow(Page(2, second), [over], over.spans)
    assert shown(blocks) == [("body", second)]
    assert marked(blocks) == second


def test_a_mark_of_a_bullet_and_a_number_are_no_text() -> None:
    """The number of a measure is shown with it, not before it as a block of its own."""
    raw = "6.4. We plaatsen zonnepanelen."
    measure = Piece("measure", "We plaatsen zonnepanelen.", (Span(1, 5, len(raw)),), number="6.4")
    assert reflow(Page(1, raw), [measure]) == (
        Block("measure", (Segment("We plaatsen zonnepanelen.", marked=False),), 1, "6.4", ""),
    )


@pytest.mark.parametrize("letter", ["ﬁ", "é", "e\u0301", "½"])
def test_odd_letters_do_not_shift_the_mark(letter: str) -> None:
    """Ligatures, accents and fractions count as the letters that they stand for."""
    raw = f"Een {letter}ets aan het kanaal en verder."
    whole = Piece("body", raw, (Span(1, 0, len(raw)),))
    start = raw.index("kanaal")
    assert marked(reflow(Page(1, raw), [whole], [Span(1, start, start + 6)])) == "kanaal"


WORDS = st.lists(
    st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=9),
    min_size=1,
    max_size=30,
)


@given(WORDS, st.data())
def test_every_word_of_a_page_is_shown_once(words: list[str], data: st.DataObject) -> None:
    """Whatever pieces a page was cut into, the blocks hold the words of the page, all and once, in order."""
    breaks = data.draw(
        st.lists(st.sampled_from([" ", "\n", "\n\n"]), min_size=len(words), max_size=len(words))
    )
    raw, pieces, start = "", [], 0
    for index, (word, gap) in enumerate(zip(words, breaks, strict=True)):
        raw += word
        if data.draw(st.booleans()) or index == len(words) - 1:
            kind = data.draw(st.sampled_from(["body", "bullet", "heading", "table"]))
            if data.draw(st.integers(0, 4)):  # one in five is read as no piece at all
                text = " ".join(raw[start:].split())
                pieces.append(Piece(kind, text, (Span(1, start, len(raw)),), level=1))
            start = len(raw) + len(gap)
        raw += gap
    blocks = reflow(Page(1, raw), pieces)
    assert same_words("".join(text for _, text in shown(blocks))) == same_words(raw)


@given(st.integers(0, 120), st.integers(0, 120))
def test_the_mark_holds_the_words_of_the_span(first: int, second: int) -> None:
    """Within pieces, the marked letters are the letters at the span."""
    start, end = sorted((first, second))
    page = Page(1, RAW)
    blocks = reflow(page, PIECES, [Span(1, start, end)])
    inside = "".join(
        RAW[i]
        for i in range(start, min(end, len(RAW)))
        if any(span.start <= i < span.end for p in PIECES for span in p.spans)
    )
    assert same_words(marked(blocks)) == same_words(inside)
