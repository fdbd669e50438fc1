from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from kb.errors import ModelUnavailableError
from kb.index.embedding import (
    OFFLINE,
    LetterEmbedder,
    SentenceTransformerEmbedder,
    TranslatingEmbedder,
    Vectors,
)
from kb.index.embedding_cache import CachedEmbedder


class Counting(LetterEmbedder):
    """Remembers which texts it was given."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.asked: list[str] = []

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return an array of shape (len(texts), 26)."""
        self.seen += texts
        return super().embed_passages(texts)

    def embed_question(self, text: str) -> Vectors:
        """Return an array of shape (26,)."""
        self.asked.append(text)
        return super().embed_question(text)


def test_the_fake_counts_letters() -> None:
    """The text "aab" is two a's and a b, scaled to length 1: (2, 1)/√5."""
    vector = LetterEmbedder().embed_question("AAB 12!")
    assert vector[:3] == pytest.approx([2 / 5**0.5, 1 / 5**0.5, 0.0])
    assert LetterEmbedder().embed_passages([]).shape == (0, 26)


def test_a_text_without_letters_has_no_direction() -> None:
    """Digits alone give zeros, not a division by zero."""
    assert not LetterEmbedder().embed_question("123").any()


def test_the_cache_gives_what_was_computed(tmp_path: Path) -> None:
    """The vectors are the same with the cache as without, in the order of the texts, doubles included."""
    texts = ["huis", "boom", "huis", ""]
    cached = CachedEmbedder(LetterEmbedder(), tmp_path / "cache" / "vectors.sqlite")
    for _ in range(2):
        assert np.array_equal(cached.embed_passages(texts), LetterEmbedder().embed_passages(texts))
    assert cached.embed_passages([]).shape == (0, 26)


def test_only_new_text_is_computed(tmp_path: Path) -> None:
    """A text is embedded once, also by another process and when it stands twice in one call."""
    for expected in (["huis", "boom"], ["vis"]):
        inner = Counting()
        CachedEmbedder(inner, tmp_path / "vectors.sqlite").embed_passages(["huis", "boom", "huis", *expected])
        assert inner.seen == expected


def test_another_model_does_not_read_these_vectors(tmp_path: Path) -> None:
    """The name of the model is part of the key."""
    path = tmp_path / "vectors.sqlite"
    CachedEmbedder(LetterEmbedder(), path).embed_passages(["huis"])
    other = Counting()
    other.name = "other"
    CachedEmbedder(other, path).embed_passages(["huis"])
    assert other.seen == ["huis"]


def test_a_question_is_computed_once(tmp_path: Path) -> None:
    """The same question again costs nothing, and gives the same vector."""
    inner = Counting()
    cached = CachedEmbedder(inner, tmp_path / "vectors.sqlite")
    for _ in range(2):
        assert np.array_equal(cached.embed_question("huis"), LetterEmbedder().embed_question("huis"))
    assert inner.asked == ["huis"]


def test_questions_are_not_kept(tmp_path: Path) -> None:
    """What people ask is not written to disk."""
    path = tmp_path / "vectors.sqlite"
    cached = CachedEmbedder(LetterEmbedder(), path)
    cached.embed_passages(["huis"])
    cached.embed_question("een heel persoonlijke vraag")
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT COUNT(*) FROM vector").fetchone() == (1,)
    connection.close()


def test_the_cache_keeps_to_the_name_and_the_size_of_its_model(tmp_path: Path) -> None:
    """To the index a model with a cache is that model."""
    cached = CachedEmbedder(LetterEmbedder(), tmp_path / "vectors.sqlite")
    assert cached.name == "letters"
    assert cached.fits("x" * 500)
    assert not cached.fits("x" * 501)


def test_a_translation_comes_before_the_model() -> None:
    """Passages and questions are translated, and the translation is part of the name."""
    embedder = TranslatingEmbedder(LetterEmbedder(), lambda text: text.replace("huis", "house"), "v1")
    assert np.array_equal(embedder.embed_question("huis"), LetterEmbedder().embed_question("house"))
    assert np.array_equal(embedder.embed_passages(["huis"]), LetterEmbedder().embed_passages(["house"]))
    assert embedder.name == "letters translated=v1"


@pytest.mark.stack
def test_a_model_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    """The library's own errors do not reach the user."""
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelUnavailableError) as caught:
        SentenceTransformerEmbedder(str(tmp_path)).embed_question("huis")
    assert "kan niet worden geladen" in caught.value.message
    assert "WOORDHOUDER_MODEL=offline" in caught.value.hint


def test_prefixes_and_weights_are_part_of_the_name(tmp_path: Path) -> None:
    """Another prefix or other weights in the same folder are another model to the index."""
    weights = tmp_path / "model.safetensors"
    weights.write_bytes(b"1")
    names = {SentenceTransformerEmbedder(str(tmp_path), prefix).name for prefix in ("", "query: ")}
    weights.write_bytes(b"2")
    names.add(SentenceTransformerEmbedder(str(tmp_path)).name)
    assert len(names) == 3


@pytest.fixture(scope="module")
def offline() -> SentenceTransformerEmbedder:
    """The encoder that comes with the installation."""
    return SentenceTransformerEmbedder(OFFLINE)


@pytest.mark.stack
def test_the_bundled_model_gives_vectors_of_length_one(offline: SentenceTransformerEmbedder) -> None:
    """384 numbers a text, the same every time, and near for what means the same."""
    vectors = offline.embed_passages(["solar panels", "photovoltaic roofs", "parking fees"])
    assert vectors.shape == (3, 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1.0, 1.0, 1.0], abs=1e-5)
    assert np.array_equal(
        vectors, offline.embed_passages(["solar panels", "photovoltaic roofs", "parking fees"])
    )
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]


@pytest.mark.stack
def test_the_bundled_model_knows_how_much_it_reads(offline: SentenceTransformerEmbedder) -> None:
    """A long text does not fit: the model would silently leave out its end."""
    assert offline.fits("een korte zin")
    assert not offline.fits("woningbouwprogramma " * 200)
