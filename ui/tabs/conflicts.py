"""The tab Tegenstrijdigheden: where documents repeat, sharpen or contradict each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from ingest.errors import WoordhouderError
from kb.knowledge_base import KnowledgeBase
from kb.model import Relation
from ui import app_texts as texts
from ui.handlers.links import link_views, relation_counts
from ui.render.links import link_list
from ui.tabs.wiring import QUIET, add_reader, guarded, live_html


@dataclass(frozen=True, slots=True)
class ConflictsTab:
    """The components that other parts of the app need."""

    listed: gr.HTML
    relation: gr.Radio
    document: gr.Dropdown


def build(knowledge: KnowledgeBase) -> ConflictsTab:
    """Lay out the tab and wire it."""
    with gr.Row(elem_classes="wh-bar"):
        relation = gr.Radio(
            relation_choices(knowledge, counted=False),
            value="conflict",
            label=texts.CONFLICTS_SHOW,
            info=texts.CONFLICTS_HELP,
            scale=4,
            min_width=260,
            elem_id="verband",
        )
        document = gr.Dropdown(
            [(texts.ANY, "")],
            value="",
            label=texts.FILTER_DOCUMENT,
            scale=2,
            min_width=200,
            elem_id="verband-document",
        )
    with gr.Row(equal_height=False):
        with gr.Column(scale=6, min_width=320):
            listed = live_html("", "verbanden")
        with gr.Column(scale=5, min_width=320, elem_classes="wh-side wh-onlypage"):
            reader = add_reader(knowledge, "verband-pagina")
    for component in (relation, document):
        component.change(
            lambda *values: shown_links(knowledge, *values), [relation, document], [listed], **QUIET
        )
    reader.listen(listed)
    return ConflictsTab(listed, relation, document)


def relation_choices(knowledge: KnowledgeBase, *, counted: bool = True) -> list[tuple[str, str]]:
    """Return the kinds of links, with how many there are of each."""
    try:
        counts = relation_counts(knowledge) if counted else {}
    except WoordhouderError:
        counts = {}  # the list itself says what is wrong
    return [
        (
            f"{texts.RELATION_NAMES[name]} ({counts[name]})"
            if name in counts
            else texts.RELATION_NAMES[name],
            name,
        )
        for name in texts.RELATION_CHOICES
    ]


def shown_links(
    knowledge: KnowledgeBase, relation: str | None = "conflict", document: str | None = ""
) -> str:
    """Return the links of a kind as HTML."""
    wanted: Relation = next((known for known in texts.RELATION_CHOICES if known == relation), "conflict")
    return guarded(lambda: link_list(link_views(knowledge, wanted, document or "")))


def choices(knowledge: KnowledgeBase) -> Any:
    """Return the kinds of links with their counts, for the radio."""
    return gr.update(choices=relation_choices(knowledge))
