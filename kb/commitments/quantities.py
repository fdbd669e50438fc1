"""How much: the amounts in a promise, with their unit and whether they are a floor, a ceiling or a guess.

An amount is read from left to right: a bound (minimaal, circa), a number in digits or words, perhaps a second
one ("40 tot 60"), perhaps what it is multiplied by (mln, ton), and what is counted (:mod:`units`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.commitments.amount import Amount, bound_before
from kb.commitments.amounts_in_words import MONTHS, OF_PART, amounts_in_words
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
_MONTH = re.compile(rf"\s*(?:{MONTHS})\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_COUNTED_AFTER_YEAR = re.compile(
    r"\s*(?:\w+e\s+)?(?:\w*woningen|zonnepanelen|m2|huishoudens|bomen|inwoners)\b"
)
_BACKGROUND = re.compile(
    r"(?:\b(?:hoger|lager|groter|kleiner)\b[^.,;]{0,12}\bdan|\bten opzichte van|\bin plaats van|"
    r"\bmomenteel|\bvan de huidige|\(nu|\bnu nog)\s+$", re.IGNORECASE)  # fmt: skip
_OF_SOME = re.compile(r"\b(?:\d[\d.]*|één|twee|drie|vier|vijf|zes) van de\s+$", re.IGNORECASE)
_DEFINITE = re.compile(r"\b(?:deze|die|onze|hun|met\s+(?:zijn|haar))\s+$", re.IGNORECASE)
_ALL_THERE_ARE = re.compile(
    r"(?<!om )(?<!tot )(?<!van )(?<!rond )(?<!tegen )(?<!tussen )(?<!onder )(?<!boven )(?<!naar )\bde\s+$",
    re.I,
)
_FEW = 12
_THE_MOST = re.compile(r"\s+(?:meest\b|[a-z]+ste\b)", re.IGNORECASE)
_AS_IT_WAS = re.compile(
    r"\b(?:was|waren|bedroeg|bedroegen|telde|telden)\s+(?:(?:met|nog|toen|al|er|ongeveer|circa|ruim|slechts)\s+){0,3}$",
    re.IGNORECASE,
)
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
_ONE_OF = re.compile(r" van (?:onze|de|deze|die|hun) ")


def quantities_of(text: str) -> tuple[Quantity, ...]:
    """Return the amounts in ``text``, in order; no years, dates, numbers of chapters, or ages.

    A length of time is an amount only where it is a floor or a ceiling ("minimaal 15 jaar"); "binnen vijf
    jaar" is a deadline.
    """
    found = [*_numbers(text), *amounts_in_words(text)]
    amounts: list[Amount] = []
    for amount in sorted(found, key=lambda item: (item.start, -item.end)):
        if not amounts or amount.start >= amounts[-1].end:
            amounts.append(amount)
    return tuple(quantity for amount in amounts for quantity in amount.quantities(text))


def _numbers(text: str) -> Iterator[Amount]:
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
    few = not digits and (_value(match["low"]) or _FEW + 1) <= _FEW
    if few and _ALL_THERE_ARE.search(before[-20:]) and not _THE_MOST.match(after):
        return True  # "de negen scholen" are those there are, not how many there will be
    if digits and _OF_SOME.search(before[-25:]):
        return True  # the whole of which a part was counted: "62 van de 150 bedrijven"
    if _REFERENCE.search(before[-20:]) or _BACKGROUND.search(before[-40:]):
        return True
    if _AS_IT_WAS.search(before[-50:]):
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


def _amount(text: str, match: re.Match[str]) -> Amount | None:
    values, end = _values(text, match)
    if not values:
        return None
    bound, start = bound_before(text[: match.start()], match.start())
    more = _MORE.match(text, end)
    if more:
        bound, end = ("min" if more["which"].lower() == "meer" else "max"), more.end()
    cent = _CENT.match(text, end)
    if cent:
        return Amount(tuple(value / 100 for value in values), "EUR", start, cent.end(), bound)
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
    reached = counted.length_of_time or _REACHED.fullmatch(counted.unit)
    if _DISTANCE.fullmatch(counted.unit) and _FROM_THERE.match(text, counted.end):
        reached = True  # "binnen 300 meter van iedere woning"
    if bound == "max" and text[start : start + 6].lower() == "binnen" and not reached:
        bound, start = "exact", match.start()
    if counted.unit == "EUR" and bound == "exact" and _CEILING.search(text[: match.start()]):
        bound = "max"
    stop = counted.end
    more = _MORE.match(text, stop)
    if more:
        bound, stop = ("min" if more["which"].lower() == "meer" else "max"), more.end()
    if counted.unit == "%":
        stop += len(found[0]) if (found := OF_PART.match(text[stop:])) else 0
    return Amount(multiplied, counted.unit, start, stop, bound)


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


_REACHED = re.compile(r"minuten|minuut|seconden|maand(?:en)?")
_FROM_THERE = re.compile(r"\s+(?:lopen|van|is|ligt|staat)\b", re.IGNORECASE)
_DISTANCE = re.compile(r"k?m|(?:kilo)?meter")
_CEILING = re.compile(
    r"\bplafond\s+van\s+$|\btot een (?:bedrag|maximum) van\s+$|"
    r"^(?!.*\b(?:stijg|groei|verho|verla|daal|oplo|gaat|gaan|van €)).*\btot\s+$",
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
    if counted and " per " not in counted.unit and any(0.0 < value < 1.0 for value in values):
        return None  # nothing is counted below one: "onder de grens van 0,8 zakken"
    if counted and counted.length_of_time:
        before = text[: match.start()]
        if _EVERY.search(before):
            return counted
        if _RESPONSE.search(before) and counted.unit[:2] in {"we", "da", "uu", "ur"}:
            return counted
        lasting = (
            bound in {"min", "max"} and not _PAST_LENGTH.search(before) and not _AGE.match(text, counted.end)
        )
        started = bound_before(before, match.start())[1]
        return counted if lasting and not _PAST_LENGTH.search(text[:started]) else None
    return counted


def _shared_unit(text: str, end: int, values: tuple[float, ...], bound: Bound, start: int) -> Amount | None:
    """Return "minimaal 40" of "minimaal 40 en maximaal 60 laadpalen": the unit is that of what follows."""
    then = _THEN_BOUND.match(text, end)
    following = next(iter(_numbers(text[then.end() :])), None) if then else None
    return Amount(values, following.unit, start, end, bound) if following else None


_NUMBER_IS = re.compile(
    r"\baantal\s+(?P<noun>(?:\w+e\s+)?[\w’'-]+(?:en|s|a))\b(?:[^.;:]|\.(?=\d)){0,60}?\b(?:blijft|wordt|is|naar|tot|op|met)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_FURTHER = re.compile(
    r"(?:\bdus|\bdaarna|\bnog eens|\bnaar|\bwaarvan|\blater|\bin totaal)\s+(?:\w+\s+)?$", re.IGNORECASE
)
_NO_MORE = re.compile(r"\s*(?:[.,;)]|$|(?:in|per|tot|en|of|op|aan|over)\s)")


def _unit_before(text: str, end: int, values: tuple[float, ...], bound: Bound, start: int) -> Amount | None:
    """A number without a noun counts what came before: "het aantal bomen blijft elf", "5 bomen, dus 20"."""
    before = text[:start]
    counts = _NUMBER_IS.search(before)
    if not _NO_MORE.match(text, end):
        return None
    if counts:
        return Amount(values, counts["noun"].split()[-1].lower(), start, end, bound)
    earlier = list(_numbers(before)) if _FURTHER.search(before) else []
    if len({amount.unit for amount in earlier}) > 1 and before.rstrip().endswith("totaal"):
        return None  # of what, when different things were counted?
    return Amount(values, earlier[-1].unit, start, end, bound) if earlier else None


def _bare(text: str, match: re.Match[str], values: tuple[float, ...], bound: Bound) -> Amount | None:
    """An amount between brackets counts what the words before it name: "minimum aantallen (2.250)"."""
    if text[match.start() - 1 : match.start()] != "(" or "." not in match["low"] or match["high"]:
        return None
    bound = "min" if _MINIMUM_NUMBERS.search(text) else bound
    return Amount(values, "woningen", match.start(), match.end("low"), bound)
