"""Markdown (CommonMark with tables): the door of markdown-it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.model import Proposal, Reading
from ingest.readers.assembly import PAGE_BREAK, Block, assemble
from ingest.readers.html import blocks_of_fragment
from ingest.readers.properties import propose
from ingest.readers.text import decode

_FRONT = re.compile(r"\A---[ \t]*\n(?P<lines>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_PROPERTY = re.compile(r"^(?P<name>[A-Za-z]+)\s*:\s*(?P<value>.+?)\s*$", re.M)
_TITLES, _DATES, _AUTHORS = ("title", "titel"), ("date", "datum"), ("author", "auteur")


def read_markdown(data: bytes) -> Reading:
    """Read Markdown; form feeds separate pages, front matter between ``---`` gives the proposal."""
    source, warnings = decode(data)
    source = source.replace("\r\n", "\n")
    front = _FRONT.match(source)
    parser = MarkdownIt("commonmark").enable("table")
    blocks: list[Block] = []
    for number, page in enumerate(source[front.end() if front else 0 :].split(PAGE_BREAK)):
        if number:
            blocks.append(Block("body", PAGE_BREAK))
        blocks.extend(_Walk(parser.parse(page)).blocks())
    return assemble(blocks, _proposal(front["lines"] if front else ""), tuple(warnings))


@dataclass(slots=True)
class _Walk:
    """One walk along the tokens of a page, and what is open at the place reached."""

    tokens: Sequence[Token]
    # the next number of each open list, None for bullets
    _lists: list[int | None] = field(default_factory=list)
    _mark: str = ""
    _quotes: int = 0
    _heading: int | None = None
    _row: list[str] | None = None
    _in_header: bool = False
    _header: str | None = None

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks in reading order."""
        for token in self.tokens:
            if token.type == "html_block":
                yield from blocks_of_fragment(token.content)
            elif token.type == "inline" and self._row is None:
                yield from self._paragraph(_words(token))
            elif token.type in ("fence", "code_block"):
                yield from self._paragraph(" ".join(token.content.split()))
            elif token.type == "inline" and self._row is not None:
                self._row.append(_words(token))
            elif token.type == "tr_close":
                yield from self._row_block()
            else:
                self._enter_or_leave(token)

    def _paragraph(self, text: str) -> Iterator[Block]:
        mark, self._mark = self._mark, ""
        if not text:
            return
        if self._heading is not None:
            yield Block("heading", text, level=self._heading)
        elif self._lists:
            yield Block("bullet", text, level=len(self._lists), mark=mark)
        else:
            yield Block("quotation" if self._quotes else "body", text)

    def _row_block(self) -> Iterator[Block]:
        text = " ".join(filter(None, self._row or []))
        self._row = None
        if text:
            yield Block("table", text, header=self._header)
        if self._in_header:
            self._header = text or None

    def _enter_or_leave(self, token: Token) -> None:
        """Note what a token opens or closes."""
        match token.type:
            case "heading_open":
                self._heading = int(token.tag[1:])
            case "heading_close":
                self._heading = None
            case "bullet_list_open":
                self._lists.append(None)
            case "ordered_list_open":
                self._lists.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._mark = self._next_mark()
            case "blockquote_open" | "blockquote_close":
                self._quotes += token.nesting
            case "tr_open":
                self._row = []
            case "thead_open" | "thead_close":
                self._in_header = token.nesting > 0
            case "table_close":
                self._header = None

    def _next_mark(self) -> str:
        number = self._lists[-1]
        if number is None:
            return "•"
        self._lists[-1] = number + 1
        return f"{number}."


def _words(token: Token) -> str:
    """Return what a reader sees of inline text: no addresses of links, no pictures, no tags."""
    parts: list[str] = []
    for child in token.children or []:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return " ".join("".join(parts).split())


def _proposal(front: str) -> Proposal:
    values = {match["name"].lower(): match["value"].strip("\"'") for match in _PROPERTY.finditer(front)}

    def first(names: Sequence[str]) -> str:
        return next((values[name] for name in names if name in values), "")

    return propose(first(_TITLES), first(_DATES), first(_AUTHORS))
