from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.commitments.numbers import multiple_of, number_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2.250", 2250.0),
        ("1,5", 1.5),
        ("vijf", 5.0),
        ("vijfentwintig", 25.0),
        ("tweehonderd", 200.0),
        ("één", 1.0),
        ("drieëntwintig", 23.0),
        ("honderd", 100.0),
        ("tweehonderdvijftig", 250.0),
        ("twaalfhonderd", 1200.0),
        ("duizend", 1000.0),
        ("veertigduizend", 40000.0),
        ("tweeduizend vijfhonderd", 2500.0),
    ],
)
def test_dutch_numbers_have_a_value(text: str, value: float) -> None:
    """Digits with points and commas, and number words, give what they say."""
    assert number_of(text) == value


def test_other_words_have_none() -> None:
    """A word that is no number gives None."""
    assert number_of("brug") is None
    assert multiple_of("brug") is None


def test_multiples_are_known() -> None:
    """Ton and miljoen multiply."""
    assert multiple_of("ton") == 100_000
    assert multiple_of("miljoen") == 1_000_000


@given(st.integers(0, 10**9))
def test_thousands_are_read_back(number: int) -> None:
    """A number with points between its thousands is that number."""
    assert number_of(f"{number:,}".replace(",", ".")) == number
