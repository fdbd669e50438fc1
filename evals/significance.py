"""How sure a figure is, and whether two runs differ: resampling, seeded, so that it repeats exactly.

Every figure here is a ratio of sums over units (questions, pages, items): a mean has denominators of 1,
and precision, recall and F1 are ratios of counts. So one bootstrap and one paired test serve them all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.model import Outcome

RESAMPLES = 1_000
PERMUTATIONS = 10_000
_SEED = 20_260_101
_TOLERANCE = 1e-9

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its 95% confidence interval and the number of units it rests on.

    ``value`` is None when there is nothing to divide by.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed between two runs: new minus old, the interval of that difference, and its p-value."""

    old: float
    new: float
    low: float
    high: float
    p: float
    n: int

    @property
    def change(self) -> float:
        """New minus old."""
        return self.new - self.old


def figure(outcomes: Mapping[str, Outcome], resamples: int = RESAMPLES) -> Figure:
    """Return sum of numerators over sum of denominators with a 95% percentile bootstrap interval.

    Units are drawn with replacement, ``resamples`` times (Efron and Tibshirani, "An Introduction to the
    Bootstrap", 1993, chapter 13; for retrieval: Sakai, SIGIR 2006).
    """
    top, bottom = _columns(outcomes, sorted(outcomes))
    if not len(top) or bottom.sum() <= 0:
        return Figure(None, None, None, 0)
    draws = np.random.default_rng(_SEED).integers(0, len(top), (resamples, len(top)))
    values = _ratio(top[draws].sum(axis=1), bottom[draws].sum(axis=1))
    low, high = np.nanpercentile(values, [2.5, 97.5])
    count = int((bottom > 0).sum())
    return Figure(_rounded(top.sum() / bottom.sum()), _rounded(low), _rounded(high), count)


def difference(old: Mapping[str, Outcome], new: Mapping[str, Outcome]) -> Difference | None:
    """Compare two runs on the units that both have; None when they have none.

    The p-value is that of a two-sided paired randomisation test: under the null hypothesis the two runs'
    outcomes on a unit could as well be swapped, so they are swapped at random, 10,000 times, and the
    share of differences at least as large as the one seen is counted (Smucker, Allan and Carterette,
    "A Comparison of Statistical Significance Tests for Information Retrieval Evaluation", CIKM 2007).
    The interval is that of a paired bootstrap over the same units.
    """
    units = sorted(old.keys() & new.keys())
    old_top, old_bottom = _columns(old, units)
    new_top, new_bottom = _columns(new, units)
    if not units or old_bottom.sum() <= 0 or new_bottom.sum() <= 0:
        return None
    was, now = old_top.sum() / old_bottom.sum(), new_top.sum() / new_bottom.sum()
    rng = np.random.default_rng(_SEED)
    draws = rng.integers(0, len(units), (RESAMPLES, len(units)))
    changes = _ratio(new_top[draws].sum(axis=1), new_bottom[draws].sum(axis=1)) - _ratio(
        old_top[draws].sum(axis=1), old_bottom[draws].sum(axis=1)
    )
    low, high = np.nanpercentile(changes, [2.5, 97.5])
    swapped = rng.integers(0, 2, (PERMUTATIONS, len(units))).astype(np.float64)
    p = _p_value(now - was, swapped, (old_top, old_bottom), (new_top, new_bottom))
    return Difference(_rounded(was), _rounded(now), _rounded(low), _rounded(high), round(p, 4), len(units))


def _p_value(
    seen: float, swapped: Numbers, old: tuple[Numbers, Numbers], new: tuple[Numbers, Numbers]
) -> float:
    kept = 1.0 - swapped
    news = _ratio(kept @ new[0] + swapped @ old[0], kept @ new[1] + swapped @ old[1])
    olds = _ratio(kept @ old[0] + swapped @ new[0], kept @ old[1] + swapped @ new[1])
    extreme = np.abs(news - olds) >= abs(seen) - _TOLERANCE
    return float((1 + extreme.sum()) / (1 + len(swapped)))


def _columns(outcomes: Mapping[str, Outcome], units: list[str]) -> tuple[Numbers, Numbers]:
    table = np.array([outcomes[unit] for unit in units], dtype=np.float64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def _ratio(top: Numbers, bottom: Numbers) -> Numbers:
    """Divide; where there is nothing to divide by, the draw says nothing (NaN)."""
    result = np.full(top.shape, np.nan)
    np.divide(top, bottom, out=result, where=bottom > 0)
    return result


def _rounded(value: float) -> float:
    return round(float(value), 4)
