from __future__ import annotations

import pytest
from made_up_town import document

from ingest.model import Piece, Span
from kb.commitments.actors import Voices, actor_of, voices_of


def body(text: str) -> Piece:
    """Return a sentence as a piece."""
    return Piece("body", text, (Span(1, 0, len(text)),))


TOWN = Voices("gemeente Waterdam", "gemeente Waterdam", "gemeente Waterdam", frozenset({"Havenbedrijf Zuid"}))
BOTH = Voices("gemeente Waterdam en corporaties", "gemeente Waterdam", "gemeente Waterdam en corporaties")


@pytest.mark.parametrize(
    ("text", "voices", "actor"),
    [
        ("We planten bomen.", TOWN, "gemeente Waterdam"),
        ("Het college stelt een nota op.", TOWN, "gemeente Waterdam"),
        ("Er worden bomen geplant.", TOWN, "gemeente Waterdam"),
        ("Havenbedrijf Zuid legt een kade aan.", TOWN, "Havenbedrijf Zuid"),
        ("In 2025 levert Havenbedrijf Zuid een plan.", TOWN, "Havenbedrijf Zuid"),
        ("De burgemeester sluit panden.", TOWN, "burgemeester"),
        ("We stemmen dit af.", BOTH, "gemeente Waterdam en corporaties"),
        ("Woningcorporaties bieden een regeling aan.", BOTH, "corporaties"),
        ("De gemeente zorgt voor de straat.", BOTH, "gemeente Waterdam"),
        ("Gemeente en corporaties maken een plan.", BOTH, "gemeente Waterdam en corporaties"),
        ("Partijen overleggen elk jaar.", BOTH, "gemeente Waterdam en corporaties"),
        ("Als gemeente zorgen we voor een loket.", BOTH, "gemeente Waterdam"),
    ],
)
def test_the_subject_says_who_binds_himself(text: str, voices: Voices, actor: str) -> None:
    """The word "we" is the document's own, a party or a name is itself, and nobody is the document's."""
    assert actor_of(text, voices) == actor


def test_a_line_above_speaks_for_what_has_no_subject() -> None:
    """A bullet without a subject belongs to the party in the line that governs it."""
    assert actor_of("gratis toegang voor kinderen", BOTH, ("De gemeente zegt toe:",)) == "gemeente Waterdam"


def test_the_document_defines_its_we() -> None:
    """A definition of "we" counts above the catalogue."""
    text = "Dit zijn afspraken tussen de gemeente en de woningcorporaties (hierna: we)."
    voices = voices_of(document(), [body(text)])
    assert voices.we == "gemeente Waterdam en corporaties"


def test_minutes_speak_for_both_sides() -> None:
    """In minutes of another organisation with a municipality, "we" are both."""
    minutes = document(title="Verslag overleg Bouwclub met de gemeente Waterdam", organisation="Bouwclub")
    voices = voices_of(minutes, [])
    assert voices.we == "gemeente Waterdam en Bouwclub"
    assert voices.nobody == "gemeente Waterdam"


def test_an_unknown_organisation_leaves_it_open() -> None:
    """Where nobody is known, nobody is named."""
    assert actor_of("We planten bomen.", voices_of(document(organisation="", title="Nota"), [])) is None
