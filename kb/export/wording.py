"""The Dutch of the exports, and how a commitment's fields are put into words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from urllib.parse import quote, urlencode

from kb.answers import frames
from kb.export.model import Selection
from kb.model import Commitment, Relation
from kb.register.model import Presence, Registered, RegisterFilters

SHEET = "Toezeggingen"
SHEET_LINKS = "Verbanden"
SHEET_HELP = "Uitleg"
LINK_HEADERS = ("Kenmerk", "Onderwerp", "Verband", "Uitleg", "Document", "Pagina", "Citaat", "Toezegging")
HELP_LINES = (
    "In dit werkblad staat elke toezegging letterlijk, met document, pagina en paragraaf.",
    "De gekleurde kolommen kunt u invullen: Status, Eigenaar, Bewijs, Toelichting en Bevestigd.",
    "Status is een van: open, in uitvoering, gerealiseerd, vervallen. Bevestigd is ja of nee.",
    "Bewaar het bestand en lees het terug met: woordhouder register import BESTAND --by NAAM",
    "Laat de kolommen Kenmerk en Versie staan: daaraan worden rijen herkend. Weglaten en sorteren mag.",
    "Heeft een ander intussen dezelfde cel gewijzigd, dan wordt die rij niet overgenomen en hoort u dat.",
)

SOURCES = "Bronnen"
UNDERSTOOD = "Opgevat als: {question}"
TOPIC_REST = "Overige toezeggingen"
CONTRADICTIONS = "Tegenstrijdigheden in de documenten"
MEMO_TITLE = "Memo aan de raad"
MEMO_VERBATIM = (
    "De citaten zijn letterlijk overgenomen. Te laat wil zeggen: de laatste dag van de termijn is voorbij en "
    "de toezegging staat nog open of is in uitvoering."
)
MEMO_NOTHING = "Er zijn geen toezeggingen die aan deze selectie voldoen."
MEMO_TABLE = ("Onderwerp", "Aantal", "Te laat", "Gerealiseerd")
TIMELINE_TITLE = "Toezeggingen in de tijd"
TIMELINE_NOTHING = "Er zijn geen toezeggingen met een termijn die aan deze selectie voldoen."
TODAY = "vandaag"
LATE = "te laat"

PRESENCES: dict[Presence, str] = {
    "present": "ja",
    "changed": "gewijzigd",
    "vanished": "vervallen uit document",
    "unrecognised": "niet meer als toezegging herkend",
}
RELATIONS: dict[Relation, str] = {
    "same": "hetzelfde",
    "sharpened": "aangescherpt",
    "weakened": "afgezwakt",
    "conflict": "tegenstrijdig",
    "fulfilled": "gerealiseerd",
    "related": "verwant",
}
# What XML 1.0 cannot hold: neither a workbook nor a memo could be written with it.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Return ``text`` without the characters that no XML file can hold."""
    return _UNPRINTABLE.sub("", text)


def day(value: date) -> str:
    """Return a day as it is written in a letter: 31 december 2027."""
    return frames.day(value, "nl")


def yes(value: bool) -> str:
    """Return ja or nee."""
    return "ja" if value else "nee"


def place(commitment: Commitment) -> str:
    """Say where a commitment stands: title, page, printed page, headings."""
    return where(commitment.title, commitment.page, commitment.page_label, commitment.section)


def where(title: str, page: int, label: str | None = None, section: Sequence[str] = ()) -> str:
    """Say where something stands."""
    printed = f" (gedrukt: {label})" if label and label != str(page) else ""
    return ", ".join([title, f"pagina {page}{printed}", *([" › ".join(section)] if section else [])])


def also(commitment: Commitment, titles: dict[str, str]) -> str:
    """Say where else the same words stand; empty when nowhere."""
    return "; ".join(where(titles.get(p.document, p.document), p.page) for p in commitment.also)


def page_address(app_url: str, document: str, page: int) -> str:
    """Return the address at which the app shows a page."""
    return f"{app_url.rstrip('/')}/?{urlencode({'document': document, 'pagina': page}, quote_via=quote)}"


def quantities(commitment: Commitment) -> str:
    """Return the promised amounts in the document's own words."""
    return "; ".join(quantity.text for quantity in commitment.quantities)


def count(number: int, one: str, many: str) -> str:
    """Return a number with its noun."""
    return f"{number} {one if number == 1 else many}"


def searched(documents: int, pages: int) -> str:
    """Say how much was searched for an answer."""
    return f"Gezocht in {count(documents, 'document', 'documenten')}, {count(pages, 'pagina', 'pagina’s')}."


def summary(selection: Selection) -> str:
    """Say how many commitments there are, in how many documents, and how they stand."""
    items = selection.items
    total = count(len(items), "toezegging", "toezeggingen")
    documents = count(len(selection.documents), "document", "documenten")
    statuses = [item.entry.status for item in items]
    parts = [
        f"{statuses.count(status)} {status}"
        for status in ("open", "in uitvoering", "gerealiseerd", "vervallen")
        if status in statuses
    ]
    late = sum(item.overdue for item in items)
    told = (
        f" Daarvan {'is' if late == 1 else 'zijn'} er {late} te laat."
        if late
        else " Geen daarvan is te laat."
    )
    return f"{total} in {documents}: {', '.join(parts)}.{told}"


def selected(asked: RegisterFilters, titles: dict[str, str]) -> str:
    """Say what a selection was limited to; empty when to nothing."""
    parts = [
        asked.topic and f"onderwerp {asked.topic}",
        asked.documents and "document " + ", ".join(titles.get(key, key) for key in asked.documents),
        asked.actor and f"wie {asked.actor}",
        asked.kind and f"soort {asked.kind}",
        asked.status and f"status {asked.status}",
        asked.overdue and "alleen wat te laat is",
        asked.due_before and f"klaar voor {day(asked.due_before)}",
        asked.text and f"tekst {asked.text}",
    ]
    return "; ".join(str(part) for part in parts if part)


def standing(item: Registered) -> str:
    """Say in a line how a commitment stands: status, lateness, owner, term, amount, evidence, note."""
    commitment, entry = item.commitment, item.entry
    deadline = commitment.deadline
    late = f"te laat sinds {day(deadline.latest)}" if item.overdue and deadline and deadline.latest else ""
    confirmed = f"bevestigd door {entry.by}" if entry.confirmed else ""
    parts = [
        f"Status: {entry.status}",
        late,
        _labelled("wie", commitment.actor),
        _labelled("eigenaar", entry.owner),
        _labelled("termijn", _term(item)),
        _labelled("bewijs", entry.evidence),
        _labelled("toelichting", entry.note),
        confirmed,
        "" if item.presence == "present" else f"in het document: {PRESENCES[item.presence]}",
        _labelled("eerdere tekst", item.earlier),
        f"kenmerk {item.id}",
    ]
    return "; ".join(part for part in parts if part) + "."


def _term(item: Registered) -> str:
    """The document's words for the deadline, with its last day where the words do not give it."""
    deadline = item.commitment.deadline
    if deadline is None:
        return ""
    return f"{deadline.text} (uiterlijk {day(deadline.latest)})" if deadline.latest else deadline.text


def _labelled(label: str, value: str | None) -> str:
    return f"{label}: {value}" if value else ""
