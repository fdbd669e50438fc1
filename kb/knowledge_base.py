"""The one object that ``ui`` and ``evals`` hold. It composes; it does not compute."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from threading import RLock
from typing import TypeVar

from ingest.catalog import sha256_of
from ingest.model import Page, Piece
from kb.answers.answerer import Answerer, Draft, Library, Ranked, asked_of
from kb.answers.answerer import Found as AnswerFound
from kb.answers.conversation import in_context
from kb.answers.evidence import Asked, Weighed
from kb.answers.flowing import OnSentence, flowing, without_model
from kb.answers.generated import CheckedSentence
from kb.answers.meaning import Meaning, Senses
from kb.answers.naming import subject_of
from kb.answers.overdue import Late, asked_for, late_subject, overdue
from kb.answers.promises import RegisterJudge
from kb.answers.question import Question, understand
from kb.answers.shelf import Shelf
from kb.answers.steps import Stopwatch
from kb.collection import Collection
from kb.commitments.extract import extract
from kb.commitments.links import Source, link
from kb.dutch.gloss import Glosser
from kb.dutch.glossary import load_glossary
from kb.errors import IndexDamagedError, IndexMissingError, LanguageModelError
from kb.export.formats import export, selection, take_over
from kb.export.model import ExportFormat
from kb.index.abbreviations import load_abbreviations
from kb.index.build import IndexBuilder, OnProgress, plan_sync, remove_index
from kb.index.embedding import (
    OFFLINE,
    CentredEmbedder,
    CrossEncoderReranker,
    Embedder,
    SentenceTransformerEmbedder,
    TranslatingEmbedder,
    Vectors,
    gloss_centre,
)
from kb.index.embedding_cache import CachedEmbedder
from kb.index.fingerprint import fingerprint
from kb.index.lexical import LexicalIndex, TantivyIndex
from kb.index.models import preset_of
from kb.index.store import Store, StoredDocument, chunk_id
from kb.index.vectors import ChromaVectorIndex, VectorIndex
from kb.index.words import SavedWordIndex, WordIndex
from kb.model import Answer, Filters, Link, Passage, Progress, Status, SyncReport
from kb.register.derived import DERIVED_FILE, Derived
from kb.register.feedback import Feedback, FeedbackStore, keep_feedback
from kb.register.model import ImportReport, Registered, RegisterFilters
from kb.register.register import Register
from kb.search.filters import select
from kb.search.fusion import Weights
from kb.search.passages import split_chunk, with_phrases
from kb.search.presenting import Presenter
from kb.search.rerank import reordered, rerank
from kb.search.retrieval import Found, HybridRetriever, Query
from kb.settings import Settings

Result = TypeVar("Result")

_ATTEMPTS = 3
_SENTENCES = 400
"""How many sentences that are closest in meaning an answer knows of."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """The indexes as one sync left them, open for reading."""

    revision: str
    lexical: LexicalIndex
    words: WordIndex
    abbreviations: Mapping[str, str]
    vectors: VectorIndex
    documents: tuple[StoredDocument, ...]


@dataclass(frozen=True, slots=True)
class _Sought:
    """What a search came to: the question, where was searched, and the chunks found there, best first."""

    query: Query
    asked: Asked
    selected: tuple[StoredDocument, ...]
    found: list[Found]
    passages: AnswerFound
    library: Library


class KnowledgeBase:
    """The documents of one collection: found, quoted, answered from. Safe to share between threads."""

    def __init__(
        self, settings: Settings, embedder: Embedder | None = None, weights: Weights | None = None
    ) -> None:
        self.settings = settings
        self.collection = Collection(settings.corpus, settings.data / "removed")
        cache = settings.data / "cache" / "vectors.sqlite"
        self._embedder: Embedder = CachedEmbedder(embedder, cache) if embedder else _embedder(settings, cache)
        self._weights = weights or Weights()
        self._reranker = CrossEncoderReranker(settings.reranker) if settings.reranker else None
        self._gloss = _senses(settings)
        self.index_name = fingerprint(self._embedder)
        self._indexes = settings.data / "index"
        self._folder = self._indexes / self.index_name
        self._store = Store(self._folder / "store.sqlite")
        self._shelf = Shelf(self._store)
        self._answerer = Answerer(self._shelf, Meaning(self._gloss))
        self._opened: _Opened | None = None
        self._derived = Derived(self._folder / DERIVED_FILE, self._store, extract, self._related)
        self._judge: tuple[str, RegisterJudge] | None = None
        self._register: Register | None = None
        self._feedback: FeedbackStore | None = None
        self._lock = RLock()

    def reweighed(self, weights: Weights) -> KnowledgeBase:
        """Return the same knowledge base, searched with other weights; model and indexes are shared."""
        other = copy(self)
        other._weights = weights
        return other

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return the meaning of texts as vectors of length 1, of shape (texts, dimensions)."""
        return self._embedder.embed_passages(texts)

    # the collection

    def sync(
        self, corpus: Path | None = None, progress: OnProgress | None = None, *, dry_run: bool = False
    ) -> SyncReport:
        """Bring the index in line with a folder; see :meth:`IndexBuilder.sync` for what it may raise.

        With ``dry_run`` nothing is written: the report says what would be done.
        """
        corpus = corpus or self.settings.corpus
        if dry_run:
            return plan_sync(corpus, self._store)
        self._folder.mkdir(parents=True, exist_ok=True)
        builder = IndexBuilder(self._folder, self._store, self._open_vectors, self._embedder)
        report = builder.sync(corpus, progress or _silent)
        self._remove_other_indexes()
        return replace(report, register=self.register.refresh(progress or _silent))

    def status(self) -> Status:
        """Return what the collection holds; zeros before the first sync."""
        if not self._is_built():
            return Status(0, 0, 0, self._embedder.name, self.index_name, None)
        documents = self._store.documents()
        return Status(
            documents=len(documents),
            pages=sum(stored.pages for stored in documents),
            chunks=sum(stored.chunks for stored in documents),
            model=self._embedder.name,
            index=self.index_name,
            last_sync=self._store.fact("last_sync"),
            commitments=len(self._derived.load(_silent).commitments),
        )

    def documents(self) -> list[StoredDocument]:
        """Return the documents in the collection, in order of id."""
        return list(self._open().documents)

    def page(self, document: str, number: int) -> Page | None:
        """Return a page of a document, or None when there is none."""
        for stored in self._open().documents:
            if stored.document.id == document:
                return self._store.page(stored.version, number)
        return None

    def pieces(self, document: str) -> tuple[Piece, ...]:
        """Return what was read from a document, in reading order; nothing for one that is not there."""
        return next(
            (self._store.pieces(s.version) for s in self._open().documents if s.document.id == document), ()
        )

    def file(self, document: str) -> Path | None:
        """Return a document's file; None when it is not in the folder, or no longer what was read."""
        for stored in self._open().documents:
            path = self.settings.corpus / stored.document.file
            if stored.document.id == document and path.is_file():
                return path if sha256_of(path) == stored.document.sha256 else None
        return None

    # commitments

    @property
    def register(self) -> Register:
        """The register of commitments, to write in and for its history.

        Raises:
            IndexMissingError: there was no sync yet with these settings.
            RegisterUnavailableError: the register's database cannot be used.
        """
        self._require_built()
        with self._lock:
            if self._register is None:
                from kb.register.opening import open_register  # SQLAlchemy takes a while to import

                self._register = open_register(self.settings, self._derived, self._store)
            return self._register

    def commitments(
        self, filters: RegisterFilters | None = None, today: date | None = None
    ) -> tuple[Registered, ...]:
        """Return the commitments with what people wrote; see :meth:`Register.commitments`."""
        return self.register.commitments(filters, today)

    def links(self) -> tuple[Link, ...]:
        """Return the links between statements about the same subject."""
        return self.register.links()

    def export(
        self, kind: ExportFormat, filters: RegisterFilters | None = None, today: date | None = None
    ) -> bytes:
        """Return the commitments that meet the filters as a file, overdue counted from ``today``."""
        return export(selection(self.register, filters, today, self.settings.app_url), kind)

    def import_statuses(self, workbook: bytes, by: str) -> ImportReport:
        """Take over what ``by`` filled in in a workbook; see :func:`kb.export.formats.take_over`."""
        return take_over(self.register, workbook, by)

    # answers, afterwards

    def write_answer(self, answer: Answer) -> bytes:
        """Return an answer with its sources as a Word file; the same bytes until the next sync."""
        from kb.export.memo import write_answer  # python-docx is only needed for this

        return write_answer(answer, self._store.fact("last_sync") or "2000-01-01T00:00:00+00:00")

    def report_wrong(self, answer: Answer, filters: Filters, reason: str) -> Feedback:
        """Keep what a user says is wrong with an answer; see :func:`kb.register.feedback.keep_feedback`."""
        return keep_feedback(self._feedback_store(), answer, filters, reason, self.index_name)

    def feedback(self) -> list[Feedback]:
        """Return what users reported about answers, oldest first."""
        return self._feedback_store().feedback()

    # questions

    def search(self, question: str, limit: int = 10, filters: Filters | None = None) -> list[Passage]:
        """Return up to ``limit`` passages, best first.

        Raises:
            IndexMissingError: there was no sync yet with these settings.
            UnknownFilterError: a filter names what the collection does not have.
        """
        return self._read(lambda opened: self._search(opened, question, limit, filters or Filters()))

    def ask(
        self,
        question: str,
        filters: Filters | None = None,
        history: Sequence[str] = (),
        watch: Stopwatch | None = None,
        on_sentence: OnSentence | None = None,
        today: date | None = None,
    ) -> Answer:
        """Answer with the documents' own sentences, or say what was searched and what came nearest.

        ``history`` holds the questions before this one, as they were understood, oldest first; ``watch``
        adds up the seconds of each step. Where the settings name a language model it writes the answer from
        those sentences; ``on_sentence`` gets each of its sentences once checked. What is overdue, counted
        from ``today``, is answered out of the register. Raises: as :meth:`search` and :attr:`register`.
        """
        filters, watch = filters or Filters(), watch or Stopwatch()
        understood = in_context(question, history)
        answer = self._read(lambda opened: self._ask(opened, question, understood, filters, watch, today))
        return self._flowing(answer, on_sentence)

    def weigh(self, question: str) -> tuple[Asked, list[Weighed]]:
        """Return a question as it is understood, and the sentences that may answer it, best first.

        For those who fit or inspect the weights. Raises: as :meth:`search`.
        """
        return self._read(lambda opened: self._weigh(opened, question))

    # parts

    def _flowing(self, answer: Answer, on_sentence: OnSentence | None) -> Answer:
        """Let the language model of the settings write the answer; without one it stays as it is."""
        if not self.settings.llm or answer.status != "answered" or answer.wanted == "overdue":
            return answer  # a list out of the register stays whole
        from kb.llama import load_language_model  # llama-index takes a while to import

        try:
            model = load_language_model(self.settings)
        except LanguageModelError as error:
            return without_model(answer, error)
        return flowing(answer, model, on_sentence or _unseen, self._translated) if model else answer

    def _translated(self, text: str) -> str:
        return Glosser(load_glossary(self.settings.glossary)).gloss(text)

    def _search(self, opened: _Opened, question: str, limit: int, filters: Filters) -> list[Passage]:
        sought = self._seek(opened, question, filters, Stopwatch())
        found: Sequence[Found] = sought.found
        if self._weights.sentences and self._reranker is None:
            judged = self._answerer.order(sought.asked, sought.passages, sought.library.promises)
            found = reordered(found, judged)
        return self._presenter(opened, sought.selected).passages(sought.query, found, limit)

    def _found(
        self, opened: _Opened, query: Query, selected: Sequence[StoredDocument], filters: Filters
    ) -> list[Found]:
        """The chunks that a search finds: those with the exact phrases asked for, in the reranker's order."""
        found = self._retriever(opened).search(query, [s.version for s in selected], filters.pieces)
        if query.understood.phrases:
            found = with_phrases(found, query.understood.phrases, self._texts(selected, filters))
        if self._reranker is not None:
            found = rerank(query.text, found, self._chunk_text, self._reranker)
        return found

    def _texts(self, selected: Sequence[StoredDocument], filters: Filters) -> dict[str, str]:
        return {
            chunk_id(stored.version, chunk.index): chunk.text
            for stored in selected
            for chunk in self._store.chunks(stored.version)
            if not filters.pieces or set(filters.pieces) & set(chunk.kinds)
        }

    def _chunk_text(self, chunk: str) -> str:
        version, index = split_chunk(chunk)
        return self._store.chunks(version)[index].text

    def _ask(
        self,
        opened: _Opened,
        question: str,
        understood: str,
        filters: Filters,
        watch: Stopwatch,
        today: date | None,
    ) -> Answer:
        sought = self._seek(opened, understood, filters, watch)
        if sought.asked.question.wanted == "overdue":
            draft = self._overdue(sought, today or self.register.today())
        else:
            draft = self._answerer.answer(sought.asked, sought.passages, sought.library, watch)
        presenter = self._presenter(opened, sought.selected)
        nearest = presenter.chunks(sought.query, [sought.found[index] for index in draft.nearest])
        return Answer(
            question,
            "answered" if draft.answered else "not_found",
            draft.text,
            draft.citations,
            sought.library.searched,
            tuple(nearest),
            understood=sought.query.understood.text,
            wanted=sought.asked.question.wanted,
            short=draft.short,
            notes=draft.notes,
            language=sought.asked.question.language,
        )

    def _overdue(self, sought: _Sought, today: date) -> Draft:
        """What the register holds that is overdue on a day, in the documents that are searched."""
        question, library = sought.asked.question, sought.library
        versions = {document.id: version for version, document in library.documents.items()}
        late = [
            item
            for item in self.commitments(RegisterFilters(overdue=True), today)
            if item.commitment.document in versions and item.presence in ("present", "changed")
        ]
        near = (
            self._answerer.touching(sought.asked, sought.passages, library.promises) if question.terms else ()
        )
        asked = asked_for(question, late, near, versions)
        return overdue(question, Late(asked, len(late), today), self._shelf, library)

    def _weigh(self, opened: _Opened, question: str) -> tuple[Asked, list[Weighed]]:
        sought = self._seek(opened, question, Filters(), Stopwatch())
        weighed = self._answerer.weigh(sought.asked, sought.passages, sought.library.promises)
        return sought.asked, weighed

    def _seek(self, opened: _Opened, question: str, filters: Filters, watch: Stopwatch) -> _Sought:
        """Understand a question that can be read alone, and search for it."""
        selected = select(opened.documents, filters)
        with watch.step("vraag begrijpen"):
            query = self._retriever(opened).prepare(question)
            asked = understand(query.understood.text, [s.document for s in selected], question)
        with watch.step("zoeken"):
            subject = self._subject(opened, query, asked)
            found = self._found(opened, subject, selected, filters)
            passages = self._passages(opened, subject, found, selected, filters)
        library = self._library(opened, selected)
        return _Sought(query, asked_of(asked, library), tuple(selected), found, passages, library)

    def _subject(self, opened: _Opened, query: Query, asked: Question) -> Query:
        """What is searched for: the question without the names of the documents to look in."""
        documents = [stored.document for stored in opened.documents]
        subject = subject_of(query.understood.text, asked.documents, documents)
        if asked.wanted == "overdue":
            subject = late_subject(asked) or subject
        return query if subject == query.understood.text else self._retriever(opened).prepare(subject)

    def _passages(
        self,
        opened: _Opened,
        query: Query,
        found: Sequence[Found],
        selected: Sequence[StoredDocument],
        filters: Filters,
    ) -> AnswerFound:
        """What was found, as the answers want it: passages, and how close their sentences are."""
        versions = [stored.version for stored in selected]
        near = opened.vectors.nearest("sentence", query.vector, _SENTENCES, versions, filters.pieces)
        sides = [item.fused for item in found]
        passages = [Ranked(f.chunk, f.score, f.lexical, f.semantic) for f in sides]
        return AnswerFound(passages, {n.text: n.similarity for n in reversed(near)})

    def _library(self, opened: _Opened, selected: Sequence[StoredDocument]) -> Library:
        """What is answered from. A promise is what the register holds as one."""
        documents = {stored.version: stored.document for stored in selected}
        pages = sum(stored.pages for stored in selected)
        return Library(documents, opened.lexical.rarity, pages, self._promises(opened))

    def _promises(self, opened: _Opened) -> RegisterJudge:
        extracted = self._derived.load(_silent)
        with self._lock:
            if self._judge is None or self._judge[0] != extracted.state:
                versions = {stored.document.id: stored.version for stored in opened.documents}
                self._judge = (extracted.state, RegisterJudge(extracted.commitments, versions))
            return self._judge[1]

    def _retriever(self, opened: _Opened) -> HybridRetriever:
        return HybridRetriever(
            opened.lexical, opened.vectors, self._embedder, self._weights, opened.words, opened.abbreviations
        )

    def _presenter(self, opened: _Opened, selected: Sequence[StoredDocument]) -> Presenter:
        documents = {stored.version: stored.document for stored in selected}
        return Presenter(self._store, documents, opened.words, self._gloss)

    # opening

    def _feedback_store(self) -> FeedbackStore:
        with self._lock:
            if self._feedback is None:
                from kb.register.opening import open_feedback  # SQLAlchemy takes a while to import

                self._feedback = open_feedback(self.settings)
            return self._feedback

    def _is_built(self) -> bool:
        return self._store.fact("generation") is not None

    def _read(self, read: Callable[[_Opened], Result]) -> Result:
        """Read from one state; when a sync has replaced it in the meantime, once more from the new one."""
        for _ in range(_ATTEMPTS - 1):
            try:
                opened = self._open()
                result = read(opened)
            except (IndexDamagedError, LookupError):
                self._opened = None  # what it had in memory was removed by a sync in another process
                continue
            if self._store.fact("revision") == opened.revision:
                return result
        return read(self._open())

    def _require_built(self) -> None:
        if not self._is_built():
            raise IndexMissingError(
                "Er zijn nog geen documenten ingelezen met deze instellingen.",
                "Draai eerst: woordhouder sync",
            )

    def _open(self) -> _Opened:
        """Return the indexes as they are now, opened anew when a sync has changed them."""
        self._require_built()
        with self._lock:
            revision = self._store.fact("revision") or ""
            if self._opened is None or self._opened.revision != revision:
                folder = self._folder / (self._store.fact("generation") or "")
                self._opened = _Opened(
                    revision,
                    TantivyIndex(folder),
                    SavedWordIndex(folder, self._embedder),
                    load_abbreviations(folder),
                    self._open_vectors(),
                    tuple(self._store.documents()),
                )
            return self._opened

    def _related(self, sources: Sequence[Source]) -> Sequence[Link]:
        return link(sources, self.embed)

    def _open_vectors(self) -> VectorIndex:
        name = f"woordhouder-{self.index_name}"
        return ChromaVectorIndex(self._folder / "chroma", name, self.settings.chroma_url)

    def _remove_other_indexes(self) -> None:
        """The index of earlier settings is only removed now that this one is complete."""
        for folder in self._indexes.iterdir():
            if folder.is_dir() and folder.name != self.index_name:
                remove_index(folder)


