"""Hyphens at line ends: joined or kept, as Dutch spelling asks.

A hyphen at a line end is either the printer's (``ontplooiingsmogelijk-/heden``) or the writer's
(``Zuid-/Limburg``, ``EFG-/segment``, ``fiets-/en wandelpad``). Letters decide first (capitals, digits,
a list with "en"), then the words: those of the document itself, then those of the language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Literal

Joint = Literal["join", "keep", "space"]
"""Drop the hyphen, keep it and close up, or keep it with a space after it."""

HYPHENS = "-\u2010\u2011"
SOFT_HYPHEN = "\u00ad"
_LAST_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?(?:[-\u2010\u2011][^\W_]+)*$")
_FIRST_WORD = re.compile(r"^[^\W_]+")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SUSPENDED = frozenset({"en", "of", "als", "dan", "tot", "noch", "respectievelijk", "maar", "versus"})
_ADJECTIVE_LEFT = ("isch", "aal", "eel", "ief", "air", "lijk", "matig", "eco", "sociaal")
_ADJECTIVE_RIGHT = ("isch", "ische", "ale", "aal", "ele", "eel", "ieve", "ief", "aire", "lijke", "lijk")
_PREFIXES = frozenset(
    {"oud", "ex", "niet", "non", "pseudo", "quasi", "interim", "adjunct", "co", "semi", "anti"}
)
_CLASH = re.compile(r"(?:a[aeiu]|e[eiu]|i[eij]|o[eiou]|u[iu]|éé)$")
_KNOWN = 1.0


class Joints:
    """Decides hyphens at line ends with the words of one document and the frequency of words in Dutch."""

    def __init__(self, texts: Iterable[str], frequency: Callable[[str], float]) -> None:
        self._frequency = frequency
        self._words: Counter[str] = Counter()
        for text in texts:
            self._words.update(word.lower() for word in _WORDS.findall(text))

    def decide(self, before: str, after: str) -> Joint:
        """Return what becomes of the hyphen that ends the line ``before`` when the line ``after`` follows."""
        if before.endswith(SOFT_HYPHEN):
            return "join"
        left_match, right_match = _LAST_WORD.search(before[:-1]), _FIRST_WORD.match(after)
        if not left_match or not right_match:
            return "space"
        left, right = left_match.group(), right_match.group()
        if right.lower() in _SUSPENDED:
            return self._suspended(left, right)
        if after[0].isupper() or after[0].isdigit() or _is_name_or_code(left):
            return "keep"
        return self._by_words(left.lower(), right.lower())

    def _suspended(self, left: str, right: str) -> Joint:
        joined = (left + right).lower()
        whole = self._words[joined] or self._frequency(joined) > 3.0
        return "join" if whole and not self._is_word(left.lower()) else "space"

    def _by_words(self, left: str, right: str) -> Joint:
        joined, hyphened = self._words[left + right], self._words[f"{left}-{right}"]
        if joined != hyphened:
            return "join" if joined > hyphened else "keep"
        if "-" in left:
            return "keep" if self._is_word(right) else "join"
        if self._frequency(left + right) >= _KNOWN:
            return "join"
        if left in _PREFIXES or _both_adjectives(left, right) or _vowels_clash(left, right):
            return "keep"
        return "join"

    def _is_word(self, word: str) -> bool:
        return self._words[word] > 0 or self._frequency(word) >= _KNOWN


def _is_name_or_code(word: str) -> bool:
    """Tell whether ``word`` is a letter, an abbreviation or has a digit: EFG-, CO2-, C- keep their hyphen."""
    last = word.rpartition("-")[2]
    return len(last) == 1 or any(char.isdigit() for char in last) or (len(last) > 1 and last.isupper())


def _both_adjectives(left: str, right: str) -> bool:
    return left.endswith(_ADJECTIVE_LEFT) and right.endswith(_ADJECTIVE_RIGHT)


def _vowels_clash(left: str, right: str) -> bool:
    return bool(_CLASH.search(left[-1:] + right[:1]))
