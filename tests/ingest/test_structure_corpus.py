"""Places in the corpus that were read by eye in the source text, and what a careful reader makes of them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from ingest.model import Piece, Reading, same_words, slice_of
from ingest.readers.text import read_text

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
PLAN = "programmaplan-duurzaamheid-2023-2027"
VISIE = "omgevingsvisie-heerlen-2050"
AKKOORD = "coalitieakkoord-2018-2022"
PRESTATIE = "prestatieafspraken-2024-2028"
VERSLAG = "verslag-overleg-bouwend-nederland"
ALL = (PLAN, VISIE, AKKOORD, PRESTATIE, VERSLAG)


@lru_cache
def reading(document: str) -> Reading:
    """Return the reading of a document of the corpus."""
    return read_text((CORPUS / f"{document}.txt").read_bytes())


def one(document: str, page: int, start: str) -> Piece:
    """Return the one piece that begins on ``page`` with ``start``."""
    found = [
        piece for piece in reading(document).pieces if piece.page == page and piece.text.startswith(start)
    ]
    assert len(found) == 1, (document, page, start, [piece.text[:60] for piece in found])
    return found[0]


@pytest.mark.parametrize(
    ("document", "page", "text", "level"),
    [
        (PLAN, 1, "Voorwoord", 1),
        (PLAN, 3, "1. Introductie", 1),
        (PLAN, 3, "1.2 ‘Duurzaamheid’ als omvangrijke ambitie van de gemeente", 2),
        (PLAN, 5, "Ambities waar het programma aan bijdraagt", 3),
        (PLAN, 8, "2. Rollen van de gemeente", 1),
        (PLAN, 10, "Energiesystemen (energieopwekking & netcongestie)", 3),
        (PLAN, 14, "3. Resultaten en projecten van het programma", 1),
        (PLAN, 24, "4. Verdeling tussen gemeente en de regio", 1),
        (PLAN, 28, "Uitbreiding takenpakket", 3),
        (PLAN, 30, "Trekkers en liaisons", 2),
        (PLAN, 31, "6. Financiën", 1),
        (PLAN, 37, "Bijlage 2. Activiteiten die ook bijdragen aan duurzaamheid", 1),
        (VISIE, 1, "Heerlen 2050: Pionier in balans en bloei", 2),
        (VISIE, 2, "1.1. Uit liefde voor de stad en haar bewoners", 2),
        (VISIE, 2, "1. Inleiding", 1),
        (VISIE, 18, "2.4. Centrumstad en economische motor van Parkstad", 2),
        (VISIE, 26, "Kwalitatief goede woningbouwplannen", 3),
        (VISIE, 31, "Heerlen-Centrum als traditionele koopstad staat onder druk", 3),
        (VISIE, 34, "4.2. Heerlen in 2050; een oude stad met een jong hart!", 2),
        (VISIE, 42, "Deel II Van visie naar acties", 1),
        (VISIE, 48, "ZETA-richtlijnen als inrichtingsprincipe van de openbare ruimte", 4),
        (VISIE, 61, "5.3.3.1. Herstructureringsplan fysiek Heerlen", 4),
        (VISIE, 63, "Stakeholders en de Wijkontwikkelingsmaatschappij (WOM)", 5),
        (VISIE, 67, "5.3.4. De Heerlense energietransitie", 3),
        (VISIE, 96, "3. Wonen & Huisvesting", 4),
        (AKKOORD, 1, "Samen doorbouwen met lef", 1),
        (AKKOORD, 1, "Door op de ingeslagen weg", 2),
        (AKKOORD, 3, "I. Sociale stad", 1),
        (AKKOORD, 4, "Nieuwe maatregelen sociaal domein:", 2),
        (AKKOORD, 17, "VI. Duurzaamheid en milieu", 1),
        (AKKOORD, 21, "VIII. Sport & Verenigingen", 1),
        (VERSLAG, 1, "4. Verduurzamingsopgave stedelijk gebied", 1),
        (VERSLAG, 1, "6. Rondvraag en sluiting", 1),
    ],
)
def test_headings_have_their_level(document: str, page: int, text: str, level: int) -> None:
    """Headings of every style in the corpus are whole and stand at their depth."""
    found = [p for p in reading(document).pieces if p.kind == "heading" and p.page == page and p.text == text]
    assert [piece.level for piece in found] == [level]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (5, "Met een stevige nieuwbouwambitie verbeteren we de woonkwaliteit"),
        (6, "Koploperstraject Huisvesting Aandachtsgroepen"),
        (13, "Gemeente committeert zich aan maximale inzet om ambitie op (D)EFG labels te behalen"),
        (17, "Gemeente pakt particuliere voorraad aan"),
        (20, "Samen lossen we het kwantitatieve tekort aan zorggeschikte woningen op"),
        (22, "Ouderenhuisvesting en wonen met zorg"),
    ],
)
def test_plain_lines_that_read_like_sentences_are_headings(page: int, text: str) -> None:
    """A title that is a sentence without a full stop is still a title."""
    found = [p.page for p in reading(PRESTATIE).pieces if p.kind == "heading" and p.text == text]
    assert min(abs(page - other) for other in found) <= 1


@pytest.mark.parametrize(
    ("document", "word"),
    [
        (VISIE, "ontplooiingsmogelijkheden."),
        (VISIE, "gezondheidsbevordering."),
        (VISIE, "omgevingsplankaart)."),
        (VISIE, "Parkstadgemeenten"),
        (VISIE, "fiets- en wandelroutes,"),
        (VISIE, "opa- en oma-dagen"),
        (VISIE, "medisch-technologische"),
        (VISIE, "(C-Limes),"),
        (VISIE, "(Maastricht-Aken-Hasselt-Luik)"),
        (PRESTATIE, "EFG-segment."),
        (PRESTATIE, "WMO-wetgeving"),
        (PRESTATIE, "2019-2024 ondertekend"),
        (PLAN, "(CE-strategie"),
        (PLAN, "EU-Horizon2020"),
        (PLAN, "(gedrag-gebouw-gebied-dialoog)."),
        (PLAN, "CO2-reductie, waarbij"),
        (AKKOORD, "VDL-taaltrajecten)."),
        (AKKOORD, "Arbeidsmarkt-Onderwijs."),
    ],
)
def test_hyphens_at_line_ends_are_resolved(document: str, word: str) -> None:
    """A word broken at a line's end is spelled as Dutch asks."""
    assert any(word in piece.text for piece in reading(document).pieces)


