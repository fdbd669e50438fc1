"""Promises out of the pieces of a document, each with its fields. No language model, no network.

The steps: the pieces are cut into statements (:mod:`statements`), each is scored (:mod:`detect`), what
is taken gets its actor, amounts, deadline, topics, kind and strength, and exact repeats become one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.model import Document, Page, Piece, Span, same_words
from kb.commitments.actors import Voices, actor_of, voices_of
from kb.commitments.deadlines import Era, deadline_in, era_of
from kb.commitments.detect import Weights, score_of, shipped_weights
from kb.commitments.places import spans_of
from kb.commitments.quantities import quantities_of
from kb.commitments.statements import Statement, statements_of
from kb.commitments.strength import judge
from kb.commitments.topics import topics_of
from kb.model import Commitment, Deadline, Place, Quantity

_ID_LENGTH = 10
_TRAILING = " ;,"
_HEAD = 1


@dataclass(frozen=True, slots=True)
class _Taken:
    """A stretch of a piece that is quoted as one promise, and the statement that made it one."""

    statement: Statement
    start: int
    end: int
    score: float


def extract(
    document: Document, pages: Sequence[Page], pieces: Sequence[Piece], weights: Weights | None = None
) -> tuple[Commitment, ...]:
    """Return the promises in ``pieces`` in reading order; the same input gives the same output.

    ``pages`` are the document's pages from 1 on. A promise that stands in several places word for word is
    one Commitment, at its first place, with the others in ``also``.
    """
    voices = voices_of(document, pieces)
    era = era_of(document, pieces)
    taken = _take(statements_of(document, pieces), weights or shipped_weights())
    return _merged(_commitment(document, pages, item, voices, era) for item in taken)


def _take(statements: Sequence[Statement], weights: Weights) -> list[_Taken]:
    """Choose the stretches to quote: clauses apart where several promise, else the whole sentence."""
    taken: list[_Taken] = []
    for group in _by_sentence(statements):
        scores = [score_of(statement, weights) for statement in group]
        chosen = [(s, value) for s, value in zip(group, scores, strict=True) if value >= weights.threshold]
        if len(chosen) == 1 and len(group) > 1 and _is_most(chosen[0][0]):
            statement, value = chosen[0]
            taken.append(
                _Taken(statement, statement.clause.sentence_start, statement.clause.sentence_end, value)
            )
        else:
            taken.extend(_Taken(s, s.clause.start, s.clause.end, value) for s, value in chosen)
    return taken


def _by_sentence(statements: Sequence[Statement]) -> list[list[Statement]]:
    groups: list[list[Statement]] = []
    for statement in statements:
        last = groups[-1][-1] if groups else None
        if last and (last.index, last.clause.sentence_end) == (
            statement.index,
            statement.clause.sentence_end,
        ):
            groups[-1].append(statement)
        else:
            groups.append([statement])
    return groups


def _is_most(statement: Statement) -> bool:
    """Tell whether a clause is so much of its sentence that the sentence had better be quoted whole."""
    return len(statement.text) * 2 > len(statement.sentence)


def _commitment(
    document: Document, pages: Sequence[Page], taken: _Taken, voices: Voices, era: Era
) -> Commitment:
    statement, piece = taken.statement, taken.statement.piece
    quote = piece.text[taken.start : taken.end].rstrip(_TRAILING)
    spans = spans_of(piece, taken.start, taken.start + len(quote), pages)
    lead = _lead(taken)
    deadline = _deadline(quote, taken, era)
    quantities = _not_timed(quantities_of(quote), deadline)
    section = piece.section[-1] if piece.section else ""
    judged = judge(
        quote,
        lead or "",
        dated=deadline is not None,
        counted=bool(quantities),
        total=_is_total(quantities, deadline),
        standing=any(_PACE.match(quantity.unit) for quantity in quantities),
    )
    return Commitment(
        id=_id(document.id, quote),
        document=document.id,
        title=document.title,
        page=spans[0].page,
        page_label=pages[spans[0].page - 1].label,
        section=piece.section,
        lead=lead,
        quote=quote,
        spans=spans,
        kind=judged.kind,
        strength=judged.strength,
        strength_reason=judged.reason,
        actor=_actor(quote, statement, section, voices),
        topics=topics_of(quote, lead or "", " ".join(piece.section[-2:])),
        quantities=quantities,
        deadline=deadline,
        score=round(taken.score, 4),
    )


def _lead(taken: _Taken) -> str | None:
    """What a quote needs: the beginning of its sentence, the line above it, or the sentence before."""
    statement = taken.statement
    if taken.start > statement.clause.sentence_start:
        return statement.opening or None
    if statement.governing:
        return statement.governing
    return statement.context.before or None if statement.leans else None


def _deadline(quote: str, taken: _Taken, era: Era) -> Deadline | None:
    """A deadline stands in the quote, in what governs it grammatically, or is all that its heading says.

    Never in the sentence before: that tells of something else.
    """
    headline = taken.statement.piece.kind != "body"
    row = taken.statement.piece.kind == "table"
    found = deadline_in(quote, era, headline=headline, row=row)
    if found or taken.statement.leans:
        return found
    governing = [taken.statement.governing]
    if taken.start > taken.statement.clause.sentence_start:
        governing.insert(0, taken.statement.opening)
    for line in governing:
        found = deadline_in(line, era, headline=True) if _governs_time(line, taken) else None
        if found and _is_said_of_all(line, found):
            return found
    return _of_heading(taken.statement.piece.section, era)


_NO_TOTAL = re.compile(r"EUR|jaar|maand|week|weken|dag|uur|keer|km/u")

_PACE = re.compile(r"keer per|(?:dag|week|weken|werkdag|uur|uren|maand)", re.IGNORECASE)


def _is_total(quantities: Iterable[Quantity], deadline: Deadline | None) -> bool:
    """Tell whether a number of things is to be there by a last day: no money, pace or length of time."""
    things = any(not _NO_TOTAL.search(quantity.unit) for quantity in quantities)
    return things and deadline is not None and deadline.latest is not None


def _is_said_of_all(line: str, found: Deadline) -> bool:
    """Tell whether a time stands at the head of a line ("Eind 2025 is bereikt:"), or is a calendar's own.

    "We noemen voor deze periode de volgende uitgangspunten:" says when they are named, no more.
    """
    before = line[: line.find(found.text)].split()
    if len(before) <= _HEAD or before[-1].lower() == "om":
        return True
    return line.rstrip().endswith(":") and any(letter.isdigit() for letter in found.text)


_PLANNING = frozenset(
    """planning resultaten resultaat doelen doelstellingen mijlpalen acties actiepunten activiteiten
    maatregelen werkzaamheden projecten wat doen gaan we wij fase stap jaar jaarschijf korte middellange
    lange termijn de het in voor en onze bereikt is hebben te realiseren daarvoor hiervoor
    dit ervoor uitvoering realisatie oplevering""".split()
)


def _of_heading(section: Sequence[str], era: Era) -> Deadline | None:
    """Return the time of a heading that says little else: "Planning 2025", "Wat doen we in 2026?"."""
    heading = section[-1] if section else ""
    found = deadline_in(heading, era, headline=True)
    if found is None or ((found.earliest, found.latest) == era.term and era.first != era.last):
        return None  # the years of the document itself are no deadline
    rest = re.findall(r"[^\W\d_]+", heading.replace(found.text, " ").lower())
    return found if all(word in _PLANNING for word in rest) else None


def _not_timed(quantities: Iterable[Quantity], deadline: Deadline | None) -> tuple[Quantity, ...]:
    """Leave out the length of time that is the deadline itself: "binnen twee weken"."""
    words = deadline.text.lower() if deadline else ""
    return tuple(quantity for quantity in quantities if quantity.text.lower() not in words)


def _governs_time(line: str, taken: _Taken) -> bool:
    """Tell whether a line gives its time to the clause: as its announcement or the same sentence's beginning.

    A bullet does not give its own time to the bullets below it.
    """
    return bool(line) and (line == taken.statement.opening or line.rstrip().endswith(":"))


def _actor(quote: str, statement: Statement, section: str, voices: Voices) -> str | None:
    """Who binds himself; a clause without a subject of its own shares that of its sentence."""
    own = quote if not statement.opening or quote == statement.sentence else None
    if own is None:
        alone = actor_of(quote, voices, ())
        return alone if alone != voices.nobody else actor_of(statement.sentence, voices, ())
    return actor_of(own, voices, (statement.governing, section))


def _id(document: str, quote: str) -> str:
    words = f"{document}|{same_words(quote).lower()}"
    return "c-" + hashlib.sha256(words.encode()).hexdigest()[:_ID_LENGTH]


def _merged(commitments: Iterable[Commitment]) -> tuple[Commitment, ...]:
    """Make exact repeats one; the same words with another deadline above them stay apart."""
    kept: dict[tuple[str, object], Commitment] = {}
    seen: dict[str, int] = {}
    for commitment in commitments:
        key = (commitment.id, _days(commitment.deadline))
        first = kept.get(key)
        if first is None:
            seen[commitment.id] = seen.get(commitment.id, 0) + 1
            number = seen[commitment.id]
            name = commitment.id if number == 1 else f"{commitment.id}-{number}"
            kept[key] = replace(commitment, id=name)
        elif not _overlap(first.spans, commitment.spans):
            place = Place(commitment.document, commitment.page, commitment.section)
            kept[key] = replace(first, also=(*first.also, place))
    return tuple(kept.values())


def _days(deadline: Deadline | None) -> object:
    return (deadline.earliest, deadline.latest) if deadline else None


def _overlap(one: Sequence[Span], two: Sequence[Span]) -> bool:
    return any(a.page == b.page and a.start < b.end and b.start < a.end for a in one for b in two)
