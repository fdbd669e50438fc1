from __future__ import annotations

from ingest.lists import ListState
from ingest.marks import Mark


def bullet(sign: str) -> Mark:
    """Return a bullet with this sign."""
    return Mark("bullet", sign, 2)


def test_levels_follow_the_order_of_the_signs() -> None:
    """A new sign goes deeper, a known one returns to its level; each level has its own lead."""
    state = ListState("•o▪")
    state.govern("Wij doen:")
    assert state.enter(bullet("•"), "een") == (1, "Wij doen:", False)
    assert state.enter(bullet("o"), "twee") == (2, "een", False)
    assert state.enter(bullet("▪"), "drie") == (3, "twee", False)
    assert state.enter(bullet("o"), "vier") == (2, "een", False)
    assert state.enter(bullet("•"), "vijf") == (1, "Wij doen:", False)


def test_a_heading_governs_when_nothing_else_does() -> None:
    """Bullets right below a heading stand under that heading; below plain text under nothing."""
    state = ListState("•")
    state.head("Plannen", None)
    assert state.enter(bullet("•"), "een")[1] == "Plannen"
    state.govern(None)
    assert state.enter(bullet("•"), "twee")[1] is None


def test_a_deep_sign_that_opens_a_list_keeps_its_depth() -> None:
    """A list that begins with "o" in a document with "•" goes on a list that is out of sight."""
    assert ListState("•o").enter(bullet("o"), "een")[0] == 2
    assert ListState("o").enter(bullet("o"), "een")[0] == 1


def test_an_orphan_title_governs_the_bullets_with_another_sign() -> None:
    """Results printed after the projects stand under the title that was left empty, and stay there."""
    state = ListState("•o➢")
    state.head("Projecten", "Resultaten")
    state.enter(bullet("•"), "een")
    state.enter(bullet("o"), "twee")
    assert state.enter(bullet("➢"), "drie") == (1, "Resultaten", True)
    assert state.enter(bullet("•"), "vier") == (1, "Projecten", False)
    assert state.enter(bullet("➢"), "vijf") == (1, "Resultaten", True)


def test_a_list_goes_on_after_a_box_with_a_closed_list() -> None:
    """After a list that ended with a full stop, a deeper sign goes on with the list before the box."""
    state = ListState("•o")
    state.head("Projecten", None)
    state.enter(bullet("•"), "kader")
    state.enter(bullet("o"), "met de buren")
    state.govern("Bereikt is:")
    state.enter(bullet("•"), "een;")
    state.enter(bullet("•"), "twee.")
    assert state.enter(bullet("o"), "met de stad") == (2, "kader", False)
    assert state.enter(bullet("•"), "strategie") == (1, "Projecten", False)
