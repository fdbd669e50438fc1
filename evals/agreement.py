"""How far two annotators agree beyond chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from evals.model import DoubleItem, Record


def cohens_kappa(first: Sequence[str], second: Sequence[str]) -> float | None:
    """Cohen's kappa: (p_o - p_e) / (1 - p_e); None when it is not defined.

    p_o is the share of items with equal labels; p_e the share to be expected by chance, the sum over labels
    of the product of both annotators' shares of that label. 1 is full agreement, 0 what chance gives.
    Source: Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological
    Measurement 20, 1960.
    """
    if not first or len(first) != len(second):
        return None
    total = len(first)
    observed = sum(one == two for one, two in zip(first, second, strict=True)) / total
    ones, twos = Counter(first), Counter(second)
    expected = sum(ones[label] * twos[label] for label in ones) / total**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def agreement(items: Sequence[DoubleItem]) -> Record:
    """Return the kappa of each label, the share of equal labels and the number of items.

    Kind and strength are compared where both annotators saw a commitment.
    """
    both = [item for item in items if item.first["commitment"] and item.second["commitment"]]
    return {
        "commitment": _labels(items, "commitment"),
        "kind": _labels(both, "kind"),
        "strength": _labels(both, "strength"),
    }


def _labels(items: Sequence[DoubleItem], name: str) -> Record:
    first = [str(item.first.get(name)) for item in items]
    second = [str(item.second.get(name)) for item in items]
    kappa = cohens_kappa(first, second)
    equal = sum(one == two for one, two in zip(first, second, strict=True))
    return {
        "kappa": None if kappa is None else round(kappa, 4),
        "equal": round(equal / len(items), 4) if items else None,
        "n": len(items),
    }
