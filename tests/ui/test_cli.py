from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ui import texts

pytestmark = pytest.mark.stack

Run = Callable[..., Any]
PASSAGE = ["rank", "score", "document", "title", "page", "page_end", "page_label", "section", "text"]
CITATION = ["n", "document", "title", "page", "page_end", "page_label", "section", "quote"]
PIECE = ["page", "page_label", "kind", "level", "section", "text", "speaker", "ocr"]
KINDS = "heading body bullet measure table caption footnote quotation boxed running".split()


def rows(out: str) -> list[dict[str, Any]]:
    """The objects on standard output, one a line."""
    return [json.loads(line) for line in out.splitlines()]


def without_time(out: str) -> list[dict[str, Any]]:
    """The objects without the one field that may differ."""
    return [{key: value for key, value in row.items() if key != "elapsed_ms"} for row in rows(out)]


@pytest.fixture
def synced(letters: Path, run: Run) -> Path:
    """The small corpus, synced by the command."""
    assert run("sync").status == 0
    return letters


@pytest.mark.usefixtures("letters")
def test_sync_writes_a_line_per_file_and_a_summary(run: Run) -> None:
    """The contract of ``sync --json``: one object a file, then what was done in all."""
    done = run("sync", "--json")
    assert done.status == 0
    *files, last = rows(done.out)
    assert [(row["file"], row["document"], row["action"]) for row in files] == [
        ("klimaatplan-2030.txt", "klimaatplan-2030", "new"),
        ("uit-het-akkoord.txt", "uit-het-akkoord", "new"),
        ("woonplan-2024.txt", "woonplan-2024", "new"),
    ]
    assert all(row["pages"] == 2 and row["chunks"] > 0 and row["reason"] is None for row in files)
    assert last["summary"] == {"new": 3, "changed": 0, "removed": 0, "unchanged": 0, "failed": 0}
    assert last["dry_run"] is False
    assert last["elapsed_ms"] > 0


@pytest.mark.usefixtures("letters")
def test_sync_says_in_dutch_what_it_did(run: Run) -> None:
    """Without ``--json`` a person reads the same."""
    said = run("sync").out
    assert "nieuw        klimaatplan-2030.txt (2 pagina's, " in said
    assert "Klaar: 3 nieuw (" in said
    assert "3 ongewijzigd" in run("sync").out


@pytest.mark.usefixtures("letters")
def test_sync_takes_another_folder(run: Run, tmp_path: Path) -> None:
    """The folder on the command line comes instead of the setting."""
    folder = tmp_path / "stukken"
    folder.mkdir()
    (folder / "nota.txt").write_text("1. Wonen\nDe huur stijgt niet.\n", encoding="utf-8")
    assert [row["file"] for row in rows(run("sync", str(folder), "--json").out)[:-1]] == ["nota.txt"]


def test_sync_with_a_failing_file_ends_with_one(letters: Path, run: Run) -> None:
    """The file is named with reason and hint, the others are read, the exit status is 1."""
    (letters / "corpus" / "leeg.txt").write_bytes(b"")
    done = run("sync", "--json")
    assert done.status == 1
    (failed,) = [row for row in rows(done.out)[:-1] if row["action"] == "failed"]
    assert failed["file"] == "leeg.txt"
    assert failed["reason"]
    assert failed["hint"]
    assert rows(done.out)[-1]["summary"]["unchanged"] + rows(done.out)[-1]["summary"]["new"] == 3


def test_a_dry_run_writes_nothing(letters: Path, run: Run) -> None:
    """``--dry-run`` says what would happen, and there is still no data."""
    done = run("sync", "--dry-run", "--json")
    assert rows(done.out)[-1]["dry_run"] is True
    assert rows(done.out)[-1]["summary"]["new"] == 3
    assert not (letters / "data").exists()
    assert "Zou doen: 3 nieuw" in run("sync", "--dry-run").out


