from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.compounds import cuts, read_gold, score
from kb.dutch.analysis import parts_of
from kb.dutch.compounds import CompoundSplitter

GOLD = Path(__file__).with_name("compounds.tsv")
FREQUENCIES = {"zon": 5.0, "zonne": 4.0, "panelen": 4.5, "project": 5.5, "stad": 6.0, "huis": 6.0}


def splitter(**options: object) -> CompoundSplitter:
    """A splitter that knows six words."""
    return CompoundSplitter(lambda word: FREQUENCIES.get(word, 0.0), **options)  # type: ignore[arg-type]


def test_a_compound_is_cut_into_words_it_is_made_of() -> None:
    """The cheapest cover by known words is taken."""
    assert splitter().split("zonnepanelenproject") == ("zonne", "panelen", "project")


def test_a_linking_letter_belongs_to_no_part() -> None:
    """ "stadshuis" is stad and huis."""
    assert splitter().split("stadshuis") == ("stad", "huis")


def test_an_unknown_word_stays_whole() -> None:
    """Nothing is cut at a chance point."""
    assert splitter().split("maankwartier") == ("maankwartier",)


def test_a_word_that_is_to_stay_whole_stays_whole() -> None:
    """Names are not taken apart, whatever their parts mean."""
    assert splitter(keep_whole=frozenset({"stadshuis"})).split("stadshuis") == ("stadshuis",)


def test_a_split_that_does_not_mean_the_word_is_refused() -> None:
    """The caller has the last word on what a split means."""
    assert splitter(accepts=lambda *_: False).split("stadshuis") == ("stadshuis",)


def test_hyphens_always_cut() -> None:
    """A hyphen is a cut that the writer made."""
    assert splitter().split("stad-huis") == ("stad", "huis")


@pytest.mark.parametrize(
    "word", ["wethouder", "samenwerking", "onderwijs", "gemeente", "burgemeester", "voorziening"]
)
def test_a_common_word_is_not_the_sum_of_its_parts(word: str) -> None:
    """A wethouder is no law holder: the glossary tells."""
    assert parts_of(word) == (word,)


@pytest.mark.parametrize("name", ["amsterdam", "hoensbroek", "heerlerheide", "landgraaf", "voerendaal"])
def test_names_of_places_stay_whole(name: str) -> None:
    """A town is not cut into what it once meant."""
    assert parts_of(name) == (name,)


def test_the_gold_list_is_split_well() -> None:
    """At least nine cuts in ten are right, and at least nine in ten are made, over 250 words."""
    gold = read_gold(GOLD)
    found = score(gold)
    assert len(gold) >= 250
    assert found.precision >= 0.9, found.errors
    assert found.recall >= 0.93, found.errors


def test_cuts_are_where_a_part_begins() -> None:
    """The linking letter before a cut does not matter."""
    assert cuts("stadshuis", ("stad", "huis")) == cuts("stadshuis", ("stads", "huis")) == {5}


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz-", max_size=40))
def test_any_word_is_split_into_parts_that_stand_in_it(word: str) -> None:
    """Parts stand in the word, in order, whatever the word."""
    position = 0
    for part in parts_of(word):
        position = word.index(part, position) + len(part)
