from __future__ import annotations

from kb.index.embedding import CommonWordsReranker
from kb.search.fusion import Fused
from kb.search.rerank import DEPTH, reordered, rerank
from kb.search.retrieval import Found

TEXTS = {"a": "bomen en gras", "b": "woningen in zuid", "c": "woningen"}


def test_the_first_passages_get_the_reranker_s_order() -> None:
    """b holds two of the question's words, c one, a none; the scores that were there are dealt out anew."""
    found = [Found(Fused(chunk, score, 0, 0), "") for chunk, score in (("a", 0.9), ("b", 0.5), ("c", 0.2))]
    again = rerank("woningen zuid", found, TEXTS.__getitem__, CommonWordsReranker())
    assert [(item.fused.chunk, item.fused.score) for item in again] == [("b", 0.9), ("c", 0.5), ("a", 0.2)]


def test_what_is_far_down_stays_where_it_is() -> None:
    """Only the first passages are read again."""
    found = [Found(Fused(f"{index:03}", 1 / (index + 1), 0, 0), "") for index in range(DEPTH + 5)]
    again = rerank("x", found, lambda chunk: chunk, CommonWordsReranker())
    assert again == found


def test_nothing_found_is_nothing_read() -> None:
    """An empty list stays empty."""
    assert rerank("x", [], TEXTS.__getitem__, CommonWordsReranker()) == []


def test_what_was_judged_comes_first() -> None:
    """Best first, equals as they were; what was not judged follows; the scores are dealt out anew."""
    found = [
        Found(Fused(chunk, score, 0, 0), "")
        for chunk, score in zip("abcd", (0.9, 0.7, 0.5, 0.2), strict=True)
    ]
    again = reordered(found, {"b": 1.0, "c": 3.0, "d": 1.0})
    assert [(item.fused.chunk, item.fused.score) for item in again] == [
        ("c", 0.9),
        ("b", 0.7),
        ("d", 0.5),
        ("a", 0.2),
    ]
