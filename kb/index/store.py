"""What was read, kept in one SQLite file per index: versions of documents, pages, pieces, chunks.

A version is one document with one content (``id@first eight digits of its SHA-256``). It is *staged* while
a sync is under way and *active* once :meth:`Store.activate` has switched to it in one transaction; readers
only ever see active versions. All of it can be thrown away and made again from the documents.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ingest.model import Chunk, Document, Page, Piece, Proposal, Span
from kb.errors import IndexDamagedError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS version (
    version TEXT PRIMARY KEY, document TEXT NOT NULL, data TEXT NOT NULL, proposal TEXT NOT NULL,
    active INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS page (
    version TEXT NOT NULL, number INTEGER NOT NULL, label TEXT, ocr INTEGER NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (version, number));
CREATE TABLE IF NOT EXISTS piece (
    version TEXT NOT NULL, position INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (version, position));
CREATE TABLE IF NOT EXISTS chunk (
    id TEXT PRIMARY KEY, version TEXT NOT NULL, position INTEGER NOT NULL, data TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS chunk_of_version ON chunk (version, position);
CREATE TABLE IF NOT EXISTS fact (key TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
_RAISE_REVISION = (
    "INSERT INTO fact VALUES ('revision', '1')"
    " ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
)
_KEPT = 256
"""How many documents' pieces and chunks stay in memory: a question reads those of each document it finds."""

_TABLES = ("page", "piece", "chunk", "version")


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """An active version of a document."""

    version: str
    document: Document
    pages: int
    chunks: int


def version_of(document: Document) -> str:
    """Return the name of this content of this document."""
    return f"{document.id}@{document.sha256[:8]}"


def chunk_id(version: str, index: int) -> str:
    """Return the name of the chunk with this index in this version."""
    return f"{version}#{index}"


