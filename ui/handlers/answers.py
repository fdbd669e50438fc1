"""Asking a question, in a conversation of one user."""

from __future__ import annotations

import re
import textwrap

from ingest.model import same_words
from kb.errors import RegisterInputError
from kb.export.wording import where
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
    wanted = filters or Filters()
    history = [turn.understood or turn.question for turn in before]
    answer = knowledge.ask(question.strip()[:MAX_QUESTION], wanted, history)
    return Conversation((*before, answer_view(answer, wanted))[-MAX_TURNS:], answer, wanted)


def report_wrong(knowledge: KnowledgeBase, held: Conversation, reason: str) -> None:
    """Keep what a user says is wrong with the last answer.

    Raises:
        RegisterInputError: there is no reason, or no answer that it is about.
    """
    if held.answer is None:
        raise RegisterInputError(texts.WRONG_NOTHING, texts.WRONG_NOTHING_HINT)
    knowledge.report_wrong(held.answer, held.filters, reason)


def answer_view(answer: Answer, filters: Filters) -> AnswerView:
    """Return an answer as the screen shows it."""
    found = answer.status == "answered"
    understood = answer.understood if same_words(answer.understood) != same_words(answer.question) else ""
    return AnswerView(
        question=answer.question,
        found=found,
        lines=lines(answer),
        sources=tuple(_source(citation) for citation in answer.citations),
        near=tuple(_near(passage) for passage in answer.nearest),
        searched=texts.searched(answer.searched.documents, answer.searched.pages) if found else "",
        understood=understood,
        plain=plain(answer),
        query=question_address(understood or answer.question, filters),
    )


def lines(answer: Answer) -> tuple[Line, ...]:
    """Cut an answer's text into headings, bullets and paragraphs, and these into words and source numbers."""
    titles = {citation.title for citation in answer.citations}
    notes = {note.text for note in answer.notes}
    found = []
    for row in answer.text.splitlines():
        clean = row.strip()
        if not clean:
            continue
        if clean.startswith("- "):
            found.append(Line("item", _runs(clean[2:])))
        elif clean.endswith(":") and clean[:-1] in titles:
            found.append(Line("head", _runs(clean[:-1])))
        elif not found and answer.short and clean.startswith(answer.short):
            found.append(Line("short", _runs(clean)))
        else:
            found.append(Line("note" if clean in notes else "text", _runs(clean)))
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
    place = where(passage.title, passage.page, passage.page_label, passage.section)
    short = textwrap.shorten(passage.text, _NEAR_CHARACTERS, placeholder=" …")
    return NearView(place, short, passage.document, passage.page)
