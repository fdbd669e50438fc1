"""Word (.docx): the door of python-docx.

What a paragraph is comes from its style, its numbering and its place. A file without any of that, or with
each printed line as a paragraph, is read as plain text. Headers and footers repeat and are left out.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml

from ingest.errors import DamagedFileError, ReadError, TooLargeError, UnsupportedFileError
from ingest.limits import Limits
from ingest.model import Page, Proposal, Reading
from ingest.readers.assembly import PAGE_BREAK, Block, assemble, readable
from ingest.readers.properties import propose
from ingest.readers.wordlists import BULLET, Numbering, W, numbering_of
from ingest.readers.wordstyles import Style, Styles, styles_of
from ingest.structure import read_pages

_MEGABYTE = 1024 * 1024
_MOST_ENTRIES = 10_000
_MOST_UNPACKED = 4  # times the limit on the file itself: what all parts together may hold
_MOST_XML_MB = 64  # of one XML part; its tree takes some ten times as much memory
_HINT_REPAIR = "Open het in Word of LibreOffice, sla het opnieuw op en probeer het nog eens."
_HINT_SPLIT = "Splits het bestand in kleinere delen."
_HINT_SAVE_AS = "Sla het in Word op als Word-document (.docx)."

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_SKIPPED = frozenset(
    {
        f"{W}del",
        f"{W}moveFrom",
        f"{W}instrText",
        f"{W}pPr",
        f"{W}rPr",
        f"{W}sdtPr",
        f"{W}tblPr",
        f"{_MC}Fallback",
    }
)
_RENDERED = "\v"  # inside this module: a page turned where Word last saw it; PAGE_BREAK: where it was asked
_SPLIT_WORD = re.compile(r"(?<=\w)\v(\w+)")
_SENTENCE_END = re.compile(r"[.!?:;…][\"”’)\]]*$")
_HEADING_LENGTH = 120
_OUT_OF_MEMORY = 2  # libxml2's XML_ERR_NO_MEMORY
_FEW = 0.02
_BROKEN_SHARE = 0.2


def read_docx(data: bytes, limits: Limits) -> Reading:
    """Read a Word file. Pages are those Word last showed, or asked for; without either all is page 1.

    Raises DamagedFileError, TooLargeError (a zip bomb) and UnsupportedFileError (a template, macros).
    """
    _check_archive(data, limits)
    try:
        document = docx.Document(io.BytesIO(data))
        paragraphs = list(_Walk(document).paragraphs())
        proposal = _proposal(document)
    except ValueError as error:
        raise UnsupportedFileError("Dit is geen gewoon Word-document.", _HINT_SAVE_AS) from error
    except SyntaxError as error:  # what the XML parser raises on XML that is none
        if getattr(error, "code", None) == _OUT_OF_MEMORY:
            raise MemoryError from error
        raise _damaged(error) from error
    except (OpcError, KeyError, AttributeError, zipfile.BadZipFile, OSError) as error:
        raise _damaged(error) from error
    if _is_typed_lines(paragraphs):
        return replace(read_pages(_pages_of_lines(paragraphs)), proposal=proposal)
    return assemble([found.block for found in _with_bold_headings(paragraphs)], proposal)


def _damaged(error: Exception) -> ReadError:
    return DamagedFileError(f"Het Word-bestand is beschadigd ({type(error).__name__}).", _HINT_REPAIR)


def _check_archive(data: bytes, limits: Limits) -> None:
    """Refuse what would unpack to more than it seems: sizes are known before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise _damaged(error) from error
    total = sum(entry.file_size for entry in entries)
    largest = max((e.file_size for e in entries if e.filename.lower().endswith((".xml", ".rels"))), default=0)
    most = _MOST_UNPACKED * limits.file_mb * _MEGABYTE
    if len(entries) > _MOST_ENTRIES or total > most or largest > _MOST_XML_MB * _MEGABYTE:
        raise TooLargeError(
            f"Het Word-bestand wordt uitgepakt te groot ({total // _MEGABYTE} MB in {len(entries)} delen).",
            _HINT_SPLIT,
        )


@dataclass(frozen=True, slots=True)
class _Found:
    """A block with how it was found: ``styled`` by style, list or table; ``bold`` from end to end."""

    block: Block
    styled: bool
    bold: bool = False


@dataclass(slots=True)
class _Runs:
    """What the runs of one paragraph hold."""

    text: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    bold: bool = True


