"""All sentences around the quotations of an answer, in Dutch and English. Quotations stay as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from kb.answers.question import Language, Wanted

_TEXTS: Mapping[str, Mapping[Language, str]] = {
    "conflict": {
        "nl": "Let op: hierover staan verschillende {what} in de documenten: {values}.",
        "en": "Note: the documents give different {what} for this: {values}.",
    },
    "difference": {"nl": "Verschil: {parts}.", "en": "Difference: {parts}."},
    "weaker": {
        "nl": "{softer} is zachter geformuleerd dan {harder}",
        "en": "{softer} is worded more softly than {harder}",
    },
    "only_in": {"nl": "{values} staat alleen in {mark}", "en": "{values} only stands in {mark}"},
    "not_found": {
        "nl": "De documenten geven hier geen antwoord op.",
        "en": "The documents do not answer this.",
    },
    "no_value": {
        "nl": "De passages over dit onderwerp noemen geen {what}.",
        "en": "The passages on this subject give no {what}.",
    },
    "searched": {"nl": "Doorzocht: {documents}, {pages}.", "en": "Searched: {documents}, {pages}."},
    "look_in": {
        "nl": "Het onderwerp komt het dichtst in de buurt in {title}, pagina {page}{section}.",
        "en": "The subject comes closest in {title}, page {page}{section}.",
    },
    "section": {"nl": ", onder ‘{section}’", "en": ", under ‘{section}’"},
    "contradicts": {
        "nl": "Klopt het uitgangspunt van de vraag? In {title}, pagina {page}, staat: “{quote}”",
        "en": "Is what the question assumes right? {title}, page {page}, says: “{quote}”",
    },
    "counted": {
        "nl": "{statements} hierover in {documents}, in volgorde van tijd:",
        "en": "{statements} on this in {documents}, in order of time:",
    },
    "overdue": {
        "nl": "{promises} in {documents}: de termijn is op {day} voorbij, en het register noemt ze niet "
        "gerealiseerd of vervallen. Per document in volgorde van tijd:",
        "en": "{promises} in {documents}: on {day} the time for them has passed, and the register does not "
        "call them done or dropped. By document, in order of time:",
    },
    "unmarked": {
        "nl": "Let op: van {promises} heeft nog niemand in het register bijgehouden hoe het ermee staat.",
        "en": "Note: for {promises} nobody has kept in the register how they stand.",
    },
    "none_overdue": {
        "nl": "Volgens het register is hiervan op {day} niets te laat.",
        "en": "According to the register none of this is overdue on {day}.",
    },
    "nothing_overdue": {
        "nl": "Volgens het register is op {day} niets te laat.",
        "en": "According to the register nothing is overdue on {day}.",
    },
    "else_overdue": {
        "nl": "Van al het andere wel: {promises}. Vraag ‘wat is te laat?’ voor het geheel.",
        "en": "Of all else there is: {promises}. Ask ‘what is overdue?’ for the whole list.",
    },
    "and": {"nl": " en ", "en": " and "},
    "struck": {
        "nl": "Van het taalmodel zijn {n} zinnen geschrapt, omdat de documenten ze niet dragen.",
        "en": "{n} sentences of the language model were struck, because the documents do not bear them out.",
    },
    "model_rejected": {
        "nl": "Het taalmodel bleef te weinig bij de documenten; hier staan hun eigen zinnen.",
        "en": "The language model strayed too far from the documents; these are their own sentences.",
    },
    "model_failed": {
        "nl": "Het taalmodel deed niet mee: {reason} Hier staan de zinnen van de documenten zelf.",
        "en": "The language model did not take part: {reason} These are the documents' own sentences.",
    },
}

_WHAT: Mapping[Wanted, Mapping[Language, tuple[str, str]]] = {
    "number": {"nl": ("aantal", "getallen"), "en": ("number", "numbers")},
    "percent": {"nl": ("percentage", "percentages"), "en": ("percentage", "percentages")},
    "amount": {"nl": ("bedrag", "bedragen"), "en": ("amount", "amounts")},
    "date": {"nl": ("datum of jaar", "data"), "en": ("date or year", "dates")},
    "year": {"nl": ("jaar", "jaren"), "en": ("year", "years")},
    "time": {"nl": ("dag of uur", "tijden"), "en": ("day or hour", "times")},
    "frequency": {"nl": ("frequentie", "frequenties"), "en": ("frequency", "frequencies")},
    "duration": {"nl": ("duur", "termijnen"), "en": ("duration", "periods")},
    "person": {"nl": ("naam", "namen"), "en": ("name", "names")},
    "party": {"nl": ("naam", "namen"), "en": ("name", "names")},
    "place": {"nl": ("plaats", "plaatsen"), "en": ("place", "places")},
    "name": {"nl": ("naam", "namen"), "en": ("name", "names")},
}

_COUNTS: Mapping[str, Mapping[Language, tuple[str, str]]] = {
    "documents": {"nl": ("1 document", "{n} documenten"), "en": ("1 document", "{n} documents")},
    "statements": {"nl": ("1 uitspraak", "{n} uitspraken"), "en": ("1 statement", "{n} statements")},
    "promises": {"nl": ("1 toezegging", "{n} toezeggingen"), "en": ("1 commitment", "{n} commitments")},
    "pages": {"nl": ("1 pagina", "{n} pagina's"), "en": ("1 page", "{n} pages")},
}


_MONTHS: Mapping[Language, Sequence[str]] = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
    "en": ("January February March April May June July August September October November December").split(),
}


def say(key: str, language: Language, **parts: object) -> str:
    """Return a sentence with its parts filled in."""
    return _TEXTS[key][language].format(**parts)


def value_name(wanted: Wanted, language: Language, *, several: bool = False) -> str:
    """Return what a kind of value is called: "bedrag", "bedragen"; empty for what is no value."""
    names = _WHAT.get(wanted)
    return names[language][several] if names else ""


def count(what: str, n: int, language: Language) -> str:
    """Return a number of documents or pages in words."""
    one, several = _COUNTS[what][language]
    return one if n == 1 else several.format(n=n)


def day(value: date, language: Language) -> str:
    """Return a day as it is written in a letter: 31 december 2027."""
    return f"{value.day} {_MONTHS[language][value.month - 1]} {value.year}"


def listed(parts: Sequence[str], language: Language) -> str:
    """Return "a, b en c"."""
    if len(parts) < 2:
        return "".join(parts)
    return ", ".join(parts[:-1]) + say("and", language) + parts[-1]
