from __future__ import annotations

import pytest
from shelves import PLAIN, SENSES, Bench

from kb.answers.evidence import FEATURES, Asked, Candidate, Weigher, refers_back
from kb.answers.meaning import Meaning
from kb.answers.question import understand

TEXT = (
    "1. Wonen\n"
    "Tot 2030 bouwt de gemeente 250 huizen in Zuid. In Noord zijn dit er 90.\n"
    "Bewoners zijn blij met de huizen. De straat krijgt bomen, banken en licht.\n"
)


def _features(question: str, start: str) -> dict[str, float]:
    bench = Bench(plan=TEXT)
    weigher = Weigher(Meaning(lambda word: SENSES.get(word, ())))
    understood = understand(question, list(bench.documents.values()))
    asked = Asked(understood, {term.lemma: 1.0 for term in understood.terms})
    candidate = Candidate(bench.sentence(start), 0.5, 0.4, 1)
    (weighed,) = weigher.weigh(asked, [candidate], PLAIN)
    return weighed.features


def test_every_feature_is_named_and_in_range() -> None:
    """The features are those of the list, each between 0 and 1."""
    features = _features("Hoeveel huizen bouwt de gemeente?", "Tot 2030")
    assert set(features) == set(FEATURES)
    assert all(0.0 <= value <= 1.0 for value in features.values())


def test_words_count_by_lemma_part_and_sense() -> None:
    """The word itself counts whole; another word with the same English gloss counts for less."""
    assert _features("huizen Zuid", "Tot 2030")["words"] == pytest.approx(1.0)
    assert _features("woningen Zuid", "Tot 2030")["words"] == pytest.approx((0.6 + 1.0) / 2)


def test_a_value_must_be_of_the_kind_that_is_asked_for() -> None:
    """A number answers "hoeveel"; no sentence without one does, and a year of the question is no answer."""
    number = _features("Hoeveel huizen komen er tot 2030?", "Tot 2030")
    assert (number["value"], number["no_value"]) == (1.0, 0.0)
    assert number["counted"] == pytest.approx(1.0)
    without = _features("Hoeveel huizen komen er tot 2030?", "Bewoners")
    assert (without["value"], without["no_value"]) == (0.0, 1.0)
    assert _features("Wat kosten de huizen?", "Tot 2030")["value"] == 0.0


def test_a_sentence_that_points_back_borrows_the_words_before_it() -> None:
    """The sentence "In Noord zijn dit er 90" speaks of the houses of the sentence before."""
    assert refers_back(Bench(plan=TEXT).sentence("In Noord"))
    assert _features("Hoeveel huizen komen er in Noord?", "In Noord")["words"] > 0.5


def test_a_row_of_things_lists() -> None:
    """Commas make a sentence an enumeration, when a list is asked for."""
    assert _features("Welke dingen krijgt de straat?", "De straat")["list"] > 0.0
    assert _features("Krijgt de straat bomen?", "De straat")["list"] == 0.0
