"""Words that turn a clause towards a promise or away from it: patterns with a name, kept as data.

A cue does not decide anything: it is a feature, and what it weighs is learned (``data/weights.json``).
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

Patterns = tuple[tuple[str, re.Pattern[str]], ...]
"""Names with their compiled patterns, in the order of the file."""


@lru_cache(maxsize=16)
def cues(kind: str) -> Patterns:
    """Return the cues of a kind in ``data/cues.tsv``: ``cue`` (anywhere), ``open`` (first) or ``lead``."""
    return read_patterns("data/cues.tsv", kind)


@lru_cache(maxsize=16)
def wordings(kind: str) -> Patterns:
    """Return the wordings of a kind in ``data/wordings.tsv``: ``soft``, ``study``, ``strive`` or ``rule``."""
    return read_patterns("data/wordings.tsv", kind)


def read_patterns(path: str, kind: str) -> Patterns:
    """Return the patterns of ``kind`` in a table of this package; upper and lower case are the same."""
    lines = files("kb.commitments").joinpath(path).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.count("\t") == 2 and not line.startswith("#")]
    return tuple((name, re.compile(pattern, re.IGNORECASE)) for k, name, pattern in rows if k == kind)
