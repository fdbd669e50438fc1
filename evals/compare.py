"""What got better and what got worse between two runs, and the gate that refuses the second."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from evals.errors import ReportError
from evals.model import Outcomes, Record
from evals.significance import difference
from evals.systems import MAIN
from evals.texts import METRICS, metric_label

SIGNIFICANT = 0.05
_SHARED = 0.9
"""The share of a gate's units that must still be there for the two to be compared."""


@dataclass(frozen=True, slots=True)
class Drop:
    """A figure that fell, and the units that turned."""

    metric: str
    old: float
    new: float | None
    turned: tuple[str, ...]
    why: str

    def sentence(self) -> str:
        """Return what fell, from what to what, and which units turned, in Dutch."""
        now = "niet meer te meten" if self.new is None else f"{self.new:.3f}"
        turned = f" Omgeslagen: {', '.join(self.turned)}." if self.turned else ""
        return f"{metric_label(self.metric)}: {self.old:.3f} → {now} ({self.why}).{turned}".replace(
            "0.", "0,"
        )


def load_report(path: Path) -> Record:
    """Return an earlier report. Raises ReportError when it is none."""
    report = _load(path)
    if not isinstance(report.get("outcomes"), dict) or MAIN not in report["outcomes"]:
        raise ReportError(
            f"{path} is geen report.json van een evaluatie.", "Geef een eerder gemaakt rapport."
        )
    return report


def load_gate(path: Path) -> Record:
    """Return what was recorded for the gate. Raises ReportError when it is not there."""
    gate = _load(path)
    if not isinstance(gate.get("outcomes"), dict) or not isinstance(gate.get("figures"), dict):
        raise ReportError(f"{path} is geen poortbestand.", "Maak er een met: python -m evals --update-gate")
    return gate


def compare_runs(old: Record, new: Record) -> Record:
    """Return, for every metric that both runs have, the difference and the units that turned.

    Raises:
        ReportError: the two have no question in common.
    """
    before, after = outcomes_of(old), outcomes_of(new)
    changes = {}
    for metric in (m for m in after if m in before):
        compared = difference(before[metric], after[metric])
        if compared is not None:
            better, worse = turned(metric, before[metric], after[metric])
            changes[metric] = asdict(compared) | {"better": list(better), "worse": list(worse)}
    if not changes:
        raise ReportError(
            "De twee rapporten hebben geen vraag gemeen.", "Vergelijk rapporten van dezelfde helft (--set)."
        )
    return changes


def gate_record(report: Record) -> Record:
    """Return what the gate keeps of a report: figures of the main system and outcomes by unit."""
    figures = {metric: by["all"] for metric, by in report["figures"][MAIN].items() if "all" in by}
    return {
        "format": report["format"],
        "set": report["set"],
        "sizes": report["sizes"],
        "figures": figures,
        "outcomes": {metric: report["outcomes"][MAIN][metric] for metric in figures},
    }


def gate_drops(gate: Record, report: Record) -> list[Drop]:
    """Return the figures that are worse than recorded, beyond chance.

    A figure drops when it lies outside the recorded 95% interval on the bad side, or when the paired
    randomisation test on the units that both have gives p < 0.05 (see :mod:`evals.significance`).

    Raises:
        ReportError: less than nine tenths of the recorded questions are still there.
    """
    now = gate_record(report)
    before, after = _outcomes(gate["outcomes"]), _outcomes(now["outcomes"])
    _refuse_other_set(before, after)
    drops = (_drop(metric, gate["figures"][metric], before, after, now["figures"]) for metric in before)
    return [drop for drop in drops if drop is not None]


def turned(metric: str, old: Outcomes, new: Outcomes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the units that got better and those that got worse."""
    sign = 1 if METRICS[metric].higher_is_better else -1
    changes = {
        unit: sign * (_share(new[unit]) - _share(old[unit])) for unit in sorted(old.keys() & new.keys())
    }
    better = tuple(unit for unit, change in changes.items() if change > 0)
    worse = tuple(unit for unit, change in changes.items() if change < 0)
    return better, worse


def outcomes_of(report: Record) -> dict[str, Outcomes]:
    """Return the main system's outcomes by metric."""
    return _outcomes(report["outcomes"][MAIN])


def _drop(
    metric: str,
    recorded: Record,
    before: Mapping[str, Outcomes],
    after: Mapping[str, Outcomes],
    now: Mapping[str, Record],
) -> Drop | None:
    if metric not in now or metric not in METRICS:
        return Drop(metric, recorded["value"], None, (), "het cijfer ontbreekt")
    higher, value = METRICS[metric].higher_is_better, now[metric]["value"]
    _, worse = turned(metric, before[metric], after[metric])
    if value < recorded["low"] if higher else value > recorded["high"]:
        return Drop(metric, recorded["value"], value, worse, "buiten het interval van toen")
    compared = difference(before[metric], after[metric])
    if compared is None or compared.p >= SIGNIFICANT:
        return None
    fell = compared.change < 0 if higher else compared.change > 0
    return Drop(metric, recorded["value"], value, worse, f"p = {compared.p:.3f}") if fell else None


def _refuse_other_set(before: Mapping[str, Outcomes], after: Mapping[str, Outcomes]) -> None:
    units = {unit for by in before.values() for unit in by}
    kept = units & {unit for by in after.values() for unit in by}
    if len(kept) < _SHARED * len(units):
        raise ReportError(
            f"Van de {len(units)} vragen en pagina's in het poortbestand zijn er nog {len(kept)}.",
            "Leg de poort opnieuw vast: python -m evals --update-gate",
        )


def _outcomes(by_metric: Mapping[str, Mapping[str, Any]]) -> dict[str, Outcomes]:
    return {
        metric: {unit: (float(pair[0]), float(pair[1])) for unit, pair in units.items()}
        for metric, units in by_metric.items()
    }


def _share(outcome: tuple[float, float]) -> float:
    return outcome[0] / outcome[1] if outcome[1] else 0.0


def _load(path: Path) -> Record:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ReportError(
            f"{path} kan niet worden gelezen: {error}", "Controleer de naam, of maak het bestand opnieuw."
        ) from error
    if not isinstance(record, dict):
        raise ReportError(f"{path} is geen JSON-object.", "Geef een report.json of gate.json.")
    return record
