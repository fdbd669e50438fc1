"""How much: the amounts in a promise, with their unit and whether they are a floor, a ceiling or a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.commitments.numbers import NUMBER_WORDS, multiple_of, number_of
from kb.commitments.words import finite, is_participle
from kb.model import Bound, Quantity

_MEASURES = {
    "%": "%", "procent": "%", "mw": "MW", "mwp": "MWp", "gw": "GW", "kw": "kW", "kwp": "kWp", "kwh": "kWh",
    "mwh": "MWh", "gwh": "GWh", "twh": "TWh", "tj": "TJ", "pj": "PJ", "kg": "kg", "ton": "ton",
    "kton": "kton", "mton": "Mton", "km": "km", "kilometer": "km", "m": "m", "meter": "m",
    "m2": "m2", "m²": "m2", "m3": "m3",
    "m³": "m3", "ha": "hectare", "hectare": "hectare", "euro": "EUR", "fte": "fte", "db": "dB",
    "liter": "liter",
}  # fmt: skip
_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_WORD_NUMBER = (
    r"(?:"
    + "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
    + r")(?:en(?:twintig|dertig|veertig|vijftig))?"
)
_AMOUNT = re.compile(
    rf"(?P<money>€\s?|EUR\s)?(?<![\w.,/-])(?P<number>{_NUMBER})(?![\w/]*\d|[.,:]\d|e\b|ste\b|de\b)"
    r"(?:,-|,=)?\s?(?P<sign>%)?"
    rf"|(?<!\w)(?P<word>{_WORD_NUMBER})(?!\w)",
    re.IGNORECASE,
)
_FACTOR = re.compile(r"\b(verdubbel\w*|verdriedubbel\w*|halver\w*|gehalveerd)\b", re.IGNORECASE)
_FACTORS = {"verdub": 2.0, "verdri": 3.0, "halver": 0.5, "gehalv": 0.5}
_BOUNDS: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("max", re.compile(
        r"\b(?:maximaal|max\.?|maximum|hoogstens|hooguit|ten hoogste|niet meer dan|minder dan|onder de)"
        r"\s*(?:van |\w+aantal )?$", re.I)),
    ("min", re.compile(
        r"\b(?:minimaal|min\.?|minimum|minstens|ten minste|tenminste|meer dan|niet minder dan|op zijn minst|"
        r"boven de)\s*(?:van |aantal(?:len)? )?$", re.I)),
    ("about", re.compile(
        r"\b(?:circa|ca\.?|ongeveer|ruim|bijna|zo[’']n|rond de|rond|naar schatting|pakweg|een kleine)\s*$",
        re.I)),
)  # fmt: skip
_MINIMUM_NUMBERS = re.compile(r"\bminim(?:um|ale?)\s?aantal", re.IGNORECASE)
_REFERENCE = re.compile(
    r"\b(?:paragraaf|hoofdstuk|artikel|art\.|bijlage|figuur|tabel|punt|pagina|p\.|blz\.|fase|versie|nr\.|nummer|lid|"
    r"label|spoor|kamer|groep|klasse|type|programma|schaal|natura|agenda|visie|palet|n|a)\s*$",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\s*(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b", re.I
)
_TIMES = frozenset(
    """jaar jaren maand maanden week weken dag dagen uur uren minuten kwartaal kwartalen eeuw decennia keer
    maal jarige jarig procentpunt plussers plusser""".split()
)
_NOT_COUNTED = frozenset(
    """thema's thema’s themas sporen spoor pijlers pijler manieren manier kanten kant redenen lijnen
    onderdelen onderdeel punten punt stappen delen aspecten vormen soorten niveaus zaken dingen woorden malen
    kernthema's kernthema’s actielijnen zijden hoofdlijnen vragen""".split()
)
_NOUN_STOPS = frozenset(
    """van voor in op met aan tot en of die dat waarvan waarbij per om te bij door uit over naar als is zijn
    wordt worden binnen zonder onder tussen ten is heeft hebben waarin naast na vanaf er de het een ook
    welke""".split()
)
_TOKEN = re.compile(r"\s*([^\W\d_][\w²³’'&-]*\.?|%)")
_PER = re.compile(r"\s+per\s+([a-z]{3,})\b")
_AND_NOUN = re.compile(r" en ([a-z]{4,}en)(?= [a-z]+(?:d|t|en)\b|[.,;)]|$)")
_ONE_OF = re.compile(r" van (?:onze|de|deze|die|hun) ")
_COMPARED = re.compile(r"\b(?:hoger|lager|groter|kleiner)\b[^.,;]{0,12}\bdan\s+$", re.IGNORECASE)
_MASS = re.compile(
    r"\s*(?:co|afval|grondstof|materia|per\b|stikstof|puin|restafval|minder|slib|gft)", re.IGNORECASE
)
_MAX_ADJECTIVES = 5


