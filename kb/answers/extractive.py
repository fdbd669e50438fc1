"""An answer without a language model: the documents' own sentences, each with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.model import Piece, PieceKind, same_words
from kb.dutch.analysis import Term, analyse

ANSWERING: frozenset[PieceKind] = frozenset({"body", "bullet", "measure", "table", "boxed"})
"""What may answer: a caption, a footnote or a resident's wish may not."""

_SEMANTIC = 0.35
_PART = 0.7


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a sentence answers, on scores in [0, 1], and how many may."""

    answer: float = 0.4
    relative: float = 0.62
    sentences: int = 10
    per_document: int = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A piece that might answer: where it is from and how close it is in meaning, in [0, 1]."""

    version: str
    position: int
    piece: Piece
    closeness: float


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its score in [0, 1]."""

    candidate: Candidate
    score: float


def best_sentences(
    terms: Sequence[Term],
    rarity: Mapping[str, float],
    candidates: Sequence[Candidate],
    thresholds: Thresholds,
) -> list[Scored]:
    """Return the sentences that answer, best first; none when even the best falls short."""
    scored = [Scored(c, _score(c, terms, rarity)) for c in candidates if c.piece.kind in ANSWERING]
    scored.sort(key=lambda s: (-s.score, s.candidate.version, s.candidate.position))
    if not scored or scored[0].score < thresholds.answer:
        return []
    floor = max(thresholds.answer, scored[0].score * thresholds.relative)
    return _spread([s for s in scored if s.score >= floor], thresholds)


def coverage(terms: Sequence[Term], rarity: Mapping[str, float], text: str) -> float:
    """Return the share of the question's words that a text holds, each weighed by its rarity: in [0, 1]."""
    total = sum(rarity[term.lemma] for term in terms)
    if total <= 0.0:
        return 0.0
    held = {part for found in analyse(text) for part in (found.lemma, *found.parts)}
    return sum(rarity[term.lemma] * _held(term, held) for term in terms) / total


def _held(term: Term, held: set[str]) -> float:
    if term.lemma in held:
        return 1.0
    return _PART * sum(part in held for part in term.parts) / len(term.parts) if term.parts else 0.0


def _score(candidate: Candidate, terms: Sequence[Term], rarity: Mapping[str, float]) -> float:
    text = f"{candidate.piece.lead or ''} {candidate.piece.text}"
    return _SEMANTIC * candidate.closeness + (1 - _SEMANTIC) * coverage(terms, rarity, text)


def _spread(scored: Sequence[Scored], thresholds: Thresholds) -> list[Scored]:
    """Keep the best of each document, and of sentences that say the same words only the first."""
    chosen: list[Scored] = []
    words: set[str] = set()
    count: dict[str, int] = {}
    for item in scored:
        key, version = same_words(item.candidate.piece.text).lower(), item.candidate.version
        if key in words or count.get(version, 0) >= thresholds.per_document:
            continue
        words.add(key)
        count[version] = count.get(version, 0) + 1
        chosen.append(item)
    return chosen[: thresholds.sentences]
