from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
import samples
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from ingest.errors import DamagedFileError, TooLargeError, UnsupportedFileError
from ingest.limits import Limits
from ingest.model import Piece, Reading, same_words, slice_of
from ingest.readers.docx import read_docx


def read(document: Document) -> Reading:
    """Read a document; every piece must stand where it says."""
    reading = read_docx(samples.saved(document), Limits())
    for piece in reading.pieces:
        assert same_words(slice_of(reading.pages, piece.spans)) == same_words(piece.text)
    return reading


def of_kind(reading: Reading, kind: str) -> list[Piece]:
    """The pieces of one kind."""
    return [piece for piece in reading.pieces if piece.kind == kind]


@pytest.fixture
def document() -> Document:
    """An empty document with one heading, so that it counts as structured."""
    document = docx.Document()
    document.add_heading("Hoofdstuk", level=1)
    return document


def test_headings_come_from_styles_and_make_the_path(document: Document) -> None:
    """Heading styles give levels, and each piece the path of headings above it."""
    document.add_heading("Paragraaf", level=2)
    document.add_paragraph("Een zin. Nog een zin.")
    document.add_heading("Ander hoofdstuk", level=1)
    document.add_paragraph("Slot.")
    reading = read(document)
    assert [(piece.text, piece.level, piece.section) for piece in of_kind(reading, "heading")] == [
        ("Hoofdstuk", 1, ()),
        ("Paragraaf", 2, ("Hoofdstuk",)),
        ("Ander hoofdstuk", 1, ()),
    ]
    assert [(piece.text, piece.section) for piece in of_kind(reading, "body")] == [
        ("Een zin.", ("Hoofdstuk", "Paragraaf")),
        ("Nog een zin.", ("Hoofdstuk", "Paragraaf")),
        ("Slot.", ("Ander hoofdstuk",)),
    ]


@pytest.mark.parametrize(("style", "level"), [("Kop 2", 2), ("kop 3", 3), ("Titel", 1)])
def test_dutch_style_names_are_headings(style: str, level: int) -> None:
    """Styles that other programs store under their Dutch name are headings too."""
    document = docx.Document()
    document.styles.add_style(style, WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("Wonen", style=style)
    document.add_paragraph("Een zin.")
    assert [(piece.text, piece.level) for piece in of_kind(read(document), "heading")] == [("Wonen", level)]


def test_a_style_that_builds_on_a_heading_is_one(document: Document) -> None:
    """A style of the house, built on a heading, keeps its level."""
    own = document.styles.add_style("Gemeentekop", WD_STYLE_TYPE.PARAGRAPH)
    own.base_style = document.styles["Heading 2"]
    document.add_paragraph("Groen", style="Gemeentekop")
    assert of_kind(read(document), "heading")[-1].level == 2


def test_lists_keep_their_lead_and_level(document: Document) -> None:
    """A list item is a bullet under the sentence that ends in a colon; a nested one under its parent."""
    document.add_paragraph("Dit is af. Eind 2024 is bereikt:")
    document.add_paragraph("vijf parken", style="List Bullet")
    document.add_paragraph("twee wijken, namelijk:", style="List Bullet")
    document.add_paragraph("de ene", style="List Bullet 2")
    document.add_paragraph("drie scholen", style="List Bullet")
    document.add_paragraph("Verder niets.")
    document.add_paragraph("los punt", style="List Bullet")
    assert [(piece.text, piece.level, piece.lead) for piece in of_kind(read(document), "bullet")] == [
        ("vijf parken", 1, "Eind 2024 is bereikt:"),
        ("twee wijken, namelijk:", 1, "Eind 2024 is bereikt:"),
        ("de ene", 2, "twee wijken, namelijk:"),
        ("drie scholen", 1, "Eind 2024 is bereikt:"),
        ("los punt", 1, None),
    ]


def test_tables_come_row_by_row_with_their_header(document: Document) -> None:
    """A row is one piece; the first row, when it names the columns, is the header of the others."""
    table = document.add_table(rows=3, cols=2)
    for row, cells in enumerate([("Maatregel", "Budget"), ("Bomen", "€ 5.000"), ("Bankjes", "€ 900")]):
        table.rows[row].cells[0].text, table.rows[row].cells[1].text = cells
    assert [(piece.text, piece.header) for piece in of_kind(read(document), "table")] == [
        ("Maatregel Budget", None),
        ("Bomen € 5.000", "Maatregel Budget"),
        ("Bankjes € 900", "Maatregel Budget"),
    ]


def test_a_table_of_figures_has_no_header(document: Document) -> None:
    """A first row of amounts is a row like the others."""
    table = document.add_table(rows=2, cols=2)
    for row, cells in enumerate([("Bomen", "€ 5.000"), ("Bankjes", "€ 900")]):
        table.rows[row].cells[0].text, table.rows[row].cells[1].text = cells
    assert [piece.header for piece in of_kind(read(document), "table")] == [None, None]


def test_a_merged_cell_is_read_once(document: Document) -> None:
    """Text in a cell that spans columns is not doubled."""
    table = document.add_table(rows=1, cols=3)
    table.rows[0].cells[0].merge(table.rows[0].cells[1]).text = "Samen"
    table.rows[0].cells[2].text = "Apart"
    assert of_kind(read(document), "table")[0].text == "Samen Apart"


def test_a_table_of_one_cell_is_a_box(document: Document) -> None:
    """A frame around text is boxed text, sentence by sentence."""
    document.add_table(rows=1, cols=1).rows[0].cells[0].text = "Let op. Dit is een kader."
    assert [piece.text for piece in of_kind(read(document), "boxed")] == ["Let op.", "Dit is een kader."]


def test_captions_quotations_and_measures_are_told_apart(document: Document) -> None:
    """A caption is known by style or words, a quotation has its speaker, a measure its number."""
    document.add_paragraph("Het park in mei", style="Caption")
    document.add_paragraph("Figuur 3: De kaart van de stad")
    document.add_paragraph("“Ik wil meer bomen. En bankjes.” – Bewoner uit Heerlen")
    document.add_paragraph("6.4. De gemeente plant bomen. Dat gebeurt in mei.")
    reading = read(document)
    assert [piece.text for piece in of_kind(reading, "caption")] == [
        "Het park in mei",
        "Figuur 3: De kaart van de stad",
    ]
    assert {piece.speaker for piece in of_kind(reading, "quotation")} == {"Bewoner uit Heerlen"}
    assert [(piece.number, piece.text) for piece in of_kind(reading, "measure")] == [
        ("6.4", "De gemeente plant bomen. Dat gebeurt in mei.")
    ]


def test_pages_follow_the_breaks_asked_for(document: Document) -> None:
    """Without a trace of Word's own pages, page breaks count."""
    document.add_paragraph("Eerste zin.").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("Tweede zin.").paragraph_format.page_break_before = True
    document.add_paragraph("Derde zin.")
    assert [piece.page for piece in of_kind(read(document), "body")] == [1, 3, 3]


def test_pages_follow_what_word_last_showed(document: Document) -> None:
    """Where Word noted where its pages ended, that counts; a sentence over two pages stays whole."""
    paragraph = document.add_paragraph("De gemeente gaat in ")
    run = paragraph.add_run()
    run._r.append(OxmlElement("w:lastRenderedPageBreak"))
    run.add_text("2027 bouwen. Klaar.")
    pieces = of_kind(read(document), "body")
    assert [(piece.text, piece.page, piece.page_end) for piece in pieces] == [
        ("De gemeente gaat in 2027 bouwen.", 1, 2),
        ("Klaar.", 2, 2),
    ]


def test_a_word_broken_by_a_page_stays_whole(document: Document) -> None:
    """When the page turned inside a word, the word stands on the page where it began."""
    run = document.add_paragraph("De gemeen").add_run()
    run._r.append(OxmlElement("w:lastRenderedPageBreak"))
    run.add_text("teraad beslist.")
    assert of_kind(read(document), "body")[0].text == "De gemeenteraad beslist."


def numbered(paragraph: Paragraph, number_id: int, level: int) -> None:
    """Put a paragraph in a list."""
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number_id}"/></w:numPr>'
        )
    )


