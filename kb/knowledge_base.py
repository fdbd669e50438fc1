"""The one object that ``ui`` and ``evals`` hold. It composes; it does not compute."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import RLock

from ingest.model import Document, Page, Piece
from kb.answers.extractive import Candidate, Scored, Thresholds, best_sentences
from kb.answers.verify import stands_on_page
from kb.errors import IndexMissingError
from kb.index.build import IndexBuilder, OnProgress
from kb.index.embedding import Embedder, SentenceTransformerEmbedder
from kb.index.embedding_cache import CachedEmbedder
from kb.index.fingerprint import fingerprint
from kb.index.lexical import LexicalIndex, TantivyIndex
from kb.index.store import Store, StoredDocument
from kb.index.vectors import ChromaVectorIndex, VectorIndex
from kb.model import Answer, Citation, Filters, Match, Passage, Progress, Searched, Status, SyncReport
from kb.search.filters import select
from kb.search.fusion import Weights
from kb.search.retrieval import Found, HybridRetriever, Query
from kb.settings import Settings

_ANSWER_DEPTH = 40
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class _Opened:
    """The indexes of one generation, open for reading."""

    generation: str
    lexical: LexicalIndex
    documents: tuple[StoredDocument, ...]


class KnowledgeBase:
    """The documents of one collection: found, quoted, answered from. Safe to share between threads."""

    def __init__(
        self, settings: Settings, embedder: Embedder | None = None, weights: Weights | None = None
    ) -> None:
        self.settings = settings
        plain = embedder or _embedder(settings)
        self._embedder: Embedder = CachedEmbedder(plain, settings.data / "cache" / "vectors.sqlite")
        self._weights = weights or Weights()
        self.index_name = fingerprint(self._embedder)
        self._indexes = settings.data / "index"
        self._folder = self._indexes / self.index_name
        self._store: Store | None = None
        self._vectors: VectorIndex | None = None
        self._opened: _Opened | None = None
        self._lock = RLock()

    # the collection

    def sync(
        self, corpus: Path | None = None, progress: OnProgress | None = None, *, dry_run: bool = False
    ) -> SyncReport:
        """Bring the index in line with a folder; see :meth:`IndexBuilder.sync` for what it may raise."""
        self._folder.mkdir(parents=True, exist_ok=True)
        builder = IndexBuilder(self._folder, self._stored(), self._vector_index(), self._embedder)
        report = builder.sync(corpus or self.settings.corpus, progress or _silent, dry_run=dry_run)
        if not dry_run:
            self._remove_other_indexes()
        return report

    def status(self) -> Status:
        """Return what the collection holds; zeros before the first sync."""
        if not self._is_built():
            return Status(0, 0, 0, self._embedder.name, self.index_name, None)
        documents = self._stored().documents()
        return Status(
            documents=len(documents),
            pages=sum(stored.pages for stored in documents),
            chunks=sum(stored.chunks for stored in documents),
            model=self._embedder.name,
            index=self.index_name,
            last_sync=self._stored().fact("last_sync"),
        )

    def documents(self) -> list[StoredDocument]:
        """Return the documents in the collection, in order of id."""
        return list(self._open().documents)

    def page(self, document: str, number: int) -> Page | None:
        """Return a page of a document, or None when there is none."""
        for stored in self._open().documents:
            if stored.document.id == document:
                return self._stored().page(stored.version, number)
        return None

    # questions

    def search(self, question: str, limit: int = 10, filters: Filters | None = None) -> list[Passage]:
        """Return up to ``limit`` passages, best first.

        Raises:
            IndexMissingError: there was no sync yet with these settings.
            UnknownFilterError: a filter names what the collection does not have.
        """
        opened = self._open()
        filters = filters or Filters()
        selected = select(opened.documents, filters)
        retriever = self._retriever(opened)
        query = retriever.prepare(question)
        found = retriever.search(query, [stored.version for stored in selected], filters.pieces)
        return self._passages(query, found[:limit], selected)

    def ask(self, question: str, filters: Filters | None = None) -> Answer:
        """Answer with the documents' own sentences, or say what was searched and what came nearest.

        Raises: as :meth:`search`.
        """
        opened = self._open()
        filters = filters or Filters()
        selected = select(opened.documents, filters)
        searched = Searched(len(selected), sum(stored.pages for stored in selected))
        retriever = self._retriever(opened)
        query = retriever.prepare(question)
        found = retriever.search(query, [stored.version for stored in selected], filters.pieces)
        rarity = {term.lemma: opened.lexical.rarity(term) for term in query.terms}
        candidates = self._candidates(found[:_ANSWER_DEPTH], selected)
        chosen = best_sentences(query.terms, rarity, candidates, Thresholds())
        citations = self._citations(chosen, selected)
        if not citations:
            nearest = tuple(self._passages(query, found[:_NEAREST], selected))
            return Answer(question, "not_found", "", (), searched, nearest)
        return Answer(question, "answered", _text(citations), citations, searched)

    # parts

    def _retriever(self, opened: _Opened) -> HybridRetriever:
        return HybridRetriever(opened.lexical, self._vector_index(), self._embedder, self._weights)

    def _candidates(self, found: Sequence[Found], selected: Sequence[StoredDocument]) -> list[Candidate]:
        """All pieces of the chunks that were found."""
        candidates = []
        by_version = {stored.version: stored for stored in selected}
        chunks = {v: self._stored().chunks(v) for v in _versions(found) if v in by_version}
        pieces = {version: self._stored().pieces(version) for version in chunks}
        for item in found:
            version, index = _split_chunk(item.fused.chunk)
            for position in chunks[version][index].pieces:
                piece = pieces[version][position]
                near = item.sentence and item.sentence in piece.text
                closeness = item.fused.semantic if near else item.fused.semantic / 2
                candidates.append(Candidate(version, position, piece, closeness))
        return candidates

    def _passages(
        self, query: Query, found: Sequence[Found], selected: Sequence[StoredDocument]
    ) -> list[Passage]:
        by_version = {stored.version: stored for stored in selected}
        chunks = {version: self._stored().chunks(version) for version in _versions(found)}
        labels = {version: self._stored().labels(version) for version in chunks}
        passages = []
        for rank, item in enumerate(found, start=1):
            version, index = _split_chunk(item.fused.chunk)
            chunk = chunks[version][index]
            passages.append(
                Passage(
                    rank=rank,
                    score=round(item.fused.score, 4),
                    chunk=item.fused.chunk,
                    document=chunk.document,
                    title=by_version[version].document.title,
                    page=chunk.page,
                    page_end=chunk.page_end,
                    page_label=labels[version].get(chunk.page),
                    section=chunk.section,
                    text=chunk.text,
                    match=_match(query, item, chunk.text),
                )
            )
        return passages

    def _citations(
        self, chosen: Sequence[Scored], selected: Sequence[StoredDocument]
    ) -> tuple[Citation, ...]:
        """The chosen sentences as citations, oldest document first; what is not on its page is left out."""
        by_version = {stored.version: stored for stored in selected}
        pages = {
            version: {page.number: page for page in self._stored().pages(version)}
            for version in dict.fromkeys(item.candidate.version for item in chosen)
        }
        ordered = sorted(chosen, key=lambda item: _in_time(item, by_version))
        citations: list[Citation] = []
        for item in ordered:
            version = item.candidate.version
            citation = _citation(
                len(citations) + 1, item.candidate.piece, by_version[version].document, pages[version]
            )
            if stands_on_page(citation, pages[version]):
                citations.append(citation)
        return tuple(citations)

    # opening

    def _is_built(self) -> bool:
        return (self._folder / "store.sqlite").exists() and self._stored().fact("generation") is not None

    def _open(self) -> _Opened:
        """Return the indexes of the present generation, opened anew when a sync has made another."""
        if not self._is_built():
            raise IndexMissingError(
                "Er zijn nog geen documenten ingelezen met deze instellingen.",
                "Draai eerst: woordhouder sync",
            )
        generation = self._stored().fact("generation") or ""
        with self._lock:
            if self._opened is None or self._opened.generation != generation:
                lexical = TantivyIndex(self._folder / generation)
                self._opened = _Opened(generation, lexical, tuple(self._stored().documents()))
            return self._opened

    def _stored(self) -> Store:
        with self._lock:
            if self._store is None:
                self._store = Store(self._folder / "store.sqlite")
            return self._store

    def _vector_index(self) -> VectorIndex:
        with self._lock:
            if self._vectors is None:
                name = f"woordhouder-{self.index_name}"
                self._vectors = ChromaVectorIndex(self._folder / "chroma", name, self.settings.chroma_url)
            return self._vectors

    def _remove_other_indexes(self) -> None:
        """The index of earlier settings is only removed now that this one is complete."""
        for folder in self._indexes.iterdir():
            if folder.is_dir() and folder.name != self.index_name:
                shutil.rmtree(folder, ignore_errors=True)


def _silent(_progress: Progress) -> None:
    """Show no progress."""


def _embedder(settings: Settings) -> Embedder:
    return SentenceTransformerEmbedder(
        settings.model, settings.query_prefix or "", settings.passage_prefix or ""
    )


def _split_chunk(chunk: str) -> tuple[str, int]:
    version, _, index = chunk.rpartition("#")
    return version, int(index)


def _versions(found: Sequence[Found]) -> list[str]:
    return list(dict.fromkeys(_split_chunk(item.fused.chunk)[0] for item in found))


def _match(query: Query, item: Found, text: str) -> Match:
    from kb.dutch.analysis import analyse

    held = {part for term in analyse(text) for part in (term.lemma, *term.parts)}
    terms = tuple(
        dict.fromkeys(
            t.surface for t in query.terms if t.lemma in held or any(part in held for part in t.parts)
        )
    )
    return Match(round(item.fused.lexical, 4), round(item.fused.semantic, 4), terms, item.sentence)


def _in_time(item: Scored, by_version: dict[str, StoredDocument]) -> tuple[int, str, int]:
    """Order by the start of the document's period, or its end; a document without either comes last."""
    document: Document = by_version[item.candidate.version].document
    year = document.period_from or document.period_to or 9999
    return year, document.id, item.candidate.position


def _citation(n: int, piece: Piece, document: Document, pages: dict[int, Page]) -> Citation:
    return Citation(
        n=n,
        document=document.id,
        title=document.title,
        page=piece.page,
        page_end=piece.page_end,
        page_label=pages[piece.page].label,
        section=piece.section,
        quote=piece.text,
        spans=piece.spans,
        lead=piece.lead,
    )


def _text(citations: Sequence[Citation]) -> str:
    """Set the quotes under the titles of their documents, each with its number."""
    lines: list[str] = []
    title = ""
    for citation in citations:
        if citation.title != title:
            title = citation.title
            lines.append(f"{title}:")
        lines.append(f"- {citation.quote} [{citation.n}]")
    return "\n".join(lines)
