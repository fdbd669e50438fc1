"""BM25 on plain tokens: what any search engine does without knowing Dutch. The door of bm25s."""

from __future__ import annotations

import re

from evals.corpus import Corpus
from evals.errors import BaselineMissingError
from evals.model import Hit
from ingest.chunking import make_chunks

_TOKEN = re.compile(r"\w+")


class PlainBM25:
    """Okapi BM25 over the project's own chunks: lower-case words, no stop words, no stemming.

    Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, in the
    variant that bm25s takes by default (Lucene's, k1 = 1.5, b = 0.75).
    """

    name = "bm25"

    def __init__(self, corpus: Corpus) -> None:
        try:
            import bm25s  # type: ignore[import-untyped]  # it ships without type information
        except ImportError as error:
            raise BaselineMissingError(
                "Het pakket bm25s ontbreekt.", "Installeer met: pip install -e '.[eval]'"
            ) from error
        self._hits = [
            Hit(document, chunk.text, chunk.page, chunk.page_end, section=chunk.section)
            for document, reading in sorted(corpus.readings.items())
            for chunk in make_chunks(document, reading.pages, reading.pieces)
        ]
        tokens = [_tokens(hit.text) for hit in self._hits]
        self._known = {token for chunk in tokens for token in chunk}
        self._index = bm25s.BM25()
        self._index.index(tokens, show_progress=False)

    def search(self, question: str, limit: int) -> list[Hit]:
        """Return up to ``limit`` chunks that share a word with the question, best first."""
        tokens = [token for token in _tokens(question) if token in self._known]
        if not tokens:
            return []
        scores = self._index.get_scores(tokens)
        best = sorted(range(len(self._hits)), key=lambda i: (-float(scores[i]), i))[:limit]
        return [self._hits[i] for i in best if scores[i] > 0]


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.lower())
