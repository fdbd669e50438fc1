"""The register on the screen: lists, one commitment whole, and what people write about it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import cast

from kb.errors import RegisterConflictError, RegisterInputError, UnknownCommitmentError
from kb.export.wording import PRESENCES, count, day, quantities, where
from kb.knowledge_base import KnowledgeBase
from kb.model import COMMITMENT_KINDS, Commitment
from kb.register.model import STATUSES, Change, EntryChange, Registered, RegisterFilters, RegisterStatus
from ui import app_texts as texts
from ui.addresses import address
from ui.handlers.links import related_view
from ui.views import CommitmentView, EntryView, ListView, MemberView, RowView, StepView

PAGE_SIZE = 40
"""Commitments that are shown at a time."""

_STATES = {"open": "open", "in uitvoering": "busy", "gerealiseerd": "done", "vervallen": "gone"}
_DAY = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")


def list_view(
    knowledge: KnowledgeBase, filters: RegisterFilters, shown: int = PAGE_SIZE, *, by_term: bool = False
) -> ListView:
    """Return the first ``shown`` commitments that meet the filters, by place or by deadline.

    Raises: what :meth:`KnowledgeBase.commitments` raises.
    """
    items = list(knowledge.commitments(filters))
    if by_term:
        items.sort(key=_last_day)
    return ListView(
        rows=tuple(row_view(item) for item in items[:shown]),
        total=len(items),
        summary=_summary(items),
        query=filters_address(filters),
    )


def commitment_view(knowledge: KnowledgeBase, key: str) -> CommitmentView:
    """Return one commitment, whole.

    Raises:
        UnknownCommitmentError: the register never had it, or shows it no longer.
    """
    item = next((found for found in knowledge.commitments() if found.id == key), None)
    if item is None:
        raise UnknownCommitmentError(f"Het register kent geen toezegging '{key}'.", "Ververs de lijst.")
    commitment = item.commitment
    links = [link for link in knowledge.links() if link.id in item.links]
    return CommitmentView(
        row=row_view(item),
        document=commitment.document,
        page=commitment.page,
        spans=commitment.spans,
        lead=commitment.lead or "",
        strength=_strength(commitment),
        amounts=quantities(commitment),
        topics=commitment.topics,
        also=_also(knowledge, commitment),
        earlier=item.earlier or "",
        related=tuple(related_view(knowledge, link, key) for link in links),
        history=tuple(_step(change) for change in reversed(knowledge.register.history(key))),
        entry=_entry(item),
        link=f"?{address(toezegging=key)}",
    )


def save_entry(knowledge: KnowledgeBase, values: Mapping[str, str]) -> CommitmentView:
    """Write what a person filled in about a commitment and return it as it is then.

    Raises:
        RegisterConflictError: somebody else wrote since this person opened it; nothing was saved.
        RegisterInputError: the name is missing or a value is not valid.
    """
    key = values.get("id", "")
    change = EntryChange(
        status=cast("RegisterStatus", values.get("status", "")),
        owner=values.get("owner", ""),
        evidence=values.get("evidence", ""),
        note=values.get("note", ""),
        confirmed=bool(values.get("confirmed")),
    )
    version = values.get("version", "")
    expected = int(version) if version.isdecimal() else None
    knowledge.register.write(key, change, values.get("by", ""), expected)
    return commitment_view(knowledge, key)


def draft(view: CommitmentView, values: Mapping[str, str]) -> CommitmentView:
    """Return the commitment with what a person typed still in the form, to decide on again."""
    entry = replace(
        view.entry,
        status=values.get("status", view.entry.status),
        owner=values.get("owner", ""),
        evidence=values.get("evidence", ""),
        note=values.get("note", ""),
        confirmed=bool(values.get("confirmed")),
        by=values.get("by", ""),
    )
    return replace(view, entry=entry)


def conflict_text(error: RegisterConflictError) -> str:
    """Say what somebody else wrote in the meantime."""
    return f"{error.message} Hieronder staat wat u invulde: bewaar opnieuw als het zo moet."


def register_filters(
    text: str = "",
    topic: str = "",
    document: str = "",
    actor: str = "",
    kind: str = "",
    status: str = "",
    due: str = "",
    *,
    overdue: bool = False,
) -> RegisterFilters:
    """Return what was chosen above the list as filters; an unknown kind or status is no limit.

    Raises:
        RegisterInputError: the day is no day.
    """
    return RegisterFilters(
        topic=topic.strip(),
        documents=(document,) if document else (),
        actor=actor.strip(),
        kind=next((known for known in COMMITMENT_KINDS if known == kind), None),
        status=next((known for known in STATUSES if known == status), None),
        overdue=overdue,
        due_before=read_day(due),
        text=text.strip(),
    )


def read_day(text: str) -> date | None:
    """Return a day that was typed the Dutch way (31-12-2027) or the ISO way; None for nothing.

    Raises:
        RegisterInputError: it is no day.
    """
    clean = text.strip()
    if not clean:
        return None
    dutch = _DAY.fullmatch(clean)
    try:
        if dutch:
            return date(int(dutch[3]), int(dutch[2]), int(dutch[1]))
        return date.fromisoformat(clean)
    except ValueError as error:
        raise RegisterInputError(texts.DATE_WRONG.format(text=clean), texts.DATE_WRONG_HINT) from error


def filters_address(filters: RegisterFilters) -> str:
    """Return the filters as the HTTP API takes them."""
    return address(
        topic=filters.topic,
        document=filters.documents[0] if filters.documents else "",
        actor=filters.actor,
        kind=filters.kind or "",
        status=filters.status or "",
        overdue="true" if filters.overdue else "",
        due_before=filters.due_before.isoformat() if filters.due_before else "",
        text=filters.text,
    )


def row_view(item: Registered) -> RowView:
    """Return a commitment as a line of a list."""
    commitment = item.commitment
    return RowView(
        id=item.id,
        quote=commitment.quote,
        kind=commitment.kind,
        soft=commitment.strength == "zacht",
        actor=commitment.actor or "",
        term=term(commitment),
        status=item.entry.status,
        state=state(item),
        presence="" if item.presence == "present" else PRESENCES[item.presence],
        place=where(commitment.title, commitment.page, commitment.page_label),
    )


def state(item: Registered) -> str:
    """Return how a commitment is coloured: late, open, busy, done or gone."""
    if item.overdue:
        return "late"
    return "gone" if item.presence == "vanished" else _STATES[item.entry.status]


def term(commitment: Commitment) -> str:
    """Return the document's words for the deadline, with the last day where the words do not give it."""
    deadline = commitment.deadline
    if deadline is None:
        return ""
    if deadline.latest is None or str(deadline.latest.year) in deadline.text:
        return deadline.text
    return f"{deadline.text} (uiterlijk {day(deadline.latest)})"


