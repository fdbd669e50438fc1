from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.dutch.analysis import all_terms, analyse, fold, lemma_of, stop_words


def test_stop_words_are_left_out() -> None:
    """What carries no subject is not searched."""
    assert [term.surface for term in analyse("de woningen in de wijk")] == ["woningen", "wijk"]
    assert len(all_terms("de woningen in de wijk")) == 5


@pytest.mark.parametrize(
    ("word", "lemma"), [("woningen", "woning"), ("scholen", "school"), ("gemeenten", "gemeente")]
)
def test_words_come_in_their_dictionary_form(word: str, lemma: str) -> None:
    """Plural and singular are one term."""
    assert lemma_of(word) == lemma


@pytest.mark.parametrize(
    ("text", "number"), [("2.250", "2250"), ("2250", "2250"), ("1,5", "1,5"), ("80%", "80")]
)
def test_a_number_has_one_form(text: str, number: str) -> None:
    """Separators of thousands make no other number."""
    assert [term.lemma for term in analyse(text)] == [number]


def test_accents_and_capitals_are_folded() -> None:
    """ "COÖPERATIE", "coöperatie" and "cooperatie" are the same word."""
    assert fold("COÖPERATIE") == "cooperatie"
    assert analyse("Coöperatie")[0].lemma == fold(analyse("coöperatie")[0].lemma)


def test_a_compound_has_the_lemmas_of_its_parts() -> None:
    """ "zonnepanelenproject" is found by "paneel" and by "project"."""
    (term,) = analyse("zonnepanelenproject")
    assert {"paneel", "project"} <= set(term.parts)


def test_stop_words_are_folded() -> None:
    """They are compared without accents."""
    assert all(word == fold(word) for word in stop_words())


@given(st.text(max_size=100))
def test_a_term_stands_where_it_says(text: str) -> None:
    """``text[start:end]`` is the surface of each term, in order."""
    terms = all_terms(text)
    assert all(text[term.start : term.end] == term.surface for term in terms)
    assert [term.start for term in terms] == sorted(term.start for term in terms)
