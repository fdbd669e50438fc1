"""From a question to passages: words and meaning, brought together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.dutch.analysis import Term, analyse
from kb.index.embedding import Embedder, Vectors
from kb.index.lexical import LexicalIndex
from kb.index.vectors import Neighbour, VectorIndex
from kb.search.fusion import Fused, Weights, combine

_DEPTH = 200
"""How many chunks, and sentences, each side may bring forward."""

_SENTENCE_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Found:
    """A chunk that was found and the sentence of it that is closest in meaning."""

    fused: Fused
    sentence: str


@dataclass(frozen=True, slots=True)
class Query:
    """A question, prepared: its terms and its vector of shape (dimensions,)."""

    text: str
    terms: tuple[Term, ...]
    vector: Vectors


class HybridRetriever:
    """Searches both indexes and combines what they find."""

    def __init__(
        self, lexical: LexicalIndex, vectors: VectorIndex, embedder: Embedder, weights: Weights | None = None
    ) -> None:
        self._lexical = lexical
        self._vectors = vectors
        self._embedder = embedder
        self._weights = weights or Weights()

    def prepare(self, question: str) -> Query:
        """Return the question's terms and vector."""
        return Query(question, tuple(analyse(question)), self._embedder.embed_question(question))

    def search(self, query: Query, versions: Sequence[str], kinds: Sequence[str] = ()) -> list[Found]:
        """Return chunks of these versions, best first."""
        words = {
            hit.chunk: hit.score for hit in self._lexical.search(query.terms, _DEPTH, tuple(versions), kinds)
        }
        chunks = self._vectors.nearest("chunk", query.vector, _DEPTH, versions, kinds)
        sentences = self._vectors.nearest("sentence", query.vector, _DEPTH, versions, kinds)
        best = _best_by_chunk(sentences)
        fused = combine(words, _similarities(chunks, best), self._weights)
        return [Found(f, best[f.chunk].text if f.chunk in best else "") for f in fused]


def _best_by_chunk(sentences: Sequence[Neighbour]) -> dict[str, Neighbour]:
    best: dict[str, Neighbour] = {}
    for sentence in sentences:
        best.setdefault(sentence.chunk, sentence)
    return best


def _similarities(chunks: Sequence[Neighbour], sentences: dict[str, Neighbour]) -> dict[str, float]:
    """Average a chunk's own similarity with that of its best sentence.

    Where one of the two was not among the nearest, the farthest that was stands in for it.
    """
    of_chunk = {chunk.id: chunk.similarity for chunk in chunks}
    chunk_floor = min(of_chunk.values(), default=0.0)
    sentence_floor = min((s.similarity for s in sentences.values()), default=0.0)
    return {
        key: (1 - _SENTENCE_SHARE) * of_chunk.get(key, chunk_floor)
        + _SENTENCE_SHARE * (sentences[key].similarity if key in sentences else sentence_floor)
        for key in of_chunk.keys() | sentences.keys()
    }
