"""From a question to chunks: words as written, words alike, and meaning, brought together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kb.dutch.analysis import Term
from kb.index.embedding import Embedder, Vectors
from kb.index.lexical import LexicalIndex
from kb.index.vectors import Neighbour, VectorIndex
from kb.index.words import NoWordIndex, WordIndex
from kb.search.fusion import Fused, Weights, combine, combine_words
from kb.search.understanding import Understood, understand

_DEPTH = 400
"""How many chunks the words and the chunks' own meaning may bring forward, and how many sentences."""

_FINE_DEPTH = 1_000
"""The same for windows, of which a chunk has several, and for headings, of which several are the same."""


@dataclass(frozen=True, slots=True)
class Found:
    """A chunk that was found and the sentence of it that is closest in meaning."""

    fused: Fused
    sentence: str


@dataclass(frozen=True, slots=True)
class Query:
    """A question, prepared: its terms, its vector of shape (dimensions,), and how it was understood."""

    text: str
    terms: tuple[Term, ...]
    vector: Vectors
    understood: Understood


class HybridRetriever:
    """Searches all indexes and combines what they find."""

    def __init__(
        self,
        lexical: LexicalIndex,
        vectors: VectorIndex,
        embedder: Embedder,
        weights: Weights | None = None,
        words: WordIndex | None = None,
        abbreviations: Mapping[str, str] | None = None,
    ) -> None:
        self._lexical = lexical
        self._vectors = vectors
        self._embedder = embedder
        self._weights = weights or Weights()
        self._words: WordIndex = words or NoWordIndex()
        self._abbreviations = abbreviations or {}

    def prepare(self, question: str) -> Query:
        """Return the question as it is understood: spelling forgiven, abbreviations written out."""
        understood = understand(question, self._words.vocabulary, self._abbreviations)
        terms = understood.terms
        if not self._weights.compounds:
            terms = tuple(replace(term, parts=()) for term in terms)
        vector = self._embedder.embed_question(understood.text)
        return Query(question, terms, vector, understood)

    def search(self, query: Query, versions: Sequence[str], kinds: Sequence[str] = ()) -> list[Found]:
        """Return chunks of these versions, best first."""
        if not query.understood.text.strip():
            return []
        hits = self._lexical.search(query.terms, _DEPTH, tuple(versions), kinds)
        literal = {hit.chunk: hit.score for hit in hits}
        alike = self._words.coverage(query.terms, versions, kinds)
        chunks = self._vectors.nearest("chunk", query.vector, _DEPTH, versions, kinds, texts=False)
        windows = self._vectors.nearest("window", query.vector, _FINE_DEPTH, versions, kinds, texts=False)
        sentences = self._vectors.nearest("sentence", query.vector, _DEPTH, versions, kinds)
        headings = self._vectors.nearest("heading", query.vector, _FINE_DEPTH, versions, kinds, texts=False)
        best = _best_by_chunk(sentences)
        similarity = _similarities(chunks, best, _best_by_chunk(windows))
        similarity = _under_headings(similarity, headings, self._weights.heading)
        fused = combine(combine_words(literal, alike, self._weights), similarity, self._weights)
        return [Found(f, best[f.chunk].text if f.chunk in best else "") for f in fused]


def _best_by_chunk(neighbours: Sequence[Neighbour]) -> dict[str, Neighbour]:
    best: dict[str, Neighbour] = {}
    for neighbour in neighbours:
        best.setdefault(neighbour.chunk, neighbour)
    return best


def _similarities(
    chunks: Sequence[Neighbour], sentences: Mapping[str, Neighbour], windows: Mapping[str, Neighbour]
) -> dict[str, float]:
    """Average a chunk's own similarity with that of its best sentence and of its best window.

    A chunk too short for a window is its own window. Where a similarity was not among the nearest, the
    farthest that was stands in for it.
    """
    of_chunk = {chunk.chunk: chunk.similarity for chunk in chunks}
    of_sentence = {chunk: near.similarity for chunk, near in sentences.items()}
    of_window = {chunk: near.similarity for chunk, near in windows.items()}
    floors = [min(side.values(), default=0.0) for side in (of_chunk, of_sentence)]
    result = {}
    for chunk in of_chunk.keys() | of_sentence.keys() | of_window.keys():
        own = of_chunk.get(chunk, floors[0])
        result[chunk] = (own + of_sentence.get(chunk, floors[1]) + of_window.get(chunk, own)) / 3
    return result


def _under_headings(
    similarity: Mapping[str, float], headings: Sequence[Neighbour], weight: float
) -> dict[str, float]:
    """Let the heading above a chunk count: it often holds the subject that its sentences leave out."""
    above = {heading.chunk: heading.similarity for heading in headings}
    floor = min(above.values(), default=0.0)
    return {
        chunk: (value + weight * above.get(chunk, floor)) / (1 + weight)
        for chunk, value in similarity.items()
    }
