from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals import matching

TEXT = st.text(alphabet="ab cé-\n.", max_size=40)


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("in 2025 komen er 25 bij", "25", True),
        ("in 2025", "25", False),
        ("25.000 woningen", "25", False),
        ("2,5 miljoen", "5", False),
        ("25 000 euro", "25000", True),
        ("Coöperatie De Één", "cooperatie de een", True),
        ("1 oktober 2018.", "2018", True),
        ("iets", " ", False),
    ],
)
def test_a_string_is_found_whole_and_folded(text: str, wanted: str, found: bool) -> None:
    """Numbers are never part of a larger number; case, accents and white space do not matter."""
    assert matching.has_string(text, wanted) is found


def test_overlap_is_the_share_of_the_longer_text() -> None:
    """Two shared words of four make a half."""
    assert matching.overlap("wij bouwen", "wij bouwen geen huizen") == 0.5
    assert matching.overlap("", "") == 0.0


def test_a_longest_run_supports_from_half_of_the_shorter_text() -> None:
    """Two of four words in a row are enough, one is not."""
    assert matching.supports("een twee drie vier", "een twee vijf zes zeven")
    assert not matching.supports("een twee drie vier", "een negen tien elf twaalf")


def test_pairs_are_one_to_one_with_the_best_first() -> None:
    """The better pair is made first, what is left over pairs with the rest."""
    assert matching.pair_up([(0.6, 0, 0), (0.9, 1, 0), (0.5, 0, 1)]) == [(1, 0), (0, 1)]


@given(TEXT, TEXT)
def test_overlap_is_symmetric_and_at_most_one(first: str, second: str) -> None:
    """The order of the two texts does not matter."""
    assert matching.overlap(first, second) == matching.overlap(second, first)
    assert 0.0 <= matching.overlap(first, second) <= 1.0


@given(TEXT, TEXT, TEXT)
def test_a_text_contains_whatever_stands_inside_it(before: str, quote: str, after: str) -> None:
    """A quote is found between any two texts, unless nothing is left of it to find."""
    assert matching.contains(before + quote + after, quote) is bool(matching.key(quote))