@pytest.mark.usefixtures("synced")
def test_search_has_the_shape_of_the_contract(run: Run) -> None:
    """The contract of ``search --json``."""
    done = run("search", "zonnepanelen", "--json", "--limit", "3")
    (row,) = rows(done.out)
    assert list(row) == ["id", "question", "elapsed_ms", "passages"]
    assert (row["id"], row["question"]) == (None, "zonnepanelen")
    assert len(row["passages"]) == 3
    first = row["passages"][0]
    assert [key for key in first if key in PASSAGE] == PASSAGE
    assert first["rank"] == 1
    assert first["document"] == "klimaatplan-2030"
    assert first["section"] == ["1. Energie"]
    assert isinstance(first["score"], float)
    assert isinstance(first["page"], int)
    assert "In 2030 liggen er zonnepanelen op alle scholen van Voorbeeldstad." in first["text"]


@pytest.mark.usefixtures("synced")
def test_ask_has_the_shape_of_the_contract(run: Run) -> None:
    """The contract of ``ask --json`` for a question that is answered."""
    (row,) = rows(run("ask", "hoeveel woningen bouwt de gemeente?", "--json").out)
    for key in (
        "id",
        "question",
        "status",
        "answer",
        "elapsed_ms",
        "method",
        "citations",
        "searched",
        "nearest",
    ):
        assert key in row
    assert (row["status"], row["method"], row["nearest"]) == ("answered", "extractive", [])
    assert row["searched"] == {"documents": 3, "pages": 6}
    assert [key for key in row["citations"][0] if key in CITATION] == CITATION
    assert all(f"[{citation['n']}]" in row["answer"] for citation in row["citations"])


@pytest.mark.usefixtures("synced")
def test_ask_that_finds_nothing_says_what_comes_near(run: Run) -> None:
    """The contract of ``ask --json`` for a question without an answer."""
    done = run("ask", "hoeveel olifanten heeft de dierentuin?", "--json")
    (row,) = rows(done.out)
    assert done.status == 0
    assert (row["status"], row["citations"]) == ("not_found", [])
    assert all([key for key in near if key in PASSAGE] == PASSAGE for near in row["nearest"])


@pytest.mark.usefixtures("synced")
def test_ask_and_search_are_readable(run: Run) -> None:
    """Without ``--json`` there are the quotation, its place and how much was searched."""
    said = run("ask", "waar liggen zonnepanelen op scholen?").out
    assert "zonnepanelen op alle scholen" in said
    assert "Klimaatplan Voorbeeldstad" in said
    assert "pagina 1" in said
    assert "3 documenten" in said
    assert "Klimaatplan Voorbeeldstad, pagina 1" in run("search", "zonnepanelen").out


@pytest.mark.usefixtures("letters")
def test_status_has_the_shape_of_the_contract(run: Run) -> None:
    """The contract of ``status --json``, before the first sync and after."""
    keys = ["documents", "pages", "chunks", "commitments", "model", "index", "last_sync"]
    (before,) = rows(run("status", "--json").out)
    assert [key for key in before if key in keys] == keys
    assert (before["documents"], before["last_sync"]) == (0, None)
    assert "woordhouder sync" in run("status").out
    run("sync")
    (after,) = rows(run("status", "--json").out)
    assert (after["documents"], after["pages"], after["model"]) == (3, 6, "letters")
    assert "documenten    3" in run("status").out


def test_read_has_the_shape_of_the_contract(letters: Path, run: Run) -> None:
    """The contract of ``read --json``: a piece a line, in reading order."""
    done = run("read", str(letters / "corpus" / "woonplan-2024.txt"), "--json")
    pieces = rows(done.out)
    assert all([key for key in piece if key in PIECE] == PIECE for piece in pieces)
    assert all(piece["kind"] in KINDS for piece in pieces)
    assert [piece["text"] for piece in pieces if piece["kind"] == "heading"] == [
        "1. Wonen in Voorbeeldstad",
        "1.1 Ouderen",
        "2. Betaalbaarheid",
    ]
    assert [piece["page"] for piece in pieces] == sorted(piece["page"] for piece in pieces)
    assert all("lead" in piece for piece in pieces if piece["kind"] == "bullet")
    assert "huurtoeslag" in run("read", str(letters / "corpus" / "woonplan-2024.txt")).out


