"""What a sync means for the register: which commitments are new, reworded, moved, gone or back.

Pure: from what the register remembers and what the documents say now, to the rows to add. What people wrote
is not touched; it hangs on the commitment's id, and this is where an id is kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kb.model import Commitment
from kb.register.matching import match_exact, match_near, renamed, wording
from kb.register.model import Appearance, Event

Stands = Callable[[str, str], bool]
"""Tells whether a document (its id) holds a quote, word for word."""

Editions = Mapping[str, str]
"""The hash of the file of each present document, by the document's id."""

_ID_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Reconciled:
    """``commitments`` are those of the documents, with the ids they keep; ``rows`` what is to be added.

    ``ids`` maps the ids that extraction gave to those that are kept; ``renamed`` new document ids to old.
    """

    commitments: tuple[Commitment, ...]
    rows: tuple[Appearance, ...]
    ids: Mapping[str, str]
    renamed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Standing:
    """Whether what once stood in a document still does."""

    editions: Editions
    stands: Stands

    def edition(self, document: str) -> str:
        """The hash of the document's file; empty for a document that is gone."""
        return self.editions.get(document, "")

    def still(self, was: Appearance, document: str) -> bool:
        """Whether the words stand in ``document`` now: surely so when its file is the same."""
        edition = self.edition(document)
        return bool(edition) and (edition == was.sha256 or self.stands(document, was.commitment.quote))


def latest(appearances: Iterable[Appearance]) -> dict[str, Appearance]:
    """Return the last appearance of each commitment by id; the input is in order of number."""
    return {appearance.id: appearance for appearance in appearances}


def reconcile(
    known: Mapping[str, Appearance],
    current: Sequence[Commitment],
    editions: Editions,
    stands: Stands,
    at: str,
) -> Reconciled:
    """Match what the documents say now with what was known; the rows record the difference."""
    standing = _Standing(editions, stands)
    names = _renamed(known.values(), current)
    old = sorted(known.values(), key=lambda a: (not a.live, a.commitment.document, a.commitment.page, a.id))
    places = [_under_new_name(appearance.commitment, names) for appearance in old]
    exact = match_exact(places, current)
    near = _near(old, places, current, exact)
    pairs = exact | near
    taken = set(known)
    commitments: list[Commitment] = []
    rows: list[Appearance] = []
    for index, commitment in enumerate(current):
        if index in pairs:
            was = old[pairs[index]]
            kept = replace(commitment, id=was.id)
            event = _event(was, kept, standing)
            if event is not None:
                rows.append(Appearance(kept, was.number + 1, at, event, standing.edition(kept.document)))
        else:
            kept = replace(commitment, id=_free_id(commitment, taken))
            rows.append(Appearance(kept, 1, at, "new", standing.edition(kept.document)))
        taken.add(kept.id)
        commitments.append(kept)
    matched = set(pairs.values())
    rows += _gone([a for i, a in enumerate(old) if i not in matched], standing, at)
    ids = {c.id: kept.id for c, kept in zip(reversed(current), reversed(commitments), strict=True)}
    return Reconciled(tuple(commitments), tuple(rows), ids, names)


def _renamed(known: Iterable[Appearance], current: Sequence[Commitment]) -> dict[str, str]:
    was = _by_document(appearance.commitment for appearance in known if appearance.live)
    now = _by_document(current)
    seen = {appearance.commitment.document for appearance in known}
    gone = {name: commitments for name, commitments in was.items() if name not in now}
    fresh = {name: commitments for name, commitments in now.items() if name not in seen}
    return renamed(gone, fresh) if gone and fresh else {}


def _by_document(commitments: Iterable[Commitment]) -> dict[str, list[Commitment]]:
    found: dict[str, list[Commitment]] = {}
    for commitment in commitments:
        found.setdefault(commitment.document, []).append(commitment)
    return found


def _under_new_name(commitment: Commitment, names: Mapping[str, str]) -> Commitment:
    for new, old in names.items():
        if commitment.document == old:
            return replace(commitment, document=new)
    return commitment


def _near(
    old: Sequence[Appearance],
    places: Sequence[Commitment],
    current: Sequence[Commitment],
    exact: Mapping[int, int],
) -> dict[int, int]:
    """Match other wordings: of what was there until now with what nothing was matched with yet."""
    used = set(exact.values())
    left_old = [i for i, appearance in enumerate(old) if appearance.live and i not in used]
    left_new = [i for i in range(len(current)) if i not in exact]
    found = match_near([places[i] for i in left_old], [current[i] for i in left_new])
    return {left_new[n]: left_old[o] for n, o in found.items()}


def _event(was: Appearance, now: Commitment, standing: _Standing) -> Event | None:
    """Name what happened to a commitment that was matched; None when nothing did."""
    if not was.live:
        return "returned"
    if was.commitment == now and was.sha256 == standing.edition(now.document):
        return None
    same = wording(was.commitment) == wording(now)
    # Words that still stand there were only cut otherwise by another version of the program.
    return "updated" if same or standing.still(was, now.document) else "changed"


def _gone(left: Iterable[Appearance], standing: _Standing, at: str) -> list[Appearance]:
    rows = []
    for was in left:
        document = was.commitment.document
        event: Event = "withdrawn" if standing.still(was, document) else "vanished"
        if was.live or (was.event == "withdrawn" and event == "vanished"):
            rows.append(Appearance(was.commitment, was.number + 1, at, event, standing.edition(document)))
    return rows


def _free_id(commitment: Commitment, taken: set[str]) -> str:
    """Return the id that extraction gave, or a longer one when another commitment has it already."""
    if commitment.id not in taken:
        return commitment.id
    digest = hashlib.sha256(f"{commitment.document}|{wording(commitment)}".encode()).hexdigest()
    lengths = range(_ID_DIGITS, len(digest) + 1)
    candidates = [f"c-{digest[:length]}" for length in lengths]
    candidates += [f"c-{digest}-{n}" for n in range(2, len(taken) + 3)]
    return next(candidate for candidate in candidates if candidate not in taken)
