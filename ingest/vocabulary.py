"""How common a Dutch word is. The door of wordfreq (its word lists are inside the package: no network)."""

from __future__ import annotations

from functools import lru_cache

_LANGUAGE = "nl"


@lru_cache(maxsize=200_000)
def zipf(word: str) -> float:
    """Return the Zipf frequency of a Dutch word (log10 of occurrences per billion words), 0.0 when unknown.

    Source: wordfreq (Speer 2022), after the scale of van Heuven et al. (2014). Compounds with a hyphen and
    numbers are looked up as they are, not in parts.
    """
    import wordfreq  # takes a second to load its list: only when a word is really asked for

    return float(
        wordfreq.get_frequency_dict(_LANGUAGE).get(word.lower(), 0.0)
        and wordfreq.zipf_frequency(word, _LANGUAGE)
    )
