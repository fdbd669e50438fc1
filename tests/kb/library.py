"""A folder with documents, an index of it, and all that the index holds, laid out for comparison."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tantivy

from kb.index.embedding import Embedder, LetterEmbedder
from kb.knowledge_base import KnowledgeBase
from kb.model import FileResult, SyncReport
from kb.settings import Settings

TABLES = ("version", "page", "piece", "chunk")
FIRST = "1. Wonen\nDe gemeente bouwt vijftig woningen in de wijk Zuid.\nDe huur stijgt niet.\n"
SECOND = "1. Wonen\nDe gemeente bouwt honderd woningen in de wijk Noord.\nDe huur daalt.\n"


@dataclass(frozen=True, slots=True)
class Contents:
    """All rows of the store, all records of Chroma with their vectors, all chunks of the word index."""

    rows: dict[str, list[tuple[Any, ...]]]
    vectors: dict[str, dict[str, tuple[float, ...]]]
    words: tuple[str, ...]


class Library:
    """A folder of documents and a knowledge base of it, with the encoder that counts letters."""

    def __init__(self, root: Path, embedder: Embedder | None = None) -> None:
        self.corpus = root / "corpus"
        self.data = root / "data"
        self.corpus.mkdir(parents=True, exist_ok=True)
        self._embedder = embedder or LetterEmbedder()

    def open(self) -> KnowledgeBase:
        """Open the knowledge base as a new process would."""
        return KnowledgeBase(Settings(corpus=self.corpus, data=self.data), self._embedder)

    def write(self, name: str, text: str = FIRST) -> None:
        """Write a document."""
        path = self.corpus / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def sync(self) -> dict[str, FileResult]:
        """Sync, and return what was done by file."""
        return by_file(self.open().sync())

    def contents(self) -> Contents:
        """Return all that the index holds."""
        folder = self.data / "index" / self.open().index_name
        return Contents(_rows(folder), _vectors(folder), _words(folder))

    def files(self) -> dict[str, tuple[int, int]]:
        """Return every file below the data folder with its size and time of change."""
        if not self.data.exists():
            return {}
        return {
            str(path.relative_to(self.data)): (path.stat().st_size, path.stat().st_mtime_ns)
            for path in self.data.rglob("*")
            if path.is_file()
        }


def by_file(report: SyncReport) -> dict[str, FileResult]:
    """Return the results of a sync by file."""
    return {result.file: result for result in report.files}


def actions(results: dict[str, FileResult]) -> dict[str, str]:
    """Return what was done with each file."""
    return {name: result.action for name, result in results.items()}


def _rows(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    connection = sqlite3.connect(folder / "store.sqlite")
    try:
        return {table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall()) for table in TABLES}
    finally:
        connection.close()


def _vectors(folder: Path) -> dict[str, dict[str, tuple[float, ...]]]:
    """Chroma's own view, not ours: what is left behind there must be seen."""
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings as ChromaSettings

    SharedSystemClient.clear_system_cache()
    client = chromadb.PersistentClient(str(folder / "chroma"), ChromaSettings(anonymized_telemetry=False))
    found: dict[str, dict[str, tuple[float, ...]]] = {}
    for collection in client.list_collections():
        held = collection.get(include=["embeddings"])
        rows = held["embeddings"]
        assert rows is not None
        found[collection.name] = {
            key: tuple(float(x) for x in row) for key, row in zip(held["ids"], rows, strict=True)
        }
    return found


def _words(folder: Path) -> tuple[str, ...]:
    (words,) = folder.glob("words-*")
    searcher = tantivy.Index.open(str(words)).searcher()
    hits = searcher.search(tantivy.Query.all_query(), max(1, searcher.num_docs)).hits
    return tuple(sorted(str(searcher.doc(address)["chunk"][0]) for _score, address in hits))
