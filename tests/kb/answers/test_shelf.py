from __future__ import annotations

from shelves import Bench

from ingest.model import same_words, slice_of
from kb.answers.shelf import spans_of

LONG = (
    "1. Wonen\n"
    "1.1. De gemeente bouwt vijftig woningen in de wijk Zuid en houdt daarbij rekening met de wensen\n"
    "van alle bewoners van die wijk. Daarnaast komen er twintig parkeer-\n"
    "plaatsen bij, die allemaal een laadpunt krijgen en die ook na werktijd voor bezoekers van het\n"
    "nabijgelegen park open zijn.\n"
    "\f2. Werken\nEr komt een loket.\n"
)


def test_a_long_measure_is_cut_into_its_sentences() -> None:
    """A measure of two long sentences gives both, in order, each with the one before it."""
    bench = Bench(plan=LONG)
    second = bench.sentence("Daarnaast")
    first = bench.sentence("De gemeente bouwt")
    assert (first.position, first.part, second.part) == (second.position, 0, 1)
    assert second.before == first.text


def test_a_sentence_knows_its_exact_place() -> None:
    """The raw text at a sentence's spans is the sentence, line-end hyphens aside."""
    bench = Bench(plan=LONG)
    volume = bench.shelf.volume("plan")
    for sentence in volume.sentences:
        spans = spans_of(sentence.piece, sentence.start, sentence.end, volume.pages)
        raw = slice_of(tuple(volume.pages.values()), spans)
        assert same_words(raw) == same_words(sentence.text)


def test_a_volume_is_read_once() -> None:
    """The same version gives the same object."""
    bench = Bench(plan=LONG)
    assert bench.shelf.volume("plan") is bench.shelf.volume("plan")