def test_numbers_that_word_computes_are_read(document: Document) -> None:
    """Numbers before headings and measures are read as the paper shows them, though the file has none."""
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, start, text in ((0, 6, "%1"), (1, 1, "%1.%2."))
    )
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>')
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    numbered(document.add_heading("Groen", level=1), 90, 0)
    numbered(document.add_paragraph("We planten bomen."), 90, 1)
    numbered(document.add_paragraph("We maaien minder."), 90, 1)
    reading = read(document)
    assert of_kind(reading, "heading")[-1].text == "6 Groen"
    assert [piece.number for piece in of_kind(reading, "measure")] == ["6.1", "6.2"]
    assert "6.2. We maaien minder." in reading.pages[0].text


def test_footnotes_follow_their_paragraph(document: Document) -> None:
    """A footnote is a piece of its own after the paragraph that refers to it, out of the running sentence."""
    run = document.add_paragraph("Er komen bomen").add_run()
    run._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="2"/>'))
    run.add_text(" in de stad. Ook bankjes.")
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>Zie bijlage 1.</w:t></w:r></w:p></w:footnote>'
    notes = f"<w:footnotes {nsdecls('w')}>{note}</w:footnotes>"
    data = with_footnotes(samples.saved(document), notes)
    reading = read_docx(data, Limits())
    assert [(piece.kind, piece.text) for piece in reading.pieces[1:]] == [
        ("body", "Er komen bomen in de stad."),
        ("body", "Ook bankjes."),
        ("footnote", "Zie bijlage 1."),
    ]


