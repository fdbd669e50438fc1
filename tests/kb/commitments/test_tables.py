from __future__ import annotations

from made_up_town import document

from ingest.model import Piece, Span
from kb.commitments.tables import Conflict, conflicts_of

HEADER = "Thema 2024 2025 Totaal"


def row(text: str, page: int = 1, header: str | None = HEADER) -> Piece:
    """Return a row of a table."""
    return Piece("table", text, (Span(page, 0, len(text)),), header=header)


def found(*pieces: Piece) -> list[Conflict]:
    """Return what these pieces contradict."""
    return conflicts_of(document(), pieces)


def test_a_column_that_does_not_add_up_is_found() -> None:
    """100 and 200 are 300, not 350; the other columns are right."""
    (conflict,) = found(
        row("Groen € 100 € 10 € 110"), row("Water € 200 € 20 € 220"), row("Totaal € 350 € 30 € 330")
    )
    assert conflict.explanation == "De regels tellen in de kolom 2024 op tot 300, de tabel noemt € 350."
    assert len(conflict.members) == 3


def test_a_table_that_adds_up_is_left_alone() -> None:
    """Cents and thousands are read as they are written."""
    assert (
        found(
            row("Groen € 1.000,50 € 10 € 1"), row("Water € 200 € 20 € 2"), row("Totaal € 1.200,50 € 30 € 3")
        )
        == []
    )


def test_a_total_of_something_else_is_left_alone() -> None:
    """Where no column at all adds up, the total is not the sum of these rows."""
    assert found(row("Groen € 1 € 2 € 3"), row("Water € 1 € 2 € 3"), row("Totaal € 70 € 80 € 90")) == []


def test_another_amount_in_the_same_year_is_found() -> None:
    """Two tables name Groen for 2024: once 100, once 150."""
    (conflict,) = found(
        row("Groen € 100 € 10 € 110"),
        row("Groen € 150", 4, "Thema Kosten 2024"),
        row("Water € 5", 4, "Thema Kosten 2024"),
    )
    assert conflict.explanation == "Bij “Groen” staat voor 2024 € 100 en € 150."
    assert [member.page for member in conflict.members] == [1, 4]


def test_another_year_is_no_contradiction() -> None:
    """What is spent in 2025 may differ from what is spent in 2024."""
    assert found(row("Groen € 100", 1, "Thema 2024"), row("Groen € 150", 2, "Thema 2025")) == []


def test_rows_without_a_header_are_compared_by_their_amounts() -> None:
    """Nothing in common at all is a contradiction; a row that repeats some amounts is not."""
    assert found(row("Groen € 291.450 € 684.300", 1, None), row("Groen € 381.450", 2, None))
    assert not found(row("Groen € 291.450 € 684.300", 1, None), row("Groen € 291.450", 2, None))


def test_a_text_that_puts_a_number_in_another_year_is_found() -> None:
    """The table has the 348 of Volkswoning in 2027, the text in 2028."""
    text = "Volkswoning heeft in 2028 nog 348 woningen met een slecht label."
    body = Piece("body", text, (Span(1, 0, len(text)),))
    header = "Corporatie Volkswoning Waterwonen"
    (conflict,) = found(body, row("2026 398 20", 1, header), row("2027 348 12", 1, header))
    assert conflict.explanation == "De tekst noemt 348 in 2028, de tabel in 2027."
