"""Words told by their letters."""

from __future__ import annotations

from kb.answers.letters import best, surfaces, told_in


def test_a_word_is_told_by_one_that_holds_most_of_its_letters() -> None:
    """Runs of four letters are counted: a plural tells its singular, a chance likeness does not."""
    told = told_in("subsidie", ["subsidies", "subsidieregeling", "sport"])
    assert told == {"subsidies": 1.0, "subsidieregeling": 1.0}
    assert 0.5 <= told_in("energiebesparende", ["energiebesparing"])["energiebesparing"] < 1.0


def test_a_short_word_is_told_by_itself_alone() -> None:
    """With fewer than four letters there are no runs to compare."""
    assert told_in("wmo", ["wmo", "wmos"]) == {"wmo": 1.0}


def test_the_best_word_of_a_text_counts() -> None:
    """Of several words the one that tells most is taken; of none the share is nothing."""
    told = {"huizen": 1.0, "huis": 0.5}
    assert best(told, surfaces("Er komen huizen bij het huis.")) == 1.0
    assert best(told, surfaces("Er komt een park.")) == 0.0
