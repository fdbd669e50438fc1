from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import load_workbook

from ingest.model import same_words
from kb.index.embedding import LetterEmbedder
from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings
from ui import cli_register

Run = Callable[..., Any]
CONTRACT = [
    "id", "document", "title", "page", "page_label", "section", "lead", "quote", "kind", "strength", "actor",
    "topics", "quantities", "deadline", "status", "links",
]  # fmt: skip


def rows(out: str) -> list[dict[str, Any]]:
    """The objects on standard output, one a line."""
    return [json.loads(line) for line in out.splitlines()]


@pytest.fixture(scope="module")
def template(small_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small corpus, synced once: each test gets a copy."""
    folder = tmp_path_factory.mktemp("template")
    settings = Settings(corpus=small_corpus, data=folder / "data")
    KnowledgeBase(settings, LetterEmbedder()).sync()
    return folder


@pytest.fixture
def unsynced(letters: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small corpus and no index; commands count letters instead of loading the encoder."""
    monkeypatch.setattr(
        cli_register, "KnowledgeBase", lambda settings: KnowledgeBase(settings, LetterEmbedder())
    )
    return letters


@pytest.fixture
def synced(unsynced: Path, template: Path) -> Path:
    """The small corpus with its index and its register."""
    shutil.copytree(template / "data", unsynced / "data")
    return unsynced


@pytest.fixture
def promised(synced: Path, run: Run) -> dict[str, Any]:
    """The promise of fifty homes, as the command prints it."""
    assert synced
    found = [row for row in rows(run("commitments", "--json").out) if "vijftig" in row["quote"]]
    assert len(found) == 1
    return found[0]


def test_commitments_are_the_agreed_json(promised: dict[str, Any]) -> None:
    """The fields of the contract come in its order and with its values; the register's own come after."""
    assert list(promised) == [*CONTRACT, "register"]
    assert (promised["document"], promised["page"]) == ("woonplan-2024", 1)
    assert promised["deadline"]["earliest"] == "2027-01-01"
    assert promised["deadline"]["latest"] == "2027-12-31"
    assert promised["status"] == "open"
    assert {"overdue", "presence", "owner", "version"} <= promised["register"].keys()


def test_every_quote_stands_on_its_page(synced: Path, run: Run) -> None:
    """A quote is word for word on the page that is named, in the file itself."""
    found = rows(run("commitments", "--json").out)
    assert found
    for row in found:
        pages = (synced / "corpus" / f"{row['document']}.txt").read_text(encoding="utf-8").split("\f")
        rest = "".join(pages[row["page"] - 1 : row["page"] + 1])
        assert same_words(row["quote"]) in same_words(rest)


@pytest.mark.usefixtures("synced")
def test_the_same_bytes_each_time(run: Run) -> None:
    """The same question about the same day gives the same bytes."""
    first = run("commitments", "--json", "--today", "2027-06-01").out
    assert first == run("commitments", "--json", "--today", "2027-06-01").out


def test_ask_tells_what_is_overdue_until_it_is_done(promised: dict[str, Any], run: Run) -> None:
    """It is quoted from the day after its last, and no longer once somebody noted that it is done."""

    def late(day: str) -> dict[str, Any]:
        return rows(run("ask", "wat is te laat?", "--json", "--today", day).out)[0]

    assert late("2027-12-31")["status"] == "not_found"
    answer = late("2028-01-01")
    assert [citation["quote"] for citation in answer["citations"]] == [promised["quote"]]
    assert answer["answer"].startswith("1 toezegging in 1 document: de termijn is op 1 januari 2028 voorbij")
    run("register", "set", promised["id"], "--status", "gerealiseerd", "--by", "J. de Vries")
    assert late("2028-01-01")["status"] == "not_found"


def test_filters(promised: dict[str, Any], run: Run) -> None:
    """Each filter keeps the promise that meets it and leaves out the rest."""
    for given in (
        ("--topic", "huurwoningen"),
        ("--document", "woonplan-2024"),
        ("--kind", promised["kind"]),
        ("--status", "open"),
        ("--due-before", "2028-01-01"),
        ("--overdue", "--today", "2028-01-01"),
    ):
        assert promised["id"] in [row["id"] for row in rows(run("commitments", "--json", *given).out)], given
    for given in (
        ("--topic", "sportvelden"),
        ("--document", "klimaatplan-2030"),
        ("--status", "vervallen"),
        ("--due-before", "2027-12-31"),
        ("--overdue", "--today", "2027-12-31"),
    ):
        assert promised["id"] not in [row["id"] for row in rows(run("commitments", "--json", *given).out)]


@pytest.mark.usefixtures("synced")
@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("commitments", "--status", "klaar"), "kies uit"),
        (("commitments", "--kind", "wens"), "kies uit"),
        (("commitments", "--due-before", "morgen"), "2027-12-31"),
        (("export", "--format", "pdf", "--out", "x"), "kies uit"),
        (("export", "--format", "csv"), "--out"),
        (("register", "set", "c-1", "--by", "Ans"), "minstens"),
        (("register", "set", "c-1", "--status", "open"), "--by"),
    ],
)
def test_wrong_usage(run: Run, given: tuple[str, ...], told: str) -> None:
    """A value that cannot be is wrong usage: status 2, and what can be."""
    done = run(*given)
    assert done.status == 2
    assert told in done.err


