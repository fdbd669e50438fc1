from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from promises import moved, promise

from kb.register.matching import likeness, match_exact, match_near, renamed, wording


def test_wording_ignores_what_a_reading_may_change() -> None:
    """White space, hyphens at line ends and capitals make no other wording."""
    assert wording(promise("We bouwen zon-\nnepanelen.")) == wording(promise("we bouwen zonnepanelen."))


def test_the_lead_is_part_of_the_wording() -> None:
    """The same bullet under another line is another promise."""
    assert wording(promise("40 woningen", lead="In 2024:")) != wording(
        promise("40 woningen", lead="In 2025:")
    )


def test_likeness_by_hand() -> None:
    """Three of four words in common, twice: 2 * 3 / (4 + 4)."""
    assert likeness("wij bouwen veertig woningen", "wij bouwen vijftig woningen") == pytest.approx(0.75)


def test_likeness_counts_repeats() -> None:
    """A word that stands twice in one and once in the other counts once: 2 * 1 / (2 + 1)."""
    assert likeness("goed goed", "goed") == pytest.approx(2 / 3)


@given(st.text(), st.text())
def test_likeness_is_symmetric_and_bounded(first: str, second: str) -> None:
    """Likeness is between 0 and 1, does not depend on the order, and is 1 for a text and itself."""
    assert likeness(first, second) == likeness(second, first)
    assert 0 <= likeness(first, second) <= 1
    assert likeness(first, first) == 1


def test_exact_match_needs_the_same_document() -> None:
    """The same words in another document are another commitment."""
    assert match_exact([promise("We bouwen.", "plan")], [promise("We bouwen.", "visie")]) == {}


def test_exact_match_pairs_doubles_in_order() -> None:
    """Two equal promises are matched first with first and second with second."""
    twice = [promise("We bouwen."), promise("We bouwen.")]
    assert match_exact(twice, twice) == {0: 0, 1: 1}


def test_a_changed_lead_is_forgiven_when_there_is_one_such_quote() -> None:
    """A bullet whose governing line changed is still that bullet."""
    old = [promise("40 woningen", lead="In 2024:")]
    assert match_exact(old, [promise("40 woningen", lead="In 2025:")]) == {0: 0}


def test_a_changed_lead_is_not_forgiven_when_two_could_be_meant() -> None:
    """With two equal bullets under other lines nobody can tell which is which."""
    old = [promise("40 woningen", lead="In 2024:"), promise("40 woningen", lead="In 2025:")]
    new = [promise("40 woningen", lead="In 2026:"), promise("40 woningen", lead="In 2027:")]
    assert match_exact(old, new) == {}


def test_near_match_takes_the_most_alike_first() -> None:
    """Each old commitment is used once, for the new one that is most like it."""
    old = [promise("We bouwen veertig woningen in Noord"), promise("We bouwen veertig woningen in Zuid")]
    new = [promise("We bouwen vijftig woningen in Zuid"), promise("We bouwen vijftig woningen in Noord")]
    assert match_near(old, new) == {0: 1, 1: 0}


def test_near_match_asks_more_of_what_moved_far() -> None:
    """Three words in four are enough beside it, and not enough ten pages on in another chapter."""
    old = promise("wij bouwen veertig woningen")
    near = promise("wij bouwen vijftig woningen", page=2, section=("9 Anders",))
    far = moved(promise("wij bouwen vijftig woningen", section=("9 Anders",)), 12)
    assert match_near([old], [near]) == {0: 0}
    assert match_near([old], [far]) == {}


def test_a_renumbered_heading_is_the_same_heading() -> None:
    """A chapter put in between shifts numbers and pages, not the neighbourhood."""
    old = promise("wij bouwen veertig woningen", section=("3.4 Wonen",))
    new = promise("wij bouwen vijftig woningen", section=("3.5 Wonen",), page=30)
    assert match_near([old], [new]) == {0: 0}


def test_a_renamed_document_is_known_by_its_sentences() -> None:
    """A document that came back under another name is paired with the old name; a stranger is not."""
    was = [promise("We bouwen.", "plan-v1"), promise("We slopen.", "plan-v1")]
    now = [promise("We bouwen.", "plan-v2"), promise("We verven.", "plan-v2")]
    stranger = [promise("We dansen.", "verslag")]
    assert renamed({"plan-v1": was}, {"plan-v2": now, "verslag": stranger}) == {"plan-v2": "plan-v1"}


@pytest.mark.slow
def test_hundreds_of_changed_commitments_are_matched_quickly() -> None:
    """A document of which every one of 400 promises changed is matched in seconds."""
    old = [promise(f"Wij bouwen {n} woningen in wijk {n} van de gemeente Waterdam") for n in range(400)]
    new = [promise(f"Wij bouwen {n} huizen in wijk {n} van de gemeente Waterdam") for n in range(400)]
    started = time.monotonic()
    assert match_near(old, new) == {n: n for n in range(400)}
    assert time.monotonic() - started < 20
