from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from evals.calibrate import Example, fit_logistic, write
from kb.answers.calibration import FILE, Calibration, load_calibration


def test_a_feature_that_decides_gets_the_weight() -> None:
    """Of two features the one that goes with the answer is positive, the idle one is nothing."""
    examples = [
        Example({"tells": float(n % 2), "idle": 1.0}, n % 2 == 1, 1.0, n % 3, True) for n in range(12)
    ]
    tells, idle, _ = fit_logistic(examples, ["tells", "idle"], penalty=1.0)
    assert tells > 1.0
    assert abs(idle) < 0.5


def test_weights_are_a_stationary_point() -> None:
    """At the fit the penalised gradient is nothing: sum(x * (truth - chance)) = penalty * weight."""
    examples = [
        Example({"x": x}, y, 1.0, 0, True) for x, y in ((0.0, False), (1.0, True), (0.5, True), (0.6, False))
    ]
    slope, bias = fit_logistic(examples, ["x"], penalty=1.0)
    chances = {e.features["x"]: 1 / (1 + np.exp(-(slope * e.features["x"] + bias))) for e in examples}
    gradient = sum(e.features["x"] * (e.answerable - chances[e.features["x"]]) for e in examples)
    assert gradient == pytest.approx(slope, abs=1e-4)


def test_what_is_written_is_what_the_answers_read(tmp_path: Path) -> None:
    """The file holds all weights by name, and the same weights give the same bytes."""
    calibration = Calibration({"words": 1.5}, {"score": 0.5}, -1.0, 0.4)
    write(calibration, tmp_path / "a.json")
    write(calibration, tmp_path / "b.json")
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    data = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert Calibration(**data) == calibration


def test_the_weights_of_the_project_can_be_read() -> None:
    """They lie where the package looks for them, and the threshold is a probability."""
    assert FILE.endswith("weights.json")
    assert 0.0 < load_calibration().threshold < 1.0
