"""From feedback to the JSON that scripts rely on."""

from __future__ import annotations

import json
from typing import Any

from kb.register.feedback import Feedback

Record = dict[str, Any]


def feedback_record(item: Feedback) -> Record:
    """Return what ``woordhouder feedback --json`` prints for one report."""
    return {
        "id": item.id,
        "at": item.at,
        "question": item.question,
        "understood": item.understood or None,
        "reason": item.reason,
        "status": item.status,
        "answer": item.answer,
        "citations": json.loads(item.citations),
        "filters": json.loads(item.filters),
        "index": item.edition,
    }
