"""The command line: ``woordhouder``. JSON and answers go to standard output, all else to standard error."""

from __future__ import annotations

import json
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.markup import escape

from ingest.errors import WoordhouderError
from ingest.read import read_file
from kb.knowledge_base import KnowledgeBase
from kb.model import Answer, Filters, Passage
from kb.settings import Settings
from ui import texts
from ui.cli_feedback import HELP as HELP_FEEDBACK
from ui.cli_feedback import feedback
from ui.cli_model import model_app
from ui.cli_register import Today
from ui.cli_register import attach as attach_register
from ui.progress import progress_bar
from ui.records import (
    Record,
    answer_record,
    explained,
    file_record,
    piece_record,
    search_record,
    status_record,
    sync_record,
)
from ui.texts_register import register_text

app = typer.Typer(
    help=texts.CLI_HELP, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)
_errors = Console(stderr=True, highlight=False, soft_wrap=True)

Result = TypeVar("Result")

AsJson = Annotated[bool, typer.Option("--json", help=texts.HELP_JSON)]
Batch = Annotated[str | None, typer.Option("--batch", help=texts.HELP_BATCH, metavar="BESTAND")]
Question = Annotated[str | None, typer.Argument(help=texts.HELP_QUESTION, metavar="VRAAG")]
Documents = Annotated[list[str] | None, typer.Option("--document", help=texts.HELP_DOCUMENT, metavar="ID")]
Kinds = Annotated[list[str] | None, typer.Option("--kind", help=texts.HELP_KIND, metavar="SOORT")]
YearFrom = Annotated[int | None, typer.Option("--from", help=texts.HELP_FROM, metavar="JAAR")]
YearTo = Annotated[int | None, typer.Option("--to", help=texts.HELP_TO, metavar="JAAR")]


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question of a batch, or the only one."""

    id: str | None
    question: str


def main() -> None:
    """Run the command line; a known error becomes a sentence, a hint and exit status 1."""
    try:
        app()
    except WoordhouderError as error:
        _complain(error.message, error.hint)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        _complain(texts.BAD_SETTING.format(name=name, reason=first["msg"]), texts.BAD_SETTING_HINT)
    except tomllib.TOMLDecodeError as error:
        _complain(texts.BAD_SETTINGS_FILE.format(reason=error), texts.BAD_SETTING_HINT)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)


@app.command(help=texts.HELP_SYNC)
def sync(
    folder: Annotated[Path | None, typer.Argument(help=texts.HELP_FOLDER, metavar="MAP")] = None,
    as_json: AsJson = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=texts.HELP_DRY_RUN)] = False,
) -> None:
    """Bring the index in line with the folder."""
    knowledge = KnowledgeBase(Settings())
    with progress_bar(_errors) as show:
        report = knowledge.sync(folder, show, dry_run=dry_run)
    for result in report.files:
        if as_json:
            _print_json(file_record(result))
        else:
            typer.echo(texts.file_line(result))
    if as_json:
        _print_json(sync_record(report))
    else:
        typer.echo(texts.sync_summary(report))
        if report.register is not None:
            typer.echo(register_text(report.register))
    if report.failed:
        raise typer.Exit(1)


@app.command(help=texts.HELP_SEARCH)
def search(
    question: Question = None,
    as_json: AsJson = False,
    batch: Batch = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=200, help=texts.HELP_LIMIT)] = 10,
    explain: Annotated[bool, typer.Option("--explain", help=texts.HELP_EXPLAIN)] = False,
    document: Documents = None,
    kind: Kinds = None,
    year_from: YearFrom = None,
    year_to: YearTo = None,
) -> None:
    """Find passages."""
    knowledge = KnowledgeBase(Settings())
    filters = _filters(document, kind, year_from, year_to)
    for asked in _asked(question, batch):
        passages, elapsed = _timed(partial(knowledge.search, asked.question, limit, filters))
        if as_json:
            _print_json(_search_json(asked, passages, elapsed, explain=explain))
        else:
            typer.echo(texts.passages_text(asked.question, passages, explain=explain))


@app.command(help=texts.HELP_ASK)
def ask(
    question: Question = None,
    as_json: AsJson = False,
    batch: Batch = None,
    document: Documents = None,
    kind: Kinds = None,
    year_from: YearFrom = None,
    year_to: YearTo = None,
    today: Today = None,
) -> None:
    """Answer with citations."""
    knowledge = KnowledgeBase(Settings())
    filters = _filters(document, kind, year_from, year_to)
    for asked in _asked(question, batch):
        answer, elapsed = _timed(partial(knowledge.ask, asked.question, filters, today=today))
        if as_json:
            _print_json(answer_record(asked.id, answer, elapsed))
        else:
            typer.echo(_answer_text(answer))


@app.command(help=texts.HELP_READ)
def read(
    file: Annotated[Path, typer.Argument(help=texts.HELP_FILE, metavar="BESTAND")],
    as_json: AsJson = False,
) -> None:
    """Show what is read from a file, piece by piece."""
    reading = read_file(file)
    for piece in reading.pieces:
        record = piece_record(piece, reading.pages)
        if as_json:
            _print_json(record)
        else:
            typer.echo(texts.piece_line(record))
    for warning in reading.warnings:
        _errors.print(escape(warning), style="yellow")


@app.command(help=texts.HELP_STATUS)
def status(as_json: AsJson = False) -> None:
    """Tell what the collection holds."""
    found = KnowledgeBase(Settings()).status()
    if as_json:
        _print_json(status_record(found))
    else:
        typer.echo(texts.status_text(found))


@app.command(help=texts.HELP_SERVE)
def serve(
    host: Annotated[str, typer.Option("--host", help=texts.HELP_HOST)] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help=texts.HELP_PORT)] = 7860,
) -> None:
    """Serve the app."""
    from ui.server import serve as run_server  # gradio takes seconds to import

    run_server(KnowledgeBase(Settings()), host, port)


attach_register(app)
app.add_typer(model_app, name="model")
app.command(help=HELP_FEEDBACK)(feedback)


def _search_json(asked: _Asked, passages: list[Passage], elapsed: float, *, explain: bool) -> Record:
    record = search_record(asked.id, asked.question, passages, elapsed)
    if explain:
        record["passages"] = [explained(passage) for passage in passages]
    return record


def _answer_text(answer: Answer) -> str:
    return texts.answer_text(answer) if answer.status == "answered" else texts.not_found_text(answer)


def _filters(
    documents: list[str] | None, kinds: list[str] | None, year_from: int | None, year_to: int | None
) -> Filters:
    if year_from is not None and year_to is not None and year_from > year_to:
        raise typer.BadParameter(texts.YEARS_REVERSED)
    return Filters(tuple(documents or ()), tuple(kinds or ()), (), year_from, year_to)


def _asked(question: str | None, batch: str | None) -> Iterator[_Asked]:
    if (question is None) == (batch is None):
        raise typer.BadParameter(texts.QUESTION_OR_BATCH)
    if batch is None:
        yield _Asked(None, question or "")
        return
    for number, line in enumerate(_lines(batch), start=1):
        if line.strip():
            yield _parsed(line, number)


def _lines(batch: str) -> list[str]:
    """Read all lines first: a batch that cannot be read should not fail half way."""
    if batch == "-":
        return sys.stdin.read().splitlines()
    try:
        return Path(batch).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise WoordhouderError(
            texts.BATCH_UNREADABLE.format(file=batch, reason=error), texts.BATCH_HINT
        ) from error


def _parsed(line: str, number: int) -> _Asked:
    try:
        row = json.loads(line)
        return _Asked(str(row["id"]), str(row["question"]))
    except (ValueError, KeyError, TypeError) as error:
        raise WoordhouderError(texts.BATCH_LINE.format(number=number), texts.BATCH_HINT) from error


def _timed(call: Callable[[], Result]) -> tuple[Result, float]:
    started = time.perf_counter()
    result = call()
    return result, round((time.perf_counter() - started) * 1000, 1)


def _print_json(record: dict[str, Any]) -> None:
    typer.echo(json.dumps(record, ensure_ascii=False))


def _complain(message: str, hint: str) -> None:
    _errors.print(escape(message), style="bold red")
    if hint:
        _errors.print(escape(hint))
    sys.exit(1)
