"""The weights of the answers' two decisions, fitted by ``python -m evals.calibrate`` and kept as data.

*Ranking* is a conditional logit over the candidate sentences of one question: the sum of weighted features,
of which only differences within the question mean something. *Answering* is a logistic regression over
features of the whole question: the probability that its best sentences answer it (as in Platt 1999).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

FILE = "data/weights.json"


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights by feature name; a feature without a weight counts as nothing.

    ``threshold`` is the probability below which a question is refused.
    """

    ranking: Mapping[str, float]
    answering: Mapping[str, float]
    bias: float
    threshold: float

    def score(self, features: Mapping[str, float]) -> float:
        """Return a candidate's score: higher is better, only comparable within one question."""
        return sum(self.ranking.get(name, 0.0) * value for name, value in features.items())

    def probability(self, features: Mapping[str, float]) -> float:
        """Return the probability in (0, 1) that the question is answered."""
        total = self.bias + sum(self.answering.get(name, 0.0) * value for name, value in features.items())
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@lru_cache(maxsize=1)
def load_calibration() -> Calibration:
    """Return the calibration that comes with the project."""
    data = json.loads(files("kb.answers").joinpath(FILE).read_text(encoding="utf-8"))
    return Calibration(data["ranking"], data["answering"], data["bias"], data["threshold"])
