"""Statements about the same subject, brought together across documents, and how they relate.

Three ways lead to a link. A *pair*: two statements that share most of what is rare in them, one of them a
promise; their fields (amount, deadline, strength) say whether the later one sharpens, weakens, fulfils or
contradicts the earlier. A *subject*: a name or a rare compound that stands in several documents, with all
that is said about it. A *table*: rows with the same label and other amounts. No language model is asked; a
measure of similarity can be injected.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.model import Document, Piece, same_words
from kb.commitments.mentions import Mention, mentions_of
from kb.commitments.relations import relate
from kb.commitments.subjects import Lexicon, group_subjects
from kb.commitments.topics import topics_of
from kb.model import Commitment, Link, LinkMember, Relation

Similar = Callable[[Sequence[str]], NDArray[np.float32]]
"""Gives for n texts an n by n array of similarities in [-1, 1], such as cosines of an encoder's vectors."""

_ID_LENGTH = 8
_PAIR, _PAIR_BY_TWO, _CLOSE, _TWIN = 0.30, 0.20, 0.45, 0.62
_SEMANTIC_WEIGHT = 0.25
_MANY = 250
_AMOUNT = re.compile(r"€?\s?\d{1,3}(?:\.\d{3})+|€\s?\d+")
_LABEL = re.compile(r"^[^\d€]{4,60}")


@dataclass(frozen=True, slots=True)
class Source:
    """A document with its pieces and the promises found in them."""

    document: Document
    pieces: tuple[Piece, ...]
    commitments: tuple[Commitment, ...]


def link(sources: Sequence[Source], similar: Similar | None = None) -> tuple[Link, ...]:
    """Return the links between the statements of ``sources``, pairs first; deterministic.

    ``similar`` weighs in on pairs that already share rare words; without it the words alone decide.
    """
    ordered = sorted(sources, key=lambda source: _time(source.document))
    mentions = [mention for source in ordered for mention in mentions_of(*_parts(source))]
    lexicon = Lexicon(mentions)
    links = [*_pairs(mentions, lexicon, similar), *_tables(ordered), *_subjects(mentions, lexicon)]
    unique: dict[str, Link] = {}
    for item in links:
        unique.setdefault(item.id, item)
    return tuple(unique.values())


def _parts(source: Source) -> tuple[Document, tuple[Piece, ...], tuple[Commitment, ...]]:
    return source.document, source.pieces, source.commitments


def _time(document: Document) -> tuple[int, str]:
    """Older documents first, by the start of their period or else its end; unknown ones last."""
    return document.period_from or document.period_to or 9999, document.id


def _pairs(mentions: Sequence[Mention], lexicon: Lexicon, similar: Similar | None) -> list[Link]:
    """Return a link for each pair that is the nearest of each other's document, best first."""
    found: dict[tuple[int, int], float] = {}
    for first in range(len(mentions)):
        for second, closeness in _nearest(first, mentions, lexicon).items():
            found[min(first, second), max(first, second)] = closeness
    if similar is not None:
        found = _weighed(found, mentions, similar)
    ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    links = []
    for (first, second), closeness in ranked:
        one, two = mentions[first], mentions[second]
        relation, explanation = relate(one, two, closeness)
        if one.document.id == two.document.id and relation != "conflict":
            continue
        subject = lexicon.subject(first, second)
        links.append(_link(subject, relation, explanation, (one, two)))
    return links


def _nearest(first: int, mentions: Sequence[Mention], lexicon: Lexicon) -> dict[int, float]:
    """Return the nearest statement in each other document, and near twins in the same one."""
    one = mentions[first]
    best: dict[str, tuple[float, int]] = {}
    twins: dict[int, float] = {}
    for second, closeness in lexicon.near(first, _MANY):
        two = mentions[second]
        if one.commitment is None and two.commitment is None:
            continue
        if two.document.id == one.document.id:
            if closeness >= _TWIN and one.numbers != two.numbers and one.numbers and two.numbers:
                twins[second] = closeness
        elif _is_pair(first, second, closeness, mentions, lexicon):
            best[two.document.id] = max(best.get(two.document.id, (0.0, -1)), (closeness, second))
    return twins | {second: closeness for closeness, second in best.values()}


