"""Vectors that were computed before, kept so that only new text costs time.

A changed page, chunk size or analyser leaves most sentences as they were. The cache is one SQLite file; a
vector is found by the embedder's name and the text. It can be thrown away.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import lru_cache
from pathlib import Path

import numpy as np

from kb.index.embedding import Embedder, Vectors

_MAX_ROWS = 2_000_000
_QUESTIONS = 512


class CachedEmbedder:
    """Puts a cache of passages before another embedder."""

    def __init__(self, inner: Embedder, path: Path) -> None:
        self._inner = inner
        self._path = path
        self.name = inner.name
        # In memory only: what people ask is not written down.
        self._question = lru_cache(maxsize=_QUESTIONS)(inner.embed_question)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return an array of shape (len(texts), dimensions)."""
        keys = [self._key(text) for text in texts]
        known = self._read(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            computed = self._inner.embed_passages(list(missing.values()))
            fresh = dict(zip(missing, computed, strict=True))
            self._write(fresh)
            known |= fresh
        return np.stack([known[key] for key in keys]) if keys else self._inner.embed_passages([])

    def embed_question(self, text: str) -> Vectors:
        """Return an array of shape (dimensions,)."""
        return self._question(text)

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Return an array of shape (len(texts), dimensions), in one go."""
        return self._inner.embed_questions(texts)

    def fits(self, text: str) -> bool:
        """Tell whether the model reads ``text`` to its end."""
        return self._inner.fits(text)

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(f"{self.name}\n{text}".encode()).digest()

    def _read(self, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        with closing(self._connect()) as connection:
            rows = {}
            for key in dict.fromkeys(keys):
                row = connection.execute("SELECT vector FROM vector WHERE key = ?", (key,)).fetchone()
                if row is not None:
                    rows[key] = np.frombuffer(row[0], dtype=np.float32)
            return rows

    def _write(self, vectors: dict[bytes, Vectors]) -> None:
        with closing(self._connect()) as connection, connection:
            connection.executemany(
                "INSERT OR REPLACE INTO vector VALUES (?, ?)",
                [(key, vector.tobytes()) for key, vector in vectors.items()],
            )
            # Oldest rows go first when the file would grow without end.
            connection.execute(
                "DELETE FROM vector WHERE rowid <= (SELECT MAX(rowid) FROM vector) - ?", (_MAX_ROWS,)
            )

    def _connect(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, timeout=30)
        connection.execute("CREATE TABLE IF NOT EXISTS vector (key BLOB PRIMARY KEY, vector BLOB NOT NULL)")
        return connection
