from __future__ import annotations

import pytest

from ingest.model import Page
from ingest.structure import read_pages

PROSE = (
    "De gemeente werkt de komende jaren aan een stad waarin iedereen prettig woont en\n"
    "waarin de lucht schoon is. Daarvoor is nog veel nodig, ook van anderen dan wij.\n"
)


def kinds(text: str) -> list[str]:
    """Return the kinds of the pieces on a page with this text, running text left out."""
    return [piece.kind for piece in read_pages([Page(1, text)]).pieces if piece.kind != "body"]


def test_short_numbered_lines_are_headings() -> None:
    """A number above a short line that is no sentence makes a heading, at the same gap as the text too."""
    assert kinds("2.1 Fietsen\n" + PROSE + "2.2 Lopen\n" + PROSE) == ["heading", "heading"]


def test_numbered_sentences_of_one_chapter_are_measures() -> None:
    """Where most numbers of a chapter stand above sentences they are all measures, unfinished ones too."""
    text = "3.1. Wij bouwen een school.\n3.2. Wij kappen geen bomen.\n3.3. Meer groen in de wijk\n\n"
    assert kinds(text + PROSE) == ["measure"] * 3


def test_a_numbered_question_or_call_is_a_heading() -> None:
    """A title may end in a question or exclamation mark."""
    assert kinds(
        PROSE + "\n1.2. Wat is een omgevingsvisie?\n\n" + PROSE + "\n1.3. Een oud stadje!\n\n" + PROSE
    ) == [
        "heading",
        "heading",
    ]


@pytest.mark.parametrize("lead", ["Drie scenario’s:", "Wij kiezen voor het volgende:"])
def test_numbers_after_a_colon_are_a_list(lead: str) -> None:
    """Numbers 1, 2, 3 below a lead-in are items, also when each is short."""
    assert kinds(PROSE + f"\n{lead}\n1. Krimp\n2. Migratie\n3. Groei\n\n" + PROSE) == ["bullet"] * 3


def test_a_list_ends_where_the_next_chapter_begins() -> None:
    """A number that does not follow the last item heads a chapter."""
    text = PROSE + "\nDit zijn:\n1. Krimp\n2. Groei\n\n4. Verduurzaming\n\n" + PROSE
    assert kinds(text) == ["bullet", "bullet", "heading"]


def test_chapters_without_a_full_stop_need_proof() -> None:
    """A bare number heads a chapter when its sections follow, or when it follows such a chapter."""
    assert kinds("1 Inleiding\n\n1.1 Doel\n\n" + PROSE + "\n2 Vervolg\n\n" + PROSE) == ["heading"] * 3
    assert (
        kinds(
            PROSE + "In dat jaar zijn er in de hele gemeente en in de dorpen eromheen\n25 Woningen klaar.\n"
        )
        == []
    )


def test_annexes_with_a_letter_are_headings() -> None:
    """A capital letter above a short line apart heads an annex; small letters make a list."""
    assert kinds(PROSE + "\nA. Begrippen\n\n" + PROSE) == ["heading"]
    assert kinds(PROSE + "\nNodig is:\na. geld\nb. tijd\n(c) rust\n") == ["bullet"] * 3