@pytest.mark.parametrize(
    ("document", "page", "start", "end"),
    [
        (PLAN, 9, "In buurten waar individuele", "faciliterend van aard zijn."),
        (PLAN, 10, "Het lokale energiebedrijf dient", "elektriciteit te bevorderen."),
        (PLAN, 15, "Door samenwerking met woningcorporaties", "samenwerkingspartner voor ons."),
        (
            PLAN,
            21,
            "Dit doen we vanuit de Klimaatadaptatiestrategie",
            "Actieprogramma klimaatadaptatie Limburg.",
        ),
        (PLAN, 22, "De ‘Handreiking hitte in de woning’", "het verstrekken van subsidies."),
        (PLAN, 28, "Met parkstadverduurzaamt.nl kunnen", "zal worden gekoppeld aan dit platform."),
        (VISIE, 25, "Door de vergrijzing, maar ook vanwege de individualisering", "dagbesteding groter."),
        (VISIE, 26, "Daarom moet kwalitatieve woningbouw", "trots in onze binnenstad."),
        (VISIE, 54, "We bieden in de Zorgvallei blijvend ruimte", "basiszorgvoorzieningen."),
        (VISIE, 81, "Het stimuleren van bijvoorbeeld kunst", "past bij het DNA van Heerlen."),
        (VISIE, 103, "Oranje Nassaupark", "zondagmiddag naartoe kunnen lopen."),
        (AKKOORD, 3, "Zorgbuurthuizen zouden", "om die lacune te vervullen."),
    ],
)
def test_sentences_over_pages_are_whole(document: str, page: int, start: str, end: str) -> None:
    """A sentence or bullet over a page break, a box or a quotation is one piece with both its places."""
    piece = one(document, page, start)
    assert piece.text.endswith(end)
    assert piece.page_end == page + 1


