"""Vectors and their nearest neighbours. The door of chromadb.

Chroma keeps a collection for each level of text; all are asked for cosine distance.
``upsert`` is used throughout because ``add`` drops a known id without a word.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal, Protocol
from urllib.parse import urlsplit

import numpy as np

from kb.errors import IndexDamagedError
from kb.index.embedding import Vectors

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

Level = Literal["chunk", "heading", "window", "sentence"]
LEVELS: tuple[Level, ...] = ("chunk", "heading", "window", "sentence")

_OPENING = Lock()
_BATCH = 4000
_SEARCH_WIDTH = 2_000
"""Width of the neighbour search: wide enough that a small collection is searched exactly.

Chroma builds its graph anew in each process, with several threads: a narrower search finds now one, now
another of the farthest neighbours.
"""

_SPARE = 1.25
"""How many more neighbours are asked for than are wanted: which of equals are left out is then up to us."""


@dataclass(frozen=True, slots=True)
class VectorRecord:
    """One vector's name, its chunk and what a search may be limited by.

    ``id`` is the chunk's name, for a part of the chunk with a slash and what tells it apart; a chunk's name
    is its version's, ``#`` and a number.
    """

    id: str
    chunk: str
    version: str
    piece_kinds: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A vector found, with its cosine similarity in [-1, 1]."""

    id: str
    chunk: str
    text: str
    similarity: float


class VectorIndex(Protocol):
    """Keeps vectors and finds the nearest."""

    def upsert(self, level: Level, records: Sequence[VectorRecord], vectors: Vectors) -> None:
        """Write records with their vectors, replacing equal ids."""
        ...

    def nearest(
        self,
        level: Level,
        vector: Vectors,
        limit: int,
        versions: Sequence[str],
        kinds: Sequence[str] = (),
        *,
        texts: bool = True,
    ) -> list[Neighbour]:
        """Return up to ``limit`` neighbours among these versions of documents, nearest first.

        Without ``texts`` their texts are left empty, which is faster.
        """
        ...

    def keep_only(self, versions: Sequence[str]) -> None:
        """Remove all that belongs to other versions."""
        ...


class ListVectorIndex:
    """The fake: lists in memory, compared one by one."""

    def __init__(self) -> None:
        self._rows: dict[Level, dict[str, tuple[VectorRecord, Vectors]]] = {level: {} for level in LEVELS}

    def upsert(self, level: Level, records: Sequence[VectorRecord], vectors: Vectors) -> None:
        """Write records with their vectors, replacing equal ids."""
        for record, vector in zip(records, vectors, strict=True):
            self._rows[level][record.id] = (record, vector)

    def nearest(
        self,
        level: Level,
        vector: Vectors,
        limit: int,
        versions: Sequence[str],
        kinds: Sequence[str] = (),
        *,
        texts: bool = True,
    ) -> list[Neighbour]:
        """Return up to ``limit`` neighbours among these versions of documents, nearest first."""
        found = [
            Neighbour(record.id, record.chunk, record.text if texts else "", float(np.dot(row, vector)))
            for record, row in self._rows[level].values()
            if record.version in versions and (not kinds or set(kinds) & set(record.piece_kinds))
        ]
        return sorted(found, key=lambda n: (-n.similarity, n.id))[:limit]

    def keep_only(self, versions: Sequence[str]) -> None:
        """Remove all that belongs to other versions."""
        for level, rows in self._rows.items():
            self._rows[level] = {key: row for key, row in rows.items() if row[0].version in versions}


