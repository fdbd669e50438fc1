"""The register on the command line: commitments, links, export, and what people fill in."""

from __future__ import annotations

import json
import os
import tempfile
from datetime import date
from pathlib import Path
from typing import Annotated, Any, cast

import typer

from ingest.errors import WoordhouderError
from kb.export.model import EXPORT_FORMATS, ExportFormat
from kb.knowledge_base import KnowledgeBase
from kb.model import COMMITMENT_KINDS, CommitmentKind
from kb.register.model import STATUSES, EntryChange, RegisterFilters, RegisterStatus
from kb.settings import Settings
from ui import texts_register as texts
from ui.records_register import (
    change_record,
    commitment_record,
    entry_record,
    import_record,
    link_record,
)

register_app = typer.Typer(help=texts.HELP_REGISTER, no_args_is_help=True)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(texts.BAD_DATE.format(text=text)) from error


def _one_of(choices: tuple[str, ...]) -> Any:
    def check(text: str | None) -> str | None:
        if text is not None and text not in choices:
            raise typer.BadParameter(texts.BAD_CHOICE.format(text=text, choices=", ".join(choices)))
        return text

    return check


AsJson = Annotated[bool, typer.Option("--json", help=texts.HELP_JSON)]
Topic = Annotated[str, typer.Option("--topic", help=texts.HELP_TOPIC, metavar="ONDERWERP")]
Documents = Annotated[list[str] | None, typer.Option("--document", help=texts.HELP_DOCUMENT, metavar="ID")]
Actor = Annotated[str, typer.Option("--actor", help=texts.HELP_ACTOR, metavar="WIE")]
Kind = Annotated[
    str | None,
    typer.Option("--kind", help=texts.HELP_KIND, metavar="SOORT", callback=_one_of(COMMITMENT_KINDS)),
]
Status = Annotated[
    str | None,
    typer.Option("--status", help=texts.HELP_STATUS, metavar="STATUS", callback=_one_of(STATUSES)),
]
Overdue = Annotated[bool, typer.Option("--overdue", help=texts.HELP_OVERDUE)]
DueBefore = Annotated[
    date | None, typer.Option("--due-before", help=texts.HELP_DUE_BEFORE, metavar="DAG", parser=_day)
]
Today = Annotated[date | None, typer.Option("--today", help=texts.HELP_TODAY, metavar="DAG", parser=_day)]
Key = Annotated[str, typer.Argument(help=texts.HELP_ID, metavar="KENMERK")]
By = Annotated[str, typer.Option("--by", help=texts.HELP_BY, metavar="NAAM")]


def attach(app: typer.Typer) -> None:
    """Give the command line the commands of the register."""
    app.command(help=texts.HELP_COMMITMENTS)(commitments)
    app.command(help=texts.HELP_LINKS)(links)
    app.command(help=texts.HELP_EXPORT)(export)
    app.add_typer(register_app, name="register")


def commitments(
    as_json: AsJson = False,
    topic: Topic = "",
    document: Documents = None,
    actor: Actor = "",
    kind: Kind = None,
    status: Status = None,
    overdue: Overdue = False,
    due_before: DueBefore = None,
    today: Today = None,
) -> None:
    """Show the commitments."""
    filters = _filters(topic, document, actor, kind, status, overdue, due_before)
    items = KnowledgeBase(Settings()).commitments(filters, today)
    if as_json:
        for item in items:
            _print_json(commitment_record(item))
    else:
        typer.echo(texts.commitments_text(items))


def links(as_json: AsJson = False) -> None:
    """Show the links."""
    knowledge = KnowledgeBase(Settings())
    found = knowledge.links()
    if as_json:
        for link in found:
            _print_json(link_record(link))
    else:
        typer.echo(texts.links_text(found, knowledge.register.titles()))


