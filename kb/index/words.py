"""Words and what they mean: how far a chunk says, in words of its own, what a question says.

Every word of the collection has a vector of its own, so that "gratis" in a chunk answers to "voor niks" in a
question without the two ever being written down as synonyms. A chunk's coverage is the share of the
question's words that it holds or comes near, each weighed by how rare it is: soft cardinality of the best
match per word (the idea of Kusner et al., "From Word Embeddings to Document Distances", ICML 2015, relaxed to
one-sided nearest words, weighed by inverse document frequency).

Written once beside the lexical index; read into memory: about 1.5 kB for each different word.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kb.dutch.analysis import Term, analyse
from kb.errors import IndexDamagedError
from kb.index.embedding import Embedder, Vectors
from kb.index.lexical import LexicalRecord

_FLOOR = 0.4
"""Cosine similarity between words from which they begin to count; 1 counts fully."""

_POWER = 1.5
_SAME = 0.6
"""A question's word that stands nowhere is as rare as the words that are at least this close to it."""

_MOST_UNKNOWN = 20_000
_ARRAYS = "meaning.npz"
_LISTS = "meaning.json"


@dataclass(frozen=True, slots=True)
class Near:
    """A question's word and the chunk's word that comes closest, with their similarity in [0, 1]."""

    asked: str
    found: str
    similarity: float


class WordIndex(Protocol):
    """Tells how far chunks cover the words of a question."""

    def coverage(
        self, terms: Sequence[Term], versions: Sequence[str] = (), kinds: Sequence[str] = ()
    ) -> dict[str, float]:
        """Return the coverage in (0, 1] of the chunks that hold anything; empty filters mean no limit."""
        ...

    def nearest_words(self, terms: Sequence[Term], text: str) -> list[Near]:
        """Return for each term the closest word of ``text``, those without any left out."""
        ...

    @property
    def vocabulary(self) -> Mapping[str, int]:
        """The collection's words, lower case, with the number of chunks that hold each."""
        ...


class NoWordIndex:
    """The fake: covers nothing and knows no words."""

    vocabulary: Mapping[str, int] = {}

    def coverage(
        self,
        terms: Sequence[Term],  # noqa: ARG002 - the signature is the protocol's
        versions: Sequence[str] = (),  # noqa: ARG002
        kinds: Sequence[str] = (),  # noqa: ARG002
    ) -> dict[str, float]:
        """Return nothing."""
        return {}

    def nearest_words(self, terms: Sequence[Term], text: str) -> list[Near]:  # noqa: ARG002
        """Return nothing."""
        return []


@dataclass(frozen=True, slots=True)
class _Data:
    vectors: Vectors
    """One row for each different meaning."""

    starts: NDArray[np.int64]
    meanings: NDArray[np.int64]
    """The meanings of chunk i are ``meanings[starts[i]:starts[i + 1]]``; every chunk has at least one."""

    rarity: NDArray[np.float64]
    holders: NDArray[np.int64]
    chunks: tuple[str, ...]
    versions: NDArray[np.str_]
    kinds: tuple[frozenset[str], ...]
    by_word: Mapping[str, int]
    counts: Mapping[str, int]


class SavedWordIndex:
    """The words of one generation of the index, in memory."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._data = _load(folder)
        self._embedder = embedder
        self._unknown: dict[str, Vectors] = {}
        self._closeness = lru_cache(maxsize=2_000)(self._to_all)

    @property
    def vocabulary(self) -> Mapping[str, int]:
        """The collection's words, lower case, with the number of chunks that hold each."""
        return self._data.counts

    def coverage(
        self, terms: Sequence[Term], versions: Sequence[str] = (), kinds: Sequence[str] = ()
    ) -> dict[str, float]:
        """Return the coverage in (0, 1] of the chunks that hold anything; empty filters mean no limit."""
        data = self._data
        words = tuple(dict.fromkeys(key_of(term) for term in terms))
        if not words or not data.chunks:
            return {}
        self._embed_unknown(words)
        total = np.zeros(len(data.chunks))
        weight = 0.0
        for word in words:
            closeness, rarity = self._closeness(word)
            total += rarity * np.maximum.reduceat(closeness[data.meanings], data.starts[:-1])
            weight += rarity
        shares = total / max(weight, 1e-9)
        return {
            data.chunks[index]: float(shares[index])
            for index in np.flatnonzero(shares > 0.0)
            if (not versions or data.versions[index] in versions)
            and (not kinds or not data.kinds[index].isdisjoint(kinds))
        }

    def nearest_words(self, terms: Sequence[Term], text: str) -> list[Near]:
        """Return for each term the closest word of ``text``, those without any left out."""
        held = {key_of(term): term.surface for term in analyse(text)}
        rows = {word: self._data.by_word[word] for word in held if word in self._data.by_word}
        found = []
        for term in dict.fromkeys(terms):
            closeness, _ = self._closeness(key_of(term))
            best = max(rows, key=lambda word: (closeness[rows[word]], word), default=None)
            if best is not None and closeness[rows[best]] > 0.0:
                near = _FLOOR + (1 - _FLOOR) * float(closeness[rows[best]]) ** (1 / _POWER)
                found.append(Near(term.surface, held[best], round(near, 3)))
        return found

    def _to_all(self, word: str) -> tuple[NDArray[np.float64], float]:
        """Return how close a word is to every meaning, in [0, 1], and how rare it is."""
        data = self._data
        known = data.by_word.get(word)
        if word[0].isdigit():
            closeness = np.zeros(len(data.vectors))  # one number is not a bit like another
        else:
            similarity = data.vectors @ self._vector(word)
            closeness = np.clip((similarity - _FLOOR) / (1 - _FLOOR), 0.0, 1.0).astype(np.float64) ** _POWER
        if known is not None:
            closeness[known] = 1.0
            return closeness, float(data.rarity[known])
        alike = closeness >= ((_SAME - _FLOOR) / (1 - _FLOOR)) ** _POWER
        return closeness, _rarity(len(data.chunks), int(data.holders[alike].sum()))

    def _vector(self, word: str) -> Vectors:
        known = self._data.by_word.get(word)
        if known is not None:
            vector: Vectors = self._data.vectors[known]
            return vector
        embedded = self._unknown.get(word)
        return self._embedder.embed_question(word) if embedded is None else embedded

    def _embed_unknown(self, words: Sequence[str]) -> None:
        """Embed what the collection does not hold in one go: a call of the encoder costs more than a word."""
        if len(self._unknown) > _MOST_UNKNOWN:
            self._unknown = {}
        missing = [w for w in words if w not in self._data.by_word and w not in self._unknown]
        missing = [word for word in missing if not word[0].isdigit()]
        if missing:
            self._unknown |= dict(zip(missing, self._embedder.embed_questions(missing), strict=True))