def _unseen(_sentence: CheckedSentence) -> None:
    """Show no sentence before the whole answer is there."""


def _silent(_progress: Progress) -> None:
    """Show no progress."""


def _embedder(settings: Settings, cache: Path) -> Embedder:
    """The model of the settings. The bundled one reads English: Dutch is glossed before it.

    The cache lies behind the gloss, so that a new word in the glossary costs only the texts that hold it.
    """
    preset = preset_of(settings.model)
    of_query, of_passage = (preset.query_prefix, preset.passage_prefix) if preset else ("", "")
    model = SentenceTransformerEmbedder(
        settings.model,
        of_query if settings.query_prefix is None else settings.query_prefix,
        of_passage if settings.passage_prefix is None else settings.passage_prefix,
    )
    cached = CachedEmbedder(model, cache)
    if settings.model != OFFLINE:
        return cached
    glosser = Glosser(load_glossary(settings.glossary))
    return CentredEmbedder(TranslatingEmbedder(cached, glosser.gloss, glosser.version), gloss_centre())


def _senses(settings: Settings) -> Senses:
    """The English senses of a Dutch word, in parts where it is a compound that the glossary does not hold."""
    glosser = Glosser(load_glossary(settings.glossary))

    def senses(word: str) -> Sequence[str]:
        known = glosser.senses(word)
        in_parts = "" if known else glosser.word(word)
        return known or ((in_parts,) if in_parts else ())

    return senses
