"""The tab Over: what is in the collection, what is not, how to read an answer, and how good it is."""

from __future__ import annotations

import gradio as gr

from kb.knowledge_base import KnowledgeBase
from ui.handlers.about import about_view
from ui.render.about import about
from ui.tabs.wiring import guarded, live_html


def build() -> gr.HTML:
    """Lay out the tab; it is filled when the app opens."""
    return live_html("", "over")


def shown(knowledge: KnowledgeBase) -> str:
    """Return the tab as HTML."""
    return guarded(lambda: about(about_view(knowledge)))
