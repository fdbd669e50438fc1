"""How much: the amounts in a promise, with their unit and whether they are a floor, a ceiling or a guess.

An amount is read from left to right: a bound (minimaal, circa), a number in digits or words, perhaps a second
one ("40 tot 60"), perhaps what it is multiplied by (mln, ton), and what is counted (:mod:`units`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.commitments.numbers import NUMBER_PATTERN, multiple_of, number_of
from kb.commitments.units import Counted, frequency_at, measure_at, noun_at
from kb.model import Bound, Quantity

_DIGITS = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d\.\d(?=\s?(?:miljoen|miljard|mln|mld))|\d+(?:,\d+)?"
_VALUE = rf"(?:{_DIGITS}|(?:{NUMBER_PATTERN}|anderhal(?:f|ve)|(?:een\s+)?hal(?:f|ve)|nul)(?!\w))"
_SIGN = r"(?:k?€|EUR)\s?"
_BETWEEN = r"(?:\s?[-–]\s?|\s+(?:tot(?:\s+en\s+met)?|à|a|of)\s+|(?P<and>\s+en\s+))"
_AMOUNT = re.compile(
    rf"(?:(?P<money>{_SIGN})|(?<![\w.,/€’'-]))(?P<low>{_VALUE})(?:(?:{_BETWEEN})(?:{_SIGN})?(?P<high>{_VALUE}))?"
    r"(?![\w/]*\d|[.,:]\d|[-/][^\W\d_]|(?:e|ste|de)\b)(?:,-{1,2}|,=)?",
    re.IGNORECASE,
)
_HALVES = {"anderhalf": 1.5, "anderhalve": 1.5, "half": 0.5, "halve": 0.5}
_BOUND_WORDS: tuple[tuple[Bound, str], ...] = (
    ("max", r"\b(?:binnen(?! (?:een|de))|maximaal|max\.?|maximum|hoogstens|hooguit|ten hoogste|langer dan|"
            r"niet (?:meer|langer|hoger) dan|(?<!niet )minder dan|onder(?= de)|geen \w+ meer dan|"
            r"tot max\.?)|[≤<]"),
    ("min", r"\b(?:minimaal|min\.?|minimum(?:aantal)?|minstens|ten minste|tenminste|(?<!niet )meer dan|"
            r"niet minder dan|ruim|op (?:zijn|z[’']n) minst|boven(?= de)|zeker|in ieder geval|"
            r"niet onder(?= de))|[≥>]"),
    ("about", r"\b(?:circa|ca\.?|ongeveer|bijna|zo[’']n|rond(?:om)?|om en nabij|naar schatting|pakweg|"
              r"grofweg|plusminus|tegen(?= de)|een kleine|een goede)|±|\+/-"),
)  # fmt: skip
_BETWEEN_BOUND = r"\s*(?:(?:voor|in|aan|bij|met|van|de|het|een|zo[’']n|aantal(?:len)?(?:\s+van)?)\s+)*$"
_BOUNDS = tuple(
    (name, re.compile(rf"(?:{words}){_BETWEEN_BOUND}", re.IGNORECASE)) for name, words in _BOUND_WORDS
)
_LOOSE_BOUND: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("max", re.compile(r"\bmaximale\s+(?:\w+\s+){1,4}van\s+$", re.I)),
    ("min", re.compile(r"\bminimale\s+(?:\w+\s+){1,4}van\s+$", re.I)),
)
_MORE = re.compile(r"\s+of\s+(?P<which>meer|minder)\b", re.IGNORECASE)
_THEN_BOUND = re.compile(
    r"\s+(?:en|of|tot)\s+(?=(?:maximaal|hoogstens|hooguit|ten hoogste|minimaal|liefst)\b)", re.IGNORECASE
)
_REFERENCE = re.compile(
    r"\b(?:paragraaf|hoofdstuk|artikel|art\.|bijlage|figuur|tabel|punt|pagina|p\.|blz\.|fase|versie|nr\.|nummer|lid|"
    r"label|spoor|kamer|groep|klasse|type|programma|schaal|natura|agenda|visie|palet|zone|route|lijn|categorie|"
    r"doel|scenario|variant|optie|stap|thema|actie|actiepunt|maatregel|pijler|motie|amendement|agendapunt|"
    r"vraag|deel|week|kwartaal|kavel|blok|(?<![’'])n|a|q)\s*$",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\s*(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b", re.I
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_COUNTED_AFTER_YEAR = re.compile(
    r"\s*(?:\w+e\s+)?(?:\w*woningen|zonnepanelen|m2|huishoudens|bomen|inwoners)\b"
)
_BACKGROUND = re.compile(
    r"(?:\b(?:hoger|lager|groter|kleiner)\b[^.,;]{0,12}\bdan|\bten opzichte van|\bin plaats van|"
    r"\bmomenteel|\bvan de huidige|\(nu|\bnu nog)\s+$", re.IGNORECASE)  # fmt: skip
_OF_SOME = re.compile(r"\b(?:\d[\d.]*|één|twee|drie|vier|vijf|zes) van de\s+$", re.IGNORECASE)
_DEFINITE = re.compile(r"\b(?:deze|die|onze|hun)\s+$", re.IGNORECASE)
_CLOCK = re.compile(r"\b(?:om|vanaf|tot|tussen|en)\s+$", re.IGNORECASE)
_TO = re.compile(r"\s?%?(?:\s+procent)?\s+naar\s+(?:\w+\s+)?(?:€\s?)?\d", re.IGNORECASE)
_PAST_LENGTH = re.compile(
    r"\b(?:binnen|afgelopen|komende|eerste|laatste|vorige|over|na|sinds|leeftijd van|elke|iedere)\s+"
    r"(?:maximaal\s+|uiterlijk\s+)?$", re.IGNORECASE)  # fmt: skip
_RESPONSE = re.compile(r"\bbinnen\s+(?:maximaal\s+|uiterlijk\s+)?$", re.IGNORECASE)
_EVERY = re.compile(r"\b(?:om de|elke|iedere)\s+$", re.IGNORECASE)
_ONLY_ONE = re.compile(r"\b(?:maar|slechts|precies)\s+$", re.IGNORECASE)
_AGE = re.compile(r"\s+(?:en|of)\s+(?:ouder|jonger)|\s+oud\b")
_MASS = re.compile(
    r"\s+(?:CO2|CO₂|afval|\w*afval|gft|grond|puin|papier|glas|materia\w+|\w*stoffen|staal|zand)\b", re.I
)
_MINIMUM_NUMBERS = re.compile(r"\bminim(?:um|ale?)\s?aantal", re.IGNORECASE)
_OF_PART = re.compile(r"^ van (?:het |de |alle |onze |deze )?(?:[a-zé-]+e )*[\w-]+")
_ONE_OF = re.compile(r" van (?:onze|de|deze|die|hun) ")


@dataclass(frozen=True, slots=True)
class _Amount:
    """One or two values with what is counted; ``start`` and ``end`` are where their words stand."""

    values: tuple[float, ...]
    unit: str
    start: int
    end: int
    bound: Bound

    def quantities(self, text: str) -> Iterator[Quantity]:
        words = text[self.start : self.end].strip().rstrip(".,;(")
        bounds: tuple[Bound, ...] = (self.bound,) if len(self.values) == 1 else ("min", "max")
        for value, bound in zip(self.values, bounds, strict=True):
            yield Quantity(value, self.unit, words, bound)


def quantities_of(text: str) -> tuple[Quantity, ...]:
    """Return the amounts in ``text``, in order; no years, dates, numbers of chapters, or ages.

    A length of time is an amount only where it is a floor or a ceiling ("minimaal 15 jaar"); "binnen vijf
    jaar" is a deadline.
    """
    found = [*_numbers(text), *_shares(text), *_factors(text), *_tens(text)]
    amounts: list[_Amount] = []
    for amount in sorted(found, key=lambda item: (item.start, -item.end)):
        if not amounts or amount.start >= amounts[-1].end:
            amounts.append(amount)
    return tuple(quantity for amount in amounts for quantity in amount.quantities(text))


def _numbers(text: str) -> Iterator[_Amount]:
    at = 0
    while match := _AMOUNT.search(text, at):
        amount = None if _is_no_amount(text, match) else _amount(text, match)
        at = max(match.end("low"), amount.end if amount else 0)
        if amount:
            yield amount


def _is_no_amount(text: str, match: re.Match[str]) -> bool:
    """Tell whether a number names something, belongs to a date, or says how it is elsewhere."""
    before, after = text[: match.start()], text[match.end("low") :]
    digits = match["low"][0].isdigit()
    if _DEFINITE.search(before[-12:]) or (_CLOCK.search(before[-10:]) and re.match(r"\s*uur\b", after)):
        return True
    if digits and _OF_SOME.search(before[-25:]):
        return True  # the whole of which a part was counted: "62 van de 150 bedrijven"
    if _REFERENCE.search(before[-20:]) or _BACKGROUND.search(before[-40:]):
        return True
    if before.endswith("van ") and _TO.match(after):
        return True
    if match["money"] or not digits:
        return False
    if (
        re.match(r"0\d", match["low"])
        or re.match(r"\s\d", after)
        or (re.search(r"\d\s$", before[-2:]) and not re.search(r"\b(?:19|20)\d\d\s$", before[-6:]))
    ):
        return True
    return _is_date(match["low"], text[match.end() :]) or (
        bool(match["high"]) and bool(_MONTH.match(text[match.end() :]))
    )


def _is_date(digits: str, after: str) -> bool:
    """Tell whether a number is a year, a day of a month, or a point in a quarter."""
    if _YEAR.fullmatch(digits) and not _COUNTED_AFTER_YEAR.match(after):
        return True
    return bool(_MONTH.match(after) or re.match(r"\s*(?:kwartaal|juncto|[-–/]\s?\d)", after))


def _amount(text: str, match: re.Match[str]) -> _Amount | None:
    values, end = _values(text, match)
    if not values:
        return None
    bound, start = _bound(text[: match.start()], match.start())
    more = _MORE.match(text, end)
    if more:
        bound, end = ("min" if more["which"].lower() == "meer" else "max"), more.end()
    cent = _CENT.match(text, end)
    if cent:
        return _Amount(tuple(value / 100 for value in values), "EUR", start, cent.end(), bound)
    multiplied, after, factor = _multiplied(text, end, values)
    counted = _money(text, match, after, factor) or _unit_at(text, after, multiplied, bound, match)
    if counted is None and factor in {"miljoen", "miljard", "mln", "mld"}:
        counted = Counted("EUR", after)  # millions of nothing in particular are money
    if counted is None:
        return (
            _shared_unit(text, end, values, bound, start)
            or _bare(text, match, values, bound)
            or _unit_before(text, end, values, bound, start)
        )
    if counted.unit == "EUR" and match["money"] and match["money"][0] == "k":
        multiplied = tuple(value * 1000 for value in multiplied)
    reached = counted.length_of_time or _SHORT_TIME.fullmatch(counted.unit)
    if bound == "max" and text[start : start + 6].lower() == "binnen" and not reached:
        bound, start = "exact", match.start()
    if counted.unit == "EUR" and bound == "exact" and _CEILING.search(text[: match.start()]):
        bound = "max"
    stop = counted.end
    more = _MORE.match(text, stop)
    if more:
        bound, stop = ("min" if more["which"].lower() == "meer" else "max"), more.end()
    if counted.unit == "%":
        stop += len(found[0]) if (found := _OF_PART.match(text[stop:])) else 0
    return _Amount(multiplied, counted.unit, start, stop, bound)


def _values(text: str, match: re.Match[str]) -> tuple[tuple[float, ...], int]:
    """Return the values and where they end; "40 en 60" is a range only after "tussen"."""
    low, high = _value(match["low"]), _value(match["high"]) if match["high"] else None
    between = re.search(r"\btussen\s+(?:de\s+)?$", text[: match.start()], re.IGNORECASE) is not None
    if high is not None and low is not None and low < high and (not match["and"] or between):
        return (low, high), match.end()
    return (() if low is None else (low,)), (match.end() if not match["high"] else match.end("low"))


def _value(words: str) -> float | None:
    half = _HALVES.get(words.lower().split()[-1])
    if half:
        return half
    point = re.fullmatch(r"(\d)\.(\d)", words)
    return float(words) if point else number_of(words)


def _multiplied(text: str, end: int, values: tuple[float, ...]) -> tuple[tuple[float, ...], int, str]:
    """Return the values times the word behind them (miljoen, mln, ton, k), where that ends, and the word."""
    token = re.compile(r"\s?(?P<word>k\b|[a-z]+\.?)", re.IGNORECASE).match(text, end)
    word = token["word"].lower().rstrip(".") if token else ""
    factor = 1000 if word == "k" else multiple_of(word)
    if token is None or not factor or (word == "ton" and _MASS.match(text, token.end())):
        return values, end, ""
    return tuple(value * factor for value in values), token.end(), word


def _money(text: str, match: re.Match[str], at: int, factor: str) -> Counted | None:
    """Return euros where a sign, the word or "ton" says so."""
    word = _EURO.match(text, at)
    if word or match["money"] or factor == "ton":
        return Counted("EUR", word.end() if word else at)
    return None


_SHORT_TIME = re.compile(r"minuten|minuut|seconden")
_CEILING = re.compile(
    r"\bplafond\s+van\s+$|^(?!.*\b(?:stijg|groei|verho|verla|daal|oplo|gaat|gaan|van €)).*\btot\s+$",
    re.IGNORECASE | re.DOTALL,
)
_EURO = re.compile(r"\s?euro\b", re.IGNORECASE)
_CENT = re.compile(r"\s?(?:euro)?cent\b", re.IGNORECASE)


def _unit_at(
    text: str, at: int, values: tuple[float, ...], bound: Bound, match: re.Match[str]
) -> Counted | None:
    counted = measure_at(text, at) or frequency_at(text, at)
    if counted or text[at : at + 1] == ")":
        return counted
    if _value(match["low"]) in {0.5, 1.5} and not match["low"][0].isdigit():
        return None  # "halve maatregelen": a half counts measures and money only
    one = values == (1.0,)
    stressed = (
        bound == "exact" and not _ONE_OF.match(text, at) and not _ONLY_ONE.search(text[: match.start()])
    )
    if one and not match["low"][0].isdigit() and stressed:
        return None  # "één systematiek": one is said for stress, not as an amount
    counted = noun_at(text, at, one=one)
    if counted and counted.length_of_time:
        before = text[: match.start()]
        if _EVERY.search(before):
            return counted
        if _RESPONSE.search(before) and counted.unit[:2] in {"we", "da", "uu", "ur"}:
            return counted
        lasting = (
            bound in {"min", "max"} and not _PAST_LENGTH.search(before) and not _AGE.match(text, counted.end)
        )
        started = _bound(before, match.start())[1]
        return counted if lasting and not _PAST_LENGTH.search(text[:started]) else None
    return counted


def _shared_unit(text: str, end: int, values: tuple[float, ...], bound: Bound, start: int) -> _Amount | None:
    """Return "minimaal 40" of "minimaal 40 en maximaal 60 laadpalen": the unit is that of what follows."""
    then = _THEN_BOUND.match(text, end)
    following = next(iter(_numbers(text[then.end() :])), None) if then else None
    return _Amount(values, following.unit, start, end, bound) if following else None


_NUMBER_IS = re.compile(
    r"\baantal\s+(?P<noun>(?:\w+e\s+)?[\w’'-]+(?:en|s|a))\b(?:[^.;:]|\.(?=\d)){0,60}?\b(?:blijft|wordt|is|naar|tot|op|met)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_FURTHER = re.compile(r"(?:\bdus|\bdaarna|\bnog eens|\bnaar|\bwaarvan|\blater)\s+(?:\w+\s+)?$", re.IGNORECASE)
_NO_MORE = re.compile(r"\s*(?:[.,;)]|$|(?:in|per|tot|en|of|op|aan|over)\s)")


def _unit_before(text: str, end: int, values: tuple[float, ...], bound: Bound, start: int) -> _Amount | None:
    """A number without a noun counts what came before: "het aantal bomen blijft elf", "5 bomen, dus 20"."""
    before = text[:start]
    counts = _NUMBER_IS.search(before)
    if not _NO_MORE.match(text, end):
        return None
    if counts:
        return _Amount(values, counts["noun"].split()[-1].lower(), start, end, bound)
    earlier = list(_numbers(before)) if _FURTHER.search(before) else []
    return _Amount(values, earlier[-1].unit, start, end, bound) if earlier else None


def _bare(text: str, match: re.Match[str], values: tuple[float, ...], bound: Bound) -> _Amount | None:
    """An amount between brackets counts what the words before it name: "minimum aantallen (2.250)"."""
    if text[match.start() - 1 : match.start()] != "(" or "." not in match["low"] or match["high"]:
        return None
    bound = "min" if _MINIMUM_NUMBERS.search(text) else bound
    return _Amount(values, "woningen", match.start(), match.end("low"), bound)


def _bound(before: str, start: int) -> tuple[Bound, int]:
    """Return the bound that ends ``before``, and where its words begin."""
    tail = before[-40:]
    between = re.search(r"\btussen\s+(?:de\s+)?$", tail, re.IGNORECASE)
    if between:
        return "exact", start - len(tail) + between.start()
    for bound, pattern in _BOUNDS:
        found = pattern.search(tail)
        if found:
            return bound, start - len(tail) + found.start()
    loose = next((bound for bound, pattern in _LOOSE_BOUND if pattern.search(before[-60:])), None)
    return (loose or "exact"), start


_SHARE = re.compile(
    r"\b(?:(?P<half>de\s+helft)(?!\s+van\s+(?:het\s+jaar|20\d\d))"
    r"|(?:(?P<top>een|[eé]én|twee|drie|vier)[\s-]?)?(?P<part>derde|kwart|vierde|vijfde|tiende)(?:\s+deel)?(?=\s+(?:van\s+(?:de|het|alle|onze|deze)|lager|hoger|minder|meer|kleiner)\b)"
    r"|(?:(?<=voor )|(?<=met ))een (?P<whole>kwart|derde)\b"
    r"|(?<![\d./-])(?P<over>[1-9])/(?P<under>[2-9]|10)(?=e?\s+(?:deel\s+)?van\b)"
    r"|(?P<several>twee[\s-]?derde|drie[\s-]?kwart|driekwart)\b(?! part)"
    r"|(?P<one>1|een|[eé]én)\s+op\s+(?:de\s+)?(?P<many>\d+|\w+)(?=\s+\w))",
    re.IGNORECASE,
)
_PARTS = {"derde": 3, "kwart": 4, "vierde": 4, "vijfde": 5, "tiende": 10}
_TOPS = {"een": 1, "één": 1, "eén": 1, "twee": 2, "drie": 3, "vier": 4}


def _shares(text: str) -> Iterator[_Amount]:
    """Shares in words as percentages: "de helft", "driekwart van de", "1 op de 5"."""
    for match in _SHARE.finditer(text):
        value: float | None = 50.0
        end = match.end()
        if match["whole"]:
            value = 100 / _PARTS[match["whole"].lower()]
        elif match["over"]:
            value = 100 * int(match["over"]) / int(match["under"])
        elif match["several"]:
            value = 75.0 if "kwart" in match["several"].lower() else 200 / 3
        elif match["part"]:
            value = (
                100 * _TOPS[match["top"].lower()] / _PARTS[match["part"].lower()] if match["top"] else None
            )
        elif match["many"]:
            many = number_of(match["many"])
            value = 100 / many if many else None
            counted = noun_at(text, end)
            end = counted.end if counted else end
        if value is None:
            continue
        bound, start = _bound(text[: match.start()], match.start())
        of = _OF_PART.match(text[end:])
        yield _Amount((round(value, 1),), "%", start, end + (len(of[0]) if of else 0), bound)


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


def _factors(text: str) -> Iterator[_Amount]:
    for match in _FACTOR.finditer(text):
        value, unit = _FACTORS[match[1][:6].lower()]
        yield _Amount((value,), unit, match.start(), match.end(), "exact")


_TEN_OR_SO = re.compile(rf"\b(?P<many>{NUMBER_PATTERN}|\d+-?)tal\s", re.IGNORECASE)


def _tens(text: str) -> Iterator[_Amount]:
    """Round numbers as nouns: "een twintigtal bomen", "een tiental", "30-tal"."""
    for match in _TEN_OR_SO.finditer(text):
        value = number_of(match["many"].rstrip("-"))
        counted = noun_at(text, match.end() - 1)
        if value and counted:
            yield _Amount((value,), counted.unit, match.start(), counted.end, "about")
    for match in re.finditer(rf"\b(?P<many>{NUMBER_PATTERN})maal(?=\s+per\s)", text, re.IGNORECASE):
        value, per = number_of(match["many"]), re.compile(r"\s+per\s+(\w+)").match(text, match.end())
        if value and per:
            bound, start = _bound(text[: match.start()], match.start())
            yield _Amount((value,), f"keer per {per[1].lower()}", start, per.end(), bound)
