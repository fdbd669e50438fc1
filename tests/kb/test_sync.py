from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from filelock import FileLock
from library import FIRST, SECOND, Library, actions, by_file

from ingest.errors import CatalogError, FolderError
from kb.errors import IndexBusyError, IndexMissingError
from kb.index.build import IndexBuilder
from kb.index.embedding import LetterEmbedder, Vectors
from kb.index.store import Store
from kb.index.vectors import ListVectorIndex
from kb.knowledge_base import KnowledgeBase
from kb.model import Progress
from kb.settings import Settings

pytestmark = pytest.mark.stack

HTML = (
    "<html><head><title>Nota eigen naam</title></head><body><h1>Wonen</h1><p>De huur stijgt niet.</p></body>"
)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """An empty library."""
    return Library(tmp_path)


class OtherLetters(LetterEmbedder):
    """The same vectors under another name: to the index a different model."""

    name = "other letters"


class Interrupted(LetterEmbedder):
    """Does something the first time it is asked for vectors: what happens in the middle of a sync."""

    def __init__(self, what: Sequence[object]) -> None:
        self._what = list(what)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return an array of shape (len(texts), 26)."""
        while self._what:
            call = self._what.pop()
            assert callable(call)
            call()
        return super().embed_passages(texts)


def test_each_file_is_new_then_unchanged_then_changed_then_removed(library: Library) -> None:
    """A sync names what it found of each file."""
    library.write("a.txt")
    library.write("b.txt")
    assert actions(library.sync()) == {"a.txt": "new", "b.txt": "new"}
    assert actions(library.sync()) == {"a.txt": "unchanged", "b.txt": "unchanged"}
    library.write("a.txt", SECOND)
    (library.corpus / "b.txt").unlink()
    library.write("c.txt")
    assert actions(library.sync()) == {"a.txt": "changed", "b.txt": "removed", "c.txt": "new"}
    assert library.open().status().documents == 2


def test_a_result_says_how_much_was_read(library: Library) -> None:
    """Pages and chunks are counted, for what was unchanged as well."""
    library.write("a.txt", f"{FIRST}\f{SECOND}")
    for _ in range(2):
        result = library.sync()["a.txt"]
        assert (result.document, result.pages) == ("a", 2)
        assert result.chunks == library.open().status().chunks > 0


def test_what_changed_is_found_and_what_it_replaced_is_not(library: Library) -> None:
    """After a sync only the new text of a document can be found."""
    library.write("a.txt")
    knowledge = library.open()
    knowledge.sync()
    assert "vijftig" in knowledge.search("woningen")[0].text
    library.write("a.txt", SECOND)
    knowledge.sync()
    assert {passage.text for passage in knowledge.search("woningen")} == {
        "De gemeente bouwt honderd woningen in de wijk Noord.\nDe huur daalt."
    }


def test_a_removed_file_leaves_nothing_behind(library: Library) -> None:
    """After a removal store, Chroma and word index equal those of a library that never had the file."""
    library.write("a.txt")
    library.write("weg.txt", SECOND)
    library.sync()
    (library.corpus / "weg.txt").unlink()
    library.sync()
    contents = library.contents()
    assert "weg" not in str(contents)
    never = Library(library.corpus.parent / "never")
    never.write("a.txt")
    never.sync()
    assert contents == never.contents()


def test_the_last_file_can_be_removed(library: Library) -> None:
    """An empty collection is a collection: it answers that nothing was found."""
    library.write("a.txt")
    library.sync()
    (library.corpus / "a.txt").unlink()
    assert actions(library.sync()) == {"a.txt": "removed"}
    assert library.open().search("woningen") == []
    assert library.open().ask("woningen").status == "not_found"


def test_a_dry_run_says_what_would_happen_and_writes_nothing(library: Library) -> None:
    """Before the first sync and after it a dry run leaves every file as it was."""
    library.write("a.txt")
    report = library.open().sync(dry_run=True)
    assert (report.dry_run, actions(by_file(report))) == (True, {"a.txt": "new"})
    assert not library.data.exists()
    library.sync()
    before = library.files()
    library.write("a.txt", SECOND)
    library.write("b.txt")
    assert actions(by_file(library.open().sync(dry_run=True))) == {"a.txt": "changed", "b.txt": "new"}
    assert library.files() == before


def test_a_file_that_cannot_be_read_is_named_and_the_others_go_on(library: Library) -> None:
    """A failure has a reason and a hint; the rest is read."""
    library.write("a.txt")
    (library.corpus / "leeg.txt").write_bytes(b"")
    (library.corpus / "kapot.pdf").write_bytes(b"%PDF-1.7 niets")
    (library.corpus / "foto.jpg").write_bytes(b"\xff\xd8\xff")
    report = library.open().sync()
    assert actions(by_file(report)) == {
        "a.txt": "new",
        "leeg.txt": "failed",
        "kapot.pdf": "failed",
        "foto.jpg": "failed",
    }
    assert all(result.reason and result.hint for result in report.failed)
    assert library.open().status().documents == 1


def test_a_file_that_breaks_keeps_its_last_good_text(library: Library) -> None:
    """What was read before stays searchable until the file can be read again."""
    library.write("a.txt")
    library.sync()
    (library.corpus / "a.txt").write_bytes(b"")
    assert actions(library.sync()) == {"a.txt": "failed"}
    assert "vijftig" in library.open().search("woningen")[0].text
    library.write("a.txt", SECOND)
    assert actions(library.sync()) == {"a.txt": "changed"}
    assert "honderd" in library.open().search("woningen")[0].text


def test_two_files_with_one_id_are_not_silently_one(library: Library) -> None:
    """The second file of an id is refused by name, with what to do."""
    library.write("nota.txt")
    library.write("nota.md", SECOND)
    report = library.open().sync()
    (failed,) = report.failed
    assert failed.file == "nota.txt"
    assert "'nota' (nota.md)" in failed.reason
    assert "catalog.toml" in failed.hint


@pytest.mark.skipif(os.name != "posix", reason="names of bytes exist on POSIX only")
def test_a_name_that_is_no_text_is_refused(library: Library) -> None:
    """A file name in another encoding is reported, not a crash."""
    (library.corpus / os.fsdecode(b"caf\xe9.txt")).write_text(FIRST, encoding="utf-8")
    (failed,) = library.open().sync().failed
    assert failed.file == "caf\\udce9.txt" or failed.file == "caf\\xe9.txt"
    assert "geen geldige tekst" in failed.reason


def test_a_changed_catalogue_changes_the_title_only(library: Library) -> None:
    """A title is corrected without reading again, and an open knowledge base sees it."""
    library.write("a.txt")
    library.sync()
    knowledge = library.open()
    assert knowledge.search("woningen")[0].title == "a"
    catalog = '[[document]]\nfile = "a.txt"\ntitle = "Nota Wonen"\nkind = "nota"\n'
    (library.corpus / "catalog.toml").write_text(catalog, encoding="utf-8")
    assert actions(library.sync()) == {"a.txt": "unchanged"}
    assert knowledge.search("woningen")[0].title == "Nota Wonen"
    (library.corpus / "catalog.toml").unlink()
    library.sync()
    assert knowledge.search("woningen")[0].title == "a"


def test_what_a_file_calls_itself_is_kept(library: Library) -> None:
    """A title from the file's properties is there after every sync, not only the first."""
    library.write("nota.html", HTML)
    for _ in range(3):
        library.sync()
        assert [d.document.title for d in library.open().documents()] == ["Nota eigen naam"]


