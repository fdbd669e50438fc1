from __future__ import annotations

import pytest

from ingest.lines import Line, lines_of, measure
from ingest.model import Page
from ingest.tables import find_tables

PROSE = (
    "De kosten van het programma staan in de volgende tabel en zijn geraamd op basis van\n"
    "de kengetallen van de vereniging en van ervaringen elders in het land tot nu toe.\n"
)


def rows_of(*pages: str) -> list[list[str]]:
    """Return the rows of every table in pages with these texts, its headers first."""
    lines: list[Line] = [
        line for number, text in enumerate(pages, 1) for line in lines_of(Page(number, text))
    ]
    tables = find_tables(lines, measure(lines))
    return [
        [" ".join(line.text for line in lines[start:end]) for start, end in table.rows]
        for table in tables.values()
    ]


def headers_of(*pages: str) -> list[int]:
    """Return how many rows of every table are its header."""
    lines = [line for number, text in enumerate(pages, 1) for line in lines_of(Page(number, text))]
    return [table.headers for table in find_tables(lines, measure(lines)).values()]


def test_running_text_is_no_table() -> None:
    """Sentences with numbers in them make no rows."""
    assert (
        rows_of(PROSE + "In 2024 en 2025 kost het € 3.000 per woning, daarna in 2026 € 2.500.\n" + PROSE)
        == []
    )


def test_rows_of_numbers_with_their_header() -> None:
    """Lines with two numbers or more are rows, the short lines above them the header."""
    text = (
        PROSE
        + "\nLabels per corporatie\nWeller Vincio\n2022 598 907\n2023 559 883\n2024 t.b. 788\n\n"
        + PROSE
    )
    assert rows_of(text) == [
        ["Labels per corporatie", "Weller Vincio", "2022 598 907", "2023 559 883", "2024 t.b. 788"]
    ]
    assert headers_of(text) == [2]


def test_names_with_one_amount_are_rows() -> None:
    """Three lines or more that end in an amount are rows; a line of years above them is their header."""
    text = "Thema Kosten 2024\nAlgemeen € 120.000\nEnergie € 381.450\nTotaal (excl. BTW) € 501.450\n" + PROSE
    assert rows_of(text) == [
        ["Thema Kosten 2024", "Algemeen € 120.000", "Energie € 381.450", "Totaal (excl. BTW) € 501.450"]
    ]
    assert headers_of(text) == [1]


@pytest.mark.parametrize(
    "text", ["Energie € 381.450\nTotaal € 501.450\n", "Kosten 2024 12\n\n\n\n\nTotaal 13 14\n"]
)
def test_two_loose_lines_are_no_table(text: str) -> None:
    """Two lines with a number are not enough."""
    assert rows_of(PROSE + text + PROSE) == []


def test_columns_kept_apart_by_spaces_are_rows() -> None:
    """Lines with wide spaces between their cells are rows, whatever is in them."""
    text = (
        PROSE
        + "\nJan Jansen (A)  Piet Pieters (B)\nWonen      Onderwijs\nZorg      Cultuur\nSport\n\n"
        + PROSE
    )
    assert rows_of(text) == [
        ["Jan Jansen (A)  Piet Pieters (B)", "Wonen      Onderwijs", "Zorg      Cultuur", "Sport"]
    ]


def test_a_header_that_comes_back_heads_a_table_over_pages() -> None:
    """A line of column names at the top of the next page shows that the table goes on."""
    first = (
        "Begrippen\n\nBegrip Definitie\nAardgasvrij Zonder gebruik van aardgas in huis.\n"
        "Biodivers Rijk aan soorten.\n"
    )
    second = "Begrip Definitie\nCirculair Zonder afval.\n"
    assert rows_of(PROSE + "\n" + PROSE, first, second) == [
        [
            "Begrip Definitie",
            "Aardgasvrij Zonder gebruik van aardgas in huis.",
            "Biodivers Rijk aan soorten.",
        ],
        ["Begrip Definitie", "Circulair Zonder afval."],
    ]


def test_a_register_of_names_and_years_is_a_table() -> None:
    """A list of names in which most have a year is a table; cells that begin with a digit go on."""
    names = "Leenhof Beersdal Grasbroek Passart Musschemig Rennemig Wingerd Welten Molenberg".split()
    entries = "".join(f"{name} 19{number}0 Bouwbureau\n\n" for number, name in enumerate(names, 1))
    text = PROSE + "\nLocatie Jaar Bouw\n\n" + entries + "Eikenderveld 1912 Wijsbek, J.\n\n2. beschermd\n\n"
    (rows,) = rows_of(text, PROSE + PROSE)
    assert rows[0] == "Locatie Jaar Bouw"
    assert rows[-1] == "Eikenderveld 1912 Wijsbek, J. 2. beschermd"
    assert len(rows) == len(names) + 2
