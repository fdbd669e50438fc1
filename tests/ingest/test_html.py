from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.model import Piece, same_words, slice_of
from ingest.readers.html import read_html

PAGE = """<!DOCTYPE html><html lang="nl"><head><title>Woonvisie 2030</title>
<meta name="author" content="Gemeente Voorbeeld"><meta name="dcterms.date" content="2024-05-01">
<style>p {color: red}</style><script>document.write("Nee.")</script></head><body>
<header><a href="/">Naar de voorpagina</a></header><nav><ul><li>Menu</li></ul></nav>
<main><article><header><h1>Woonvisie</h1></header>
<p>De gemeente bouwt<br>woningen. <!-- geheim -->Eind 2024 is <b>bereikt</b>:</p>
<ul><li>vijf <em>parken</em></li><li>twee wijken, namelijk:<ol start="3"><li>Oost</li></ol></li></ul>
<h2>Groen &amp; water</h2><blockquote><p>“Meer bomen graag.” – Bewoner uit Oost</p></blockquote>
<table><caption>Tabel 1: geld</caption><tr><th>Wat</th><th>Bedrag</th></tr>
<tr><td>Bomen</td><td>€&nbsp;5.000</td></tr></table>
<figure><img alt="kaart"><figcaption>Figuur 2: de kaart</figcaption></figure>
<div>Losse tekst<div>en een blok.</div></div>
</article></main>
<aside>Lees ook dit.</aside><form>Zoek</form><p hidden>Verborgen.</p><div role="navigation">Kruimels</div>
<footer>Contact</footer></body></html>"""


def pieces_of(source: str) -> list[Piece]:
    """Read HTML; every piece must stand where it says."""
    reading = read_html(source.encode())
    for piece in reading.pieces:
        assert same_words(slice_of(reading.pages, piece.spans)) == same_words(piece.text)
    return list(reading.pieces)


def test_an_article_is_read_in_order_without_its_surroundings() -> None:
    """Headings, sentences, lists, tables and captions come in order; menus, scripts and forms do not."""
    assert [(piece.kind, piece.text) for piece in pieces_of(PAGE)] == [
        ("heading", "Woonvisie"),
        ("body", "De gemeente bouwt woningen."),
        ("body", "Eind 2024 is bereikt:"),
        ("bullet", "vijf parken"),
        ("bullet", "twee wijken, namelijk:"),
        ("bullet", "Oost"),
        ("heading", "Groen & water"),
        ("quotation", "“Meer bomen graag.”"),
        ("caption", "Tabel 1: geld"),
        ("table", "Wat Bedrag"),
        ("table", "Bomen € 5.000"),
        ("caption", "Figuur 2: de kaart"),
        ("body", "Losse tekst"),
        ("body", "en een blok."),
    ]


def test_pieces_know_what_governs_them() -> None:
    """Bullets know their lead and level, rows their header, quotations their speaker, all their section."""
    pieces = pieces_of(PAGE)
    assert [(p.lead, p.level) for p in pieces if p.kind == "bullet"] == [
        ("Eind 2024 is bereikt:", 1),
        ("Eind 2024 is bereikt:", 1),
        ("twee wijken, namelijk:", 2),
    ]
    assert [p.header for p in pieces if p.kind == "table"] == [None, "Wat Bedrag"]
    assert [p.speaker for p in pieces if p.kind == "quotation"] == ["Bewoner uit Oost"]
    assert pieces[-1].section == ("Woonvisie", "Groen & water")


def test_properties_are_proposed() -> None:
    """Title, author and date come from the head of the page."""
    proposal = read_html(PAGE.encode()).proposal
    assert (proposal.title, proposal.author, proposal.date) == (
        "Woonvisie 2030",
        "Gemeente Voorbeeld",
        "2024-05-01",
    )


def test_a_table_that_only_places_is_no_table() -> None:
    """A table for layout, or of one column, is read as running text."""
    assert [
        p.kind
        for p in pieces_of('<table role="presentation"><tr><td>Een zin.</td><td>Twee.</td></tr></table>')
    ] == ["body"] * 2
    assert [p.kind for p in pieces_of("<table><tr><td>Een zin.</td></tr></table>")] == ["body"]


def test_declared_encoding_is_used() -> None:
    """A page in an old encoding that it declares is read right."""
    source = '<html><head><meta charset="windows-1252"></head><body><p>Financiële ruimte.</p>'
    assert read_html(source.encode("cp1252")).pieces[0].text == "Financiële ruimte."


def test_deep_nesting_does_no_harm() -> None:
    """Elements nested deeper than makes sense are read without running out of stack."""
    source = "<div>" * 1500 + "Een zin." + "</div>" * 1500
    assert [piece.text for piece in pieces_of(source)] == ["Een zin."]


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<ul>",
                "<li>",
                "</ul>",
                "<table>",
                "<tr>",
                "<td>",
                "</table>",
                "<h2>",
                "<blockquote>",
                "tekst ",
                "Zin. ",
                "\x00",
                "&shy;",
                "<!--",
                "<br>",
            ]
        ),
        max_size=30,
    )
)
def test_any_tag_soup_is_read(tags: list[str]) -> None:
    """Whatever the order of tags, pieces stand where they say."""
    pieces_of("".join(tags))
