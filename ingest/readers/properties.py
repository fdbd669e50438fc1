"""What a file says of itself, made into a proposal for the catalogue; what programs fill in is dropped."""

from __future__ import annotations

import re
from datetime import date, datetime

from ingest.model import Proposal

_PROGRAM = re.compile(r"^(microsoft (office )?(word|excel|powerpoint)|word|powerpoint)\s*-\s*", re.I)
_FILE_NAME = re.compile(r"\.(docx?|pdf|indd|pptx?|xlsx?|odt|rtf|txt|html?|qxd|tmp|pub)$", re.I)
_JUNK_TITLE = re.compile(
    r"(untitled|naamloos|geen titel|no title|titel|title|unspecified|unknown|onbekend|home|index"
    r"|word document|powerpoint[ -]presentat(ie|ion)|dia|slide|(new |nieuw )?document)[\s\d_()-]*",
    re.I,
)
_JUNK_AUTHOR = re.compile(
    r"(anonymous|anoniem|unspecified|unknown|onbekend|administrator|admin|root|user|gebruiker|owner|eigenaar"
    r"|python-docx|microsoft( office)?( user| gebruiker)?"
    r"|windows user|windows-gebruiker|scanner|default)[\s\d]*",
    re.I,
)
_PDF_DATE = re.compile(r"^\s*(?:D:)?(\d{4})-?(\d{2})?-?(\d{2})?")
_EARLIEST_YEAR = 1980


def propose(title: str = "", when: str | datetime | date | None = None, author: str = "") -> Proposal:
    """Return a proposal from a file's properties; ``when`` is a date, ISO 8601 or a PDF date (D:20240131...).

    The date of the proposal is ISO 8601 (``2024-01-31``). Everything that is junk or senseless is ``""``.
    """
    return Proposal(_title(title), _date(when), _author(author))


def _title(text: str) -> str:
    clean = " ".join(text.replace("\x00", "").split())
    if _PROGRAM.match(clean) or _FILE_NAME.search(clean) or _JUNK_TITLE.fullmatch(clean):
        return ""
    letters = sum(char.isalpha() for char in clean)
    return clean if letters >= max(3, len(clean) // 3) and clean.isprintable() else ""


def _author(text: str) -> str:
    clean = " ".join(text.replace("\x00", "").split())
    return "" if _JUNK_AUTHOR.fullmatch(clean) or not clean.isprintable() else clean


def _date(when: str | datetime | date | None) -> str:
    if when is None:
        return ""
    if isinstance(when, date):  # a datetime is one too
        return _iso(when.year, when.month, when.day)
    found = _PDF_DATE.match(when)
    if not found:
        return ""
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None or month is None or day is None:
        return ""  # half a date cannot be told from a guess
    return _iso(year, month, day)


def _iso(year: int, month: int, day: int) -> str:
    try:
        stamp = date(year, month, day)
    except ValueError:
        return ""
    return stamp.isoformat() if year >= _EARLIEST_YEAR else ""
