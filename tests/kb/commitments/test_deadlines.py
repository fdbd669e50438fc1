from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_town import document

from kb.commitments.deadlines import Era, deadline_in, era_of

ERA = Era(2022, 2026)


@pytest.mark.parametrize(
    ("text", "words", "earliest", "latest"),
    [
        ("In 2027 is de brug klaar.", "In 2027", "2027-01-01", "2027-12-31"),
        ("De brug is eind 2026 klaar.", "eind 2026", "2026-10-01", "2026-12-31"),
        ("Begin 2025 start de bouw.", "Begin 2025", "2025-01-01", "2025-03-31"),
        ("Medio 2024 ligt er een plan.", "Medio 2024", "2024-05-01", "2024-08-31"),
        ("Klaar in het 3de kwartaal van 2024.", "in het 3de kwartaal van 2024", "2024-07-01", "2024-09-30"),
        ("Eind eerste kwartaal 2024 is het af.", "Eind eerste kwartaal 2024", "2024-03-01", "2024-03-31"),
        ("Voor 2029 zijn alle daken schoon.", "Voor 2029", None, "2028-12-31"),
        ("Dat gebeurt vóór 1 juli 2025.", "vóór 1 juli 2025", None, "2025-06-30"),
        ("Uiterlijk 1 oktober 2025 is het af.", "Uiterlijk 1 oktober 2025", None, "2025-10-01"),
        ("Het geldt tot en met 2030.", "tot en met 2030", None, "2030-12-31"),
        ("We gaan tot 2030 door.", "tot 2030", None, "2029-12-31"),
        ("Vanaf 2025 is het gratis.", "Vanaf 2025", "2025-01-01", None),
        (
            "In de periode 2023 t/m 2032 starten we.",
            "In de periode 2023 t/m 2032",
            "2023-01-01",
            "2032-12-31",
        ),
        ("In het voorjaar van 2025 volgt een nota.", "In het voorjaar van 2025", "2025-03-01", "2025-05-31"),
        ("In de tweede helft van 2025 openen we.", "In de tweede helft van 2025", "2025-07-01", "2025-12-31"),
        ("Dat doen we deze collegeperiode.", "deze collegeperiode", "2022-01-01", "2026-12-31"),
        ("Binnen 1,5 jaar is er een plan.", "Binnen 1,5 jaar", None, "2023-06-30"),
    ],
)
def test_words_for_time_are_intervals(
    text: str, words: str, earliest: str | None, latest: str | None
) -> None:
    """Each form of the guidelines gives its words and the days that they mean."""
    found = deadline_in(text, ERA)
    assert found is not None
    assert found.text == words
    assert found.earliest == (date.fromisoformat(earliest) if earliest else None)
    assert found.latest == (date.fromisoformat(latest) if latest else None)


@pytest.mark.parametrize(
    "text",
    [
        "We voeren de Woonvisie 2030 uit.",
        "Zoals in het Grondstoffenplan 2022-2026 staat.",
        "Jaarlijks komt er een verslag.",
        "De komende jaren planten we bomen.",
        "De Wet goed wonen 2015 is leidend.",
        "Zie paragraaf 2.024.",
    ],
)
def test_names_and_vague_words_give_no_deadline(text: str) -> None:
    """The year of a law, a plan or a name is no deadline, nor is what returns or stays vague."""
    assert deadline_in(text, ERA) is None


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


@given(st.text(max_size=60), st.integers(2000, 2060))
def test_deadlines_are_words_of_the_text_in_the_right_order(text: str, year: int) -> None:
    """Whatever stands around it, the words are found in the text and the interval is not upside down."""
    whole = f"{text} uiterlijk in {year} {text}"
    found = deadline_in(whole, ERA)
    if found is not None:
        assert found.text in whole
        assert not (found.earliest and found.latest) or found.earliest <= found.latest
