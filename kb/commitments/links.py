"""Statements about the same subject, brought together across documents, and how they relate.

All statements that share a name, a number or a noun are compared; :mod:`kb.commitments.closeness` says how
sure it is that two are about the same thing. What is close becomes a *group*; two that are each other's
nearest become a *pair*, and their fields (amount, deadline, strength) say whether the later one sharpens,
weakens, fulfils or contradicts the earlier. *Tables* are checked by adding up. No language model is asked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ingest.model import Document, Piece, same_words
from kb.commitments.closeness import Closeness, Embed, Matrix
from kb.commitments.groups import clusters, without_repeats
from kb.commitments.mentions import Mention, mentions_of
from kb.commitments.relations import is_halted, relate, told
from kb.commitments.subjects import Lexicon, SubjectGroup, subject_groups
from kb.commitments.tables import conflicts_of
from kb.model import Commitment, Link, LinkMember, Relation

Pairs = Mapping[tuple[int, int], float]

_ID_LENGTH = 8
_LEAST, _HALTED, _SURE = 0.3, 0.45, 0.8
"""How sure a pair must be to be looked at, as a promise and what was halted, and to be linked."""

_MEETS = 0.5
"""How sure a group's surest pair of two documents must be."""

_TWIN, _COPY = 0.5, 0.9
"""Cosines of words between which two statements of one document say nearly the same."""

_TELLING = ((10, 0.2), (30, 0.3), (100, 0.4))
"""How close statements must be on average that share a word which tells their subject, by their number."""

_BINDING, _DOUBT = 0.7, 0.15
"""How close they must be that share any other noun, and how much less sure a pair is that shares no more."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document with its pieces and the promises found in them."""

    document: Document
    pieces: tuple[Piece, ...]
    commitments: tuple[Commitment, ...]


def link(sources: Sequence[Source], embed: Embed | None = None) -> tuple[Link, ...]:
    """Return the links between the statements of ``sources``, pairs first; deterministic.

    ``embed`` lets the meaning weigh in; without it the words alone decide.
    """
    mentions = statements(sources)
    if not mentions:
        return tuple(_tables(sources))
    lexicon = Lexicon(mentions)
    closeness = Closeness(mentions, lexicon, embed)
    pairs, groups = _compared(mentions, lexicon, closeness)
    maker = _Maker(mentions, lexicon, closeness)
    links = [*maker.pairs(_nearest(pairs, mentions, lexicon)), *_tables(sources), *maker.groups(groups)]
    unique: dict[str, Link] = {}
    for item in links:
        unique.setdefault(item.id, item)
    return tuple(unique.values())


def statements(sources: Sequence[Source]) -> tuple[Mention, ...]:
    """Return all that the documents say, the oldest document first."""
    ordered = sorted(sources, key=lambda source: _time(source.document))
    return tuple(
        mention
        for source in ordered
        for mention in mentions_of(source.document, source.pieces, source.commitments)
    )


def _time(document: Document) -> tuple[int, str]:
    """Older documents first, by the start of their period or else its end; unknown ones last."""
    return document.period_from or document.period_to or 9999, document.id


def _compared(
    mentions: Sequence[Mention], lexicon: Lexicon, closeness: Closeness
) -> tuple[Pairs, list[tuple[str, list[int]]]]:
    """Compare the statements that share something: return the pairs that may be linked, and the groups."""
    pairs: dict[tuple[int, int], float] = {}
    groups: list[tuple[str, list[int]]] = []
    for found in subject_groups(mentions, lexicon):
        members = found.members
        sure = closeness.between(members)
        doubt = 0.0 if found.telling else _DOUBT
        for row, column in zip(*(sure > _LEAST + doubt).nonzero(), strict=True):
            if row < column:
                pair = members[row], members[column]
                pairs[pair] = max(pairs.get(pair, 0.0), float(sure[row, column]) - doubt)
        at = {member: position for position, member in enumerate(members)}
        for group in clusters(members, sure, _least(found)):
            if _across(group, mentions, sure[np.ix_(*[[at[index] for index in group]] * 2)]):
                groups.append((found.subject, group))
    return pairs, without_repeats(groups)


