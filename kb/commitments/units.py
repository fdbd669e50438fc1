"""What is counted: units of measure, times a year, and the noun of a noun phrase."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.commitments.words import finite, is_participle

_NAMES = {
    "%": "% procent", "procentpunt": "procentpunt procentpunten",
    "MW": "mw megawatt", "MWp": "mwp", "GW": "gw gigawatt", "kW": "kw kilowatt", "kWp": "kwp",
    "kWh": "kwh kilowattuur", "MWh": "mwh megawattuur", "GWh": "gwh gigawattuur", "TWh": "twh terawattuur",
    "TJ": "tj terajoule", "PJ": "pj petajoule",
    "kg": "kg kilo kilogram", "ton": "ton", "kton": "kton kiloton", "Mton": "mton megaton",
    "mm": "mm millimeter", "cm": "cm centimeter",
    "km": "km", "kilometer": "kilometer kilometers", "m": "m m1", "meter": "meter meters",
    "m2": "m2 m²", "m3": "m3 m³",
    "hectare": "ha hectare hectares hectaren", "dB": "db db(a)",
    "fte": "fte fte's fte’s ftes formatieplaats formatieplaatsen",
    "liter": "liter liters", "EUR": "euro", "km/u": "km/u km/uur", "graden": "graden graad °c",
    "minuten": "minuten",
}  # fmt: skip
MEASURES = {word: unit for unit, words in _NAMES.items() for word in words.split()}
"""The unit for each way to write it, in lower case."""

_TWO_WORDS = {
    "vierkante meter": "m2", "vierkante meters": "m2", "kubieke meter": "m3", "kubieke meters": "m3",
    "strekkende meter": "meter", "strekkende meters": "meter", "vierkante kilometer": "km2",
    "kilometer per uur": "km/u", "km per uur": "km/u",
}  # fmt: skip
_TWO = re.compile(rf"\s?(?P<unit>{'|'.join(_TWO_WORDS)})\b", re.IGNORECASE)
TIMES = frozenset("jaar jaren maand maanden week weken dag dagen werkdagen uur uren kwartalen".split())
"""Lengths of time, which are amounts only where they are a floor or a ceiling."""

_NO_AMOUNT = frozenset(
    """eeuw decennia jarige jarigen plussers plusser kwartaal keer maal jarig zomers winters
    seizoenen schooljaren perioden""".split()
) | TIMES  # fmt: skip
_NOT_COUNTED = frozenset(
    """thema's thema’s themas sporen spoor pijlers pijler manieren manier kanten kant redenen lijnen
    onderdelen onderdeel punten punt stappen delen aspecten vormen soorten niveaus zaken dingen woorden malen
    kernthema's kernthema’s actielijnen zijden hoofdlijnen vragen ogen handen""".split()
)
_PLURAL_VERBS = frozenset(
    """komen volgen vinden gaan blijven worden krijgen staan liggen hebben zullen willen moeten kunnen mogen
    houden geven nemen maken zetten brengen bouwen realiseren zijn doen""".split()
)
_NOUN_STOPS = frozenset(
    """van voor in op met aan tot en of die dat waarvan waarbij per om te bij door uit over naar als is zijn
    wordt worden binnen zonder onder tussen ten is heeft hebben waarin naast na vanaf er de het een ook
    welke tegen rond langs via hiervan daarvan""".split()
)
_ADJECTIVES = frozenset(
    """houten stenen betonnen metalen ijzeren stalen glazen open eigen groen verschillen gehuurden
    jaarlijks maandelijks wekelijks dagelijks tijdelijk duurzaam extra steeds""".split()
)
_TOKEN = re.compile(r"\s*\(?([^\W\d_][\w²³’'/&-]*\.?|%|°c)\)?", re.IGNORECASE)
_PER = re.compile(
    r"\s+per\s+(?P<what>jaar|maand|week|dag|kwartaal|uur|inwoner|persoon|huishouden|gezin|woning)\b"
)
_PER_FAR = re.compile(r"(?:\s+\w+){0,3}?\s+per\s+(?P<what>\w+)")
_AND_NOUN = re.compile(r" en ([a-z]{4,}en)(?= [a-z]+(?:d|t|en)\b|[.,;)]|$)")
_ONE_OF = re.compile(r" van (?:onze|de|deze|die|hun|alle) (?:\d[\d.]* )?")
_MAX_ADJECTIVES = 5


