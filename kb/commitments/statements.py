"""The statements of a document: every clause that could be a promise, with what it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.model import Document, Piece, PieceKind
from kb.commitments.clauses import Clause, clauses_of
from kb.commitments.cues import wordings
from kb.commitments.features import Context

READ: frozenset[PieceKind] = frozenset({"body", "bullet", "measure", "boxed"})
"""The kinds of pieces in which promises are made: no captions, notes, or words of residents.

Of the tables only lists of promises are read: their header names promises, and who keeps them or when.
"""

_PROMISES = re.compile(
    r"\b(?:toezegging(?:en)?|acties?|actiepunt(?:en)?|afspra(?:ak|ken)|maatregel(?:en)?)\b", re.IGNORECASE
)
_WHO_OR_WHEN = re.compile(
    r"\b(?:wie|wanneer|gereed|klaar|planning|termijn|deadline|afdoening|uiterlijk|datum|trekker|actiehouder|eigenaar|"
    r"portefeuillehouder|verantwoordelijke?)\b", re.IGNORECASE)  # fmt: skip
_HEADER_WORDS = 12
_ROW_MARK = re.compile(r"^(?:[A-Z]{1,3}[-.]?)?\d{1,4}[.)]?\s+(?=\D|\d{1,2}-)")
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
    def reported(self) -> bool:
        """Tell whether it stands in a report of what residents and others said."""
        return any(cue.search(heading) for heading in self.piece.section for _, cue in wordings("report"))

    @property
    def leans(self) -> bool:
        """Tell whether the clause points back to the sentence before it."""
        return bool(_LEANS.match(self.text))


def statements_of(document: Document, pieces: Sequence[Piece]) -> tuple[Statement, ...]:
    """Return the statements of ``document`` in reading order."""
    names = own_names(document)
    rows = _listed_rows(pieces)
    units = [
        (i, piece, clause)
        for i, piece in enumerate(pieces)
        if piece.kind in READ or i in rows
        for clause in ((_row(piece),) if i in rows else _clauses(piece))
    ]
    sentences = [piece.text[clause.sentence_start : clause.sentence_end] for _, piece, clause in units]
    found = []
    for position, (index, piece, clause) in enumerate(units):
        context = Context(
            kind="bullet" if index in rows else piece.kind,
            lead=rows.get(index, piece.lead or ""),
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
        found.append(Statement(index, piece, clause, text, context, opening, context.lead))
    return tuple(found)


def own_names(document: Document) -> frozenset[str]:
    """Return the names in the document's organisation in lower case: "gemeente Heerlen" gives heerlen."""
    return frozenset(word.strip(",").lower() for word in document.organisation.split() if word[:1].isupper())


def _listed_rows(pieces: Sequence[Piece]) -> dict[int, str]:
    """Return the rows of lists of promises, each with the header that makes it one."""
    rows: dict[int, str] = {}
    header = ""
    for index, piece in enumerate(pieces):
        if piece.kind != "table":
            header = ""
            continue
        if piece.header and _is_list(piece.header):
            rows[index] = piece.header
        elif header:
            rows[index] = header
        elif _is_list(piece.text):
            header = piece.text
    return rows


def _is_list(header: str) -> bool:
    """Tell whether the header of a table is that of a list of promises: "Actie Wie Wanneer"."""
    return not any(char.isdigit() for char in header) and bool(
        _PROMISES.search(header) and _WHO_OR_WHEN.search(header) and len(header.split()) <= _HEADER_WORDS
    )


def _row(piece: Piece) -> Clause:
    """A row of a list is one statement, without its number."""
    mark = _ROW_MARK.match(piece.text)
    start = mark.end() if mark else 0
    return Clause(start, len(piece.text), start, len(piece.text))


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
