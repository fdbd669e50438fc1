from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.commitments.quantities import quantities_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We bouwen 2.250 woningen.", (2250.0, "woningen", "2.250 woningen", "exact")),
        ("Er komen minimaal 40 laadpalen.", (40.0, "laadpalen", "minimaal 40 laadpalen", "min")),
        ("We stellen maximaal 10% van het aanbod beschikbaar.",
         (10.0, "%", "maximaal 10% van het aanbod", "max")),
        ("We planten circa 500 bomen.", (500.0, "bomen", "circa 500 bomen", "about")),
        ("Het fonds krijgt € 6 ton.", (600000.0, "EUR", "€ 6 ton", "exact")),
        ("Hiervoor is 2,5 miljoen euro nodig.", (2500000.0, "EUR", "2,5 miljoen euro", "exact")),
        ("Het park levert 0,21 TWh stroom.", (0.21, "TWh", "0,21 TWh", "exact")),
        ("We openen vijf nieuwe speeltuinen.", (5.0, "speeltuinen", "vijf nieuwe speeltuinen", "exact")),
        ("We knappen 300 slecht geïsoleerde koopwoningen op.",
         (300.0, "woningen", "300 slecht geïsoleerde koopwoningen", "exact")),
        ("Elk gezin houdt max. 90 kg afval per persoon over.",
         (90.0, "kg per persoon", "max. 90 kg afval per persoon", "max")),
        ("Een verdubbeling van het aantal bankjes.", (2.0, "keer", "verdubbeling", "exact")),
    ],
)  # fmt: skip
def test_amounts_have_value_unit_words_and_bound(text: str, expected: tuple[float, str, str, str]) -> None:
    """Each form of an amount gives what is counted, how much, and whether it is a floor or a ceiling."""
    found = quantities_of(text)
    assert [(q.value, q.unit, q.text, q.bound) for q in found] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "In 2027 is de brug klaar.",
        "Uiterlijk 1 oktober 2025 is het af.",
        "Zie paragraaf 5.2 en bijlage 3.",
        "De afgelopen vier jaar is er veel gebouwd.",
        "We hanteren één systeem.",
        "We werken vanuit drie thema's.",
        "De Nota Wonen 2.0 wordt herzien.",
        "Als de opgave hoger is dan 10% praten we verder.",
    ],
)
def test_years_references_and_lengths_of_time_are_no_amounts(text: str) -> None:
    """What is no promised amount is left out."""
    assert quantities_of(text) == ()


@given(st.text(max_size=80))
def test_an_amounts_words_stand_in_the_text(text: str) -> None:
    """Whatever is found, is a piece of the text."""
    assert all(quantity.text in text for quantity in quantities_of(text))
