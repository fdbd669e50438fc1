"""Which commitments a person asked for, and whether one is overdue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from kb.dutch.analysis import Term, analyse, fold
from kb.model import Commitment
from kb.register.model import RUNNING, Presence, Registered, RegisterFilters, RegisterStatus


def is_overdue(commitment: Commitment, status: RegisterStatus, presence: Presence, today: date) -> bool:
    """Tell whether the last day has passed and it is still to be done. An open end is never overdue."""
    if commitment.deadline is None or commitment.deadline.latest is None:
        return False
    return commitment.deadline.latest < today and status in RUNNING and presence != "vanished"


def select(registered: Iterable[Registered], filters: RegisterFilters) -> list[Registered]:
    """Return the commitments that meet all filters, in the given order."""
    topic, text = _lemmas(filters.topic), _lemmas(filters.text)
    return [item for item in registered if _meets(item, filters) and _about(item, filters.topic, topic, text)]


def _meets(item: Registered, filters: RegisterFilters) -> bool:
    commitment = item.commitment
    return (
        (not filters.documents or _in_documents(commitment, filters.documents))
        and (filters.kind is None or commitment.kind == filters.kind)
        and (filters.status is None or item.entry.status == filters.status)
        and (not filters.overdue or item.overdue)
        and (filters.due_before is None or _due_before(commitment, filters.due_before))
        and (not filters.actor or fold(filters.actor) in fold(commitment.actor or ""))
    )


def _in_documents(commitment: Commitment, documents: Sequence[str]) -> bool:
    return commitment.document in documents or any(place.document in documents for place in commitment.also)


def _due_before(commitment: Commitment, day: date) -> bool:
    deadline = commitment.deadline
    return deadline is not None and deadline.latest is not None and deadline.latest < day


def _about(item: Registered, topic: str, topic_words: Sequence[str], text_words: Sequence[str]) -> bool:
    commitment = item.commitment
    if topic and fold(topic) not in {fold(name) for name in commitment.topics}:
        promise = _held([*commitment.topics, commitment.lead or "", commitment.quote])
        if not topic_words or not promise.issuperset(topic_words):
            return False
    if not text_words:
        return True
    entry = item.entry
    written = [entry.owner, entry.evidence, entry.note, commitment.title, commitment.actor or "", item.id]
    return _held(
        [*commitment.topics, *commitment.section, commitment.lead or "", commitment.quote, *written]
    ).issuperset(text_words)


def _lemmas(text: str) -> list[str]:
    return [term.lemma for term in analyse(text)]


def _held(texts: Sequence[str]) -> set[str]:
    """All words of the texts: lemma, compound parts, and as written."""
    return {form for text in texts for term in analyse(text) for form in _forms(term)}


def _forms(term: Term) -> tuple[str, ...]:
    return (term.lemma, fold(term.surface), *term.parts)
