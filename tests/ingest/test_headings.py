from __future__ import annotations

import pytest

from ingest.headings import HeadingPath
from ingest.model import Page
from ingest.structure import read_pages

PARAGRAPH = (
    "De gemeente werkt de komende jaren aan een stad waarin iedereen prettig woont en\n"
    "waarin de lucht schoon is. Daarvoor is nog veel nodig, ook van anderen dan wij.\n"
)


def headings(*pages: str) -> list[tuple[int | None, str]]:
    """Return level and text of the headings on pages with these texts."""
    reading = read_pages([Page(number, text) for number, text in enumerate(pages, 1)])
    return [(piece.level, piece.text) for piece in reading.pieces if piece.kind == "heading"]


def test_the_path_leaves_what_is_as_deep() -> None:
    """Entering a heading leaves the headings that are as deep or deeper."""
    path = HeadingPath()
    assert path.enter(1, "a") == ()
    assert path.enter(3, "b") == ("a",)
    assert path.enter(2, "c") == ("a",)
    assert path.path == ("a", "c")
    assert path.enter(1, "d") == ()


def test_labels_that_come_back_stand_below_their_theme() -> None:
    """A title that comes back within one section is a label below the theme above it."""
    theme = "{}\n\n" + PARAGRAPH + "\nResultaten\n\n" + PARAGRAPH + "\n"
    text = "3.2 Energie\n\n" + theme.format("Warmte") + theme.format("Opwek")
    assert headings(text) == [
        (2, "3.2 Energie"),
        (3, "Warmte"),
        (4, "Resultaten"),
        (3, "Opwek"),
        (4, "Resultaten"),
    ]


def test_numbers_within_a_section_do_not_begin_chapters() -> None:
    """Headings "1.", "2." between 2.1 and 2.2 count within 2.1."""
    text = "2.1. Thema’s\n\n" + PARAGRAPH + "\n1. Inclusie\n\n" + PARAGRAPH + "\n2. Wonen\n\n" + PARAGRAPH
    assert headings(text + "\n2.2. Vervolg\n\n" + PARAGRAPH) == [
        (2, "2.1. Thema’s"),
        (3, "1. Inclusie"),
        (3, "2. Wonen"),
        (2, "2.2. Vervolg"),
    ]


def test_capitals_stand_above_other_plain_titles() -> None:
    """Without numbers, a title in capitals is a chapter and the plain ones its sections."""
    text = PARAGRAPH + "\nWONEN\n\n" + PARAGRAPH + "\nOnze ambitie\n\n" + PARAGRAPH + "\nZORG\n\n" + PARAGRAPH
    assert headings(text) == [(1, "WONEN"), (2, "Onze ambitie"), (1, "ZORG")]


def test_chapters_of_a_series_stand_above_the_rest() -> None:
    """Without numbers, titles that open with the same words are the chapters."""
    pages = [
        f"De belangrijkste uitgangspunten en afspraken over {theme}\n\n{PARAGRAPH}\n"
        f"Inleiding {theme}\n\n{PARAGRAPH}Dat geldt ook voor {theme}."
        for theme in ("wonen", "zorg", "werk")
    ]
    assert [level for level, _ in headings(*pages)] == [1, 2, 1, 2, 1, 2]


def test_the_title_of_the_document_and_of_a_part_are_chapters() -> None:
    """The first line of a document, and a line alone on its page before a chapter, stand at level 1."""
    assert headings(
        "Samen vooruit\n\n0. Inleiding\n\n" + PARAGRAPH, "Bijlagen\n", "1. Kaart\n\n" + PARAGRAPH
    ) == [
        (1, "Samen vooruit"),
        (1, "0. Inleiding"),
        (1, "Bijlagen"),
        (1, "1. Kaart"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Publicatiedatum: 26 september 2023",
        "030 2 916 916",
        "www.heerlen.nl",
        "zonder hoofdletter",
        "Een zin met een punt.",
        "Een opsomming;",
        "Welzijn, zorg en de",
    ],
)
def test_lines_that_cannot_be_titles_are_none(line: str) -> None:
    """Dates, numbers, addresses, sentences and lines that ask for more are no titles."""
    assert headings(PARAGRAPH + f"\n{line}\n\n" + PARAGRAPH) == []


def test_a_row_of_short_lines_is_no_row_of_titles() -> None:
    """Of many short lines in a row only the last, right above the text, can be a title."""
    text = PARAGRAPH + "\nEnergie\n\nWater\n\nAfval\n\nOnze inzet\n\n" + PARAGRAPH
    assert headings(text) == [(1, "Onze inzet")]
