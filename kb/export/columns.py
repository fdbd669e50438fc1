"""The columns of a register as a table: one list for the workbook, the CSV and the import."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from kb.export import wording
from kb.export.model import Selection
from kb.register.model import Registered

Value = str | int | date | None

KEY = "Kenmerk"
VERSION = "Versie"
STATUS = "Status"
CONFIRMED = "Bevestigd"
PAGE = "Pagina"
EDITABLE = {
    STATUS: "status",
    "Eigenaar": "owner",
    "Bewijs": "evidence",
    "Toelichting": "note",
    CONFIRMED: "confirmed",
}
"""The columns that people fill in, with the fields of an entry that they are."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, its width in characters, and what stands in it for a commitment."""

    header: str
    width: int
    value: Callable[[Registered, Selection], Value]


def _words(item: Registered) -> str | None:
    return item.commitment.deadline.text if item.commitment.deadline else None


def _latest(item: Registered) -> date | None:
    return item.commitment.deadline.latest if item.commitment.deadline else None


def _earliest(item: Registered) -> date | None:
    return item.commitment.deadline.earliest if item.commitment.deadline else None


def _written_on(item: Registered) -> date | None:
    return datetime.fromisoformat(item.entry.at).date() if item.entry.at else None


COLUMNS: tuple[Column, ...] = (
    Column(KEY, 12, lambda item, _: item.id),
    Column("Toezegging", 64, lambda item, _: item.commitment.quote),
    Column("Aanhef", 28, lambda item, _: item.commitment.lead),
    Column("Wie", 22, lambda item, _: item.commitment.actor),
    Column("Hoeveel", 18, lambda item, _: wording.quantities(item.commitment)),
    Column("Termijn", 18, lambda item, _: _words(item)),
    Column("Vanaf", 12, lambda item, _: _earliest(item)),
    Column("Uiterlijk", 12, lambda item, _: _latest(item)),
    Column("Te laat", 9, lambda item, _: wording.yes(item.overdue)),
    Column(STATUS, 15, lambda item, _: item.entry.status),
    Column("Eigenaar", 20, lambda item, _: item.entry.owner),
    Column("Bewijs", 30, lambda item, _: item.entry.evidence),
    Column("Toelichting", 30, lambda item, _: item.entry.note),
    Column(CONFIRMED, 11, lambda item, _: wording.yes(item.entry.confirmed)),
    Column("Onderwerpen", 22, lambda item, _: ", ".join(item.commitment.topics)),
    Column("Soort", 11, lambda item, _: item.commitment.kind),
    Column("Hardheid", 10, lambda item, _: item.commitment.strength),
    Column("Document", 34, lambda item, _: item.commitment.title),
    Column(PAGE, 8, lambda item, _: item.commitment.page),
    Column("Gedrukte pagina", 10, lambda item, _: item.commitment.page_label),
    Column("Paragraaf", 40, lambda item, _: " › ".join(item.commitment.section)),
    Column("Staat ook op", 30, lambda item, asked: wording.also(item.commitment, asked.titles)),
    Column("In het document", 16, lambda item, _: wording.PRESENCES[item.presence]),
    Column("Eerdere tekst", 40, lambda item, _: item.earlier),
    Column("Verbanden", 14, lambda item, _: ", ".join(item.links)),
    Column("Bijgewerkt door", 18, lambda item, _: item.entry.by),
    Column("Bijgewerkt op", 13, lambda item, _: _written_on(item)),
    Column(VERSION, 8, lambda item, _: item.entry.version),
)


def address(item: Registered, selection: Selection) -> str | None:
    """Return where the app shows the page; None for what is no longer in its document."""
    if item.presence == "vanished":
        return None
    return wording.page_address(selection.app_url, item.commitment.document, item.commitment.page)
