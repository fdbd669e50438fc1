from __future__ import annotations

import pytest

from ingest.model import Page, Piece
from ingest.structure import read_pages

PROSE = (
    "De gemeente werkt de komende jaren aan een stad waarin iedereen prettig woont en\n"
    "waarin de lucht schoon is. Daarvoor is nog veel nodig, ook van anderen dan wij.\n"
)


def pieces(*pages: str) -> list[Piece]:
    """Return the pieces of pages with these texts."""
    return list(read_pages([Page(number, text) for number, text in enumerate(pages, 1)]).pieces)


def starting(found: list[Piece], start: str) -> Piece:
    """Return the one piece that begins with ``start``."""
    (piece,) = [piece for piece in found if piece.text.startswith(start)]
    return piece


def test_a_tail_with_a_capital_is_joined_when_the_page_before_breaks_off() -> None:
    """A page that ends in "de", or in a full line without an end, goes on with a name on the next."""
    found = pieces(
        PROSE + "Dat doen wij samen met de", "Universiteit van de stad en haar hogeschool.\n" + PROSE
    )
    assert starting(found, "Dat doen").page_end == 2


def test_a_title_on_the_next_page_is_no_tail() -> None:
    """A short line that opens a page is a title, although the bullet before it lacks its full stop."""
    found = pieces(
        PROSE + "\n• wij bouwen 2.500 woningen, waarvan 70% betaalbaar,", "Zorg en welzijn\n\n" + PROSE
    )
    assert starting(found, "wij bouwen").page_end == 1
    assert starting(found, "Zorg en welzijn").kind == "heading"


def test_a_finished_page_stays_apart() -> None:
    """A sentence that ended on its page takes nothing from the next."""
    found = pieces(
        PROSE + "Dat is klaar.", "Nieuwe zin op een nieuwe bladzijde, met nog wat woorden erachter.\n"
    )
    assert starting(found, "Dat is klaar.").page_end == 1


def test_the_tail_of_a_bullet_finds_its_bullet_behind_others() -> None:
    """A tail belongs to the bullet that broke off in a full line, not to a short one without a full stop."""
    plans = "• Door samenwerking met de corporaties en met de huurders in de stad helpen wij bij het\n"
    found = pieces(
        PROSE + "\nPlannen\n" + plans + "- Er ligt een plan\n- Er is een kader.\n",
        "isoleren van woningen.\n" + PROSE,
    )
    assert starting(found, "Door samenwerking").text.endswith("helpen wij bij het isoleren van woningen.")


@pytest.mark.parametrize("end", ["op het gebied van", "samen met de"])
def test_the_tail_of_a_note_finds_its_note(end: str) -> None:
    """A note that broke off gets the lines with a small letter that stand lower on the page."""
    found = pieces(
        f"{PROSE}In de wijken1 is dat zichtbaar.\n\n1 De wijken zijn aangewezen {end}\n"
        f"{PROSE}\nzorg en wonen, zo is besloten.\n"
    )
    assert starting(found, "1 De wijken").text.endswith(f"{end} zorg en wonen, zo is besloten.")