class _Walk:
    """One walk through a document in reading order."""

    def __init__(self, document: Any) -> None:
        self._body = document.element.body
        self._styles: Styles = styles_of(_related(document, "/styles"))
        self._numbering: Numbering = numbering_of(_related(document, "/numbering"))
        self._notes = {
            **_notes("footnote", _related(document, "/footnotes")),
            **_notes("endnote", _related(document, "/endnotes")),
        }
        self._rendered = next(self._body.iter(f"{W}lastRenderedPageBreak"), None) is not None

    def paragraphs(self) -> Iterator[_Found]:
        """Yield the blocks of the document, page breaks settled."""
        return self._blocks(self._body)

    def _blocks(self, parent: Any, boxed: bool = False) -> Iterator[_Found]:
        for element in parent.iterchildren():
            if element.tag == f"{W}p":
                yield from self._paragraph(element, boxed)
            elif element.tag == f"{W}tbl":
                yield from self._table(element)
            elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"):
                yield from self._blocks(element, boxed)

    def _paragraph(self, element: Any, boxed: bool) -> Iterator[_Found]:
        style = self._styles.of(element)
        runs = _Runs()
        self._collect(element, runs, style)
        text = self._settled("".join(runs.text))
        if style.breaks_before and not self._rendered:
            text = PAGE_BREAK + text
        yield self._classified(text, style, runs.bold and bool(text.strip()), boxed)
        for note in runs.notes:
            if note in self._notes:
                yield _Found(Block("footnote", self._notes[note]), styled=False)
        for box in runs.boxes:
            yield from self._blocks(box, boxed=True)

    def _classified(self, text: str, style: Style, bold: bool, boxed: bool) -> _Found:
        mark = ""
        if style.number_id not in (None, "0") and text.strip():
            mark = self._numbering.mark(str(style.number_id), style.number_level)
        if style.heading is not None and text.strip():
            words = f"{mark} {text.strip()}" if mark and mark != BULLET else text
            return _Found(Block("heading", words, level=style.heading), styled=True)
        if mark and mark != BULLET and mark.rstrip(".").count(".") and mark[:1].isdigit():
            return _Found(Block("measure", text, mark=mark), styled=True)
        if mark or style.is_list:
            level = max(style.number_level + 1, style.list_level)
            return _Found(Block("bullet", text, level=level, mark=mark or BULLET), styled=True)
        kind = "boxed" if boxed and style.kind == "body" else style.kind
        return _Found(Block(kind, text), styled=kind != "body", bold=bold and kind == "body")

    def _collect(self, parent: Any, runs: _Runs, style: Style) -> None:
        """Gather the text below ``parent``: what was deleted or hidden is not on paper."""
        for element in parent.iterchildren():
            tag = element.tag
            if tag in _SKIPPED or not isinstance(tag, str):
                continue
            if tag == f"{W}t" or tag == _MATH_TEXT:
                runs.text.append(element.text or "")
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                runs.notes.append(f"{tag.removeprefix(W).removesuffix('Reference')}/{element.get(f'{W}id')}")
            elif tag == f"{W}txbxContent":
                runs.boxes.append(element)
            elif tag in _SIGNS:
                runs.text.append(_SIGNS[tag])
            elif tag == f"{W}br":
                runs.text.append(PAGE_BREAK if element.get(f"{W}type") == "page" else " ")
            elif tag == f"{W}r":
                self._collect_run(element, runs, style)
            else:
                self._collect(element, runs, style)

    def _collect_run(self, run: Any, runs: _Runs, style: Style) -> None:
        if _switch(run, "vanish") and not _switch(run, "specVanish"):
            return
        before = len(runs.text)
        self._collect(run, runs, style)
        bold = _switch(run, "b")
        if "".join(runs.text[before:]).strip() and not (style.bold if bold is None else bold):
            runs.bold = False

    def _settled(self, text: str) -> str:
        """Return a paragraph's text with one kind of page break: the pages Word showed, else those asked for.

        A word that Word broke at the foot of a page stays whole, on the page where it begins.
        """
        if not self._rendered:
            return text.replace(_RENDERED, "")
        return _SPLIT_WORD.sub(r"\1\v", text.replace(PAGE_BREAK, " ")).replace(_RENDERED, PAGE_BREAK)

    def _table(self, table: Any) -> Iterator[_Found]:
        rows = [row for row in table.iter(f"{W}tr") if _owner(row, f"{W}tbl") is table]
        cells = [[cell for cell in row.iter(f"{W}tc") if _owner(cell, f"{W}tr") is row] for row in rows]
        if all(len(row) <= 1 for row in cells):
            for row in cells:
                for cell in row:
                    yield from self._blocks(cell, boxed=True)
            return
        header: str | None = None
        for index, row in enumerate(cells):
            texts = [self._cell_text(cell) for cell in row]
            joined = " ".join(filter(None, texts))
            yield _Found(Block("table", joined, header=header), styled=True)
            if index == 0 and len(cells) > 1 and _is_header(texts):
                header = " ".join(joined.replace(PAGE_BREAK, " ").split())

    def _cell_text(self, cell: Any) -> str:
        parts: list[str] = []
        for paragraph in cell.iter(f"{W}p"):
            runs = _Runs()
            self._collect(paragraph, runs, self._styles.of(paragraph))
            parts.append(self._settled("".join(runs.text)).strip(" "))
        return " ".join(filter(None, parts))


