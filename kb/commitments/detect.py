"""Whether a statement is a promise: a weight for each feature, added up (logistic regression).

The weights were fitted on annotated statements by ``python -m evals.fit_commitments`` and are stored as a
table of features, so that anyone can read why a sentence was taken or left. Scoring needs no library.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from kb.commitments.features import binds_itself, features
from kb.commitments.statements import Statement

_MIN_WORDS = 3
_LISTED = 0.8
_ONLY_QUOTED = re.compile(r"^[“\"‘][^”\"’]*[”\"’]\s*[.!?]?$")


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature weighs, the weight of none at all, and the score from which it is a promise."""

    bias: float
    threshold: float
    features: Mapping[str, float]


@lru_cache(maxsize=1)
def shipped_weights() -> Weights:
    """Return the weights that come with the package."""
    stored = json.loads(files("kb.commitments").joinpath("data/weights.json").read_text(encoding="utf-8"))
    return Weights(stored["bias"], stored["threshold"], stored["features"])


def score(found: Iterable[str], weights: Weights) -> float:
    """Return how sure it is that a statement with these features is a promise, in [0, 1].

    The logistic function of the sum of weights. Source: Cox, "The regression analysis of binary
    sequences", 1958.
    """
    total = weights.bias + sum(weights.features.get(name, 0.0) for name in sorted(found))
    return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, total))))


def score_of(statement: Statement, weights: Weights) -> float:
    """Return the score of a statement; 0.0 for what can never be a promise, such as a question.

    Nor can, in a report of what residents said, what neither "we" nor the municipality nor a partner says
    of itself. A row of a list of promises is one, however it is worded.
    """
    if is_excluded(statement):
        return 0.0
    if statement.reported and not binds_itself(statement.text, statement.context):
        return 0.0
    found = score(features(statement.text, statement.context), weights)
    return max(found, _LISTED) if statement.piece.kind == "table" else found


def is_excluded(statement: Statement) -> bool:
    """Tell whether the form alone rules a statement out: a question, a line that only announces, a quote."""
    text = statement.text.strip()
    if len(text.split()) < _MIN_WORDS or text.endswith(("?", ":")):
        return True
    return bool(_ONLY_QUOTED.match(text))