def quantities_of(text: str) -> tuple[Quantity, ...]:
    """Return the amounts in ``text``, in order; no years, dates, numbers of chapters, or lengths of time."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[Quantity]:
    for match in _AMOUNT.finditer(text):
        quantity = _quantity(text, match)
        if quantity is not None:
            yield quantity
    for match in _FACTOR.finditer(text):
        if not _is_attribute(text, match.end()):
            yield Quantity(_FACTORS[match.group()[:6].lower()], "keer", match.group(), "exact")


def _is_attribute(text: str, end: int) -> bool:
    """Tell whether the word that ends at ``end`` describes a thing ("dubbele ...") and promises nothing."""
    return text[end : end + 1] == "-"


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    digits = match["number"]
    value = number_of(digits or match["word"])
    before = text[: match.start()]
    if value == 1 and not digits and not _ONE_OF.match(text, match.end()):
        return None  # "één systematiek": one is said for stress, not as an amount
    if _COMPARED.search(before[-25:]):
        return None
    if value is None or _REFERENCE.search(before[-20:]) or (digits and _is_date(text, match)):
        return None
    bound, start = _bound(before, match.start())
    if match["money"]:
        value, end = _multiplied(text, match.end("number"), value)
        return Quantity(value, "EUR", text[start:end].strip().rstrip(".,;"), bound)
    if match["sign"]:
        end = _end_of_noun(text, match.end()) if text[match.end() :].startswith(" van ") else match.end()
        return Quantity(
            value, "%", text[start : match.end()] if end == match.end() else text[start:end], bound
        )
    return _counted(text, match, value, bound, start)


def _counted(text: str, match: re.Match[str], value: float, bound: Bound, start: int) -> Quantity | None:
    """An amount of what follows: a measure, or the noun that is counted."""
    at = match.end()
    first = _TOKEN.match(text, at)
    if first is None or text[match.end() : match.end() + 1] == ")":
        return _bare(text, match, value, bound)
    word = first[1].lower().rstrip(".")
    factor = multiple_of(word)
    if (factor and word != "ton") or (word == "ton" and _is_money(text, first.end())):
        rest = _TOKEN.match(text, first.end())
        if word == "ton" or (rest and rest[1].lower() == "euro"):
            return Quantity(
                value * (factor or 1),
                "EUR",
                text[start : rest.end() if rest and rest[1].lower() == "euro" else first.end()].strip(),
                bound,
            )
        value, at = value * (factor or 1), first.end()
        first = rest
        if first is None:
            return None
        word = first[1].lower()
    if word in _MEASURES:
        return _measured(text, first, value, bound, start)
    if word in _TIMES or value == 0:
        return None
    return _of_nouns(text, at, value, bound, start)


def _measured(text: str, unit: re.Match[str], value: float, bound: Bound, start: int) -> Quantity:
    name = _MEASURES[unit[1].lower().rstrip(".")]
    end = unit.end()
    per = (
        re.compile(r"(?:\s+\w+){0,3}?\s+per\s+(\w+)").match(text, end)
        if name == "kg"
        else _PER.match(text, end)
    )
    if per:
        return Quantity(
            value, f"{name} per {per[1].lower()}", text[start : per.end()].strip().rstrip(".,;"), bound
        )
    return Quantity(value, name, text[start:end].strip().rstrip(".,;"), bound)


def _of_nouns(text: str, at: int, value: float, bound: Bound, start: int) -> Quantity | None:
    one_of = _ONE_OF.match(text, at)
    end, noun = one_of.end() - 1 if one_of else at, ""
    for _ in range(_MAX_ADJECTIVES):
        token = _TOKEN.match(text, end)
        if token is None or token[1].lower() in _NOUN_STOPS or (noun and _ends_phrase(token[1].lower())):
            break
        noun, end = token[1].rstrip(".").lower(), token.end()
        if text[end : end + 1] in {",", ".", ";", ")"} or (
            noun.endswith(("en", "s")) and not _goes_on(text, end)
        ):
            break
    if len(noun) < 4 or noun in _TIMES or noun in _NOT_COUNTED or (finite(noun) and not noun.endswith("en")):
        return None
    if value != 1 and not (noun.endswith(("en", "s", "eren", "a")) or noun in _MEASURES):
        return None
    second = _AND_NOUN.match(text, end)
    unit = _unit(noun)
    if second and not _ends_phrase(second[1].lower()):
        unit, end = f"{unit} en {second[1].lower()}", second.end()
    return Quantity(value, unit, text[start:end].strip().rstrip(".,;"), bound)


def _ends_phrase(word: str) -> bool:
    return is_participle(word) or (finite(word) is not None and not word.endswith("e"))


def _goes_on(text: str, end: int) -> bool:
    """Tell whether what looks like a noun was an adjective: "gemeentelijke projecten" goes on after an -e."""
    return False if text[end - 1] != "e" else bool(_TOKEN.match(text, end))


def _unit(noun: str) -> str:
    """Homes are homes, whatever kind: "koopwoningen" counts "woningen"."""
    return "woningen" if noun.endswith("woningen") else noun


def _bare(text: str, match: re.Match[str], value: float, bound: Bound) -> Quantity | None:
    """An amount between brackets counts what the words before it name: "minimum aantallen (2.250)"."""
    if not match["number"] or text[match.start() - 1 : match.start()] != "(" or "." not in match["number"]:
        return None
    return Quantity(value, "woningen", match["number"], "min" if _MINIMUM_NUMBERS.search(text) else bound)


def _is_money(text: str, end: int) -> bool:
    """Tell whether "ton" means 100,000 euros: not where a matter that is weighed follows."""
    return not _MASS.match(text, end)


def _multiplied(text: str, end: int, value: float) -> tuple[float, int]:
    token = _TOKEN.match(text, end)
    factor = multiple_of(token[1]) if token else None
    return (value * factor, token.end()) if token and factor else (value, end)


def _end_of_noun(text: str, end: int) -> int:
    """Return where "van de sociale woningen" after a percentage ends."""
    found = re.compile(r" van (?:het |de |alle |onze )?(?:[\w-]+ ){0,5}?[\w-]+(?=[ .,;)]|$)").match(text, end)
    if not found:
        return end
    stop = re.compile(r"^ van (?:het |de |alle |onze )?(?:[a-zé-]+e )*[\w-]+").match(text[end:])
    return end + (stop.end() if stop else 0)


def _bound(before: str, start: int) -> tuple[Bound, int]:
    for bound, pattern in _BOUNDS:
        found = pattern.search(before[-30:])
        if found:
            return bound, len(before) - len(before[-30:]) + found.start()
    return "exact", start


def _is_date(text: str, match: re.Match[str]) -> bool:
    """Tell whether a number is a year, a day of a month, or part of a range of years."""
    digits = match["number"]
    after = text[match.end("number") :]
    if match["money"] or match["sign"]:
        return False
    if re.fullmatch(r"(?:19|20)\d\d", digits) and not re.match(
        r"\s*(?:woningen|zonnepanelen|m2|huishoudens|bomen)", after
    ):
        return True
    return bool(_MONTH.match(after)) or bool(re.match(r"\s*(?:kwartaal|juncto|[-–/]\s?\d|[‐])", after))