_SIGNS = {
    f"{W}tab": " ",
    f"{W}cr": " ",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "",
    f"{W}lastRenderedPageBreak": _RENDERED,
}


def _is_header(texts: Sequence[str]) -> bool:
    """Whether the cells of a first row name the columns: all filled and none mostly a number."""
    filled = [text for text in texts if text]
    if len(filled) < max(2, len(texts) - 1):  # the corner above the row names may be empty
        return False
    return not any(sum(char.isdigit() for char in text) * 2 > len(text) and len(text) != 4 for text in filled)


def _owner(element: Any, tag: str) -> Any:
    return next(element.iterancestors(tag), None)


def _switch(run: Any, name: str) -> bool | None:
    """Return a run's own on/off property, None where it leaves that to its style (ECMA-376, 17.17.4)."""
    found = run.find(f"{W}rPr/{W}{name}")
    return None if found is None else found.get(f"{W}val") not in ("0", "false", "off")


def _related(document: Any, kind: str) -> Any | None:
    """Return the root element of the part that the document relates to as ``kind``, if there is one."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith(kind) and not relation.is_external:
            return parse_xml(relation.target_part.blob)
    return None


def _notes(kind: str, root: Any | None) -> dict[str, str]:
    notes: dict[str, str] = {}
    for note in root.iterfind(f"{W}{kind}") if root is not None else ():
        text = " ".join("".join(part.text or "" for part in note.iter(f"{W}t")).split())
        if text and note.get(f"{W}type") in (None, "normal"):
            notes[f"{kind}/{note.get(f'{W}id')}"] = text
    return notes


def _with_bold_headings(found: Sequence[_Found]) -> Iterator[_Found]:
    """Yield the blocks, short bold paragraphs made headings one level below the styled ones above them."""
    level = 0
    for item in found:
        if item.block.kind == "heading":
            level = item.block.level or 1
        text = item.block.text.strip()
        if item.bold and len(text) <= _HEADING_LENGTH and not re.search(r"[.,;!?]$", text):
            numbered = re.match(r"\d+(\.\d+)*(?=\.?\s)", text)
            ours = numbered[0].count(".") + 1 if numbered else level + 1
            yield replace(item, block=replace(item.block, kind="heading", level=ours))
        else:
            yield item


def _is_typed_lines(found: Sequence[_Found]) -> bool:
    """Whether the file is text without structure: hardly a style in it, or every printed line a paragraph."""
    filled = [item for item in found if item.block.text.strip(f" {PAGE_BREAK}")]
    styled = sum(item.styled or item.bold for item in filled)
    if styled <= _FEW * len(filled):
        return True
    if any(item.block.kind == "heading" for item in filled):
        return False
    lines = [item.block.text.strip(f" {PAGE_BREAK}") for item in filled if item.block.kind == "body"]
    broken = sum(not _SENTENCE_END.search(above) and below[0].islower() for above, below in pairwise(lines))
    return broken > _BROKEN_SHARE * len(lines)


def _pages_of_lines(found: Sequence[_Found]) -> list[Page]:
    """Return the pages as text: a paragraph a line, list marks before their items."""
    lines = [f"{item.block.mark} {item.block.text}" if item.block.mark else item.block.text for item in found]
    whole_text = readable("\n".join(lines))
    return [Page(number, text.strip("\n")) for number, text in enumerate(whole_text.split(PAGE_BREAK), 1)]


def _proposal(document: Any) -> Proposal:
    properties = document.core_properties
    try:
        when = properties.modified or properties.created
    except ValueError:
        when = None
    return propose(properties.title or "", when, properties.author or "")
