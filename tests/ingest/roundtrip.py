"""Documents made from text, and how much of the text comes back: for the round-trip tests and the bench.

A line of the text becomes a line on paper. The layouts: a PDF of lines only, the same with running header,
footer and page number, and Word with a paragraph a line or with styles. In the typeset layout nothing of the
lines is left: paragraphs run over lines and pages as they fall on A4, headings are larger, lists indented.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from ingest.model import Page, Piece, Reading, same_words
from ingest.sentences import split_sentences
from ingest.structure import read_pages

CORPUS = Path(__file__).resolve().parents[2] / "corpus"

_FONT = "DejaVuSans"
_A4 = (595.0, 842.0)
_MARGIN = 90.0
_SIZE, _STEP = 9.0, 12.0


def corpus_pages(name: str) -> list[str]:
    """Return the pages of a document of the corpus."""
    return (CORPUS / name).read_text(encoding="utf-8").split("\f")


def reading_of(pages: Sequence[str]) -> Reading:
    """Return what reading the text itself gives: what every other format must give as well."""
    return read_pages([Page(number, text) for number, text in enumerate(pages, 1)])


def pdf_of(
    pages: Sequence[str], header: str = "", footer: str = "", first_number: int | None = None
) -> bytes:
    """Return a PDF with a page for each text; with a running header, footer and page number where given."""
    _register_font()
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for index, text in enumerate(pages):
        lines = text.splitlines()
        width, height = _paper(lines)
        canvas.setPageSize((width, height))
        canvas.setFont(_FONT, _SIZE)
        canvas.drawString(_MARGIN, height - 25, header)
        for row, line in enumerate(lines):
            if line.strip():
                canvas.drawString(_MARGIN, height - _MARGIN - row * _STEP, line)
        canvas.drawString(_MARGIN, 25, footer)
        if first_number is not None:
            canvas.drawRightString(width - _MARGIN, 25, str(first_number + index))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def typeset_pdf_of(pieces: Sequence[Piece]) -> bytes:
    """Return a PDF on A4 as a word processor would set it: re-wrapped, with headings, lists and tables."""
    _register_font()
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, invariant=1).build(
        [_flowable(piece) for piece in pieces if piece.kind != "running"]
    )
    return out.getvalue()


def _flowable(piece: Piece) -> Flowable:
    level = min(piece.level or 1, 4)
    if piece.kind == "heading":
        return _paragraph(piece.text, size=20 - 2 * level, spaceBefore=14, spaceAfter=6)
    if piece.kind == "bullet":
        return _paragraph(f"• {piece.text}", leftIndent=14 * level, firstLineIndent=-10, spaceAfter=3)
    if piece.kind == "table":
        first, _, rest = piece.text.partition(" ")
        return Table([[_paragraph(first), _paragraph(rest)]], colWidths=[100, 340])
    number = f"{piece.number}. " if piece.kind == "measure" else ""
    return _paragraph(number + piece.text, spaceAfter=8)


def _paragraph(text: str, size: float = 10, **style: float) -> Paragraph:
    return Paragraph(
        escape(text), ParagraphStyle("", fontName=_FONT, fontSize=size, leading=1.3 * size, **style)
    )


def word_of_lines(pages: Sequence[str]) -> bytes:
    """Return a Word file with a paragraph for each line and a page break between pages."""
    document = docx.Document()
    for index, text in enumerate(pages):
        for line in text.split("\n"):
            document.add_paragraph(line)
        if index < len(pages) - 1:
            document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    return _saved(document)


def word_of_pieces(pieces: Sequence[Piece]) -> bytes:
    """Return a Word file as a person would make it: headings, lists and tables in their styles."""
    document = docx.Document()
    document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    for piece in pieces:
        if piece.kind == "heading":
            document.add_heading(piece.text, level=min(piece.level or 1, 9))
        elif piece.kind == "bullet":
            document.add_paragraph(
                piece.text, style=f"List Bullet {piece.level}" if piece.level in (2, 3) else "List Bullet"
            )
        elif piece.kind == "table":
            table = document.add_table(rows=1, cols=2)
            first, _, rest = piece.text.partition(" ")
            table.rows[0].cells[0].text, table.rows[0].cells[1].text = first, rest
        elif piece.kind == "caption":
            document.add_paragraph(piece.text, style="Caption")
        elif piece.kind == "footnote":
            document.add_paragraph(piece.text, style="footnote text")
        elif piece.kind == "measure":
            document.add_paragraph(f"{piece.number}. {piece.text}")
        elif piece.kind != "running":
            document.add_paragraph(piece.text)
    return _saved(document)


def share_kept(before: Reading, after: Reading) -> float:
    """Return how much of the sentences of ``before`` stands in ``after``, weighed by length, 0 to 1.

    A sentence is kept when one of ``after`` has exactly its words; headers and footers do not count.
    """
    left = Counter(_sentences(after))
    total = kept = 0
    for words in _sentences(before):
        total += len(words)
        if left[words] > 0:
            left[words] -= 1
            kept += len(words)
    return kept / total if total else 1.0


def _sentences(reading: Reading) -> Iterator[str]:
    for piece in reading.pieces:
        if piece.kind != "running":
            for start, end in split_sentences(piece.text):
                yield same_words(piece.text[start:end])


def _register_font() -> None:
    """Register a font that has all signs of the corpus: the one that comes with matplotlib."""
    if _FONT in pdfmetrics.getRegisteredFontNames():
        return
    found = find_spec("matplotlib")
    assert found is not None
    assert found.origin is not None
    pdfmetrics.registerFont(
        TTFont(_FONT, str(Path(found.origin).parent / "mpl-data/fonts/ttf/DejaVuSans.ttf"))
    )


def _paper(lines: Sequence[str]) -> tuple[float, float]:
    """Return the width and height in points of paper on which the lines fit without being set smaller."""
    widest = max((stringWidth(line, _FONT, _SIZE) for line in lines), default=0.0)
    return max(_A4[0], widest + 2 * _MARGIN), max(_A4[1], len(lines) * _STEP + 2 * _MARGIN)


def _saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