@pytest.mark.parametrize(("command", "key"), [("search", "passages"), ("ask", "citations")])
def test_a_batch_answers_every_line(synced: Path, run: Run, command: str, key: str) -> None:
    """A file of questions gives an object for each, with its id, in order; blank lines are skipped."""
    batch = synced / "vragen.jsonl"
    lines = [{"id": "A1", "question": "zonnepanelen op scholen"}, {"id": "A2", "question": "één boom?"}]
    batch.write_text("\n\n".join(json.dumps(line) for line in lines) + "\n", encoding="utf-8")
    answers = rows(run(command, "--batch", str(batch), "--json").out)
    assert [(row["id"], row["question"]) for row in answers] == [
        ("A1", "zonnepanelen op scholen"),
        ("A2", "één boom?"),
    ]
    assert all(key in row for row in answers)


@pytest.mark.usefixtures("synced")
def test_a_batch_can_come_from_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """``--batch -`` reads the questions that are piped in."""
    monkeypatch.setattr(sys, "stdin", io.StringIO('{"id": "A1", "question": "zonnepanelen"}\n'))
    (row,) = rows(run("ask", "--batch", "-", "--json").out)
    assert row["id"] == "A1"


def test_a_batch_and_a_single_question_agree(synced: Path, run: Run) -> None:
    """The same question gives the same passages however it is asked."""
    batch = synced / "vragen.jsonl"
    batch.write_text('{"id": "A1", "question": "zonnepanelen"}', encoding="utf-8")
    (one,) = rows(run("search", "zonnepanelen", "--json").out)
    (many,) = rows(run("search", "--batch", str(batch), "--json").out)
    assert one["passages"] == many["passages"]


