"""Fitting the weights of the answers' two decisions: ``python -m evals.calibrate``.

Only the development halves of the gold questions are used, of the corpus and of the second collection, and
the training questions. *Ranking* is a conditional logit (McFadden 1974) over
the candidate sentences of one question, whose likelihood sums over all sentences that hold evidence.
*Answering* is a logistic regression over questions. Unanswerable questions are few, so every answerable
question also counts, with a small weight, once without its evidence: the sentences that hold it or the
answer are taken out, and what is left should be refused. Ranking scores for it come from cross-fitting.
Both are fitted by Newton's method with an L2 penalty; the same questions give the same bytes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.corpus import load_corpus
from evals.dataset import load_gold, load_questions, number_of, own_folder
from evals.matching import has_string, supports
from evals.model import Question as GoldQuestion
from evals.model import in_selection
from kb.answers.calibration import FILE, Calibration
from kb.answers.evidence import FEATURES, Asked, Weighed
from kb.answers.extractive import answering_features
from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings

Array = NDArray[np.float64]

FOLDS = 6
RANKING_PENALTY = 2.0
ANSWERING_PENALTY = 1.0
WITHOUT_EVIDENCE = 0.25
"""What a question counts whose evidence was taken out."""

UNANSWERABLE = 2.0
"""What an unanswerable question counts: there are far fewer of them."""

WRONGLY_REFUSED = 0.08
"""The share of answerable questions that the threshold may refuse, on cross-fitted probabilities: two
thirds of what is allowed, for a question off topic is refused beside it."""

_STEPS = 60
_ENOUGH = 1e-6


@dataclass(frozen=True)
class Observed:
    """A question, its candidate sentences in any order, and which of them hold gold evidence."""

    gold: GoldQuestion
    asked: Asked
    weighed: Sequence[Weighed]
    holds: Sequence[bool]

    def matrix(self) -> Array:
        """Return the features, of shape (sentences, features)."""
        rows = [[w.features[name] for name in FEATURES] for w in self.weighed]
        return np.array(rows, dtype=np.float64).reshape(len(rows), len(FEATURES))


def observe(knowledge_base: KnowledgeBase, questions: Sequence[GoldQuestion]) -> list[Observed]:
    """Return what the knowledge base sees of each question before it decides anything."""
    observed = []
    document_of = {stored.version: stored.document.id for stored in knowledge_base.documents()}
    for gold in questions:
        asked, weighed = knowledge_base.weigh(gold.question)
        evidence = [e for group in gold.evidence for e in group] if gold.answerable else []
        holds = [
            any(
                e.document == document_of[w.sentence.version] and supports(w.sentence.text, e.quote)
                for e in evidence
            )
            for w in weighed
        ]
        observed.append(Observed(gold, asked, weighed, holds))
    return observed


def calibrate(observed: Sequence[Observed]) -> Calibration:
    """Fit all weights and the threshold."""
    ranking = fit_ranking(observed)
    examples = _examples(observed)
    names = list(examples[0].features)
    weights = fit_logistic(examples, names)
    threshold = _threshold(examples, names)
    return Calibration(
        ranking=dict(zip(FEATURES, _rounded(ranking), strict=True)),
        answering=dict(zip(names, _rounded(weights[:-1]), strict=True)),
        bias=round(float(weights[-1]), 4),
        threshold=round(threshold, 4),
    )


def _rounded(values: Array) -> list[float]:
    return [round(float(value), 4) for value in values]


# ranking


def fit_ranking(observed: Sequence[Observed], penalty: float = RANKING_PENALTY) -> Array:
    """Return the weights, of shape (features,), that make sentences with evidence most likely to be first."""
    groups = [(o.matrix(), np.array(o.holds, dtype=np.float64)) for o in observed if any(o.holds)]
    weights = np.zeros(len(FEATURES))
    value = _likelihood(groups, weights, penalty)
    for _ in range(_STEPS):
        step = _newton_step(groups, weights, penalty)
        size = 1.0
        while size > _ENOUGH and _likelihood(groups, weights + size * step, penalty) < value:
            size /= 2
        weights = weights + size * step
        before, value = value, _likelihood(groups, weights, penalty)
        if value - before < _ENOUGH:
            break
    return weights


def _likelihood(groups: Sequence[tuple[Array, Array]], weights: Array, penalty: float) -> float:
    total = -penalty / 2 * float(weights @ weights)
    for matrix, holds in groups:
        share = _softmax(matrix @ weights)
        total += float(np.log(max(float(share @ holds), 1e-300)))
    return total


def _newton_step(groups: Sequence[tuple[Array, Array]], weights: Array, penalty: float) -> Array:
    gradient = -penalty * weights
    curvature = penalty * np.eye(len(weights))
    for matrix, holds in groups:
        share = _softmax(matrix @ weights)
        wanted = share * holds
        mean = matrix.T @ share
        gradient = gradient + matrix.T @ (wanted / max(float(wanted.sum()), 1e-300)) - mean
        curvature = curvature + (matrix.T * share) @ matrix - np.outer(mean, mean)
    return np.asarray(np.linalg.solve(curvature, gradient), dtype=np.float64)


def _softmax(scores: Array) -> Array:
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum(), dtype=np.float64)


# answering


@dataclass(frozen=True)
class Example:
    """One question as the answering decision sees it. ``real`` is False for one without its evidence."""

    features: Mapping[str, float]
    answerable: bool
    weight: float
    fold: int
    real: bool


def _examples(observed: Sequence[Observed]) -> list[Example]:
    examples = []
    for fold in range(FOLDS):
        ranking = fit_ranking([o for i, o in enumerate(observed) if i % FOLDS != fold])
        for item in (o for i, o in enumerate(observed) if i % FOLDS == fold):
            examples += _examples_of(item, ranking, fold)
    return examples


def _examples_of(item: Observed, ranking: Array, fold: int) -> list[Example]:
    ranked = _ranked(item, ranking, lambda _w, _h: True)
    if not ranked:
        return []
    answerable = item.gold.answerable
    weight = 1.0 if answerable else UNANSWERABLE
    examples = [Example(answering_features(item.asked, ranked), answerable, weight, fold, True)]
    strings = [string for group in item.gold.answer for string in group]
    left = _ranked(
        item, ranking, lambda w, holds: not holds and not any(has_string(w.sentence.text, s) for s in strings)
    )
    if answerable and item.gold.kind != "paraphrase" and left:
        features = answering_features(item.asked, left)
        examples.append(Example(features, False, WITHOUT_EVIDENCE, fold, False))
    return examples


def _ranked(item: Observed, ranking: Array, keep: Callable[[Weighed, bool], bool]) -> list[Weighed]:
    scores = item.matrix() @ ranking
    kept = [
        replace(w, score=float(score))
        for w, score, holds in zip(item.weighed, scores, item.holds, strict=True)
        if keep(w, holds)
    ]
    return sorted(kept, key=lambda w: (-w.score, w.sentence.key))


def fit_logistic(
    examples: Sequence[Example], names: Sequence[str], penalty: float = ANSWERING_PENALTY
) -> Array:
    """Return the weights, of shape (features + 1,), the bias last and without penalty."""
    matrix, answerable, counts = _arrays(examples, names)
    penalties = np.diag([*[penalty] * len(names), 1e-6])
    weights = np.zeros(len(names) + 1)
    for _ in range(_STEPS):
        chance = 1.0 / (1.0 + np.exp(-matrix @ weights))
        spread = counts * chance * (1.0 - chance)
        curvature = matrix.T @ (matrix * spread[:, None]) + penalties
        step = np.linalg.solve(curvature, matrix.T @ (counts * (answerable - chance)) - penalties @ weights)
        weights = weights + step
        if float(np.abs(step).max()) < _ENOUGH:
            break
    return weights


def _arrays(examples: Sequence[Example], names: Sequence[str]) -> tuple[Array, Array, Array]:
    rows = [[*(e.features[name] for name in names), 1.0] for e in examples]
    return (
        np.array(rows, dtype=np.float64),
        np.array([e.answerable for e in examples], dtype=np.float64),
        np.array([e.weight for e in examples], dtype=np.float64),
    )


def cross_fitted(examples: Sequence[Example], names: Sequence[str]) -> list[tuple[Example, float]]:
    """Return each real question with the probability that a fit without its fold gives it."""
    results = []
    for fold in range(FOLDS):
        weights = fit_logistic([e for e in examples if e.fold != fold], names)
        for example in (e for e in examples if e.fold == fold and e.real):
            row = np.array([*(example.features[name] for name in names), 1.0])
            results.append((example, float(1.0 / (1.0 + np.exp(-row @ weights)))))
    return results


def _threshold(examples: Sequence[Example], names: Sequence[str]) -> float:
    chances = [chance for example, chance in cross_fitted(examples, names) if example.answerable]
    return float(np.quantile(np.array(chances), WRONGLY_REFUSED))


def main() -> int:
    """Fit on the development halves and write the weights where the answers read them."""
    settings, own = Settings(), own_folder()
    second = settings.model_copy(
        update={"corpus": own / "second" / "corpus", "data": settings.data / "second"}
    )
    observed = _observed(settings, own, own / "training_questions.jsonl")
    observed += _observed(second, own / "second")
    write(calibrate(observed), Path(__file__).parent.parent / "kb" / "answers" / FILE)
    return 0


def _observed(settings: Settings, gold: Path, training: Path | None = None) -> list[Observed]:
    corpus = load_corpus(settings.corpus)
    questions = [q for q in load_gold(corpus, gold).questions if in_selection(number_of(q.id), "dev")]
    if training is not None:
        questions += load_questions(training, corpus)
    knowledge_base = KnowledgeBase(settings)
    knowledge_base.sync()
    return observe(knowledge_base, questions)


def write(calibration: Calibration, path: Path) -> None:
    """Write the weights as JSON, one a line."""
    data = {
        "ranking": calibration.ranking,
        "answering": calibration.answering,
        "bias": calibration.bias,
        "threshold": calibration.threshold,
    }
    path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
