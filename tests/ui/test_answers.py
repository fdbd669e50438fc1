from __future__ import annotations

import io
from dataclasses import replace
from html import escape

import pytest
from docx import Document

from ingest.model import Span
from kb.answers.flowing import OnSentence
from kb.answers.generated import CheckedSentence
from kb.errors import KnowledgeBaseError, RegisterInputError
from kb.knowledge_base import KnowledgeBase
from kb.model import Answer, Citation, Filters, Note, Searched
from ui import app_texts as texts
from ui.addresses import asked_filters, checked_filters, question_address
from ui.handlers.answers import (
    MAX_TURNS,
    answer_view,
    ask,
    ask_instead,
    in_steps,
    lines,
    report_wrong,
    word_file,
)
from ui.handlers.examples import example_questions
from ui.render import answers as render
from ui.render.parts import pack_spans, unpack_spans
from ui.views import Conversation, Line, Run, WritingView

QUESTION = "Hoeveel sociale huurwoningen bouwt de gemeente in de wijk Zuid?"


def an_answer(text: str = "Woonplan:\n- Wij bouwen vijftig woningen. [1]", **more: object) -> Answer:
    """An answer with one citation."""
    citation = Citation(
        1, "woonplan", "Woonplan", 3, 3, "5", ("1. Wonen",), "Wij bouwen vijftig woningen.", (Span(3, 0, 28),)
    )
    return Answer(QUESTION, "answered", text, (citation,), Searched(2, 9), **more)  # type: ignore[arg-type]


def test_a_text_is_cut_into_the_value_documents_bullets_and_notes() -> None:
    """Each line gets its kind, and each number of a source becomes something to click on."""
    text = (
        "vijftig woningen [1]\nWoonplan:\nTot 2030:\n- Wij bouwen [1] vijftig. [2, 3]\nLet op: twee getallen."
    )
    answer = an_answer(
        text, short="vijftig woningen [1]", notes=(Note("conflict", "Let op: twee getallen."),)
    )
    made = lines(replace(answer, citations=(replace(answer.citations[0], lead="Tot 2030:"),)))
    assert made == (
        Line("short", (Run("vijftig woningen"), Run("[1]", 1))),
        Line("head", (Run("Woonplan"),)),
        Line("lead", (Run("Tot 2030:"),)),
        Line("item", (Run("Wij bouwen"), Run("[1]", 1), Run(" vijftig."), Run("[2]", 2), Run("[3]", 3))),
        Line("note", (Run("Let op: twee getallen."),)),
    )


def test_an_answer_can_be_pasted_with_its_sources() -> None:
    """The text to copy names question, answer, each source with its place, and what was searched."""
    assert answer_view(an_answer(), Filters()).plain == (
        f"{QUESTION}\n\nWoonplan:\n- Wij bouwen vijftig woningen. [1]\n\nBronnen:\n"
        "[1] Woonplan, pagina 3 (gedrukt: 5), 1. Wonen\n\nGezocht in 2 documenten, 9 pagina’s."
    )


def test_a_follow_up_is_pasted_with_what_it_meant() -> None:
    """Outside the conversation "en in 2018?" says nothing: the question as it was taken stands with it."""
    pasted = answer_view(an_answer(understood="Hoeveel woningen in 2018?"), Filters()).plain
    assert pasted.splitlines()[:2] == [QUESTION, "(Opgevat als: Hoeveel woningen in 2018?)"]


def test_a_question_put_right_takes_the_place_of_the_last(shelf: KnowledgeBase) -> None:
    """It stands by itself: what was asked before does not change it any more."""
    held = ask(shelf, "en in 2027?", None, ask(shelf, QUESTION))
    assert held.last is not None
    assert held.last.understood
    assert f'value="{escape(held.last.understood)}"' in render.conversation(held)
    put_right = ask_instead(shelf, "en in 2030?", Filters(), held)
    assert [turn.question for turn in put_right.turns] == [QUESTION, "en in 2030?"]
    assert put_right.turns[-1].understood == ""


def test_sentences_are_shown_while_they_are_written() -> None:
    """Each sentence that passed is there before the next; the whole answer comes last."""
    whole = Conversation()

    def asking(on_sentence: OnSentence) -> Conversation:
        for text in ("Wij bouwen.", "Wij <b>planten</b>."):
            on_sentence(CheckedSentence(text, (1,)))
        return whole

    *written, last = in_steps(asking, "wat?")
    assert last is whole
    assert written == [
        WritingView("wat?"),
        WritingView("wat?", ("Wij bouwen.",)),
        WritingView("wat?", ("Wij bouwen.", "Wij <b>planten</b>.")),
    ]
    assert isinstance(written[-1], WritingView)
    assert "Wij bouwen. Wij &lt;b&gt;planten" in render.writing(written[-1])


def test_what_goes_wrong_while_writing_is_heard() -> None:
    """An error in the thread that writes is an error of the question."""

    def asking(_on_sentence: OnSentence) -> Conversation:
        raise KnowledgeBaseError("kapot", "repareer")

    with pytest.raises(KnowledgeBaseError):
        list(in_steps(asking, "wat?"))


def test_the_word_file_is_what_is_on_the_screen(shelf: KnowledgeBase) -> None:
    """Question, each line of the answer, each source with its place and quotation; of a follow-up its meaning."""
    held = ask(shelf, "en in 2027?", None, ask(shelf, QUESTION))
    assert held.answer is not None
    paragraphs = [p.text for p in Document(io.BytesIO(word_file(shelf, held))).paragraphs]
    assert paragraphs[0] == "en in 2027?"
    assert paragraphs[1] == f"Opgevat als: {held.answer.understood}"
    for line in held.answer.text.splitlines():
        assert line.removeprefix("- ") in paragraphs
    assert held.answer.citations
    for citation in held.answer.citations:
        assert f"[{citation.n}] {texts.place(citation)}" in paragraphs
        assert f"“{citation.quote}”" in paragraphs
    with pytest.raises(RegisterInputError):
        word_file(shelf, Conversation())