@pytest.mark.parametrize(
    "command",
    [
        ("search", "woningen", "--json", "--explain"),
        ("ask", "hoeveel huurwoningen bouwt de gemeente?", "--json"),
        ("status", "--json"),
        ("read", "corpus/woonplan-2024.txt", "--json"),
    ],
)
def test_the_same_input_gives_the_same_bytes(
    synced: Path, run: Run, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    """Twice the same command: all but ``elapsed_ms`` is equal, the order of the keys included."""
    monkeypatch.chdir(synced)
    first, second = (run(*command).out for _ in range(2))
    assert json.dumps(without_time(first)) == json.dumps(without_time(second))


@pytest.mark.usefixtures("synced")
def test_text_is_not_escaped(run: Run) -> None:
    """JSON is written as UTF-8, an é as an é."""
    assert '"één"' in run("search", "één", "--json").out


@pytest.mark.usefixtures("synced")
def test_filters_limit_the_answer(run: Run) -> None:
    """``--document``, ``--kind``, ``--from`` and ``--to`` can be given, the first two more than once."""
    for options in (
        ("--document", "woonplan-2024"),
        ("--kind", "woonplan"),
        ("--from", "2024", "--to", "2028"),
    ):
        (row,) = rows(run("search", "gemeente", "--json", "--limit", "50", *options).out)
        assert {passage["document"] for passage in row["passages"]} == {"woonplan-2024"}
    (both,) = rows(
        run("ask", "huur", "--json", "--document", "woonplan-2024", "--document", "klimaatplan-2030").out
    )
    assert both["searched"]["documents"] == 2


@pytest.mark.usefixtures("synced")
def test_explain_says_why(run: Run) -> None:
    """``--explain`` adds to each passage what matched."""
    (row,) = rows(run("search", "zonnepanelen", "--json", "--explain").out)
    assert {"lexical", "semantic", "terms", "sentence"} <= set(row["passages"][0]["match"])
    assert "woorden" in run("search", "zonnepanelen", "--explain").out


@pytest.mark.parametrize(
    "wrong",
    [
        ("search",),
        ("ask", "vraag", "--batch", "-"),
        ("search", "vraag", "--limit", "0"),
        ("search", "vraag", "--from", "2030", "--to", "2020"),
        ("search", "vraag", "--from", "morgen"),
        ("onzin",),
        ("ask", "vraag", "--onzin"),
        ("read",),
        ("serve", "--port", "99999"),
    ],
)
@pytest.mark.usefixtures("letters")
def test_wrong_usage_ends_with_two(run: Run, wrong: tuple[str, ...]) -> None:
    """A command that cannot be understood writes nothing to standard output and ends with 2."""
    done = run(*wrong)
    assert done.status == 2
    assert done.out == ""
    assert done.err


def failing(letters: Path) -> list[tuple[tuple[str, ...], str, str]]:
    """Commands that fail, with words of their message and of their hint."""
    (letters / "kapot.jsonl").write_text('{"id": "A1"}\n', encoding="utf-8")
    (letters / "bytes.jsonl").write_bytes(b"\xff\xfe\x00")
    (letters / "foto.jpg").write_bytes(b"\xff\xd8\xff")
    return [
        (("search", "x"), "nog geen documenten", "woordhouder sync"),
        (("ask", "x", "--json"), "nog geen documenten", "woordhouder sync"),
        (("sync", str(letters / "weg")), "bestaat niet", "Controleer de naam"),
        (("ask", "--batch", str(letters / "weg.jsonl")), "kan niet worden gelezen", '"question"'),
        (("ask", "--batch", str(letters / "kapot.jsonl")), "Regel 1", '"question"'),
        (("ask", "--batch", str(letters / "bytes.jsonl")), "kan niet worden gelezen", '"question"'),
        (("read", str(letters / "weg.txt")), "kan niet worden geopend", "Controleer de naam"),
        (("read", str(letters / "foto.jpg")), "", "PDF"),
    ]


def test_every_failure_has_a_message_a_hint_and_status_one(letters: Path, run: Run) -> None:
    """What goes wrong is said on standard error, with what to do next."""
    for command, message, hint in failing(letters):
        done = run(*command)
        assert done.status == 1, command
        assert done.out == "", command
        assert message in done.err, command
        assert hint in done.err, command


@pytest.mark.usefixtures("synced")
def test_an_unknown_filter_names_the_known_ones(run: Run) -> None:
    """A document that does not exist is an error, with the ones that do."""
    done = run("ask", "huur", "--document", "onzin")
    assert done.status == 1
    assert "geen document 'onzin'" in done.err
    assert "woonplan-2024" in done.err


def test_a_wrong_setting_is_named(letters: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake in ``woordhouder.toml`` is a sentence, not a stack of code."""
    monkeypatch.chdir(letters)
    (letters / "woordhouder.toml").write_text('corpsu = "x"\n', encoding="utf-8")
    done = run("status")
    assert done.status == 1
    assert "'corpsu'" in done.err
    assert "woordhouder.toml" in done.err
    assert "Traceback" not in done.err


def test_a_settings_file_that_is_no_toml_is_named(
    letters: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that cannot be read at all is named as well."""
    monkeypatch.chdir(letters)
    (letters / "woordhouder.toml").write_text("corpus = \n", encoding="utf-8")
    done = run("status")
    assert done.status == 1
    assert "woordhouder.toml" in done.err
    assert "Traceback" not in done.err


@pytest.mark.usefixtures("letters")
def test_text_with_brackets_is_shown_as_it_is(run: Run) -> None:
    """A name that looks like markup is not eaten by the terminal."""
    assert "[bold]weg[/bold]" in run("sync", "[bold]weg[/bold]").err


def test_help_is_dutch_and_names_every_command(run: Run) -> None:
    """``--help`` explains each command in Dutch."""
    done = run("--help")
    assert done.status == 0
    for command in ("sync", "search", "ask", "read", "status", "serve"):
        assert command in done.out
    assert texts.CLI_HELP.split(":")[0] in " ".join(done.out.split())
