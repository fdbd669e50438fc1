"""The tab Vragen: a conversation, with sources and pages beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from secrets import token_hex
from typing import Any

import gradio as gr

from ingest.errors import WoordhouderError
from kb.knowledge_base import KnowledgeBase
from kb.model import Filters
from ui import app_texts as texts
from ui.addresses import asked_filters, checked_filters
from ui.handlers.answers import MAX_QUESTION, ask, ask_instead, in_steps, report_wrong, word_file
from ui.handlers.documents import stored_documents
from ui.handlers.examples import example_questions
from ui.render import answers
from ui.render.parts import message, problem
from ui.tabs.wiring import FLOWING, QUIET, SHOWN, add_reader, at_once, data_of, live_html
from ui.views import Conversation, WritingView

Steps = Callable[..., Iterator[Any]]


@dataclass(frozen=True, slots=True)
class AskTab:
    """The components that other parts of the app need."""

    question: gr.Textbox
    answer: gr.HTML
    outputs: list[Any]
    documents: gr.Dropdown
    kinds: gr.Dropdown


def build(knowledge: KnowledgeBase) -> AskTab:
    """Lay out the tab and wire it."""
    held = gr.State(Conversation())
    with gr.Column(elem_id="wh-ask"):
        with gr.Row(equal_height=False):
            question = gr.Textbox(
                label=texts.QUESTION_LABEL,
                placeholder=texts.QUESTION_PLACEHOLDER,
                max_lines=3,
                max_length=MAX_QUESTION,
                scale=5,
                min_width=240,
                autofocus=True,
                elem_id="vraag",
            )
            button = gr.Button(
                texts.ASK_BUTTON, variant="primary", scale=0, min_width=150, elem_id="wh-ask-button"
            )
        documents, kinds, first, last = _filters()
    with gr.Row(equal_height=False, elem_id="wh-vragen"):
        with gr.Column(scale=6, min_width=320):
            answer = live_html("", "antwoord")
            word = live_html("", "woord-bestand")
        with gr.Column(scale=5, min_width=320, elem_classes="wh-side"):
            sources = live_html("", "bronnen")
            reader = add_reader(knowledge, "pagina")
    asking = _Asking(knowledge)
    flow, how = stepwise(knowledge)
    inputs = [question, documents, kinds, first, last, held]
    outputs = [answer, sources, reader.html, held, question]
    for trigger in (question.submit, button.click):
        trigger(flow(asking.typed), inputs, outputs, **how)
    answer.ask_this(flow(asking.clicked), inputs, outputs, **how)
    answer.ask_instead(flow(asking.corrected), inputs, outputs, **how)
    answer.word(asking.word, [held], [word, answer], **SHOWN)
    answer.report_wrong(asking.reported, [held], [answer], **QUIET)
    answer.start_again(asking.start_again, None, outputs, **QUIET)
    for component in (answer, sources):
        reader.listen(component)
    return AskTab(question, answer, outputs, documents, kinds)


def stepwise(knowledge: KnowledgeBase) -> tuple[Callable[[Steps], Callable[..., Any]], dict[str, Any]]:
    """Return how answers are shown: in steps where a language model writes them, else at once."""
    return (lambda steps: steps, FLOWING) if knowledge.settings.llm else (at_once, SHOWN)


def _filters() -> tuple[gr.Dropdown, gr.Dropdown, gr.Textbox, gr.Textbox]:
    with gr.Accordion(texts.FILTERS, open=False, elem_id="wh-filters"), gr.Row():
        documents = gr.Dropdown(
            [],
            value=[],
            label=texts.FILTER_DOCUMENTS,
            multiselect=True,
            scale=4,
            min_width=220,
            elem_id="filter-document",
        )
        kinds = gr.Dropdown(
            [],
            value=[],
            label=texts.FILTER_KINDS,
            multiselect=True,
            scale=3,
            min_width=180,
            elem_id="filter-soort",
        )
        first = _year(texts.FILTER_FROM, "filter-van")
        last = _year(texts.FILTER_TO, "filter-tot")
    return documents, kinds, first, last


def _year(label: str, name: str) -> gr.Textbox:
    return gr.Textbox(
        label=label,
        placeholder=texts.FILTER_YEAR,
        max_lines=1,
        max_length=4,
        scale=1,
        min_width=120,
        elem_id=name,
    )


@dataclass(frozen=True, slots=True)
class _Asking:
    """From what a user did to what is shown; holds nothing of any user."""

    knowledge: KnowledgeBase

    def typed(
        self,
        question: str,
        documents: list[str],
        kinds: list[str],
        first: str,
        last: str,
        held: Conversation,
        handler: Callable[..., Conversation] = ask,
    ) -> Iterator[Any]:
        """Answer what was typed."""
        if not question.strip():
            note = message(texts.EMPTY_QUESTION, texts.EMPTY_QUESTION_HINT)
            yield self._told(note, held)
            return
        try:
            filters = checked_filters(documents, kinds, first, last)
        except WoordhouderError as error:
            yield self._told(problem(error), held)
            return
        yield from self.asked(question, filters, held, handler)

    def clicked(
        self,
        _question: str,
        documents: list[str],
        kinds: list[str],
        first: str,
        last: str,
        held: Conversation,
        event: gr.EventData,
    ) -> Iterator[Any]:
        """Ask the example that was clicked."""
        yield from self.typed(data_of(event).get("question", ""), documents, kinds, first, last, held)

    def corrected(
        self,
        _question: str,
        documents: list[str],
        kinds: list[str],
        first: str,
        last: str,
        held: Conversation,
        event: gr.EventData,
    ) -> Iterator[Any]:
        """Ask the last question as it was put right."""
        question = data_of(event).get("question", "")
        yield from self.typed(question, documents, kinds, first, last, held, ask_instead)

    def asked(
        self,
        question: str,
        filters: Filters,
        held: Conversation,
        handler: Callable[..., Conversation] = ask,
    ) -> Iterator[Any]:
        """Answer a question, step by step; an error is told above the conversation so far."""
        answering = partial(handler, self.knowledge, question, filters, held)
        try:
            for now in in_steps(answering, question) if self.knowledge.settings.llm else (answering(),):
                yield self._shown(now)
        except WoordhouderError as error:
            yield self._told(problem(error), held)

    def word(self, held: Conversation) -> Any:
        """Hand out the last answer as a Word file."""
        try:
            return answers.word_link(word_file(self.knowledge, held), token_hex(4)), gr.skip()
        except WoordhouderError as error:
            return gr.skip(), answers.conversation(held, problem(error))

    def start_again(self) -> Any:
        """Begin a new conversation."""
        return (
            self.empty_screen(),
            answers.sources(None),
            "",
            Conversation(),
            gr.update(value=""),
        )

    def reported(self, held: Conversation, event: gr.EventData) -> str:
        """Keep what somebody says is wrong with the answer."""
        try:
            report_wrong(self.knowledge, held, data_of(event).get("reason", ""))
        except WoordhouderError as error:
            return answers.conversation(held, problem(error))
        return answers.conversation(held, answers.thanks())

    def empty_screen(self) -> str:
        """Return the tour, with examples when there are documents."""
        try:
            return answers.welcome(example_questions(self.knowledge))
        except WoordhouderError as error:
            return message(error.message, texts.NO_DOCUMENTS_HINT) + answers.welcome(())

    def _shown(self, now: WritingView | Conversation) -> Any:
        if isinstance(now, WritingView):
            return answers.writing(now), answers.sources(None), "", gr.skip(), gr.skip()
        return answers.conversation(now), answers.sources(now.last), "", now, gr.update(value="")

    def _told(self, note: str, held: Conversation) -> Any:
        shown = answers.conversation(held, note) if held.turns else note + self.empty_screen()
        return shown, gr.skip(), gr.skip(), held, gr.skip()


def first_screen(knowledge: KnowledgeBase, values: dict[str, str]) -> Iterator[Any]:
    """Yield what the tab shows when the app opens: the tour, or the answer to the question in the address."""
    asking = _Asking(knowledge)
    if values.get("vraag", "").strip():
        yield from asking.asked(values["vraag"], asked_filters(values), Conversation())
    else:
        yield asking.start_again()


def choices(knowledge: KnowledgeBase) -> Any:
    """Return what can be chosen beside the question: the documents by title, and their kinds."""
    stored = stored_documents(knowledge)
    documents = [(item.document.title, item.document.id) for item in stored]
    kinds = sorted({item.document.kind for item in stored if item.document.kind})
    return gr.update(choices=documents), gr.update(choices=kinds)