def _last_day(item: Registered) -> tuple[date, str]:
    deadline = item.commitment.deadline
    return (deadline.latest or deadline.earliest or date.max) if deadline else date.max, item.id


def _summary(items: Sequence[Registered]) -> str:
    documents = len({item.commitment.document for item in items})
    late = sum(item.overdue for item in items)
    told = (
        f"{count(len(items), 'toezegging', 'toezeggingen')} in {count(documents, 'document', 'documenten')}"
    )
    return f"{told}, waarvan {late} te laat" if late else told


def _strength(commitment: Commitment) -> str:
    """How hard it is, and why; the reason often opens with the word itself."""
    reason = commitment.strength_reason
    if reason.casefold().startswith(commitment.strength):
        return reason
    return ": ".join(filter(None, (commitment.strength, reason)))


def _also(knowledge: KnowledgeBase, commitment: Commitment) -> tuple[MemberView, ...]:
    titles = knowledge.register.titles()
    return tuple(
        MemberView(place.document, titles.get(place.document, place.document), place.page, "", ())
        for place in commitment.also
    )


def _entry(item: Registered) -> EntryView:
    entry = item.entry
    return EntryView(entry.status, entry.owner, entry.evidence, entry.note, entry.confirmed, entry.version)


def _step(change: Change) -> StepView:
    moment = datetime.fromisoformat(change.at).strftime("%d-%m-%Y %H:%M")
    if change.field in texts.EVENTS:
        return StepView(moment, "", texts.EVENTS[change.field])
    name = texts.FIELD_NAMES.get(change.field, change.field)
    return StepView(moment, change.by, f"{name}: {change.old or '–'} → {change.new or '–'}")
