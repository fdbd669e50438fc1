"""The tab Tijdlijn: commitments in time, what is late, and topics by documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from kb.knowledge_base import KnowledgeBase
from kb.register.model import STATUSES
from ui import app_texts as texts
from ui.handlers.commitments import register_filters
from ui.handlers.timeline import matrix_view, timeline_view
from ui.render import charts
from ui.tabs.wiring import QUIET, guarded, live_html


@dataclass(frozen=True, slots=True)
class TimelineTab:
    """The components that other parts of the app need."""

    filters: list[Any]
    chart: gr.HTML
    matrix: gr.HTML
    topic: gr.Dropdown
    document: gr.Dropdown


def build(knowledge: KnowledgeBase) -> TimelineTab:
    """Lay out the tab and wire it."""
    with gr.Row(elem_classes="wh-bar"):
        view = gr.Dropdown(
            list(texts.TIMELINE_VIEWS),
            value="deadline",
            label=texts.TIMELINE_BY,
            filterable=False,
            scale=2,
            min_width=150,
            elem_id="tijdlijn-weergave",
        )
        topic = gr.Dropdown(
            [(texts.ANY, "")],
            value="",
            label=texts.FILTER_TOPIC,
            scale=2,
            min_width=150,
            elem_id="tijdlijn-onderwerp",
        )
        document = gr.Dropdown(
            [(texts.ANY, "")],
            value="",
            label=texts.FILTER_DOCUMENT,
            scale=3,
            min_width=150,
            elem_id="tijdlijn-document",
        )
        status = gr.Dropdown(
            [(texts.ANY, ""), *((s, s) for s in STATUSES)],
            value="",
            label=texts.FILTER_STATUS,
            scale=2,
            min_width=150,
            elem_id="tijdlijn-status",
        )
        overdue = gr.Checkbox(
            False, label=texts.FILTER_OVERDUE, scale=1, min_width=170, elem_id="tijdlijn-te-laat"
        )
    chart = live_html("", "tijdlijn")
    matrix = live_html("", "matrix")
    filters: list[Any] = [view, topic, document, status, overdue]
    for component in filters:
        component.change(lambda *values: shown_chart(knowledge, values), filters, [chart], **QUIET)
    return TimelineTab(filters, chart, matrix, topic, document)


def shown_chart(knowledge: KnowledgeBase, values: tuple[Any, ...] = ()) -> str:
    """Return the timeline under the filters' values, in their order, as HTML."""
    by, topic, document, status, overdue = values or ("deadline", "", "", "", False)

    def made() -> str:
        filters = register_filters(
            topic=topic or "", document=document or "", status=status or "", overdue=bool(overdue)
        )
        return charts.timeline(timeline_view(knowledge, filters, by or "deadline"))

    return guarded(made)


def shown_matrix(knowledge: KnowledgeBase) -> str:
    """Return topics by documents as HTML."""
    return guarded(lambda: charts.matrix(matrix_view(knowledge, register_filters())))
