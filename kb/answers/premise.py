"""A question may assume what the documents deny: the passage that says so is worth more than a refusal."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb.answers.evidence import Weighed
from kb.answers.question import STRICT, Question
from kb.dutch.analysis import all_terms, fold

_DENIES = re.compile(
    r"\b(?:niet|geen|nooit|nergens|niemand|evenmin|behoud\w*|blijft|blijven|blijf|handhaven|stopgezet|tenzij)\b"
)
_DEPTH = 15
_MIN_WORDS = 0.3
_BESIDE = 3
"""How many words from the denial a word of the question may stand."""


_VALUES = STRICT | {"reason"}
"""What is asked of something that is taken to be so: how much, when, why."""

_CONFIRMS = 5
_PARTICIPLE = re.compile(r"(?:\w*ge\w{2,}|be\w{3,}|ver\w{3,}|ont\w{3,})(?:t|d|en)")


def denies_premise(question: Question, weighed: Sequence[Weighed]) -> bool:
    """Tell whether a question should not be answered because what it assumes is denied, or nowhere said.

    The best sentence itself denies it and gives no value all the same; or the question asks why something
    was done ("afgeschaft") that none of the best sentences speaks of.
    """
    if question.wanted not in _VALUES or not weighed:
        return False
    best = weighed[0]
    denied = not best.values and contradicting(question, weighed[:1]) is not None
    return denied or unconfirmed(question, weighed) is not None


def unconfirmed(question: Question, weighed: Sequence[Weighed]) -> Weighed | None:
    """Return the best sentence when a question asks why something was done that no good sentence holds."""
    terms = all_terms(question.text)
    if question.wanted != "reason" or question.language != "nl" or not terms or not weighed:
        return None
    done = terms[-1]
    if not _PARTICIPLE.fullmatch(fold(done.surface)):
        return None
    held = {
        word
        for candidate in weighed[:_CONFIRMS]
        for term in all_terms(candidate.sentence.text)
        for word in (term.lemma, *term.parts)
    }
    return None if done.lemma in held or any(part in held for part in done.parts) else weighed[0]


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
