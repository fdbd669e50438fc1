"""The register: the documents' commitments together with what people wrote about them.

Reading never changes what people wrote. Writing adds a row; whoever writes on top of something they have
not seen is told what it was, and decides again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import pairwise
from threading import RLock

from kb.errors import RegisterConflictError, RegisterInputError, UnknownCommitmentError, UnknownFilterError
from kb.model import Commitment, Link, Progress, RegisterNote, RegisterReport
from kb.register.derived import Derived, OnProgress
from kb.register.model import (
    STATUSES,
    WRITTEN_FIELDS,
    Appearance,
    Change,
    Entry,
    EntryChange,
    Presence,
    Registered,
    RegisterFilters,
)
from kb.register.reconcile import Reconciled, Stands, latest, reconcile
from kb.register.selection import is_overdue, select
from kb.register.storage import RegisterStore, VersionTakenError

_ATTEMPTS = 8
_MAX_TEXT = 10_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_FIELDS = dict(zip(WRITTEN_FIELDS, ("status", "eigenaar", "bewijs", "toelichting", "bevestigd"), strict=True))


@dataclass(frozen=True, slots=True)
class _Present:
    """What the documents say now, with the ids that the register keeps."""

    state: str
    commitments: tuple[Commitment, ...]
    links: tuple[Link, ...]


def utc_now() -> datetime:
    """Return this moment, in UTC."""
    return datetime.now(UTC)


class Register:
    """The register of one collection. Safe to share between threads; several processes may write at once.

    Every method may raise :class:`kb.errors.RegisterUnavailableError`.
    """

    def __init__(
        self,
        store: RegisterStore,
        derived: Derived,
        stands: Stands,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._store = store
        self._derived = derived
        self._stands = stands
        self._now = now
        self._present: _Present | None = None
        self._lock = RLock()

    # what the documents say

    def refresh(self, progress: OnProgress) -> RegisterReport:
        """Bring the register in line with the documents and say what that changed."""
        with self._lock:
            extracted = self._derived.load(progress)
            known, found = self._reconciled(extracted.commitments)
            links = tuple(_with_ids(link, found.ids) for link in extracted.links)
            self._present = _Present(extracted.state, found.commitments, links)
        written = {entry.commitment for entry in self._store.entries()}
        return _report(known, found, written)

    def links(self) -> tuple[Link, ...]:
        """Return the links between the documents' statements."""
        return self._now_present().links

    def commitments(
        self, filters: RegisterFilters | None = None, today: date | None = None
    ) -> tuple[Registered, ...]:
        """Return the commitments that meet the filters, in order of document and place.

        ``today`` is the day from which overdue is counted, the present day when None.

        Raises:
            UnknownFilterError: a filter names a document that the register never had.
        """
        today = today or self.today()
        filters = filters or RegisterFilters()
        present = self._now_present()
        appearances = _grouped(self._store.appearances())
        entries = _last_of_each(self._store.entries())
        linked = _links_of(present.links)
        found = [
            _registered(commitment, appearances.get(commitment.id, ()), entries, linked, today)
            for commitment in [*present.commitments, *_absent(present, appearances, entries)]
        ]
        self._check(filters, found)
        return tuple(select(sorted(found, key=_place), filters))

    def today(self) -> date:
        """Return the present day where this runs."""
        return self._now().astimezone().date()

    def titles(self) -> dict[str, str]:
        """Return the titles of the present documents by id."""
        return self._derived.titles()

    # what people wrote

    def entry(self, commitment: str) -> Entry:
        """Return what was last written about a commitment.

        Raises:
            UnknownCommitmentError: the register never had it.
        """
        self._known(commitment)
        return self.entries_of(commitment)[-1]

    def write(self, commitment: str, change: EntryChange, by: str, expected: int | None = None) -> Entry:
        """Add a change to a commitment's entry and return the entry as it is then.

        Only the fields that are named change. ``expected`` is the version the writer had before them; None
        writes on top of whatever is there. Nothing is added when nothing would change.

        Raises:
            UnknownCommitmentError: the register never had this commitment.
            RegisterInputError: a name is missing, a status is unknown or a text is too long.
            RegisterConflictError: somebody else wrote since ``expected``; nothing was saved.
        """
        change, by = _cleaned(change), _author(by)
        for _ in range(_ATTEMPTS):
            current = self.entry(commitment)
            if expected is not None and expected != current.version:
                raise self._conflict(commitment, expected)
            wanted = self._changed(current, change, by)
            if wanted is None:
                return current
            try:
                self._store.add([], [wanted])
            except VersionTakenError:
                continue
            return wanted
        raise self._conflict(commitment, current.version)

    def history(self, commitment: str) -> tuple[Change, ...]:
        """Return all that happened to a commitment, oldest first.

        Raises:
            UnknownCommitmentError: the register never had it.
        """
        appearances = self._known(commitment)
        entries = self._store.entries(commitment)
        changes = [*_document_changes(appearances), *written_changes(entries)]
        return tuple(sorted(changes, key=lambda change: change.at))

    def entries_of(self, commitment: str) -> list[Entry]:
        """Return all that was written about a commitment, oldest first; the first is the empty entry."""
        return [Entry(commitment), *self._store.entries(commitment)]

    def close(self) -> None:
        """Close the connections to the database; the next use opens them again."""
        self._store.close()

    # parts

    def _now_present(self) -> _Present:
        with self._lock:
            if self._present is None or self._present.state != self._derived.state():
                self.refresh(_silent)
            assert self._present is not None  # refresh sets it
            return self._present

    def _reconciled(self, commitments: Sequence[Commitment]) -> tuple[dict[str, Appearance], Reconciled]:
        """Reconcile and record; begin again when another process recorded the same first."""
        for _ in range(_ATTEMPTS):
            known = latest(self._store.appearances())
            found = reconcile(known, commitments, self._derived.editions(), self._stands, self._moment())
            try:
                if found.rows:
                    self._store.add(found.rows, [])
            except VersionTakenError:
                continue
            return known, found
        raise RegisterConflictError(
            "Een ander programma werkt het register steeds bij.", "Wacht even en probeer het opnieuw."
        )

    def _check(self, filters: RegisterFilters, found: Sequence[Registered]) -> None:
        known = {*self.titles(), *(item.commitment.document for item in found)}
        unknown = [document for document in filters.documents if document not in known]
        if unknown:
            raise UnknownFilterError(
                f"Onbekend document: {', '.join(unknown)}.", f"Kies uit: {', '.join(sorted(known))}."
            )

    def _known(self, commitment: str) -> list[Appearance]:
        self._now_present()
        appearances = self._store.appearances(commitment)
        if not appearances:
            raise UnknownCommitmentError(
                f"Het register kent geen toezegging '{commitment}'.",
                "Kijk met 'woordhouder commitments' welke kenmerken er zijn.",
            )
        return appearances

    def _changed(self, current: Entry, change: EntryChange, by: str) -> Entry | None:
        """Return the entry with the change in it; None when it holds nothing new."""
        given = {name: getattr(change, name) for name in WRITTEN_FIELDS}
        fields = {name: value for name, value in given.items() if value is not None}
        wording = self._known(current.commitment)[-1].number
        if all(getattr(current, name) == value for name, value in fields.items()):
            reconfirmed = change.confirmed and current.wording != wording
            if not reconfirmed:
                return None
        return replace(
            current, **fields, version=current.version + 1, at=self._moment(), by=by, wording=wording
        )

    def _conflict(self, commitment: str, expected: int) -> RegisterConflictError:
        entries = self.entries_of(commitment)
        changes = [change for change in written_changes(entries[1:]) if change.version > expected]
        told = "; ".join(_told(change) for change in changes) or "iemand schreef op hetzelfde moment"
        return RegisterConflictError(
            f"Bij {commitment} is intussen iets gewijzigd: {told}. Uw wijziging is niet opgeslagen.",
            f"Bekijk 'woordhouder register history {commitment}' en probeer het opnieuw.",
            tuple(changes),
        )

    def _moment(self) -> str:
        return self._now().astimezone(UTC).isoformat(timespec="seconds")


