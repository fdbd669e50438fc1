from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import split_sentences


def sentences(text: str) -> list[str]:
    """Return the sentences themselves."""
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Zie art. 3 van de verordening en de artt. 4 en 5.",
        "De brief d.d. 3 maart is van Dhr. R. Testroote en mevr. M. Plag.",
        "In de periode 2023 t/m 2027 bouwen we ca. 500 woningen.",
        "Het gaat om 2.250 woningen en € 1.758.900 (excl. BTW).",
        "Uiterlijk 1-1-2019 is het bestand gescand.",
        "Vastgesteld op 12 feb. 2024 door het college.",
        "Mevr. P. Smit en dhr. V. Bakker tekenen, zie p. 12 en blz. 3.",
        "Samen met o.a. ProRail, dr. F.W. de Boer en prof. Jansen kijken we verder.",
        "Met behulp van m.b.v. Circulaire agenda en het plan.",
        "Zie www.heerlen.nl voor meer, of bel.",
        "De verkiezing was op 21 maart jl. in de raad.",
        "6.4. Een eigen nummer hoort bij de zin.",
        "1. Een volgnummer ook.",
    ],
)
def test_abbreviations_and_numbers_do_not_end_a_sentence(text: str) -> None:
    """A full stop that belongs to a word or a number does not cut the sentence."""
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Dat is zo. Dit ook.", ["Dat is zo.", "Dit ook."]),
        ("Meer groen etc. Daarmee komt er vaart in.", ["Meer groen etc.", "Daarmee komt er vaart in."]),
        ("Dat is succesvol.1 Het afval is aanbesteed.", ["Dat is succesvol.1", "Het afval is aanbesteed."]),
        ("Wat nu? ‘Draagt het bij?’ Ja!", ["Wat nu?", "‘Draagt het bij?’", "Ja!"]),
        ("Zie de visie (NOVI). De raad beslist.", ["Zie de visie (NOVI).", "De raad beslist."]),
        ("Dat was in 2023. In 2024 komt er meer.", ["Dat was in 2023.", "In 2024 komt er meer."]),
        ("Hij zei: “Het kan.” Daarna ging hij.", ["Hij zei: “Het kan.”", "Daarna ging hij."]),
        ("We bouwen TVW 2.0. Daarna volgt meer.", ["We bouwen TVW 2.0.", "Daarna volgt meer."]),
        ("Het is kunst/art. Graffiti wordt kunst.", ["Het is kunst/art.", "Graffiti wordt kunst."]),
        ("Straks meer. 25 woningen volgen.", ["Straks meer.", "25 woningen volgen."]),
    ],
)  # fmt: skip
def test_sentences_end_where_a_reader_stops(text: str, parts: list[str]) -> None:
    """A full stop, question or exclamation mark before a capital, digit or quote ends the sentence."""
    assert sentences(text) == parts


def test_a_question_inside_a_sentence_does_not_end_it() -> None:
    """After a question mark a small letter goes on with the same sentence."""
    text = "Dus in plaats van de vraag: ‘mag het wel?’ stellen we nu de vraag: ‘draagt het bij?’."
    assert sentences(text) == [text]


def test_nothing_gives_nothing() -> None:
    """An empty text and one of spaces have no sentences."""
    assert split_sentences("") == []
    assert split_sentences("   ") == []


@given(st.text(alphabet="abc AB.?!…1 “”'()-,:\n", max_size=120))
def test_sentences_cover_all_but_white_space_in_order(text: str) -> None:
    """The sentences are in order, do not overlap, and leave out nothing but white space."""
    spans = split_sentences(text)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    covered = "".join(text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(text.split())
