from __future__ import annotations

import pytest

from ingest.lines import Layout, ends_sentence, lines_of, measure, starts_lower, starts_upper
from ingest.model import Page


def test_lines_know_their_place_and_the_white_around_them() -> None:
    """A line is trimmed; its offsets, gap, indent and trailing spaces are those of the page."""
    page = Page(3, "\n  Een titel \n\n \nde tekst  \nloopt door")
    first, second, third = lines_of(page)
    assert (first.page, first.text, first.gap, first.indent, first.tail) == (3, "Een titel", -1, 2, 1)
    assert page.text[first.start : first.end] == "Een titel"
    assert (second.text, second.gap, second.tail) == ("de tekst", 2, 2)
    assert (third.text, third.gap) == ("loopt door", 0)


def test_a_blank_page_has_no_lines() -> None:
    """White space alone makes no line."""
    assert lines_of(Page(1, " \n\t\n\u00a0\n")) == []


def test_blank_lines_between_all_lines_are_noise() -> None:
    """Where sentences run on over blank lines, one blank line is no paragraph's end and two are."""
    body = (
        "Deze zin is zo lang dat hij op de volgende regel\n\n"
        "verdergaat en daarna nog een keer op de volgende\n\n"
        "regel eindigt.\n\n\n"
    )
    lines = lines_of(Page(1, body * 5))
    layout = measure(lines)
    assert layout.gap == 1
    assert not layout.wide(lines[1])
    assert layout.wide(lines[3])


def test_the_width_is_that_of_lines_that_run_on() -> None:
    """The usual width is measured on full lines, whatever short titles or long notes there are."""
    full = "x" * 59 + "\n" + "y" * 60 + "\n"
    lines = lines_of(Page(1, "Kop\n" + full * 10 + "z" * 150))
    assert 58 <= measure(lines).width <= 60


def test_a_line_breaks_early_when_the_next_word_would_have_fitted() -> None:
    """The end of a paragraph shows in a last line that is shorter than it needed to be."""
    lines = lines_of(Page(1, "kort\nwoord\n" + "v" * 58 + "\nwoord"))
    layout = Layout(0, 60)
    assert layout.breaks(lines[0], lines[1])
    assert not layout.breaks(lines[2], lines[3])


@pytest.mark.parametrize("text", ["Klaar.", "Klaar.1", "“Klaar.”", "(Klaar!)", "Klaar?’ ", "zo…”"])
def test_a_sentence_may_end_in_quotes_and_note_marks(text: str) -> None:
    """Closing signs and the number of a note do not hide the end of a sentence."""
    assert ends_sentence(text)


@pytest.mark.parametrize("text", ["Niet klaar", "in 2024", "de ambitie:", "eerst;", "7.2"])
def test_other_ends_are_no_sentence_ends(text: str) -> None:
    """A word, a year, a colon, a semicolon or a decimal does not end a sentence."""
    assert not ends_sentence(text)


def test_first_letters_are_seen_behind_brackets_and_quotes() -> None:
    """An opening bracket or quote does not hide the first letter."""
    assert starts_lower("(zie kader)")
    assert starts_upper("‘Operatie Hartslag’")
    assert not starts_upper("25 woningen")
    assert not starts_lower("25 woningen")
