from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kb.dutch.analysis import analyse
from kb.errors import IndexDamagedError
from kb.index.embedding import LetterEmbedder, Vectors
from kb.index.lexical import LexicalRecord
from kb.index.words import NoWordIndex, SavedWordIndex, write_words

RECORDS = (
    LexicalRecord("a#0", "a", ("body",), (), "Gratis parkeren voor bewoners."),
    LexicalRecord("a#1", "a", ("bullet",), (), "Parkeren kost 2.250 euro."),
    LexicalRecord("b#0", "b", ("body",), (), "Kosteloos reizen met de bus."),
    LexicalRecord("b#1", "b", ("body",), (), "de het een"),
)


class Synonyms(LetterEmbedder):
    """A fake in which "gratis" and "kosteloos" mean the same, and every other word only itself."""

    def embed_question(self, text: str) -> Vectors:
        """Return an array of shape (64,) with a single 1."""
        vector = np.zeros(64, np.float32)
        vector[0 if text.lower() in ("gratis", "kosteloos") else 1 + sum(map(ord, text.lower())) % 63] = 1.0
        return vector

    def embed_questions(self, texts: list[str]) -> Vectors:  # type: ignore[override]  # a list will do here
        """Return an array of shape (len(texts), 64)."""
        return self.embed_passages(texts)

    def embed_passages(self, texts: list[str]) -> Vectors:  # type: ignore[override]  # a list will do here
        """Return an array of shape (len(texts), 64)."""
        return np.stack([self.embed_question(text) for text in texts])


@pytest.fixture
def index(tmp_path: Path) -> SavedWordIndex:
    """The words of the records, with the fake's meanings."""
    write_words(tmp_path, RECORDS, Synonyms())
    return SavedWordIndex(tmp_path, Synonyms())


def test_another_word_with_the_same_meaning_covers(index: SavedWordIndex) -> None:
    """ "gratis" is covered by "kosteloos", and the other way round."""
    assert index.coverage(analyse("gratis")) == {"a#0": 1.0, "b#0": 1.0}


def test_rare_words_weigh_more(index: SavedWordIndex) -> None:
    """The bus stands in one chunk, parking in two: the bus covers more of the question."""
    covered = index.coverage(analyse("parkeren bus"))
    assert covered["b#0"] > covered["a#0"] == covered["a#1"]


def test_a_number_is_only_like_itself(index: SavedWordIndex) -> None:
    """However it is written; 2.251 is another number."""
    assert set(index.coverage(analyse("2250"))) == {"a#1"}
    assert index.coverage(analyse("2.251")) == {}


def test_filters_limit_the_coverage(index: SavedWordIndex) -> None:
    """On versions and on kinds of pieces."""
    assert set(index.coverage(analyse("gratis parkeren"), versions=["a"])) == {"a#0", "a#1"}
    assert set(index.coverage(analyse("parkeren"), kinds=["bullet"])) == {"a#1"}
    assert index.coverage([]) == {}


def test_the_closest_word_is_named(index: SavedWordIndex) -> None:
    """For the explanation: which word of the text answers to which word of the question."""
    (near,) = index.nearest_words(analyse("kosteloos"), RECORDS[0].text)
    assert (near.asked, near.found, near.similarity) == ("kosteloos", "Gratis", 1.0)


def test_the_vocabulary_is_that_of_the_collection(index: SavedWordIndex) -> None:
    """With the number of chunks that hold each word; stop words are no words."""
    assert index.vocabulary["parkeren"] == 2
    assert "de" not in index.vocabulary


def test_the_same_records_give_the_same_lists(tmp_path: Path) -> None:
    """Nothing depends on chance."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write_words(tmp_path / name, RECORDS, Synonyms())
    one, two = ((tmp_path / name / "meaning.json").read_bytes() for name in ("one", "two"))
    assert one == two


def test_an_empty_collection_has_no_words(tmp_path: Path) -> None:
    """It can be written, read and asked."""
    write_words(tmp_path, (), LetterEmbedder())
    assert SavedWordIndex(tmp_path, LetterEmbedder()).coverage(analyse("bus")) == {}


def test_damaged_words_are_said_with_a_hint(tmp_path: Path) -> None:
    """A file that is missing or broken asks for a sync."""
    with pytest.raises(IndexDamagedError) as caught:
        SavedWordIndex(tmp_path, LetterEmbedder())
    assert "woordhouder sync" in caught.value.hint


def test_the_fake_covers_nothing() -> None:
    """It stands in where no words were written."""
    assert NoWordIndex().coverage(analyse("bus")) == {}
    assert NoWordIndex().nearest_words(analyse("bus"), "de bus") == []
