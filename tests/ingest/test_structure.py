from __future__ import annotations

from typing import Any

import pytest

from ingest.model import Page, Piece, Reading, same_words, slice_of
from ingest.structure import read_pages


def read(*pages: str) -> Reading:
    """Return the reading of pages with these texts."""
    return read_pages([Page(number, text) for number, text in enumerate(pages, 1)])


def kinds(reading: Reading) -> list[tuple[str, str]]:
    """Return kind and text of every piece."""
    return [(piece.kind, piece.text) for piece in reading.pieces]


def piece(reading: Reading, start: str) -> Piece:
    """Return the one piece whose text begins with ``start``."""
    (found,) = [piece for piece in reading.pieces if piece.text.startswith(start)]
    return found


PARAGRAPH = (
    "De gemeente werkt de komende jaren aan een stad waarin iedereen prettig woont en\n"
    "waarin de lucht schoon is. Daarvoor is nog veel nodig, ook van anderen dan wij.\n"
)


def test_no_pages_give_no_pieces() -> None:
    """Nothing in, nothing out; blank pages have no pieces."""
    assert read().pieces == ()
    assert read("", " \n\n").pieces == ()


def test_a_paragraph_comes_sentence_by_sentence() -> None:
    """Lines are folded into sentences that know their exact place."""
    reading = read(PARAGRAPH)
    first, second = reading.pieces
    assert first.text.endswith("waarin de lucht schoon is.")
    assert second.text == "Daarvoor is nog veel nodig, ook van anderen dan wij."
    assert slice_of(reading.pages, second.spans).startswith("Daarvoor is nog")


def test_a_sentence_over_a_page_break_is_whole() -> None:
    """A sentence cut by a page break, a footer and a header is one piece with a span on each page."""
    reading = read(
        "Gemeente Duurstede\n" + PARAGRAPH + "Wij doen dat samen met de provincie, de scholen en de uit-\n2",
        "Gemeente Duurstede\nvoerders in de regio. Zo komt het goed met de stad en met haar bewoners.\n3",
        "Gemeente Duurstede\nOver het geld beslist de raad.\n4",
        "Gemeente Duurstede\nDaarna volgt de uitvoering.\n5",
    )
    whole = piece(reading, "Wij doen dat")
    assert whole.text == "Wij doen dat samen met de provincie, de scholen en de uitvoerders in de regio."
    assert [span.page for span in whole.spans] == [1, 2]
    assert (whole.page, whole.page_end) == (1, 2)
    assert [page.label for page in reading.pages] == ["2", "3", "4", "5"]
    assert [text for kind, text in kinds(reading) if kind == "running"] == [
        part for number in "2345" for part in ("Gemeente Duurstede", number)
    ]


def test_a_label_the_pages_bring_is_kept() -> None:
    """A label that a page already has is not replaced by a number that stands on it."""
    pages = [Page(1, "7\n" + PARAGRAPH, label="iv"), Page(2, "8\n" + PARAGRAPH)]
    assert [page.label for page in read_pages(pages).pages] == ["iv", "8"]


@pytest.mark.parametrize(
    "between",
    [
        "Figuur 3: De wijken van de stad\n",
        "“Ik mis groen.\nOok in mijn straat.”\n– Bewoner uit Noord\n",
        "1 Zie het besluit van 4 juni.\n",
    ],
)
def test_an_interrupted_sentence_is_made_whole(between: str) -> None:
    """A caption, a resident's quotation or a note in the middle of a sentence is taken out of it."""
    reading = read(
        "Dit staat in de visie1.\n\n" + PARAGRAPH + "Door de vergrijzing, maar ook vanwege de\n\n" + between,
        "groei van het aantal gezinnen is er meer vraag naar woningen. Dat merken wij.\n",
    )
    assert piece(reading, "Door de vergrijzing").text == (
        "Door de vergrijzing, maar ook vanwege de groei van het aantal gezinnen "
        "is er meer vraag naar woningen."
    )
    assert {kind for kind, _ in kinds(reading)} - {"body"} != set()


