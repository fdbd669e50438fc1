"""Made-up commitments of a made-up municipality, for the tests of the register and of its exports."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from ingest.model import Document, Page, Piece, Span
from kb.commitments.links import Source
from kb.index.store import StoredDocument
from kb.model import Commitment, Deadline, Link, LinkMember, Quantity
from kb.register.derived import Derived
from kb.register.model import Entry, Registered
from kb.register.register import Register
from kb.register.standing import Standing
from kb.register.storage import MemoryStore, RegisterStore

FIRST_DAY = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def promise(quote: str, document: str = "plan", **fields: Any) -> Commitment:
    """Return a commitment with this quote; every other field may be given."""
    digest = hashlib.sha256(f"{document} {quote}".encode()).hexdigest()
    given = {
        "id": f"c-{digest[:6]}",
        "document": document,
        "title": document.capitalize(),
        "page": 1,
        "page_label": None,
        "section": ("1 Wonen",),
        "lead": None,
        "quote": quote,
        "spans": (Span(fields.get("page", 1), 0, len(quote)),),
        "kind": "actie",
        "strength": "hard",
        "strength_reason": "gaan is een toezegging",
        "actor": "gemeente Waterdam",
    }
    return Commitment(**{**given, **fields})


def full_promise(**fields: Any) -> Commitment:
    """Return a commitment with every field filled in."""
    given: dict[str, Any] = {
        "lead": "Eind 2024 is bereikt:",
        "topics": ("wonen", "energie"),
        "quantities": (Quantity(40.0, "woningen", "40 woningen", "min"),),
        "deadline": Deadline("Eind 2024", date(2024, 10, 1), date(2024, 12, 31)),
        "page_label": "7",
    }
    return promise("40 woningen zijn van het gas af.", **{**given, **fields})


def registered(commitment: Commitment, **fields: Any) -> Registered:
    """Return the commitment as the register gives it, untouched unless an entry is given."""
    return Registered(commitment, **{"entry": Entry(commitment.id), **fields})


def conflict(first: Commitment, second: Commitment) -> Link:
    """Return a link that says that two commitments contradict each other."""
    members = tuple(LinkMember(c.document, c.page, c.quote, c.id) for c in (first, second))
    return Link("l-0001", "aantal woningen", "conflict", "Het ene noemt 40, het andere 50.", members)


@dataclass
class Shelf:
    """Documents that a test can change. Every commitment's quote stands on its page; ``loose`` text too."""

    promises: list[Commitment] = field(default_factory=list)
    loose: str = ""
    read: tuple[str, ...] = ()
    edition: int = 1
    links: list[Link] = field(default_factory=list)
    extractions: int = 0

    def documents(self) -> list[StoredDocument]:
        """Return the documents of the commitments, in order of id."""
        return [self._stored(name) for name in sorted({c.document for c in self.promises})]

    def pages(self, version: str) -> tuple[Page, ...]:
        """Return one page with all that the document says."""
        quotes = [c.quote for c in self.promises if c.document == version.split("@")[0]]
        return (Page(1, "\n".join([*quotes, self.loose])),)

    def pieces(self, version: str) -> tuple[Piece, ...]:
        """Return what the test says was read."""
        del version
        return tuple(Piece("body", text, (Span(1, 0, len(text)),)) for text in self.read)

    def extract(
        self, document: Document, pages: Sequence[Page], pieces: Sequence[Piece]
    ) -> Sequence[Commitment]:
        """Return the document's commitments."""
        del pages, pieces
        self.extractions += 1
        return [c for c in self.promises if c.document == document.id]

    def relate(self, sources: Sequence[Source]) -> Sequence[Link]:
        """Return the links that the test gave."""
        del sources
        return self.links

    def say(self, *promises: Commitment) -> None:
        """Put a new edition on the shelf that says just this."""
        self.promises = list(promises)
        self.edition += 1

    def _stored(self, name: str) -> StoredDocument:
        document = Document(name, f"{name}.txt", name.capitalize(), f"{self.edition:064d}")
        return StoredDocument(f"{name}@{self.edition}", document, 1, 1)


@dataclass
class Clock:
    """A clock that stands still until a test moves it."""

    moment: datetime = FIRST_DAY

    def __call__(self) -> datetime:
        """Return the moment."""
        return self.moment

    def tick(self, **span: int) -> None:
        """Let time pass: one minute, or the given ``timedelta``."""
        self.moment += timedelta(**(span or {"minutes": 1}))


def make_register(
    shelf: Shelf, folder: Path, store: RegisterStore | None = None, clock: Clock | None = None
) -> Register:
    """Return a register of the shelf."""
    derived = Derived(folder / "commitments.sqlite", shelf, shelf.extract, shelf.relate)
    return Register(store or MemoryStore(), derived, Standing(shelf), clock or Clock())


def moved(commitment: Commitment, page: int) -> Commitment:
    """Return the same commitment on another page."""
    return replace(commitment, page=page, spans=(Span(page, 0, len(commitment.quote)),))
