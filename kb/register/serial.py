"""Commitments and links as JSON, for the derived data and for the register's own memory."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from ingest.model import Span
from kb.model import Commitment, Deadline, Link, LinkMember, Place, Quantity

Data = Mapping[str, Any]


def dump_commitment(commitment: Commitment) -> str:
    """Return the commitment as one line of JSON, the same bytes for the same commitment."""
    return _dump(asdict(commitment))


def load_commitment(text: str) -> Commitment:
    """Return the commitment that :func:`dump_commitment` wrote."""
    data = json.loads(text)
    deadline = data["deadline"]
    return Commitment(
        **{
            **data,
            "section": tuple(data["section"]),
            "spans": tuple(Span(**span) for span in data["spans"]),
            "topics": tuple(data["topics"]),
            "quantities": tuple(Quantity(**quantity) for quantity in data["quantities"]),
            "deadline": _deadline(deadline) if deadline else None,
            "also": tuple(_place(place) for place in data["also"]),
        }
    )


def dump_link(link: Link) -> str:
    """Return the link as one line of JSON."""
    return _dump(asdict(link))


def load_link(text: str) -> Link:
    """Return the link that :func:`dump_link` wrote."""
    data = json.loads(text)
    return Link(**{**data, "members": tuple(LinkMember(**member) for member in data["members"])})


def _dump(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=_iso)


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")


def _deadline(data: Data) -> Deadline:
    return Deadline(data["text"], _day(data["earliest"]), _day(data["latest"]))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _place(data: Data) -> Place:
    return Place(**{**data, "section": tuple(data["section"])})
