"""Bringing the index in line with a folder: read, embed, write, switch, clean up, in that order.

New and changed files are staged beside what is being searched; one transaction then switches to the new
state, and only after that the old one is removed. A kill at any moment leaves either the old state or the
new one, and the next sync goes on with what was staged.
"""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.catalog import load_catalog, propose, sha256_of
from ingest.chunking import make_chunks
from ingest.errors import ReadError, UnsupportedFileError
from ingest.model import Chunk, Document, Piece, Proposal, Reading
from ingest.read import Problem, Reader, find_files, shown_name
from ingest.sentences import split_sentences
from kb.errors import IndexBusyError
from kb.index.abbreviations import write_abbreviations
from kb.index.embedding import Embedder
from kb.index.lexical import LexicalRecord, write_index
from kb.index.store import Store, StoredDocument, chunk_id, version_of
from kb.index.vectors import LEVELS, Level, VectorIndex, VectorRecord
from kb.index.words import write_words
from kb.model import Action, FileResult, Progress, SyncReport

_LOCK = "sync.lock"
_EMBED_BATCH = 128
_MIN_SENTENCE = 12
_WINDOW = 3
"""Sentences in a window: what a paragraph says, without the rest of the chunk around it."""

OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a sync is going to do."""

    documents: dict[str, Document]
    actions: dict[str, FileResult]
    problems: tuple[FileResult, ...]


class IndexBuilder:
    """Writes the index in one folder. One builder at a time: a lock refuses the second."""

    def __init__(
        self,
        folder: Path,
        store: Store,
        open_vectors: Callable[[], VectorIndex],
        embedder: Embedder,
        lock_seconds: float = 600.0,
    ) -> None:
        self._folder = folder
        self._store = store
        self._open_vectors = open_vectors
        self._embedder = embedder
        self._lock_seconds = lock_seconds

    def sync(self, corpus: Path, progress: OnProgress) -> SyncReport:
        """Bring the index in line with ``corpus`` and report file by file.

        Raises:
            FolderError: the folder is missing.
            CatalogError: the catalogue is not valid.
            IndexBusyError: another sync is still writing after the wait.
        """
        started = time.monotonic()
        with self._lock(progress):
            vectors = (
                self._open_vectors()
            )  # within the lock: what was opened earlier may be of before another sync
            plan = _plan(corpus, self._store)
            results = self._stage_all(corpus, plan, vectors, progress)
            self._switch(plan, results, progress)
            self._clean_up(vectors)
        return SyncReport(tuple(results.values()), time.monotonic() - started)

    @contextmanager
    def _lock(self, progress: OnProgress) -> Iterator[None]:
        lock = FileLock(self._folder / _LOCK)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            progress(Progress("wachten op een andere sync", 0, 0))
            try:
                lock.acquire(timeout=self._lock_seconds)
            except Timeout as error:
                raise IndexBusyError(
                    "Een andere sync is nog bezig met deze index.",
                    "Wacht tot die klaar is en probeer het opnieuw.",
                ) from error
        try:
            yield
        finally:
            lock.release()

    def _stage_all(
        self, corpus: Path, plan: _Plan, index: VectorIndex, progress: OnProgress
    ) -> dict[str, FileResult]:
        results = dict(plan.actions) | {result.file: result for result in plan.problems}
        todo = [
            name
            for name, document in plan.documents.items()
            if self._store.proposal(version_of(document)) is None
        ]
        with Reader() as reader:
            for done, name in enumerate(todo):
                progress(Progress("lezen", done, len(todo), name))
                try:
                    reading = reader.read(corpus / name)
                except ReadError as error:
                    results[name] = replace(
                        results[name], action="failed", reason=error.message, hint=error.hint
                    )
                    continue
                plan.documents[name] = _with_proposal(plan.documents[name], reading.proposal)
                self._stage(plan.documents[name], reading, index, progress)
                results[name] = replace(results[name], warnings=reading.warnings)
        return results

    def _stage(self, document: Document, reading: Reading, index: VectorIndex, progress: OnProgress) -> None:
        chunks = make_chunks(document.id, reading.pages, reading.pieces, self._fits)
        version = version_of(document)
        todo = list(_records(version, chunks, reading.pieces))
        for start in range(0, len(todo), _EMBED_BATCH):
            progress(Progress("betekenis vastleggen", start, len(todo), document.id))
            batch = todo[start : start + _EMBED_BATCH]
            vectors = self._embedder.embed_passages([record.text for _, record in batch])
            for level in LEVELS:
                rows = [row for row, (its, _) in enumerate(batch) if its == level]
                if rows:
                    index.upsert(level, [batch[row][1] for row in rows], vectors[rows])
        self._store.stage(document, reading.pages, reading.pieces, chunks, reading.proposal)

    def _fits(self, _section: tuple[str, ...], text: str) -> bool:
        return len(text) <= MAX_CHUNK and self._embedder.fits(text)

    def _switch(self, plan: _Plan, results: dict[str, FileResult], progress: OnProgress) -> None:
        """Write the lexical index of the new state and make that state the one that is searched."""
        new = self._new_state(plan, results)
        generation = _generation(new)
        if self._store.fact("generation") != generation or not (self._folder / generation).is_dir():
            progress(Progress("woorden vastleggen", 0, 1))
            records = [
                LexicalRecord(chunk_id(version_of(d), c.index), version_of(d), c.kinds, c.section, c.text)
                for d in new
                for c in self._store.chunks(version_of(d))
            ]
            write_index(self._folder / generation, records, lambda folder: self._write_words(folder, records))
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self._store.activate(new, {"generation": generation, "last_sync": now})
        counts = {stored.document.file: stored for stored in self._store.documents()}
        for name, stored in counts.items():
            if name in results:
                results[name] = replace(results[name], pages=stored.pages, chunks=stored.chunks)

    def _write_words(self, folder: Path, records: Sequence[LexicalRecord]) -> None:
        write_words(folder, records, self._embedder)
        write_abbreviations(folder, (record.text for record in records))

    def _new_state(self, plan: _Plan, results: dict[str, FileResult]) -> list[Document]:
        """What was read, plus the old version of what can no longer be read."""
        state = {d.id: d for name, d in plan.documents.items() if results[name].action != "failed"}
        for stored in self._store.documents():
            failed = results.get(stored.document.file)
            if stored.document.id not in state and failed is not None and failed.action == "failed":
                state[stored.document.id] = stored.document
        return [state[key] for key in sorted(state)]

    def _clean_up(self, index: VectorIndex) -> None:
        active = [stored.version for stored in self._store.documents()]
        self._store.delete_inactive()
        index.keep_only(active)
        generation = self._store.fact("generation")
        for folder in self._folder.glob("words-*"):
            if folder.name != generation:
                shutil.rmtree(folder, ignore_errors=True)
        self._store.raise_revision()  # who opened the indexes before the removal holds what is gone


def plan_sync(corpus: Path, store: Store) -> SyncReport:
    """Return what a sync would do. Writes nothing. Raises FolderError and CatalogError."""
    started = time.monotonic()
    plan = _plan(corpus, store)
    return SyncReport((*plan.actions.values(), *plan.problems), time.monotonic() - started, dry_run=True)


def remove_index(folder: Path) -> None:
    """Remove the index in this folder, unless a sync is writing it at this moment."""
    try:
        with FileLock(folder / _LOCK, timeout=0):
            shutil.rmtree(folder, ignore_errors=True)
    except Timeout:
        return


MAX_CHUNK = 900
"""Characters of a chunk at most, when the encoder reads that much."""


def _plan(corpus: Path, store: Store) -> _Plan:
    files, found = find_files(corpus)
    problems = list(found)
    catalog = load_catalog(corpus)
    active = {stored.document.id: stored for stored in store.documents()}
    documents: dict[str, Document] = {}
    actions: dict[str, FileResult] = {}
    for path in files:
        name = path.relative_to(corpus).as_posix()
        try:
            document = _known(path, name, catalog, store)
            _refuse_taken(document, documents)
        except ReadError as error:
            problems.append(Problem(path, error))
            continue
        documents[name] = document
        actions[name] = FileResult(name, document.id, _action(document, active))
    for key in sorted(set(active) - {document.id for document in documents.values()}):
        file = active[key].document.file
        actions.setdefault(file, FileResult(file, key, "removed"))
    return _Plan(documents, actions, tuple(_failed(problem, corpus) for problem in problems))


def _known(path: Path, name: str, catalog: dict[str, Document], store: Store) -> Document:
    """Return the catalogue's entry, or what an earlier reading proposed, with the file's real content hash.

    Raises ReadError when the file cannot be opened or its name is no text.
    """
    if not name.isascii() and name != name.encode("utf-8", "replace").decode("utf-8"):
        raise UnsupportedFileError(
            "De naam van het bestand is geen geldige tekst.", "Geef het een andere naam."
        )
    try:
        sha256 = sha256_of(path)
    except OSError as error:
        raise ReadError(
            f"Het bestand kan niet worden geopend ({error.strerror}).", "Controleer de naam en de rechten."
        ) from error
    if name in catalog:
        return replace(catalog[name], sha256=sha256)
    bare = propose(name, sha256, Proposal())
    return propose(name, sha256, store.proposal(version_of(bare)) or Proposal())


def _refuse_taken(document: Document, documents: dict[str, Document]) -> None:
    """Two files with one id would overwrite each other without a word."""
    taken = next((name for name, other in documents.items() if other.id == document.id), None)
    if taken is not None:
        raise UnsupportedFileError(
            f"Er is al een document '{document.id}' ({taken}).",
            "Geef een van beide bestanden een andere naam, of een eigen id in catalog.toml.",
        )


def _with_proposal(document: Document, proposal: Proposal) -> Document:
    """Let a file name itself when the catalogue does not."""
    bare = propose(document.file, document.sha256, Proposal())
    return propose(document.file, document.sha256, proposal) if document == bare else document


def _failed(problem: Problem, corpus: Path) -> FileResult:
    name = shown_name(problem.path.relative_to(corpus))
    return FileResult(name, "", "failed", reason=problem.error.message, hint=problem.error.hint)


def _action(document: Document, active: dict[str, StoredDocument]) -> Action:
    if document.id not in active:
        return "new"
    return "unchanged" if active[document.id].document.sha256 == document.sha256 else "changed"


def _chunk_record(version: str, chunk: Chunk) -> VectorRecord:
    key = chunk_id(version, chunk.index)
    return VectorRecord(key, key, version, chunk.kinds, chunk.text)


def _records(
    version: str, chunks: Sequence[Chunk], pieces: Sequence[Piece]
) -> Iterator[tuple[Level, VectorRecord]]:
    """Yield what is embedded: each chunk, the heading above it, its sentences and its windows of three."""
    for chunk in chunks:
        yield "chunk", _chunk_record(version, chunk)
        if chunk.section:
            yield "heading", replace(_chunk_record(version, chunk), text=chunk.section[-1])
    for chunk in chunks:
        sentences = list(_sentence_records(version, chunk, pieces))
        yield from (("sentence", sentence) for sentence in sentences)
        if len(sentences) > _WINDOW:
            for start in range(len(sentences) - _WINDOW + 1):
                yield "window", _window_record(sentences[start : start + _WINDOW])


def _sentence_records(version: str, chunk: Chunk, pieces: Sequence[Piece]) -> Iterator[VectorRecord]:
    """Yield one record for each sentence of the chunk's pieces that says something by itself."""
    key = chunk_id(version, chunk.index)
    number = 0
    for index in chunk.pieces:
        piece = pieces[index]
        for start, end in split_sentences(piece.text):
            text = piece.text[start:end]
            if len(text) >= _MIN_SENTENCE:
                yield VectorRecord(f"{key}/{number}", key, version, (piece.kind,), text)
                number += 1


def _window_record(sentences: Sequence[VectorRecord]) -> VectorRecord:
    kinds = tuple(dict.fromkeys(kind for sentence in sentences for kind in sentence.piece_kinds))
    first = sentences[0]
    text = " ".join(sentence.text for sentence in sentences)
    return VectorRecord(f"{first.id}+{_WINDOW}", first.chunk, first.version, kinds, text)


def _generation(documents: Sequence[Document]) -> str:
    names = "\n".join(version_of(document) for document in documents)
    return f"words-{hashlib.sha256(names.encode()).hexdigest()[:16]}"
