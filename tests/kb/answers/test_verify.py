from __future__ import annotations

import pytest

from kb.answers.verify import supported

QUOTES = ["Uiterlijk op 1 juli 2026 bouwt Wonen Zuidhof 2.250 woningen (30% sociaal)."]


@pytest.mark.parametrize(
    "sentence",
    [
        "Wonen Zuidhof bouwt 2250 woningen [1].",
        "Dat is 30% [1].",
        "De datum is 1 juli 2026.",
        "Er wordt gebouwd.",
    ],
)
def test_what_stands_in_the_quote_may_be_said(sentence: str) -> None:
    """Numbers, dates and names of the quote pass, however they are written."""
    assert supported(sentence, QUOTES)


@pytest.mark.parametrize(
    "sentence",
    [
        "Er komen 2.500 woningen [1].",
        "Het is klaar op 2 juli 2026.",
        "De bouw is van Woonpartners.",
        "In mei 2026.",
    ],
)
def test_what_does_not_stand_there_may_not(sentence: str) -> None:
    """Another number, date or name fails."""
    assert not supported(sentence, QUOTES)