@dataclass(frozen=True, slots=True)
class Counted:
    """A unit that ends at ``end`` in its text; ``length_of_time`` is set for years, weeks and hours."""

    unit: str
    end: int
    length_of_time: bool = False


def measure_at(text: str, at: int) -> Counted | None:
    """Return the unit of measure that stands at ``at``: "MW", "kg per persoon", "vierkante meter"."""
    two = _TWO.match(text, at)
    if two:
        return Counted(_TWO_WORDS[" ".join(two["unit"].lower().split())], two.end())
    token = _TOKEN.match(text, at)
    name = MEASURES.get(token[1].lower().rstrip(".")) if token else None
    if token is None or name is None:
        return None
    end = token.end() - token[0].endswith(".")
    per = (_PER_FAR if name == "kg" else _PER).match(text, end)
    if per and name not in {"EUR", "%"}:
        return Counted(f"{name} per {per['what'].lower()}", per.end())
    return Counted(name, end)


_FREQUENCY = re.compile(
    r"\s?(?:keer|maal|x)\b(?:(?P<so>\s+(?:zo\s?veel|zo\s+\w+|meer))|\s+(?:per|in\s+(?:de|het))\s+(?P<per>jaar|maand|week|dag|kwartaal|uur)\b|"
    r"\s+in\s+de\s+collegeperiode)?", re.IGNORECASE)  # fmt: skip


def frequency_at(text: str, at: int) -> Counted | None:
    """Return how often: "keer per jaar", or "keer" of a growth ("twee keer zoveel")."""
    found = _FREQUENCY.match(text, at)
    if found is None or not (found["so"] or found["per"]):
        return None
    return Counted(f"keer per {found['per'].lower()}" if found["per"] else "keer", found.end())


def noun_at(text: str, at: int, *, one: bool = False) -> Counted | None:
    """Return the noun that is counted: what the phrase after a number ends in.

    ``one`` says that the number is one, after which the noun may be in the singular.
    """
    one_of = _ONE_OF.match(text, at)
    end, noun = one_of.end() - 1 if one_of else at, ""
    for _ in range(_MAX_ADJECTIVES):
        token = _TOKEN.match(text, end)
        word = token[1].lower().rstrip(".") if token else ""
        if token is None or word in _NOUN_STOPS or (noun and _ends_phrase(word)):
            break
        noun, end = word, token.end()
        if (
            noun in TIMES
            or text[end : end + 1] in {",", ".", ";", ":"}
            or text[end - 1 : end] == "."
            or (noun.endswith(("en", "s")) and not _describes(noun))
            or (one and not noun.endswith("e") and not one_of)
        ):
            break
    if noun in TIMES:
        per = _PER.match(text, end)
        return (
            Counted(f"{noun} per {per['what']}", per.end())
            if per
            else Counted(noun, end, length_of_time=True)
        )
    return _counted(text, noun, end, one=one)


def _counted(text: str, noun: str, end: int, *, one: bool) -> Counted | None:
    verb = finite(noun) is not None and (not noun.endswith("en") or noun in _PLURAL_VERBS)
    if len(noun) < 3 or noun in _NO_AMOUNT or noun in _NOT_COUNTED or verb:
        return None
    if not one and not noun.endswith(("en", "s", "a", "lui", "volk")):
        return None
    unit = noun  # homes are homes, of whatever kind
    second = _AND_NOUN.match(text, end)
    if second and not _ends_phrase(second[1].lower()):
        return Counted(f"{unit} en {second[1].lower()}", second.end())
    per = _PER.match(text, end)
    return Counted(f"{unit} per {per['what'].lower()}", per.end()) if per else Counted(unit, end)


def _describes(word: str) -> bool:
    """Tell whether a word in -en or -s is no noun: "verborgen", "jaarlijks"."""
    return word in _ADJECTIVES or word.endswith("lijks") or is_participle(word)


def _ends_phrase(word: str) -> bool:
    return is_participle(word) or (finite(word) is not None and not word.endswith("e"))
