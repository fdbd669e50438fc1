"""Small groups of statements that are close to each other, out of all that share a word."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from kb.commitments.closeness import Matrix

LARGEST = 12
_HELD = 0.75
_TWO = 0.5
_JOINS, _JOINED = 0.5, 8
_CLOSE = 0.5


def clusters(members: Sequence[int], sure: Matrix, least: float) -> list[list[int]]:
    """Split ``members`` into groups of at most :data:`LARGEST`, the closest brought together first.

    Agglomerative clustering with average linkage (Sokal and Michener, 1958), until no two groups are close
    enough (``least``) or small enough. A statement may join a second group that it is
    close to. Whoever stays alone is left out.
    """
    count = len(members)
    if count < 2:
        return []
    links = sure.astype(np.float64)
    np.fill_diagonal(links, -1.0)
    sizes = np.ones(count)
    groups = [[position] for position in range(count)]
    while True:
        links[(sizes[:, None] + sizes[None, :]) > LARGEST] = -1.0
        one, two = divmod(int(links.argmax()), count)
        if links[one, two] < least:
            break
        joined = (sizes[one] * links[one] + sizes[two] * links[two]) / (sizes[one] + sizes[two])
        links[one], links[:, one] = joined, joined
        links[two], links[:, two], links[one, one] = -1.0, -1.0, -1.0
        groups[one] += groups[two]
        groups[two] = []
        sizes[one] += sizes[two]
    found = [group for group in groups if len(group) > 1]
    found = [_tight(_joined(group, sure), sure) for group in found]
    found = [group for group in found if len(group) > 2 or sure[group[0], group[1]] >= _TWO]
    return [sorted(members[position] for position in group) for group in found]


def _joined(group: Sequence[int], sure: Matrix) -> list[int]:
    """Return a group with the others that are close to it on average, while it is small."""
    joined = list(group)
    while len(joined) < min(_JOINED, len(sure)):
        close = sure[joined].mean(axis=0)
        close[joined] = -1.0
        best = int(close.argmax())
        if close[best] < _JOINS:
            break
        joined.append(best)
    return joined


def _tight(group: Sequence[int], sure: Matrix) -> list[int]:
    """Return a group without those that are far from the rest of it on average, the farthest first."""
    kept = list(group)
    while len(kept) > 2:
        between = sure[np.ix_(kept, kept)].astype(np.float64)
        np.fill_diagonal(between, 0.0)
        means = between.sum(axis=1) / (len(kept) - 1)
        worst = int(means.argmin())
        if means[worst] >= _CLOSE:
            break
        del kept[worst]
    return kept


def without_repeats(groups: Sequence[tuple[str, list[int]]]) -> list[tuple[str, list[int]]]:
    """Return the groups, the largest first, without those that are mostly held by a larger one."""
    kept: list[tuple[str, list[int]]] = []
    holders: dict[int, list[int]] = defaultdict(list)
    for subject, group in sorted(groups, key=lambda item: (-len(item[1]), item[0].lower(), item[1])):
        shared = Counter(holder for member in group for holder in holders[member])
        if any(count >= _HELD * len(group) for count in shared.values()):
            continue
        for member in group:
            holders[member].append(len(kept))
        kept.append((subject, group))
    return kept