@pytest.mark.usefixtures("unsynced")
def test_without_a_sync_a_hint(run: Run) -> None:
    """Before the first sync the commands say what to do, and exit with 1."""
    for command in (("commitments",), ("links",), ("export", "--format", "csv", "--out", "x.csv")):
        done = run(*command)
        assert done.status == 1
        assert "woordhouder sync" in done.err


@pytest.mark.usefixtures("synced")
def test_an_unknown_document(run: Run) -> None:
    """A document that is not there is named, with those that are."""
    done = run("commitments", "--document", "bestaatniet")
    assert done.status == 1
    assert "woonplan-2024" in done.err


def test_setting_and_history(promised: dict[str, Any], run: Run) -> None:
    """What is set is printed and found again, and the history tells who did it."""
    key = promised["id"]
    done = run(
        "register", "set", key, "--status", "in uitvoering", "--owner", "Wonen", "--by", "Ans", "--json"
    )
    assert done.status == 0
    entry = rows(done.out)[0]
    assert (entry["status"], entry["owner"], entry["by"], entry["version"]) == (
        "in uitvoering",
        "Wonen",
        "Ans",
        1,
    )
    again = next(row for row in rows(run("commitments", "--json").out) if row["id"] == key)
    assert (again["status"], again["register"]["owner"]) == ("in uitvoering", "Wonen")
    history = rows(run("register", "history", key, "--json").out)
    assert [(row["by"], row["field"]) for row in history] == [
        (None, "new"),
        ("Ans", "status"),
        ("Ans", "owner"),
    ]
    assert "Ans  status: 'open' werd 'in uitvoering'" in run("register", "history", key).out


def test_the_second_writer_is_told(promised: dict[str, Any], run: Run) -> None:
    """With the version they had, the second writer hears what changed and exits with 1."""
    key = promised["id"]
    assert (
        run("register", "set", key, "--status", "gerealiseerd", "--by", "Ans", "--version", "0").status == 0
    )
    done = run("register", "set", key, "--status", "vervallen", "--by", "Bea", "--version", "0")
    assert done.status == 1
    assert "Ans maakte op" in done.err
    assert "niet opgeslagen" in done.err


def test_a_changed_document(promised: dict[str, Any], synced: Path, run: Run) -> None:
    """A sync keeps what was written, marks what changed, and says so; also in JSON."""
    run("register", "set", promised["id"], "--owner", "Wonen", "--by", "Ans")
    path = synced / "corpus" / "woonplan-2024.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("vijftig", "zestig"), encoding="utf-8")
    said = rows(run("sync", "--json").out)[-1]["register"]
    assert said["written"] == 1
    assert [(n["commitment"], n["event"], n["written"]) for n in said["notes"]] == [
        (promised["id"], "changed", True)
    ]
    now = next(row for row in rows(run("commitments", "--json").out) if row["id"] == promised["id"])
    assert "zestig" in now["quote"]
    assert now["register"]["owner"] == "Wonen"
    assert now["register"]["presence"] == "changed"
    assert now["register"]["earlier"] == promised["quote"]
    assert "let op: gewijzigd; eerder:" in run("commitments").out


def test_a_removed_document(promised: dict[str, Any], synced: Path, run: Run) -> None:
    """What a removed document promised is shown as vanished, and the sync says so in Dutch."""
    (synced / "corpus" / "woonplan-2024.txt").unlink()
    assert "vervallen uit document" in run("sync").out
    now = next(row for row in rows(run("commitments", "--json").out) if row["id"] == promised["id"])
    assert now["register"]["presence"] == "vanished"


