"""What happens on each action of a user: plain functions from the knowledge base to views."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from ingest.model import Span
from kb.knowledge_base import KnowledgeBase
from kb.model import Answer, Citation, Filters
from ui import texts
from ui.views import AnswerView, NearView, PageView, Segment, SourceView

MAX_QUESTION = 2000
"""Characters of a question at most; what is longer is cut."""

_NEAR_CHARACTERS = 240


def ask(knowledge: KnowledgeBase, question: str, filters: Filters | None = None) -> AnswerView:
    """Answer a question. Raises what :meth:`KnowledgeBase.ask` raises."""
    answer = knowledge.ask(question.strip()[:MAX_QUESTION], filters)
    return AnswerView(
        question=answer.question,
        found=answer.status == "answered",
        sources=tuple(_source(citation) for citation in answer.citations),
        near=_near(answer),
        searched=texts.searched(answer),
    )


def open_page(
    knowledge: KnowledgeBase, document: str, number: int, spans: Sequence[Span] = ()
) -> PageView | None:
    """Return a page with the given spans marked, or None when there is no such page."""
    page = knowledge.page(document, number)
    if page is None:
        return None
    stored = next(s for s in knowledge.documents() if s.document.id == document)
    return PageView(
        document=document,
        title=stored.document.title,
        number=number,
        pages=stored.pages,
        label=page.label,
        segments=segments(page.text, [span for span in spans if span.page == number]),
    )


def segments(text: str, spans: Sequence[Span]) -> tuple[Segment, ...]:
    """Cut a page's text into marked and unmarked runs. Spans that overlap are marked once."""
    runs: list[Segment] = []
    position = 0
    for span in sorted(spans, key=lambda s: s.start):
        start = max(span.start, position)
        if start > position:
            runs.append(Segment(text[position:start], marked=False))
        if span.end > start:
            runs.append(Segment(text[start : span.end], marked=True))
        position = max(position, span.end)
    if position < len(text):
        runs.append(Segment(text[position:], marked=False))
    return tuple(runs)


def _source(citation: Citation) -> SourceView:
    return SourceView(
        n=citation.n,
        document=citation.document,
        title=citation.title,
        page=citation.page,
        page_label=citation.page_label,
        section=citation.section,
        quote=citation.quote,
        lead=citation.lead,
        spans=citation.spans,
    )


def _near(answer: Answer) -> tuple[NearView, ...]:
    return tuple(
        NearView(
            texts.place(passage.title, passage.page, passage.page_label, passage.section),
            textwrap.shorten(passage.text, _NEAR_CHARACTERS, placeholder=" …"),
        )
        for passage in answer.nearest
    )
