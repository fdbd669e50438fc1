"""A memo for the council in Word, by topic, with quotes and sources: the door of python-docx for writing."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from docx import Document
from docx.document import Document as Memo
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from ingest.model import same_words
from kb.export import wording
from kb.export.archive import without_clock
from kb.export.model import Selection
from kb.model import Answer, Link
from kb.register.model import Registered

_GREY = RGBColor(0x55, 0x55, 0x55)
_RED = RGBColor(0xB3, 0x26, 0x1E)
_BLUE = RGBColor(0x1F, 0x3A, 0x5F)


def write_memo(selection: Selection) -> bytes:
    """Return the memo: how it stands, a table by topic, and each commitment word for word with its source.

    A commitment stands once, under its first topic; the most pressing comes first.
    """
    memo = Document()
    _style(memo)
    _opening(memo, selection)
    groups = _by_topic(selection.items)
    if groups:
        _table(memo, groups)
    for topic, items in groups.items():
        memo.add_heading(wording.printable(topic), level=1)
        for item in items:
            _commitment(memo, item, selection.titles)
    conflicts = [link for link in selection.links if link.relation == "conflict"]
    if conflicts:
        memo.add_heading(wording.CONTRADICTIONS, level=1)
        for link in conflicts:
            _conflict(memo, link, selection)
    buffer = io.BytesIO()
    memo.save(buffer)
    return without_clock(buffer.getvalue(), f"{selection.today.isoformat()}T00:00:00Z")


def write_answer(answer: Answer, moment: str) -> bytes:
    """Return an answer with its sources as a Word file; ``moment`` is the date that the file bears."""
    memo = Document()
    _style(memo)
    memo.core_properties.title = wording.printable(answer.question)
    memo.add_heading(wording.printable(answer.question), level=1)
    if same_words(answer.understood or answer.question) != same_words(answer.question):
        _small(memo, wording.UNDERSTOOD.format(question=answer.understood))
    for line in answer.text.splitlines():
        item = line.startswith("- ")
        memo.add_paragraph(wording.printable(line.removeprefix("- ")), style="List Bullet" if item else None)
    if answer.citations:
        memo.add_heading(wording.SOURCES, level=2)
    for citation in answer.citations:
        place = wording.where(citation.title, citation.page, citation.page_label, citation.section)
        memo.add_paragraph(
            wording.printable(f"[{citation.n}] {place}")
        ).paragraph_format.keep_with_next = True
        _small(memo, f"“{citation.quote}”")
    _small(memo, wording.searched(answer.searched.documents, answer.searched.pages))
    buffer = io.BytesIO()
    memo.save(buffer)
    return without_clock(buffer.getvalue(), moment)


def _by_topic(items: Sequence[Registered]) -> dict[str, list[Registered]]:
    groups: dict[str, list[Registered]] = defaultdict(list)
    for item in items:
        groups[item.commitment.topics[0] if item.commitment.topics else ""].append(item)
    names = sorted(groups, key=lambda topic: (not topic, topic.casefold()))
    return {
        (name[:1].upper() + name[1:]) or wording.TOPIC_REST: sorted(groups[name], key=_pressing)
        for name in names
    }


def _pressing(item: Registered) -> tuple[date, str, int, str]:
    deadline = item.commitment.deadline
    last = (deadline.latest if deadline else None) or date.max
    return last, item.commitment.document, item.commitment.page, item.id


def _style(memo: Memo) -> None:
    normal = memo.styles["Normal"]
    normal.font.name = "Calibri"
    normal.font.size = Pt(10.5)
    normal.paragraph_format.space_after = Pt(4)
    language = OxmlElement("w:lang")
    for kind in ("val", "eastAsia", "bidi"):
        language.set(qn(f"w:{kind}"), "nl-NL")
    properties = normal.element.get_or_add_rPr()
    properties.append(language)
    for section in memo.sections:
        section.left_margin = section.right_margin = Cm(2.5)
        section.page_width, section.page_height = Cm(21), Cm(29.7)
    _page_number(memo.sections[0].footer.paragraphs[0])
    memo.core_properties.title = wording.MEMO_TITLE
    memo.core_properties.author = "Woordhouder"
    memo.core_properties.language = "nl-NL"
    memo.core_properties.comments = ""


def _page_number(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _opening(memo: Memo, selection: Selection) -> None:
    memo.add_heading(wording.MEMO_TITLE, level=0)
    memo.add_paragraph(f"Toezeggingen, stand op {wording.day(selection.today)}")
    if not selection.items:
        memo.add_paragraph(wording.MEMO_NOTHING)
    else:
        memo.add_paragraph(wording.summary(selection)).runs[0].bold = True
    asked = wording.selected(selection.asked, selection.titles)
    if asked:
        memo.add_paragraph(wording.printable(f"Selectie: {asked}."))
    memo.add_paragraph(wording.MEMO_VERBATIM)


def _table(memo: Memo, groups: dict[str, list[Registered]]) -> None:
    table = memo.add_table(rows=1, cols=len(wording.MEMO_TABLE), style="Light List Accent 1")
    for cell, header in zip(table.rows[0].cells, wording.MEMO_TABLE, strict=True):
        cell.text = header
    for topic, items in groups.items():
        late = sum(item.overdue for item in items)
        done = sum(item.entry.status == "gerealiseerd" for item in items)
        for cell, value in zip(table.add_row().cells, (topic, len(items), late, done), strict=True):
            cell.text = wording.printable(str(value))
    for row in table.rows:
        for cell, width in zip(row.cells, (Cm(8.5), Cm(2.5), Cm(2.5), Cm(2.5)), strict=True):
            cell.width = width


def _commitment(memo: Memo, item: Registered, titles: dict[str, str]) -> None:
    commitment = item.commitment
    if commitment.lead:
        lead = memo.add_paragraph()
        lead.paragraph_format.space_before = Pt(8)
        lead.paragraph_format.keep_with_next = True
        lead.add_run(wording.printable(commitment.lead)).italic = True
    quote = memo.add_paragraph()
    quote.paragraph_format.space_before = Pt(0 if commitment.lead else 8)
    quote.paragraph_format.keep_with_next = True
    quote.add_run(wording.printable(f"“{commitment.quote}”")).font.color.rgb = _BLUE
    also = wording.also(commitment, titles)
    _small(memo, f"Bron: {wording.place(commitment)}" + (f"; ook: {also}" if also else ""), keep=True)
    _small(memo, wording.standing(item), red=item.overdue)


def _conflict(memo: Memo, link: Link, selection: Selection) -> None:
    memo.add_heading(wording.printable(link.subject), level=2)
    memo.add_paragraph(wording.printable(link.explanation))
    for member in link.members:
        quote = memo.add_paragraph(style="List Bullet")
        quote.paragraph_format.keep_with_next = True
        quote.add_run(wording.printable(f"“{member.quote}”")).font.color.rgb = _BLUE
        title = selection.titles.get(member.document, member.document)
        _small(memo, f"Bron: {wording.where(title, member.page)}")


def _small(memo: Memo, text: str, *, red: bool = False, keep: bool = False) -> None:
    paragraph = memo.add_paragraph()
    paragraph.paragraph_format.keep_with_next = keep
    paragraph.paragraph_format.left_indent = Cm(0.6)
    run = paragraph.add_run(wording.printable(text))
    run.font.size = Pt(9)
    run.font.color.rgb = _RED if red else _GREY
