from __future__ import annotations

import pytest

from ingest.hyphens import Joints

WORDS = {
    "ontplooiingsmogelijkheden": 1.0,
    "maatschappelijke": 5.0,
    "woningbouw": 3.7,
    "sociaaleconomisch": 1.8,
    "energiearmoede": 1.5,
    "wonen": 5.0,
    "heden": 4.5,
    "woning": 4.9,
}


def joints(*texts: str) -> Joints:
    """Return the decisions for a document of ``texts`` in a language of a few words."""
    return Joints(texts, lambda word: WORDS.get(word, 0.0))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("hun ontplooiingsmogelijk-", "heden."),
        ("de maat-", "schappelijke opgave"),
        ("de woning-", "bouw"),
        ("(sociaal-", "economisch"),
        ("de energie-", "armoede"),
        ("een zacht af\u00ad", "gebroken woord"),
    ],
)
def test_a_printers_hyphen_goes(before: str, after: str) -> None:
    """A hyphen that only broke the word at the line's end is dropped."""
    assert joints().decide(before, after) == "join"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Arbeidsmarkt-", "Onderwijs."),
        ("Zuid-", "Limburg"),
        ("in het EFG-", "segment."),
        ("de CO2-", "reductie,"),
        ("2019-", "2024"),
        ("van 24-", "uurs zorg"),
        ("Constructing (C-", "Limes)"),
        ("(gedrag-gebouw-gebied-", "wonen)"),
        ("sociaal-", "ecologische"),
        ("medisch-", "technologische"),
        ("de zee-", "eend"),
        ("niet-", "westerse"),
    ],
)
def test_a_writers_hyphen_stays(before: str, after: str) -> None:
    """A hyphen that belongs to the word is kept, closed up."""
    assert joints().decide(before, after) == "keep"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("de fiets-", "en wandelroutes"),
        ("een bouw-", "of sloopplan"),
        ("van opa-", "en oma-dagen"),
        ("wet-", "en/of regelgeving"),
    ],
)
def test_a_hanging_hyphen_keeps_its_space(before: str, after: str) -> None:
    """A first half of a pair ("fiets- en wandelroutes") keeps hyphen and space."""
    assert joints().decide(before, after) == "space"


def test_the_documents_own_spelling_decides_first() -> None:
    """A word that stands unbroken elsewhere in the document is spelled as it stands there."""
    assert joints("de Parkstadgemeenten").decide("Parkstad-", "gemeenten") == "join"
    assert joints("een eco-energetisch dak, eco-energetische daken").decide("eco-", "energetische") == "keep"
    assert joints("een sociaal-economisch plan").decide("sociaal-", "economisch") == "keep"
