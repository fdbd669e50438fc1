"""Where the register is kept: a Protocol of a few methods, and a fake in memory.

The primary keys do the work of locks: whoever adds version 4 of an entry second, finds it taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import Protocol

from kb.register.model import Appearance, Entry


class VersionTakenError(Exception):
    """Somebody else added a row with this number first. Never leaves the package."""


class RegisterStore(Protocol):
    """A store that is only added to. All lists are in order of commitment and number."""

    def appearances(self, commitment: str | None = None) -> list[Appearance]:
        """Return all appearances, or those of one commitment."""
        ...

    def entries(self, commitment: str | None = None) -> list[Entry]:
        """Return all entries, or those of one commitment."""
        ...

    def add(self, appearances: Sequence[Appearance], entries: Sequence[Entry]) -> None:
        """Add rows, all or none.

        Raises:
            VersionTakenError: one of the numbers is taken.
        """
        ...

    def close(self) -> None:
        """Let go of what is kept open."""
        ...


class MemoryStore:
    """A store in memory, for tests that need no database."""

    def __init__(self) -> None:
        self._appearances: dict[tuple[str, int], Appearance] = {}
        self._entries: dict[tuple[str, int], Entry] = {}
        self._lock = Lock()

    def appearances(self, commitment: str | None = None) -> list[Appearance]:
        """Return all appearances, or those of one commitment."""
        return [self._appearances[key] for key in sorted(self._appearances) if commitment in (None, key[0])]

    def entries(self, commitment: str | None = None) -> list[Entry]:
        """Return all entries, or those of one commitment."""
        return [self._entries[key] for key in sorted(self._entries) if commitment in (None, key[0])]

    def add(self, appearances: Sequence[Appearance], entries: Sequence[Entry]) -> None:
        """Add rows, all or none."""
        seen = {(a.id, a.number): a for a in appearances}
        written = {(e.commitment, e.version): e for e in entries}
        with self._lock:
            if seen.keys() & self._appearances.keys() or written.keys() & self._entries.keys():
                raise VersionTakenError
            self._appearances |= seen
            self._entries |= written

    def close(self) -> None:
        """Do nothing: nothing is kept open."""