def test_an_id_that_changes_in_the_catalogue_moves_the_document(library: Library) -> None:
    """The same file under another id is found under that id only."""
    library.write("a.txt")
    library.sync()
    catalog = '[[document]]\nid = "nota-wonen"\nfile = "a.txt"\ntitle = "Nota Wonen"\n'
    (library.corpus / "catalog.toml").write_text(catalog, encoding="utf-8")
    assert actions(library.sync()) == {"a.txt": "new"}
    assert {passage.document for passage in library.open().search("woningen")} == {"nota-wonen"}


def test_documents_in_folders_are_found(library: Library) -> None:
    """Files below the folder are read; the folder is part of their id."""
    library.write("2024/nota.txt")
    library.write("2025/nota.txt", SECOND)
    library.sync()
    assert {passage.document for passage in library.open().search("woningen")} == {"2024/nota", "2025/nota"}


def test_the_old_text_stays_searchable_until_the_new_is_complete(library: Library) -> None:
    """In the middle of a sync every question is answered from the state before it."""
    library.write("a.txt")
    library.write("b.txt", "1. Groen\nWij planten bomen.\n")
    library.sync()
    reader = library.open()
    seen: list[list[str]] = []

    def look() -> None:
        seen.append([passage.text for passage in reader.search("woningen bomen huur")])

    look()
    library.write("a.txt", SECOND)
    library.write("c.txt", SECOND)
    (library.corpus / "b.txt").unlink()
    writer = KnowledgeBase(Settings(corpus=library.corpus, data=library.data), Interrupted([look]))
    writer.sync()
    look()
    before, during, after = seen
    assert during == before
    assert not set(before) & set(after)