def with_footnotes(data: bytes, notes: str) -> bytes:
    """Add a footnotes part to a Word file."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read("[Content_Types].xml").decode()
        rels = archive.read("word/_rels/document.xml.rels").decode()
    data = samples.with_part(data, "word/footnotes.xml", notes.encode())
    types = types.replace(
        "</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    )
    rels = rels.replace(
        "</Relationships>",
        f'<Relationship Id="rId99" Type="{relation}" Target="footnotes.xml"/></Relationships>',
    )
    data = samples.with_part(data, "[Content_Types].xml", types.encode())
    return samples.with_part(data, "word/_rels/document.xml.rels", rels.encode())


def test_what_is_not_on_paper_is_not_read(document: Document) -> None:
    """Deleted and hidden text, field codes and the second copy of a text box are left out."""
    paragraph = document.add_paragraph("Wel.")
    for xml in (
        "<w:del {0}><w:r><w:delText>Weg.</w:delText></w:r></w:del>",
        "<w:ins {0}><w:r><w:t xml:space='preserve'> Erbij.</w:t></w:r></w:ins>",
        "<w:r {0}><w:rPr><w:vanish/></w:rPr><w:t>Verborgen.</w:t></w:r>",
        "<w:r {0}><w:instrText>PAGE</w:instrText></w:r>",
        "<w:r {0}><w:t xml:space='preserve'> Zuid</w:t><w:noBreakHyphen/><w:t>Limburg</w:t></w:r>",
        "<w:r {0}><w:softHyphen/><w:t>se.</w:t></w:r>",
    ):
        paragraph._p.append(parse_xml(xml.format(nsdecls("w"))))
    assert [piece.text for piece in of_kind(read(document), "body")] == ["Wel.", "Erbij.", "Zuid-Limburgse."]


def test_a_text_box_is_boxed_once(document: Document) -> None:
    """A text box is boxed text, read from the first of the two ways in which it is stored."""
    box = "<w:txbxContent><w:p><w:r><w:t>In het kader.</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    document.add_paragraph("Zin.").add_run()._r.append(
        parse_xml(
            f"<mc:AlternateContent {nsdecls('w')} {mc}><mc:Choice Requires='wps'>{box}</mc:Choice>"
            f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
        )
    )
    assert [piece.text for piece in of_kind(read(document), "boxed")] == ["In het kader."]


def test_short_bold_lines_are_headings_without_a_style() -> None:
    """In a file without heading styles, a short paragraph in bold is a heading; a bold sentence is not."""
    document = docx.Document()
    for text in ("Wonen", "Dit hele stuk is vet omdat het belangrijk is."):
        document.add_paragraph().add_run(text).bold = True
        document.add_paragraph("Een gewone zin.")
    assert [piece.text for piece in of_kind(read(document), "heading")] == ["Wonen"]


def test_headers_and_footers_are_left_out(document: Document) -> None:
    """What repeats on every page is no text of the document."""
    document.sections[0].header.paragraphs[0].text = "Gemeente Voorbeeld"
    document.add_paragraph("Een zin.")
    assert "Voorbeeld" not in "".join(page.text for page in read(document).pages)


def test_a_file_of_lines_is_read_as_text() -> None:
    """When each printed line is a paragraph, sentences are made whole as in plain text."""
    document = docx.Document()
    for line in (
        "De gemeente gaat in de komende jaren veel meer woningen",
        "bouwen dan in de jaren ervoor. Dat doet zij samen",
        "met de corporaties.",
    ):
        document.add_paragraph(line)
    assert [piece.text for piece in of_kind(read(document), "body")] == [
        "De gemeente gaat in de komende jaren veel meer woningen bouwen dan in de jaren ervoor.",
        "Dat doet zij samen met de corporaties.",
    ]


def test_properties_are_proposed(document: Document) -> None:
    """Title, author and date come from the properties; what python-docx fills in is dropped."""
    assert read(document).proposal.author == ""
    document.core_properties.title, document.core_properties.author = "Woonvisie", "J. de Vries"
    proposal = read(document).proposal
    assert (proposal.title, proposal.author) == ("Woonvisie", "J. de Vries")


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda data: samples.with_part(data, "word/document.xml", b"<w:document"), DamagedFileError),
        (lambda data: samples.with_part(data, "[Content_Types].xml", b"<Types/>"), DamagedFileError),
        (lambda data: samples.with_part(data, "word/_rels/document.xml.rels", b"\xff"), DamagedFileError),
        (lambda data: data[:-200], DamagedFileError),
        (lambda data: samples.with_part(data, "word/media/a.xml", b" " * (65 << 20)), TooLargeError),
        (lambda data: as_template(data), UnsupportedFileError),
    ],
)
def test_bad_word_files_are_refused(change: Callable[[bytes], bytes], error: type[Exception]) -> None:
    """Damaged parts, a bomb and a template are refused, each by its name."""
    with pytest.raises(error):
        read_docx(change(samples.word()), Limits())


def as_template(data: bytes) -> bytes:
    """Make a Word file a template by its declared type."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read("[Content_Types].xml")
    return samples.with_part(
        data, "[Content_Types].xml", types.replace(b"document.main+xml", b"template.main+xml")
    )


def test_entities_are_not_unfolded() -> None:
    """XML that multiplies itself by entities stays small."""
    bomb = (
        '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
        f"<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>x&c;</w:t></w:r></w:p></w:body></w:document>"
    )
    reading = read_docx(samples.with_part(samples.word(), "word/document.xml", bomb.encode()), Limits())
    assert len("".join(page.text for page in reading.pages)) < 10
