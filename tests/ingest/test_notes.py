from __future__ import annotations

import pytest

from ingest.lines import lines_of
from ingest.model import Page
from ingest.notes import Notes


def expects(text: str, number: str, page: int = 1) -> bool:
    """Tell whether a line on ``page`` can be note ``number`` when page 1 has this text."""
    (line,) = lines_of(Page(page, f"{number} Een noot"))
    return Notes(lines_of(Page(1, text))).expects(line, number)


@pytest.mark.parametrize(
    "text",
    [
        "in de Euregio1.",
        "dat is zo.1",
        "gezondheid1 (links)",
        "zie [1]",
        "de risico’s1 zijn",
        "Monitor 20231.",
    ],
)
def test_a_number_glued_to_a_word_is_a_reference(text: str) -> None:
    """A number right after a word, its full stop or a year, or between brackets, refers to a note."""
    assert expects("Tekst " + text, "1")


@pytest.mark.parametrize(
    "text", ["de CO2 uitstoot", "999 per km2 land", "in 2 wijken", "in 1.250 woningen", "RD2 haalt op"]
)
def test_other_numbers_are_no_references(text: str) -> None:
    """Chemical signs, measures, amounts and names with a number refer to nothing."""
    assert not expects(text, "2")
    assert not expects(text, "250")


def test_a_note_may_stand_some_pages_further() -> None:
    """The notes of a table over pages stand on its last page, not at the end of the document."""
    assert expects("bestaat1.", "1", page=3)
    assert not expects("bestaat1.", "1", page=9)


def test_a_star_after_a_word_announces_a_starred_note() -> None:
    """A star glued to a word or its full stop announces a note on this page or the next."""
    (line,) = lines_of(Page(2, "* Een noot"))
    assert Notes(lines_of(Page(1, "in 2030, en daarna.*"))).has_star(line)
    assert not Notes(lines_of(Page(1, "een * los teken"))).has_star(line)