def test_a_box_between_two_halves_is_a_box() -> None:
    """Paragraphs printed between the halves of a sentence are boxed; the sentence is whole."""
    reading = read(
        PARAGRAPH + "Dit doen wij vanuit de strategie voor de regio en het\n"
        "Vanuit de lijn wordt gewerkt aan minder afval. Dat loopt al.\n",
        "Actieprogramma voor het klimaat. Dit programma wordt ieder jaar herzien en besproken.\n" + PARAGRAPH,
    )
    assert piece(reading, "Dit doen wij").text.endswith("en het Actieprogramma voor het klimaat.")
    assert piece(reading, "Vanuit de lijn").kind == "boxed"


def test_a_quotation_keeps_its_speaker() -> None:
    """A resident's words come sentence by sentence with who said them; the speaker may take two lines."""
    reading = read(
        PARAGRAPH
        + "\n“Er is veel te weinig groen in de stad.\nDat moet beter.” \n– Bewoner uit Heerlen-\nCentrum\n"
    )
    quotes = [piece for piece in reading.pieces if piece.kind == "quotation"]
    assert [quote.text for quote in quotes] == [
        "“Er is veel te weinig groen in de stad.",
        "Dat moet beter.”",
        "Bewoner uit Heerlen-Centrum",
    ]
    assert {quote.speaker for quote in quotes} == {"Bewoner uit Heerlen-Centrum"}


def test_words_in_quotes_inside_a_sentence_are_no_quotation() -> None:
    """Only a quotation that stands apart is taken out of the text."""
    reading = read(
        "De slagzin van het programma dat de raad vorig jaar vaststelde is nog steeds\n"
        "“Trots, als brandstof van onze inhaalrace”, en dat klopt.\n"
    )
    assert {kind for kind, _ in kinds(reading)} == {"body"}


HEADINGS = (
    "1. Inleiding\n\n1.1 Aanleiding\n\n" + PARAGRAPH + "\nWaarom nu?\n\n" + PARAGRAPH + "\n"
    "1.2. Wonen en leven in de\nbinnenstad\n\n" + PARAGRAPH
)


def test_headings_make_the_section_path() -> None:
    """Numbered and plain headings have their level; what follows knows the path above it."""
    reading = read(HEADINGS)
    heads = [(p.text, p.level, p.section) for p in reading.pieces if p.kind == "heading"]
    assert heads == [
        ("1. Inleiding", 1, ()),
        ("1.1 Aanleiding", 2, ("1. Inleiding",)),
        ("Waarom nu?", 3, ("1. Inleiding", "1.1 Aanleiding")),
        ("1.2. Wonen en leven in de binnenstad", 2, ("1. Inleiding",)),
    ]
    assert reading.pieces[-1].section == ("1. Inleiding", "1.2. Wonen en leven in de binnenstad")


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("VI. Duurzaamheid en milieu", 1),
        ("Hoofdstuk 4 Financiën", 1),
        ("Bijlage 2. Begrippen", 1),
        ("Artikel 12 Slotbepaling", 1),
        ("5.3.4. De energietransitie", 3),
        ("5.3.3.1. Herstructurering", 4),
    ],
)
def test_heading_styles_are_known(title: str, level: int) -> None:
    """Roman numerals, chapter words and deep numbers are headings of their own level."""
    reading = read(PARAGRAPH + f"\n\n{title}\n\n" + PARAGRAPH)
    found = piece(reading, title)
    assert (found.kind, found.level) == ("heading", level)


MEASURES = (
    "Nieuwe maatregelen wonen:\n"
    "6.4. Samen met de provincie zorgen wij dat het centrum een bijdrage levert aan\n"
    "de verduurzaming. Dat begint in 2026.\n"
    "6.5. Wij maken alle schoolgebouwen asbestvrij.\n"
    "6.10. In 2028 is de helft van de daken in de gemeente voorzien van groen of van\n"
    "zonnepanelen.\n"
)


