from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.chunking import MAX_CHARACTERS, fits_characters, make_chunks
from ingest.model import PIECE_KINDS, Chunk, Page, Piece, Reading, Span, same_words, slice_of
from ingest.readers.text import read_text
from ingest.structure import read_pages

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
DOCUMENTS = sorted(path.name for path in CORPUS.glob("*.txt"))
NOT_CHUNKED = {"heading", "running"}

WORDS = st.sampled_from(
    "De gemeente bouwt 25 woningen in 2027, € 1.200 per jaar. efﬁciënt Zuid- maat-".split()
)
SENTENCE = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
MARK = st.sampled_from(["", "• ", "- ", "1.2 ", "a) ", "o ", "➢  ", "  "])
KIND = st.sampled_from(PIECE_KINDS)
SECTION = st.sampled_from([(), ("1. Wonen",), ("1. Wonen", "1.1 Ouderen")])
ITEM = st.tuples(KIND, SECTION, MARK, SENTENCE)
PAGES = st.lists(st.lists(ITEM, max_size=10), min_size=1, max_size=4)
SMALL = st.integers(min_value=1, max_value=160)


def reading_of(pages: list[list[tuple[str, tuple[str, ...], str, str]]], join: bool) -> Reading:
    """Lay items out on pages, a line each; with ``join`` a page's last runs on in the next page's first."""
    texts, pieces = [], []
    for number, items in enumerate(pages, start=1):
        text = ""
        for at, (kind, section, mark, sentence) in enumerate(items):
            text += mark
            span = Span(number, len(text), len(text) + len(sentence))
            text += sentence + "\n"
            if join and at == 0 and pieces and pieces[-1].page == number - 1:
                last = pieces.pop()
                joined = f"{last.text} {sentence}"
                pieces.append(Piece(last.kind, joined, (*last.spans, span), last.section))
            else:
                pieces.append(Piece(kind, sentence, (span,), section))  # type: ignore[arg-type]
        texts.append(text)
    return Reading(tuple(Page(n, text) for n, text in enumerate(texts, start=1)), tuple(pieces))


def check(reading: Reading, chunks: tuple[Chunk, ...]) -> None:
    """Hold chunks against the invariants, one by one."""
    for index, chunk in enumerate(chunks):
        assert chunk.index == index
        assert same_words(slice_of(reading.pages, chunk.spans)) == same_words(chunk.text)
        assert list(chunk.spans) == sorted(chunk.spans, key=lambda span: (span.page, span.start))
        assert all(0 <= s.start < s.end <= len(reading.pages[s.page - 1].text) for s in chunk.spans)
        assert {reading.pieces[i].section for i in chunk.pieces} == {chunk.section}
        assert chunk.kinds == tuple(dict.fromkeys(reading.pieces[i].kind for i in chunk.pieces))
        assert (chunk.page, chunk.page_end) == (chunk.spans[0].page, chunk.spans[-1].page)
        for i in chunk.pieces:
            assert reading.pieces[i].text in chunk.text
    held = [i for chunk in chunks for i in chunk.pieces]
    assert held == [i for i, piece in enumerate(reading.pieces) if piece.kind not in NOT_CHUNKED]


@settings(max_examples=150, deadline=None)
@given(PAGES, st.booleans(), SMALL)
def test_a_chunk_is_the_text_at_its_offsets(
    pages: list[list[tuple[str, tuple[str, ...], str, str]]], join: bool, limit: int
) -> None:
    """On any pages, with any size: the text at a chunk's offsets is that chunk, and each piece is in one."""
    reading = reading_of(pages, join)
    check(reading, make_chunks("d", reading.pages, reading.pieces, lambda _section, text: len(text) <= limit))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.tuples(MARK, SENTENCE).map("".join), max_size=14).map("\n".join), max_size=4))
def test_what_is_read_from_a_page_is_chunked_as_it_stands_there(texts: list[str]) -> None:
    """The invariants hold as well for pieces that the reader itself finds."""
    reading = read_pages([Page(number, text) for number, text in enumerate(texts, start=1)])
    check(reading, make_chunks("d", reading.pages, reading.pieces))


