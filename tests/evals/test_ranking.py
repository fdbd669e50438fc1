from __future__ import annotations

from math import log2

import pytest
from eval_builders import hit, question

from evals.metrics import ranking

ALPHA, BETA, GAMMA = "alfa groeit hard", "beta daalt snel", "gamma blijft gelijk"


def test_a_hit_counts_from_the_rank_of_the_first_passage_that_holds_evidence() -> None:
    """Evidence in the third passage is no hit at 1, and one at 5 and 10, with a reciprocal rank of 1/3."""
    found = {"q1": [hit("niets"), hit("ook niets"), hit(f"Kijk: {ALPHA}.")]}
    judged = ranking.judge([question("q1", ALPHA)], found)
    assert ranking.hit_at(judged, 1) == {"q1": (0.0, 1.0)}
    assert ranking.hit_at(judged, 5) == {"q1": (1.0, 1.0)}
    assert ranking.hit_at(judged, 10) == {"q1": (1.0, 1.0)}
    assert ranking.reciprocal_rank(judged)["q1"][0] == pytest.approx(1 / 3, abs=1e-6)


def test_evidence_must_stand_whole_in_a_passage_of_the_same_document() -> None:
    """Half a quote or another document is no evidence; case, hyphens and spaces do not matter."""
    judged = ranking.judge(
        [question("q1", ALPHA), question("q2", ALPHA), question("q3", ALPHA)],
        {"q1": [hit("alfa groeit")], "q2": [hit(ALPHA, "b")], "q3": [hit("ALFA\ngroeit ha-\nrd")]},
    )
    assert [ranking.hit_at(judged, 10)[q][0] for q in ("q1", "q2", "q3")] == [0.0, 0.0, 1.0]


def test_one_alternative_of_a_group_is_enough() -> None:
    """A group is held by a passage that holds any of its alternatives."""
    judged = ranking.judge([question("q1", (ALPHA, BETA))], {"q1": [hit(BETA)]})
    assert ranking.recall_at_10(judged) == {"q1": (1.0, 1.0)}


def test_recall_is_the_share_of_groups_that_were_found() -> None:
    """Two of three groups, both in one passage, make a recall of 2/3."""
    judged = ranking.judge([question("q1", ALPHA, BETA, GAMMA)], {"q1": [hit("x"), hit(f"{ALPHA} {BETA}")]})
    assert ranking.recall_at_10(judged)["q1"][0] == pytest.approx(2 / 3, abs=1e-6)


def test_ndcg_follows_the_formula_on_paper() -> None:
    """Groups at ranks 1 and 3, a third one missing: (1 + 1/log2 4) / (1 + 1/log2 3 + 1/log2 4)."""
    found = {"q1": [hit(ALPHA), hit("x"), hit(BETA)]}
    judged = ranking.judge([question("q1", ALPHA, BETA, GAMMA)], found)
    expected = (1 + 1 / log2(4)) / (1 + 1 / log2(3) + 1 / log2(4))
    assert ranking.ndcg_at_10(judged)["q1"][0] == pytest.approx(expected, abs=1e-6)


def test_a_group_gains_only_once() -> None:
    """A second passage with the same evidence neither helps nor hurts."""
    judged = ranking.judge([question("q1", ALPHA)], {"q1": [hit(ALPHA), hit(ALPHA)]})
    assert ranking.ndcg_at_10(judged) == {"q1": (1.0, 1.0)}


def test_nothing_found_counts_as_nothing_and_unanswerable_questions_do_not_count() -> None:
    """A question without passages scores 0; one without an answer has no outcome."""
    judged = ranking.judge([question("q1", ALPHA), question("q2", kind="unanswerable")], {"q1": []})
    for outcomes in (ranking.hit_at(judged, 5), ranking.recall_at_10(judged), ranking.ndcg_at_10(judged)):
        assert outcomes == {"q1": (0.0, 1.0)}


def test_passages_count_only_while_they_fit_the_budget() -> None:
    """The second passage brings the total over 5,000 characters, so it and what follows do not count."""
    found = {"q1": [hit("x" * 3000), hit("y" * 3000), hit(ALPHA)], "q2": [hit("x" * 3000), hit(ALPHA)]}
    questions = [question("q1", ALPHA), question("q2", ALPHA)]
    assert ranking.hit_within_budget(questions, found) == {"q1": (0.0, 1.0), "q2": (1.0, 1.0)}


def test_only_five_passages_fit_the_budget_however_short() -> None:
    """The sixth passage does not count."""
    assert len(ranking.within_budget([hit("kort")] * 9)) == 5
