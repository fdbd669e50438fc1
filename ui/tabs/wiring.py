"""What the tabs share: components that listen to their own buttons, and the reader of pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Any

import gradio as gr

from ingest.errors import WoordhouderError
from kb.knowledge_base import KnowledgeBase
from ui.handlers.pages import open_page
from ui.render import pages
from ui.render.parts import asset, pack_spans, problem, unpack_spans

Data = dict[str, str]

QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "queue": False}
"""For what is done before one has seen it, and is no tool for programs."""

SHOWN: dict[str, Any] = {"api_visibility": "private", "show_progress": "minimal", "queue": False}
"""For what may take a moment."""


FLOWING: dict[str, Any] = {
    "api_visibility": "private",
    "show_progress": "minimal",
    "queue": True,
    "concurrency_limit": 8,
}
"""For what comes in steps; eight people may wait for a language model at a time."""


def at_once(steps: Callable[..., Iterator[Any]]) -> Callable[..., Any]:
    """Return a function that gives the last of the steps only: much quicker than through the queue."""

    @wraps(steps)
    def last(*values: Any) -> Any:
        return list(steps(*values))[-1]

    return last


def live_html(value: str, name: str = "") -> gr.HTML:
    """Return HTML whose buttons trigger the event that their ``data-act`` names, with their data."""
    return gr.HTML(
        value,
        js_on_load=asset("app.js"),
        elem_id=name or None,
        elem_classes="wh-html",
        apply_default_css=False,
    )


def data_of(event: gr.EventData) -> Data:
    """Return what a button of ours sent along, as text. A browser can send anything."""
    sent = event._data if isinstance(event._data, dict) else {}
    return {str(name): str(value) for name, value in sent.items()}


def guarded(shown: Callable[[], str]) -> str:
    """Return what a function renders, or its error as a sentence and what to do."""
    try:
        return shown()
    except WoordhouderError as error:
        return problem(error)


@dataclass(frozen=True, slots=True)
class Reader:
    """Where a page is shown. It listens to the components that are given to :meth:`listen`."""

    html: gr.HTML
    knowledge: KnowledgeBase

    def listen(self, component: gr.HTML) -> None:
        """Open a page when a button of the component asks for it."""
        component.page_open(self._opened, None, [self.html], **QUIET)

    def _opened(self, event: gr.EventData) -> str:
        return shown_page(self.knowledge, data_of(event))


def add_reader(knowledge: KnowledgeBase, name: str, value: str = "") -> Reader:
    """Place a reader here; its own buttons turn its pages."""
    reader = Reader(live_html(value, name), knowledge)
    reader.listen(reader.html)
    reader.html.page_close(lambda: "", None, [reader.html], **QUIET)
    return reader


def shown_page(knowledge: KnowledgeBase, data: Data) -> str:
    """Return the page that a button's data name, as HTML."""
    number = data.get("page", "")
    spans = unpack_spans(data.get("spans", ""))

    def shown() -> str:
        view = (
            open_page(knowledge, data.get("document", ""), int(number), spans) if number.isdecimal() else None
        )
        return pages.page(view, pack_spans(spans)) if view else pages.missing()

    return guarded(shown)
