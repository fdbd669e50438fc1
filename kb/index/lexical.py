"""Words and where they occur. The door of tantivy.

The analyser of ``kb.dutch`` turns text into terms beforehand; tantivy only splits at spaces. Three fields:
``lemma`` (each word's dictionary form), ``part`` (the parts of compounds), ``section`` (the headings above).
Scores are Okapi BM25 (Robertson and Zaragoza 2009; k1 = 1.2, b = 0.75, tantivy's constants).

An index is written once, in one segment, and then only read: a changed collection gets a new one.
"""

from __future__ import annotations

import math
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import tantivy

from kb.dutch.analysis import Term, analyse
from kb.errors import IndexDamagedError

_K1 = 1.2
_HEAP = 128_000_000
_PART_OF_TEXT = 0.7
_PART_OF_QUESTION = 0.4
_SECTION = 0.25


@dataclass(frozen=True, slots=True)
class LexicalRecord:
    """What of a chunk is indexed."""

    chunk: str
    version: str
    kinds: tuple[str, ...]
    section: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class LexicalHit:
    """A chunk found, with its score divided by the best score this question could get: in [0, 1]."""

    chunk: str
    score: float


class LexicalIndex(Protocol):
    """Finds chunks by their words."""

    def search(
        self, terms: Sequence[Term], limit: int, versions: Sequence[str] = (), kinds: Sequence[str] = ()
    ) -> list[LexicalHit]:
        """Return up to ``limit`` chunks, best first; empty filters mean no limit."""
        ...

    def rarity(self, term: Term) -> float:
        """Return how telling a word is in this collection: its inverse document frequency, 0 or more."""
        ...


class OverlapLexicalIndex:
    """The fake: the share of the question's lemmas that a chunk holds. Readable by eye."""

    def __init__(self, records: Sequence[LexicalRecord]) -> None:
        self._records = records

    def search(
        self, terms: Sequence[Term], limit: int, versions: Sequence[str] = (), kinds: Sequence[str] = ()
    ) -> list[LexicalHit]:
        """Return up to ``limit`` chunks, best first; empty filters mean no limit."""
        wanted = {term.lemma for term in terms}
        hits = [
            LexicalHit(record.chunk, len(wanted & {t.lemma for t in analyse(record.text)}) / len(wanted))
            for record in self._records
            if wanted
            and (not versions or record.version in versions)
            and (not kinds or set(kinds) & set(record.kinds))
        ]
        return sorted((hit for hit in hits if hit.score), key=lambda h: (-h.score, h.chunk))[:limit]

    def rarity(self, term: Term) -> float:
        """Return 1 for every word."""
        return 1.0 if term.lemma else 0.0


