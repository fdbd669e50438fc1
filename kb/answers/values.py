"""What in a sentence could be the answer to a question for a value: numbers, amounts, dates, names.

A small grammar of how Dutch documents write them (and English ones, where the words differ). Values are
found as they are written; nothing is computed from them here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kb.dutch.analysis import fold

ValueKind = Literal[
    "amount",
    "percent",
    "date",
    "year",
    "duration",
    "clock",
    "frequency",
    "number",
    "name",
    "address",
    "condition",
]


@dataclass(frozen=True, slots=True)
class Value:
    """A value as written: ``text[start:end]``."""

    kind: ValueKind
    text: str
    start: int
    end: int


_MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    "january|february|march|may|june|july|august|october"
)
_WORD_NUMBERS = (
    "twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|"
    "achttien|negentien|twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig|honderd|duizend|"
    "honderden|duizenden|tientallen|anderhalf|anderhalve|half|halve|helft|kwart|derde|driekwart|dubbele|"
    "verdubbel\\w*|halver\\w*"
)
_DIGITS = r"\d+(?:[.,]\d+)*"
_SCALE = r"(?:\s?(?:miljoen|miljard|mln|mld|ton|duizend)\b\.?)"
_SPAN = r"(?:jaar|jaren|maand|maanden|week|weken|dag|dagen|uur|uren|minuut|minuten|collegeperiode\w*)"
_PART_OF_YEAR = (
    r"begin|eind|einde|medio|voorjaar|najaar|zomer|winter|herfst|lente|halverwege|"
    r"(?:eerste|tweede|derde|vierde)\s+(?:kwartaal|helft)(?:\s+van)?|[qQ][1-4]"
)

_PATTERNS: tuple[tuple[ValueKind, str], ...] = (
    (
        "amount",
        rf"(?:€|\beuro\b|\beur\b)\s?{_DIGITS}(?:,?-)?{_SCALE}?|\b{_DIGITS}(?:,?-)?{_SCALE}?\s?(?:euro|eur)\b",
    ),
    ("percent", rf"\b{_DIGITS}\s?(?:%|procent\b|percent\b|procentpunt\b)"),
    (
        "date",
        rf"\b(?:{_PART_OF_YEAR})\s+(?:(?:19|20)\d\d|{_MONTHS})\b(?:\s+(?:19|20)\d\d\b)?"
        rf"|\b(?:\d{{1,2}}\s+)?(?:{_MONTHS})\s+(?:19|20)\d\d\b|\b\d{{1,2}}\s+(?:{_MONTHS})\b"
        rf"|\b\d{{1,2}}[-/]\d{{1,2}}[-/](?:\d{{4}}|\d{{2}})\b",
    ),
    ("clock", r"\b\d{1,2}[.:]\d{2}\s?(?:uur|u\b)|\b(?:maan|dins|woens|donder|vrij|zater|zon)dag(?:en|s)?\b"),
    (
        "frequency",
        rf"\b(?:{_DIGITS}|{_WORD_NUMBERS}|een|één)\s?(?:keer|maal|x)\s+per\s+\w+|\b(?:half)?jaarlijkse?\b"
        r"|\bmaandelijkse?\b|\bwekelijkse?\b|\bdagelijkse?\b|\b(?:elk|ieder)e?\s+(?:jaar|maand|week|kwartaal|dag)\b"
        rf"|\b(?:twee|drie|vier|vijf)?jaarlijks\b|\b\d+-uurs?\b|\b(?:één|een|{_DIGITS}|{_WORD_NUMBERS})maal\b",
    ),
    ("duration", rf"\b(?:{_DIGITS}|{_WORD_NUMBERS}|één)(?:\s+(?:à|tot|of)\s+(?:{_DIGITS}|\w+))?\s+{_SPAN}\b"),
    ("year", r"(?<![\d.,€])\b(?:19|20)\d\d\b(?![.,]\d|\s?(?:woningen|%|euro))"),
    (
        "address",
        r"\b(?:[A-Z][\w’'-]*\s)?[A-Z][\w’'-]*(?:straat|weg|laan|plein|singel|kade|dreef|pad|steenweg|markt|hof)\b"
        r"(?:\s\d+[a-z]?\b)?",
    ),
    ("condition", r"(?<=[a-z,] )(?:zodra|wanneer|nadat|op het moment dat|na afloop van)\b[^.;,]{4,80}"),
    (
        "number",
        rf"(?<![\w.,-]){_DIGITS}(?:{_SCALE})?(?:\s?(?:[kMGT]?Wh?p?|TWh|ha|hectare|km2?|m[23²³]|ton)\b)?",
    ),
    ("number", rf"\b(?:{_WORD_NUMBERS})\b"),
)
_COMPILED = tuple(
    (kind, re.compile(pattern, 0 if kind == "address" else re.IGNORECASE)) for kind, pattern in _PATTERNS
)

_NAME_WORD = r"(?:[A-Z][\w’'&-]*[\w]|[A-Z]{2,}|[A-Z]\.)"
_NAME = re.compile(
    rf"{_NAME_WORD}(?:\s+(?:(?:van|de|der|den|het|ten|ter|voor|en|op|in|of|the)\s+){{0,2}}{_NAME_WORD})*"
)
_QUOTED = re.compile(r"[‘“\"'](?P<inner>[^‘’“”\"']{2,60})[’”\"']")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;•]\s+|\n\s*|[“‘\"(]\s*)$")


@lru_cache(maxsize=20_000)
def values_in(text: str) -> tuple[Value, ...]:
    """Return the values in ``text`` in order; where two overlap, the kind that says most is kept."""
    taken = [False] * len(text)
    found: list[Value] = []
    for kind, pattern in _COMPILED:
        for match in pattern.finditer(text):
            if not any(taken[match.start() : match.end()]):
                found.append(Value(kind, match.group(), match.start(), match.end()))
                taken[match.start() : match.end()] = [True] * (match.end() - match.start())
    found.extend(value for value in _names(text) if not any(taken[value.start : value.end]))
    return tuple(sorted(found, key=lambda v: (v.start, v.end, v.kind)))


def _names(text: str) -> Iterator[Value]:
    """Yield capitalised names, and what stands between quotation marks as a name."""
    for match in _QUOTED.finditer(text):
        yield Value("name", match["inner"], match.start("inner"), match.end("inner"))
    for match in _NAME.finditer(text):
        start, name = match.start(), match.group()
        if _SENTENCE_START.search(text[:start]) and not _is_sure_name(name):
            # The first word of a sentence is capitalised anyway; what follows it may still be a name.
            _, _, rest = name.partition(" ")
            if not rest or not rest[0].isupper():
                continue
            start, name = match.end() - len(rest), rest
        yield Value("name", name, start, start + len(name))


def _is_sure_name(name: str) -> bool:
    """Two capitalised words in a row, or an abbreviation, are a name even where a sentence begins."""
    words = name.split()
    return (len(words[0]) > 1 and words[0].isupper()) or (
        len(words) > 1 and words[1][0].isupper() and len(words[0]) > 2 and fold(words[0]) not in _OPENERS
    )


_OPENERS = frozenset(
    """de het een in op voor met van bij door naar om als dit dat deze die daarom daarnaast ook zo wij
    we onze ons er hier daar binnen vanuit volgens sinds tot aan uit over tussen zowel the and in
    of for""".split()
)


def is_new(value: Value, question: str) -> bool:
    """Tell whether a value is not one that the question already names."""
    return fold(value.text) not in fold(question)


def digits_of(text: str) -> tuple[str, ...]:
    """Return the numbers of a text in figures, written without thousands separators, in order."""
    return tuple(_plain(match.group()) for match in re.finditer(_DIGITS, text))


def _plain(number: str) -> str:
    return re.sub(r"(?<=\d)\.(?=\d{3}(?:\D|$))", "", number).rstrip(".,")
