"""HTML: the door of BeautifulSoup and lxml.

What is read is the article; scripts, navigation and forms are dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bs4 import BeautifulSoup
from bs4.element import CData, NavigableString, Tag

from ingest.model import PieceKind, Proposal, Reading
from ingest.readers.assembly import Block, assemble
from ingest.readers.properties import propose

_DROPPED = (
    "script", "style", "noscript", "template", "nav", "aside", "form", "button", "select", "iframe", "object",
    "svg", "canvas", "video", "audio", "dialog", "head", "footer",
)  # fmt: skip
_DROPPED_ROLES = ("navigation", "banner", "contentinfo", "search", "complementary", "menu", "dialog")
_ARTICLE = ("article", "main")
_HEADING = re.compile(r"h([1-6])")
_BLOCKS = frozenset(
    {
        "address", "article", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figure",
        "header", "hr", "html", "legend", "li", "main", "p", "pre", "section", "summary", "table", "tbody",
        "td", "tfoot", "th", "thead", "tr",
    }
)  # fmt: skip
_KINDS: dict[str, PieceKind] = {"blockquote": "quotation", "figcaption": "caption", "caption": "caption"}
_LISTS = ("ul", "ol", "menu")
_DATE_NAMES = ("dcterms.modified", "dcterms.date", "dcterms.issued", "dcterms.created", "dc.date",
               "article:modified_time", "article:published_time", "date")  # fmt: skip
_AUTHOR_NAMES = ("author", "dcterms.creator", "dc.creator", "article:author")
_PARSER = "lxml"
_DEEPEST = 200


def read_html(data: bytes) -> Reading:
    """Read a web page; the encoding is the one it declares. It has one page, as paper would not."""
    soup = BeautifulSoup(data, _PARSER)
    proposal = _proposal(soup)
    return assemble(html_blocks(soup), proposal)


def blocks_of_fragment(source: str) -> list[Block]:
    """Return the blocks of a piece of HTML inside another format."""
    return html_blocks(BeautifulSoup(source, _PARSER))


def html_blocks(soup: BeautifulSoup) -> list[Block]:
    """Return the blocks of a parsed page in reading order. What is no article is taken out of ``soup``."""
    _drop(soup)
    walk = _Walk()
    walk.inside(soup)
    walk.finish()
    return walk.blocks


def _drop(soup: BeautifulSoup) -> None:
    for tag in soup.find_all(_DROPPED):
        tag.extract()
    for tag in soup.find_all(_is_hidden):
        tag.extract()
    for tag in soup.find_all("header"):
        # the header of an article holds its title; that of the site its menu
        if tag.find_parent(_ARTICLE) is None:
            tag.extract()


def _is_hidden(tag: Tag) -> bool:
    style = str(tag.get("style") or "").replace(" ", "").lower()
    hidden = tag.has_attr("hidden") or tag.get("aria-hidden") == "true" or "display:none" in style
    return hidden or tag.get("role") in _DROPPED_ROLES


@dataclass(slots=True)
class _Walk:
    """One walk through a page: words gather until a block begins or ends."""

    blocks: list[Block] = field(default_factory=list)
    _words: list[str] = field(default_factory=list)
    _kind: PieceKind = "body"
    _level: int | None = None
    _mark: str = ""
    _depth: int = 0
    _nesting: int = 0

    def inside(self, parent: Tag) -> None:
        """Read all that is inside ``parent``; below the deepest level that makes sense only its words."""
        if self._nesting >= _DEEPEST:
            self._words.append(parent.get_text(" "))
            return
        self._nesting += 1
        for child in parent.children:
            if isinstance(child, Tag):
                self._tag(child)
            elif type(child) in (NavigableString, CData):  # its other kinds are comments and declarations
                self._words.append(str(child))
        self._nesting -= 1

    def finish(self) -> None:
        """End the block that words were gathered for."""
        text = " ".join("".join(self._words).split())
        self._words = []
        if text:
            self.blocks.append(Block(self._kind, text, level=self._level, mark=self._mark))
            if self._kind == "bullet":
                self._mark = ""

    def _tag(self, tag: Tag) -> None:
        heading = _HEADING.fullmatch(tag.name)
        if heading:
            self._as("heading", tag, level=int(heading[1]))
        elif tag.name == "table" and not _is_layout(tag):
            self._table(tag)
        elif tag.name in _LISTS:
            self._list(tag)
        elif tag.name in _KINDS:
            self._as(_KINDS[tag.name], tag)
        elif tag.name in _BLOCKS:
            self._as(self._kind, tag, level=self._level)
        elif tag.name == "br":
            self._words.append(" ")
        else:
            self.inside(tag)

    def _as(self, kind: PieceKind, tag: Tag, level: int | None = None, mark: str = "") -> None:
        """Read the inside of ``tag`` as blocks of ``kind``."""
        self.finish()
        before = self._kind, self._level, self._mark
        self._kind, self._level, self._mark = kind, level, mark or self._mark
        self.inside(tag)
        self.finish()
        self._kind, self._level, self._mark = before

    def _list(self, tag: Tag) -> None:
        self.finish()
        self._depth += 1
        number = _whole(tag.get("start"), 1)
        for item in tag.children:
            if not isinstance(item, Tag):
                continue
            if item.name == "li":
                number = _whole(item.get("value"), number)
                self._as("bullet", item, level=self._depth, mark=f"{number}." if tag.name == "ol" else "•")
                number += 1
            else:
                self._tag(item)
        self.finish()
        self._depth -= 1

    def _table(self, table: Tag) -> None:
        self.finish()
        header: str | None = None
        for caption in table.find_all("caption", recursive=False):
            self._as("caption", caption)
        rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
        for index, row in enumerate(rows):
            cells = row.find_all(["td", "th"], recursive=False)
            texts = [" ".join(cell.get_text(" ").split()) for cell in cells]
            joined = " ".join(filter(None, texts))
            if joined:
                self.blocks.append(Block("table", joined, header=header))
            if index == 0 and len(rows) > 1 and cells and all(cell.name == "th" for cell in cells):
                header = joined or None


def _is_layout(table: Tag) -> bool:
    """Whether a table only places things: it says so, or has one column."""
    if table.get("role") in ("presentation", "none"):
        return True
    return all(len(row.find_all(["td", "th"], recursive=False)) <= 1 for row in table.find_all("tr"))


def _whole(text: object, otherwise: int) -> int:
    try:
        return int(str(text)) if text is not None else otherwise
    except ValueError:
        return otherwise


def _proposal(soup: BeautifulSoup) -> Proposal:
    metas = {
        str(tag.get("name") or tag.get("property") or "").lower(): str(tag.get("content") or "")
        for tag in reversed(soup.find_all("meta"))
    }
    title = soup.find("title")
    when = next((metas[name] for name in _DATE_NAMES if metas.get(name)), None)
    author = next((metas[name] for name in _AUTHOR_NAMES if metas.get(name)), "")
    return propose(title.get_text() if title else "", when, author)