class TantivyIndex:
    """A tantivy index in a folder, open for reading."""

    def __init__(self, folder: Path) -> None:
        try:
            self._index = tantivy.Index.open(str(folder))
        except (ValueError, OSError) as error:
            raise IndexDamagedError(
                f"De woordindex kan niet worden geopend: {error}", "Draai 'woordhouder sync'."
            ) from error
        _register(self._index)
        self._schema = self._index.schema
        self._searcher = self._index.searcher()

    def search(
        self, terms: Sequence[Term], limit: int, versions: Sequence[str] = (), kinds: Sequence[str] = ()
    ) -> list[LexicalHit]:
        """Return up to ``limit`` chunks, best first; empty filters mean no limit."""
        clauses = [clause for term in dict.fromkeys(terms) for clause in self._clauses(term)]
        best = sum(bound for _, bound in clauses)
        if best <= 0.0:
            return []
        found = self._searcher.search(self._query(clauses, versions, kinds), limit)
        hits = []
        for score, address in found.hits:
            document = self._searcher.doc(address)
            hits.append(LexicalHit(str(document["chunk"][0]), min(1.0, float(score) / best)))
        return sorted(hits, key=lambda h: (-h.score, h.chunk))

    def rarity(self, term: Term) -> float:
        """Return how telling a word is in this collection: its inverse document frequency, 0 or more."""
        return self._idf("lemma", term.lemma)

    def _clauses(self, term: Term) -> list[tuple[tantivy.Query, float]]:
        """A clause for the word itself and one for each of its parts, with the most each can score."""
        clauses = [self._clause(term.lemma, 1.0)]
        clauses += [self._clause(part, _PART_OF_QUESTION) for part in term.parts]
        return [clause for clause in clauses if clause[1] > 0.0]

    def _clause(self, word: str, weight: float) -> tuple[tantivy.Query, float]:
        """The best of the three fields counts, so that a word is not counted three times."""
        options = [
            (field, weight * factor)
            for field, factor in (("lemma", 1.0), ("part", _PART_OF_TEXT), ("section", _SECTION))
            if self._searcher.doc_freq(field, word)
        ]
        if not options:
            return tantivy.Query.empty_query(), self._unknown_bound(weight)
        queries = [
            tantivy.Query.boost_query(tantivy.Query.term_query(self._schema, field, word), boost)
            for field, boost in options
        ]
        bound = max(boost * self._idf(field, word) for field, boost in options) * (_K1 + 1)
        return tantivy.Query.disjunction_max_query(queries, 0.1), bound

    def _unknown_bound(self, weight: float) -> float:
        """A word that stands nowhere could have scored too: the question is then less well covered."""
        return weight * math.log(1 + (self._searcher.num_docs + 0.5) / 0.5) * 0.5

    def _idf(self, field: str, word: str) -> float:
        total, frequency = self._searcher.num_docs, self._searcher.doc_freq(field, word)
        return math.log(1 + (total - frequency + 0.5) / (frequency + 0.5))

    def _query(
        self, clauses: Sequence[tuple[tantivy.Query, float]], versions: Sequence[str], kinds: Sequence[str]
    ) -> tantivy.Query:
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, clause) for clause, _ in clauses])
        limits = [
            self._any_of(field, values)
            for field, values in (("version", versions), ("kind", kinds))
            if values
        ]
        if not limits:
            return query
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in (query, *limits)])

    def _any_of(self, field: str, values: Sequence[str]) -> tantivy.Query:
        terms = [
            (tantivy.Occur.Should, tantivy.Query.term_query(self._schema, field, value)) for value in values
        ]
        return tantivy.Query.const_score_query(tantivy.Query.boolean_query(terms), 0.0)


def write_index(
    folder: Path, records: Sequence[LexicalRecord], add_more: Callable[[Path], None] | None = None
) -> None:
    """Write an index of these records; the folder appears only when it is complete.

    ``add_more`` may write further files into the unfinished folder.
    """
    unfinished = folder.with_name(folder.name + ".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    index = tantivy.Index(_schema(), path=str(unfinished))
    _register(index)
    writer = index.writer(heap_size=_HEAP, num_threads=1)
    for record in records:
        writer.add_document(_document(record))
    writer.commit()
    writer.wait_merging_threads()
    if add_more is not None:
        add_more(unfinished)
    shutil.rmtree(folder, ignore_errors=True)
    unfinished.rename(folder)


def _document(record: LexicalRecord) -> tantivy.Document:
    terms = analyse(record.text)
    heading = analyse(" ".join(record.section))
    return tantivy.Document(
        chunk=[record.chunk],
        version=[record.version],
        kind=list(record.kinds),
        lemma=[" ".join(term.lemma for term in terms)],
        part=[" ".join(part for term in terms for part in term.parts)],
        section=[" ".join(word for term in heading for word in (term.lemma, *term.parts))],
    )


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("chunk", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("version", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    for field in ("lemma", "part", "section"):
        builder.add_text_field(field, tokenizer_name="spaces", index_option="freq")
    return builder.build()


def _register(index: tantivy.Index) -> None:
    index.register_tokenizer("spaces", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
