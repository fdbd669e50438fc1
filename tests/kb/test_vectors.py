from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest

from kb.errors import IndexDamagedError
from kb.index.embedding import LetterEmbedder, Vectors
from kb.index.vectors import ChromaVectorIndex, ListVectorIndex, VectorIndex, VectorRecord

TEXTS = ("aaa", "aab", "abb", "bbb")


@pytest.fixture(params=["list", pytest.param("chroma", marks=pytest.mark.stack)])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> VectorIndex:
    """Both ways to keep vectors: what holds for the fake must hold for Chroma."""
    return ListVectorIndex() if request.param == "list" else ChromaVectorIndex(tmp_path, "test")


def records(version: str, kind: str = "body") -> list[VectorRecord]:
    """A record for each text."""
    return [
        VectorRecord(f"{version}#{i}", f"{version}#{i}", version, (kind,), t) for i, t in enumerate(TEXTS)
    ]


def vectors(texts: tuple[str, ...] = TEXTS) -> Vectors:
    """The letters of each text."""
    return LetterEmbedder().embed_passages(texts)


def question(text: str) -> Vectors:
    """The letters of a question."""
    return LetterEmbedder().embed_question(text)


def test_the_nearest_come_first(index: VectorIndex) -> None:
    """For "aa" the cosines are 1 (aaa), 2/√5 (aab), 1/√5 (abb) and 0 (bbb)."""
    index.upsert("chunk", records("v"), vectors())
    found = index.nearest("chunk", question("aa"), 4, ["v"])
    assert [n.text for n in found] == ["aaa", "aab", "abb", "bbb"]
    assert [n.similarity for n in found] == pytest.approx([1.0, 2 / 5**0.5, 1 / 5**0.5, 0.0], abs=1e-5)


def test_the_limit_is_kept(index: VectorIndex) -> None:
    """No more come back than were asked for, and asking for more than there are is no error."""
    index.upsert("chunk", records("v"), vectors())
    assert len(index.nearest("chunk", question("a"), 2, ["v"])) == 2
    assert len(index.nearest("chunk", question("a"), 99, ["v"])) == 4


def test_equals_are_left_out_by_name(index: VectorIndex) -> None:
    """Where more are equally near than are wanted, the first by name come back, each time."""
    same = [VectorRecord(f"v#{i}", f"v#{i}", "v", ("body",), "aaa") for i in range(40)]
    index.upsert("chunk", same, vectors(("aaa",) * 40))
    found = index.nearest("chunk", question("a"), 32, ["v"])
    assert [n.id for n in found] == sorted(record.id for record in same)[:32]


def test_only_these_versions_and_kinds_are_searched(index: VectorIndex) -> None:
    """Staged versions and other kinds of text stay out of sight."""
    index.upsert("chunk", records("old"), vectors())
    index.upsert("chunk", records("new", "caption"), vectors())
    assert {n.chunk.split("#")[0] for n in index.nearest("chunk", question("a"), 9, ["old"])} == {"old"}
    assert index.nearest("chunk", question("a"), 9, []) == []
    assert len(index.nearest("chunk", question("a"), 9, ["old", "new"], ["caption"])) == 4
    assert len(index.nearest("chunk", question("a"), 9, ["old", "new"], ["caption", "body"])) == 8


def test_the_two_levels_are_apart(index: VectorIndex) -> None:
    """Sentences are not found among chunks."""
    index.upsert("sentence", records("v"), vectors())
    assert index.nearest("chunk", question("a"), 9, ["v"]) == []
    assert len(index.nearest("sentence", question("a"), 9, ["v"])) == 4


def test_writing_twice_does_not_double(index: VectorIndex) -> None:
    """The same id is replaced, text and vector."""
    index.upsert("chunk", records("v"), vectors())
    index.upsert("chunk", [VectorRecord("v#0", "v#0", "v", ("body",), "ccc")], vectors(("ccc",)))
    found = index.nearest("chunk", question("c"), 9, ["v"])
    assert len(found) == 4
    assert found[0].text == "ccc"


def test_removing_leaves_only_what_is_kept(index: VectorIndex) -> None:
    """After the removal other versions are gone; keeping none removes all."""
    for version in ("old", "new"):
        index.upsert("chunk", records(version), vectors())
        index.upsert("sentence", records(version), vectors())
    index.keep_only(["new"])
    assert index.nearest("chunk", question("a"), 9, ["old"]) == []
    assert len(index.nearest("sentence", question("a"), 9, ["old", "new"])) == 4
    index.keep_only([])
    assert index.nearest("chunk", question("a"), 9, ["new"]) == []


