"""From the register's nouns to the JSON that scripts rely on. The shapes are a contract."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from kb.model import Commitment, Link, Quantity, RegisterReport
from kb.register.model import Change, Entry, ImportLine, Registered

Record = dict[str, Any]


def commitment_record(item: Registered) -> Record:
    """Return what ``woordhouder commitments --json`` prints for one commitment.

    ``also`` is there only when the words stand in other places too; ``register`` holds what the register
    adds to the contract's fields.
    """
    commitment = item.commitment
    record: Record = {
        "id": item.id,
        "document": commitment.document,
        "title": commitment.title,
        "page": commitment.page,
        "page_label": commitment.page_label,
        "section": list(commitment.section),
        "lead": commitment.lead,
        "quote": commitment.quote,
        "kind": commitment.kind,
        "strength": commitment.strength,
        "actor": commitment.actor,
        "topics": list(commitment.topics),
        "quantities": [_quantity(quantity) for quantity in commitment.quantities],
        "deadline": _deadline(commitment),
        "status": item.entry.status,
        "links": list(item.links),
    }
    if commitment.also:
        record["also"] = [
            {"document": place.document, "page": place.page, "section": list(place.section)}
            for place in commitment.also
        ]
    record["register"] = _register(item)
    return record


def _register(item: Registered) -> Record:
    entry = item.entry
    return {
        "overdue": item.overdue,
        "presence": item.presence,
        "earlier": item.earlier,
        "strength_reason": item.commitment.strength_reason or None,
        "owner": entry.owner or None,
        "evidence": entry.evidence or None,
        "note": entry.note or None,
        "confirmed": entry.confirmed,
        "by": entry.by or None,
        "at": entry.at or None,
        "version": entry.version,
    }


def _quantity(quantity: Quantity) -> Record:
    value = int(quantity.value) if float(quantity.value).is_integer() else quantity.value
    return {"value": value, "unit": quantity.unit, "text": quantity.text, "bound": quantity.bound}


def _deadline(commitment: Commitment) -> Record | None:
    deadline = commitment.deadline
    if deadline is None:
        return None
    return {
        "text": deadline.text,
        "earliest": deadline.earliest.isoformat() if deadline.earliest else None,
        "latest": deadline.latest.isoformat() if deadline.latest else None,
    }


def link_record(link: Link) -> Record:
    """Return what ``woordhouder links --json`` prints for one link."""
    return {
        "id": link.id,
        "subject": link.subject,
        "relation": link.relation,
        "explanation": link.explanation,
        "members": [
            {
                "document": member.document,
                "page": member.page,
                "quote": member.quote,
                "commitment": member.commitment,
            }
            for member in link.members
        ],
    }


def entry_record(entry: Entry) -> Record:
    """Return what ``woordhouder register set --json`` prints."""
    return {
        "id": entry.commitment,
        "version": entry.version,
        "status": entry.status,
        "owner": entry.owner or None,
        "evidence": entry.evidence or None,
        "note": entry.note or None,
        "confirmed": entry.confirmed,
        "by": entry.by or None,
        "at": entry.at or None,
    }


def change_record(change: Change) -> Record:
    """Return what ``woordhouder register history --json`` prints for one step; ``by`` null means a sync."""
    return {
        "id": change.commitment,
        "at": change.at,
        "by": change.by or None,
        "field": change.field,
        "old": change.old,
        "new": change.new,
        "version": change.version,
    }


def import_record(line: ImportLine) -> Record:
    """Return what ``woordhouder register import --json`` prints for one row."""
    return {
        "row": line.row,
        "id": line.commitment or None,
        "outcome": line.outcome,
        "fields": list(line.fields),
        "reason": line.reason or None,
    }


def report_record(report: RegisterReport) -> Record:
    """Return the register's part of the summary of ``woordhouder sync --json``."""
    return {
        "commitments": report.commitments,
        "new": report.new,
        "returned": report.returned,
        "written": report.written,
        "notes": [asdict(note) for note in report.notes],
        "renamed": [list(names) for names in report.renamed],
    }
