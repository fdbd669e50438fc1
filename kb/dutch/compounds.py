"""Splitting Dutch compounds against a vocabulary: zonnepanelenproject = zonne + panelen + project.

Each way to cut a word into known parts has a cost; the cheapest wins. A part costs a fixed amount, and more
the rarer it is, so few and frequent parts are preferred (the idea of Koehn and Knight, "Empirical methods
for compound splitting", EACL 2003, with costs on the Zipf scale of van Heuven et al. 2014 instead of the
geometric mean of counts). Linking letters -s-, -e-, -en-, -n- and -er- may stand between parts.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

Frequency = Callable[[str], float]
"""The frequency of a word on the Zipf scale (log10 of occurrences per billion words); 0 when unknown."""

Accepts = Callable[[str, tuple[str, ...]], bool]
"""Does this word mean what these parts mean? Asked before a split is given."""


def _accept_all(_word: str, _parts: tuple[str, ...]) -> bool:
    return True


_LINKS = ("", "s", "e", "en", "n", "er")
_PART_COST = 3.0
_RARITY_COST = 1.0
_COMMON = 6.0
_LINK_COST = 0.4
_MIN_PART = 3
_MIN_WORD = 7
_MIN_ZIPF = 2.3
_MIN_ZIPF_SHORT = 3.9
_SHORT = 3

# Verb particles, prefixes and suffixes: they are words too, but "onderwijs" is not under + wise.
_NO_FIRST = frozenset(
    """aan achter af bij binnen boven buiten door een her hier in langs mede mee met mis na naar neer om on
    ont onder op over samen te tegen terug toe tot tussen uit van vast ver vol voor voort weg wel
    zo""".split()
)
_NO_LAST = frozenset(
    """achtig baar de den der dom en er ers erij es ette heden heid iek ige ing ingen isch lijk ling lingen
    loos matig nis pen schap schappen se sel sen ste ster sters ten ter tie tig zaam zijn halve wijs wijze
    geven gever nemen nemer nemers houden stand komst gang rijk rijke ring zing sing ding ping king ning ting
    ving bing lijke lijks lijkt end ende rend rende stede ante rens tijen men mee zins zin vest stel stelling
    sche eer aren ties lig ting bel bar king ster lar ren ron rig rige vol volle waarts room
    logisch logische gie""".split()
)
_NO_PART = frozenset("een het dat die dit den des ons hun wat wie hoe".split())


class CompoundSplitter:
    """Splits words; deterministic, and remembers what it split."""

    def __init__(
        self,
        frequency: Frequency,
        keep_whole: frozenset[str] = frozenset(),
        accepts: Accepts = _accept_all,
    ) -> None:
        self._frequency = frequency
        self._keep_whole = keep_whole
        self._accepts = accepts
        self._split = lru_cache(maxsize=200_000)(self._best_split)

    def split(self, word: str) -> tuple[str, ...]:
        """Return the parts of ``word`` (lower case, without linking letters), or the word alone."""
        return self._split(word)

    def _best_split(self, word: str) -> tuple[str, ...]:
        if "-" in word:
            return tuple(part for piece in word.split("-") if piece for part in self.split(piece))
        if len(word) < _MIN_WORD or not word.isalpha() or word in self._keep_whole:
            return (word,)
        best = self._cheapest(word)
        return best if best and self._accepts(word, best) else (word,)

    def _cheapest(self, word: str) -> tuple[str, ...] | None:
        """Find the cheapest cover of ``word`` by dynamic programming over its prefixes."""
        covers: list[tuple[float, tuple[str, ...]] | None] = [(0.0, ())] + [None] * len(word)
        for end in range(_MIN_PART, len(word) + 1):
            for start in range(end - _MIN_PART + 1):
                before = covers[start]
                if before is None or (start == 0 and end == len(word)):
                    continue
                part = self._part(word, start, end)
                if part is None:
                    continue
                candidate = (before[0] + part[0], (*before[1], part[1]))
                current = covers[end]
                if current is None or candidate < current:
                    covers[end] = candidate
        found = covers[len(word)]
        if found is None or found[0] >= self._whole_cost(word):
            return None
        return found[1]

    def _part(self, word: str, start: int, end: int) -> tuple[float, str] | None:
        """Return the cost and the form of the part at [start, end), its linking letters taken off."""
        text = word[start:end]
        options = []
        for link in _LINKS if end < len(word) else ("",):
            form = text.removesuffix(link) if link else text
            if link and form == text:
                continue
            if self._is_part(form, first=start == 0, last=end == len(word)):
                rarity = max(0.0, _COMMON - self._frequency(form)) * _RARITY_COST
                options.append((_PART_COST + rarity + (_LINK_COST if link else 0.0), form))
        return min(options) if options else None

    def _is_part(self, form: str, *, first: bool, last: bool) -> bool:
        if len(form) < _MIN_PART or form in _NO_PART:
            return False
        if (first and form in _NO_FIRST) or (last and form in _NO_LAST):
            return False
        return self._frequency(form) >= (_MIN_ZIPF_SHORT if len(form) <= _SHORT else _MIN_ZIPF)

    def _whole_cost(self, word: str) -> float:
        """A word stays whole when it is so frequent that its parts no longer explain it."""
        frequency = self._frequency(word)
        if frequency == 0.0:
            return float("inf")
        return _PART_COST + 1.5 * _RARITY_COST * max(0.0, _COMMON - frequency) + 0.45 * len(word)