def test_numbered_measures_are_units() -> None:
    """Measures carry their number, hold their whole text, and their title is a heading."""
    reading = read(PARAGRAPH + "\n" + MEASURES + "\n" + PARAGRAPH)
    measures = [p for p in reading.pieces if p.kind == "measure"]
    assert [measure.number for measure in measures] == ["6.4", "6.5", "6.10"]
    assert measures[0].text.startswith("Samen met")
    assert measures[0].text.endswith("Dat begint in 2026.")
    assert measures[2].section == ("Nieuwe maatregelen wonen:",)
    assert piece(reading, "Nieuwe maatregelen").kind == "heading"
    assert reading.pieces[-1].kind == "body"


def test_a_number_in_a_sentence_is_no_heading() -> None:
    """A line that happens to begin with a number in the middle of a sentence is part of the sentence."""
    reading = read(
        "De provincie en de gemeente hebben samen de afspraak gemaakt dat er in totaal\n"
        "25 woningen komen. Dat staat in paragraaf 2.1 van het convenant met de regio en\n"
        "3.2 van de visie. Zo is het besloten door de raad in de vergadering van oktober.\n"
    )
    assert {kind for kind, _ in kinds(reading)} == {"body"}


LIST = (
    "Eind 2024 is bereikt:\n"
    "• een eerste set van normen;\n"
    "• drie projecten:\n"
    "o in het centrum, waar wij samen met de ondernemers en de bewoners aan de slag\n"
    "gaan;\n"
    "o in Noord.\n"
    "• een website.\n"
)


def test_bullets_know_their_level_and_the_line_that_governs_them() -> None:
    """A list stands under its lead-in; a nested list under the bullet above it."""
    reading = read(PARAGRAPH + "\n" + LIST + "\n" + PARAGRAPH)
    bullets = [(p.text, p.level, p.lead) for p in reading.pieces if p.kind == "bullet"]
    lead = "Eind 2024 is bereikt:"
    assert bullets == [
        ("een eerste set van normen;", 1, lead),
        ("drie projecten:", 1, lead),
        (
            "in het centrum, waar wij samen met de ondernemers en de bewoners aan de slag gaan;",
            2,
            "drie projecten:",
        ),
        ("in Noord.", 2, "drie projecten:"),
        ("een website.", 1, lead),
    ]


def test_a_lead_governs_on_over_a_page_and_a_note() -> None:
    """Bullets after a page break and a note stand under the same line; a cut bullet is whole."""
    reading = read(
        PARAGRAPH + "\nDe risico’s2 zijn:\n• bedrijven met gevaarlijke stoffen in de buurt van de\n\n"
        "2 Zie de nota Veiligheid.\n",
        "woonwijken;\n• de snelweg.\n",
    )
    first = piece(reading, "bedrijven")
    assert first.text == "bedrijven met gevaarlijke stoffen in de buurt van de woonwijken;"
    assert first.lead == piece(reading, "de snelweg").lead == "De risico’s2 zijn:"
    assert piece(reading, "2 Zie").kind == "footnote"


def test_results_printed_after_the_projects_stand_under_their_own_title() -> None:
    """Bullets with another sign after a list belong to the title above it that got nothing else."""
    reading = read(
        "3. Plannen\n\n3.1 Warmte\n\n" + PARAGRAPH + "\nResultaten\n\nProjecten\n• Maken van een kader.\n"
        "o Met de buren.\n➢ In 2027 is het kader klaar.\n"
    )
    result = piece(reading, "In 2027")
    assert (result.lead, result.level) == ("Resultaten", 1)
    assert result.section[-1] == "Resultaten"
    assert piece(reading, "Maken van").lead == "Projecten"


def test_ordered_lists_and_letters_are_bullets_with_a_number() -> None:
    """Items 1., 2. and a., b. under a lead-in are bullets that keep their number."""
    reading = read(PARAGRAPH + "\nWij kiezen voor:\n1. Wonen\n2. Werken\n\nNodig is:\na. geld;\nb. tijd.\n")
    items = [(p.number, p.text, p.lead) for p in reading.pieces if p.kind == "bullet"]
    assert items == [
        ("1", "Wonen", "Wij kiezen voor:"),
        ("2", "Werken", "Wij kiezen voor:"),
        ("a", "geld;", "Nodig is:"),
        ("b", "tijd.", "Nodig is:"),
    ]


