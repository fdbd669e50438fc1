"""What the collection holds, and how good the answers were when they were last measured."""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache
from importlib.resources import files

from kb.knowledge_base import KnowledgeBase
from ui import app_texts as texts
from ui.handlers.documents import document_views
from ui.views import AboutView, FigureView


def about_view(knowledge: KnowledgeBase) -> AboutView:
    """Return the collection in figures, its documents, and the measured quality."""
    status = knowledge.status()
    counts = (status.documents, status.pages, status.chunks, status.commitments)
    return AboutView(
        counts=tuple(zip(texts.FIGURES, counts, strict=True)),
        documents=tuple(view.fields["title"] for view in document_views(knowledge)),
        model=status.model,
        last_sync=_moment(status.last_sync),
        figures=_figures(),
        language_model=knowledge.settings.llm and (knowledge.settings.llm_url or knowledge.settings.llm),
    )


@lru_cache(maxsize=1)
def _figures() -> tuple[FigureView, ...]:
    """The figures of the last evaluation, as ``python -m docs.figures`` laid them down."""
    source = files("ui").joinpath("assets", "figures.json")
    if not source.is_file():
        return ()
    measured = json.loads(source.read_text(encoding="utf-8"))
    return tuple(
        FigureView(
            label, measured[key]["value"], measured[key]["low"], measured[key]["high"], measured[key]["n"]
        )
        for key, label in texts.MEASURED.items()
        if key in measured
    )


def _moment(text: str | None) -> str:
    return datetime.fromisoformat(text).astimezone().strftime("%d-%m-%Y %H:%M") if text else ""
