from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.understanding import Change, understand

WORDS = {
    "toezegging": 3, "klimaatadaptatie": 12, "woningbouw": 9, "energiearmoede": 7, "bibliotheekpas": 1,
    "soortenmanagementplan": 2, "woningen": 40, "verkeersveiligheid": 5,
}  # fmt: skip
SHORT = {"SMP": "Soortenmanagementplan", "IS": "Informatiesysteem"}


@pytest.mark.parametrize(
    ("asked", "searched"),
    [
        ("toesegging", "toezegging"),
        ("klimaatadaptasie", "klimaatadaptatie"),
        ("wooningbouw", "woningbouw"),
        ("verkeersveilighied", "verkeersveiligheid"),
    ],
)
def test_spelling_is_forgiven_and_said(asked: str, searched: str) -> None:
    """An unknown word becomes the nearest word of the collection, and the change is reported."""
    understood = understand(f"wat is de {asked}", WORDS)
    assert understood.text == f"wat is de {searched}"
    assert understood.changes == (Change(asked, searched),)


@pytest.mark.parametrize("word", ["burgemeester", "fietspad", "vuilnisbak", "parkeergeld", "kat", "Heerlen"])
def test_a_known_word_is_left_alone(word: str) -> None:
    """What the glossary or the language knows is no mistake, even where the collection lacks it."""
    assert understand(word, WORDS).text == word


def test_a_word_far_from_all_others_is_left_alone() -> None:
    """Nothing is guessed."""
    assert understand("qwertyplof", WORDS).changes == ()


def test_a_compound_that_was_written_apart_is_joined() -> None:
    """ "energie armoede" is searched as the documents write it."""
    understood = understand("wat doet u aan energie armoede?", WORDS)
    assert understood.text == "wat doet u aan energiearmoede?"
    assert understood.changes == (Change("energie armoede", "energiearmoede"),)
    assert understand("verkeer veiligheid", WORDS).text == "verkeersveiligheid"


def test_an_abbreviation_is_written_out() -> None:
    """Its meaning comes from the documents."""
    understood = understand("wat staat er in het SMP", {}, SHORT)
    assert understood.text == "wat staat er in het SMP (Soortenmanagementplan)"
    assert understand("smp", {}, SHORT).text == "smp (Soortenmanagementplan)"


def test_a_word_is_not_taken_for_an_abbreviation() -> None:
    """ "is" is a word, even where the documents have an IS."""
    assert understand("wat is dat", {}, SHORT).text == "wat is dat"


def test_quotes_ask_for_the_exact_words() -> None:
    """What stands between quotes is a phrase, and is not corrected."""
    understood = understand('waar staat "gratis naar" en “toesegging”', WORDS)
    assert understood.phrases == ("gratis naar", "toesegging")
    assert understood.changes == ()


def test_capitals_are_no_shouting_at_the_glossary() -> None:
    """A question in capitals is read in small letters."""
    assert understand("HOEVEEL WONINGEN KOMEN ER", WORDS).text == "hoeveel woningen komen er"


def test_a_number_word_finds_the_number() -> None:
    """ "vijftig woningen" is also "50 woningen"."""
    term = understand("vijftig woningen", WORDS).terms[0]
    assert (term.lemma, term.parts) == ("vijftig", ("50",))


def test_an_english_question_is_not_spelled_as_dutch() -> None:
    """Its own function words are left out, and nothing is corrected."""
    understood = understand("what will the municipality do about housing?", WORDS)
    assert understood.english
    assert [term.surface for term in understood.terms] == ["municipality", "housing"]
    assert understood.changes == ()


@pytest.mark.parametrize("question", ["", "   ", "?", "!!!", "\n\n", '""', "…"])
def test_an_empty_question_has_no_terms(question: str) -> None:
    """Nothing asked is nothing searched, without an error."""
    assert understand(question, WORDS).terms == ()


def test_three_lines_are_one_question() -> None:
    """Line breaks are spaces."""
    assert understand("hoeveel\nwoningen\nkomen er", WORDS).text == "hoeveel woningen komen er"


@given(st.text(max_size=300))
def test_any_question_is_understood_somehow(question: str) -> None:
    """No question is too odd, and the same question is understood in the same way."""
    assert understand(question, WORDS, SHORT) == understand(question, WORDS, SHORT)
