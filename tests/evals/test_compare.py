from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evals import compare
from evals.errors import ReportError
from evals.significance import figure


def _report(**marks: str) -> dict[str, Any]:
    outcomes = {
        metric.replace("hit5", "hit@5"): {f"q{n:02d}": [float(mark), 1.0] for n, mark in enumerate(values)}
        for metric, values in marks.items()
    }
    figures = {}
    for metric, units in outcomes.items():
        found = figure({unit: (top, bottom) for unit, (top, bottom) in units.items()})
        figures[metric] = {"all": {"value": found.value, "low": found.low, "high": found.high, "n": found.n}}
    return {
        "format": 1, "set": "test", "sizes": {}, "figures": {"woordhouder": figures},
        "outcomes": {"woordhouder": outcomes},
    }  # fmt: skip


def test_what_turned_is_named() -> None:
    """One question got better and one got worse."""
    changes = compare.compare_runs(_report(hit5="10"), _report(hit5="01"))
    assert changes["hit@5"]["better"] == ["q01"]
    assert changes["hit@5"]["worse"] == ["q00"]


def test_less_is_better_where_it_is() -> None:
    """A question that is no longer wrongly refused got better."""
    changes = compare.compare_runs(_report(wrongly_refused="1"), _report(wrongly_refused="0"))
    assert changes["wrongly_refused"]["better"] == ["q00"]


def test_reports_without_a_shared_question_cannot_be_compared() -> None:
    """The error says what to compare instead."""
    old, new = _report(hit5="1"), _report(hit5="1")
    new["outcomes"]["woordhouder"] = {"hit@5": {"q99": [1.0, 1.0]}}
    with pytest.raises(ReportError, match="geen vraag gemeen"):
        compare.compare_runs(old, new)


def test_the_gate_stays_open_for_the_same_figures_and_better_ones() -> None:
    """Neither is a drop."""
    gate = compare.gate_record(_report(hit5="10" * 20))
    assert compare.gate_drops(gate, _report(hit5="10" * 20)) == []
    assert compare.gate_drops(gate, _report(hit5="11" * 20)) == []


def test_the_gate_stays_open_for_a_drop_that_may_be_chance() -> None:
    """Two of forty questions that turned are within chance."""
    gate = compare.gate_record(_report(hit5="10" * 20))
    assert compare.gate_drops(gate, _report(hit5="00" * 2 + "10" * 18)) == []


def test_the_gate_closes_for_a_drop_beyond_chance_and_names_what_turned() -> None:
    """Eight questions of forty turned one way: the sentence names them."""
    gate = compare.gate_record(_report(hit5="10" * 20))
    (drop,) = compare.gate_drops(gate, _report(hit5="00" * 8 + "10" * 12))
    assert drop.turned == tuple(f"q{n:02d}" for n in range(0, 16, 2))
    assert drop.sentence().startswith("hit@5: 0,500 → 0,300")
    assert "q14" in drop.sentence()


def test_the_gate_closes_for_a_rise_where_less_is_better() -> None:
    """More wrong refusals are a drop."""
    gate = compare.gate_record(_report(wrongly_refused="0" * 40))
    assert compare.gate_drops(gate, _report(wrongly_refused="1" * 8 + "0" * 32))


def test_the_gate_closes_for_a_figure_that_is_gone() -> None:
    """What cannot be measured any more has not stayed as good."""
    report = _report(hit5="10" * 20, verbatim="1" * 40)
    gate = compare.gate_record(report)
    del report["figures"]["woordhouder"]["verbatim"]
    (drop,) = compare.gate_drops(gate, report)
    assert (drop.metric, drop.new) == ("verbatim", None)


def test_the_gate_refuses_another_set_of_questions() -> None:
    """Figures of other questions say nothing about these."""
    gate = compare.gate_record(_report(hit5="1" * 40))
    with pytest.raises(ReportError, match="zijn er nog 10") as caught:
        compare.gate_drops(gate, _report(hit5="1" * 10))
    assert "--update-gate" in caught.value.hint


def test_a_file_that_is_no_report_is_refused(tmp_path: Path) -> None:
    """Bad JSON, a list, and a record without outcomes each have their own message."""
    path = tmp_path / "x.json"
    with pytest.raises(ReportError, match="kan niet worden gelezen"):
        compare.load_report(path)
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(ReportError, match="geen JSON-object"):
        compare.load_gate(path)
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(ReportError, match="poortbestand"):
        compare.load_gate(path)
    with pytest.raises(ReportError, match=r"geen report\.json"):
        compare.load_report(path)


def test_a_gate_survives_being_written_and_read(tmp_path: Path) -> None:
    """JSON keeps what the comparison needs."""
    path = tmp_path / "gate.json"
    report = _report(hit5="10" * 20)
    path.write_text(json.dumps(compare.gate_record(report)), encoding="utf-8")
    assert compare.gate_drops(compare.load_gate(path), report) == []