def test_a_changed_model_makes_a_new_index_and_keeps_the_old_until_then(library: Library) -> None:
    """The old index is searched until the new one is complete; then it goes."""
    library.write("a.txt")
    old = library.open()
    old.sync()
    settings = Settings(corpus=library.corpus, data=library.data)
    new = KnowledgeBase(settings, OtherLetters())
    with pytest.raises(IndexMissingError) as caught:
        new.search("woningen")
    assert "woordhouder sync" in caught.value.hint
    assert old.search("woningen")
    new.sync()
    assert new.search("woningen")
    assert [path.name for path in (library.data / "index").iterdir()] == [new.index_name]
    with pytest.raises(IndexMissingError):
        old.search("woningen")


def test_an_index_that_another_sync_is_writing_is_not_removed(library: Library) -> None:
    """Cleaning up after a change of settings leaves alone what is being made at that moment."""
    library.write("a.txt")
    library.sync()
    busy = library.data / "index" / "0123456789abcdef"
    busy.mkdir()
    with FileLock(busy / "sync.lock"):
        library.sync()
        assert busy.is_dir()
    library.sync()
    assert not busy.exists()


def test_a_second_sync_waits_and_says_so(library: Library) -> None:
    """A sync that meets another waits for it, says that it waits, and then sees what the other did."""
    library.write("a.txt")
    library.sync()
    folder = library.data / "index" / library.open().index_name
    lock = FileLock(folder / "sync.lock", thread_local=False)
    said: list[Progress] = []
    lock.acquire()

    def watch(progress: Progress) -> None:
        said.append(progress)
        if "wachten" in progress.step:
            threading.Timer(0.3, lock.release).start()

    report = library.open().sync(progress=watch)
    assert actions(by_file(report)) == {"a.txt": "unchanged"}
    assert "wachten op een andere sync" in [progress.step for progress in said]


def test_a_sync_that_waits_too_long_says_what_to_do(library: Library) -> None:
    """After the wait comes an error with a hint."""
    folder = library.data / "index" / "x"
    folder.mkdir(parents=True)
    builder = IndexBuilder(
        folder, Store(folder / "store.sqlite"), ListVectorIndex, LetterEmbedder(), lock_seconds=0.1
    )
    with FileLock(folder / "sync.lock"), pytest.raises(IndexBusyError) as caught:
        builder.sync(library.corpus, lambda _progress: None)
    assert "nog bezig" in caught.value.message
    assert "Wacht" in caught.value.hint


def test_progress_is_shown_of_every_long_step(library: Library) -> None:
    """Reading and embedding say how far they are; nothing is done more than its total."""
    library.write("a.txt", FIRST * 40)
    seen: list[Progress] = []
    library.open().sync(progress=seen.append)
    assert {progress.step for progress in seen} >= {"lezen", "betekenis vastleggen", "woorden vastleggen"}
    assert all(progress.done <= progress.total for progress in seen)


@pytest.mark.parametrize("name", ["", "bestaat-niet"])
def test_a_folder_that_is_not_there_is_named(library: Library, name: str) -> None:
    """A missing folder is an error with a hint, and nothing is thrown away."""
    library.write("a.txt")
    library.sync()
    missing = library.corpus / name if name else library.corpus / "a.txt"
    with pytest.raises(FolderError) as caught:
        library.open().sync(missing)
    assert "Controleer" in caught.value.hint
    assert library.open().status().documents == 1


def test_a_wrong_catalogue_changes_nothing(library: Library) -> None:
    """With an invalid catalogue the collection stays as it was."""
    library.write("a.txt")
    library.sync()
    library.write("b.txt", SECOND)
    (library.corpus / "catalog.toml").write_text("[[document]", encoding="utf-8")
    with pytest.raises(CatalogError):
        library.sync()
    assert library.open().status().documents == 1


def test_two_fresh_builds_hold_the_same(tmp_path: Path) -> None:
    """The same folder gives the same rows, vectors and words, whatever was made before."""
    contents = []
    for name in ("one", "two"):
        library = Library(tmp_path / name)
        for file, text in (("a.txt", FIRST), ("b.txt", SECOND), ("n.html", HTML)):
            library.write(file, text)
        library.sync()
        contents.append(library.contents())
    assert contents[0] == contents[1]
