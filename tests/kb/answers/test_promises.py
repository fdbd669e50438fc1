from __future__ import annotations

from shelves import Bench

from kb.answers.promises import SIGNAL_WORDS, RegisterJudge
from kb.model import Commitment

TEXT = (
    "1. Groen\nWe gaan in 2027 honderd bomen planten. We streven naar minder tegels.\n"
    "Het park ligt aan de rand van het dorp.\n“Ik wil meer bomen.” – Bewoner uit Zuid\n"
)


def test_signal_words_tell_hard_from_soft() -> None:
    """What we are going to do is hard, an aim is soft, a description is nothing."""
    bench = Bench(plan=TEXT)
    starts = ("We gaan", "We streven", "Het park")
    strengths = [SIGNAL_WORDS.strength(bench.sentence(start)) for start in starts]
    assert strengths == [1.0, 0.7, 0.0]


def test_the_register_judges_by_place_and_words() -> None:
    """A sentence that overlaps a commitment is a promise; its neighbour is not, nor another version."""
    bench = Bench(plan=TEXT, ander=TEXT)
    sentence = bench.sentence("We gaan")
    commitment = Commitment(
        "c-1",
        "plan",
        "Plan",
        1,
        None,
        (),
        None,
        sentence.text,
        sentence.piece.spans,
        "actie",
        "hard",
        "",
        None,
    )
    judge = RegisterJudge([commitment], {"plan": "plan"})
    assert judge.strength(sentence) == 1.0
    assert judge.strength(bench.sentence("We streven")) == 0.0
    assert RegisterJudge([commitment], {}).strength(sentence) == 0.0
