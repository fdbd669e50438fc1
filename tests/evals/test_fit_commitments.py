from __future__ import annotations

from pathlib import Path

import pytest

from evals.fit_commitments import Example, fit, held_out, made_up
from kb.commitments.detect import score


def example(text: str, *names: str, label: bool, document: str = "nota") -> Example:
    """Return a statement with these features."""
    return Example(document, 1, text, frozenset(names), label)


EXAMPLES = [
    *(example(f"ja {n}", "we", "act", label=True, document=f"d{n % 2}") for n in range(8)),
    *(example(f"nee {n}", "it", "past", label=False, document=f"d{n % 2}") for n in range(8)),
]


def test_made_up_examples_are_read_with_their_lead(tmp_path: Path) -> None:
    """A plus is a promise, a minus is not, and what stands behind the at-sign governs a bullet."""
    path = tmp_path / "made_up.txt"
    path.write_text("# uitleg\n+ We planten bomen.\n- * het weer @ Inleiding\n", encoding="utf-8")
    first, second = made_up(path)
    assert (first.text, first.label) == ("We planten bomen.", True)
    assert (second.text, second.label) == ("het weer", False)
    assert "kind=bullet" in second.found


def test_fitted_weights_tell_the_examples_apart() -> None:
    """What promises share weighs up, what others share weighs down; rare features are left out."""
    weights = fit([*EXAMPLES, example("een", "once", label=True)])
    assert score({"we", "act"}, weights) > 0.5 > score({"it", "past"}, weights)
    assert "once" not in weights.features


def test_fitting_is_deterministic() -> None:
    """The same examples give the same weights."""
    assert fit(EXAMPLES) == fit(EXAMPLES)


@pytest.mark.slow
def test_each_example_is_scored_by_weights_that_never_saw_its_document() -> None:
    """Held-out scoring covers every example once."""
    scored = held_out(EXAMPLES, by_document=True)
    assert sorted(e.text for e, _ in scored) == sorted(e.text for e in EXAMPLES)
    assert all((value > 0.5) == e.label for e, value in scored)
