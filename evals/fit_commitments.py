"""``python -m evals.fit_commitments``: fit the weights by which promises are told from other statements.

Trained on the dev half of ``commitments.jsonl``, on ``training.jsonl`` (statements of odd pages outside the
regions, annotated by the same guidelines) and on ``training_made_up.txt``; the test half is never read. A
logistic regression with an L2 penalty (scikit-learn, which sentence-transformers brings along), its weights
rounded and written as a table. ``--check`` writes nothing and prints how it does on pages and on documents
that it was not fitted on.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from evals.matching import words
from ingest.catalog import load_catalog
from ingest.model import Document, PieceKind
from ingest.read import Reader
from kb.commitments.detect import Weights, is_excluded, score
from kb.commitments.features import Context, features
from kb.commitments.statements import Statement, statements_of

_HERE = Path(__file__).resolve().parent
_WEIGHTS = _HERE.parent / "kb" / "commitments" / "data" / "weights.json"
_PENALTY = 0.3
_RARE = 2
_THRESHOLD = 0.48
_DIGITS = 3
_CONTAINED, _PART, _SAME = 0.95, 0.25, 0.5
_FOLDS = 5
_MADE_UP_YEAR = 2024


@dataclass(frozen=True)
class Example:
    """A statement with its features and whether it is a promise."""

    document: str
    page: int
    text: str
    found: frozenset[str]
    label: bool


def examples(corpus: Path, folder: Path = _HERE) -> list[Example]:
    """Return the labelled statements of the odd pages, in the order of the documents."""
    gold = [record for record in _lines(folder / "commitments.jsonl") if record["page"] % 2]
    regions = {(r["document"], r["page"]) for r in _lines(folder / "regions.jsonl") if r["page"] % 2}
    training = [r for r in _lines(folder / "training.jsonl") if r["page"] % 2]
    promises = [record for record in gold if record["commitment"]]
    found = []
    for document, statements in _statements(corpus):
        own = [record for record in promises if record["document"] == document.id]
        extra = [record for record in training if record["document"] == document.id]
        for statement in statements:
            key = (document.id, statement.piece.page, statement.text)
            if key[:2] in regions:
                label: bool | None = _is_annotated(statement, own)
            else:
                label = _label_of(statement, extra)
            if label is not None and not is_excluded(statement):
                found.append(Example(*key, features(statement.text, statement.context), label))
    return found


def made_up(path: Path = _HERE / "training_made_up.txt") -> list[Example]:
    """Return the made-up examples, each a document of its own kind: they are of no place."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith(("+ ", "- ")):
            continue
        text, _, lead = line[2:].partition(" @ ")
        bullet = text.startswith("* ")
        text = text.removeprefix("* ")
        kind: PieceKind = "bullet" if bullet else "body"
        context = Context(kind=kind, lead=lead, heading=lead, sentence=text, year=_MADE_UP_YEAR)
        found.append(Example("", 0, text, features(text, context), line[0] == "+"))
    return found


def fit(chosen: Sequence[Example]) -> Weights:
    """Return the weights that fit the examples; deterministic."""
    from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-untyped]
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    counts = Counter(name for example in chosen for name in example.found)
    rows = [{name: 1.0 for name in sorted(e.found) if counts[name] >= _RARE} for e in chosen]
    table = DictVectorizer(sort=True)
    matrix = table.fit_transform(rows)
    model = LogisticRegression(C=_PENALTY, max_iter=5000, tol=1e-6)
    model.fit(matrix, np.array([example.label for example in chosen]))
    names = [str(name) for name in table.get_feature_names_out()]
    rounded = {name: round(float(w), _DIGITS) for name, w in zip(names, model.coef_[0], strict=True)}
    weights = {name: weight for name, weight in rounded.items() if weight}
    return Weights(round(float(model.intercept_[0]), _DIGITS), _THRESHOLD, weights)


def held_out(found: Sequence[Example], by_document: bool) -> list[tuple[Example, float]]:
    """Return each example with its score by weights that were fitted without its document or its pages."""
    groups = [e.document if by_document else str(e.page // 2 % _FOLDS) for e in found]
    scored = []
    extra = made_up()
    for group in sorted(set(groups)):
        weights = fit([*(e for e, g in zip(found, groups, strict=True) if g != group), *extra])
        scored += [(e, score(e.found, weights)) for e, g in zip(found, groups, strict=True) if g == group]
    return scored


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit and write the weights, or check them; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evals.fit_commitments", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=_HERE.parent / "corpus")
    parser.add_argument("--check", action="store_true", help="alleen meten, niets schrijven")
    options = parser.parse_args(arguments)
    found = examples(options.corpus)
    if options.check:
        for name, by_document in (("andere pagina's", False), ("andere documenten", True)):
            sys.stdout.write(f"{name}: {_summary(held_out(found, by_document))}\n")
        return 0
    weights = fit([*found, *made_up()])
    stored = {
        "bias": weights.bias,
        "threshold": weights.threshold,
        "features": dict(sorted(weights.features.items())),
    }
    _WEIGHTS.write_text(json.dumps(stored, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    sys.stderr.write(f"{len(found)} uitspraken, {len(weights.features)} gewichten\n")
    return 0


def _summary(scored: Sequence[tuple[Example, float]]) -> str:
    """F1, precision and recall over single statements at the threshold."""
    hits = sum(e.label and s >= _THRESHOLD for e, s in scored)
    taken = sum(s >= _THRESHOLD for _, s in scored)
    real = sum(e.label for e, _ in scored)
    precision, recall = hits / max(1, taken), hits / max(1, real)
    return f"F1 {2 * hits / max(1, taken + real):.3f}, precisie {precision:.3f}, vangst {recall:.3f}"


def _statements(corpus: Path) -> list[tuple[Document, tuple[Statement, ...]]]:
    catalogue = load_catalog(corpus)
    with Reader() as reader:
        return [
            (document, statements_of(document, reader.read(corpus / name).pieces))
            for name, document in sorted(catalogue.items())
        ]


def _is_annotated(statement: Statement, promises: Sequence[dict[str, Any]]) -> bool:
    """Tell whether a statement is an annotated promise: half of the longer, or wholly inside one."""
    own = Counter(words(statement.text))
    size = own.total()
    for record in promises:
        if abs(record["page"] - statement.piece.page) > 1:
            continue
        other = Counter(words(record["quote"]))
        shared = (own & other).total()
        if shared >= _SAME * max(size, other.total()):
            return True
        if size > 3 and shared >= _CONTAINED * size and size > _PART * other.total():
            return True
    return False


def _label_of(statement: Statement, annotated: Sequence[dict[str, Any]]) -> bool | None:
    """Return the label of the annotated statement on the page that is the same by its words, if any."""
    own = Counter(words(statement.text))
    best, label = 0.0, None
    for record in annotated:
        if record["page"] == statement.piece.page:
            other = Counter(words(record["quote"]))
            shared = (own & other).total() / max(own.total(), other.total(), 1)
            if shared > best:
                best, label = shared, bool(record["commitment"])
    return label if best >= _SAME else None


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    sys.exit(main())
