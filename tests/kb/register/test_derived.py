from __future__ import annotations

from pathlib import Path

import pytest
from promises import Shelf, conflict, promise

from kb.errors import IndexDamagedError
from kb.model import Progress
from kb.register.derived import Derived

BUILD, PAINT = promise("We bouwen."), promise("De brug wordt geverfd.", "visie")


def _derived(shelf: Shelf, folder: Path) -> Derived:
    return Derived(folder / "commitments.sqlite", shelf, shelf.extract, shelf.relate)


def _silent(_progress: Progress) -> None:
    pass


def test_what_was_extracted_is_kept(shelf: Shelf, tmp_path: Path) -> None:
    """A second opening reads what the first extracted, links included."""
    shelf.promises, shelf.links = [BUILD, PAINT], [conflict(BUILD, PAINT)]
    first = _derived(shelf, tmp_path).load(_silent)
    again = _derived(shelf, tmp_path).load(_silent)
    assert again == first
    assert shelf.extractions == 2  # one for each document, once


def test_a_new_edition_is_extracted_anew(shelf: Shelf, tmp_path: Path) -> None:
    """Other content has another state, and the old rows are thrown away."""
    shelf.promises = [BUILD]
    derived = _derived(shelf, tmp_path)
    before = derived.load(_silent)
    shelf.say(BUILD, PAINT)
    after = derived.load(_silent)
    assert after.state != before.state
    assert after.commitments == (BUILD, PAINT)


def test_progress_is_told(shelf: Shelf, tmp_path: Path) -> None:
    """Whoever waits sees which document is being read."""
    shelf.promises = [BUILD, PAINT]
    told: list[Progress] = []
    _derived(shelf, tmp_path).load(told.append)
    assert [progress.detail for progress in told] == ["plan", "visie", ""]


def test_a_document_that_is_replaced_meanwhile(shelf: Shelf, tmp_path: Path) -> None:
    """When a sync replaces a document while it is read, the new one is read instead."""
    shelf.promises = [BUILD]
    fooled = _Fooled(shelf)
    found = Derived(tmp_path / "commitments.sqlite", fooled.shelf, fooled.extract, shelf.relate).load(_silent)
    assert found.commitments == (PAINT,)


class _Fooled:
    """Extracts, but the first time only after the shelf has a new edition."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf

    def extract(self, document, pages, pieces):  # type: ignore[no-untyped-def]
        if self.shelf.edition == 1:
            self.shelf.say(PAINT)
        return self.shelf.extract(document, pages, pieces)


def test_a_damaged_file_says_what_to_do(shelf: Shelf, tmp_path: Path) -> None:
    """A file that is no database is named, with the hint that it can go."""
    (tmp_path / "commitments.sqlite").write_bytes(b"geen database" * 100)
    shelf.promises = [BUILD]
    with pytest.raises(IndexDamagedError) as caught:
        _derived(shelf, tmp_path).load(_silent)
    assert "Haal het weg" in caught.value.hint


def test_what_was_interrupted_is_done_again(shelf: Shelf, tmp_path: Path) -> None:
    """A stop half way leaves whole documents only; the next time the rest is done and nothing twice."""
    shelf.promises = [BUILD, PAINT]

    def stop(document, pages, pieces):  # type: ignore[no-untyped-def]
        if document.id == "visie":
            raise KeyboardInterrupt
        return shelf.extract(document, pages, pieces)

    with pytest.raises(KeyboardInterrupt):
        Derived(tmp_path / "commitments.sqlite", shelf, stop, shelf.relate).load(_silent)
    assert _derived(shelf, tmp_path).load(_silent).commitments == (BUILD, PAINT)
    assert shelf.extractions == 2
