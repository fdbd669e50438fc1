from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from eval_builders import corpus

from evals import dataset
from evals.errors import DatasetError

CORPUS = corpus(a="Eerste.\fWe bouwen 25 woningen voor eind 2026.")
GOOD: dict[str, Any] = {
    "id": "q001", "question": "Hoeveel?", "language": "nl", "kind": "fact",
    "evidence": [[{"document": "a", "quote": "bouwen 25 woningen"}]], "answer": [["25"]],
}  # fmt: skip


def _problems(tmp_path: Path, *lines: Any, load: Any = dataset.load_questions) -> str:
    path = tmp_path / "set.jsonl"
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DatasetError) as caught:
        load(path, CORPUS)
    assert "README" in caught.value.hint
    return caught.value.message


def test_a_good_line_becomes_a_question(tmp_path: Path) -> None:
    """Empty lines and a byte order mark do not matter."""
    path = tmp_path / "set.jsonl"
    path.write_text("\ufeff" + json.dumps(GOOD) + "\n\n", encoding="utf-8")
    (question,) = dataset.load_questions(path, CORPUS)
    assert (question.id, question.documents, question.answer) == ("q001", ("a",), (("25",),))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"kind": "feit"}, "veld 'kind': is \"feit\". Kies uit: fact, paraphrase"),
        ({"question": " "}, "veld 'question'"),
        ({"language": "de"}, "Kies uit: nl, en."),
        ({"id": "zonder"}, "Geef een id dat op een nummer eindigt"),
        ({"evidence": []}, "Geef de zin waarop het antwoord rust."),
        ({"evidence": [{"document": "a"}]}, "Vul groepen in"),
        ({"evidence": [["a"]]}, "Elk bewijs heeft een document en een quote."),
        ({"evidence": [[{"document": "b", "quote": "x"}]]}, "document 'b' is er niet. Kies uit: a."),
        (
            {"evidence": [[{"document": "a", "quote": "dertig huizen"}]]},
            "staat niet in a. Neem de woorden letterlijk",
        ),
        ({"answer": [[25]]}, "Zet getallen tussen aanhalingstekens."),
        ({"answer": []}, "Geef wat er in een goed antwoord moet staan."),
        ({"kind": "unanswerable"}, "Haal bewijs en antwoord weg."),
    ],
)
def test_a_bad_field_is_named_with_its_line_and_what_to_do(
    tmp_path: Path, change: dict[str, Any], expected: str
) -> None:
    """The message gives line, field and hint, in Dutch."""
    message = _problems(tmp_path, GOOD, {**GOOD, "id": "q002", **change})
    assert "regel 2" in message
    assert expected in message


def test_all_bad_lines_are_named_at_once_in_order(tmp_path: Path) -> None:
    """Bad JSON, a list and a doubled id are three problems of three lines."""
    message = _problems(tmp_path, GOOD, "{geen json", "[1]", GOOD)
    assert message.startswith("De set heeft 3 fouten:")
    assert message.index("regel 2: geen geldige JSON") < message.index("regel 3: geen JSON-object")
    assert "regel 4, veld 'id': 'q001' staat ook op regel 1." in message


def test_an_empty_or_missing_set_is_refused(tmp_path: Path) -> None:
    """Nothing to measure is an error, and so is a name that leads nowhere."""
    assert "leeg" in _problems(tmp_path, "")
    with pytest.raises(DatasetError, match="kan niet worden gelezen"):
        dataset.load_questions(tmp_path / "weg.jsonl", CORPUS)


def test_a_false_premise_may_have_evidence_against_it(tmp_path: Path) -> None:
    """An unanswerable question with evidence is only right when it says so."""
    path = tmp_path / "set.jsonl"
    line = {**GOOD, "kind": "unanswerable", "answer": [], "false_premise": True}
    path.write_text(json.dumps(line), encoding="utf-8")
    (question,) = dataset.load_questions(path, CORPUS)
    assert question.false_premise
    assert not question.answerable


def test_a_commitment_must_stand_on_its_page_with_known_values(tmp_path: Path) -> None:
    """Page, kind, bound and date are checked."""
    line = {
        "id": "c1", "document": "a", "page": 1, "commitment": True, "quote": "We bouwen 25 woningen",
        "kind": "plan", "strength": "hard", "topics": [], "quantities": [{"value": "25", "bound": "precies"}],
        "deadline": {"text": "eind 2026", "earliest": "okt 2026", "latest": None},
    }  # fmt: skip
    message = _problems(tmp_path, line, load=dataset.load_commitments)
    for expected in (
        "begint op pagina 2, niet op 1",
        "Kies uit: resultaat",
        "Vul een getal in",
        "Kies uit: exact",
    ):
        assert expected in message
    assert "Schrijf een datum als 2026-12-31" in message


def test_a_link_needs_two_members_and_a_known_relation(tmp_path: Path) -> None:
    """One member is no link."""
    members = [{"document": "a", "page": 2, "quote": "25 woningen"}]
    line = {"id": "l1", "subject": "wonen", "relation": "anders", "members": members}
    message = _problems(tmp_path, line, load=dataset.load_links)
    assert "heeft er minder dan twee" in message
    assert "Kies uit: same" in message


def test_the_number_at_the_end_of_an_id_decides_its_half() -> None:
    """Letters before it do not matter."""
    assert [dataset.number_of(key) for key in ("q001", "wonen-12", "x")] == [1, 12, 0]
