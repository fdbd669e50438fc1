"""Words that share most of their letters: "energiebesparende" and "energiebesparing", "vervoer" and others.

Where the lemma, the parts of a compound and the glossary all miss, what two words have in common can still
be read: the share of the runs of four letters of the one that the other holds (as in McNamee and Mayfield,
"Character N-Gram Tokenization for European Language Text Retrieval", 2004).
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from functools import lru_cache

from kb.dutch.analysis import all_terms, fold

_RUN = 4
_ENOUGH = 0.5
"""From which share of its runs a word is told in another."""


@lru_cache(maxsize=30_000)
def surfaces(text: str) -> frozenset[str]:
    """Return the words of a text as written, case and accents aside."""
    return frozenset(fold(term.surface) for term in all_terms(text))


def told_in(word: str, vocabulary: Iterable[str]) -> dict[str, float]:
    """Return the words of a vocabulary that tell ``word``, each with the share in (0, 1] that it tells."""
    runs = _runs(word)
    if not runs:
        return {word: 1.0}
    shares = {other: len(runs & _runs(other)) / len(runs) for other in vocabulary}
    return {other: share for other, share in shares.items() if share >= _ENOUGH}


def best(told: dict[str, float], words: Set[str]) -> float:
    """Return how far the best of these words tells it."""
    return max((told[word] for word in words & told.keys()), default=0.0)


@lru_cache(maxsize=30_000)
def _runs(word: str) -> frozenset[str]:
    return frozenset(word[start : start + _RUN] for start in range(len(word) - _RUN + 1))
