"""A second look at what was found: by a cross-encoder when the settings name one, or by its sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from kb.index.embedding import Reranker
from kb.search.retrieval import Found

DEPTH = 30
"""How many chunks get the second look: a cross-encoder reads each with the question, so it is slow."""


def rerank(
    question: str, found: Sequence[Found], text_of: Callable[[str], str], reranker: Reranker
) -> list[Found]:
    """Return the chunks with the first :data:`DEPTH` in the reranker's order; the rest follows as it was."""
    chunks = [item.fused.chunk for item in found[:DEPTH]]
    if not chunks:
        return []
    scores = reranker.scores(question, [text_of(chunk) for chunk in chunks])
    return reordered(found, dict(zip(chunks, map(float, scores), strict=True)))


def reordered(found: Sequence[Found], judged: Mapping[str, float]) -> list[Found]:
    """Return the chunks that were judged, best first, and the rest after them as it was.

    ``judged`` gives a number for a chunk, higher for a better one. Scores stay in descending order: they are
    dealt out anew.
    """
    first = [item for item in found if item.fused.chunk in judged]
    first.sort(key=lambda item: -judged[item.fused.chunk])
    rest = [item for item in found if item.fused.chunk not in judged]
    return [
        Found(replace(item.fused, score=dealt.fused.score), item.sentence)
        for item, dealt in zip([*first, *rest], found, strict=True)
    ]
