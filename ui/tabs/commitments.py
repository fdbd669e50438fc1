"""The tab Toezeggingen: the register, with one commitment and its page beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from ingest.errors import WoordhouderError
from kb.errors import RegisterConflictError
from kb.knowledge_base import KnowledgeBase
from kb.model import COMMITMENT_KINDS
from kb.register.model import STATUSES
from ui import app_texts as texts
from ui.handlers.commitments import (
    PAGE_SIZE,
    commitment_view,
    conflict_text,
    draft,
    list_view,
    register_filters,
    save_entry,
)
from ui.handlers.documents import stored_documents
from ui.render import commitments as render
from ui.render.parts import message, problem
from ui.tabs.wiring import QUIET, Data, add_reader, data_of, guarded, live_html


@dataclass(frozen=True, slots=True)
class CommitmentsTab:
    """The components that other parts of the app need: the filters in their order, and what is shown."""

    filters: list[Any]
    listed: gr.HTML
    detail: gr.HTML
    page: gr.HTML
    topic: gr.Dropdown
    document: gr.Dropdown


def build(knowledge: KnowledgeBase) -> CommitmentsTab:
    """Lay out the tab and wire it."""
    filters = _filters()
    with gr.Row(equal_height=False):
        with gr.Column(scale=6, min_width=320):
            listed = live_html("", "toezeggingen")
        with gr.Column(scale=5, min_width=320, elem_classes="wh-side"):
            detail = live_html(render.no_detail(), "toezegging")
            reader = add_reader(knowledge, "toezegging-pagina")
    showing = _Showing(knowledge)
    for component in filters:
        component.change(showing.listed, filters, [listed], **QUIET)
    listed.show_more(showing.more, filters, [listed], **QUIET)
    listed.pick(showing.picked, None, [detail, reader.html], **QUIET)
    detail.save_entry(showing.saved, filters, [detail, listed], **QUIET)
    reader.listen(detail)
    return CommitmentsTab(filters, listed, detail, reader.html, filters[1], filters[2])


def shown_detail(knowledge: KnowledgeBase, key: str) -> str:
    """Return a commitment as HTML, or what is wrong."""
    return guarded(lambda: render.detail(commitment_view(knowledge, key)))


def shown_list(knowledge: KnowledgeBase, values: tuple[Any, ...] = (), shown: int = PAGE_SIZE) -> str:
    """Return the list under the filters' values, in their order, as HTML."""
    text, topic, document, actor, kind, status, due, overdue, order = values or _NO_FILTERS

    def made() -> str:
        chosen = [value or "" for value in (text, topic, document, actor, kind, status, due)]
        filters = register_filters(*chosen, overdue=bool(overdue))
        return render.register_list(list_view(knowledge, filters, shown, by_term=order == "term"))

    return guarded(made)


def choices(knowledge: KnowledgeBase) -> Any:
    """Return what can be chosen: the topics and the documents that there are."""
    documents = [(item.document.title, item.document.id) for item in stored_documents(knowledge)]
    try:
        items = knowledge.commitments()
    except WoordhouderError:
        items = ()  # the list itself says what is wrong
    topics = sorted({topic for item in items for topic in item.commitment.topics})
    return gr.update(choices=[(texts.ANY, ""), *((t, t) for t in topics)]), gr.update(
        choices=[(texts.ANY, ""), *documents]
    )


_NO_FILTERS = ("", "", "", "", "", "", "", False, "place")


def _filters() -> list[Any]:
    """Place the filters above the list; their order is that of :func:`shown_list`."""
    with gr.Column(elem_classes="wh-bar"):
        with gr.Row():
            text = gr.Textbox(
                label=texts.COMMITMENTS_SEARCH,
                placeholder=texts.COMMITMENTS_PLACEHOLDER,
                max_lines=1,
                scale=3,
                min_width=220,
                elem_id="register-zoek",
            )
            topic = _choice(texts.FILTER_TOPIC, [], "register-onderwerp", 2)
            document = _choice(texts.FILTER_DOCUMENT, [], "register-document", 3)
        with gr.Accordion(texts.MORE_FILTERS, open=False, elem_id="register-filters"), gr.Row():
            actor = gr.Textbox(
                label=texts.FILTER_ACTOR, max_lines=1, scale=2, min_width=130, elem_id="register-wie"
            )
            kind = _choice(
                texts.FILTER_KIND, [(texts.KINDS[k], k) for k in COMMITMENT_KINDS], "register-soort", 1
            )
            status = _choice(texts.FILTER_STATUS, [(s, s) for s in STATUSES], "register-status", 1)
            due = gr.Textbox(
                label=texts.FILTER_DUE,
                placeholder=texts.FILTER_DUE_PLACEHOLDER,
                max_lines=1,
                scale=1,
                min_width=130,
                elem_id="register-voor",
            )
            order = gr.Dropdown(
                list(texts.ORDERS),
                value="place",
                label=texts.ORDER,
                scale=1,
                min_width=130,
                filterable=False,
                elem_id="register-volgorde",
            )
            overdue = gr.Checkbox(
                False, label=texts.FILTER_OVERDUE, scale=1, min_width=170, elem_id="register-te-laat"
            )
    return [text, topic, document, actor, kind, status, due, overdue, order]


def _choice(label: str, options: list[tuple[str, str]], name: str, scale: int) -> gr.Dropdown:
    return gr.Dropdown(
        [(texts.ANY, ""), *options], value="", label=label, scale=scale, min_width=130, elem_id=name
    )


@dataclass(frozen=True, slots=True)
class _Showing:
    """From what a user did to what is shown; holds nothing of any user."""

    knowledge: KnowledgeBase

    def listed(self, *values: Any) -> str:
        """Show the list anew."""
        return shown_list(self.knowledge, values)

    def more(self, event: gr.EventData, *values: Any) -> str:
        """Show more of the list."""
        shown = data_of(event).get("shown", "")
        return shown_list(self.knowledge, values, (int(shown) if shown.isdecimal() else 0) + PAGE_SIZE)

    def picked(self, event: gr.EventData) -> tuple[str, str]:
        """Show the commitment that was clicked, and no page."""
        return shown_detail(self.knowledge, data_of(event).get("id", "")), ""

    def saved(self, event: gr.EventData, *values: Any) -> tuple[str, str]:
        """Save a form and show the commitment and the list as they are then."""
        return self._saved(data_of(event)), shown_list(self.knowledge, values)

    def _saved(self, data: Data) -> str:
        try:
            view = save_entry(self.knowledge, data)
        except RegisterConflictError as error:
            note = message(conflict_text(error))
        except WoordhouderError as error:
            note = problem(error)
        else:
            return render.detail(view, message(texts.SAVED, kind="ok"))
        key = data.get("id", "")
        return guarded(lambda: render.detail(draft(commitment_view(self.knowledge, key), data), note))
