"""Runs of sentences: what stands side by side on a page, and which run most likely answers."""

from __future__ import annotations

import pytest
from shelves import Bench

from kb.answers.evidence import FEATURES, Candidate, Weighed
from kb.answers.runs import Run, between, chances, grow, likeliest

TEXT = (
    "1. Wonen\n"
    "Er komen huizen. Het worden er 250. De huur blijft laag.\n"
    "Wij letten op:\n• licht in de straat;\n• een bank op het plein.\n"
    "2. Groen\n"
    "Er komen bomen.\n"
)


def _weighed(bench: Bench, scores: dict[str, float]) -> list[Weighed]:
    weighed = [
        Weighed(Candidate(bench.sentence(start), 0.0, 0.0, 1), dict.fromkeys(FEATURES, 0.0), score)
        for start, score in scores.items()
    ]
    return sorted(weighed, key=lambda w: -w.score)


def _texts(run: Run) -> list[str]:
    return [sentence.text for sentence in run.sentences]


def test_white_space_or_a_mark_may_stand_between() -> None:
    """Sentences and items follow each other; a heading ends the run, and there is no way back."""
    bench = Bench(plan=TEXT)
    volume = bench.shelf.volume("plan")
    houses, number = bench.sentence("Er komen huizen"), bench.sentence("Het worden er")
    light, bench_ = bench.sentence("licht"), bench.sentence("een bank")
    assert between(houses, number, volume) == " "
    assert between(light, bench_, volume) == " • "
    assert between(number, houses, volume) is None
    assert between(bench_, bench.sentence("Er komen bomen"), volume) is None


def test_chances_are_those_of_the_logit() -> None:
    """One point of score more is e times the chance, and together they are 1."""
    bench = Bench(plan=TEXT)
    chance = chances(_weighed(bench, {"Er komen huizen": 1.0, "Het worden er": 0.0}))
    assert sum(chance.values()) == pytest.approx(1.0)
    assert max(chance.values()) / min(chance.values()) == pytest.approx(2.718281828)


def test_a_run_takes_in_the_neighbours_that_may_be_the_answer() -> None:
    """A neighbour with a tenth of the chance joins, one with far less does not."""
    bench = Bench(plan=TEXT)
    weighed = _weighed(bench, {"Er komen huizen": 5.0, "Het worden er": 4.0, "De huur": -5.0})
    run = grow(weighed[0], chances(weighed), bench.shelf.volume("plan"))
    assert _texts(run) == ["Er komen huizen.", "Het worden er 250."]


def test_a_run_does_not_grow_too_long() -> None:
    """What would make it longer than allowed stays out."""
    bench = Bench(plan=TEXT)
    weighed = _weighed(bench, {"Er komen huizen": 5.0, "Het worden er": 4.0})
    assert _texts(grow(weighed[0], chances(weighed), bench.shelf.volume("plan"), 20)) == ["Er komen huizen."]


def test_two_good_neighbours_beat_one_better_sentence() -> None:
    """The run with the best chance together comes first, told by the best of its sentences."""
    bench = Bench(plan=TEXT)
    weighed = _weighed(bench, {"Er komen bomen": 1.1, "licht": 1.0, "een bank": 0.9})
    run = likeliest(weighed, chances(weighed), bench.shelf)
    assert _texts(run) == ["licht in de straat;", "een bank op het plein."]
    assert run.best.sentence.text == "licht in de straat;"