def _is_pair(
    first: int, second: int, closeness: float, mentions: Sequence[Mention], lexicon: Lexicon
) -> bool:
    """Tell whether two statements are close enough, and by words that are a subject."""
    shared = lexicon.subjects[first] & lexicon.subjects[second]
    if not shared or closeness < (_PAIR if len(shared) == 1 else _PAIR_BY_TWO):
        return False
    topics = set(topics_of(mentions[first].text)) & set(topics_of(mentions[second].text))
    return bool(topics) or closeness >= _CLOSE


def _weighed(
    found: dict[tuple[int, int], float], mentions: Sequence[Mention], similar: Similar
) -> dict[tuple[int, int], float]:
    """Weigh the meaning in; what falls below the threshold by it is left out."""
    if not found:
        return found
    used = sorted({index for pair in found for index in pair})
    matrix = similar([mentions[index].text for index in used])
    at = {index: position for position, index in enumerate(used)}
    weighed = {}
    for (first, second), closeness in found.items():
        meaning = float(matrix[at[first], at[second]])
        value = (1 - _SEMANTIC_WEIGHT) * closeness + _SEMANTIC_WEIGHT * meaning
        if value >= _PAIR_BY_TWO:
            weighed[first, second] = value
    return weighed


def _subjects(mentions: Sequence[Mention], lexicon: Lexicon) -> list[Link]:
    """Return a link for each subject, with all that is said about it in two documents or more."""
    links = []
    for subject, group in group_subjects(mentions, lexicon):
        members = [mentions[index] for index in group]
        names = list(dict.fromkeys(member.document.title for member in members))
        explanation = f"{len(members)} passages in {len(names)} documenten gaan over {subject}."
        links.append(_link(subject, "related", explanation, members))
    return links


def _tables(sources: Sequence[Source]) -> list[Link]:
    """Return a link for rows with the same label in different tables of one document whose amounts differ."""
    links = []
    for source in sources:
        rows: dict[str, list[tuple[Piece, tuple[str, ...]]]] = {}
        for piece in source.pieces:
            label, amounts = _label(piece.text), tuple(a.strip() for a in _AMOUNT.findall(piece.text))
            if piece.kind == "table" and label and amounts:
                rows.setdefault(label, []).append((piece, amounts))
        for label, items in rows.items():
            apart = [items[0], *(item for item in items[1:] if item[0].page != items[0][0].page)]
            if len(apart) > 1 and any(not set(amounts) <= set(apart[0][1]) for _, amounts in apart[1:]):
                links.append(_table_link(source.document, label, [piece for piece, _ in apart]))
    return links


def _label(text: str) -> str:
    found = _LABEL.match(text)
    return re.sub(r"[*\s:]+$", "", found.group()).strip() if found else ""


def _table_link(document: Document, label: str, pieces: Sequence[Piece]) -> Link:
    members = tuple(LinkMember(document.id, piece.page, piece.text) for piece in pieces)
    explanation = f"De regel “{label}” staat in meer dan één tabel, met andere bedragen."
    return Link(_id(members), label, "conflict", explanation, members)


def _link(subject: str, relation: Relation, explanation: str, mentions: Sequence[Mention]) -> Link:
    members = tuple(
        LinkMember(m.document.id, m.page, m.text, m.commitment.id if m.commitment else None) for m in mentions
    )
    return Link(_id(members), subject, relation, explanation, members)


def _id(members: Sequence[LinkMember]) -> str:
    words = "|".join(f"{m.document}:{same_words(m.quote).lower()}" for m in members)
    return "l-" + hashlib.sha256(words.encode()).hexdigest()[:_ID_LENGTH]