def export(
    kind_of_file: Annotated[
        str,
        typer.Option("--format", help=texts.HELP_FORMAT, metavar="SOORT", callback=_one_of(EXPORT_FORMATS)),
    ],
    out: Annotated[Path, typer.Option("--out", help=texts.HELP_OUT, metavar="BESTAND")],
    topic: Topic = "",
    document: Documents = None,
    actor: Actor = "",
    kind: Kind = None,
    status: Status = None,
    overdue: Overdue = False,
    due_before: DueBefore = None,
    today: Today = None,
) -> None:
    """Write the commitments to a file."""
    filters = _filters(topic, document, actor, kind, status, overdue, due_before)
    data = KnowledgeBase(Settings()).export(cast("ExportFormat", kind_of_file), filters, today)
    _write(out, data)
    typer.echo(str(out))


@register_app.command("set", help=texts.HELP_SET)
def set_entry(
    key: Key,
    by: By,
    status: Annotated[
        str | None,
        typer.Option("--status", help=texts.HELP_NEW_STATUS, metavar="STATUS", callback=_one_of(STATUSES)),
    ] = None,
    owner: Annotated[str | None, typer.Option("--owner", help=texts.HELP_OWNER, metavar="NAAM")] = None,
    evidence: Annotated[
        str | None, typer.Option("--evidence", help=texts.HELP_EVIDENCE, metavar="TEKST")
    ] = None,
    note: Annotated[str | None, typer.Option("--note", help=texts.HELP_NOTE, metavar="TEKST")] = None,
    confirm: Annotated[bool | None, typer.Option("--confirm/--no-confirm", help=texts.HELP_CONFIRM)] = None,
    version: Annotated[
        int | None, typer.Option("--version", help=texts.HELP_VERSION, metavar="NUMMER", min=0)
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write about one commitment."""
    change = EntryChange(cast("RegisterStatus | None", status), owner, evidence, note, confirm)
    if change == EntryChange():
        raise typer.BadParameter(texts.NOTHING_TO_SET)
    entry = KnowledgeBase(Settings()).register.write(key, change, by, version)
    if as_json:
        _print_json(entry_record(entry))
    else:
        typer.echo(texts.entry_text(entry))


@register_app.command("import", help=texts.HELP_IMPORT)
def import_statuses(
    file: Annotated[Path, typer.Argument(help=texts.HELP_WORKBOOK, metavar="BESTAND")],
    by: By,
    as_json: AsJson = False,
) -> None:
    """Take over what was filled in; exit status 1 when a row was refused."""
    try:
        data = file.read_bytes()
    except OSError as error:
        message = texts.NOT_READ.format(file=file, reason=error.strerror)
        raise WoordhouderError(message, texts.NOT_READ_HINT) from error
    report = KnowledgeBase(Settings()).import_statuses(data, by)
    for line in report.lines:
        if as_json:
            _print_json(import_record(line))
        else:
            typer.echo(texts.import_line(line))
    if not as_json:
        typer.echo(texts.import_summary(report))
    if report.refused:
        raise typer.Exit(1)


@register_app.command("history", help=texts.HELP_HISTORY)
def history(key: Key, as_json: AsJson = False) -> None:
    """Show what happened to one commitment."""
    for change in KnowledgeBase(Settings()).register.history(key):
        if as_json:
            _print_json(change_record(change))
        else:
            typer.echo(texts.change_line(change))


def _filters(
    topic: str,
    documents: list[str] | None,
    actor: str,
    kind: str | None,
    status: str | None,
    overdue: bool,
    due_before: date | None,
) -> RegisterFilters:
    return RegisterFilters(
        topic=topic,
        documents=tuple(documents or ()),
        actor=actor,
        kind=cast("CommitmentKind | None", kind),
        status=cast("RegisterStatus | None", status),
        overdue=overdue,
        due_before=due_before,
    )


def _write(path: Path, data: bytes) -> None:
    """Write the file whole or not at all: a half workbook is worse than none."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        message = texts.NOT_WRITTEN.format(file=path, reason=error.strerror)
        raise WoordhouderError(message, texts.NOT_WRITTEN_HINT) from error


def _print_json(record: dict[str, Any]) -> None:
    typer.echo(json.dumps(record, ensure_ascii=False))
