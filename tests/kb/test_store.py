from __future__ import annotations

from pathlib import Path

import pytest

from ingest.model import Chunk, Document, Page, Piece, Proposal, Span
from kb.errors import IndexDamagedError
from kb.index.store import Store, chunk_id, version_of

PAGES = (Page(1, "Wij bouwen.", "i"), Page(2, "Wij slopen.", None, ocr=True))
PIECES = (
    Piece("body", "Wij bouwen.", (Span(1, 0, 11),), ("1. Wonen",)),
    Piece("bullet", "Wij slopen.", (Span(2, 0, 11),), (), level=1, lead="Wij gaan:", ocr=True),
)


def document(sha256: str = "a" * 64, key: str = "nota") -> Document:
    """A document with this content."""
    return Document(id=key, file=f"{key}.txt", title="Nota", sha256=sha256, period_from=2024)


def chunks(key: str = "nota") -> tuple[Chunk, ...]:
    """A chunk for each piece."""
    return tuple(
        Chunk(key, i, piece.text, piece.spans, piece.section, (i,), (piece.kind,))
        for i, piece in enumerate(PIECES)
    )


def staged(path: Path, *documents: Document) -> Store:
    """A store in which these documents are staged."""
    store = Store(path / "store.sqlite")
    for one in documents:
        store.stage(one, PAGES, PIECES, chunks(one.id), Proposal(title="Eigen titel"))
    return store


def test_what_was_written_is_read_back_whole(tmp_path: Path) -> None:
    """Pages, pieces and chunks come back exactly as they went in."""
    store = staged(tmp_path, document())
    version = version_of(document())
    assert store.pages(version) == PAGES
    assert store.pieces(version) == PIECES
    assert store.chunks(version) == chunks()
    assert store.labels(version) == {1: "i", 2: None}
    assert store.page(version, 2) == PAGES[1]
    assert store.page(version, 3) is None
    assert store.proposal(version) == Proposal(title="Eigen titel")


def test_readers_do_not_see_what_is_only_staged(tmp_path: Path) -> None:
    """A version is not among the documents before the switch."""
    store = staged(tmp_path, document())
    assert store.documents() == []
    store.activate([document()], {"generation": "g1"})
    (stored,) = store.documents()
    assert (stored.document, stored.version, stored.pages, stored.chunks) == (
        document(),
        "nota@aaaaaaaa",
        2,
        2,
    )


def test_the_switch_leaves_exactly_the_new_state(tmp_path: Path) -> None:
    """Activating names all active documents; the rest can then be removed without a trace."""
    old, new, other = document(), document("b" * 64), document(key="plan")
    store = staged(tmp_path, old, new, other)
    store.activate([old, other], {})
    store.activate([new], {})
    assert [stored.version for stored in store.documents()] == [version_of(new)]
    store.delete_inactive()
    assert store.chunks(version_of(old)) == store.pages(version_of(other)) == ()
    assert store.proposal(version_of(old)) is None
    assert store.chunks(version_of(new)) == chunks()


def test_a_changed_entry_in_the_catalogue_needs_no_reading(tmp_path: Path) -> None:
    """Activating a known version with another title changes the title only."""
    store = staged(tmp_path, document())
    renamed = Document(id="nota", file="nota.txt", title="Nieuwe titel", sha256="a" * 64)
    store.activate([renamed], {})
    assert store.documents()[0].document == renamed
    assert store.chunks(version_of(renamed)) == chunks()


def test_staging_again_replaces(tmp_path: Path) -> None:
    """What a killed sync left half is written over."""
    store = staged(tmp_path, document(), document())
    assert len(store.pages(version_of(document()))) == 2


def test_every_change_that_readers_must_see_raises_the_revision(tmp_path: Path) -> None:
    """Open readers compare the revision; activating raises it and so does a removal afterwards."""
    store = staged(tmp_path, document())
    assert store.fact("revision") is None
    store.activate([document()], {})
    assert store.fact("revision") == "1"
    store.raise_revision()
    assert store.fact("revision") == "2"


def test_a_store_that_was_never_written_is_empty_and_leaves_no_file(tmp_path: Path) -> None:
    """Reading makes no file: asking for the status changes nothing."""
    store = Store(tmp_path / "store.sqlite")
    assert store.documents() == []
    assert store.fact("generation") is None
    assert list(tmp_path.iterdir()) == []


def test_two_stores_on_one_file_see_each_other(tmp_path: Path) -> None:
    """Two processes can share the file: nothing is kept in memory."""
    writer = staged(tmp_path, document())
    reader = Store(tmp_path / "store.sqlite")
    assert reader.documents() == []
    writer.activate([document()], {"generation": "g1"})
    assert reader.fact("generation") == "g1"
    assert len(reader.documents()) == 1


def test_a_damaged_file_says_what_to_do(tmp_path: Path) -> None:
    """SQLite's own error does not reach the user."""
    (tmp_path / "store.sqlite").write_bytes(b"geen databank, wel tekst " * 100)
    with pytest.raises(IndexDamagedError) as caught:
        Store(tmp_path / "store.sqlite").documents()
    assert "kan niet worden gelezen" in caught.value.message
    assert "woordhouder sync" in caught.value.hint


def test_names_of_versions_and_chunks() -> None:
    """A version is named by document and content, a chunk by version and index."""
    assert version_of(document("0123456789abcdef")) == "nota@01234567"
    assert chunk_id("nota@01234567", 3) == "nota@01234567#3"
