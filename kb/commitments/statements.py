"""The statements of a document: every clause that could be a promise, with what it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.model import Document, Piece, PieceKind
from kb.commitments.clauses import Clause, clauses_of
from kb.commitments.features import Context

READ: frozenset[PieceKind] = frozenset({"body", "bullet", "measure", "boxed"})
"""The kinds of pieces in which promises are made: no captions, notes, tables, or words of residents."""

_LEANS = re.compile(r"(?:dit|dat|deze|die|hier\w+|daar\w+|zij|ze|indien|dan)\b", re.IGNORECASE)
_MARK = re.compile(r"^(?:[•➢▪o*–-]|\(?\d{1,2}[.)]|[a-z]\))\s+")


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause of ``piece.text`` in its context.

    ``opening`` is what comes before it in its sentence, empty for the first clause; ``governing`` the line
    above that it belongs to; ``index`` the piece's place in the reading.
    """

    index: int
    piece: Piece
    clause: Clause
    text: str
    context: Context
    opening: str
    governing: str

    @property
    def sentence(self) -> str:
        """The whole sentence that the clause stands in."""
        return self.piece.text[self.clause.sentence_start : self.clause.sentence_end]

    @property
    def leans(self) -> bool:
        """Tell whether the clause points back to the sentence before it."""
        return bool(_LEANS.match(self.text))


def statements_of(document: Document, pieces: Sequence[Piece]) -> tuple[Statement, ...]:
    """Return the statements of ``document`` in reading order."""
    names = own_names(document)
    units = [
        (i, piece, clause)
        for i, piece in enumerate(pieces)
        if piece.kind in READ
        for clause in _clauses(piece)
    ]
    sentences = [piece.text[clause.sentence_start : clause.sentence_end] for _, piece, clause in units]
    found = []
    for position, (index, piece, clause) in enumerate(units):
        context = Context(
            kind=piece.kind,
            lead=piece.lead or "",
            heading=piece.section[-1] if piece.section else "",
            sentence=sentences[position],
            names=names,
            year=document.period_from,
            before=_neighbour(units, sentences, position, -1),
            after=_neighbour(units, sentences, position, 1),
            measure=piece.number is not None,
        )
        text = piece.text[clause.start : clause.end]
        opening = _opening(piece, clause)
        found.append(Statement(index, piece, clause, text, context, opening, piece.lead or ""))
    return tuple(found)


def own_names(document: Document) -> frozenset[str]:
    """Return the names in the document's organisation in lower case: "gemeente Heerlen" gives heerlen."""
    return frozenset(word.strip(",").lower() for word in document.organisation.split() if word[:1].isupper())


def _clauses(piece: Piece) -> Iterator[Clause]:
    for clause in clauses_of(piece.text):
        mark = _MARK.match(piece.text[clause.start : clause.end])
        start = clause.start + (mark.end() if mark else 0)
        whole = clause.start == clause.sentence_start
        if start < clause.end:
            yield Clause(start, clause.end, start if whole else clause.sentence_start, clause.sentence_end)


def _opening(piece: Piece, clause: Clause) -> str:
    """Return what stands before the clause in its own sentence."""
    return piece.text[clause.sentence_start : clause.start].rstrip(" ,;")


def _neighbour(
    units: Sequence[tuple[int, Piece, Clause]], sentences: Sequence[str], position: int, step: int
) -> str:
    """Return the nearest other sentence before or after, empty at the ends of the document."""
    index, _, clause = units[position]
    at = position + step
    while 0 <= at < len(units):
        other_index, _, other = units[at]
        if (other_index, other.sentence_end) != (index, clause.sentence_end):
            return sentences[at]
        at += step
    return ""