def test_an_empty_index_answers(index: VectorIndex) -> None:
    """Searching and removing in an empty index is no error."""
    index.keep_only(["v"])
    index.keep_only([])
    assert index.nearest("chunk", question("a"), 9, ["v"]) == []


def test_equal_vectors_come_in_order_of_name(index: VectorIndex) -> None:
    """Ties are broken the same way every time."""
    index.upsert("chunk", records("v"), vectors(("aaa",) * 4))
    assert [n.id for n in index.nearest("chunk", question("a"), 9, ["v"])] == ["v#0", "v#1", "v#2", "v#3"]


def test_chroma_keeps_what_was_written(tmp_path: Path) -> None:
    """Another client of the same folder finds the same."""
    ChromaVectorIndex(tmp_path, "test").upsert("chunk", records("v"), vectors())
    assert len(ChromaVectorIndex(tmp_path, "test").nearest("chunk", question("a"), 9, ["v"])) == 4


@pytest.mark.stack
def test_chroma_takes_more_than_a_batch(tmp_path: Path) -> None:
    """More records than Chroma takes at once are written in parts."""
    many = [VectorRecord(f"v#{i}", f"v#{i}", "v", ("body",), str(i)) for i in range(6000)]
    index = ChromaVectorIndex(tmp_path, "test")
    index.upsert("chunk", many, np.tile(np.array([1.0, 0.0], np.float32), (6000, 1)))
    index.keep_only([])
    assert index.nearest("chunk", np.array([1.0, 0.0], np.float32), 9, ["v"]) == []


@pytest.mark.stack
def test_chroma_searches_a_small_collection_exactly(tmp_path: Path) -> None:
    """Of a thousand vectors the two hundred nearest are those that comparing them one by one gives."""
    rows = np.random.default_rng(7).normal(size=(1000, 24)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    many = [VectorRecord(f"v#{i:03}", f"v#{i:03}", "v", ("body",), "t") for i in range(1000)]
    exact, chroma = ListVectorIndex(), ChromaVectorIndex(tmp_path, "test")
    for index in (exact, chroma):
        index.upsert("chunk", many, rows)
    asked = rows[0] + rows[1]
    wanted = {n.id for n in exact.nearest("chunk", asked, 200, ["v"])}
    assert len(wanted & {n.id for n in chroma.nearest("chunk", asked, 200, ["v"])}) >= 198


def test_a_damaged_chroma_says_what_to_do(tmp_path: Path) -> None:
    """Chroma's own error does not reach the user."""
    (tmp_path / "chroma.sqlite3").write_bytes(b"geen databank, wel tekst " * 400)
    with pytest.raises(IndexDamagedError) as caught:
        ChromaVectorIndex(tmp_path, "test")
    assert "vectorindex" in caught.value.message
    assert "woordhouder sync" in caught.value.hint


def test_a_chroma_that_lost_its_tables_says_what_to_do(tmp_path: Path) -> None:
    """An error while searching is translated as well."""
    index = ChromaVectorIndex(tmp_path, "test")
    index.upsert("chunk", records("v"), vectors())
    with sqlite3.connect(tmp_path / "chroma.sqlite3") as connection:
        connection.execute("DROP TABLE collections")
    connection.close()
    with pytest.raises(IndexDamagedError):
        index.nearest("chunk", question("a"), 9, ["v"])


def test_a_server_that_is_not_there_says_what_to_check(tmp_path: Path) -> None:
    """A wrong address of a Chroma server names that address."""
    with pytest.raises(IndexDamagedError) as caught:
        ChromaVectorIndex(tmp_path, "test", "http://127.0.0.1:9")
    assert "Controleer http://127.0.0.1:9" in caught.value.hint


@pytest.mark.stack
def test_a_small_collection_is_searched_exactly(tmp_path: Path) -> None:
    """Chroma's graph differs from one process to the next; what it finds must not, to the last neighbour."""
    random = np.random.default_rng(3)
    rows = random.standard_normal((3_000, 48)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    names = [f"v#{n}" for n in range(len(rows))]
    index = ChromaVectorIndex(tmp_path, "test")
    index.upsert("sentence", [VectorRecord(name, name, "v", ("body",), "") for name in names], rows)
    for vector in rows[:20]:
        exact = sorted(zip(-(rows @ vector), names, strict=True))[:400]
        found = index.nearest("sentence", vector, 400, ["v"])
        assert {near.id for near in found} == {name for _, name in exact}
