from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.answers.conversation import in_context

BEFORE = ["Hoeveel woningen bouwt de gemeente tot 2030?"]


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("en in 2018?", "Hoeveel woningen bouwt de gemeente in 2018?"),
        ("En volgens de woonvisie?", "Hoeveel woningen bouwt de gemeente tot 2030 volgens de woonvisie?"),
        ("wie doet dat?", "Wie doet dat (woningen bouwt gemeente)?"),
        ("waarom?", "Waarom (woningen bouwt gemeente)?"),
        ("hoeveel laadpalen komen er in het centrum?", "hoeveel laadpalen komen er in het centrum?"),
    ],
)
def test_a_follow_up_gets_what_it_leaves_out(question: str, understood: str) -> None:
    """Years and documents are put in the question before, words that point back get its subject."""
    assert in_context(question, BEFORE) == understood


@pytest.mark.parametrize(
    ("before", "question", "understood"),
    [
        ("Wat is te laat?", "en wonen?", "Wat is te laat over wonen?"),
        ("Wat is te laat?", "En over wonen?", "Wat is te laat over wonen?"),
        ("Wat is te laat over wonen?", "en groen?", "Wat is te laat over groen?"),
        ("What is overdue?", "and housing?", "What is overdue about housing?"),
        ("Wat is beloofd over zonnepanelen?", "en windmolens?", "Wat is beloofd over windmolens?"),
        ("Wat is beloofd over zonnepanelen?", "en over laadpalen?", "Wat is beloofd over laadpalen?"),
        ("Wat is beloofd over groen?", "en volgens de nota?", "Wat is beloofd over groen volgens de nota?"),
        ("Wat is beloofd over groen?", "en wie doet dat?", "Wie doet dat (beloofd groen)?"),
        (
            "Wat is beloofd over groen in het akkoord?",
            "en afval?",
            "Wat is beloofd over afval in het akkoord?",
        ),
        ("Wat is te laat over groen uit 2024?", "en afval?", "Wat is te laat over afval uit 2024?"),
        ("Wie bouwt er over tien jaar?", "en scholen?", "Scholen (bouwt tien)?"),
        ("Hoeveel woningen komen er?", "en bomen?", "Bomen (woningen)?"),
    ],
)
def test_another_subject_takes_the_place_of_the_one_before(
    before: str, question: str, understood: str
) -> None:
    """Where the question before says what it is about, or asks for all that is overdue."""
    assert in_context(question, [before]) == understood


def test_without_a_conversation_a_question_stays_as_it_is() -> None:
    """There is nothing to lean on."""
    assert in_context("wie doet dat?", []) == "wie doet dat?"


@given(st.text(max_size=80), st.lists(st.text(max_size=80), max_size=3))
def test_any_conversation_gives_a_question(question: str, history: list[str]) -> None:
    """Nothing that is typed breaks it, and the same conversation gives the same question."""
    assert in_context(question, history) == in_context(question, history)