class ChromaVectorIndex:
    """Chroma, embedded in a folder or on a server of one's own. Nothing is sent anywhere else."""

    def __init__(self, folder: Path, name: str, url: str = "") -> None:
        self._hint = f"Controleer {url}." if url else f"Haal de map {folder} weg en draai 'woordhouder sync'."
        self._name = name
        self._sizes: dict[str, int] = {}
        with _OPENING, _translated(self._hint):
            self._client = _client(folder, url)
            self._collections: dict[Level, Collection] = {level: self._open(level) for level in LEVELS}

    def upsert(self, level: Level, records: Sequence[VectorRecord], vectors: Vectors) -> None:
        """Write records with their vectors, replacing equal ids."""
        self._sizes = {}
        for start in range(0, len(records), _BATCH):
            batch = records[start : start + _BATCH]
            with _translated(self._hint):
                self._collections[level].upsert(
                    ids=[record.id for record in batch],
                    embeddings=vectors[start : start + _BATCH],
                    documents=[record.text for record in batch],
                    metadatas=[_metadata(record) for record in batch],
                )

    def nearest(
        self,
        level: Level,
        vector: Vectors,
        limit: int,
        versions: Sequence[str],
        kinds: Sequence[str] = (),
        *,
        texts: bool = True,
    ) -> list[Neighbour]:
        """Return up to ``limit`` neighbours among these versions of documents, nearest first.

        Raises:
            IndexDamagedError: Chroma cannot answer; also when another process removed records since this
                index was opened, which opening it anew mends.
        """
        if not versions:
            return []
        collection = self._collections[level]
        wide = int(limit * _SPARE)
        neighbours = [] if kinds else self._query(collection, vector, wide, None, texts=texts)
        mine = [near for near in neighbours if _version(near.chunk) in versions]
        if kinds or (len(mine) < limit <= len(neighbours)):
            # Chroma's own filter is many times slower, so it is only asked where it makes a difference.
            mine = self._query(collection, vector, wide, _where(versions, kinds), texts=texts)
        return sorted(mine, key=lambda n: (-n.similarity, n.id))[:limit]

    def keep_only(self, versions: Sequence[str]) -> None:
        """Remove all that belongs to other versions."""
        where: Any = {"version": {"$nin": list(versions)}} if versions else None
        self._sizes = {}
        with _translated(self._hint):
            for collection in self._collections.values():
                stale = collection.get(where=where, include=[])["ids"]
                for start in range(0, len(stale), _BATCH):
                    collection.delete(ids=stale[start : start + _BATCH])

    def drop(self) -> None:
        """Remove all collections."""
        for level in LEVELS:
            self._client.delete_collection(f"{self._name}-{level}")

    def _query(
        self, collection: Collection, vector: Vectors, limit: int, where: Any, *, texts: bool
    ) -> list[Neighbour]:
        with _translated(self._hint):
            if not (size := self._size(collection)):
                return []
            found = collection.query(
                query_embeddings=vector[np.newaxis, :],
                n_results=min(limit, size),
                where=where,
                include=["documents", "distances"] if texts else ["distances"],
            )
        ids, distances = found["ids"][0], (found["distances"] or [[]])[0]
        documents = (found["documents"] or [[]])[0] if texts else [""] * len(ids)
        return [
            Neighbour(key, _chunk(key), text, 1.0 - float(distance))
            for key, text, distance in zip(ids, documents, distances, strict=True)
        ]

    def _size(self, collection: Collection) -> int:
        """Return how many records there are; counting them takes longer than searching them."""
        if collection.name not in self._sizes:
            self._sizes[collection.name] = collection.count()
        return self._sizes[collection.name]

    def _open(self, level: Level) -> Collection:
        return self._client.get_or_create_collection(
            name=f"{self._name}-{level}",
            embedding_function=None,  # or Chroma downloads a model of its own
            configuration={"hnsw": {"space": "cosine", "ef_search": _SEARCH_WIDTH, "ef_construction": 200}},
        )


def _client(folder: Path, url: str) -> ClientAPI:
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings as ChromaSettings

    settings = ChromaSettings(anonymized_telemetry=False)
    if url:
        parts = urlsplit(url)
        return chromadb.HttpClient(
            host=parts.hostname or "127.0.0.1",
            port=parts.port or 8000,
            ssl=parts.scheme == "https",
            settings=settings,
        )
    folder.mkdir(parents=True, exist_ok=True)
    # A client of the same folder would share what an earlier one holds in memory, and so not see what
    # another process wrote since. Forgetting it here leaves the earlier one to whoever still uses it.
    SharedSystemClient.clear_system_cache()
    return chromadb.PersistentClient(path=str(folder), settings=settings)


@contextmanager
def _translated(hint: str) -> Iterator[None]:
    """Turn what Chroma raises into one error of ours."""
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, ValueError, OSError) as error:
        raise IndexDamagedError(f"De vectorindex werkt niet: {error}", hint) from error


def _chunk(key: str) -> str:
    """A record's id is its chunk's name, with a slash and a number behind it for a part of the chunk."""
    return key.rpartition("/")[0] if "/" in key.rpartition("#")[2] else key


def _version(chunk: str) -> str:
    return chunk.rpartition("#")[0]


def _metadata(record: VectorRecord) -> Mapping[str, Any]:
    return {"chunk": record.chunk, "version": record.version, "kinds": list(record.piece_kinds)}


def _where(versions: Sequence[str], kinds: Sequence[str]) -> Any:
    among: dict[str, Any] = {"version": {"$in": list(versions)}}
    if not kinds:
        return among
    of_kind = [{"kinds": {"$contains": kind}} for kind in kinds]
    return {"$and": [among, of_kind[0] if len(of_kind) == 1 else {"$or": of_kind}]}
