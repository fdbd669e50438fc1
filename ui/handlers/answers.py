"""Asking a question, in a conversation of one user."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from queue import SimpleQueue

from ingest.model import same_words
from kb.answers.flowing import OnSentence
from kb.answers.generated import CheckedSentence
from kb.errors import RegisterInputError
from kb.export.wording import where
from kb.knowledge_base import KnowledgeBase
from kb.model import Answer, Citation, Filters, Passage
from ui import app_texts as texts
from ui.addresses import question_address
from ui.views import AnswerView, Conversation, Line, NearView, Run, SourceView, WritingView

MAX_QUESTION = 2000
"""Characters of a question at most; what is longer is cut."""

MAX_TURNS = 20
"""Turns of a conversation that are kept; the oldest goes first."""

_NEAR_CHARACTERS = 240
_CITE = re.compile(r"\s?\[(\d{1,3}(?:, \d{1,3})*)\]")


def ask(
    knowledge: KnowledgeBase,
    question: str,
    filters: Filters | None = None,
    held: Conversation | None = None,
    on_sentence: OnSentence | None = None,
) -> Conversation:
    """Answer a question and return the conversation with it.

    Raises: what :meth:`KnowledgeBase.ask` raises.
    """
    before = (held or Conversation()).turns
    wanted = filters or Filters()
    history = [turn.understood or turn.question for turn in before]
    answer = knowledge.ask(question.strip()[:MAX_QUESTION], wanted, history, on_sentence=on_sentence)
    return _with_turn(before, answer, wanted)


def ask_instead(
    knowledge: KnowledgeBase,
    question: str,
    filters: Filters,
    held: Conversation,
    on_sentence: OnSentence | None = None,
) -> Conversation:
    """Answer a question as a user put it right: it stands by itself, and takes the place of the last one.

    Raises: what :meth:`KnowledgeBase.ask` raises.
    """
    answer = knowledge.ask(question.strip()[:MAX_QUESTION], filters, on_sentence=on_sentence)
    return _with_turn(held.turns[:-1], answer, filters)


def in_steps(
    asking: Callable[[OnSentence], Conversation], question: str
) -> Iterator[WritingView | Conversation]:
    """Yield what there is to show while a language model writes, and at last the conversation.

    Raises: what ``asking`` raises.
    """
    written: SimpleQueue[CheckedSentence | None] = SimpleQueue()
    with ThreadPoolExecutor(1, "woordhouder-answer") as worker:
        answering = worker.submit(asking, written.put)
        answering.add_done_callback(lambda _done: written.put(None))
        view = WritingView(question)
        yield view
        while (sentence := written.get()) is not None:
            view = replace(view, sentences=(*view.sentences, sentence.text))
            yield view
        yield answering.result()


def word_file(knowledge: KnowledgeBase, held: Conversation) -> bytes:
    """Return the last answer, as it is on the screen, as a Word file.

    Raises:
        RegisterInputError: there is no answer.
    """
    if held.answer is None:
        raise RegisterInputError(texts.WORD_NOTHING, texts.WORD_NOTHING_HINT)
    return knowledge.write_answer(held.answer)


def _with_turn(before: Sequence[AnswerView], answer: Answer, filters: Filters) -> Conversation:
    return Conversation((*before, answer_view(answer, filters))[-MAX_TURNS:], answer, filters)


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
    understood = _otherwise(answer)
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
    leads = {citation.lead for citation in answer.citations}
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
            kind = "note" if clean in notes else "lead" if clean in leads else "text"
            found.append(Line(kind, _runs(clean)))
    return tuple(found)


def plain(answer: Answer) -> str:
    """Return an answer with its sources as text, to paste in a memo."""
    sources = [f"[{citation.n}] {texts.place(citation)}" for citation in answer.citations]
    searched = texts.searched(answer.searched.documents, answer.searched.pages)
    understood = _otherwise(answer)
    question = [answer.question, *([f"({texts.UNDERSTOOD} {understood})"] if understood else [])]
    return "\n".join([*question, "", answer.text, "", f"{texts.SOURCES}:", *sources, "", searched])


def _otherwise(answer: Answer) -> str:
    """The question as it was taken, where that is not what was typed."""
    return answer.understood if same_words(answer.understood) != same_words(answer.question) else ""


def _runs(text: str) -> tuple[Run, ...]:
    runs: list[Run] = []
    position = 0
    for match in _CITE.finditer(text):
        if match.start() > position:
            runs.append(Run(text[position : match.start()]))
        runs.extend(Run(f"[{number}]", int(number)) for number in match.group(1).split(", "))
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