@settings(max_examples=80, deadline=None)
@given(PAGES, SMALL)
def test_only_a_piece_alone_may_be_larger_than_fits(
    pages: list[list[tuple[str, tuple[str, ...], str, str]]], limit: int
) -> None:
    """A chunk that does not fit holds one piece: a piece is never cut."""
    reading = reading_of(pages, join=False)
    for chunk in make_chunks("d", reading.pages, reading.pieces, lambda _section, text: len(text) <= limit):
        assert len(chunk.text) <= limit or len(chunk.pieces) == 1


@cache
def corpus_reading(name: str) -> Reading:
    """What is read from a document of the corpus."""
    return read_text((CORPUS / name).read_bytes())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_corpus_is_chunked_word_for_word(name: str) -> None:
    """Every document of the corpus keeps the invariants."""
    reading = corpus_reading(name)
    check(reading, make_chunks("d", reading.pages, reading.pieces))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_same_document_gives_the_same_chunks(name: str) -> None:
    """Chunking is deterministic."""
    reading = corpus_reading(name)
    first, second = (make_chunks("d", reading.pages, reading.pieces) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("name", DOCUMENTS)
def test_chunks_of_the_corpus_have_a_readable_size(name: str) -> None:
    """Nearly all chunks fit the limit, and the text is not shredded into single sentences."""
    reading = corpus_reading(name)
    chunks = make_chunks("d", reading.pages, reading.pieces)
    assert sum(len(chunk.text) > MAX_CHARACTERS for chunk in chunks) <= 0.02 * len(chunks)
    assert sum(len(chunk.text) for chunk in chunks) / len(chunks) > 150


def test_a_mark_before_a_piece_belongs_to_its_chunk() -> None:
    """A bullet's mark is quoted with it, so that the chunk reads as the page does."""
    page = Page(1, "Wij gaan:\n• bouwen;\n• slopen.\n")
    pieces = (
        Piece("body", "Wij gaan:", (Span(1, 0, 9),)),
        Piece("bullet", "bouwen;", (Span(1, 12, 19),)),
        Piece("bullet", "slopen.", (Span(1, 22, 29),)),
    )
    (chunk,) = make_chunks("d", (page,), pieces)
    assert chunk.text == "Wij gaan:\n• bouwen;\n• slopen."
    assert chunk.spans == (Span(1, 0, 29),)


def test_other_words_between_two_pieces_part_them() -> None:
    """Pieces with words of another kind between them are not put together: a quotation must not skip."""
    page = Page(1, "Wij bouwen. Figuur 3 Kaart. Wij slopen.")
    pieces = (
        Piece("body", "Wij bouwen.", (Span(1, 0, 11),)),
        Piece("body", "Wij slopen.", (Span(1, 28, 39),)),
    )
    assert [chunk.text for chunk in make_chunks("d", (page,), pieces)] == ["Wij bouwen.", "Wij slopen."]


def test_a_run_that_is_a_little_too_long_is_cut_in_the_middle() -> None:
    """Two halves say more than a full chunk and a crumb."""
    text = "\n".join(["x" * 9] * 6)
    pieces = tuple(Piece("body", "x" * 9, (Span(1, 10 * n, 10 * n + 9),)) for n in range(6))
    chunks = make_chunks("d", (Page(1, text),), pieces, lambda _section, chunk: len(chunk) <= 49)
    assert [len(chunk.pieces) for chunk in chunks] == [3, 3]


def test_the_default_limit_counts_characters() -> None:
    """A text of the limit fits, one character more does not."""
    assert fits_characters((), "x" * MAX_CHARACTERS)
    assert not fits_characters((), "x" * (MAX_CHARACTERS + 1))


def test_nothing_to_read_gives_no_chunks() -> None:
    """An empty document has no chunks."""
    assert make_chunks("d", (), ()) == ()


def test_every_kind_but_headings_and_running_lines_can_be_found() -> None:
    """Captions, footnotes and quotations are chunks of their own kind: they can be searched and left out."""
    kinds = Counter(
        kind
        for name in DOCUMENTS
        for chunk in make_chunks("d", corpus_reading(name).pages, corpus_reading(name).pieces)
        for kind in chunk.kinds
    )
    assert not NOT_CHUNKED & set(kinds)
    assert set(kinds) >= {"body", "bullet", "table", "quotation", "footnote"}
