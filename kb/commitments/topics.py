"""What a promise is about: topics of an editable list (``data/topics.toml``), by the parts of its words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

_WORD = re.compile(r"[^\W\d_]+")
_QUOTE, _LEAD, _SECTION = 3, 2, 2
_MOST = 2


@lru_cache(maxsize=1)
def topic_list() -> Mapping[str, tuple[str, ...]]:
    """Return the beginnings and parts of words that belong to each topic, as the list gives them."""
    text = files("kb.commitments").joinpath("data/topics.toml").read_text(encoding="utf-8")
    return {name: tuple(words) for name, words in tomllib.loads(text)["topics"].items()}


def topics_of(quote: str, lead: str = "", section: str = "") -> tuple[str, ...]:
    """Return at most two topics, the most telling first; empty when no word of the list occurs.

    The quote's own words weigh most, then the line above it and its heading.
    """
    scores: dict[str, float] = {}
    for text, weight in ((quote, _QUOTE), (lead, _LEAD), (section, _SECTION)):
        for topic, count in _hits(text).items():
            scores[topic] = scores.get(topic, 0.0) + weight * min(count, 2)
    order = {name: position for position, name in enumerate(topic_list())}
    best = sorted(scores, key=lambda topic: (-scores[topic], order[topic]))
    return tuple(topic for topic in best[:_MOST] if scores[topic] * 3 >= scores[best[0]])


def _hits(text: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word in _WORD.findall(text.lower()):
        for topic in _topics_of_word(word):
            counts[topic] = counts.get(topic, 0) + 1
    return counts


@lru_cache(maxsize=50_000)
def _topics_of_word(word: str) -> tuple[str, ...]:
    return tuple(topic for topic, parts in topic_list().items() if any(_holds(word, part) for part in parts))


def _holds(word: str, part: str) -> bool:
    """A part with a star may stand anywhere in a word; without one, it begins the word."""
    return part.strip("*") in word if part.startswith("*") else word.startswith(part)