@pytest.mark.parametrize(
    ("page", "start", "speaker"),
    [
        (22, "“Ik voel mij in bepaalde delen", "Inwoner"),
        (23, "“Huur- en koopwoningen beter mixen", "Bewoner uit Heerlerbaan-Centrum"),
        (25, "Nu zijn veel tuinen compleet betegelt", "Bewoner uit Molenberg"),
        (26, "Dus geen uitbreiding op plekken", "Bewoner uit Meezenbroek-Schaesbergerveld-Palemig"),
        (30, "“Een supermarkt die voor iedereen", "Bewoner Zeswegen-Nieuw Husken"),
        (52, "“Speeltuin” Voetje van de gans", "Bewoner uit Heerlerbaan-Schil"),
        (53, "“Jongeren hangen nu op speelplaatsen", "Bewoner uit Heerlerheide-Passart"),
        (97, "“Zorg voor voldoende differentiatie", "bewoner uit Hoensbroek"),
        (103, "“Ook zochten we wat meer diversiteit", None),
    ],
)
def test_residents_are_quoted_with_their_speaker(page: int, start: str, speaker: str | None) -> None:
    """A resident's wish is a quotation that knows who said it."""
    piece = one(VISIE, page, start)
    assert (piece.kind, piece.speaker) == ("quotation", speaker)


@pytest.mark.parametrize(
    ("page", "number", "start", "end"),
    [
        (4, "1.1", "Een grote groep Heerlense kinderen (27%)", "plan nader uitwerken."),
        (4, "1.4", "De inrichting van zorgbuurthuizen stimuleren", "gemeentelijk netwerk."),
        (6, "2.11", "Het Gevelfonds gaan we actiever", "inzetten."),
        (18, "6.5", "Aardgasloze buurt.", "volledig te ‘ontgassen’."),
        (29, "11.2", "Uit het oogpunt van efficiëntie", "communicatie en huisvesting)"),
    ],
)
def test_measures_are_units_with_their_number(page: int, number: str, start: str, end: str) -> None:
    """A numbered measure is whole, without its number in the text, on its page or the next."""
    (piece,) = [p for p in reading(AKKOORD).pieces if p.kind == "measure" and p.number == number]
    assert abs(piece.page - page) <= 1
    assert piece.text.startswith(start)
    assert piece.text.endswith(end)
    assert piece.section[-1].startswith("Nieuwe maatregelen")


def test_all_measures_of_the_agreement_are_found() -> None:
    """The agreement has 92 measures, in order, none twice; no other document has one."""
    numbers = [p.number for p in reading(AKKOORD).pieces if p.kind == "measure" and p.number]
    assert len(numbers) == len(set(numbers)) == 92
    assert numbers == sorted(numbers, key=lambda number: [int(part) for part in number.split(".")])
    assert not [
        p for name in (PLAN, VISIE, PRESTATIE, VERSLAG) for p in reading(name).pieces if p.kind == "measure"
    ]


@pytest.mark.parametrize(
    ("document", "page", "start", "level", "lead"),
    [
        (PLAN, 15, "Afronding Transitievisie", 1, "Projecten en activiteiten"),
        (PLAN, 15, "Inclusief het opzetten", 2, "Afronding Transitievisie Warmte 2.0."),
        (PLAN, 15, "In 2024 ligt er een strategie 1.0", 1, "Resultaten"),
        (PLAN, 19, "een referentie materialenflowchart", 1, "Eind eerste kwartaal 2024 is bereikt:"),
        (PLAN, 19, "actieve monitoring van KPI’s;", 1, "Eind 2024 is bereikt:"),
        (PLAN, 20, "Materialenregie in Grond-", 2, "Circulair maken van de interne organisatie."),
        (PLAN, 21, "In 2024 ligt er een realistische", 1, "Resultaat binnen het programma"),
        (PLAN, 22, "In 2026 is de nul-situatie", 1, "Resultaten binnen het programma"),
        (PLAN, 37, "Verduurzaming mobiliteit", 1, "Energietransitie:"),
        (VISIE, 26, "huurwoningen voor middeninkomens;", 1, "Zo is er meer behoefte aan:"),
        (VISIE, 48, "De groei van Chemelot.", 1, "De belangrijkste risicovolle bronnen zijn:"),
        (VISIE, 88, "Bij integrale", 2, None),
        (PRESTATIE, 18, "Ouderenhuisvesting en wonen", 2, "Specifieke doelgroepen en aandachtspunten:"),
        (AKKOORD, 5, "Lef: Experimenteer!", 1, "We gaan samen bouwen aan"),
        (VERSLAG, 1, "CBS cijfers", 1, "Drie scenario’s:"),
    ],
)
def test_bullets_stand_under_their_lead(
    document: str, page: int, start: str, level: int, lead: str | None
) -> None:
    """A bullet knows its depth and the line that governs it."""
    found = [p for p in reading(document).pieces if p.page == page and p.text.startswith(start)]
    assert {piece.kind for piece in found} == {"bullet"}
    assert {piece.level for piece in found} == {level}
    assert lead is None or all((piece.lead or "").startswith(lead) for piece in found)


