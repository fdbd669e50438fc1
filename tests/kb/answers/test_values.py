from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.answers.values import digits_of, is_new, values_in


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Er is € 1.250.000 beschikbaar.", "amount", "€ 1.250.000"),
        ("De bijdrage is 2,5 miljoen euro.", "amount", "2,5 miljoen euro"),
        ("Zij krijgen €250,- per huis.", "amount", "€250,-"),
        ("Ongeveer 37,9% beweegt genoeg.", "percent", "37,9%"),
        ("Het is 30 procent.", "percent", "30 procent"),
        ("Uiterlijk op 1 juli 2026 is het klaar.", "date", "1 juli 2026"),
        ("Dat was eind 2025.", "date", "eind 2025"),
        ("De scan is af (uiterlijk 1-1-2019).", "date", "1-1-2019"),
        ("Dat is in 2040 bereikt.", "year", "2040"),
        ("Wij bouwen 2.250 woningen.", "number", "2.250"),
        ("Er komen veertien buurthuizen.", "number", "veertien"),
        ("Er wordt 25 MW opgewekt.", "number", "25 MW"),
        ("Zij lopen twee keer per week.", "frequency", "twee keer per week"),
        ("We maken jaarlijks een begroting.", "frequency", "jaarlijks"),
        ("Het duurt 20 minuten.", "duration", "20 minuten"),
        ("Open vanaf 9.30 uur.", "clock", "9.30 uur"),
        ("Het depot ligt aan de Molenweg 12.", "address", "Molenweg 12"),
        ("Het plan is van Anna de Vries.", "name", "Anna de Vries"),
        ("Dat doet de GGD.", "name", "GGD"),
        ("Wij praten verder zodra de planning rond is.", "condition", "zodra de planning rond is"),
    ],
)
def test_a_value_is_found_as_it_is_written(text: str, kind: str, value: str) -> None:
    """Each kind of value is recognised in a sentence, with its own words."""
    assert (kind, value) in [(found.kind, found.text) for found in values_in(text)]


def test_the_first_word_of_a_sentence_is_no_name() -> None:
    """A capital at the start of a sentence says nothing; a name after it still counts."""
    assert [v for v in values_in("Bewoners praten mee.") if v.kind == "name"] == []
    assert [v.text for v in values_in("De wijk Zuiderveen groeit.") if v.kind == "name"] == ["Zuiderveen"]


def test_what_the_question_names_is_not_new() -> None:
    """A year that stands in the question does not answer it."""
    (year,) = (v for v in values_in("In 2023 was het zo.") if v.kind == "year")
    assert not is_new(year, "hoeveel bezoekers in 2023?")
    assert is_new(year, "in welk jaar?")


def test_numbers_are_compared_without_thousands_separators() -> None:
    """2.250 is 2250; a decimal comma stays."""
    assert digits_of("2.250 woningen, 37,9% en 12") == ("2250", "37,9", "12")


@given(st.text(max_size=120))
def test_every_value_stands_where_it_says(text: str) -> None:
    """Whatever the text, a value is exactly the characters at its place, and values come in order."""
    found = values_in(text)
    assert all(text[v.start : v.end] == v.text for v in found)
    assert [v.start for v in found] == sorted(v.start for v in found)