def test_a_question_is_only_repeated_when_it_was_taken_otherwise() -> None:
    """A follow-up shows how it was understood; a plain question does not."""
    assert answer_view(an_answer(understood=f"{QUESTION} "), Filters()).understood == ""
    view = answer_view(an_answer(understood="en hoeveel in 2018"), Filters())
    assert view.understood == "en hoeveel in 2018"
    assert view.query == "vraag=en%20hoeveel%20in%202018"


def test_an_address_asks_the_same_in_the_same_documents() -> None:
    """The filters of an address are the filters it was made from."""
    filters = Filters(("a", "b"), ("woonplan",), (), 2018, 2022)
    address = question_address("wat & hoe?", filters)
    assert address == "vraag=wat%20%26%20hoe%3F&documenten=a%2Cb&soorten=woonplan&van=2018&tot=2022"
    given = {"documenten": "a,b", "soorten": "woonplan", "van": "2018", "tot": "2022"}
    assert asked_filters(given) == filters
    assert asked_filters({"van": "gisteren"}) == Filters()


@pytest.mark.parametrize(("first", "last"), [("2022", "2018"), ("18", ""), ("", "later")])
def test_an_impossible_period_is_refused_with_a_hint(first: str, last: str) -> None:
    """A year is four digits, and a period ends after it begins."""
    with pytest.raises(KnowledgeBaseError) as caught:
        checked_filters([], [], first, last)
    assert caught.value.hint


def test_a_conversation_keeps_its_turns_to_itself(shelf: KnowledgeBase) -> None:
    """Each conversation has its own turns; a new one begins empty, and no more than so many are kept."""
    one = ask(shelf, QUESTION)
    two = ask(shelf, "zonnepanelen op scholen", None, one)
    assert [turn.question for turn in two.turns] == [QUESTION, "zonnepanelen op scholen"]
    assert one.turns == two.turns[:1]
    full = Conversation(two.turns[:1] * MAX_TURNS)
    assert len(ask(shelf, QUESTION, None, full).turns) == MAX_TURNS


def test_the_same_question_gives_the_same_screen(shelf: KnowledgeBase) -> None:
    """Nothing on the screen depends on the moment."""
    assert render.conversation(ask(shelf, QUESTION)) == render.conversation(ask(shelf, QUESTION))


def test_what_is_wrong_is_kept_with_the_answer(own: KnowledgeBase) -> None:
    """A report holds the question, the reason and the quotations as they were shown."""
    held = ask(own, QUESTION, Filters(documents=("woonplan-2024",)))
    report_wrong(own, held, "  Het zijn er zestig.  ")
    kept = own.feedback()
    assert [(item.question, item.reason) for item in kept] == [(QUESTION, "Het zijn er zestig.")]
    assert "woonplan-2024" in kept[0].filters
    assert kept[0].edition == own.index_name


def test_an_empty_report_is_refused(own: KnowledgeBase) -> None:
    """Without a reason, or without an answer, nothing is kept."""
    with pytest.raises(RegisterInputError):
        report_wrong(own, ask(own, QUESTION), "   ")
    with pytest.raises(RegisterInputError):
        report_wrong(own, Conversation(), "fout")
    assert own.feedback() == []


def test_what_documents_and_users_wrote_is_escaped() -> None:
    """No text becomes markup: not of the question, nor of a quotation, a title or a passage."""
    evil = '<img src=x onerror="alert(1)">'
    citation = Citation(1, 'd"><b>', evil, 1, 1, evil, (evil,), evil, (), evil)
    answer = Answer(evil, "answered", f"{evil} [1]", (citation,), Searched(1, 1))
    held = Conversation((answer_view(answer, Filters()),))
    html = render.conversation(held) + render.sources(held.last) + render.welcome((evil,))
    assert "<img" not in html
    assert 'd"><b>' not in html


def test_every_number_in_an_answer_opens_a_source_that_is_there() -> None:
    """A number without a source stays text: a button that leads nowhere would be worse."""
    held = Conversation((answer_view(an_answer("- Wij bouwen. [1] [7]"), Filters()),))
    html = render.conversation(held)
    assert html.count('class="wh-cite"') == 1
    assert "[7]" in html


def test_a_refusal_offers_what_comes_nearest_and_no_sources(shelf: KnowledgeBase) -> None:
    """Not found is said as such; the sources' place stays empty."""
    held = ask(shelf, "hoeveel olifanten heeft de dierentuin?")
    assert held.last is not None
    assert not held.last.found
    assert texts.NOT_FOUND in render.conversation(held)
    assert texts.SOURCES_NONE in render.sources(held.last)
    assert texts.SOURCES_EMPTY in render.sources(None)


def test_examples_come_from_the_headings(shelf: KnowledgeBase) -> None:
    """The same collection gives the same examples, about things that stand in it."""
    examples = example_questions(shelf)
    assert examples == example_questions(shelf)
    assert any("betaalbaarheid" in example for example in examples)


def test_spans_survive_the_browser() -> None:
    """Spans are packed into a button and come out the same; nonsense is left out."""
    spans = (Span(22, 130, 250), Span(23, 0, 12))
    assert pack_spans(spans) == "22:130-250,23:0-12"
    assert unpack_spans(pack_spans(spans)) == spans
    assert unpack_spans("x:1-2,3:4,5:6-7,,-1:2-3") == (Span(5, 6, 7),)
