"""The command: ``python -m evals``. Figures go to standard output, progress and errors to standard error."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from evals.compare import compare_runs, gate_drops, gate_record, load_gate, load_report
from evals.dataset import own_folder
from evals.model import Record, Selection
from evals.report import render
from evals.run import OnStep, Options, evaluate
from evals.systems import MAIN
from evals.texts import METRICS, NOT_AVAILABLE, decimal, metric_label, system_label
from ingest.errors import WoordhouderError
from kb.settings import Settings

_DONE, _FAILED = 0, 1
_OVERVIEW = ("hit@1", "hit@5", "hit@10", "recall@10", "mrr", "ndcg@10")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run an evaluation and return the exit status: 0 done, 1 failed; wrong usage exits with 2."""
    parser = _parser()
    options = parser.parse_args(arguments)
    _check(parser, options)
    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        return _run(options, errors)
    except WoordhouderError as error:
        errors.print(error.message, markup=False)
        errors.print(error.hint, markup=False)
        return _FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m evals", description="Meet hoe goed er gevonden en geantwoord wordt."
    )
    parser.add_argument(
        "--set",
        choices=("dev", "test", "all"),
        dest="selection",
        help="welke helft; standaard dev, bij --gate en --update-gate test, bij --questions all",
    )
    parser.add_argument(
        "--report", type=Path, metavar="MAP", help="schrijf report.json en report.html in deze map"
    )
    parser.add_argument(
        "--compare", type=Path, metavar="REPORT.JSON", help="vergelijk met een eerder rapport"
    )
    parser.add_argument(
        "--questions", type=Path, metavar="BESTAND", help="een eigen set vragen (zie evals/README.md)"
    )
    parser.add_argument(
        "--gold", type=Path, metavar="MAP", help="alle sets van een andere verzameling (zie evals/README.md)"
    )
    parser.add_argument(
        "--gate", type=Path, metavar="BESTAND", help="faal als een cijfer daalt onder wat hierin staat"
    )
    parser.add_argument(
        "--update-gate", action="store_true", help="leg de cijfers van de testhelft opnieuw vast"
    )
    parser.add_argument("--no-baselines", action="store_true", help="meet alleen het systeem zelf")
    return parser  # fmt: skip


def _check(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    gated = options.gate is not None or options.update_gate
    if gated and options.selection not in (None, "test"):
        parser.error("de poort meet altijd de testhelft: laat --set weg")
    if gated and (options.questions or options.gold):
        parser.error("de poort gaat over de eigen set van het project: laat --questions en --gold weg")
    if options.questions and options.gold:
        parser.error("kies --questions of --gold")


def _run(options: argparse.Namespace, errors: Console) -> int:
    earlier = load_report(options.compare) if options.compare else None
    gate = load_gate(options.gate) if options.gate and not options.update_gate else None
    with _bar(errors) as on_step:
        report = evaluate(Settings(), _options(options), on_step)
    if earlier is not None:
        report["compared"] = compare_runs(earlier, report)
    if options.report:
        write_report(report, options.report)
    output = Console(highlight=False, soft_wrap=True)
    _show(report, output)
    if options.update_gate:
        path = options.gate or own_folder() / "gate.json"
        path.write_text(_json(gate_record(report)), encoding="utf-8")
        errors.print(f"Vastgelegd in {path}", markup=False)
    return _judge(gate, report, errors) if gate is not None else _DONE


def _options(options: argparse.Namespace) -> Options:
    gated = options.gate is not None or options.update_gate
    default: Selection = "test" if gated else "all" if options.questions else "dev"
    return Options(
        selection=options.selection or default,
        questions=options.questions,
        gold=options.gold,
        baselines=not (options.no_baselines or gated),
        reveal_test=options.selection == "test",
    )


def _judge(gate: Record, report: Record, errors: Console) -> int:
    drops = gate_drops(gate, report)
    for drop in drops:
        errors.print(drop.sentence(), markup=False)
    if drops:
        errors.print(
            "De poort is dicht. Zoek uit waarom, of leg de cijfers opnieuw vast met --update-gate.",
            markup=False,
        )
    return _FAILED if drops else _DONE


def write_report(report: Record, folder: Path) -> None:
    """Write ``report.json`` and ``report.html`` in ``folder``, which is made when it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.json").write_text(_json(report), encoding="utf-8")
    (folder / "report.html").write_text(render(report), encoding="utf-8")


def _json(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


@contextmanager
def _bar(console: Console) -> Iterator[OnStep]:
    """Yield a function that shows how far each step is; the bar goes away at the end."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(compact=True),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        shown = ""

        def show(what: str, done: int, total: int) -> None:
            nonlocal shown
            if what != shown:
                bar.reset(task, description=what)
                shown = what
            bar.update(task, completed=done, total=total or None)

        yield show


def _show(report: Record, output: Console) -> None:
    table = Table("", *(metric_label(metric) for metric in _OVERVIEW), box=None)
    for name in report["systems"]:
        figures = report["figures"][name]
        table.add_row(system_label(name), *(decimal(_value(figures, metric)) for metric in _OVERVIEW))
    output.print(table)
    own = report["figures"][MAIN]
    for metric in (m for m in METRICS if m in own and m not in _OVERVIEW):
        figure = own[metric].get("all")
        if figure:
            output.print(
                f"{metric_label(metric)}: {decimal(figure['value'])}"
                f" ({decimal(figure['low'])} tot {decimal(figure['high'])}, n = {figure['n']})",
                markup=False,
            )
    for what in ("commitments", "links"):
        if what in report["unavailable"]:
            output.print(f"{'Toezeggingen' if what == 'commitments' else 'Verbanden'}: {NOT_AVAILABLE}")
    for metric, change in report.get("compared", {}).items():
        output.print(
            f"{metric_label(metric)}: {decimal(change['old'])} → {decimal(change['new'])}"
            f" (p = {decimal(change['p'])})",
            markup=False,
        )


def _value(figures: Record, metric: str) -> float | None:
    value: float | None = figures.get(metric, {}).get("all", {}).get("value")
    return value


if __name__ == "__main__":
    sys.exit(main())
