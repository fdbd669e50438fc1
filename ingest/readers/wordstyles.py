"""What the style of a Word paragraph says it is. Styles build on others: the nearest that speaks counts.

Word stores its own styles by English name and shows them in the user's language; other programs store the
Dutch names, so both are known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from ingest.model import PieceKind
from ingest.readers.wordlists import W, whole

_HEADING = re.compile(r"(?:heading|kop|header\s*level)\s*(\d)\b", re.I)
_TITLE = re.compile(r"(title|titel|documenttitel)", re.I)
_LIST = re.compile(r"(?:list (?:bullet|number)|lijstopsomteken|lijstnummering|opsomming\w*)\s*(\d)?", re.I)
_KINDS: tuple[tuple[re.Pattern[str], PieceKind], ...] = (
    (
        re.compile(
            r"(toc|inhopg|inhoudsopgave|table of (contents|figures)|lijst met afbeeldingen)\b.*", re.I
        ),
        "running",
    ),
    (re.compile(r"(header|footer|koptekst|voettekst)", re.I), "running"),
    (re.compile(r"(caption|bijschrift)", re.I), "caption"),
    (
        re.compile(r"(footnote|endnote|voetnoottekst|eindnoottekst|voetnoot|eindnoot)( text)?", re.I),
        "footnote",
    ),
    (re.compile(r"(intense |block )?(quote|quotations?)|(duidelijk )?citaat", re.I), "quotation"),
)
_OUTLINE_LEVELS = 9
_DEEPEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Style:
    """What is known of a paragraph: from itself, else from its style, else from what that builds on.

    ``heading`` counts from 1, ``number_level`` from 0 as in the file, ``list_level`` from 1.
    """

    kind: PieceKind = "body"
    heading: int | None = None
    number_id: str | None = None
    number_level: int = 0
    is_list: bool = False
    list_level: int = 1
    bold: bool = False
    breaks_before: bool = False


@dataclass(slots=True)
class Styles:
    """The paragraph styles of a file, by their id."""

    elements: dict[str, Any] = field(default_factory=dict)
    default: str = ""
    _known: dict[str, Style] = field(default_factory=dict)

    def of(self, paragraph: Any) -> Style:
        """Return what the style of ``paragraph`` says, with what the paragraph says itself on top."""
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        style_id = self.default if named is None else str(named.get(f"{W}val"))
        if style_id not in self._known:
            self._known[style_id] = self._resolved(style_id)
        return _over(self._known[style_id], paragraph.find(f"{W}pPr"))

    def _resolved(self, style_id: str) -> Style:
        chain: list[Any] = []
        while style_id in self.elements and len(chain) < _DEEPEST_CHAIN:
            chain.append(self.elements[style_id])
            parent = chain[-1].find(f"{W}basedOn")
            style_id = "" if parent is None else str(parent.get(f"{W}val"))
        style = Style()
        for element in reversed(chain):
            style = _over(_named(style, _name(element)), element.find(f"{W}pPr"))
            bold = element.find(f"{W}rPr/{W}b")
            if bold is not None:
                style = replace(style, bold=bold.get(f"{W}val") not in ("0", "false", "off"))
        return style


def styles_of(root: Any | None) -> Styles:
    """Return the paragraph styles in the root element of a styles part."""
    styles = Styles()
    for element in root.iterfind(f"{W}style") if root is not None else ():
        if element.get(f"{W}type") in (None, "paragraph"):
            style_id = str(element.get(f"{W}styleId"))
            styles.elements[style_id] = element
            if element.get(f"{W}default") in ("1", "true", "on"):
                styles.default = style_id
    return styles


def _name(element: Any) -> str:
    named = element.find(f"{W}name")
    return "" if named is None else str(named.get(f"{W}val"))


def _named(style: Style, name: str) -> Style:
    """Return ``style`` with what ``name`` adds to it."""
    heading = _HEADING.match(name)
    if heading and heading[1] != "0":
        return replace(style, heading=int(heading[1]))
    if _TITLE.fullmatch(name):
        return replace(style, heading=1)
    listed = _LIST.match(name)
    if listed:
        return replace(style, is_list=True, list_level=int(listed[1] or 1))
    for pattern, kind in _KINDS:
        if pattern.fullmatch(name):
            return replace(style, kind=kind)
    return style


def _over(style: Style, properties: Any | None) -> Style:
    """Return ``style`` with what the paragraph properties (w:pPr) say over it."""
    if properties is None:
        return style
    outline = properties.find(f"{W}outlineLvl")
    if outline is not None:
        level = whole(outline.get(f"{W}val"), _OUTLINE_LEVELS)
        style = replace(style, heading=level + 1 if 0 <= level < _OUTLINE_LEVELS else None)
    number = properties.find(f"{W}numPr")
    if number is not None:
        style = _numbered(style, number)
    before = properties.find(f"{W}pageBreakBefore")
    if before is not None:
        style = replace(style, breaks_before=before.get(f"{W}val") not in ("0", "false", "off"))
    return style


def _numbered(style: Style, number: Any) -> Style:
    list_id, depth = number.find(f"{W}numId"), number.find(f"{W}ilvl")
    if list_id is not None:
        number_id = str(list_id.get(f"{W}val"))
        # 0 switches a style's numbering off: then it is no list item either
        style = replace(style, number_id=number_id, is_list=style.is_list and number_id != "0")
    if depth is not None:
        style = replace(style, number_level=min(max(whole(depth.get(f"{W}val"), 0), 0), _OUTLINE_LEVELS - 1))
    return style
