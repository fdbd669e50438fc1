from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.agreement import agreement, cohens_kappa
from evals.model import DoubleItem, Outcomes
from evals.significance import difference, figure

OUTCOMES = st.dictionaries(
    st.text("abc", min_size=1, max_size=3),
    st.tuples(st.sampled_from([0.0, 0.5, 1.0]), st.just(1.0)),
    min_size=1,
)


def _marks(values: str) -> Outcomes:
    return {f"q{n}": (float(mark), 1.0) for n, mark in enumerate(values)}


def test_a_figure_is_a_ratio_of_sums() -> None:
    """Outcomes of 1 of 2 and 3 of 4 make 4 of 6, not the mean of both shares."""
    assert figure({"a": (1.0, 2.0), "b": (3.0, 4.0)}).value == pytest.approx(4 / 6, abs=1e-4)


def test_a_figure_without_anything_to_divide_by_is_none() -> None:
    """No units, or units without a denominator, give no figure."""
    assert figure({}).value is None
    assert figure({"a": (0.0, 0.0)}).value is None


def test_equal_outcomes_leave_no_doubt() -> None:
    """When all units score 1 the interval is 1 to 1."""
    found = figure(_marks("1111"))
    assert (found.low, found.high, found.n) == (1.0, 1.0, 4)


def test_the_interval_of_a_share_is_about_what_theory_says() -> None:
    """For 50 of 100 the normal approximation gives 0.5 plus or minus 1.96 * 0.05."""
    found = figure(_marks("10" * 50))
    assert found.low == pytest.approx(0.402, abs=0.02)
    assert found.high == pytest.approx(0.598, abs=0.02)


@settings(max_examples=25)
@given(OUTCOMES)
def test_an_interval_holds_its_figure_and_repeats_exactly(outcomes: Outcomes) -> None:
    """The figure lies in its interval, and the order of the units does not matter."""
    found = figure(outcomes)
    assert found.value is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low <= found.value + 1e-3
    assert found.value <= found.high + 1e-3
    assert figure(dict(reversed(outcomes.items()))) == found


def test_the_same_run_twice_does_not_differ() -> None:
    """Without any difference p is 1."""
    compared = difference(_marks("1010"), _marks("1010"))
    assert compared is not None
    assert (compared.change, compared.p) == (0.0, 1.0)


def test_five_turned_units_have_the_p_of_a_sign_test() -> None:
    """When all of five differing units turned one way, swapping gives as much in 2 of 32 cases."""
    compared = difference(_marks("0000011"), _marks("1111111"))
    assert compared is not None
    assert compared.p == pytest.approx(2 / 32, abs=0.01)


def test_a_clear_difference_is_certain() -> None:
    """Twenty units that all turned are no chance, and the interval of the difference is above 0."""
    compared = difference(_marks("0" * 20 + "1" * 10), _marks("1" * 30))
    assert compared is not None
    assert compared.p < 0.001
    assert compared.low > 0


def test_only_units_that_both_runs_have_are_compared() -> None:
    """Runs without a shared unit cannot be compared."""
    assert difference({"a": (1.0, 1.0)}, {"b": (1.0, 1.0)}) is None
    compared = difference({"a": (1.0, 1.0), "b": (0.0, 1.0)}, {"a": (1.0, 1.0), "c": (0.0, 1.0)})
    assert compared is not None
    assert compared.n == 1


def test_kappa_follows_the_formula_on_paper() -> None:
    """Cohen's table of 20 yes-yes, 5 yes-no, 10 no-yes and 15 no-no: p_o 0.7, p_e 0.5, kappa 0.4."""
    first = ["ja"] * 25 + ["nee"] * 25
    second = ["ja"] * 20 + ["nee"] * 5 + ["ja"] * 10 + ["nee"] * 15
    assert cohens_kappa(first, second) == pytest.approx(0.4)


def test_kappa_is_not_defined_when_there_is_only_one_label() -> None:
    """Chance alone would then agree on everything."""
    assert cohens_kappa(["ja", "ja"], ["ja", "ja"]) is None
    assert cohens_kappa([], []) is None


def test_kinds_are_compared_where_both_saw_a_commitment() -> None:
    """A sentence that one annotator passed over says nothing about its kind."""
    yes = {"commitment": True, "kind": "actie", "strength": "hard"}
    items = [DoubleItem("a", 1, "x", yes, yes), DoubleItem("a", 1, "y", yes, {"commitment": False})]
    found = agreement(items)
    assert (found["commitment"]["n"], found["kind"]["n"], found["kind"]["equal"]) == (2, 1, 1.0)
