from __future__ import annotations

import sys

import pytest
from eval_builders import corpus

from evals.errors import BaselineMissingError
from evals.model import Hit
from evals.systems import KeywordSystem, make_bm25


def test_plain_bm25_finds_words_as_they_are_written() -> None:
    """The document with the word comes first; one without any word of the question is not found."""
    bm25 = make_bm25(corpus(a="De zonnepanelen op het dak.", b="Het zwembad is dicht.", c="Niets."))
    assert [hit.document for hit in bm25.search("Waar zijn zonnepanelen op het dak?", 10)] == ["a", "b"]
    assert bm25.search("zonnepaneel xyz", 10) == []


def test_a_missing_package_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the extra."""
    monkeypatch.setitem(sys.modules, "bm25s", None)
    with pytest.raises(BaselineMissingError) as caught:
        make_bm25(corpus(a="Tekst."))
    assert "eval" in caught.value.hint


def test_the_fake_system_finds_the_longest_word() -> None:
    """It can be worked out by eye."""
    passages = [Hit("a", "Een boom."), Hit("b", "De bibliotheek.")]
    assert KeywordSystem(passages).search("Waar is de bibliotheek?", 5) == [passages[1]]
