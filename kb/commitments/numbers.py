"""Dutch numbers as values: digits with their separators, number words, and fractions."""

from __future__ import annotations

import re

_UNITS = (
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
    "zeventien achttien negentien"
).split()
_TENS = {
    "twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60, "zeventig": 70, "tachtig": 80,
    "negentig": 90,
}  # fmt: skip
_SMALL = {word: value for value, word in enumerate(_UNITS)} | {"één": 1, "eén": 1}
_SCALES = {"honderd": 100, "duizend": 1000}
_MULTIPLES = {
    "ton": 100_000, "duizend": 1000, "miljoen": 1_000_000, "mln": 1_000_000, "miljard": 1_000_000_000,
    "mld": 1_000_000_000, "mio": 1_000_000, "mille": 1000,
}  # fmt: skip
_DIGITS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_BELOW_TEN = "|".join(word for word in _UNITS[1:10])
_TEN = "|".join(_TENS)
# One to ninety-nine, then hundreds ("twaalfhonderd") and thousands of them, written as one word.
_BELOW_100 = rf"(?:(?:{_BELOW_TEN})(?:en|ën)(?:{_TEN})|{'|'.join(reversed(_UNITS[2:]))}|[eé]én|{_TEN})"
_BELOW_1000 = rf"(?:{_BELOW_100}?honderd(?:en(?=\w))?(?:{_BELOW_100})?|{_BELOW_100})"
NUMBER_PATTERN = rf"(?:{_BELOW_1000}?duizend(?:en(?=\w))?\s?(?:{_BELOW_1000})?|{_BELOW_1000})"
"""A pattern for the number words that stand for an amount by themselves; "een" is an article as a rule."""

_WHOLE = re.compile(NUMBER_PATTERN, re.IGNORECASE)


def number_of(text: str) -> float | None:
    """Return the value of digits ("2.250", "1,5") or a number word ("vijf", "vijfentwintig"), else None."""
    lower = text.strip().lower()
    if _DIGITS.fullmatch(lower):
        return float(lower.replace(".", "").replace(",", "."))
    if lower in _SMALL:
        return float(_SMALL[lower])
    value = _value(lower) if _WHOLE.fullmatch(lower) else None
    return None if value is None else float(value)


def _value(word: str) -> int | None:
    """Return the value of a number word: thousands first, then hundreds, then what is left."""
    if not word:
        return 0
    if word in _SMALL:
        return _SMALL[word]
    if word in _TENS:
        return _TENS[word]
    for scale in ("duizend", "honderd"):
        many, found, rest = word.partition(scale)
        if found:
            left, right = _value(many), _value(rest.strip().removeprefix("en").strip())
            return None if left is None or right is None else (left or 1) * _SCALES[scale] + right
    unit, _, ten = re.sub(r"(?:en|ën)(?=(?:" + _TEN + ")$)", " ", word).partition(" ")
    return _SMALL[unit] + _TENS[ten] if unit in _SMALL and ten in _TENS else None


def multiple_of(word: str) -> int | None:
    """Return what a word multiplies by: "ton" 100,000, "miljoen" 1,000,000; None for another word."""
    return _MULTIPLES.get(word.lower().rstrip("."))
