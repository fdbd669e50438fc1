"""An amount as it is found in a text: a floor, a ceiling or a guess, by the words before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.model import Bound, Quantity

_NOT, _UNLESS_NOT = "(?:niet|nooit)", "(?<!niet )(?<!nooit )"
_BOUND_WORDS: tuple[tuple[Bound, str], ...] = (
    ("max", r"\b(?:binnen(?! (?:een|de))|maximaal|max\.?|maximum|hoogstens|hooguit|ten hoogste|langer dan|"
            rf"{_NOT} (?:meer|langer|hoger) dan|{_UNLESS_NOT}minder dan|{_UNLESS_NOT}onder(?= de)|"
            rf"{_NOT} boven(?= de)|geen \w+ meer dan|tot max\.?)|[≤<]"),
    ("min", r"\b(?:minimaal|min\.?|minimum(?:aantal)?|minstens|ten minste|tenminste|"
            rf"{_UNLESS_NOT}meer dan|{_NOT} minder dan|ruim|op (?:zijn|z[’']n) minst|"
            rf"{_UNLESS_NOT}boven(?= de)|zeker|in ieder geval|{_NOT} onder(?= de))|[≥>]"),
    ("about", r"\b(?:circa|ca\.?|ongeveer|bijna|zo[’']n|rond(?:om)?|om en nabij|naar schatting|pakweg|"
              r"grofweg|plusminus|tegen(?= de)|een kleine|een goede)|±|\+/-"),
)  # fmt: skip
_BETWEEN_BOUND = r"\s*(?:(?:voor|in|aan|bij|met|van|de|het|een|zo[’']n|aantal(?:len)?(?:\s+van)?)\s+)*$"
_BOUNDS = tuple(
    (name, re.compile(rf"(?:{words}){_BETWEEN_BOUND}", re.IGNORECASE)) for name, words in _BOUND_WORDS
)
_LOOSE_BOUND: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("max", re.compile(r"\b(?:inkomens?|huurprijs|prijs|waarde)\s+tot\s+$", re.I)),
    ("max", re.compile(r"\bmaximale\s+(?:\w+\s+){1,4}van\s+$", re.I)),
    ("min", re.compile(r"\bminimale\s+(?:\w+\s+){1,4}van\s+$", re.I)),
)


@dataclass(frozen=True, slots=True)
class Amount:
    """One or two values with what is counted; ``start`` and ``end`` are where their words stand."""

    values: tuple[float, ...]
    unit: str
    start: int
    end: int
    bound: Bound

    def quantities(self, text: str) -> Iterator[Quantity]:
        """Yield each value with the words that give it."""
        words = text[self.start : self.end].strip().rstrip(".,;(")
        bounds: tuple[Bound, ...] = (self.bound,) if len(self.values) == 1 else ("min", "max")
        for value, bound in zip(self.values, bounds, strict=True):
            yield Quantity(value, self.unit, words, bound)


def bound_before(before: str, start: int) -> tuple[Bound, int]:
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
