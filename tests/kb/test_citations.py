from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kb.knowledge_base import KnowledgeBase
from kb.model import Citation
from kb.register.model import RegisterFilters

pytestmark = pytest.mark.stack

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
QUESTIONS = Path(__file__).with_name("questions.txt").read_text(encoding="utf-8").splitlines()
PARTS = 3
"""A sentence may be broken by a caption or run on to the next page: so many runs it may consist of."""
SHORTEST = 6
HYPHENS = "-\u00ad\u2010\u2011"


@cache
def pages(document: str) -> tuple[str, ...]:
    """The pages of a document as its file holds them, apart from all code of the project."""
    text = (CORPUS / f"{document}.txt").read_text(encoding="utf-8")
    return tuple(_bare(page) for page in text.split("\f"))


def _bare(text: str) -> str:
    """The text without white space and hyphens: what a line break may have changed."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(char for char in folded if not char.isspace() and char not in HYPHENS and char != "\u200b")


def found(quote: str, text: str, begins_before: int | None = None) -> bool:
    """Does the quote stand in the text in order, in at most PARTS unbroken runs, beginning in time?"""
    if (whole := text.find(quote)) >= 0 and (begins_before is None or whole < begins_before):
        return True
    for size in range(len(quote) - 1, 0, -1):
        start = text.rfind(quote[:size], 0, begins_before and begins_before + size - 1)
        if start >= 0 and _goes_on(quote[size:], text[start + size :], PARTS - 1):
            return True
    return False


def _goes_on(rest: str, text: str, parts: int) -> bool:
    if rest in text:
        return True
    for size in range(len(rest) - 1, SHORTEST, -1):
        start = text.find(rest[:size])
        if start >= 0:
            return parts > 1 and _goes_on(rest[size:], text[start + size :], parts - 1)
    return False


def is_verbatim(citation: Citation) -> bool:
    """Hold a citation against the file: it begins on its page and every word stands there."""
    source = pages(citation.document)
    text = "".join(source[citation.page - 1 : citation.page_end])
    return found(_bare(citation.quote), text, len(source[citation.page - 1]))


def test_there_are_fifty_questions() -> None:
    """The set keeps its size."""
    assert len(set(QUESTIONS)) == 50


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_citation_is_verbatim_on_its_page(corpus_kb: KnowledgeBase, question: str) -> None:
    """Whatever is asked, each citation stands word for word on the page that it names."""
    answer = corpus_kb.ask(question)
    for citation in answer.citations:
        assert is_verbatim(citation), citation
    assert (answer.status == "answered") == bool(answer.citations)
    assert [citation.n for citation in answer.citations] == list(range(1, len(answer.citations) + 1))


def test_most_questions_are_answered(corpus_kb: KnowledgeBase) -> None:
    """Nearly all of these questions have an answer in the documents: silence would make the check empty."""
    answered = sum(corpus_kb.ask(question).status == "answered" for question in QUESTIONS)
    assert answered >= 30


def test_zonnepanelen_are_cited_from_three_documents(
    corpus_kb: KnowledgeBase, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The project's own example: four passages or more from three documents or more, on the command line too."""
    monkeypatch.setenv("WOORDHOUDER_DATA", str(corpus_kb.settings.data))
    monkeypatch.setenv("WOORDHOUDER_CORPUS", str(corpus_kb.settings.corpus))
    done = run("ask", "wat hebben we beloofd over zonnepanelen?", "--json")
    assert done.status == 0
    cited = json.loads(done.out)["citations"]
    assert len({(c["document"], c["page"], c["quote"]) for c in cited}) >= 4
    assert len({c["document"] for c in cited}) >= 3
    for citation in cited:
        text = "".join(pages(citation["document"])[citation["page"] - 1 : citation["page_end"]])
        assert found(_bare(citation["quote"]), text)


def test_passages_are_verbatim_too(corpus_kb: KnowledgeBase) -> None:
    """Each line of a passage stands on the pages that it names."""
    for question in QUESTIONS[:15]:
        for passage in corpus_kb.search(question, limit=10):
            text = "".join(pages(passage.document)[passage.page - 1 : passage.page_end])
            for line in passage.text.splitlines():
                assert found(_bare(line), text), (passage, line)


def test_the_check_itself_finds_what_is_wrong() -> None:
    """A changed word, another page or an invented sentence is noticed."""
    text = _bare("De gemeente bouwt vijftig woningen. Figuur 3: de wijk. In 2027 zijn zij klaar.")
    assert found(_bare("De gemeente bouwt vijf-\ntig woningen."), text)
    assert found(_bare("De gemeente bouwt vijftig woningen. In 2027 zijn zij klaar."), text)
    assert not found(_bare("De gemeente bouwt zestig woningen."), text)
    assert not found(_bare("In 2027 zijn zij klaar. De gemeente bouwt vijftig woningen."), text)
    assert not found(_bare("In 2027 zijn zij klaar."), text, begins_before=20)


def test_what_is_overdue_is_answered_whole_out_of_the_register(corpus_kb: KnowledgeBase) -> None:
    """All that the register calls overdue on a day is quoted, counted, and verbatim on its page."""
    today = date(2026, 6, 1)
    late = corpus_kb.commitments(RegisterFilters(overdue=True), today)
    answer = corpus_kb.ask("wat is te laat?", today=today)
    assert {(c.document, c.quote) for c in answer.citations} == {
        (item.commitment.document, item.commitment.quote) for item in late
    }
    documents = len({item.commitment.document for item in late})
    assert answer.text.startswith(f"{len(late)} toezeggingen in {documents} documenten:")
    assert all(is_verbatim(citation) for citation in answer.citations)


def test_what_is_overdue_on_a_subject_is_part_of_it(corpus_kb: KnowledgeBase) -> None:
    """A subject leaves out the rest, also one that the promises word otherwise; none is an empty list."""
    today = date(2026, 6, 1)
    whole = {c.quote for c in corpus_kb.ask("wat is te laat?", today=today).citations}
    heat = corpus_kb.ask("welke toezeggingen over warmtenetten zijn te laat?", today=today)
    assert {c.quote for c in heat.citations} < whole
    assert all("warmtenet" in c.quote for c in heat.citations)
    circular = corpus_kb.ask("welke beloften over circulariteit zijn te laat?", today=today)
    assert any("Circulaire agenda" in c.quote for c in circular.citations)
    assert corpus_kb.ask("welke beloften over raketten zijn te laat?", today=today).status == "not_found"
    assert corpus_kb.ask("wat is te laat?", today=date(2017, 1, 1)).status == "not_found"