@pytest.mark.parametrize(
    ("document", "page", "row", "header"),
    [
        (
            PLAN,
            8,
            "Energietransitie* € 291.450 € 684.300 € 537.300 € 537.300 € 1.758.900",
            "Thema 2024 2025 2026 2027",
        ),
        (PLAN, 31, "Energietransitie € 381.450", "Thema Kosten 2024"),
        (
            PLAN,
            31,
            "Totaal (excl. BTW) € 1.262.300 € 1.115.300 € 1.115.300 € 3.492.900",
            "Thema 2025 2026 2027",
        ),
        (PLAN, 26, "Windvisie en windplan Besparingsproject 50 particuliere woningen", "Projecten"),
        (PLAN, 35, "Energieneutraal Er wordt op jaarbasis", "Begrip Definitie"),
        (PRESTATIE, 14, "2024 474 26 t.b. t.b. 788", "Stichting Weller Wonen Limburg"),
        (PRESTATIE, 35, "Heksenberg 1927 1928 Rooij", "Locatie Jaartal"),
        (AKKOORD, 30, "Middelen", "Frank Simons"),
    ],
)
def test_table_rows_keep_their_header(document: str, page: int, row: str, header: str) -> None:
    """A row of a table is one piece and knows its header."""
    piece = one(document, page, row)
    assert piece.kind == "table"
    assert piece.header is not None
    assert header in piece.header


@pytest.mark.parametrize(
    ("document", "page", "kind", "start"),
    [
        (PLAN, 4, "caption", "Figuur 1: schematische weergave van de opbouw van het Programma"),
        (VISIE, 17, "caption", "Figuur 5: De kracht van Heerlen | Een bijzondere opbouw"),
        (VISIE, 19, "caption", "Figuur 6: De kracht van Heerlen | Diverse bedrijvigheid"),
        (VISIE, 22, "footnote", "3 Parkstad in cijfers, sociale zekerheid; https://parkstad"),
        (VISIE, 19, "footnote", "1 Euregio is een samenwerkingsverband"),
        (VISIE, 48, "footnote", "5 Ook wel bekend als CPTED"),
        (PLAN, 27, "footnote", "1 Bekijk voor meer informatie"),
        (PLAN, 31, "footnote", "*Is inclusief aanpak van 1 wijk per jaar"),
        (PLAN, 36, "footnote", "1 Rijksoverheid 2 TNO 3 CBS 4 GGD"),
        (PRESTATIE, 2, "footnote", "*Dit komt overeen met het aandeel"),
        (PRESTATIE, 20, "footnote", "* Volgens de Bouw Advies Toegankelijkheid (BAT)"),
        (PRESTATIE, 6, "running", "8Meerjarige afspraken Heerlen 2024-2028"),
        (VISIE, 15, "boxed", "Het idee van tuindorpen"),
        (VISIE, 11, "boxed", "In het programma wordt gewerkt aan vijf"),
        (PLAN, 21, "boxed", "Heerlen heeft zich als doel gesteld om in 2026 80%"),
        (PLAN, 2, "body", "Wethouder Casper Gelderblom"),
    ],
)
def test_other_pieces_are_what_they_are(document: str, page: int, kind: str, start: str) -> None:
    """Captions, notes, boxes and running lines are taken out of the text; a signature is no heading."""
    assert one(document, page, start).kind == kind


@pytest.mark.parametrize(
    ("document", "labels"),
    [
        (PLAN, {22: "25", 29: "32", 39: "44"}),
        (VISIE, {12: "15", 49: "53", 70: "74", 89: "93"}),
        (PRESTATIE, {4: "6", 6: "8", 11: "13"}),
        (AKKOORD, {}),
        (VERSLAG, {}),
    ],
)
def test_printed_numbers_become_labels(document: str, labels: dict[int, str]) -> None:
    """The printed numbers that survived are the labels of their pages; the others stay unknown."""
    assert {page.number: page.label for page in reading(document).pages if page.label} == labels


@pytest.mark.parametrize("document", ALL)
def test_every_piece_says_what_stands_at_its_place(document: str) -> None:
    """Text and spans of every piece of the corpus hold the same words, and no sentence begins halfway."""
    whole = reading(document)
    for piece in whole.pieces:
        assert same_words(slice_of(whole.pages, piece.spans)) == same_words(piece.text)
        if piece.kind == "body":
            assert not piece.text[0].islower(), piece.text
