"""``python -m evals.fit_links``: fit the weights by which statements about the same thing are told.

Trained on ``link_training.jsonl``: pairs of statements of different documents, drawn at random over the
range of closeness and judged by hand on whether both are about the same thing. The links of the test half
are never read. A logistic regression with an L2 penalty (scikit-learn, which sentence-transformers brings
along) over the features of :mod:`kb.commitments.closeness`. ``--check`` writes nothing and prints how it
does on pairs that it was not fitted on.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.matching import overlap
from ingest.catalog import load_catalog
from ingest.read import Reader
from kb.commitments.closeness import FEATURES, Closeness, Embed, Weights
from kb.commitments.extract import extract
from kb.commitments.links import Source, statements
from kb.commitments.mentions import Mention
from kb.commitments.subjects import Lexicon
from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings

_HERE = Path(__file__).resolve().parent
_TRAINING = _HERE / "link_training.jsonl"
_WEIGHTS = _HERE.parent / "kb" / "commitments" / "data" / "link_weights.json"
_PENALTY = 0.1
_DIGITS = 3
_FOLDS = 10
_FLAT = Weights(0.0, dict.fromkeys(FEATURES, 0.0), dict.fromkeys(FEATURES, 0.0))


@dataclass(frozen=True)
class Judged:
    """Pairs of statements as rows of features, and whether each is about the same thing."""

    rows: NDArray[np.float64]
    right: NDArray[np.bool_]


def judged_pairs(
    mentions: Sequence[Mention], records: Sequence[dict[str, Any]], embed: Embed | None
) -> Judged:
    """Return the features of the judged pairs, in order; rarity is that of the whole collection."""
    sides = [_find(record[side], mentions) for record in records for side in ("first", "second")]
    closeness = Closeness(sides, Lexicon(mentions), embed, _FLAT)
    whole = [closeness.whole(index) for index in range(len(sides))]
    rows = []
    for at in range(0, len(whole), 2):
        found = closeness.features(whole[at : at + 2])
        rows.append([float(found[name][0, 1]) if name in found else 0.0 for name in FEATURES])
    return Judged(np.array(rows), np.array([bool(record["right"]) for record in records]))


def fit(pairs: Judged) -> Weights:
    """Return the weights that fit the pairs; deterministic."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    means, spread = pairs.rows.mean(axis=0), pairs.rows.std(axis=0) + 1e-9
    model = LogisticRegression(C=_PENALTY, max_iter=5000, tol=1e-6)
    model.fit((pairs.rows - means) / spread, pairs.right)
    weights = model.coef_[0] / spread
    bias = float(model.intercept_[0] - (weights * means).sum())
    return Weights(
        round(bias, _DIGITS),
        {name: round(float(weight), _DIGITS) for name, weight in zip(FEATURES, weights, strict=True)},
        {name: round(float(mean), _DIGITS) for name, mean in zip(FEATURES, means, strict=True)},
    )


def held_out(pairs: Judged) -> NDArray[np.float64]:
    """Return for each pair how sure weights are that were fitted without its fold."""
    folds = np.arange(len(pairs.right)) % _FOLDS
    sure = np.zeros(len(pairs.right))
    for fold in range(_FOLDS):
        out = folds == fold
        weights = fit(Judged(pairs.rows[~out], pairs.right[~out]))
        values = np.array([weights.weights[name] for name in FEATURES])
        sure[out] = 1 / (1 + np.exp(-(pairs.rows[out] @ values + weights.bias)))
    return sure


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit and write the weights, or check them; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evals.fit_links", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=_HERE.parent / "corpus")
    parser.add_argument("--check", action="store_true", help="alleen meten, niets schrijven")
    options = parser.parse_args(arguments)
    records = [json.loads(line) for line in _TRAINING.read_text(encoding="utf-8").splitlines()]
    mentions = statements(sources_of(options.corpus))
    embed: Embed = KnowledgeBase(Settings()).embed
    pairs = judged_pairs(mentions, records, embed)
    if options.check:
        sys.stdout.write(_summary(pairs, held_out(pairs)) + "\n")
        return 0
    weights = fit(pairs)
    stored = {"bias": weights.bias, "weights": weights.weights, "means": weights.means}
    _WEIGHTS.write_text(json.dumps(stored, indent=0) + "\n", encoding="utf-8")
    sys.stderr.write(f"{len(records)} paren\n")
    return 0


def sources_of(corpus: Path) -> list[Source]:
    """Return the documents of a folder with what they promise."""
    with Reader() as reader:
        found = []
        for name, document in sorted(load_catalog(corpus).items()):
            reading = reader.read(corpus / name)
            found.append(Source(document, reading.pieces, extract(document, reading.pages, reading.pieces)))
        return found


def _find(place: dict[str, Any], mentions: Sequence[Mention]) -> Mention:
    """Return the statement that the quote is (a part of), with the quote as its text."""
    own = [mention for mention in mentions if mention.document.id == place["document"]]
    holding = [mention for mention in own if place["quote"] in mention.text]
    best = max(holding or own, key=lambda mention: overlap(place["quote"], mention.text))
    return replace(best, text=place["quote"])


def _summary(pairs: Judged, sure: NDArray[np.float64]) -> str:
    """Area under the curve, and the share right of the pairs above some thresholds."""
    from sklearn.metrics import roc_auc_score  # type: ignore[import-untyped]

    shares = [
        f"vanaf {limit}: {pairs.right[sure >= limit].mean():.2f} van {(sure >= limit).sum()}"
        for limit in (0.3, 0.5, 0.7)
        if (sure >= limit).any()
    ]
    return f"AUC {roc_auc_score(pairs.right, sure):.3f}; goed " + ", ".join(shares)


if __name__ == "__main__":
    sys.exit(main())
