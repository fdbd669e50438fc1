"""Bringing the two sides of the search together: a convex combination of scores.

A convex combination keeps how well each side covered the question, which rank fusion throws away
(Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", ACM TOIS 2023).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each side counts, and the cosine similarities that count as nothing and as everything."""

    semantic: float = 0.3
    similarity_floor: float = 0.1
    similarity_ceiling: float = 0.8


@dataclass(frozen=True, slots=True)
class Fused:
    """A chunk's score and its two sides, all in [0, 1]."""

    chunk: str
    score: float
    lexical: float
    semantic: float


def rescale(similarity: float, weights: Weights) -> float:
    """Map a cosine similarity to [0, 1] between the floor and the ceiling."""
    span = weights.similarity_ceiling - weights.similarity_floor
    return min(1.0, max(0.0, (similarity - weights.similarity_floor) / span))


def combine(lexical: Mapping[str, float], similarity: Mapping[str, float], weights: Weights) -> list[Fused]:
    """Return all chunks of both sides, best first: ``w * semantic + (1 - w) * lexical``.

    A chunk that one side did not return counts as 0 there. Equal scores are ordered by chunk name.
    """
    fused = []
    for chunk in lexical.keys() | similarity.keys():
        words = lexical.get(chunk, 0.0)
        meaning = rescale(similarity[chunk], weights) if chunk in similarity else 0.0
        score = weights.semantic * meaning + (1 - weights.semantic) * words
        fused.append(Fused(chunk, score, words, meaning))
    return sorted(fused, key=lambda f: (-f.score, f.chunk))
