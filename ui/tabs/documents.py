"""The tab Documenten: adding, describing, reading and removing documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import gradio as gr

from ingest.detect import SUPPORTED
from ingest.errors import WoordhouderError
from kb.knowledge_base import KnowledgeBase
from ui import app_texts as texts
from ui.handlers import documents as handlers
from ui.jobs import SyncJob
from ui.render import documents as render
from ui.render.parts import message, problem
from ui.tabs.wiring import QUIET, SHOWN, add_reader, data_of, guarded, live_html

_TICK = 0.7
"""Seconds between two looks at how far the reading is."""


@dataclass(frozen=True, slots=True)
class DocumentsTab:
    """The components that other parts of the app need. ``seen`` is the last reading this user saw end."""

    listed: gr.HTML
    page: gr.HTML
    progress: gr.HTML
    timer: gr.Timer
    seen: gr.State


def build(knowledge: KnowledgeBase, job: SyncJob) -> DocumentsTab:
    """Lay out the tab and wire it."""
    seen = gr.State(0)
    with gr.Row(equal_height=False, elem_classes="wh-bar"):
        files = gr.File(
            label=texts.UPLOAD_LABEL,
            file_count="multiple",
            file_types=list(SUPPORTED),
            height=150,
            scale=3,
            min_width=260,
            elem_id="bestanden",
        )
        with gr.Column(scale=2, min_width=260):
            gr.HTML(
                f'<h2 class="wh-h2">{texts.UPLOAD_TITLE}</h2><p class="wh-small">{handlers.upload_help()}</p>'
            )
            replace = gr.Checkbox(False, label=texts.UPLOAD_REPLACE, elem_id="vervangen")
            with gr.Row():
                add = gr.Button(texts.UPLOAD_BUTTON, variant="primary", elem_id="voeg-toe")
                again = gr.Button(texts.SYNC_BUTTON, elem_id="opnieuw-inlezen")
    report = live_html("", "verslag")
    progress = live_html("", "voortgang")
    timer = gr.Timer(_TICK, active=False)
    with gr.Row(equal_height=False):
        with gr.Column(scale=6, min_width=320):
            listed = live_html("", "documenten")
        with gr.Column(scale=5, min_width=320, elem_classes="wh-side wh-onlypage"):
            reader = add_reader(knowledge, "document-pagina")
    doing = _Doing(knowledge, job)
    add.click(doing.added, [files, replace], [report, files, progress, timer], **SHOWN)
    again.click(doing.synced, None, [progress, timer], **QUIET)
    listed.edit_document(doing.editing, None, [listed], **QUIET)
    listed.cancel(doing.cancelled, None, [listed], **QUIET)
    listed.save_document(doing.described, None, [listed, progress, timer], **QUIET)
    listed.remove_document(doing.removing, None, [listed], **QUIET)
    listed.remove_surely(doing.removed, None, [listed, progress, timer], **QUIET)
    reader.listen(listed)
    return DocumentsTab(listed, reader.html, progress, timer, seen)


def shown_list(knowledge: KnowledgeBase, editing: str = "", removing: str = "", note: str = "") -> str:
    """Return the list of documents as HTML."""
    return guarded(lambda: render.document_list(handlers.document_views(knowledge), editing, removing, note))


@dataclass(frozen=True, slots=True)
class _Doing:
    """From what a user did to what is shown; the job is everyone's, for there is one folder."""

    knowledge: KnowledgeBase
    job: SyncJob

    def added(self, files: list[str] | None, replace: bool) -> Any:
        """Put the chosen files in the folder and begin to read it."""
        try:
            added = handlers.add_files(self.knowledge, files or [], replace=replace)
        except WoordhouderError as error:
            return problem(error), gr.skip(), gr.skip(), gr.skip()
        started = self.synced() if any(item.ok for item in added) else (gr.skip(), gr.skip())
        return render.added_report(added), None, *started

    def synced(self) -> Any:
        """Begin to read the folder."""
        return render.job(self.job.start()), gr.Timer(active=True)

    def editing(self, event: gr.EventData) -> str:
        """Open the form of a document."""
        return shown_list(self.knowledge, editing=data_of(event).get("document", ""))

    def cancelled(self) -> str:
        """Close the form or the question."""
        return shown_list(self.knowledge)

    def removing(self, event: gr.EventData) -> str:
        """Ask whether it should really be removed."""
        return shown_list(self.knowledge, removing=data_of(event).get("document", ""))

    def described(self, event: gr.EventData) -> Any:
        """Save the fields of a document."""
        data = data_of(event)
        key = data.get("document", "")

        def describe() -> str:
            handlers.describe(self.knowledge, key, data)
            return texts.SAVED

        return self._changed(describe, editing=key)

    def removed(self, event: gr.EventData) -> Any:
        """Remove a document."""
        key = data_of(event).get("document", "")

        def remove() -> str:
            return texts.REMOVED.format(title=handlers.remove(self.knowledge, key).fields["title"])

        return self._changed(remove)

    def _changed(self, change: Callable[[], str], editing: str = "") -> Any:
        try:
            told = message(change(), kind="ok")
        except WoordhouderError as error:
            return shown_list(self.knowledge, editing=editing, note=problem(error)), gr.skip(), gr.skip()
        return shown_list(self.knowledge, note=told), *self.synced()
