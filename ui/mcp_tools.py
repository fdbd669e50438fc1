"""The tools that a language model's assistant may use over MCP. Each is one of the API's own questions.

The descriptions are what such an assistant reads, so they say what to expect and what not to make of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ingest.errors import WoordhouderError
from kb.knowledge_base import KnowledgeBase
from kb.register.model import RegisterFilters
from ui.handlers.answers import MAX_QUESTION
from ui.records import Record, answer_record, search_record
from ui.records_register import commitment_record

MAX_RESULTS = 50
"""Passages or commitments in one reply at most: an assistant has to read them all."""


@dataclass(frozen=True, slots=True)
class Tools:
    """The tools of one knowledge base."""

    knowledge: KnowledgeBase

    def all(self) -> tuple[Callable[..., Any], ...]:
        """Return the tools, to be registered under their own names."""
        knowledge = self.knowledge

        def ask(question: str) -> str:
            """Answer a Dutch question with verbatim sentences from the municipality's documents.

            Every citation stands word for word on the named page. With status "not_found" the documents do
            not answer the question; "nearest" then holds passages that come close but are no answer.

            Args:
                question: The question, in Dutch or English.
            """
            return _guarded(lambda: answer_record(None, knowledge.ask(question[:MAX_QUESTION]), 0.0))

        def search(question: str, limit: int = 10) -> str:
            """Find the passages of the municipality's documents that are closest to a question, best first.

            Args:
                question: The question or subject, in Dutch or English.
                limit: How many passages at most, from 1 to 50.
            """
            count = max(1, min(limit, MAX_RESULTS))
            return _guarded(
                lambda: search_record(None, question, knowledge.search(question[:MAX_QUESTION], count), 0.0)
            )

        def commitments(topic: str = "", overdue: bool = False, limit: int = 20) -> str:
            """List what the municipality and its partners promised, with deadline, status and source.

            Args:
                topic: A topic or words that the commitment holds; empty for all.
                overdue: Only commitments whose deadline has passed and that are still open.
                limit: How many commitments at most, from 1 to 50.
            """
            return _guarded(lambda: _listed(knowledge, RegisterFilters(topic=topic, overdue=overdue), limit))

        return ask, search, commitments


def _listed(knowledge: KnowledgeBase, filters: RegisterFilters, limit: int) -> Record:
    found = knowledge.commitments(filters)
    shown = found[: max(1, min(limit, MAX_RESULTS))]
    return {"total": len(found), "commitments": [commitment_record(item) for item in shown]}


def _guarded(call: Callable[[], Record]) -> str:
    """The record as JSON: as text a protocol would pass on Python's own notation."""
    try:
        record = call()
    except WoordhouderError as error:
        record = {"error": error.message, "hint": error.hint}
    return json.dumps(record, ensure_ascii=False)
