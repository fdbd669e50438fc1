"""What the first characters of a line say about it: bullets, numbers, captions, notes, web addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

MarkKind = Literal[
    "bullet", "number", "letter", "roman", "keyword", "caption", "star", "note", "url", "contents"
]

_BULLET = re.compile(
    r"(?P<mark>[•➢▪■●○◦‣⁃∙·►▶✓✔❖→➔➤✗□▫◆◇\uf0a7\uf0b7\uf0d8\uf0fc\uf06f]|[o§](?=\s)|[-–—](?=\s))\s*(?P<rest>.*)$"
)
_ONLY_DASH = re.compile(r"[-–—o•·*]+$")
_DECIMAL = re.compile(r"(?P<mark>(?P<number>\d{1,2}(?:\.\d{1,3}){0,4})(?P<close>[.)]?))\s+(?P<rest>\S.*)$")
_LETTER = re.compile(r"(?P<mark>(?P<number>[a-zA-Z])[.)])\s+(?P<rest>\S.*)$")
_BRACKETED = re.compile(r"(?P<mark>\((?P<number>[a-z]|\d{1,2})\))\s+(?P<rest>\S.*)$")
_ROMAN = re.compile(r"(?P<mark>(?P<number>[IVX]|[IVXLC]{2,6})\.)\s+(?P<rest>\S.*)$")
_KEYWORD = re.compile(
    r"(?P<mark>(?P<word>Hoofdstuk|Deel|Bijlage|Paragraaf|Artikel|Afdeling|Titel)\s+(?P<number>\d{1,3}(?:\.\d{1,3})*[a-z]?|[IVXLC]{1,5}|[A-Z])\b"
    r"[.:]?)\s*[-–—|]?\s*(?P<rest>.*)$"
)
_CAPTION = re.compile(
    r"(?P<mark>(?:Figuur|Fig\.|Tabel|Afbeelding|Afb\.|Kaart|Grafiek|Foto|Illustratie|Schema|Diagram|Kader)\s*"
    r"(?:\d{1,3}(?:[.\-]\d{1,3})?[a-z]?\s*(?:[:|–—]|[.]\s|-\s)|:)|(?:Bron|Foto(?:grafie|’s|'s)?|Beeld|Illustratie)\s*:)\s*(?P<rest>.*)$"
)
_NOTE = re.compile(r"(?P<mark>(?P<number>\d{1,3})|\[(?P<bracket>\d{1,3})\])\s+(?P<rest>[A-Z“‘\"'(h*][^\n]*)$")
_STAR = re.compile(r"(?P<mark>\*{1,3})\s*(?P<rest>\S.*)$")
_URL = re.compile(r"(?:https?://|www\.)\S+$")
_CONTENTS = re.compile(r".*\S\s*(?:\.\s?){4,}\s*\d{0,4}$|.*\S\s*…{2,}\s*\d{0,4}$|.*\S[ _]*_{4,}\s*\d{1,4}$")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at the start of a line: what it may open, its sign and where the text after it begins."""

    kind: MarkKind
    sign: str
    rest: int
    dotted: bool = False

    @property
    def depth(self) -> int:
        """The number of parts of a decimal number: 2 for ``6.4``."""
        return self.sign.count(".") + 1


def bullet_mark(text: str) -> Mark | None:
    """Return the bullet that opens the line, if any. ``-`` and ``o`` count only with white after them."""
    match = _BULLET.match(text)
    if not match or not match["rest"]:
        return None
    return Mark("bullet", match["mark"], match.start("rest"))


def is_empty_mark(text: str) -> bool:
    """Tell whether the line holds a bullet and nothing else."""
    return bool(_ONLY_DASH.match(text))


def number_mark(text: str) -> Mark | None:
    """Return the decimal number, letter or Roman numeral that opens the line, if any."""
    for kind, pattern in (("number", _DECIMAL), ("roman", _ROMAN), ("letter", _LETTER)):
        match = pattern.match(text)
        if match:
            dotted = kind != "number" or bool(match["close"])
            return Mark(kind, match["number"], match.start("rest"), dotted)  # type: ignore[arg-type]
    match = _BRACKETED.match(text)
    if match:
        return Mark(
            "letter" if match["number"].isalpha() else "number", match["number"], match.start("rest"), True
        )
    return None


def keyword_mark(text: str) -> Mark | None:
    """Return "Hoofdstuk 3", "Bijlage 1" and the like at the start of the line, if any."""
    match = _KEYWORD.match(text)
    return Mark("keyword", f"{match['word']} {match['number']}", match.start("rest")) if match else None


def caption_mark(text: str) -> Mark | None:
    """Return the label of a figure, table or source ("Figuur 1:", "Bron:") that opens the line, if any."""
    match = _CAPTION.match(text)
    return Mark("caption", match["mark"].strip(), match.start("rest")) if match else None


def note_mark(text: str) -> Mark | None:
    """Return the number of a footnote that may open the line, if any."""
    match = _NOTE.match(text)
    return Mark("note", match["number"] or match["bracket"], match.start("rest")) if match else None


def star_mark(text: str) -> Mark | None:
    """Return the stars that open the line, if any: a note, or a bullet where nothing refers to it."""
    match = _STAR.match(text)
    return Mark("star", match["mark"], match.start("rest")) if match else None


def is_url(text: str) -> bool:
    """Tell whether the line is a web address and nothing else."""
    return bool(_URL.match(text))


def is_contents(text: str) -> bool:
    """Tell whether the line belongs to a table of contents: a title, leaders, a page number."""
    return any(sign in text for sign in ("..", ". .", "……", "__")) and bool(_CONTENTS.match(text))
