"""Amounts that are not a number before what it counts: shares, factors, lengths of time, report marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.commitments.amount import Amount, bound_before
from kb.commitments.numbers import NUMBER_PATTERN, number_of
from kb.commitments.units import noun_at
from kb.model import Bound

MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
OF_PART = re.compile(r"^ van (?:het |de |alle |onze |deze )?(?:[a-zé-]+e )*[\w-]+")
"""What a share is a share of: "van de nieuwe woningen"."""


def amounts_in_words(text: str) -> Iterator[Amount]:
    """Yield the amounts that no number before a noun gives, in no order; they may overlap with others."""
    yield from (*_shares(text), *_factors(text), *_tens(text), *_lengths(text), *_named_before(text))


_SHARE = re.compile(
    r"\b(?:(?P<half>de\s+helft)(?!\s+van\s+(?:het\s+jaar|20\d\d))"
    r"|(?:(?P<top>een|[eé]én|twee|drie|vier)[\s-]?)?(?P<part>derde|kwart|vierde|vijfde|tiende)(?:\s+deel)?(?=\s+(?:van\s+(?:de|het|alle|onze|deze)|lager|hoger|minder|meer|kleiner)\b)"
    r"|(?:(?<=voor )|(?<=met ))een (?P<whole>kwart|derde)\b"
    r"|\been (?P<falls>kwart)(?=\s+(?:valt|is|wordt|komt|gaat|bestaat|blijft)\b)"
    r"|(?<![\d./-])(?P<over>[1-9])/(?P<under>[2-9]|10)(?=e?\s+(?:deel\s+)?van\b)"
    r"|(?P<several>twee[\s-]?derde|drie[\s-]?kwart|driekwart)\b(?! part)"
    r"|(?P<one>1|een|[eé]én|(?:[2-9]|twee|drie|vier|vijf|zes|zeven|acht|negen)(?=\s+op\s+de\s))\s+op\s+(?:de\s+)?(?P<many>\d+|\w+)(?=\s+\w))",
    re.IGNORECASE,
)
_PARTS = {"derde": 3, "kwart": 4, "vierde": 4, "vijfde": 5, "tiende": 10}
_TOPS = {"een": 1, "één": 1, "eén": 1, "twee": 2, "drie": 3, "vier": 4}


def _shares(text: str) -> Iterator[Amount]:
    """Shares in words as percentages: "de helft", "driekwart van de", "1 op de 5"."""
    for match in _SHARE.finditer(text):
        value: float | None = 50.0
        end = match.end()
        if match["whole"] or match["falls"]:
            value = 100 / _PARTS[(match["whole"] or match["falls"]).lower()]
        elif match["over"]:
            value = 100 * int(match["over"]) / int(match["under"])
        elif match["several"]:
            value = 75.0 if "kwart" in match["several"].lower() else 200 / 3
        elif match["part"]:
            value = (
                100 * _TOPS[match["top"].lower()] / _PARTS[match["part"].lower()] if match["top"] else None
            )
        elif match["many"]:
            one, many = number_of(match["one"]) or 1.0, number_of(match["many"])
            value = 100 * one / many if many and one < many else None
            counted = noun_at(text, end)
            end = counted.end if counted else end
        if value is None:
            continue
        bound, start = bound_before(text[: match.start()], match.start())
        of = OF_PART.match(text[end:])
        yield Amount((round(value, 1),), "%", start, end + (len(of[0]) if of else 0), bound)


_LENGTH = (
    rf"(?P<many>(?:een\s+)?half|een|[eé]én|\d+|{NUMBER_PATTERN})\s+"
    r"(?P<unit>maand(?:en)?|jaar|we(?:ek|ken)|dag(?:en)?|uur)\b"
)
_AGREED: tuple[tuple[Bound, str], ...] = (
    ("max", rf"\b(?:binnen|tot(?=\s+een\s+half\s+uur))\s+{_LENGTH}"),
    ("exact", rf"(?:proef|pilot)\s+van\s+{_LENGTH}"),
    ("exact", rf"\bverleng(?:t|en|d)?\b[^.;]{{0,50}}?\bmet\s+{_LENGTH}"),
    ("exact", rf"\b{_LENGTH}(?=\s+(?:duurt|duren)\b)"),
)
_LENGTHS = tuple((bound, re.compile(pattern, re.IGNORECASE)) for bound, pattern in _AGREED)
_HALF = {"jaar": (6.0, "maanden"), "uur": (30.0, "minuten")}


def _lengths(text: str) -> Iterator[Amount]:
    """Lengths of time that are agreed: "binnen een maand", "een proef van een half jaar".

    The caller leaves out the one that is the deadline; "binnen vijf jaar" always is.
    """
    for bound, pattern in _LENGTHS:
        for match in pattern.finditer(text):
            value, unit = _length(match["many"].lower(), match["unit"].lower())
            if value and not (bound == "max" and unit == "jaar"):
                start = match.start() if bound == "max" else match.start("many")
                yield Amount((value,), unit, start, match.end("unit"), bound)


def _length(many: str, unit: str) -> tuple[float | None, str]:
    if "half" in many:
        return _HALF.get(unit, (None, unit))
    return (1.0 if many in {"een", "één", "eén"} else number_of(many)), unit


_TO_THERE = r"(?:van\s+(?:een\s+)?[\d,]+\s+naar\s+)?(?:een\s+)?"
_NO_DATE = rf"(?![\w%]|[.,]\d|\s?(?:%|procent|{MONTHS}|op\b|van\b))"
_MARK = re.compile(
    r"\b(?:rapport|tevredenheids|waarderings)?cijfer\b[^.;\d]{0,40}?\b"
    rf"{_TO_THERE}(?P<value>[1-9](?:,\d)?|10){_NO_DATE}(?!\s+naar\b)",
    re.IGNORECASE,
)
_PERCENTAGE = re.compile(
    r"\b\w*percentage\b[^.;\d]{0,40}?\b(?:naar|op|tot)\s+(?:\w+\s+)??"
    rf"(?P<value>\d{{1,2}}(?:,\d+)?|100){_NO_DATE}",
    re.IGNORECASE,
)


def _named_before(text: str) -> Iterator[Amount]:
    """A report mark ("een cijfer van ten minste 7,5") and a percentage ("het percentage gaat naar 78")."""
    for pattern, unit in ((_MARK, "rapportcijfer"), (_PERCENTAGE, "%")):
        for match in pattern.finditer(text):
            at = match.start("value")
            bound, start = bound_before(text[:at], at)
            yield Amount((float(match["value"].replace(",", ".")),), unit, start, match.end(), bound)


_FACTOR = re.compile(
    r"\b(verdubbel\w*|verdriedubbel\w*|verdrievoudig\w*|halver(?:ing|en|ingen)|halveert|gehalveerd)\b(?!-)",
    re.IGNORECASE,
)
_FACTORS = {
    "verdub": (2.0, "keer"),
    "verdri": (3.0, "keer"),
    "halver": (50.0, "%"),
    "halvee": (50.0, "%"),
    "gehalv": (50.0, "%"),
}


def _factors(text: str) -> Iterator[Amount]:
    for match in _FACTOR.finditer(text):
        value, unit = _FACTORS[match[1][:6].lower()]
        yield Amount((value,), unit, match.start(), match.end(), "exact")


_ROUND = 10
"""From here on a number with "-tal" is a guess: a "tiental" is ten or so, a "viertal" is four."""

_TEN_OR_SO = re.compile(rf"\b(?P<many>{NUMBER_PATTERN}|\d+-?)tal\s", re.IGNORECASE)


def _tens(text: str) -> Iterator[Amount]:
    """Round numbers as nouns: "een twintigtal bomen", "een tiental", "30-tal"."""
    for match in _TEN_OR_SO.finditer(text):
        value = number_of(match["many"].rstrip("-"))
        counted = noun_at(text, match.end() - 1)
        if value and counted:
            bound: Bound = "about" if value >= _ROUND else "exact"
            yield Amount((value,), counted.unit, match.start(), counted.end, bound)
    for match in re.finditer(rf"\b(?P<many>{NUMBER_PATTERN})maal(?=\s+per\s)", text, re.IGNORECASE):
        value, per = number_of(match["many"]), re.compile(r"\s+per\s+(\w+)").match(text, match.end())
        if value and per:
            bound, start = bound_before(text[: match.start()], match.start())
            yield Amount((value,), f"keer per {per[1].lower()}", start, per.end(), bound)
