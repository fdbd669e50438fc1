"""What a question asks for: the kind of answer, the documents and years it names, its language.

Questions come as sentences, as three key words without a verb, in Dutch and in English. The kind of answer
is read from cues in a fixed order: the first that fits decides. Where none fits, the question is *open*.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
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
    "place", "name", "yes_no", "reason", "list", "definition", "promises", "comparison", "open",
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

STRICT: frozenset[Wanted] = frozenset({"number", "percent", "amount", "date", "year", "time", "frequency", "duration"})
"""What the documents write in a form that can be recognised: without it there is no answer."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood.

    ``terms`` are its content words, cue words such as "hoeveel" and the names of documents left out;
    ``counted`` the terms right after "hoeveel": what is counted. ``documents`` are the ids of the documents
    it names, ``years`` the years. ``items`` is how many items a list should have ("de vier doelen").
    ``promise`` tells that it asks for promises by that word, ``ahead`` that it asks for what will be done.
    """

    text: str
    language: Language
    wanted: Wanted
    terms: tuple[Term, ...]
    counted: tuple[Term, ...] = ()
    documents: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    items: int | None = None
    promise: bool = False
    ahead: bool = False

    @property
    def values(self) -> frozenset[ValueKind]:
        """The kinds of value that would answer; empty where no value is asked for."""
        return VALUES.get(self.wanted, frozenset())


def understand(text: str, documents: Sequence[Document]) -> Question:
    """Return what ``text`` asks for, given the documents that it may name."""
    language: Language = "en" if is_english(text) else "nl"
    plain = fold(" ".join(text.split()))
    named = named_documents(text, documents)
    wanted = _wanted(plain, len(named))
    terms = tuple(t for t in analyse(text) if not _is_cue(t, language))
    question = Question(
        text=text,
        language=language,
        wanted=wanted,
        terms=_without_names(terms, text, named, documents),
        documents=named,
        years=years_in(text),
        items=_items(plain),
        promise=bool(_PROMISE.search(plain)),
        ahead=bool(_AHEAD.search(plain)),
    )
    return replace(question, counted=_counted(text, question.terms)) if wanted in _COUNTING else question


_COUNTING: frozenset[Wanted] = frozenset({"number", "percent", "amount"})

_NUMBER_WORD = r"(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
_ITEMS = {
    word: number
    for number, words in enumerate(
        (
            "twee two", "drie three", "vier four", "vijf five", "zes six", "zeven seven", "acht eight",
            "negen nine", "tien ten",
        ),
        start=2,
    )  # fmt: skip
    for word in words.split()
}

_AUXILIARY = (
    r"is|zijn|was|waren|wordt|worden|werd|komt|komen|kwam|gaat|gaan|ga|mag|mogen|kan|kunnen|kun|kon|heeft|hebben|heb|"
    r"krijgt|krijgen|krijg|moet|moeten|moest|blijft|blijven|blijf|doet|doen|denkt|denken|wil|willen|zal|zullen|zou|"
    r"zouden|bestaat|bestaan|geldt|gelden|staat|staan|ligt|houdt|houden|betaalt|betaal|betalen|helpt|helpen|steunt|"
    r"klopt|mogen|hoeft|hoef|hoeven|geeft|geven|ben|bent|are|is|was|were|does|do|did|has|have|had|can|could|will|"
    r"would|may|must|should"
)
_PROMISE = re.compile(
    r"\b(?:belofte\w*|beloofd\w*|beloven|belooft|toegezegd\w*|toezegging\w*|afgesproken|afspraken|voornemens?|"
    r"maatregelen|ambities?|doelen|doelstelling\w*|plannen|promis\w+|commit\w+|pledg\w+|agreed|plans?)\b"
)

_AHEAD = re.compile(
    r"\b(?:gaat|gaan|komt|komen|wil|willen|zal|zullen|zou|zouden|moet|moeten|moest|wordt|worden|krijgt|krijgen|"
    r"blijft|blijven|doet|doen|will|going to|would|should|plan|plans)\b"
)

_CUES: tuple[tuple[Wanted, re.Pattern[str]], ...] = tuple(
    (wanted, re.compile(pattern))  # type: ignore[misc]  # the first is one of Wanted, written below
    for wanted, pattern in (
        (
            "promises",
            r"\bwat (?:is|zijn|hebben|heeft|had)\b.{0,50}\b(?:beloofd|toegezegd|afgesproken|besloten|vastgelegd)\b"
            r"|\b(?:beloften?|toezeggingen|afspraken|maatregelen|plannen|ambities|doelen|doelstellingen)\b"
            r"(?: (?:er|zijn|staan|hebben|we|gemaakt|de gemeente|heerlen))* (?:over|rond|voor|op het gebied van)\b"
            r"|^(?:alles|alle (?:beloften|afspraken|toezeggingen|maatregelen)) \b|\beverything (?:about|on)\b"
            r"|\bwhat (?:did|have|has|was|is|are)\b.{0,40}\b(?:promise[ds]?|pledged|committed|agreed)\b.{0,20}\b(?:about|on|regarding|for)\b"
            r"|\bwat zegt\b.{0,40}\bover\b",
        ),
        (
            "comparison",
            r"\bvergelijk\w*|\bverschil\w*\b|\bnaast elkaar\b|\bten opzichte van\b|\btegenover\b|\bstrenger\b|\bcompare[ds]?\b"
            r"|\bdifference\b|\bversus\b|\bvs\b|\b(?:en|and) (?:hoe|wanneer|welke?|waar|wat|hoeveel|wie|how|when|which|where|what)\b"
            r"|\bdan (?:in )?(?:het|de) \w+(?:plan|akkoord|visie|afspraken|verslag|nota|programma|beleid)\b",
        ),
        ("percent", r"\bhoeveel procent\b|\bpercentages?\b|\bprocent\b(?! \w*scheiding)|\bper ?cent(?:age)?\b"),
        (
            "amount",
            r"\bbedrag(?:en)?\b|\bkosten\b|\bkost\b|\bprijs\b|\bprijzen\b|\bbudget\w*|\bbegroting\b|\btarie[fv]\w*|\bhuurprijs\b"
            r"|\bhoeveel (?:geld|subsidie|euro|budget|miljoen|kunt? (?:je|u|men)|mag)\b.{0,30}\b(?:lenen|krijgen|uitgeven|verdienen)?"
            r"|\bhoe duur\b|\beuro\b|\bgeld\b.{0,25}\bhoeveel\b|\bhoeveel (?:krijgt|krijg|kost|betaalt|betaal)\b"
            r"|\b(?:cost|costs|price|amount|how much (?:money|does|did|is paid|funding)|budget)\b|\blenen\b",
        ),
        ("time", r"\bhoe laat\b|\bopeningstijd\w*|\bopeningsu\w+|\bopening hours\b|\bwhat time\b|\bop welke dag(?:en)?\b|\bwhich day\b"),
        ("frequency", r"\bhoe vaak\b|\bhoe dikwijls\b|\bhow often\b|\bfrequentie\b"),
        (
            "year",
            r"\bwelk jaar\b|\bwelke jaren\b|\bjaartal\b|\b(?:which|what) year\b|\bin wat voor jaar\b",
        ),
        (
            "date",
            r"^wanneer\b|\bdatum\b|\bdata\b|\bdeadline\b|\btegen wanneer\b|\bvanaf wanneer\b|\btot wanneer\b|\bwhat date\b|^(?:by )?when\b"
            r"|\beinddatum\b|\bstreefdatum\b|\bsinds wanneer\b",
        ),
        (
            "duration",
            r"\bhoe ?lang\b|\bbinnen hoeveel\b|\bhoeveel (?:tijd|jaar|maanden|weken|dagen|uur|minuten)\b|\bhow long\b|\bhow many (?:years|months|days|minutes)\b"
            r"|\b(?:looptijd|duur)\b",
        ),
        (
            "number",
            r"\bhoeveel\b|\baantal(?:len)?\b|\bhow many\b|\bhow much\b|\bhoe (?:groot|hoog|breed|oud)\b|\bwelk(?:e)? (?:deel|aandeel|gedeelte)\b|\baandeel\b|\bwhat (?:maximum |minimum )?(?:share|proportion)\b|\binwonertal\w*|\b\w+aantal\w*\b"
            r"|\bhow (?:large|big|high|tall|old)\b|\bnumber of\b|\boppervlakte\b|\bleeftijd\w*",
        ),
        (
            "person",
            r"\bwie\b|\bhoe heet (?:de|die|onze)\b|\bwho\b|\bwhose\b|\bnaam van de\b|\bwelke (?:wethouder|burgemeester|directeur|manager|architect|ex-|oud-)",
        ),
        (
            "party",
            r"\bwelke? (?:partij\w*|organisatie\w*|bedrij\w+|instelling\w*|instantie\w*|aannemer\w*|club\w*|partner\w*|corporatie\w*|"
            r"stichting\w*|commissie\w*|(?:\w+-)?commissie|gemeenten?|bank|school|universiteit)\b|\bdoor welke\b|\bwelke partij\b"
            r"|\bwhich (?:party|parties|company|organi[sz]ation\w*)\b",
        ),
        (
            "place",
            r"^(?:en )?waar\b(?! (?:staat|staan|gaat het|komt het door|blijkt))|\bop welke (?:locatie|plek|plaats)\b|\badres\b|\blocatie\b"
            r"|\bin welke (?:wijk|buurt|straat|stad|plaats|gemeente|kern)\w*\b|\bwhere\b|\bwelke (?:wijk|buurt|straat|stad|plek)\b",
        ),
        (
            "list",
            rf"^(?:noem|som)\b|\b(?:de|welke|het|zijn|which|the|what are)?\s*{_NUMBER_WORD}\s+(?!keer|maal|jaar|maanden|procent)[a-z]{{4,}}(?:en|s|ën)\b(?=.*\?|$|.{{0,40}}$)"
            r"|\bwelke (?:\w+e )?(?!\w*us\b)\w+(?:en|s|ën)\b|\bwaarvoor\b|\bwhich \w+s\b|\bwhat are\b|\bopsomming\b|\blijst\b|\bmet welke\b"
            r"|\bwaar (?:staan|staat) .{0,40} voor\b|\buit welke\b|\baan welke\b|\bwat zijn\b|\bwat moest(?:en)? er\b",
        ),
        ("date", r"\bwanneer\b|\buiterlijk\b|\btermijn\b|\bwhen\b|\bby what\b"),
        ("reason", r"\bwaarom\b|\bwaardoor\b|\breden\b|\bhoe komt het\b|\bhoe verklaart\b|\boorzaak\b|\bwhy\b|\breason\b"),
        (
            "definition",
            r"\bwat (?:is|betekent|houdt)\b|\bbetekenis\b|\bhoe noem(?:t|en)\b|\bwat wordt (?:er )?(?:bedoeld|verstaan)\b|\bwhat (?:is|does) (?:a |an |the )?\w+(?: mean)?\b"
            r"|\bwat voor\b|\bafkorting\b|\bwaar staat\b",
        ),
        ("name", r"\bhoe heet\b|\bwelk(?:e)? (?:programma|project|plan|wet|norm\w*|status|naam|titel)\b|\bwhat is the name\b|\bmet welk\b|\bwelke \w+ status\b"),
        ("yes_no", rf"^(?:en |maar |mogen we )?(?:{_AUXILIARY})\b|\bof niet\b|\bkan dat\b|\bmag dat\b"),
    )
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


def _wanted(plain: str, named: int) -> Wanted:
    """Return the first kind of answer whose cue stands in a folded question."""
    for wanted, pattern in _CUES:
        if pattern.search(plain):
            return wanted
    return "comparison" if named > 1 else "open"


def _items(plain: str) -> int | None:
    found = re.search(rf"\b({_NUMBER_WORD})\s+[a-z]{{4,}}", plain)
    if not found:
        return None
    word = found.group(1)
    return int(word) if word.isdigit() else _ITEMS.get(word)


_HOW_MANY = re.compile(r"\b(?:hoeveel|how many|how much|aantal|number of|percentage(?: van)?(?: de)?)\s+", re.IGNORECASE)


def _counted(text: str, terms: Sequence[Term]) -> tuple[Term, ...]:
    """Return the first content words after "hoeveel", or before "aantal" at the end: what is counted."""
    found = _HOW_MANY.search(text)
    if found:
        return tuple(term for term in terms if found.end() <= term.start <= found.end() + 24)[:2]
    return ()


def _without_names(
    terms: Sequence[Term], text: str, named: Sequence[str], documents: Sequence[Document]
) -> tuple[Term, ...]:
    """Leave out the words that only say in which document to look, unless nothing would be left."""
    kinds = {fold(document.kind) for document in documents if document.id in named and document.kind}
    rest = tuple(term for term in terms if fold(term.surface) not in kinds)
    return rest or tuple(terms) or tuple(analyse(text))
