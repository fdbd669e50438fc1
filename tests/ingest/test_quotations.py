from __future__ import annotations

import pytest

from ingest.lines import lines_of, measure
from ingest.model import Page
from ingest.quotations import Quotation, find_quotation


def found(text: str) -> Quotation | None:
    """Return the quotation that begins on the first line of a page with this text."""
    lines = lines_of(Page(1, text))
    return find_quotation(lines, 0, measure(lines))


def test_a_quotation_ends_at_its_closing_mark_before_the_speaker() -> None:
    """Marks inside a quotation do not end it; its speaker does."""
    text = "“De “speeltuin” is saai.\nOp “hun” plek praten.”\n– Bewoner uit Noord\n\nGewone tekst."
    assert found(text) == Quotation(2, 3, 2)


def test_a_speaker_may_go_on_after_a_hyphen() -> None:
    """A speaker's place broken at the line's end is two lines."""
    assert found("“Meer groen.”\n- Bewoner uit Heerlen-\nCentrum\n\nTekst.") == Quotation(1, 3, 2)


def test_a_signature_without_a_dash_counts() -> None:
    """A name on a line of its own right below a quotation is its speaker."""
    text = "“Ik wil van het gas af, maar dan wel betaalbaar.”\nMevrouw Bakker\n\n" + 80 * "x"
    assert found(text) == Quotation(1, 2, 0)


def test_a_paragraph_between_quotation_marks_is_a_quotation() -> None:
    """Without a speaker, a whole paragraph between double marks is a quotation."""
    assert found("“Houd er rekening mee dat er nog\neen achterstand is.”\n\nTekst.") == Quotation(2, 2)


@pytest.mark.parametrize(
    "text",
    [
        "Geen aanhaling.",
        "“Trots” is het woord dat past.\n\nTekst.",
        "‘Basis op orde: een schone\nstad’\nDe samenleving stelt voor.",
        "“Niet gesloten\n\nTekst.",
    ],
)
def test_other_texts_are_no_quotations(text: str) -> None:
    """Words between marks, titles between single marks and open marks are no quotation."""
    assert found(text) is None
