"""The app: its frame and its tabs. Each action is a plain function in ``ui.handlers``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr
from gradio.events import api

from kb.knowledge_base import KnowledgeBase
from ui import app_texts as texts
from ui.jobs import SyncJob
from ui.mcp_tools import Tools
from ui.render.commitments import no_detail
from ui.render.documents import job
from ui.render.parts import asset, header
from ui.tabs import about, ask, commitments, conflicts, documents, timeline
from ui.tabs.commitments import CommitmentsTab
from ui.tabs.conflicts import ConflictsTab
from ui.tabs.timeline import TimelineTab
from ui.tabs.wiring import QUIET, data_of, live_html, shown_page


def head() -> str:
    """Return what goes into the page's head."""
    return asset("head.html")


def style() -> str:
    """Return the app's style sheet."""
    return asset("style.css")


def build_app(knowledge: KnowledgeBase) -> gr.Blocks:
    """Return the app. What one user asks and opens is kept in that user's session only."""
    reading = SyncJob(knowledge)
    app: gr.Blocks
    with gr.Blocks(title=texts.TITLE, analytics_enabled=False) as app:
        live_html(header(), "kop")
        with gr.Tabs(elem_id="tabs") as tabs:
            with gr.Tab(texts.TAB_ASK, id=texts.TAB_ASK):
                asking = ask.build(knowledge)
            with gr.Tab(texts.TAB_COMMITMENTS, id=texts.TAB_COMMITMENTS) as commitments_tab:
                register = commitments.build(knowledge)
            with gr.Tab(texts.TAB_TIMELINE, id=texts.TAB_TIMELINE) as timeline_tab:
                times = timeline.build(knowledge)
            with gr.Tab(texts.TAB_CONFLICTS, id=texts.TAB_CONFLICTS) as conflicts_tab:
                links = conflicts.build(knowledge)
            with gr.Tab(texts.TAB_DOCUMENTS, id=texts.TAB_DOCUMENTS) as documents_tab:
                papers = documents.build(knowledge, reading)
            with gr.Tab(texts.TAB_ABOUT, id=texts.TAB_ABOUT) as about_tab:
                told = about.build()
        for tool in Tools(knowledge).all():
            api(tool, api_name=tool.__name__)
        opening = _Opening(knowledge, reading)
        flow, how = ask.stepwise(knowledge)
        app.load(flow(opening.questions), None, asking.outputs, **(how | {"show_progress": "hidden"}))
        app.load(opening.address, None, [tabs, register.detail, papers.page], **QUIET)
        app.load(
            opening.choices,
            None,
            [
                asking.documents,
                asking.kinds,
                register.topic,
                register.document,
                times.topic,
                times.document,
                links.relation,
                links.document,
            ],
            **QUIET,
        )
        commitments_tab.select(opening.register, register.filters, [register.listed], **QUIET)
        timeline_tab.select(opening.timeline, times.filters, [times.chart, times.matrix], **QUIET)
        conflicts_tab.select(opening.links, [links.relation, links.document], [links.listed], **QUIET)
        documents_tab.select(opening.documents, None, [papers.listed, papers.progress, papers.timer], **QUIET)
        about_tab.select(opening.about, None, [told], **QUIET)
        asking.answer.go_to(_tab, None, [tabs], **QUIET)
        _lead_to_register(opening, tabs, register, times, links)
        papers.timer.tick(
            opening.progress,
            [papers.seen],
            [papers.progress, papers.timer, papers.listed, papers.seen],
            **QUIET,
        )
    return app


def _lead_to_register(
    opening: _Opening, tabs: gr.Tabs, register: CommitmentsTab, times: TimelineTab, links: ConflictsTab
) -> None:
    """What is clicked in the timeline, the matrix or the links opens in the register."""
    for component in (times.chart, links.listed):
        component.pick(opening.commitment, None, [tabs, register.detail, register.page], **QUIET)
    times.matrix.filter_cell(
        _filtered,
        None,
        [tabs, register.topic, register.document, register.detail, register.page],
        **QUIET,
    )


def _tab(event: gr.EventData) -> Any:
    """Go to the tab that a button names."""
    return gr.Tabs(selected=data_of(event).get("tab", texts.TAB_ASK))


def _filtered(event: gr.EventData) -> Any:
    """Show the commitments of one cell of the matrix."""
    data = data_of(event)
    topic, document = data.get("topic", ""), data.get("document", "")
    return gr.Tabs(selected=texts.TAB_COMMITMENTS), topic, document, no_detail(), ""


@dataclass(frozen=True, slots=True)
class _Opening:
    """What is shown when the app or a tab opens; holds nothing of any user."""

    knowledge: KnowledgeBase
    job: SyncJob

    def questions(self, request: gr.Request) -> Iterator[Any]:
        """Show the tour, or the question in the address."""
        yield from ask.first_screen(self.knowledge, dict(request.query_params))

    def address(self, request: gr.Request) -> Any:
        """Open the page or the commitment in the address, if it names one."""
        values = dict(request.query_params)
        if values.get("toezegging"):
            shown = commitments.shown_detail(self.knowledge, values["toezegging"])
            return gr.Tabs(selected=texts.TAB_COMMITMENTS), shown, gr.skip()
        if values.get("document"):
            page = {"document": values["document"], "page": values.get("pagina", "1")}
            return gr.Tabs(selected=texts.TAB_DOCUMENTS), gr.skip(), shown_page(self.knowledge, page)
        return gr.skip(), gr.skip(), gr.skip()

    def choices(self) -> Any:
        """Fill the choices of all tabs."""
        titles, kinds = ask.choices(self.knowledge)
        topics, listed = commitments.choices(self.knowledge)
        return titles, kinds, topics, listed, topics, listed, conflicts.choices(self.knowledge), listed

    def register(self, *values: Any) -> str:
        """Show the list of commitments."""
        return commitments.shown_list(self.knowledge, values)

    def timeline(self, *values: Any) -> tuple[str, str]:
        """Show the timeline and the matrix."""
        return timeline.shown_chart(self.knowledge, values), timeline.shown_matrix(self.knowledge)

    def links(self, relation: str | None, document: str | None) -> str:
        """Show the links between documents."""
        return conflicts.shown_links(self.knowledge, relation, document)

    def documents(self) -> Any:
        """Show the documents, and how far the reading is when one is going on."""
        view = self.job.view()
        shown = job(view) if view.state == "running" else ""
        return documents.shown_list(self.knowledge), shown, gr.Timer(active=view.state == "running")

    def about(self) -> str:
        """Show what is in the collection."""
        return about.shown(self.knowledge)

    def commitment(self, event: gr.EventData) -> Any:
        """Go to the commitment that was clicked."""
        shown = commitments.shown_detail(self.knowledge, data_of(event).get("id", ""))
        return gr.Tabs(selected=texts.TAB_COMMITMENTS), shown, ""

    def progress(self, seen: int) -> Any:
        """Show how far the reading is; at its end the list too, once."""
        view = self.job.view()
        if view.state == "running":
            return job(view), gr.skip(), gr.skip(), seen
        listed = documents.shown_list(self.knowledge) if view.number != seen else gr.skip()
        return job(view), gr.Timer(active=False), listed, view.number
