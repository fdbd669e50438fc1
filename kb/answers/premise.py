"""A question may assume what the documents deny: the passage that says so is worth more than a refusal."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb.answers.evidence import Weighed
from kb.answers.question import Question
from kb.dutch.analysis import all_terms, fold

_DENIES = re.compile(
    r"\b(?:niet|geen|nooit|nergens|niemand|evenmin|behoud\w*|blijft|blijven|blijf|handhaven|stopgezet|tenzij)\b"
)
_DEPTH = 15
_MIN_WORDS = 0.3
_BESIDE = 3
"""How many words from the denial a word of the question may stand."""


def contradicting(question: Question, weighed: Sequence[Weighed]) -> Weighed | None:
    """Return the sentence that denies what a question assumes, or None.

    It stands among the best, holds some of the question's words, and denies beside one of them something
    that the question does not deny. A yes/no question assumes nothing.
    """
    if question.wanted in ("yes_no", "promises", "open") or _DENIES.search(fold(question.text)):
        return None
    subject = {word for term in question.terms for word in (term.lemma, *term.parts)}
    for candidate in weighed[:_DEPTH]:
        covered = candidate.features["words"] >= _MIN_WORDS
        if covered and _denies_beside(candidate.sentence.text, subject):
            return candidate
    return None


def _denies_beside(text: str, subject: set[str]) -> bool:
    terms = all_terms(text)
    for position, term in enumerate(terms):
        if _DENIES.fullmatch(fold(term.surface)):
            beside = terms[max(0, position - _BESIDE) : position + _BESIDE + 1]
            if any(word in subject for other in beside for word in (other.lemma, *other.parts)):
                return True
    return False