def _last_of_each(entries: Iterable[Entry]) -> dict[str, Entry]:
    """The last entry of each commitment by id; the input is in order of version."""
    return {entry.commitment: entry for entry in entries}


def written_changes(entries: Sequence[Entry]) -> list[Change]:
    """Return, field by field, what each entry of one commitment changed to the one before."""
    if not entries:
        return []
    return [
        Change(now.commitment, now.at, now.by, name, _shown(was, name), _shown(now, name), now.version)
        for was, now in pairwise([Entry(entries[0].commitment), *entries])
        for name in WRITTEN_FIELDS
        if getattr(was, name) != getattr(now, name) or (name == "confirmed" and _again(was, now))
    ]


def _again(was: Entry, now: Entry) -> bool:
    """Whether an entry confirms new words: no field changed since the one before, but it says something."""
    same = all(getattr(was, name) == getattr(now, name) for name in WRITTEN_FIELDS)
    return same and now.confirmed and was.wording != now.wording


def _document_changes(appearances: Sequence[Appearance]) -> list[Change]:
    """What syncs found, other places and fields left out."""
    changes = []
    before = ""
    for item in appearances:
        quote = item.commitment.quote
        if item.event != "updated":
            new = quote if item.live else ""
            changes.append(Change(item.id, item.at, "", item.event, before, new, item.number))
        before = quote
    return changes


