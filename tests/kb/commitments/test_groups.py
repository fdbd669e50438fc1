from __future__ import annotations

import numpy as np

from kb.commitments.closeness import Matrix
from kb.commitments.groups import LARGEST, clusters, without_repeats


def sure(count: int, *pairs: tuple[int, int, float]) -> Matrix:
    """Return a symmetric matrix of zeros with these values."""
    matrix = np.zeros((count, count), dtype=np.float32)
    for one, two, value in pairs:
        matrix[one, two] = matrix[two, one] = value
    return matrix


def test_who_is_close_comes_together_and_who_is_not_stays_out() -> None:
    """Two pairs become two groups; a fifth that is close to nobody is left out."""
    matrix = sure(5, (0, 1, 0.9), (2, 3, 0.8))
    assert clusters([10, 11, 12, 13, 14], matrix, 0.3) == [[10, 11], [12, 13]]


def test_a_third_joins_by_its_average() -> None:
    """0.7 and 0.3 are 0.5 on average: enough at 0.5, not at 0.6."""
    matrix = sure(3, (0, 1, 0.9), (1, 2, 0.7), (0, 2, 0.3))
    assert clusters([0, 1, 2], matrix, 0.5) == [[0, 1, 2]]


def test_groups_stay_small() -> None:
    """However alike all are, no group is larger than the limit."""
    count = 2 * LARGEST + 1
    matrix = np.ones((count, count), dtype=np.float32)
    assert all(len(group) <= LARGEST for group in clusters(list(range(count)), matrix, 0.2))


def test_one_statement_is_no_group() -> None:
    """There is nothing to bring together."""
    assert clusters([3], sure(1), 0.2) == []


def test_a_group_held_by_a_larger_one_is_left_out() -> None:
    """Three of four statements in common is a repeat, two of four is not."""
    groups = [("a", [1, 2, 3, 4, 5]), ("b", [1, 2, 3, 9]), ("c", [1, 2, 8, 9])]
    assert [subject for subject, _ in without_repeats(groups)] == ["a", "c"]
