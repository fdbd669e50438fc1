"""Small files in every format and every kind of bad file, made on the spot."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence

import docx
from docx.document import Document
from PIL import Image, ImageDraw, ImageFont
from pypdf import PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

SENTENCE = "De gemeente bouwt in 2027 vijftig woningen."


def pdf(pages: Sequence[str] = (SENTENCE,), title: str = "", author: str = "") -> bytes:
    """Return a PDF with one line of text on each page; an empty text makes a blank page."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=0)
    canvas.setTitle(title)
    canvas.setAuthor(author)
    for text in pages:
        for row, line in enumerate(text.splitlines()):
            canvas.drawString(50, 780 - 14 * row, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def scanned_pdf(before: str = SENTENCE, stamp: str = "", printed: str = "") -> bytes:
    """Return a PDF with a page of text and a page that is one picture of a black box and a ``printed`` line.

    With ``stamp`` the picture has that text over it.
    """
    picture = Image.new("L", (827, 1169), 255)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((100, 100, 700, 300), fill=0)
    draw.text((60, 500), printed, fill=0, font=ImageFont.load_default(28))
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.drawString(50, 780, before)
    canvas.showPage()
    canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
    if stamp:
        canvas.drawString(50, 20, stamp)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def locked_pdf(user_password: str) -> bytes:
    """Return an encrypted PDF; with an empty user password everyone may read it."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt(user_password, "eigenaar", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def labelled_pdf(pages: Sequence[str], style: str, start: int) -> bytes:
    """Return a PDF that defines page labels in ``style`` ("/D" or "/r") from ``start``."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(pages))))
    writer.set_page_label(0, len(pages) - 1, style=PageLabelStyle(style), start=start)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def raw_pdf(*objects: bytes) -> bytes:
    """Return a PDF of hand-written objects, numbered from 1; the first is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places: list[int] = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def bomb_pdf() -> bytes:
    """Return a small PDF whose page unpacks to 264 MB."""
    packed = zlib.compress(b"BT /F1 9 Tf (a) Tj ET " * 12_000_000, 1)
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed), packed)
    return _one_page(stream)


def boasting_pdf() -> bytes:
    """Return a PDF whose page declares 100 GB of content."""
    return _one_page(b"<< /Length 100000000000 >>\nstream\nBT (a) Tj ET\nendstream")


def looping_tree_pdf() -> bytes:
    """Return a PDF whose page tree contains itself."""
    return raw_pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>")


def looping_form_pdf() -> bytes:
    """Return a PDF whose page draws a form that draws itself, twice."""
    draws = b"/F Do /F Do"
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >>"
    return raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R"
        b" /Resources << /XObject << /F 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(draws), draws),
        b"%b /Length %d >>\nstream\n%b\nendstream" % (form, len(draws), draws),
    )


def _one_page(content: bytes) -> bytes:
    return raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        content,
    )


def word(*paragraphs: str) -> bytes:
    """Return a Word file with a heading and paragraphs."""
    document = docx.Document()
    document.add_heading("Wonen", level=1)
    for text in paragraphs or (SENTENCE,):
        document.add_paragraph(text)
    return saved(document)


def saved(document: Document) -> bytes:
    """Return the bytes of a Word file."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """Return the ZIP file ``data`` with the part ``name`` replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return out.getvalue()


def archive(*names: str) -> bytes:
    """Return a ZIP file with small parts of these names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name in names:
            new.writestr(name, "inhoud")
    return out.getvalue()
