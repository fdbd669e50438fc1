from __future__ import annotations

import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from ingest.errors import CatalogError, ReadError
from kb.collection import MAX_FILES, Added
from kb.knowledge_base import KnowledgeBase
from kb.model import FileResult, Progress, SyncReport
from ui.handlers import documents as handlers
from ui.handlers.about import about_view
from ui.jobs import JobView, SyncJob
from ui.render import documents as render
from ui.render.about import about

pytestmark = pytest.mark.stack


def a_file(folder: Path, name: str, text: str = "Wij planten in 2028 honderd bomen in het park.\n") -> str:
    """The path of a new file."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def wait(job: SyncJob) -> JobView:
    """Wait for the end of a reading."""
    for _ in range(600):
        if job.view().state != "running":
            return job.view()
        time.sleep(0.05)
    raise AssertionError("the reading does not end")


def test_a_new_file_is_read_and_can_be_asked_about(own: KnowledgeBase, tmp_path: Path) -> None:
    """Added, read in the background, and there."""
    (added,) = handlers.add_files(own, [a_file(tmp_path / "up", "bomenplan.txt")], replace=False)
    assert added == Added("bomenplan.txt")
    job = SyncJob(own)
    job.start()
    view = wait(job)
    assert view.state == "done"
    assert "1 nieuw" in view.message
    assert "bomenplan" in {document.id for document in handlers.document_views(own)}
    assert "bomenplan.txt" in render.job(view)


@pytest.mark.parametrize(
    ("name", "text", "part"),
    [
        ("lijst.txt", "\x00\x01\x02" * 50, "geen tekst"),
        ("leeg.txt", "  \n", "leeg"),
        ("foto.pdf", "MZ\x00\x90" * 40, "Windows"),
    ],
)
def test_what_is_no_document_is_refused_with_a_reason(
    own: KnowledgeBase, tmp_path: Path, name: str, text: str, part: str
) -> None:
    """Content decides, not the name; the folder stays as it was."""
    before = sorted(path.name for path in own.collection.folder.iterdir())
    (added,) = handlers.add_files(own, [a_file(tmp_path / "up", name, text)], replace=False)
    assert not added.ok
    assert part in added.reason
    assert added.hint
    assert sorted(path.name for path in own.collection.folder.iterdir()) == before


def test_a_document_is_only_replaced_on_purpose(own: KnowledgeBase, tmp_path: Path) -> None:
    """The same name is refused, with what to do; asked for, it becomes the new version."""
    path = a_file(tmp_path / "up", "woonplan-2024.txt")
    assert not handlers.add_files(own, [path], replace=False)[0].ok
    assert handlers.add_files(own, [path], replace=True)[0] == Added("woonplan-2024.txt", replaced=True)


def test_too_many_or_no_files_are_refused(own: KnowledgeBase) -> None:
    """With what to do."""
    for paths in ([], ["x"] * (MAX_FILES + 1)):
        with pytest.raises(ReadError) as caught:
            handlers.add_files(own, paths, replace=False)
        assert caught.value.hint


def test_the_catalogue_keeps_all_other_entries(own: KnowledgeBase) -> None:
    """One entry changes; comments and other entries stay; an emptied year leaves."""
    catalog = own.collection.folder / "catalog.toml"
    catalog.write_text("# met de hand\n" + catalog.read_text(encoding="utf-8"), encoding="utf-8")
    values = {"title": "Nieuw plan", "kind": "woonplan", "period_from": "2025", "period_to": ""}
    handlers.describe(own, "woonplan-2024", values)
    text = catalog.read_text(encoding="utf-8")
    entries = {entry["file"]: entry for entry in tomllib.loads(text)["document"]}
    assert text.startswith("# met de hand")
    assert entries["woonplan-2024.txt"]["title"] == "Nieuw plan"
    assert entries["woonplan-2024.txt"]["period_from"] == 2025
    assert "period_to" not in entries["woonplan-2024.txt"]
    assert entries["klimaatplan-2030.txt"]["title"] == "Klimaatplan Voorbeeldstad"
    own.sync()
    assert handlers.document_view(own, "woonplan-2024").fields["title"] == "Nieuw plan"


def test_a_document_without_an_entry_gets_one_and_keeps_its_id(own: KnowledgeBase) -> None:
    """Describing a file that the catalogue did not know."""
    handlers.describe(own, "uit-het-akkoord", {"title": "Uit het akkoord", "kind": "coalitieakkoord"})
    own.sync()
    view = handlers.document_view(own, "uit-het-akkoord")
    assert (view.fields["title"], view.fields["kind"]) == ("Uit het akkoord", "coalitieakkoord")


@pytest.mark.parametrize("values", [{"period_from": "vorig jaar"}, {"title": "  "}, {"period_to": "20"}])
def test_a_field_that_cannot_be_is_refused(own: KnowledgeBase, values: dict[str, str]) -> None:
    """The catalogue stays as it was."""
    before = (own.collection.folder / "catalog.toml").read_bytes()
    with pytest.raises(ReadError):
        handlers.describe(own, "woonplan-2024", values)
    assert (own.collection.folder / "catalog.toml").read_bytes() == before


def test_a_broken_catalogue_is_not_written_over(own: KnowledgeBase) -> None:
    """What somebody is busy writing by hand is not lost."""
    (own.collection.folder / "catalog.toml").write_text("[[document]\n", encoding="utf-8")
    with pytest.raises(CatalogError):
        handlers.describe(own, "woonplan-2024", {"title": "x"})
    assert (own.collection.folder / "catalog.toml").read_text(encoding="utf-8") == "[[document]\n"


def test_a_removed_document_leaves_the_search_and_is_kept_aside(own: KnowledgeBase) -> None:
    """Its file is moved, its entry goes, a sync takes it out."""
    handlers.remove(own, "woonplan-2024")
    own.sync()
    assert "woonplan-2024" not in {view.id for view in handlers.document_views(own)}
    assert "woonplan-2024.txt" not in (own.collection.folder / "catalog.toml").read_text(encoding="utf-8")
    assert [path.name.partition("-")[2] for path in (own.settings.data / "removed").iterdir()] == [
        "woonplan-2024.txt"
    ]


@pytest.mark.parametrize("file", ["../data/register.sqlite", "/etc/passwd", "bestaat-niet.txt", ""])
def test_only_files_of_the_folder_can_be_removed(own: KnowledgeBase, file: str) -> None:
    """A name from a browser never leads out of the folder."""
    with pytest.raises(ReadError):
        own.collection.remove(file)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/plan.txt", "plan.txt"),
        ("C:\\map\\plan.txt", "plan.txt"),
        (".plan.txt", "plan.txt"),
        ("a/b:c.txt", "b-c.txt"),
    ],
)
def test_a_name_from_elsewhere_stays_in_the_folder(
    own: KnowledgeBase, tmp_path: Path, name: str, kept: str
) -> None:
    """Folders and odd characters are taken out of it."""
    assert own.collection.add(Path(a_file(tmp_path / "up", "x.txt")), name).name == kept


class SlowKnowledge:
    """A knowledge base whose sync waits until it is told to go on."""

    def __init__(self) -> None:
        self.go = Event()
        self.count = 0

    def sync(self, *, progress: object) -> SyncReport:
        """Wait, and count."""
        self.count += 1
        progress(Progress("lezen", 1, 2, "plan.txt"))  # type: ignore[operator]
        assert self.go.wait(10)
        return SyncReport((FileResult("plan.txt", "plan", "new", 1, 1),), 0.1)


@pytest.fixture
def slow() -> Iterator[SlowKnowledge]:
    """One that always ends."""
    knowledge = SlowKnowledge()
    yield knowledge
    knowledge.go.set()


def test_whoever_asks_during_a_reading_gets_another_one_after_it(slow: SlowKnowledge) -> None:
    """One at a time, and what was added meanwhile is read too."""
    job = SyncJob(slow)  # type: ignore[arg-type]
    job.start()
    assert job.start().state == "running"
    slow.go.set()
    assert wait(job).state == "done"
    assert slow.count == 2


def test_progress_is_shown(slow: SlowKnowledge) -> None:
    """A bar with how far it is and at what."""
    job = SyncJob(slow)  # type: ignore[arg-type]
    job.start()
    for _ in range(100):
        if job.view().step:
            break
        time.sleep(0.02)
    html = render.job(job.view())
    assert '<progress aria-label="Voortgang van het inlezen" max="2" value="1">' in html
    assert "plan.txt" in html


def test_a_reading_that_fails_says_so(own: KnowledgeBase) -> None:
    """A broken catalogue ends the reading with a sentence and a hint."""
    (own.collection.folder / "catalog.toml").write_text("[[document]\n", encoding="utf-8")
    job = SyncJob(own)
    job.start()
    view = wait(job)
    assert view.state == "failed"
    assert view.hint in render.job(view)


def test_removing_is_asked_first_and_editing_shows_the_fields(shelf: KnowledgeBase) -> None:
    """Buttons name their document, for who cannot see where they stand."""
    views = handlers.document_views(shelf)
    html = render.document_list(views)
    assert 'aria-label="Verwijder Woonplan Voorbeeldstad 2024"' in html
    assert "remove_surely" not in html
    assert "remove_surely" in render.document_list(views, removing="woonplan-2024")
    assert 'value="Woonplan Voorbeeldstad 2024"' in render.document_list(views, editing="woonplan-2024")


def test_about_counts_what_there_is(shelf: KnowledgeBase) -> None:
    """Documents, pages and the measured figures."""
    view = about_view(shelf)
    assert dict(view.counts)["documenten"] == 3
    assert "Woonplan Voorbeeldstad 2024" in about(view)


def test_before_anything_was_read_the_list_is_empty(tmp_path: Path, own: KnowledgeBase) -> None:
    """An empty collection is no error."""
    from kb.index.embedding import LetterEmbedder
    from kb.settings import Settings

    fresh = KnowledgeBase(Settings(corpus=own.settings.corpus, data=tmp_path / "nieuw"), LetterEmbedder())
    assert handlers.document_views(fresh) == ()
