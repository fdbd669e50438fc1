from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from evals import run, systems
from evals.__main__ import main, write_report
from evals.compare import compare_runs
from evals.dataset import GoldSets, load_questions
from evals.errors import BaselineMissingError
from evals.model import Record, Selection
from evals.report import render
from evals.run import Options, evaluate
from kb.index.embedding import LetterEmbedder
from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings

pytestmark = pytest.mark.slow

PLAN = "Hoofdstuk\n\nDe gemeente plant vijfhonderd bomen in het centrum. Het zwembad krijgt een nieuw dak.\n"
NOTE = (
    "Verslag\n\nDe wethouder opent de bibliotheek in mei. Er komen twee fietsenstallingen bij het station.\n"
)
QUESTIONS: list[dict[str, Any]] = [
    {"id": "v1", "question": "Hoeveel bomen plant de gemeente?", "kind": "fact",
     "evidence": [[{"document": "plan", "quote": "plant vijfhonderd bomen"}]], "answer": [["vijfhonderd"]]},
    {"id": "v2", "question": "Wie opent de bibliotheek?", "kind": "fact",
     "evidence": [[{"document": "verslag", "quote": "De wethouder opent de bibliotheek"}]],
     "answer": [["wethouder"]]},
    {"id": "v3", "question": "Wat kost <b>parkeren</b> & stallen?", "kind": "unanswerable", "evidence": [],
     "answer": []},
    {"id": "v5", "question": "Wat gebeurt er met de vuilnis?", "kind": "paraphrase",
     "evidence": [[{"document": "plan", "quote": "Het zwembad krijgt een nieuw dak"}]], "answer": [["dak"]]},
]  # fmt: skip


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two documents and four questions; vectors come from the letter-counting fake."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "plan.txt").write_text(PLAN, encoding="utf-8")
    (corpus / "verslag.txt").write_text(NOTE, encoding="utf-8")
    lines = "\n".join(json.dumps(question) for question in QUESTIONS)
    (tmp_path / "vragen.jsonl").write_text(lines, encoding="utf-8")

    def with_letters(settings: Settings, **more: Any) -> KnowledgeBase:
        return KnowledgeBase(settings, embedder=LetterEmbedder(), **more)

    monkeypatch.setattr(run, "KnowledgeBase", with_letters)
    monkeypatch.setattr(systems, "KnowledgeBase", with_letters)
    monkeypatch.setattr(run, "make_llama_index_starter", _no_starter)
    monkeypatch.setenv("WOORDHOUDER_CORPUS", str(corpus))
    monkeypatch.setenv("WOORDHOUDER_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _no_starter(*_: object) -> systems.System:
    raise BaselineMissingError("Een pakket ontbreekt.", "Installeer het.")


def _evaluate(place: Path, selection: Any = "all", **more: Any) -> Record:
    return evaluate(Settings(), Options(selection, place / "vragen.jsonl", **more))


def test_a_run_scores_the_system_and_its_baselines(place: Path) -> None:
    """Evidence that shares words is found, each system has figures, and what is missing is said."""
    report = _evaluate(place)
    assert report["figures"]["woordhouder"]["hit@5"]["kind:fact"]["value"] == 1.0
    assert {"woordhouder", "zonder-betekenis", "zonder-woorden", "bm25"} <= set(report["systems"])
    assert "Een pakket ontbreekt." in report["unavailable"]["llama-index"]
    assert report["figures"]["woordhouder"]["verbatim"]["all"]["value"] == 1.0
    assert report["against"]["bm25"]["hit@5"]["n"] == 3


def test_the_same_run_twice_gives_the_same_report_but_for_its_timings(place: Path) -> None:
    """Everything else is the same to the byte."""
    first, second = _evaluate(place), _evaluate(place)
    del first["timings"], second["timings"]
    assert json.dumps(first) == json.dumps(second)


def test_failures_of_the_test_half_are_shown_only_when_asked_for(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of both halves only dev failures are listed, and of a gate's run over the test half none."""
    lines = [{**QUESTIONS[3], "id": key, "answer": [["Het zwembad sluit"]]} for key in ("v1", "v2")]
    (place / "vragen.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    load = load_questions
    monkeypatch.setattr(
        run, "load_gold", lambda corpus, _folder: GoldSets(load(place / "vragen.jsonl", corpus))
    )
    expected: list[tuple[Selection, bool, list[str]]] = [
        ("all", False, ["v1"]), ("dev", False, ["v1"]), ("test", False, []), ("test", True, ["v2"]),
    ]  # fmt: skip
    for selection, reveal, shown in expected:
        report = evaluate(Settings(), Options(selection, baselines=False, reveal_test=reveal))
        assert [failure["id"] for failure in report["failures"]["questions"]] == shown


def test_the_page_loads_nothing_from_outside_and_escapes_what_it_shows(place: Path) -> None:
    """No element or style refers to another file, and a question cannot become markup."""
    report = _evaluate(place)
    report["compared"] = compare_runs(report, report)
    page = render(report)
    addresses = list(_addresses(page))
    assert addresses == []
    assert not re.search(r"url\(|@import|https?://|//\w", _styles_and_scripts(page))
    assert "<b>parkeren</b>" not in page
    for said in ("Hoe goed zoekt", "Vinden: naast elkaar", "Wat is er veranderd?"):
        assert said in page


def _addresses(page: str) -> Iterator[str]:
    found: list[str] = []

    class Finder(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.extend(
                f"{tag} {k}={v}" for k, v in attrs if k in ("src", "href", "data", "action", "srcset")
            )

    Finder().feed(page)
    yield from found


def _styles_and_scripts(page: str) -> str:
    inside = re.findall(r"<(style|script)>(.*?)</\1>", page, re.DOTALL)
    return re.sub(r"^\s*//.*$", "", "\n".join(text for _, text in inside), flags=re.MULTILINE)


def test_the_command_writes_both_reports_and_compares(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Figures go to standard output; a second run compares itself with the first."""
    assert main(["--questions", "vragen.jsonl", "--report", "uit", "--no-baselines"]) == 0
    assert (place / "uit" / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert main(["--questions", "vragen.jsonl", "--compare", "uit/report.json", "--no-baselines"]) == 0
    assert "hit@5: 1,000 → 1,000" in capsys.readouterr().out


def test_a_bad_set_ends_with_status_1_and_names_its_lines(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message and the hint go to standard error."""
    (place / "vragen.jsonl").write_text('{"id": "v1"}', encoding="utf-8")
    assert main(["--questions", "vragen.jsonl"]) == 1
    said = capsys.readouterr().err
    assert "regel 1, veld 'question': ontbreekt. Vul een tekst in." in said
    assert "evals/README.md" in said


@pytest.mark.parametrize(
    "arguments", [["--set", "dev", "--update-gate"], ["--gate", "x", "--questions", "y"]]
)
def test_a_gate_over_anything_but_the_test_half_is_wrong_usage(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """The command says which argument to leave out."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "weg" in capsys.readouterr().err


def test_reports_are_written_in_a_folder_that_is_made(place: Path) -> None:
    """The JSON is what was measured, to be read again."""
    report = _evaluate(place, baselines=False)
    write_report(report, place / "nieuw" / "map")
    assert json.loads((place / "nieuw" / "map" / "report.json").read_text(encoding="utf-8")) == report


def test_what_the_knowledge_base_cannot_do_yet_is_not_scored() -> None:
    """Without the method there is nothing; with it, dataclasses and dates become plain records."""
    assert systems.predicted(object(), "commitments") is None

    class Able:
        def commitments(self) -> list[dict[str, Any]]:
            return [{"document": "a", "topics": ("wonen",)}]

    assert systems.predicted(Able(), "commitments") == [{"document": "a", "topics": ["wonen"]}]
