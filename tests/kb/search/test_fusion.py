from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.fusion import Weights, combine, combine_words, rescale

HALF = Weights(
    semantic=0.5, literal=0.5, literal_scale=1.0, power=1.0, similarity_floor=0.0, similarity_ceiling=1.0
)
SCORES = st.dictionaries(st.text(max_size=3), st.floats(0, 1), max_size=5)


def test_both_sides_count() -> None:
    """With equal shares and power 1 the score is the mean: (0.8 + 0.4) / 2 = 0.6."""
    (only,) = combine({"a": 0.8}, {"a": 0.4}, HALF)
    assert only.score == pytest.approx(0.6)


def test_a_side_that_does_not_know_a_chunk_gives_it_nothing() -> None:
    """A chunk that one side alone found has half of that side's score."""
    found = combine({"a": 0.8}, {"b": 0.6}, HALF)
    assert [(f.chunk, round(f.score, 2)) for f in found] == [("a", 0.4), ("b", 0.3)]


def test_a_stray_word_hardly_counts() -> None:
    """With power 3, half of the words is worth an eighth."""
    (only,) = combine({"a": 0.5}, {}, Weights(semantic=0.0, power=3.0))
    assert only.score == pytest.approx(0.125)


def test_words_as_written_and_words_alike_are_weighed() -> None:
    """With a share of 0.5 each, the words' side is their mean: (0.2 + 0.6) / 2 = 0.4."""
    assert combine_words({"a": 0.2}, {"a": 0.6}, HALF) == {"a": pytest.approx(0.4)}


def test_without_words_alike_the_words_as_written_count_alone() -> None:
    """An index without meanings is still an index."""
    assert combine_words({"a": 0.2}, {}, HALF) == {"a": pytest.approx(0.2)}


def test_similarity_is_rescaled_between_its_floor_and_ceiling() -> None:
    """Below the floor is nothing, above the ceiling everything."""
    weights = Weights(similarity_floor=0.2, similarity_ceiling=0.6)
    assert [rescale(x, weights) for x in (0.1, 0.2, 0.4, 0.6, 0.9)] == pytest.approx([0, 0, 0.5, 1, 1])


def test_equal_scores_are_ordered_by_name() -> None:
    """The order never depends on chance."""
    assert [f.chunk for f in combine({"b": 0.5, "a": 0.5}, {}, HALF)] == ["a", "b"]


@given(SCORES, SCORES)
def test_scores_lie_between_0_and_1_and_go_down(words: dict[str, float], meaning: dict[str, float]) -> None:
    """Whatever the sides say."""
    scores = [f.score for f in combine(words, meaning, Weights())]
    assert all(0.0 <= score <= 1.0 for score in scores)
    assert scores == sorted(scores, reverse=True)
