from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from kb.dutch.analysis import analyse
from kb.errors import IndexDamagedError
from kb.index.lexical import LexicalIndex, LexicalRecord, OverlapLexicalIndex, TantivyIndex, write_index

RECORDS = (
    LexicalRecord("a#0", "a", ("body",), ("Energie",), "Zonnepanelen op alle scholen."),
    LexicalRecord("a#1", "a", ("bullet",), ("Energie",), "Subsidie voor isolatie van woningen."),
    LexicalRecord("b#0", "b", ("body",), ("Wonen",), "Nieuwe woningen in de wijk Zuid."),
    LexicalRecord("b#1", "b", ("quotation",), ("Wonen",), "Mijn woning is te klein."),
)


def tantivy_of(folder: Path, records: Sequence[LexicalRecord] = RECORDS) -> TantivyIndex:
    """An index of these records."""
    write_index(folder / "words-1", records)
    return TantivyIndex(folder / "words-1")


def found(index: LexicalIndex, question: str, **limits: Sequence[str]) -> list[str]:
    """The chunks that are found for a question, best first."""
    return [hit.chunk for hit in index.search(analyse(question), 10, **limits)]


def test_the_fake_counts_the_share_of_words() -> None:
    """Of "nieuwe woningen" both words stand in b#0 (2/2), one in a#1 and in b#1 (1/2)."""
    hits = OverlapLexicalIndex(RECORDS).search(analyse("nieuwe woningen"), 10)
    assert [(hit.chunk, hit.score) for hit in hits] == [("b#0", 1.0), ("a#1", 0.5), ("b#1", 0.5)]


def test_the_fake_filters() -> None:
    """Versions and kinds limit what is found."""
    index = OverlapLexicalIndex(RECORDS)
    assert found(index, "woningen", versions=["b"]) == ["b#0", "b#1"]
    assert found(index, "woningen", kinds=["bullet"]) == ["a#1"]
    assert found(index, "") == []


def test_words_are_found_by_their_dictionary_form(tmp_path: Path) -> None:
    """The word "woning" finds "woningen" and the other way round."""
    assert set(found(tantivy_of(tmp_path), "woning")) == {"a#1", "b#0", "b#1"}


def test_a_part_of_a_compound_is_found(tmp_path: Path) -> None:
    """The part "panelen" finds "zonnepanelen", behind the word itself."""
    index = tantivy_of(tmp_path, [*RECORDS, LexicalRecord("c#0", "c", ("body",), (), "Panelen van hout.")])
    assert found(index, "panelen") == ["c#0", "a#0"]


def test_a_heading_counts_for_what_stands_below_it(tmp_path: Path) -> None:
    """A word of the section's title finds its chunks too."""
    assert set(found(tantivy_of(tmp_path), "energie")) == {"a#0", "a#1"}


def test_the_rarer_word_weighs_more(tmp_path: Path) -> None:
    """A chunk with the rare word of the question stands above one with the common word."""
    index = tantivy_of(tmp_path)
    assert found(index, "isolatie woning")[0] == "a#1"
    common, rare, unknown = (index.rarity(analyse(word)[0]) for word in ("woning", "isolatie", "vliegveld"))
    assert 0.0 < common < rare < unknown


def test_scores_are_shares_of_the_best_possible(tmp_path: Path) -> None:
    """Every score is in (0, 1]; a question with an unknown word scores lower than one without."""
    index = tantivy_of(tmp_path)
    whole = index.search(analyse("zonnepanelen scholen"), 10)[0].score
    partly = index.search(analyse("zonnepanelen scholen vliegveld"), 10)[0].score
    assert 0.0 < partly < whole <= 1.0


def test_filters_limit_what_is_found(tmp_path: Path) -> None:
    """Versions and kinds limit the search itself, not only what is shown of it."""
    index = tantivy_of(tmp_path)
    assert found(index, "woning", versions=["a"]) == ["a#1"]
    assert found(index, "woning", kinds=["quotation"]) == ["b#1"]
    assert found(index, "woning", versions=["a"], kinds=["quotation"]) == []


def test_nothing_asked_nothing_found(tmp_path: Path) -> None:
    """Stop words, unknown words and an empty question find nothing."""
    index = tantivy_of(tmp_path)
    for question in ("", "de het een", "vliegveld", "?!"):
        assert found(index, question) == []


def test_an_empty_index_answers(tmp_path: Path) -> None:
    """A collection without text is searched without an error."""
    assert found(tantivy_of(tmp_path, ()), "woning") == []


def test_writing_again_replaces_and_leaves_nothing(tmp_path: Path) -> None:
    """The folder holds the new index only, and no unfinished one."""
    tantivy_of(tmp_path)
    index = tantivy_of(tmp_path, RECORDS[:1])
    assert found(index, "woning") == []
    assert [path.name for path in tmp_path.iterdir()] == ["words-1"]


def test_a_damaged_index_says_what_to_do(tmp_path: Path) -> None:
    """The library's own error does not reach the user."""
    (tmp_path / "words-1").mkdir()
    (tmp_path / "words-1" / "meta.json").write_text("{", encoding="utf-8")
    with pytest.raises(IndexDamagedError) as caught:
        TantivyIndex(tmp_path / "words-1")
    assert "woordindex" in caught.value.message
    assert "woordhouder sync" in caught.value.hint
