"""What is overdue, out of the register: all of it, each promise quoted like any other answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ingest.model import Document
from kb.answers.answerer import Draft, Library, in_time
from kb.answers.composing import lead_of
from kb.answers.frames import count, day, say
from kb.answers.promises import RegisterJudge
from kb.answers.question import Question
from kb.answers.shelf import Sentence, Shelf
from kb.answers.verify import stands_on_page
from kb.model import Citation, Commitment
from kb.register.model import Registered, RegisterFilters
from kb.register.selection import select

Cited = tuple[Citation, Registered]


@dataclass(frozen=True, slots=True)
class Late:
    """The overdue promises that a question asks for, out of ``total`` in what was searched, on ``today``."""

    asked: Sequence[Registered]
    total: int
    today: date


def asked_for(
    question: Question, late: Sequence[Registered], near: Sequence[Sentence], versions: Mapping[str, str]
) -> list[Registered]:
    """Return the overdue promises that a question asks for: all of them when it names no subject.

    ``near`` are the sentences on its subject, ``versions`` the version that is searched of each document. A
    promise is on the subject when it is one of those sentences, or it or its place holds all the words.
    """
    late = [item for item in late if _is_of(question, item.commitment)]
    if not question.terms:
        return late
    judge = RegisterJudge((item.commitment for item in late), versions)
    found = {commitment.id for sentence in near for commitment in judge.commitments(sentence)}
    found |= {item.id for item in select(late, RegisterFilters(text=late_subject(question)))}
    return [item for item in late if item.id in found]


def late_subject(question: Question) -> str:
    """Return what a question for overdue promises is about; empty when it asks for all of them."""
    return " ".join(term.surface for term in question.terms)


def _is_of(question: Question, commitment: Commitment) -> bool:
    """Tell whether a promise stands in a document that is named, and was due in a year that is named."""
    if question.documents:  # a year beside it belongs to the document's name
        return commitment.document in question.documents
    years = [year for year in question.years if not _is_of_document(question.text, year)]
    return not years or _last_day(commitment).year in years


def _is_of_document(text: str, year: int) -> bool:
    return re.search(rf"\b(?:uit|van|from|of)\s+{year}\b", text) is not None


def overdue(question: Question, late: Late, shelf: Shelf, library: Library) -> Draft:
    """Return the answer: the promises by document in order of time, the one due first at the top of each."""
    cited = _cited(late.asked, shelf, library.documents)
    if not cited:
        return Draft(
            False, say("not_found", question.language) if late.asked else _nothing(question, late, library)
        )
    text = "\n".join([_heading(question, late, cited), *_lines(cited), *_unmarked(question, cited)])
    return Draft(True, text, citations=tuple(citation for citation, _ in cited))


def _cited(late: Sequence[Registered], shelf: Shelf, documents: Mapping[str, Document]) -> list[Cited]:
    """Return the promises that stand on their page, in the order in which they are shown, numbered from 1."""
    versions = {document.id: version for version, document in documents.items()}
    cited: list[Cited] = []
    time_of = in_time(documents)

    def order(item: Registered) -> tuple[tuple[int, str], bool, date, int, int]:
        commitment, first = item.commitment, item.commitment.spans[0]
        # What has no lead comes first: below another's lead it would read as part of that list.
        led = bool(lead_of(commitment))
        return time_of(versions[commitment.document]), led, _last_day(commitment), first.page, first.start

    for item in sorted(late, key=order):
        commitment = item.commitment
        citation = Citation(
            n=len(cited) + 1,
            document=commitment.document,
            title=commitment.title,
            page=commitment.page,
            page_end=commitment.spans[-1].page,
            page_label=commitment.page_label,
            section=commitment.section,
            quote=commitment.quote,
            spans=commitment.spans,
            lead=commitment.lead,
        )
        if stands_on_page(citation, shelf.volume(versions[commitment.document]).pages):
            cited.append((citation, item))
    return cited


def _last_day(commitment: Commitment) -> date:
    deadline = commitment.deadline
    return (deadline.latest if deadline else None) or date.max


def _heading(question: Question, late: Late, cited: Sequence[Cited]) -> str:
    language = question.language
    return say(
        "overdue",
        language,
        promises=count("promises", len(cited), language),
        documents=count("documents", len({citation.document for citation, _ in cited}), language),
        day=day(late.today, language),
    )


def _lines(cited: Sequence[Cited]) -> list[str]:
    """The quotations under their titles and leads; the words of a term that stand in neither come behind."""
    lines: list[str] = []
    title = lead = ""
    for citation, item in cited:
        if citation.title != title:
            title, lead = citation.title, ""
            lines.append(f"{title}:")
        own = lead_of(citation)
        if own and own != lead:
            lines.append(own)
        lead = own
        term = item.commitment.deadline.text if item.commitment.deadline else ""
        shown = not term or term in citation.quote or term in lead
        lines.append(f"- {citation.quote} [{citation.n}]" + ("" if shown else f" ({term})"))
    return lines


def _unmarked(question: Question, cited: Sequence[Cited]) -> list[str]:
    """Say of how many nobody noted how they stand: what is done but not noted counts as overdue."""
    unmarked = sum(item.entry.version == 0 for _, item in cited)
    promises = count("promises", unmarked, question.language)
    return [say("unmarked", question.language, promises=promises)] if unmarked else []


def _nothing(question: Question, late: Late, library: Library) -> str:
    language, searched = question.language, library.searched
    documents = count("documents", searched.documents, language)
    pages = count("pages", searched.pages, language)
    lines = [
        say("none_overdue" if late.total else "nothing_overdue", language, day=day(late.today, language)),
        say("searched", language, documents=documents, pages=pages),
    ]
    if late.total:
        promises = count("promises", late.total, language)
        lines.append(say("else_overdue", language, promises=promises))
    return "\n".join(lines)
