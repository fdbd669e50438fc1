from __future__ import annotations

import pytest

from ingest.marks import (
    bullet_mark,
    caption_mark,
    is_contents,
    is_empty_mark,
    is_url,
    keyword_mark,
    note_mark,
    number_mark,
    star_mark,
)


@pytest.mark.parametrize(
    "text", ["• Een", "➢ In 2024", "o Inclusief het", "▪ Uitvoering", "- de route", "– De route", "\uf0b7 x"]
)
def test_bullets_are_seen(text: str) -> None:
    """Every usual bullet opens a bullet; the text after it begins at its first letter."""
    mark = bullet_mark(text)
    assert mark is not None
    assert text[mark.rest :] == text[1:].strip()


@pytest.mark.parametrize("text", ["oost en west", "-met name", "op orde", "Een • in de zin"])
def test_words_are_no_bullets(text: str) -> None:
    """A dash or an "o" without white after it is no bullet, nor is a sign inside a line."""
    assert bullet_mark(text) is None


@pytest.mark.parametrize(
    ("text", "kind", "sign", "dotted"),
    [
        ("6.4. Samen met", "number", "6.4", True),
        ("3.2 Resultaten", "number", "3.2", False),
        ("5.3.4. De energie", "number", "5.3.4", True),
        ("VI. Duurzaamheid", "roman", "VI", True),
        ("a. een", "letter", "a", True),
        ("b) twee", "letter", "b", True),
        ("C. Drie", "letter", "C", True),
    ],
)
def test_numbers_letters_and_roman_numerals_are_seen(text: str, kind: str, sign: str, dotted: bool) -> None:
    """The number at the start of a line is read with its kind and whether a full stop closes it."""
    mark = number_mark(text)
    assert mark is not None
    assert (mark.kind, mark.sign, mark.dotted) == (kind, sign, dotted)


@pytest.mark.parametrize("text", ["2.250 woningen", "1-1-2019 is", "2024: plan", "Een 3.2", "10%"])
def test_amounts_and_dates_are_no_numbering(text: str) -> None:
    """An amount of thousands, a date or a year is no number of a heading."""
    mark = number_mark(text)
    assert mark is None or mark.sign == "2.250"


@pytest.mark.parametrize(
    "text",
    [
        "Figuur 1: schema",
        "Tabel 3. Kosten",
        "Figuur 7 | Kaart",
        "Bron: CBS",
        "Foto: J. Smit",
        "Kaart 2-1: wijk",
    ],
)
def test_captions_are_seen(text: str) -> None:
    """A label with a number and a sign after it, or a source, opens a caption."""
    assert caption_mark(text) is not None


@pytest.mark.parametrize(
    "text", ["Figuur 3 geeft het weer", "Tabel 2 is per thema", "Kaarten van de wijk", "Bronnen zijn er"]
)
def test_sentences_about_figures_are_no_captions(text: str) -> None:
    """A sentence that begins with a figure's name is no caption."""
    assert caption_mark(text) is None


def test_other_marks_are_told_apart() -> None:
    """Notes, stars, web addresses, leaders, lone bullets and chapter words each have their own sign."""
    note = note_mark("12 Zie ook")
    star = star_mark("* Volgens de norm")
    keyword = keyword_mark("Bijlage 2. Activiteiten")
    assert note is not None
    assert note.sign == "12"
    assert star is not None
    assert star.sign == "*"
    assert keyword is not None
    assert keyword.sign == "Bijlage 2"
    assert is_url("https://www.heerlen.nl/visie")
    assert not is_url("Zie https://www.heerlen.nl")
    assert is_contents("1.2 Leeswijzer ........ 4")
    assert not is_contents("Dat is zo... 4 keer")
    assert is_empty_mark("-")