def _shown(entry: Entry, name: str) -> str:
    value = getattr(entry, name)
    return ("ja" if value else "nee") if isinstance(value, bool) else str(value)


def _told(change: Change) -> str:
    moment = datetime.fromisoformat(change.at).strftime("%d-%m-%Y %H:%M")
    return f"{change.by} maakte op {moment} (UTC) van {_FIELDS[change.field]} '{change.old}' '{change.new}'"


def _cleaned(change: EntryChange) -> EntryChange:
    """Return the change with clean texts.

    Control characters go: no database takes them all, and no screen shows them.
    """
    if change.status is not None and change.status not in STATUSES:
        raise RegisterInputError(f"'{change.status}' is geen status.", f"Gebruik: {', '.join(STATUSES)}.")
    return replace(
        change,
        owner=_clean("owner", change.owner),
        evidence=_clean("evidence", change.evidence),
        note=_clean("note", change.note),
    )


def _clean(name: str, value: str | None) -> str | None:
    if value is None:
        return None
    text = _CONTROL.sub("", value).strip()
    if len(text) > _MAX_TEXT:
        raise RegisterInputError(
            f"De tekst bij {_FIELDS[name]} is langer dan {_MAX_TEXT} tekens.",
            "Kort hem in, of verwijs naar een document.",
        )
    return text


def _author(by: str) -> str:
    name = _CONTROL.sub("", by).strip()
    if not name or len(name) > 200:
        raise RegisterInputError("Er staat niet bij wie dit invult.", "Geef uw naam, met --by NAAM.")
    return name


def _grouped(appearances: Iterable[Appearance]) -> dict[str, list[Appearance]]:
    groups: dict[str, list[Appearance]] = defaultdict(list)
    for item in appearances:
        groups[item.id].append(item)
    return groups


def _absent(
    present: _Present, appearances: Mapping[str, Sequence[Appearance]], entries: Mapping[str, Entry]
) -> list[Commitment]:
    """What is no longer found but still shown: what vanished, and what people wrote about."""
    there = {commitment.id for commitment in present.commitments}
    return [
        items[-1].commitment
        for key, items in appearances.items()
        if key not in there and (items[-1].event == "vanished" or key in entries)
    ]


def _registered(
    commitment: Commitment,
    appearances: Sequence[Appearance],
    entries: Mapping[str, Entry],
    linked: Mapping[str, Sequence[str]],
    today: date,
) -> Registered:
    entry = entries.get(commitment.id, Entry(commitment.id))
    presence, earlier = _presence(appearances, entry)
    overdue = is_overdue(commitment, entry.status, presence, today)
    return Registered(commitment, entry, presence, earlier, tuple(linked.get(commitment.id, ())), overdue)


def _presence(appearances: Sequence[Appearance], entry: Entry) -> tuple[Presence, str | None]:
    """Whether a commitment is still there, and its words before a change that nobody wrote about yet."""
    if appearances and not appearances[-1].live:
        return ("vanished" if appearances[-1].event == "vanished" else "unrecognised"), None
    for before, item in pairwise(appearances):
        if item.event == "changed" and item.number > entry.wording:
            return "changed", before.commitment.quote
    return "present", None


def _links_of(links: Sequence[Link]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for link in links:
        for key in dict.fromkeys(member.commitment for member in link.members if member.commitment):
            found[key].append(link.id)
    return found


def _with_ids(link: Link, ids: Mapping[str, str]) -> Link:
    members = tuple(
        replace(member, commitment=ids.get(member.commitment, member.commitment))
        if member.commitment
        else member
        for member in link.members
    )
    return replace(link, members=members)


def _place(item: Registered) -> tuple[str, int, int, str]:
    commitment = item.commitment
    start = commitment.spans[0].start if commitment.spans else 0
    return commitment.document, commitment.page, start, commitment.id


def _report(known: Mapping[str, Appearance], found: Reconciled, written: set[str]) -> RegisterReport:
    notes = tuple(
        RegisterNote(
            commitment=row.id,
            document=row.commitment.document,
            event=row.event,
            quote=row.commitment.quote,
            earlier=known[row.id].commitment.quote if row.event == "changed" else None,
            written=row.id in written,
        )
        for row in found.rows
        if row.event in ("changed", "vanished") or (row.event == "withdrawn" and row.id in written)
    )
    events = [row.event for row in found.rows]
    return RegisterReport(
        commitments=len(found.commitments),
        new=events.count("new"),
        returned=events.count("returned"),
        written=len(written),
        notes=notes,
        renamed=tuple(sorted((old, new) for new, old in found.renamed.items())),
    )


def _silent(_progress: Progress) -> None:
    """Show no progress."""
