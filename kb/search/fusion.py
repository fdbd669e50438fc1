"""Bringing the sides of the search together.

A convex combination keeps how well each side covered the question, which rank fusion throws away
(Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", ACM TOIS 2023). The words'
side is raised to a power first: a passage that holds most of the question's words is almost certainly meant,
one that shares a stray word is hardly better than any other, and meaning should then decide.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """How the sides are weighed; tuned on the dev half (docs/zoeken.md has the figures).

    ``semantic`` is the share of meaning against words, ``literal`` that of the words as written against
    words alike, ``power`` what the words' side is raised to. ``heading`` is the weight of the heading above
    against the text's own meaning, ``similarity_ceiling`` the similarity that counts as everything.
    ``compounds`` lets the parts of compounds count; ``sentences`` orders what was found by how well its best
    sentence answers.
    """

    semantic: float = 0.4
    literal: float = 0.2
    literal_scale: float = 1.5
    power: float = 3.0
    heading: float = 0.2
    similarity_floor: float = 0.0
    similarity_ceiling: float = 0.7
    compounds: bool = True
    sentences: bool = True


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


def combine_words(
    literal: Mapping[str, float], alike: Mapping[str, float], weights: Weights
) -> dict[str, float]:
    """Return the words' side, in [0, 1]: the words as written and words alike.

    The former are scaled up, for BM25's best possible score is out of reach. They count alone where no index
    of words alike is at hand.
    """
    share = weights.literal if alike else 1.0
    return {
        chunk: share * min(1.0, weights.literal_scale * literal.get(chunk, 0.0))
        + (1 - share) * alike.get(chunk, 0.0)
        for chunk in literal.keys() | alike.keys()
    }


def combine(words: Mapping[str, float], similarity: Mapping[str, float], weights: Weights) -> list[Fused]:
    """Return all chunks of both sides, best first: ``s * meaning + (1 - s) * words ** power``.

    A chunk that one side did not return counts as 0 there. Equal scores are ordered by chunk name.
    """
    fused = []
    for chunk in words.keys() | similarity.keys():
        held = words.get(chunk, 0.0)
        meaning = rescale(similarity[chunk], weights) if chunk in similarity else 0.0
        score = weights.semantic * meaning + (1 - weights.semantic) * held**weights.power
        fused.append(Fused(chunk, score, held, meaning))
    return sorted(fused, key=lambda f: (-f.score, f.chunk))