def key_of(term: Term) -> str:
    """Return the word under which a term is compared: lower case as written, a number in its one form."""
    return term.lemma if term.surface[0].isdigit() else term.surface.lower()


def write_words(folder: Path, records: Sequence[LexicalRecord], embedder: Embedder) -> None:
    """Write the words of these records, each with its vector, into ``folder``."""
    held = [(record, Counter(key_of(term) for term in analyse(record.text))) for record in records]
    filled = [(record, words) for record, words in held if words]
    counts = Counter(word for _, words in filled for word in words)
    surfaces = sorted(counts)
    vectors, by_surface = _meanings(surfaces, embedder)
    row = dict(zip(surfaces, by_surface, strict=True))
    rows = [sorted({row[word] for word in words}) for _, words in filled]
    np.savez(
        folder / _ARRAYS,
        vectors=vectors,
        starts=np.cumsum([0, *(len(r) for r in rows)], dtype=np.int64),
        meanings=np.array([meaning for r in rows for meaning in r], dtype=np.int64),
        by_surface=np.array(by_surface, dtype=np.int64),
    )
    lists = {
        "words": surfaces,
        "counts": [counts[word] for word in surfaces],
        "chunks": [record.chunk for record, _ in filled],
        "versions": [record.version for record, _ in filled],
        "kinds": [list(record.kinds) for record, _ in filled],
    }
    (folder / _LISTS).write_text(json.dumps(lists, ensure_ascii=False), encoding="utf-8")


def _meanings(words: Sequence[str], embedder: Embedder) -> tuple[Vectors, list[int]]:
    """Return the different vectors of the words, and each word's row. A number is a row of zeros alone."""
    vectors = embedder.embed_passages(list(words))
    rows: dict[bytes, int] = {}
    by_word = []
    for word, vector in zip(words, vectors, strict=True):
        key = word.encode() if word[0].isdigit() else vector.tobytes()
        by_word.append(rows.setdefault(key, len(rows)))
    kept = np.zeros((len(rows), vectors.shape[1]), dtype=np.float32)
    for word, vector, row in zip(words, vectors, by_word, strict=True):
        if not word[0].isdigit():
            kept[row] = vector
    return kept, by_word


def _load(folder: Path) -> _Data:
    try:
        lists = json.loads((folder / _LISTS).read_text(encoding="utf-8"))
        with np.load(folder / _ARRAYS) as arrays:
            vectors, starts = arrays["vectors"], arrays["starts"]
            meanings, by_surface = arrays["meanings"], arrays["by_surface"]
    except (OSError, ValueError, KeyError) as error:
        raise IndexDamagedError(
            f"De woorden van de index kunnen niet worden gelezen: {error}", "Draai 'woordhouder sync'."
        ) from error
    holders = np.bincount(meanings, minlength=len(vectors))
    total = len(lists["chunks"])
    return _Data(
        vectors=vectors,
        starts=starts,
        meanings=meanings,
        rarity=np.log(1 + (total - holders + 0.5) / (holders + 0.5)),
        holders=holders,
        chunks=tuple(lists["chunks"]),
        versions=np.array(lists["versions"]),
        kinds=tuple(frozenset(kinds) for kinds in lists["kinds"]),
        by_word=dict(zip(lists["words"], by_surface.tolist(), strict=True)),
        counts=dict(zip(lists["words"], lists["counts"], strict=True)),
    )


def _rarity(total: int, holders: int) -> float:
    holders = min(holders, total)
    return math.log(1 + (total - holders + 0.5) / (holders + 0.5))
