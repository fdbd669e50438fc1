"""All that is said in a document, promise or not, as what can be linked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.model import Document, Piece, PieceKind
from kb.commitments.clauses import Clause, clauses_of
from kb.model import Commitment

_LINKED: frozenset[PieceKind] = frozenset({"body", "bullet", "measure", "boxed", "quotation"})
_MIN_WORDS = 4
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*\s?%?")


@dataclass(frozen=True, slots=True)
class Mention:
    """A statement with its place; ``commitment`` is the promise that it is, ``numbers`` what it counts."""

    document: Document
    page: int
    text: str
    commitment: Commitment | None
    numbers: frozenset[str]


def mentions_of(
    document: Document, pieces: Sequence[Piece], commitments: Sequence[Commitment]
) -> Iterator[Mention]:
    """Yield the promises as they are quoted, and every other sentence or clause, in reading order."""
    quotes: dict[int, list[Commitment]] = {}
    for commitment in commitments:
        for span in commitment.spans:
            quotes.setdefault(span.page, []).append(commitment)
    given: set[str] = set()
    for piece in pieces:
        if piece.kind not in _LINKED:
            continue
        near = [c for span in piece.spans for c in quotes.get(span.page, ()) if c.quote in piece.text]
        for commitment in dict.fromkeys(near):
            if commitment.id not in given:
                given.add(commitment.id)
                yield _mention(document, piece.page, commitment.quote, commitment)
        for text in _others(piece, [c.quote for c in near]):
            yield _mention(document, piece.page, text, None)


def _others(piece: Piece, quotes: Sequence[str]) -> Iterator[str]:
    """Yield the sentences that hold no promise; of one that does, the clauses that do not."""
    for group in _sentences(clauses_of(piece.text)):
        sentence = piece.text[group[0].sentence_start : group[0].sentence_end]
        held = [quote for quote in quotes if quote in sentence or sentence in quote]
        parts = [sentence] if not held else [piece.text[c.start : c.end] for c in group]
        for part in parts:
            if not any(part in quote or quote in part for quote in held) and len(part.split()) >= _MIN_WORDS:
                yield part


def _sentences(clauses: Sequence[Clause]) -> list[list[Clause]]:
    groups: list[list[Clause]] = []
    for clause in clauses:
        if groups and groups[-1][-1].sentence_end == clause.sentence_end:
            groups[-1].append(clause)
        else:
            groups.append([clause])
    return groups


def _mention(document: Document, page: int, text: str, commitment: Commitment | None) -> Mention:
    place = commitment.page if commitment else page
    return Mention(document, place, text, commitment, frozenset(_NUMBER.findall(text)))
