"""A question may assume what the documents deny: the passage that says so is worth more than a refusal."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb.answers.evidence import Weighed
from kb.answers.question import Question
from kb.dutch.analysis import fold

_DENIES = re.compile(
    r"\b(?:niet|geen|nooit|nergens|niemand|zonder|evenmin|behoud\w*|behouden|blijft|blijven|blijf|in stand|handhaven|"
    r"on hold|stopgezet|alsnog|tenzij|in plaats van|achter|nog geen|slechts)\b"
)
_DEPTH = 12
_MIN_WORDS = 0.4


def contradicting(question: Question, weighed: Sequence[Weighed]) -> Weighed | None:
    """Return the sentence that denies what a question assumes, or None.

    It stands among the best, holds much of the question's words, and denies something that the question
    does not deny. A yes/no question assumes nothing.
    """
    if question.wanted in ("yes_no", "promises", "open") or _DENIES.search(fold(question.text)):
        return None
    for candidate in weighed[:_DEPTH]:
        covered = candidate.features["words"] >= _MIN_WORDS and candidate.features["rarest"] >= _MIN_WORDS
        if covered and _DENIES.search(fold(candidate.sentence.text)):
            return candidate
    return None
