"""The app: its layout and what is wired to what. Each action is a plain function in ``ui.handlers``."""

from __future__ import annotations

from importlib.resources import files

import gradio as gr

from ingest.errors import WoordhouderError
from kb.knowledge_base import KnowledgeBase
from ui import handlers, render, texts
from ui.views import SourceView

Sources = tuple[SourceView, ...]

# A click on a source tells the server its number; the marked sentence is scrolled into view when it is there.
_ON_SOURCE_CLICK = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-source]');
  if (button) trigger('click', { source: Number(button.dataset.source) });
});
"""
_ON_PAGE_LOAD = """
watch('value', () => {
  const mark = element.querySelector('mark');
  if (mark) mark.scrollIntoView({ block: 'center' });
});
"""

HEAD = '<script>document.documentElement.lang = "nl";</script>'
"""Gradio's template says lang="en"; a screen reader would read Dutch as English."""


def build_app(knowledge: KnowledgeBase) -> gr.Blocks:
    """Return the app. What one user asks and opens is kept in that user's session only."""

    def on_ask(question: str) -> tuple[str, str, Sources]:
        if not question.strip():
            return render.message(texts.EMPTY_QUESTION, texts.EMPTY_QUESTION_HINT), render.no_page(), ()
        try:
            view = handlers.ask(knowledge, question)
        except WoordhouderError as error:
            return render.message(error.message, error.hint), render.no_page(), ()
        return render.answer(view), render.no_page(), view.sources

    def on_open(sources: Sources, event: gr.EventData) -> str:
        chosen = next((source for source in sources if source.n == event.source), None)
        view = handlers.open_page(knowledge, chosen.document, chosen.page, chosen.spans) if chosen else None
        return render.page(view) if view else render.no_page()

    with gr.Blocks(title=texts.APP_TITLE, analytics_enabled=False) as app:
        gr.Markdown(f"# {texts.APP_TITLE}\n{texts.APP_INTRO}")
        sources = gr.State(())
        with gr.Row(equal_height=True):
            question = gr.Textbox(
                label=texts.QUESTION_LABEL,
                placeholder=texts.QUESTION_PLACEHOLDER,
                max_lines=3,
                max_length=handlers.MAX_QUESTION,
                scale=5,
                autofocus=True,
                elem_id="vraag",
            )
            button = gr.Button(texts.ASK_BUTTON, variant="primary", scale=1, min_width=140)
        examples = gr.Examples(
            [[example] for example in texts.EXAMPLES], [question], label=texts.EXAMPLES_LABEL
        )
        with gr.Row():
            answer = gr.HTML(render.welcome(), js_on_load=_ON_SOURCE_CLICK, elem_id="antwoord")
            page = gr.HTML(render.no_page(), js_on_load=_ON_PAGE_LOAD, elem_id="pagina")
        asking = {"fn": on_ask, "inputs": [question], "outputs": [answer, page, sources], "api_visibility": "private"}
        question.submit(**asking)
        button.click(**asking)
        examples.load_input_event.then(**asking)
        answer.click(on_open, [sources], [page], api_visibility="private")
    return app


def style() -> str:
    """Return the app's style sheet."""
    return files("ui").joinpath("assets/style.css").read_text(encoding="utf-8")
