from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.commitments.words import (
    content_verb,
    finite,
    is_act,
    is_participle,
    singular_of,
    verb_classes,
    words_of,
)


@pytest.mark.parametrize(
    ("infinitive", "singular"),
    [
        ("maken", "maakt"), ("zetten", "zet"), ("leveren", "levert"), ("faciliteren", "faciliteert"),
        ("creëren", "creëert"),
        ("lezen", "leest"), ("geven", "geeft"), ("gaan", "gaat"), ("regelen", "regelt"),
        ("evalueren", "evalueert"), ("bieden", "biedt"),
    ],
)  # fmt: skip
def test_spelling_gives_the_singular(infinitive: str, singular: str) -> None:
    """Vowels double, consonants single and -v- and -z- harden as Dutch spelling has it."""
    assert singular_of(infinitive) == singular


def test_each_listed_verb_is_known_in_singular_and_plural() -> None:
    """Every infinitive of the list is found back by both its forms."""
    for infinitive in verb_classes():
        assert finite(infinitive)
        assert finite(singular_of(infinitive))


@pytest.mark.parametrize("word", ["gebouwd", "vastgesteld", "onderzocht", "verdwenen", "uitgevoerd"])
def test_participles_are_known(word: str) -> None:
    """Past participles are told, strong and separable ones included."""
    assert is_participle(word)


@pytest.mark.parametrize("word", ["gezondheid", "gemeente", "overheid", "betekent", "gebied"])
def test_nouns_and_singulars_are_no_participles(word: str) -> None:
    """Nouns in ge- and finite forms in be- are not taken for participles."""
    assert not is_participle(word)


@pytest.mark.parametrize(
    ("clause", "verb"),
    [
        ("De brug zal worden vervangen", "vervangen"),
        ("We voeren het plan uit", "uitvoeren"),
        ("Er worden bomen geplant", "planten"),
    ],
)
def test_the_content_verb_says_what_is_done(clause: str, verb: str) -> None:
    """Behind modals and auxiliaries stands the verb that tells; a particle belongs to its verb."""
    words = words_of(clause)
    position = next(i for i, word in enumerate(words) if finite(word.lower))
    assert content_verb(words, position) == verb


def test_acts_are_infinitives_and_nouns_of_verbs() -> None:
    """A project line may begin with either."""
    assert is_act("opstellen")
    assert is_act("afronding")
    assert not is_act("brug")


@given(st.text(max_size=80))
def test_words_stand_where_they_say(text: str) -> None:
    """Each word is its own slice of the text."""
    assert all(text[word.start : word.end] == word.text for word in words_of(text))
