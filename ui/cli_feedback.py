"""``woordhouder feedback``: what users reported about answers, for ``evals`` and for reading."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings
from ui.records_feedback import feedback_record

HELP = "Laat zien wat gebruikers meldden dat niet klopt aan antwoorden."
_HELP_JSON = "Schrijf JSON, één object per regel."
_NONE = "Er zijn geen meldingen."


def feedback(as_json: Annotated[bool, typer.Option("--json", help=_HELP_JSON)] = False) -> None:
    """Print all feedback, oldest first."""
    found = KnowledgeBase(Settings()).feedback()
    if as_json:
        for item in found:
            typer.echo(json.dumps(feedback_record(item), ensure_ascii=False))
        return
    blocks = [f"{item.at}  {item.question}\n    {item.reason}" for item in found]
    typer.echo("\n".join(blocks) or _NONE)