TABLE = (
    "Tabel 4: Begroting in euro\nkosten\nThema 2025 2026 Totaal\nEnergie € 684.300 € 537.300 € 1.221.600\n"
    "Circulair € 285.000 € 285.000 € 570.000\nTotaal € 969.300 € 822.300 € 1.791.600\n"
)


def test_table_rows_keep_their_header() -> None:
    """Rows of amounts are pieces of their own; the lines above them are their header."""
    reading = read(PARAGRAPH + "\n" + TABLE + "\n" + PARAGRAPH)
    rows = [p for p in reading.pieces if p.kind == "table"]
    assert [row.header for row in rows] == [None, None, *["kosten Thema 2025 2026 Totaal"] * 3]
    assert rows[2].text == "Energie € 684.300 € 537.300 € 1.221.600"
    assert piece(reading, "Tabel 4").kind == "caption"


def test_a_table_of_words_below_its_caption_is_a_table() -> None:
    """Short lines below a table's caption are rows, until running text begins."""
    reading = read(
        "Tabel 3: projecten\nProjecten\nWindplan Besparing\nZonneakkers Verlichting\nVisie Scholen\n"
        + PARAGRAPH
    )
    assert [p.text for p in reading.pieces if p.kind == "table"][1:] == [
        "Windplan Besparing",
        "Zonneakkers Verlichting",
        "Visie Scholen",
    ]
    assert reading.pieces[-1].kind == "body"


def test_contents_and_web_addresses_are_set_apart() -> None:
    """Lines of a table of contents run; a bare web address is a note."""
    reading = read(
        "1 Inleiding ............ 3\n2 Wonen ............ 7\n",
        PARAGRAPH + "\n\nhttps://www.heerlen.nl/visie\n",
    )
    assert [kind for kind, _ in kinds(reading)] == ["running", "running", "body", "body", "footnote"]


def test_blank_line_noise_changes_nothing() -> None:
    """A document with a blank line between all lines reads as the same document without."""
    plain = PARAGRAPH + "\n" + LIST + "\n" + PARAGRAPH + "\n" + MEASURES
    noisy = plain.replace("\n", "\n\n").replace("\n\n\n\n", "\n\n \n\n")
    assert kinds(read(plain)) == kinds(read(noisy))


def test_pages_read_by_ocr_mark_their_pieces() -> None:
    """A piece from a recognised page says so."""
    reading = read_pages([Page(1, PARAGRAPH, ocr=True)])
    assert all(piece.ocr for piece in reading.pieces)


def test_signatures_and_addresses_are_no_headings() -> None:
    """Names and addresses at the end of a text head nothing."""
    reading = read(
        PARAGRAPH + "\n\nJan de Vries\nWethouder van Wonen\n\nPostbus 1, 3528 AG UTRECHT\n\n",
        "1. Inleiding\n\n" + PARAGRAPH,
    )
    assert [text for kind, text in kinds(reading) if kind == "heading"] == ["1. Inleiding"]


@pytest.mark.parametrize(
    "text", [PARAGRAPH, HEADINGS, MEASURES, LIST, TABLE, "• \n-\n\n•", "\u00ad\u200b", "1.\n2.\n"]
)
def test_every_piece_says_what_stands_at_its_place(text: Any) -> None:
    """Text and spans of every piece hold the same words."""
    reading = read(text, text)
    for found in reading.pieces:
        assert found.text
        assert same_words(slice_of(reading.pages, found.spans)) == same_words(found.text)


def test_a_signature_is_one_piece() -> None:
    """A name, organisation and office on lines of their own stand together."""
    reading = read(
        PARAGRAPH + "\n\nDhr. R. Jansen\nWonen Zuid\nBestuurder\n\nMevr. P. Smit\nWeller\nVoorzitter\n"
    )
    assert [text for _, text in kinds(reading)][2:] == [
        "Dhr. R. Jansen Wonen Zuid Bestuurder",
        "Mevr. P. Smit Weller Voorzitter",
    ]
