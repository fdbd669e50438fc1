"""A second look at the first passages by a cross-encoder, when the settings name one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from kb.index.embedding import Reranker
from kb.search.retrieval import Found

DEPTH = 30
"""How many chunks get the second look: a cross-encoder reads each with the question, so it is slow."""


def rerank(
    question: str, found: Sequence[Found], text_of: Callable[[str], str], reranker: Reranker
) -> list[Found]:
    """Return the chunks with the first :data:`DEPTH` in the reranker's order; the rest follows as it was.

    Scores stay in descending order: the best scores are dealt out anew.
    """
    head, tail = list(found[:DEPTH]), list(found[DEPTH:])
    if not head:
        return tail
    judged = reranker.scores(question, [text_of(item.fused.chunk) for item in head])
    order = sorted(range(len(head)), key=lambda index: (-judged[index], index))
    dealt = [
        Found(replace(head[index].fused, score=head[rank].fused.score), head[index].sentence)
        for rank, index in enumerate(order)
    ]
    return [*dealt, *tail]
