"""The nouns of the register: frozen dataclasses on the standard library alone.

A commitment has two histories, and both are only added to: its *appearances* (how it stood in its document,
sync after sync) and its *entries* (what people wrote about it). The present state is the last of each.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kb.model import Commitment, CommitmentKind

RegisterStatus = Literal["open", "in uitvoering", "gerealiseerd", "vervallen"]
Event = Literal["new", "changed", "updated", "returned", "vanished", "withdrawn"]
Presence = Literal["present", "changed", "vanished", "unrecognised"]

STATUSES: tuple[RegisterStatus, ...] = ("open", "in uitvoering", "gerealiseerd", "vervallen")
RUNNING: tuple[RegisterStatus, ...] = ("open", "in uitvoering")
"""The statuses of what is still to be done: only these can be overdue."""

WRITTEN_FIELDS = ("status", "owner", "evidence", "note", "confirmed")
"""The fields of an entry that people fill in, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """How a commitment stood in its document at a moment.

    ``number`` counts from 1; ``at`` is a moment in UTC (ISO 8601); ``sha256`` is the hash of the document's
    file then, empty for what was recorded before that was kept. ``new``, ``changed`` (the document words
    it otherwise), ``updated`` (another place or other fields) and ``returned`` say that it is there;
    ``vanished`` that its words no longer stand in the document; ``withdrawn`` that they do, but are no
    longer read as a promise.
    """

    commitment: Commitment
    number: int
    at: str
    event: Event
    sha256: str = ""

    @property
    def id(self) -> str:
        """The commitment's id."""
        return self.commitment.id

    @property
    def live(self) -> bool:
        """Whether the commitment stands in its document."""
        return self.event not in ("vanished", "withdrawn")


@dataclass(frozen=True, slots=True)
class Entry:
    """What people wrote about a commitment, whole, after one change. Version 0: nobody wrote anything.

    ``wording`` is the number of the appearance that the writer had before them. ``confirmed`` says that a
    person compared the commitment with its document and found it right.
    """

    commitment: str
    version: int = 0
    at: str = ""
    by: str = ""
    status: RegisterStatus = "open"
    owner: str = ""
    evidence: str = ""
    note: str = ""
    confirmed: bool = False
    wording: int = 0


@dataclass(frozen=True, slots=True)
class EntryChange:
    """What a person wants to change. None leaves a field as it is; an empty text empties it."""

    status: RegisterStatus | None = None
    owner: str | None = None
    evidence: str | None = None
    note: str | None = None
    confirmed: bool | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One step in the history of a commitment: who, when, which field, from what to what.

    ``field`` is one of :data:`WRITTEN_FIELDS` for what a person wrote, or an :data:`Event` for what a sync
    found (then ``by`` is empty and ``old`` and ``new`` are wordings).
    """

    commitment: str
    at: str
    by: str
    field: str
    old: str
    new: str
    version: int


@dataclass(frozen=True, slots=True)
class Registered:
    """A commitment with all that the register knows of it.

    ``presence`` is ``changed`` when the wording changed and nobody has written about the new words yet
    (``earlier`` then holds the old ones), ``vanished`` when it is no longer in its document, and
    ``unrecognised`` when it still stands there but is no longer read as a promise, which is shown only
    where people wrote about it. ``links`` are ids; ``overdue`` is as of the day that was asked for.
    """

    commitment: Commitment
    entry: Entry
    presence: Presence = "present"
    earlier: str | None = None
    links: tuple[str, ...] = ()
    overdue: bool = False

    @property
    def id(self) -> str:
        """The commitment's id."""
        return self.commitment.id


@dataclass(frozen=True, slots=True)
class RegisterFilters:
    """What of the register is asked for. Empty means: no limit. Texts are compared without case or accents.

    ``topic`` is one of the commitment's topics, or words of the promise itself; ``actor`` a part of the
    actor's name; ``text`` words that all stand in the promise, its headings or what people wrote;
    ``due_before`` keeps what must be ready before that day.
    """

    topic: str = ""
    documents: tuple[str, ...] = ()
    actor: str = ""
    kind: CommitmentKind | None = None
    status: RegisterStatus | None = None
    overdue: bool = False
    due_before: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """A commitment on the timeline: an interval of days, one of whose ends may be open."""

    registered: Registered
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class ImportLine:
    """What was done with one row of a filled-in workbook. ``row`` is its number in the sheet, from 1."""

    row: int
    commitment: str
    outcome: Literal["changed", "unchanged", "refused"]
    fields: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What was done with a filled-in workbook, row by row."""

    lines: tuple[ImportLine, ...] = field(default=())

    @property
    def refused(self) -> tuple[ImportLine, ...]:
        """The rows that were not taken over."""
        return tuple(line for line in self.lines if line.outcome == "refused")