def test_status_counts_the_commitments(synced: Path, run: Run) -> None:
    """The status says how many commitments the documents hold."""
    assert synced
    counted = rows(run("status", "--json").out)[0]["commitments"]
    assert counted == len(rows(run("commitments", "--json").out)) > 0


def test_reading_for_people(promised: dict[str, Any], run: Run) -> None:
    """Without ``--json`` each promise stands with its place, and a count closes the list."""
    said = run("commitments", "--topic", "huurwoningen", "--today", "2028-01-01").out
    assert f"{promised['id']}  open (te laat)" in said
    assert "Woonplan Voorbeeldstad 2024, pagina 1" in said
    assert said.rstrip().endswith("in 1 document.")
    assert (
        run("commitments", "--topic", "sportvelden").out == "Er zijn geen toezeggingen die hieraan voldoen.\n"
    )


@pytest.mark.usefixtures("synced")
def test_links(run: Run) -> None:
    """Links come as the agreed objects, two members or more."""
    done = run("links", "--json")
    assert done.status == 0
    for link in rows(done.out):
        assert list(link) == ["id", "subject", "relation", "explanation", "members"]
        assert len(link["members"]) >= 2
        assert list(link["members"][0]) == ["document", "page", "quote", "commitment"]
    assert run("links").out


@pytest.mark.parametrize("kind", ["xlsx", "csv", "docx", "svg", "png"])
@pytest.mark.slow
def test_export_writes_the_file(promised: dict[str, Any], synced: Path, run: Run, kind: str) -> None:
    """Every format is written, with the filters of ``commitments``, the same bytes each time."""
    assert promised
    first, second = synced / f"a.{kind}", synced / f"b.{kind}"
    for path in (first, second):
        given = ("--document", "woonplan-2024", "--today", "2027-06-01")
        assert run("export", "--format", kind, "--out", str(path), *given).status == 0
    assert first.read_bytes() == second.read_bytes()
    assert not list(synced.glob(".a*"))


def test_export_holds_the_promise(promised: dict[str, Any], synced: Path, run: Run) -> None:
    """The memo quotes the promise with its source."""
    out = synced / "memo.docx"
    run("export", "--format", "docx", "--out", str(out))
    told = [p.text for p in docx.Document(io.BytesIO(out.read_bytes())).paragraphs]
    assert f"“{promised['quote']}”" in told
    assert any(text.startswith("Bron: Woonplan Voorbeeldstad 2024, pagina 1") for text in told)


def test_export_to_where_nobody_may_write(synced: Path, run: Run) -> None:
    """A folder that is not there gives a message and a hint, and no half file."""
    done = run("export", "--format", "csv", "--out", str(synced / "weg" / "a.csv"))
    assert done.status == 1
    assert "a.csv" in done.err


@pytest.mark.slow
def test_import_of_what_someone_filled_in(promised: dict[str, Any], synced: Path, run: Run) -> None:
    """A filled-in workbook is taken over row by row; a wrong cell is refused and the rest goes on."""
    book, key = synced / "register.xlsx", promised["id"]
    run("export", "--format", "xlsx", "--out", str(book), "--document", "woonplan-2024")
    workbook = load_workbook(book)
    sheet = workbook["Toezeggingen"]
    header = [cell.value for cell in sheet[1]]
    row = next(cells for cells in sheet.iter_rows(min_row=2) if cells[0].value == key)
    row[header.index("Status")].value = "gerealiseerd"
    row[header.index("Bewijs")].value = "opgeleverd in mei"
    other = next(cells for cells in sheet.iter_rows(min_row=2) if cells[0].value != key)
    other[header.index("Status")].value = "bijna"
    workbook.save(book)
    done = run("register", "import", str(book), "--by", "Ans")
    assert done.status == 1
    assert f"{key:<12} bijgewerkt (status, bewijs)" in done.out
    assert "'bijna' is geen status" in done.out
    assert "1 bijgewerkt" in done.out
    assert [
        r["outcome"] for r in rows(run("register", "import", str(book), "--by", "Ans", "--json").out)
    ].count("changed") == 0


def test_import_of_a_file_that_is_not_there(synced: Path, run: Run) -> None:
    """A wrong name gives a message and a hint."""
    done = run("register", "import", str(synced / "weg.xlsx"), "--by", "Ans")
    assert done.status == 1
    assert "Controleer de naam" in done.err