class Store:
    """The SQLite file. Each call opens its own connection, so threads and processes can share the object.

    The file is made by the first call that writes; until then the store reads as empty.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept_pieces = lru_cache(maxsize=_KEPT)(self._read_pieces)
        self._kept_chunks = lru_cache(maxsize=_KEPT)(self._read_chunks)

    # writing

    def stage(
        self,
        document: Document,
        pages: Sequence[Page],
        pieces: Sequence[Piece],
        chunks: Sequence[Chunk],
        proposal: Proposal,
    ) -> None:
        """Write a version that readers do not see yet, whole or not at all."""
        version = version_of(document)
        with self._connect(writing=True) as connection:
            _delete(connection, [version])
            self._kept_pieces.cache_clear()
            self._kept_chunks.cache_clear()
            connection.execute(
                "INSERT INTO version VALUES (?, ?, ?, ?, 0)",
                (version, document.id, _dump(asdict(document)), _dump(asdict(proposal))),
            )
            connection.executemany(
                "INSERT INTO page VALUES (?, ?, ?, ?, ?)",
                [(version, page.number, page.label, page.ocr, page.text) for page in pages],
            )
            connection.executemany(
                "INSERT INTO piece VALUES (?, ?, ?)",
                [(version, position, _dump(asdict(piece))) for position, piece in enumerate(pieces)],
            )
            connection.executemany(
                "INSERT INTO chunk VALUES (?, ?, ?, ?)",
                [(chunk_id(version, c.index), version, c.index, _dump(asdict(c))) for c in chunks],
            )

    def activate(self, documents: Sequence[Document], facts: dict[str, str]) -> None:
        """Make exactly these documents' versions the active ones, in one transaction."""
        with self._connect(writing=True) as connection:
            connection.execute("UPDATE version SET active = 0")
            connection.executemany(
                "UPDATE version SET active = 1, data = ? WHERE version = ?",
                [(_dump(asdict(document)), version_of(document)) for document in documents],
            )
            connection.executemany("INSERT OR REPLACE INTO fact VALUES (?, ?)", sorted(facts.items()))
            connection.execute(_RAISE_REVISION)

    def delete_inactive(self) -> None:
        """Remove all versions that are not active."""
        with self._connect(writing=True) as connection:
            rows = connection.execute("SELECT version FROM version WHERE active = 0").fetchall()
            _delete(connection, [row[0] for row in rows])

    def raise_revision(self) -> None:
        """Tell open readers that what they hold in memory is of before. Activating does so by itself."""
        with self._connect(writing=True) as connection:
            connection.execute(_RAISE_REVISION)

    # reading

    def fact(self, key: str) -> str | None:
        """Return a fact about the index, such as when it was last brought in line."""
        with self._connect() as connection:
            row = connection.execute("SELECT value FROM fact WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def proposal(self, version: str) -> Proposal | None:
        """Return what a file of this version says of itself; None when it was never written."""
        with self._connect() as connection:
            row = connection.execute("SELECT proposal FROM version WHERE version = ?", (version,)).fetchone()
        return Proposal(**json.loads(row[0])) if row else None

    def documents(self) -> list[StoredDocument]:
        """Return the active documents in order of id."""
        with self._connect() as connection:
            rows = connection.execute(
                "SELECT version, data, (SELECT COUNT(*) FROM page p WHERE p.version = v.version),"
                " (SELECT COUNT(*) FROM chunk c WHERE c.version = v.version)"
                " FROM version v WHERE active = 1 ORDER BY document"
            ).fetchall()
        return [StoredDocument(row[0], Document(**json.loads(row[1])), row[2], row[3]) for row in rows]

    def pages(self, version: str) -> tuple[Page, ...]:
        """Return the pages of a version, in order."""
        with self._connect() as connection:
            rows = connection.execute(
                "SELECT number, text, label, ocr FROM page WHERE version = ? ORDER BY number", (version,)
            ).fetchall()
        return tuple(Page(row[0], row[1], row[2], bool(row[3])) for row in rows)

    def labels(self, version: str) -> dict[int, str | None]:
        """Return the printed label of each page of a version."""
        with self._connect() as connection:
            return dict(
                connection.execute("SELECT number, label FROM page WHERE version = ?", (version,)).fetchall()
            )

    def page(self, version: str, number: int) -> Page | None:
        """Return one page, or None when there is none with that number."""
        with self._connect() as connection:
            row = connection.execute(
                "SELECT number, text, label, ocr FROM page WHERE version = ? AND number = ?",
                (version, number),
            ).fetchone()
        return Page(row[0], row[1], row[2], bool(row[3])) if row else None

    def pieces(self, version: str) -> tuple[Piece, ...]:
        """Return the pieces of a version, in reading order. A version never changes, so they are kept."""
        return self._kept_pieces(version)

    def _read_pieces(self, version: str) -> tuple[Piece, ...]:
        with self._connect() as connection:
            rows = connection.execute(
                "SELECT data FROM piece WHERE version = ? ORDER BY position", (version,)
            ).fetchall()
        return tuple(_piece(json.loads(row[0])) for row in rows)

    def chunks(self, version: str) -> tuple[Chunk, ...]:
        """Return the chunks of a version, in reading order. A version never changes, so they are kept."""
        return self._kept_chunks(version)

    def _read_chunks(self, version: str) -> tuple[Chunk, ...]:
        with self._connect() as connection:
            rows = connection.execute(
                "SELECT data FROM chunk WHERE version = ? ORDER BY position", (version,)
            ).fetchall()
        return tuple(_chunk(json.loads(row[0])) for row in rows)

    @contextmanager
    def _connect(self, *, writing: bool = False) -> Iterator[sqlite3.Connection]:
        exists = self._path.exists()
        if writing and not exists:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            target = self._path if writing or exists else ":memory:"  # reading must not leave an empty file
            with closing(sqlite3.connect(target, timeout=30)) as connection, connection:
                if not exists:
                    connection.executescript(_SCHEMA)
                yield connection
        except sqlite3.DatabaseError as error:
            raise IndexDamagedError(
                f"De index {self._path} kan niet worden gelezen: {error}",
                f"Haal de map {self._path.parent} weg en draai 'woordhouder sync'; de documenten blijven.",
            ) from error


def _delete(connection: sqlite3.Connection, versions: Iterable[str]) -> None:
    for version in versions:
        for table in _TABLES:
            connection.execute(f"DELETE FROM {table} WHERE version = ?", (version,))


def _dump(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _spans(rows: list[dict[str, int]]) -> tuple[Span, ...]:
    return tuple(Span(**row) for row in rows)


def _piece(data: dict[str, Any]) -> Piece:
    return Piece(**{**data, "spans": _spans(data["spans"]), "section": tuple(data["section"])})


def _chunk(data: dict[str, Any]) -> Chunk:
    return Chunk(
        **{
            **data,
            "spans": _spans(data["spans"]),
            "section": tuple(data["section"]),
            "pieces": tuple(data["pieces"]),
            "kinds": tuple(data["kinds"]),
        }
    )
