"""Whether two words mean the same: by their lemma, the parts of a compound, or their English gloss."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kb.answers.values import Value, values_in
from kb.dutch.analysis import Term, analyse, fold

Senses = Callable[[str], Sequence[str]]
"""The English senses of a lower-case Dutch word, the most useful first; none when it is not known."""

PART = 0.7
"""What a question's compound is worth when a text holds all its parts."""

SENSE = 0.6
"""What a question's word is worth when a text holds another word with the same English gloss."""

ENGLISH_STOP = frozenset(
    """a an the of for to in on at by with and or be is are do does have has not no up out off from as it
    its this that these those what which who how when where get make go put set take come give bring
    keep let one thing person people my your his her she he we they them our i you me say said going
    everyone more most very much many all any some other such so than then there will would can could
    may must should if into about over under after before between through during own same""".split()
)


@dataclass(frozen=True, slots=True)
class Profile:
    """What a text holds: lemmas, parts of compounds, glosses, each as a set; and its values."""

    lemmas: frozenset[str]
    parts: frozenset[str]
    senses: frozenset[str]
    values: tuple[Value, ...]
    words: int


class Meaning:
    """Compares words. Remembers the texts it has seen."""

    def __init__(self, senses: Senses) -> None:
        self._senses = senses
        self.profile = lru_cache(maxsize=30_000)(self._profile)
        self._keys = lru_cache(maxsize=100_000)(self._keys_of)

    def keys(self, term: Term, *, english: bool = False) -> frozenset[str]:
        """Return the English words that stand for a term."""
        return self._keys(fold(term.surface) if english else term.surface.lower(), english)

    def held(self, term: Term, profile: Profile, *, english: bool = False) -> float:
        """Return how far a text holds a question's term, in [0, 1]."""
        if term.lemma in profile.lemmas:
            return 1.0
        best = PART if term.lemma in profile.parts else 0.0
        if term.parts:
            found = sum(part in profile.lemmas or part in profile.parts for part in term.parts)
            best = max(best, PART * found / len(term.parts))
        keys = self.keys(term, english=english)
        if keys:
            best = max(best, SENSE * len(keys & profile.senses) / len(keys))
        return best

    def coverage(
        self, terms: Sequence[Term], rarity: Mapping[str, float], profile: Profile, *, english: bool = False
    ) -> float:
        """Return the share of the terms that a text holds, each weighed by its rarity: in [0, 1]."""
        total = sum(rarity[term.lemma] for term in terms)
        if total <= 0.0:
            return 0.0
        return sum(rarity[t.lemma] * self.held(t, profile, english=english) for t in terms) / total

    def _profile(self, text: str) -> Profile:
        terms = analyse(text)
        return Profile(
            lemmas=frozenset(term.lemma for term in terms),
            parts=frozenset(part for term in terms for part in term.parts),
            senses=frozenset(key for term in terms for key in self.keys(term)),
            values=values_in(text),
            words=len(text.split()),
        )

    def _keys_of(self, word: str, english: bool) -> frozenset[str]:
        if english:
            return frozenset({stem(word)} - {""})
        return frozenset(
            stem(part)
            for sense in self._senses(word)[:2]
            for part in re.findall(r"[a-z]+", sense.lower())
            if part not in ENGLISH_STOP
        )


def stem(word: str) -> str:
    """Return an English word without its commonest endings: enough to compare glosses with questions."""
    for ending, rest in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return (word[: -len(ending)] + rest).rstrip("e")
    return word.rstrip("e") if len(word) > 3 else word


def no_senses(_word: str) -> Sequence[str]:
    """Know no senses: the fake, and what an encoder that reads Dutch needs."""
    return ()
