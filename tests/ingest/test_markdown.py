from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.model import same_words, slice_of
from ingest.readers.markdown import read_markdown

SOURCE = """---
title: "Woonvisie 2030"
auteur: Gemeente Voorbeeld
datum: 2024-05-01
---
# Woonvisie

De gemeente bouwt
**woningen** met [partners](http://voorbeeld.nl). Eind 2024 is bereikt:

- vijf parken
- twee wijken, namelijk:
  1. Oost

## Groen

> Bomen zijn mooi.

| Wat | Bedrag |
|---|---|
| Bomen | € 5.000 |

<p>Uit HTML.</p>

![kaart](kaart.png)
"""


def test_structure_of_markdown_is_kept() -> None:
    """Headings, sentences, nested lists, quotations and tables come in order, without marks or addresses."""
    reading = read_markdown(SOURCE.encode())
    assert [(piece.kind, piece.text, piece.level) for piece in reading.pieces] == [
        ("heading", "Woonvisie", 1),
        ("body", "De gemeente bouwt woningen met partners.", None),
        ("body", "Eind 2024 is bereikt:", None),
        ("bullet", "vijf parken", 1),
        ("bullet", "twee wijken, namelijk:", 1),
        ("bullet", "Oost", 2),
        ("heading", "Groen", 2),
        ("quotation", "Bomen zijn mooi.", None),
        ("table", "Wat Bedrag", None),
        ("table", "Bomen € 5.000", None),
        ("body", "Uit HTML.", None),
    ]
    assert [piece.lead for piece in reading.pieces if piece.kind == "bullet"][-1] == "twee wijken, namelijk:"
    assert reading.pieces[-2].header == "Wat Bedrag"
    assert reading.pieces[-1].section == ("Woonvisie", "Groen")
    assert "1. Oost" in reading.pages[0].text


def test_front_matter_is_proposed_and_not_read() -> None:
    """Title, author and date from the front matter are a proposal, in Dutch or English."""
    reading = read_markdown(SOURCE.encode())
    assert reading.proposal.title == "Woonvisie 2030"
    assert reading.proposal.author == "Gemeente Voorbeeld"
    assert reading.proposal.date == "2024-05-01"
    assert "auteur" not in reading.pages[0].text


def test_form_feeds_separate_pages() -> None:
    """A form feed begins a new page."""
    reading = read_markdown(b"Een zin.\n\n\x0cNog een zin.")
    assert [(piece.page, piece.text) for piece in reading.pieces] == [(1, "Een zin."), (2, "Nog een zin.")]


def test_other_encodings_are_told() -> None:
    """Markdown that is not UTF-8 is read with a warning."""
    reading = read_markdown("Financiële ruimte.".encode("cp1252"))
    assert reading.pieces[0].text == "Financiële ruimte."
    assert reading.warnings


@given(st.text(alphabet="ab #>-*|1.\n\x0c_`[]()<p", max_size=200))
def test_any_markdown_is_read(source: str) -> None:
    """Whatever the signs, pieces stand where they say."""
    reading = read_markdown(source.encode())
    for piece in reading.pieces:
        assert same_words(slice_of(reading.pages, piece.spans)) == same_words(piece.text)
