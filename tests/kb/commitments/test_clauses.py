from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.commitments.clauses import clauses_of, first_finite
from kb.commitments.words import words_of


def parts(text: str) -> list[str]:
    """Return the clauses' texts."""
    return [text[clause.start : clause.end] for clause in clauses_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "We planten bomen in de straat en leggen we een plein aan.",
            ["We planten bomen in de straat", "leggen we een plein aan."],
        ),
        (
            "De gemeente onderhoudt de brug en ondersteunt de vissers bij hun werk.",
            ["De gemeente onderhoudt de brug", "ondersteunt de vissers bij hun werk."],
        ),
        (
            "In het dorp bouwen we een school en in de stad hebben we aandacht voor groen.",
            ["In het dorp bouwen we een school", "in de stad hebben we aandacht voor groen."],
        ),
        (
            "Oprichten van een fonds voor molens en aanleg van een wandelpad langs de beek",
            ["Oprichten van een fonds voor molens", "aanleg van een wandelpad langs de beek"],
        ),
        (
            "Uitgangspunt is dat de haven open blijft en dat de vissers er terecht kunnen.",
            ["Uitgangspunt is dat de haven open blijft", "dat de vissers er terecht kunnen."],
        ),
    ],
)
def test_a_sentence_with_two_promises_is_two_clauses(text: str, expected: list[str]) -> None:
    """A verb of its own, with "we" or with the shared subject, begins a clause."""
    assert parts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Als het regent, sluiten we de sluis.",
        "We willen de haven uitbreiden en verdiepen.",
        "We zorgen voor bankjes, bomen en een fontein.",
        "We stimuleren en ondersteunen ondernemers.",
        "De molen en de brug worden hersteld.",
    ],
)
def test_a_sentence_with_one_promise_stays_whole(text: str) -> None:
    """Conditions, infinitives under one modal and lists of things are not cut."""
    assert parts(text) == [text]


def test_a_comma_for_a_lost_full_stop_ends_a_sentence() -> None:
    """Where bullets were run together, a capital after a comma begins anew."""
    assert parts("De brug wordt hersteld, We planten er bomen bij.") == [
        "De brug wordt hersteld",
        "We planten er bomen bij.",
    ]


def test_the_finite_verb_is_not_sought_in_a_condition() -> None:
    """After "als" the main clause's verb comes behind the comma."""
    words = words_of("Als de kosten stijgen, sluiten we het zwembad")
    found = first_finite(words)
    assert found is not None
    assert words[found].lower == "sluiten"


@given(st.text(alphabet="we maken en de zorgt,. Wij", max_size=120))
def test_clauses_are_in_order_and_inside_their_sentences(text: str) -> None:
    """Clauses never overlap, and each lies in the sentence that it names."""
    found = clauses_of(" ".join(text.split()))
    for clause in found:
        assert clause.sentence_start <= clause.start < clause.end <= clause.sentence_end
    assert all(one.end <= two.start for one, two in pairwise(found))
