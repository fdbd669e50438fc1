from __future__ import annotations

from ingest.model import Page
from ingest.structure import read_pages

COLUMN = (
    "De gemeente werkt de komende jaren aan een stad waarin\n"
    "iedereen prettig woont en waarin de lucht schoon is en\n"
    "blijft. Daarvoor is nog veel nodig, ook van anderen die\n"
    "in de stad wonen en werken. Wij beginnen er morgen mee.\n"
)
BOX = (
    "Het idee van tuindorpen is ontstaan aan het eind van de negentiende eeuw, toen veel\n"
    "mensen naar de stad trokken om te gaan werken in de fabrieken. De tuindorpen moesten\n"
    "een oplossing bieden voor de drukte in de oude wijken, die steeds groter was geworden\n"
    "en waar de woningen slecht waren.\n"
)


def kinds(text: str) -> dict[str, str]:
    """Return the kind of each piece on a page with this text."""
    return {piece.text: piece.kind for piece in read_pages([Page(1, text)]).pieces}


def test_a_wider_paragraph_is_a_box_with_its_title() -> None:
    """A paragraph set wider than the column, and the line above it, are boxed and head nothing."""
    found = kinds(COLUMN * 6 + "\nTuindorpen\n" + BOX + "\n" + COLUMN)
    boxed = [text for text, kind in found.items() if kind == "boxed"]
    assert boxed[0] == "Tuindorpen"
    assert boxed[-1].endswith("woningen slecht waren.")
    assert "heading" not in found.values()


def test_a_box_goes_on_over_a_short_line_and_a_list() -> None:
    """A lead-in and a closing paragraph of a box belong to it."""
    text = (
        COLUMN * 14
        + "\n"
        + BOX
        + "\nEr zijn twee doelen:\n1. Wonen.\n2. Werken.\n\n"
        + BOX.replace("Het", "Dit")
    )
    assert kinds(text + "\n" + COLUMN)["Er zijn twee doelen:"] == "boxed"


def test_a_document_with_two_measures_has_no_boxes() -> None:
    """Where much of the text is wide, it is simply set in two measures."""
    assert "boxed" not in kinds(COLUMN + "\n" + (BOX + "\n") * 2 + COLUMN).values()
