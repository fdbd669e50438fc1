"""When two texts count as the same words. All metrics compare texts through this module."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from ingest.model import same_words

MATCH = 0.5
"""From which share of the longer text two quotes are the same statement."""

_HYPHEN = re.compile(r"(?<=\w)[-\u00ad\u2010\u2011]\s*(?=\w)")
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=100_000)
def key(text: str) -> str:
    """Return ``text`` as it is compared letter for letter: white space and hyphens out, lower case."""
    return same_words(text).lower()


def contains(text: str, quote: str) -> bool:
    """Tell whether all of ``quote`` stands in ``text`` in one run, white space, hyphens and case aside."""
    wanted = key(quote)
    return bool(wanted) and wanted in key(text)


def fold(text: str) -> str:
    """Return ``text`` in lower case, without accents, compatibility characters folded."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@lru_cache(maxsize=100_000)
def words(text: str) -> tuple[str, ...]:
    """Return the words of ``text``, folded, hyphens resolved, punctuation left out."""
    return tuple(_WORD.findall(_HYPHEN.sub("", fold(text))))


def overlap(first: str, second: str) -> float:
    """Return the share of the longer text's words that the other holds too (as multisets), in [0, 1]."""
    one, two = words(first), words(second)
    longest = max(len(one), len(two))
    return (Counter(one) & Counter(two)).total() / longest if longest else 0.0


def common_run(first: str, second: str) -> tuple[int, int]:
    """Return the longest run of words that both texts hold, as (start in ``first``, length)."""
    one, two = words(first), words(second)
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    match = matcher.find_longest_match()
    return match.a, match.size


def covered(text: str, quotes: Iterable[str]) -> float:
    """Return the share of the words of ``text`` that stand in the quotes' longest common runs with it."""
    total = len(words(text))
    held: set[int] = set()
    for quote in quotes:
        start, size = common_run(text, quote)
        held.update(range(start, start + size))
    return len(held) / total if total else 0.0


def supports(quote: str, evidence: str) -> bool:
    """Tell whether a quote is the evidence or part of it, or holds it.

    They do when one stands in the other, or when they share a run of at least half of the shorter one.
    """
    shortest = min(len(words(quote)), len(words(evidence)))
    if not shortest:
        return False
    if contains(quote, evidence) or contains(evidence, quote):
        return True
    if len(set(words(quote)) & set(words(evidence))) < MATCH * min(
        len(set(words(quote))), len(set(words(evidence)))
    ):
        return False
    return common_run(quote, evidence)[1] >= MATCH * shortest


def has_string(text: str, wanted: str) -> bool:
    """Tell whether ``wanted`` stands in ``text``, case, accents and white space aside.

    A number is only found whole: "25" stands neither in "2025" nor in "2,25" or "25.000".
    """
    letters = [re.escape(char) for char in fold(wanted) if not char.isspace()]
    if not letters:
        return False
    before = r"(?<!\d)(?<!\d[.,])" if letters[0].isdigit() else ""
    after = r"(?!\d)(?![.,]\d)" if letters[-1].isdigit() else ""
    return re.search(before + r"\s*".join(letters) + after, fold(text)) is not None


def pair_up(scores: Sequence[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Pair two lists one to one, best score first; equal scores in order of position.

    ``scores`` holds (score, position in the first list, position in the second).
    """
    taken_first: set[int] = set()
    taken_second: set[int] = set()
    pairs = []
    for _, first, second in sorted(scores, key=lambda s: (-s[0], s[1], s[2])):
        if first not in taken_first and second not in taken_second:
            taken_first.add(first)
            taken_second.add(second)
            pairs.append((first, second))
    return pairs
