"""Models on the command line: which are known, and fetching one for a machine without a network."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kb.index.models import PRESETS, fetch
from ui import texts

model_app = typer.Typer(help=texts.HELP_MODEL, no_args_is_help=True)


@model_app.command("list", help=texts.HELP_MODEL_LIST)
def list_models() -> None:
    """Show the models that are known to do well on Dutch."""
    typer.echo(texts.MODEL_OFFLINE)
    for preset in PRESETS:
        typer.echo(texts.model_line(preset.name, preset.tokens, preset.licence, preset.note))


@model_app.command("fetch", help=texts.HELP_MODEL_FETCH)
def fetch_model(
    name: Annotated[str, typer.Argument(help=texts.HELP_MODEL_NAME, metavar="MODEL")],
    target: Annotated[Path, typer.Option("--to", help=texts.HELP_MODEL_TO, metavar="MAP")] = Path("models"),
) -> None:
    """Download a model into a folder."""
    typer.echo(texts.MODEL_FETCHED.format(folder=fetch(name, target)))