def _across(group: Sequence[int], mentions: Sequence[Mention], sure: Matrix) -> bool:
    """Tell whether a group brings documents together by two statements, at least, that are surely alike."""
    documents = np.array([mentions[index].document.id for index in group])
    apart = documents[:, None] != documents[None, :]
    return bool((sure[apart] >= _MEETS).any())


def _least(found: SubjectGroup) -> float:
    if not found.telling:
        return _BINDING
    return next((least for most, least in _TELLING if len(found.members) <= most), _BINDING)


def _nearest(pairs: Pairs, mentions: Sequence[Mention], lexicon: Lexicon) -> list[tuple[int, int]]:
    """Return the pairs to be told apart from their groups, the surest first.

    They are each other's nearest in two documents; a promise and what was halted; or near twins within
    one document.
    """
    ranked = sorted(pairs, key=lambda pair: (-pairs[pair], pair))
    best: dict[tuple[int, str], tuple[int, int]] = {}
    halted: dict[int, tuple[int, int]] = {}
    for pair in ranked:
        for own, other in (pair, pair[::-1]):
            best.setdefault((own, mentions[other].document.id), pair)
            if is_halted(mentions[own]) and mentions[other].commitment and pairs[pair] >= _HALTED:
                halted.setdefault(own, pair)
    chosen = []
    for one, two in ranked:
        first, second = mentions[one], mentions[two]
        if (one, two) in halted.values():
            chosen.append((one, two))
        elif first.document.id == second.document.id:
            if _is_twin(first, second, lexicon.alike(one, two)):
                chosen.append((one, two))
        elif pairs[one, two] >= _SURE and (
            best[one, second.document.id] == best[two, first.document.id] == (one, two)
        ):
            chosen.append((one, two))
    return chosen


def _is_twin(one: Mention, two: Mention, words: float) -> bool:
    """Tell whether two statements of one document promise nearly the same, or it with another number."""
    if one.page == two.page or not (one.commitment or two.commitment) or words < _TWIN:
        return False
    return words < _COPY or one.numbers != two.numbers


class _Maker:
    """Makes links of statements that were found to belong together."""

    def __init__(self, mentions: Sequence[Mention], lexicon: Lexicon, closeness: Closeness) -> None:
        self._mentions = mentions
        self._lexicon = lexicon
        self._closeness = closeness

    def pairs(self, pairs: Sequence[tuple[int, int]]) -> list[Link]:
        """Return a link for each pair, with what its fields say."""
        found = []
        for pair in pairs:
            one, two = (self._mentions[index] for index in pair)
            relation, explanation = relate(one, two, self._lexicon.alike(*pair))
            found.append(self._link(self._lexicon.subject(pair), relation, explanation, pair))
        return found

    def groups(self, groups: Sequence[tuple[str, list[int]]]) -> list[Link]:
        """Return a link for each group; one of two is a pair."""
        found = []
        for key, group in groups:
            subject = self._lexicon.subject(group, key)
            if len(group) == 2:
                one, two = (self._mentions[index] for index in group)
                relation, explanation = relate(one, two, self._lexicon.alike(*group))
                found.append(self._link(subject, relation, explanation, group))
            else:
                explanation = told([self._mentions[index] for index in group], subject)
                found.append(self._link(subject, "related", explanation, group))
        return found

    def _link(self, subject: str, relation: Relation, explanation: str, group: Sequence[int]) -> Link:
        members = []
        for index, quote in zip(group, self._closeness.quotes(group), strict=True):
            mention = self._mentions[index]
            promise = mention.commitment.id if mention.commitment else None
            members.append(LinkMember(mention.document.id, mention.page_of(quote), quote, promise))
        return Link(_id(members), subject, relation, explanation, tuple(members))


def _tables(sources: Sequence[Source]) -> list[Link]:
    return [
        Link(_id(found.members), found.subject, "conflict", found.explanation, found.members)
        for source in sorted(sources, key=lambda source: _time(source.document))
        for found in conflicts_of(source.document, source.pieces)
    ]


def _id(members: Sequence[LinkMember]) -> str:
    words = "|".join(f"{m.document}:{same_words(m.quote).lower()}" for m in members)
    return "l-" + hashlib.sha256(words.encode()).hexdigest()[:_ID_LENGTH]
