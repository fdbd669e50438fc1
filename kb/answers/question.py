"""What a question asks for: the kind of answer, the documents and years it names, its language.

Questions come as sentences, as three key words without a verb, in Dutch and in English. The kind of answer
is read from cues in a fixed order: the first that fits decides. Where none fits, the question is *open*.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from ingest.model import Document
from kb.answers.meaning import ENGLISH_STOP
from kb.answers.naming import named_documents, years_in
from kb.answers.values import ValueKind
from kb.dutch.analysis import Term, analyse, fold
from kb.dutch.gloss import is_english

Language = Literal["nl", "en"]
Wanted = Literal[
    "number", "percent", "amount", "date", "year", "time", "frequency", "duration", "person", "party",
    "place", "name", "yes_no", "reason", "list", "definition", "promises", "overdue", "comparison", "open",
]  # fmt: skip

VALUES: dict[Wanted, frozenset[ValueKind]] = {
    "number": frozenset({"number", "percent", "duration", "amount"}),
    "percent": frozenset({"percent"}),
    "amount": frozenset({"amount"}),
    "date": frozenset({"date", "year", "condition"}),
    "year": frozenset({"year", "date"}),
    "time": frozenset({"clock"}),
    "frequency": frozenset({"frequency", "duration"}),
    "duration": frozenset({"duration", "year", "date"}),
    "person": frozenset({"name"}),
    "party": frozenset({"name"}),
    "place": frozenset({"name", "address"}),
    "name": frozenset({"name"}),
}
"""The kinds of value that answer a question for a value."""

STRICT: frozenset[Wanted] = frozenset(
    {"number", "percent", "amount", "date", "year", "time", "frequency", "duration"}
)
"""What the documents write in a form that can be recognised: without it there is no answer."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood.

    ``terms`` are its content words, cue words such as "hoeveel" and the names of documents left out;
    ``counted`` the terms right after "hoeveel": what is counted. ``documents`` are the ids of the documents
    it names, ``years`` the years.
    ``promise`` tells that it asks for promises by that word, ``ahead`` that it asks for what will be done.
    """

    text: str
    language: Language
    wanted: Wanted
    terms: tuple[Term, ...]
    counted: tuple[Term, ...] = ()
    documents: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    promise: bool = False
    ahead: bool = False

    @property
    def values(self) -> frozenset[ValueKind]:
        """The kinds of value that would answer; empty where no value is asked for."""
        return VALUES.get(self.wanted, frozenset())


def understand(text: str, documents: Sequence[Document], typed: str = "") -> Question:
    """Return what ``text`` asks for, given the documents that it may name.

    ``typed`` is the question before its spelling was mended, where documents are named as people write them.
    """
    language: Language = "en" if is_english(text) else "nl"
    plain = fold(" ".join(text.split()))
    named = named_documents(typed or text, documents)
    wanted = _wanted(plain, len(named))
    terms = _terms(text, language, wanted, named, documents)
    question = Question(
        text=text,
        language=language,
        wanted=wanted,
        terms=terms,
        documents=named,
        years=years_in(text),
        promise=bool(_PROMISE.search(plain)),
        ahead=bool(_AHEAD.search(plain)),
    )
    return replace(question, counted=_counted(text, question.terms)) if wanted in _COUNTING else question


_COUNTING: frozenset[Wanted] = frozenset({"number", "percent", "amount"})

_NUMBER_WORD = (
    r"(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
)
_PROMISE = re.compile(
    r"\b(?:belofte\w*|beloofd\w*|beloven|belooft|toegezegd\w*|toezegging\w*|afgesproken|afspraken|voornemens?|"
    r"maatregelen|ambities?|doelen|doelstelling\w*|plannen|promis\w+|commit\w+|pledg\w+|agreed|plans?)\b"
)

_AHEAD = re.compile(
    r"\b(?:gaat|gaan|komt|komen|wil|willen|zal|zullen|zou|zouden|moet|moeten|moest|wordt|worden|krijgt|krijgen|"
    r"blijft|blijven|doet|doen|will|going to|would|should|plan|plans)\b"
)


@lru_cache(maxsize=1)
def _cues() -> tuple[tuple[Wanted, re.Pattern[str], re.Pattern[str] | None], ...]:
    """The groups of cues in ``data/cues.toml``, in order, each with what it may not go with."""
    text = files("kb.answers").joinpath("data/cues.toml").read_text(encoding="utf-8")
    return tuple(
        (cue["wanted"], _any_of(cue["patterns"]), _any_of(cue["unless"]) if "unless" in cue else None)
        for cue in tomllib.loads(text)["cue"]
    )


def _any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    joined = "|".join(patterns)
    for name, words in (("{n}", _NUMBER_WORD), ("{promise}", _PROMISED), ("{late}", _IS_LATE)):
        joined = joined.replace(name, words)
    return re.compile(joined)


_PROMISED = (
    r"(?:toezegging(?:en)?|beloftes?|beloften|afspraak|afspraken|maatregel(?:en)?|acties?|plannen|doelen|"
    r"doelstellingen|projecten|voornemens|commitments?|promises?|pledges?|actions?|measures?|plans)"
)
_IS_LATE = (
    r"(?:te laat|over (?:hun|zijn|haar) (?:deadline|termijn|datum)|over de deadline|"
    r"over de (?:termijn|datum) heen|achterstallig|verlopen|verstreken|overdue|late|past due|behind schedule)"
    r"(?=\s*(?:$|[?!.,(]|(?:in|bij|over|rond|rondom|van|op|uit|volgens|aan|sinds|binnen|qua|voor|met|mee|heen|"
    r"gekomen|nu|vandaag|about|on|for|of|from|regarding|right|now|today|please)\b))"
)

_CUE_WORDS = frozenset(
    """hoeveel procent percentage aantal bedrag deadline datum jaar jaartal welk welke wanneer waarom reden
    uiterlijk hoe wie noem lijst vergelijk vergelijken verschil verschillen document documenten stuk stukken
    heten heet betekenen betekent vaak lang adres locatie precies eigenlijk alweer nou ook graag straks
    many much often long does did will would year date who where why what which when how the and for are
    from with that this there have has been about any per its their they our kort gemeente
    gebeuren gebeurt zitten zit vinden vindt zeggen zegt""".split()
)


def _is_cue(term: Term, language: Language) -> bool:
    word = fold(term.surface)
    return word in _CUE_WORDS or term.lemma in _CUE_WORDS or (language == "en" and word in ENGLISH_STOP)


_LATE = frozenset(
    """laat deadline deadlines termijn termijnen datum einddatum einddatums datums achterstallig
    achterstallige verlopen verstreken voorbij overschreden gemist gemiste gehaald nagekomen waargemaakt
    klaar gereed gerealiseerd uitgevoerd rond moeten schema planning achter tijd register lopen loopt staan
    toon geef noem nog al reeds inmiddels allang nu vandaag alles alle allemaal vorig vorige afgelopen gebied
    gemeente college heen gekomen overzicht
    municipality council please right overdue late past passed missed behind schedule today now register show
    list anything all time kept met""".split()
)


def _is_of_lateness(term: Term) -> bool:
    """A word that asks for what is overdue, or names a promise, says nothing of the subject."""
    word = fold(term.surface)
    return (
        word in _LATE
        or term.surface.isdigit()
        or bool(_PROMISE.fullmatch(word) or re.fullmatch(_PROMISED, word))
    )


_ABOUT = re.compile(
    r"(?:\b(?:over|rond|rondom|voor|bij|van|met|inzake|qua|aan|in|uit|about|on|for|of|from|with|regarding)\b|\()"
    r"((?:\s*(?!(?:zijn|is|was|waren|te|die|hebben|heeft|are|were|have|has|that)\b)[\w’'-]+,?)+)"
)
"""What a question for overdue promises is about stands behind a preposition; in a follow-up, in brackets."""


def _wanted(plain: str, named: int) -> Wanted:
    """Return the first kind of answer whose cue stands in a folded question."""
    for wanted, pattern, unless in _cues():
        if pattern.search(plain) and not (unless and unless.search(plain)):
            return wanted
    return "comparison" if named > 1 else "open"


_HOW_MANY = re.compile(
    r"\b(?:hoeveel|how many|how much|aantal|number of|percentage(?: van)?(?: de)?)\s+", re.IGNORECASE
)


def _counted(text: str, terms: Sequence[Term]) -> tuple[Term, ...]:
    """Return the first content words after "hoeveel", or before "aantal" at the end: what is counted."""
    found = _HOW_MANY.search(text)
    if found:
        return tuple(term for term in terms if found.end() <= term.start <= found.end() + 24)[:2]
    return ()


def _terms(
    text: str, language: Language, wanted: Wanted, named: Sequence[str], documents: Sequence[Document]
) -> tuple[Term, ...]:
    """Leave out the words that only say in which document to look, unless nothing would be left.

    What is overdue may be asked for without any subject.
    """
    terms = [term for term in analyse(text) if not _is_cue(term, language)]
    kinds = {fold(document.kind) for document in documents if document.id in named and document.kind}
    rest = tuple(term for term in terms if fold(term.surface) not in kinds)
    if wanted == "overdue":
        spans = [match.span(1) for match in _ABOUT.finditer(fold(text))]
        inside = [t for t in rest if any(start <= t.start < end for start, end in spans)]
        return tuple(term for term in inside if not _is_of_lateness(term))
    return rest or tuple(terms) or tuple(analyse(text))
