"""Follow-up questions: "en in 2018?" and "wie doet dat?" mean something only after the question before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb.answers.naming import years_in
from kb.answers.question import understand
from kb.dutch.analysis import all_terms, analyse, fold

_CONTINUES = re.compile(r"^(?:en|maar|and|but|of|ook)\b[\s,]*", re.IGNORECASE)
_POINTS = re.compile(
    r"\b(?:dat|dit|die|deze|daar\w*|hier\w*|erover|ervan|ermee|ervoor|eraan|hem|haar|hun|ze|zij|het|"
    r"it|that|this|they|them|those|these|there)\b",
    re.IGNORECASE,
)
_NO_SUBJECT = frozenset(
    """doen gaan komen zeggen gebeuren worden kosten krijgen maken betalen beginnen vinden geven staan regelen
    uitvoeren bedoelen precies eigenlijk jaar year happen pay cost say mean""".split()
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ABOUT = re.compile(r"\b(?:over|about)\s+(?!\w+ (?:jaar|jaren|maanden|weken)\b)", re.IGNORECASE)
_WHERE = re.compile(r"\s(?:in|uit|volgens|sinds|vanaf|tot|according to|from|until)\s.*$", re.IGNORECASE)
"""Where and when is asked for stays when the subject changes."""

_ASKS = re.compile(
    r"(?:wie|wat|waar\w*|wanneer|welke?|hoe\w*|is|zijn|was|heeft|hebben|kan|komt|komen|wordt|worden|moet|who|what|"
    r"where|when|which|why|how|is|are|was|does|do|did)\b", re.IGNORECASE)  # fmt: skip


def in_context(question: str, history: Sequence[str]) -> str:
    """Return a question that can be understood by itself, given the questions before it, oldest first.

    A question with a subject of its own comes back as it is. A year or document that is added to the same
    subject ("en in 2018?") takes the place of the year in the question before; a question that points back
    ("wie doet dat?") gets the subject of the question before. Another subject ("en windmolens?") takes the
    place of what the question before was about, where it says so with "over" or asks for all that is overdue.
    """
    before = history[-1].strip() if history else ""
    if not before or not _leans(question):
        return question
    rest = _CONTINUES.sub("", question.strip()).rstrip("?!. ").strip()
    if _names_subject(rest) and (changed := _about(before, _ABOUT.sub("", rest, count=1))):
        return changed
    if _only_adds(rest):
        return _added(before, rest)
    subject = " ".join(_subject(before))
    return f"{rest[:1].upper()}{rest[1:]} ({subject})?" if subject else question


def _leans(question: str) -> bool:
    """Tell whether a question continues the one before, or points back without a subject of its own."""
    own = [term for term in analyse(question) if term.lemma not in _NO_SUBJECT and not term.surface.isdigit()]
    if _CONTINUES.match(question.strip()) and len(own) <= 3:
        return True
    return not own or (len(own) <= 1 and _POINTS.search(question) is not None)


def _only_adds(rest: str) -> bool:
    """A year, or a phrase that begins with a preposition, is added to the question before."""
    words = [fold(term.surface) for term in all_terms(rest)]
    prepositions = {
        "in",
        "volgens",
        "voor",
        "bij",
        "over",
        "na",
        "van",
        "according",
        "for",
        "per",
        "tot",
        "vanaf",
        "de",
        "het",
    }
    return bool(words) and (words[0] in prepositions or words[0].isdigit())


def _names_subject(rest: str) -> bool:
    """Tell whether what is left names something, with or without "over", and asks nothing by itself."""
    bare = _ABOUT.sub("", rest, count=1) if _ABOUT.match(rest) else rest
    if _ASKS.match(bare) or _POINTS.search(bare.removeprefix("het ")) or not analyse(bare):
        return False
    return bare != rest or not _only_adds(rest)


def _about(before: str, subject: str) -> str:
    """Return the question before with another subject; empty when it cannot take one."""
    question = before.rstrip("?!. ")
    about = _ABOUT.search(question)
    if about:
        where = _WHERE.search(question, about.end())
        return f"{question[: about.end()]}{subject}{where.group() if where else ''}?"
    asked = understand(before, ())
    if asked.wanted == "overdue" and not asked.terms:
        return f"{question} {'about' if asked.language == 'en' else 'over'} {subject}?"
    return ""


def _added(before: str, rest: str) -> str:
    """Put what is added in the question before; its years give way to the new ones."""
    question = before.rstrip("?!. ")
    if years_in(rest):
        question = re.sub(r"\s*\b(?:in|tot|vanaf|uit|voor)?\s*(?<!\d)(?:19|20)\d\d(?!\d)", "", question)
    return f"{question} {rest}?"


def _subject(before: str) -> list[str]:
    """The content words of the question before, as written."""
    words = [
        t.surface for t in analyse(before) if t.lemma not in _NO_SUBJECT and not _YEAR.fullmatch(t.surface)
    ]
    return list(dict.fromkeys(words))[:8]
