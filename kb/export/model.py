"""What an export is made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kb.model import Link
from kb.register.model import Registered, RegisterFilters

ExportFormat = Literal["xlsx", "csv", "docx", "svg", "png"]

EXPORT_FORMATS: tuple[ExportFormat, ...] = ("xlsx", "csv", "docx", "svg", "png")


@dataclass(frozen=True, slots=True)
class Selection:
    """The commitments that were asked for, as they were on a day.

    ``links`` are those between the commitments; ``app_url`` is where the app answers, for links to pages;
    ``titles`` gives the titles of all documents by id; ``asked`` says what the selection was limited to.
    """

    items: tuple[Registered, ...]
    today: date
    app_url: str
    links: tuple[Link, ...] = ()
    titles: dict[str, str] = field(default_factory=dict)
    asked: RegisterFilters = field(default_factory=RegisterFilters)

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of the documents in which the commitments stand, sorted."""
        return tuple(sorted({item.commitment.document for item in self.items}))
