from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables_of_wordings import rows

from kb.commitments.quantities import quantities_of


@pytest.mark.parametrize(("text", "expected"), rows("quantities.tsv"))
def test_amounts_have_value_unit_words_and_bound(text: str, expected: tuple[str, ...]) -> None:
    """Each form of an amount gives how much of what, and whether that is a floor, a ceiling or a guess."""
    found = quantities_of(text)
    assert tuple(f"{q.value:.10g}|{q.unit}|{q.bound}|{q.text}" for q in found) == expected


@given(st.text(max_size=80))
def test_an_amounts_words_stand_in_the_text(text: str) -> None:
    """Whatever is found, is a piece of the text."""
    assert all(quantity.text in text for quantity in quantities_of(text))
