from __future__ import annotations

from ingest.model import Chunk, Page, Span
from kb.search.fusion import Fused
from kb.search.passages import MAX_PASSAGE, PassageMaker, is_copy, with_phrases
from kb.search.retrieval import Found

FIRST = "De gemeente bouwt vijftig woningen in de wijk Zuid en in de wijk Noord."
SECOND = "De huur van die woningen stijgt niet meer dan de inflatie in dat jaar."
OTHER = "Er komen bomen langs alle wegen naar het centrum van de stad."


class Shelf:
    """Chunks of one document that stand one after the other on one page, unless told otherwise."""

    def __init__(self, *texts: str, between: str = "\n", sections: tuple[str, ...] = ()) -> None:
        raw, chunks = "", []
        for index, text in enumerate(texts):
            start = len(raw)
            raw += text
            section = (sections[index],) if sections else ("1",)
            chunks.append(
                Chunk("doc", index, text, (Span(1, start, len(raw)),), section, (index,), ("body",))
            )
            raw += between
        self._chunks, self._pages = tuple(chunks), (Page(1, raw),)

    def chunks(self, version: str) -> tuple[Chunk, ...]:
        """Return the chunks."""
        return self._chunks

    def pages(self, version: str) -> tuple[Page, ...]:
        """Return the page."""
        return self._pages


def found(*scores: float) -> list[Found]:
    """Chunk 0, 1, ... with these scores, best first."""
    items = [Found(Fused(f"doc@1#{index}", score, score, score), "") for index, score in enumerate(scores)]
    return sorted(items, key=lambda item: -item.fused.score)


def shown(shelf: Shelf, items: list[Found], limit: int = 5) -> list[str]:
    """The texts of the passages."""
    maker = PassageMaker(shelf)
    return [maker.text(passage) for passage in maker.make(items, limit)]


def test_a_chunk_grows_with_what_stands_against_it() -> None:
    """The text before and after is read with it, in reading order, and is not shown a second time."""
    assert shown(Shelf(FIRST, SECOND, OTHER), found(0.1, 0.9, 0.2)) == ["\n".join((FIRST, SECOND, OTHER))]


def test_a_passage_does_not_grow_over_a_heading() -> None:
    """Another section is another passage."""
    assert len(shown(Shelf(FIRST, SECOND, sections=("1", "2")), found(0.9, 0.8))) == 2


def test_a_passage_does_not_grow_over_other_text() -> None:
    """What is shown stands on the page in one run."""
    assert len(shown(Shelf(FIRST, SECOND, between=" (figuur 3) "), found(0.9, 0.8))) == 2


def test_a_passage_does_not_grow_too_long() -> None:
    """A thousand characters at most, unless a single piece is longer."""
    long = " ".join(f"woord{number}" for number in range(90))
    texts = shown(Shelf(long, OTHER, long[::-1]), found(0.9, 0.5, 0.4))
    assert all(len(text) <= MAX_PASSAGE for text in texts)


def test_a_near_copy_is_folded_and_named() -> None:
    """A chapter that stands twice is shown once, with the other place."""
    copy = FIRST.replace("De gemeente", "de  gemeente")
    made = PassageMaker(Shelf(FIRST, OTHER, copy, sections=("1", "2", "3"))).make(found(0.9, 0.5, 0.8), 5)
    assert [(p.best.fused.chunk, p.copies) for p in made] == [("doc@1#0", ["doc@1#2"]), ("doc@1#1", [])]


def test_a_copy_with_another_number_is_not_folded() -> None:
    """2.250 homes in one place and 2.500 in another: that difference must be seen."""
    one, two = f"{FIRST} Het zijn er 2.250.", f"{FIRST} Het zijn er 2.500."
    assert not is_copy(one, two)
    assert is_copy(one, one.upper())
    assert not is_copy("", "")


def test_only_so_many_passages_are_made() -> None:
    """The limit counts passages, not chunks."""
    shelf = Shelf(FIRST, SECOND, OTHER, sections=("1", "2", "3"))
    assert shown(shelf, found(0.9, 0.8, 0.7), limit=2) == [FIRST, SECOND]


def test_a_phrase_must_stand_in_the_passage() -> None:
    """Case and white space aside; a chunk that holds it but was not found comes last."""
    texts = {"doc@1#0": FIRST, "doc@1#1": SECOND, "doc@1#2": OTHER}
    kept = with_phrases(found(0.9, 0.8), ["VIJFTIG\nwoningen"], texts)
    assert [item.fused.chunk for item in kept] == ["doc@1#0"]
    kept = with_phrases(found(0.9, 0.8), ["bomen langs"], texts)
    assert [(item.fused.chunk, item.fused.score) for item in kept] == [("doc@1#2", 0.0)]
    assert with_phrases(found(0.9), ["staat nergens"], texts) == []
