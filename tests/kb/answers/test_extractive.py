from __future__ import annotations

from dataclasses import replace

import pytest
from shelves import PLAIN, Bench

from kb.answers.calibration import Calibration, load_calibration
from kb.answers.evidence import FEATURES, Asked, Candidate, Weighed
from kb.answers.extractive import Limits, answering_features, choose, is_answered, list_items
from kb.answers.question import Question, understand
from kb.answers.shelf import Sentence

BENCH = Bench(
    akkoord_2018="1. Groen\nWe planten bomen. We maaien gras.\n\f2. Groen\nWe planten bomen.\n",
    plan_2024="1. Groen\nWij doen drie dingen:\n• bomen planten;\n• gras maaien;\n• heggen knippen.\n",
)


def _weighed(start: str, score: float, **features: float) -> Weighed:
    zeros = dict.fromkeys(FEATURES, 0.0)
    return Weighed(Candidate(BENCH.sentence(start), 0.0, 0.0, 1, promise=1.0), {**zeros, **features}, score)


def _asked(text: str, *documents: str) -> Asked:
    question: Question = understand(text, list(BENCH.documents.values()))
    return Asked(question, {}, documents=frozenset(documents))


def _siblings(sentence: Sentence) -> list[Sentence]:
    return list_items(sentence, BENCH.shelf.volume(sentence.version))


def _in_time(version: str) -> tuple[int, str]:
    return BENCH.documents[version].period_from or 9999, version


def test_an_open_question_needs_words_a_value_question_needs_its_value() -> None:
    """With weights that can be read, covered words answer; a missing value outweighs them."""
    covered = [_weighed("We planten", 5.0, words=1.0, context=1.0)]
    assert is_answered(_asked("bomen"), covered, PLAIN)
    assert not is_answered(_asked("hoeveel bomen?"), covered, PLAIN)
    assert not is_answered(_asked("bomen"), [], PLAIN)


def test_another_subject_is_refused() -> None:
    """Words that stand nowhere are no reason by themselves; they are when no passage comes near the meaning."""
    question = understand("olifanten dierentuin", list(BENCH.documents.values()))
    asked = Asked(question, dict.fromkeys((term.lemma for term in question.terms), 4.0), unknown=4.0)
    sure = replace(PLAIN, threshold=0.0)
    far, near = (_weighed("We planten", 5.0, context=0.3, passage_meaning=m) for m in (0.3, 0.6))
    assert not is_answered(asked, [far], sure)
    assert is_answered(asked, [near], sure)
    assert is_answered(replace(asked, unknown=40.0), [far], sure)


def test_answering_features_have_a_weight_each() -> None:
    """The calibration that comes with the project knows every feature, and no other."""
    features = answering_features(_asked("bomen"), [_weighed("We planten", 1.0)])
    calibration = load_calibration()
    assert set(calibration.answering) == set(features)
    assert set(calibration.ranking) == set(FEATURES)


def test_what_is_far_below_the_best_is_left_out() -> None:
    """Sentences within the margin come along, the same words in one document only once."""
    weighed = [_weighed("We planten", 5.0), _weighed("We maaien", 4.5), _weighed("Wij doen", 1.0)]
    chosen = choose(_asked("bomen"), [*weighed, weighed[0]], _siblings, _in_time, Limits(margin=2.0))
    assert [w.sentence.text for w in chosen] == ["We planten bomen.", "We maaien gras."]


def test_a_comparison_of_documents_that_say_nothing_of_it_is_empty() -> None:
    """When an exact phrase stands in none of the documents that are compared, there is nothing to show."""
    asked = _asked("Vergelijk het akkoord en het plan over bomen", "other_one", "other_two")
    assert choose(asked, [_weighed("We planten", 5.0)], _siblings, _in_time) == []


def test_a_list_is_given_whole() -> None:
    """One of its items brings the others, in reading order."""
    chosen = choose(_asked("welke dingen doen we?"), [_weighed("gras", 5.0)], _siblings, _in_time)
    assert [w.sentence.text for w in chosen[:3]] == ["bomen planten;", "gras maaien;", "heggen knippen."]


def test_a_lead_has_the_items_below_it() -> None:
    """The line above bullets governs them; a plain sentence has no list."""
    lead = BENCH.sentence("Wij doen")
    assert [item.text for item in _siblings(lead)] == ["bomen planten;", "gras maaien;", "heggen knippen."]
    assert _siblings(BENCH.sentence("We maaien")) == []


def test_promises_are_ordered_by_the_time_of_their_documents() -> None:
    """The older document comes first, whatever the scores."""
    weighed = [_weighed("bomen", 5.0), _weighed("We planten", 4.0)]
    chosen = choose(_asked("wat is beloofd over bomen?"), weighed, _siblings, _in_time)
    assert [w.sentence.version for w in chosen] == ["akkoord_2018", "plan_2024"]


def test_named_documents_each_speak() -> None:
    """Compared documents all get their say, even far below the best."""
    weighed = [_weighed("bomen", 9.0), _weighed("We planten", 1.0)]
    asked = _asked("vergelijk akkoord en plan over bomen", "akkoord_2018", "plan_2024")
    chosen = choose(asked, weighed, _siblings, _in_time)
    assert {w.sentence.version for w in chosen} == {"akkoord_2018", "plan_2024"}


@pytest.mark.parametrize(("total", "chance"), [(0.0, 0.5), (100.0, 1.0), (-100.0, 0.0)])
def test_a_probability_is_the_logistic_of_the_weights(total: float, chance: float) -> None:
    """Nothing gives a half; far up and down it is sure."""
    calibration = Calibration({}, {"words": 1.0}, 0.0, 0.5)
    assert calibration.probability({"words": total}) == pytest.approx(chance, abs=1e-6)
