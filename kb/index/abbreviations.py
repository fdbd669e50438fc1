"""Abbreviations and what they stand for, taken from the documents that explain them.

"Soortenmanagementplan (SMP)" and "SMP (Soortenmanagementplan)" both tell; the letters of the abbreviation
must occur in order in the words, the first one at the start, so that "(ha)" behind any text is no meaning.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kb.errors import IndexDamagedError

_FILE = "abbreviations.json"
_SHORT = r"[A-Z][A-Za-z]{0,6}[A-Z]"
_WORD = r"[^\W\d_][\w'’&-]*"
_SHORT_BEHIND = re.compile(
    rf"(?P<long>(?:{_WORD}[ \n]+){{0,7}}{_WORD})[ \n]+\((?:de |het )?(?P<short>{_SHORT})\)"
)
_SHORT_BEFORE = re.compile(rf"\b(?P<short>{_SHORT})[ \n]+\((?P<long>{_WORD}(?:[ \n]+{_WORD}){{0,7}})\)")
_SMALL_WORDS = frozenset("de het een van der den en voor in op aan met of tot over".split())


def find_abbreviations(texts: Iterable[str]) -> dict[str, str]:
    """Return the meaning of each abbreviation that the texts explain, by its capitals; the most given one."""
    found: dict[str, Counter[str]] = {}
    for text in texts:
        for short, long in _pairs(text):
            found.setdefault(short.upper(), Counter())[long] += 1
    return {
        short: min(meanings, key=lambda long: (-meanings[long], len(long), long))
        for short, meanings in sorted(found.items())
    }


def write_abbreviations(folder: Path, texts: Iterable[str]) -> None:
    """Write what the texts explain into ``folder``."""
    found = find_abbreviations(texts)
    (folder / _FILE).write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")


def load_abbreviations(folder: Path) -> Mapping[str, str]:
    """Return what :func:`write_abbreviations` wrote. Raises IndexDamagedError."""
    try:
        found: dict[str, str] = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise IndexDamagedError(
            f"De afkortingen van de index kunnen niet worden gelezen: {error}", "Draai 'woordhouder sync'."
        ) from error
    return found


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for pattern in (_SHORT_BEHIND, _SHORT_BEFORE):
        for match in pattern.finditer(text):
            long = _meaning(match["short"], match["long"].split())
            if long:
                yield match["short"], long


def _meaning(short: str, words: list[str]) -> str | None:
    """Return the shortest run of words, up to the last, that the letters stand for."""
    letters = short.lower()
    for start in range(len(words) - 1, -1, -1):
        run = words[start:]
        if words[start].lower() in _SMALL_WORDS or words[start][0].lower() != letters[0]:
            continue
        if _in_order(letters, run) and len("".join(run)) > len(short) + 2:
            return " ".join(run)
    return None


def _in_order(letters: str, words: list[str]) -> bool:
    """All letters occur in order, and every word that carries meaning starts with one of them."""
    starts = [word[0].lower() for word in words if word.lower() not in _SMALL_WORDS]
    if len(starts) > len(letters):
        return False
    joined = iter("".join(words).lower())
    return all(letter in joined for letter in letters) and all(start in letters for start in starts)
