from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import IndexDamagedError
from kb.index.abbreviations import find_abbreviations, load_abbreviations, write_abbreviations


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("Het Soortenmanagementplan (SMP) is klaar.", "SMP", "Soortenmanagementplan"),
        ("Volgens het SMP (Soortenmanagementplan) mag dat.", "SMP", "Soortenmanagementplan"),
        ("Er komt een Wijkontwikkelingsmaatschappij (WOM).", "WOM", "Wijkontwikkelingsmaatschappij"),
        ("de Wet maatschappelijke ondersteuning (Wmo\n)", "", ""),
        (
            "op grond van de Wet maatschappelijke ondersteuning (WMO)",
            "WMO",
            "Wet maatschappelijke ondersteuning",
        ),
        ("het Integraal Veiligheidsplan (IVP) loopt af", "IVP", "Integraal Veiligheidsplan"),
    ],
)
def test_an_explained_abbreviation_is_known(text: str, short: str, long: str) -> None:
    """Before or behind its meaning, as one compound or as several words."""
    assert find_abbreviations([text]) == ({short: long} if short else {})


@pytest.mark.parametrize("text", ["het plan (NOG niet af)", "woningen (EFG)", "(SMP)", ""])
def test_what_stands_behind_any_text_is_no_meaning(text: str) -> None:
    """The letters must stand for the words."""
    assert find_abbreviations([text]) == {}


def test_the_meaning_that_is_given_most_counts() -> None:
    """Two documents may differ; the order of the texts does not matter."""
    texts = ["Lokaal Plan (LP)", "Landelijk Programma (LP)", "Landelijk Programma (LP)"]
    assert find_abbreviations(texts) == find_abbreviations(texts[::-1]) == {"LP": "Landelijk Programma"}


def test_what_is_written_can_be_read(tmp_path: Path) -> None:
    """And a missing file asks for a sync."""
    with pytest.raises(IndexDamagedError):
        load_abbreviations(tmp_path)
    write_abbreviations(tmp_path, ["Soortenmanagementplan (SMP)"])
    assert load_abbreviations(tmp_path) == {"SMP": "Soortenmanagementplan"}


@given(st.text(max_size=200))
def test_any_text_can_be_searched_for_abbreviations(text: str) -> None:
    """Meanings stand in the text."""
    for long in find_abbreviations([text]).values():
        assert " ".join(text.split()).find(long.split()[0]) >= 0
