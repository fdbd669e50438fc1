from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_town import document, reading
from tables_of_wordings import rows

from kb.commitments.deadlines import Era, deadline_in, era_of

ERA = Era(2022, 2026)


DATED = Era(written=date(2025, 3, 12))


def _read(text: str, era: Era, *, headline: bool = False) -> tuple[str, ...]:
    found = deadline_in(text, era, headline=headline)
    if found is None:
        return ()
    return found.text, str(found.earliest or "-"), str(found.latest or "-")


@pytest.mark.parametrize(("text", "expected"), rows("deadlines.tsv"))
def test_words_for_time_are_intervals(text: str, expected: tuple[str, ...]) -> None:
    """Each way to say by when gives its words and days; names, comparisons and what returns give nothing."""
    assert _read(text, ERA) == expected


@pytest.mark.parametrize(("text", "expected"), rows("deadlines_dated.tsv"))
def test_time_is_counted_from_the_day_of_the_document(text: str, expected: tuple[str, ...]) -> None:
    """The words "dit jaar" or "voor 1 juli" mean days where the document has a day of its own."""
    assert _read(text, DATED) == expected


@pytest.mark.parametrize(("text", "expected"), rows("deadlines_headline.tsv"))
def test_headlines_say_when_in_fewer_words(text: str, expected: tuple[str, ...]) -> None:
    """A bullet or a heading may give a year alone; the year of a name stays a name."""
    assert _read(text, ERA, headline=True) == expected


def test_a_row_of_a_list_ends_in_its_time() -> None:
    """The last column of a row may be a year or two; elsewhere such a year may belong to a name."""
    text = "Aanleg van een wadi team Water 2025-2026"
    assert deadline_in(text, ERA, headline=True) is None
    found = deadline_in(text, ERA, headline=True, row=True)
    assert found is not None
    assert (found.text, found.earliest, found.latest) == ("2025-2026", date(2025, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize("text", [text for text, _ in rows("deadlines_dated.tsv") if "2030" not in text])
def test_no_day_no_guess(text: str) -> None:
    """Without a day to count from, words that need one are no deadline."""
    assert deadline_in(text, Era()) is None


def test_what_lies_before_the_document_is_passed_over() -> None:
    """Of two times, the one that is still ahead of the document counts."""
    found = deadline_in("Wat in 2019 begon, is in 2025 af.", ERA)
    assert found is not None
    assert found.text == "in 2025"


def test_a_year_alone_counts_in_a_headline_only() -> None:
    """The year "(2024)" behind a project is its own; in running text it may be anything."""
    assert deadline_in("Opstellen van een nota (2024)", ERA) is None
    found = deadline_in("Opstellen van een nota (2024)", ERA, headline=True)
    assert found is not None
    assert found.text == "2024"


def test_a_term_needs_a_period() -> None:
    """The words "deze collegeperiode" mean nothing in a document of which no period is known."""
    assert deadline_in("Dat doen we deze collegeperiode.", Era()) is None


def test_the_era_is_the_catalogues() -> None:
    """Period and date come from the catalogue; a date that is no full day is left out."""
    assert era_of(document(date="2022-05-01")) == Era(2022, 2026, date(2022, 5, 1))
    assert era_of(document(date="2022")).written is None


@pytest.mark.parametrize(
    "line", ["Datum: 12 maart 2025", "Waterdam, 12 maart 2025", "Verslag van het overleg op 12 maart 2025"]
)
def test_minutes_and_letters_say_their_day_themselves(line: str) -> None:
    """Where the catalogue has no date, the head of the document gives it."""
    _, pieces = reading("Aan de raad", line, "Op 3 april 2024 was er brand.")
    assert era_of(document(date=""), pieces).written == date(2025, 3, 12)
    assert era_of(document(date="2025-01-01"), pieces).written == date(2025, 1, 1)


@given(st.text(max_size=60), st.integers(2000, 2060))
def test_deadlines_are_words_of_the_text_in_the_right_order(text: str, year: int) -> None:
    """Whatever stands around it, the words are found in the text and the interval is not upside down."""
    whole = f"{text} uiterlijk in {year} {text}"
    found = deadline_in(whole, ERA)
    if found is not None:
        assert found.text in whole
        assert not (found.earliest and found.latest) or found.earliest <= found.latest
