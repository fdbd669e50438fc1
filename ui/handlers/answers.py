"""Asking a question, in a conversation of one user."""

from __future__ import annotations

import re
import textwrap

from kb.knowledge_base import KnowledgeBase
from kb.model import Answer, Citation, Filters, Passage
from ui import app_texts as texts
from ui.addresses import question_address
from ui.views import AnswerView, Conversation, Line, NearView, Run, SourceView

MAX_QUESTION = 2000
"""Characters of a question at most; what is longer is cut."""

MAX_TURNS = 20
"""Turns of a conversation that are kept; the oldest goes first."""

_NEAR_CHARACTERS = 240
_CITE = re.compile(r"\s?\[(\d{1,3})\]")


def ask(
    knowledge: KnowledgeBase, question: str, filters: Filters | None = None, held: Conversation | None = None
) -> Conversation:
    """Answer a question and return the conversation with it.

    Raises: what :meth:`KnowledgeBase.ask` raises.
    """
    before = (held or Conversation()).turns
    answer = knowledge.ask(question.strip()[:MAX_QUESTION], filters)
    return Conversation((*before, answer_view(answer, filters or Filters()))[-MAX_TURNS:])


def answer_view(answer: Answer, filters: Filters) -> AnswerView:
    """Return an answer as the screen shows it."""
    searched = texts.searched(answer.searched.documents, answer.searched.pages)
    return AnswerView(
        question=answer.question,
        found=answer.status == "answered",
        lines=lines(answer.text),
        sources=tuple(_source(citation) for citation in answer.citations),
        near=tuple(_near(passage) for passage in answer.nearest),
        searched=searched,
        plain=plain(answer),
        query=question_address(answer.question, filters),
    )


def lines(text: str) -> tuple[Line, ...]:
    """Cut an answer's text into headings, bullets and paragraphs, and these into words and source numbers."""
    found = []
    for row in text.splitlines():
        clean = row.strip()
        if not clean:
            continue
        if clean.startswith("- "):
            found.append(Line("item", _runs(clean[2:])))
        elif clean.endswith(":") and not _CITE.search(clean):
            found.append(Line("head", _runs(clean[:-1])))
        else:
            found.append(Line("text", _runs(clean)))
    return tuple(found)


def plain(answer: Answer) -> str:
    """Return an answer with its sources as text, to paste in a memo."""
    sources = [f"[{citation.n}] {texts.place(citation)}" for citation in answer.citations]
    searched = texts.searched(answer.searched.documents, answer.searched.pages)
    return "\n".join([answer.question, "", answer.text, "", f"{texts.SOURCES}:", *sources, "", searched])


def _runs(text: str) -> tuple[Run, ...]:
    runs: list[Run] = []
    position = 0
    for match in _CITE.finditer(text):
        if match.start() > position:
            runs.append(Run(text[position : match.start()]))
        runs.append(Run(match.group(), int(match.group(1))))
        position = match.end()
    return tuple([*runs, Run(text[position:])] if position < len(text) else runs)


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


def _near(passage: Passage) -> NearView:
    place = texts.where(passage.title, passage.page, passage.page_label, passage.section)
    short = textwrap.shorten(passage.text, _NEAR_CHARACTERS, placeholder=" …")
    return NearView(place, short, passage.document, passage.page)
