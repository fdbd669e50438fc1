"""Dutch numbers as values: digits with their separators, and number words."""

from __future__ import annotations

import re

_UNITS = (
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
    "zeventien achttien negentien"
).split()
_TENS = {
    "twintig": 20,
    "dertig": 30,
    "veertig": 40,
    "vijftig": 50,
    "zestig": 60,
    "zeventig": 70,
    "tachtig": 80,
    "negentig": 90,
}
_SMALL = {word: value for value, word in enumerate(_UNITS)} | {"één": 1}
_BIG = {"honderd": 100, "duizend": 1000}
_MULTIPLES = {
    "ton": 100_000, "duizend": 1000, "miljoen": 1_000_000, "mln": 1_000_000, "miljard": 1_000_000_000,
    "mld": 1_000_000_000,
}  # fmt: skip
_DIGITS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")

NUMBER_WORDS: tuple[str, ...] = (*(w for w in _UNITS if w not in {"nul", "een"}), "één", *_TENS, *_BIG)
"""The number words that stand for an amount by themselves; "een" is an article as a rule."""


def number_of(text: str) -> float | None:
    """Return the value of digits ("2.250", "1,5") or a number word ("vijf", "vijfentwintig"), else None."""
    lower = text.strip().lower()
    if _DIGITS.fullmatch(lower):
        return float(lower.replace(".", "").replace(",", "."))
    if lower in _SMALL:
        return float(_SMALL[lower])
    if lower in _TENS:
        return float(_TENS[lower])
    if lower in _BIG:
        return float(_BIG[lower])
    compound = re.fullmatch(r"(\w+?)(?:en|ën)(" + "|".join(_TENS) + r")", lower)
    if compound and compound[1] in _SMALL:
        return float(_SMALL[compound[1]] + _TENS[compound[2]])
    hundreds = re.fullmatch(r"(\w+?)(honderd|duizend)", lower)
    if hundreds and hundreds[1] in _SMALL:
        return float(_SMALL[hundreds[1]] * _BIG[hundreds[2]])
    return None


def multiple_of(word: str) -> int | None:
    """Return what a word multiplies by: "ton" 100,000, "miljoen" 1,000,000; None for another word."""
    return _MULTIPLES.get(word.lower().rstrip("."))
