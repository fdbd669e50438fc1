"""The commitments of the documents and the links between them, extracted once and kept beside the index.

All of it can be thrown away. A row is found by a key that hashes all that changes its content: the
document's content and its entry in the catalogue, and the code and data that extract. So nothing here is
ever stale, and a kill at any moment costs no more than extracting again.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Protocol

from ingest.model import Document, Page, Piece
from kb.commitments.links import Source
from kb.errors import IndexDamagedError
from kb.index.store import StoredDocument
from kb.model import Commitment, Link, Progress
from kb.register.serial import dump_commitment, dump_link, load_commitment, load_link

Extract = Callable[[Document, Sequence[Page], Sequence[Piece]], Sequence[Commitment]]
Relate = Callable[[Sequence[Source]], Sequence[Link]]
OnProgress = Callable[[Progress], None]

DERIVED_FILE = "commitments.sqlite"
"""The file beside the index that holds the extracted commitments and links."""

_ATTEMPTS = 3
_PACKAGE = "kb.commitments"
_SCHEMA = "CREATE TABLE IF NOT EXISTS derived (key TEXT PRIMARY KEY, data TEXT NOT NULL)"


class _VersionGoneError(Exception):
    """The version that was being read is no longer there."""


class Readings(Protocol):
    """What was read from the present documents; :class:`kb.index.store.Store` is one."""

    def documents(self) -> list[StoredDocument]:
        """Return the documents in the collection, in order of id."""
        ...

    def pages(self, version: str) -> tuple[Page, ...]:
        """Return the pages of a version."""
        ...

    def pieces(self, version: str) -> tuple[Piece, ...]:
        """Return the pieces of a version."""
        ...


@dataclass(frozen=True, slots=True)
class Extracted:
    """What the present documents promise. ``state`` names the documents and the code it came from."""

    state: str
    commitments: tuple[Commitment, ...]
    links: tuple[Link, ...]


class Derived:
    """Extracts what is not in its file yet. Safe to share between threads and processes."""

    def __init__(self, path: Path, readings: Readings, extract: Extract, relate: Relate) -> None:
        self._path = path
        self._readings = readings
        self._extract = extract
        self._relate = relate
        self._last: Extracted | None = None

    def state(self) -> str:
        """Return the name of what :meth:`load` would return now."""
        return _hash(*(_key(stored) for stored in self._readings.documents()))

    def titles(self) -> dict[str, str]:
        """Return the titles of the present documents by id."""
        return {stored.document.id: stored.document.title for stored in self._readings.documents()}

    def editions(self) -> dict[str, str]:
        """Return the hash of each present document's file by the document's id."""
        return {stored.document.id: stored.document.sha256 for stored in self._readings.documents()}

    def load(self, progress: OnProgress) -> Extracted:
        """Return the commitments, document by document, and the links; extract what is missing.

        Raises:
            IndexDamagedError: the file cannot be read.
        """
        last = self._last
        if last is not None and last.state == self.state():
            return last
        for _ in range(_ATTEMPTS - 1):
            try:
                self._last = self._loaded(progress)
                return self._last
            except _VersionGoneError:
                continue  # a sync in another process replaced a document while we read
        self._last = self._loaded(progress)
        return self._last

    def _loaded(self, progress: OnProgress) -> Extracted:
        documents = self._readings.documents()
        keys = [_key(stored) for stored in documents]
        state = _hash(*keys)
        found: list[tuple[Commitment, ...]] = []
        for done, (key, stored) in enumerate(zip(keys, documents, strict=True)):
            rows = self._read(key)
            if rows is None:
                progress(Progress("toezeggingen zoeken", done, len(documents), stored.document.id))
                rows = [dump_commitment(found) for found in self._extracted(stored)]
                self._write(key, rows)
            found.append(tuple(load_commitment(row) for row in rows))
        links = self._links(f"links-{state}", documents, found, progress)
        self._keep_only([*keys, f"links-{state}"])
        return Extracted(state, tuple(commitment for group in found for commitment in group), links)

    def _extracted(self, stored: StoredDocument) -> Sequence[Commitment]:
        pages, pieces = self._readings.pages(stored.version), self._readings.pieces(stored.version)
        found = self._extract(stored.document, pages, pieces)
        self._check_present([stored])
        return found

    def _links(
        self,
        key: str,
        documents: Sequence[StoredDocument],
        found: Sequence[tuple[Commitment, ...]],
        progress: OnProgress,
    ) -> tuple[Link, ...]:
        rows = self._read(key)
        if rows is None:
            progress(Progress("verbanden leggen", 0, 1))
            sources = [
                Source(stored.document, self._readings.pieces(stored.version), commitments)
                for stored, commitments in zip(documents, found, strict=True)
            ]
            self._check_present(documents)
            rows = [dump_link(link) for link in self._relate(sources)]
            self._write(key, rows)
        return tuple(load_link(row) for row in rows)

    def _check_present(self, documents: Sequence[StoredDocument]) -> None:
        """Refuse what was read from a version that was thrown away meanwhile: it would be half or nothing."""
        present = {stored.version for stored in self._readings.documents()}
        for stored in documents:
            if stored.version not in present:
                raise _VersionGoneError(stored.version)

    def _read(self, key: str) -> list[str] | None:
        with closing(self._connect()) as connection:
            row = connection.execute("SELECT data FROM derived WHERE key = ?", (key,)).fetchone()
        return None if row is None else list(json.loads(row[0]))

    def _write(self, key: str, rows: Sequence[str]) -> None:
        with closing(self._connect()) as connection, connection:
            data = json.dumps(rows, ensure_ascii=False)
            connection.execute("INSERT OR REPLACE INTO derived VALUES (?, ?)", (key, data))

    def _keep_only(self, keys: Iterable[str]) -> None:
        """Remove what no present document has."""
        wanted = set(keys)
        with closing(self._connect()) as connection, connection:
            present = [row[0] for row in connection.execute("SELECT key FROM derived")]
            connection.executemany(
                "DELETE FROM derived WHERE key = ?", [(key,) for key in present if key not in wanted]
            )

    def _connect(self) -> sqlite3.Connection:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._path, timeout=30)
            connection.execute(_SCHEMA)
        except sqlite3.DatabaseError as error:
            raise IndexDamagedError(
                f"Het bestand {self._path} kan niet worden gelezen: {error}",
                "Haal het weg: het wordt uit de documenten opnieuw gemaakt.",
            ) from error
        return connection


def _key(stored: StoredDocument) -> str:
    document = json.dumps(asdict(stored.document), sort_keys=True)
    return _hash(stored.version, document, _code())


@lru_cache(maxsize=1)
def _code() -> str:
    """The code and the data that extract, as one hash."""
    return _hash(*_contents(files(_PACKAGE), _PACKAGE))


def _contents(entry: Traversable, path: str) -> Iterable[str]:
    if entry.is_file():
        yield f"{path} {hashlib.sha256(entry.read_bytes()).hexdigest()}"
        return
    for child in sorted(entry.iterdir(), key=lambda item: item.name):
        if child.name != "__pycache__" and not child.name.startswith("."):
            yield from _contents(child, f"{path}/{child.name}")


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
