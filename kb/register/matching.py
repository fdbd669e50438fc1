"""Which commitment of a document's new version is which of its old version, by what it says and where.

First those that say the same in the same words; then, among what is left, those whose words are close and
that stand in the same part of the document. A document that came back under another name is recognised by
its sentences.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.model import same_words
from kb.model import Commitment

NEAR_HERE = 0.6
"""How much of the words must be shared (Dice) with a neighbour in the same section or a page or two away."""

NEAR_ANYWHERE = 0.8
"""The same, for what moved to another part of the document."""

_PAGES = 2
_RENAMED = 0.5
_WORD = re.compile(r"\w+")
_NUMBERING = re.compile(r"^[\divxlc]+(?:[.)][\d.]*)?\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Two commitments that may be the same, and how alike their words are."""

    likeness: float
    distance: int
    old: int
    new: int


def wording(commitment: Commitment) -> str:
    """Return what the commitment says, apart from case, white space and hyphens: its lead and its quote."""
    return f"{same_words(commitment.lead or '')}|{same_words(commitment.quote)}".casefold()


def likeness(first: str, second: str) -> float:
    """Return how much of their words two texts share, in [0, 1]: Dice's coefficient over words with repeats.

    2 * |A and B| / (|A| + |B|); 1 for two texts without words.
    """
    return _dice(_bag(first), _bag(second))


def match_exact(old: Sequence[Commitment], new: Sequence[Commitment]) -> dict[int, int]:
    """Return, by index in ``new``, the index in ``old`` of the one that says the same in the same document.

    The lead counts at first; then a commitment under another lead will do, if there is just one such.
    """
    pairs = _pair(_by(old, _place_and_wording), _by(new, _place_and_wording))
    left_old = [i for i in range(len(old)) if i not in pairs.values()]
    left_new = [i for i in range(len(new)) if i not in pairs]
    bare_old = _by(old, _place_and_quote, left_old)
    bare_new = _by(new, _place_and_quote, left_new)
    alone = {key: found for key, found in bare_old.items() if len(found) == len(bare_new.get(key, ())) == 1}
    return pairs | _pair(alone, bare_new)


def match_near(old: Sequence[Commitment], new: Sequence[Commitment]) -> dict[int, int]:
    """Return the same for other wordings in one document: the most alike first, each used once."""
    candidates = sorted(_candidates(old, new), key=lambda c: (-c.likeness, c.distance, c.old, c.new))
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for candidate in candidates:
        if candidate.new not in pairs and candidate.old not in used:
            pairs[candidate.new] = candidate.old
            used.add(candidate.old)
    return pairs


def renamed(
    gone: Mapping[str, Sequence[Commitment]], fresh: Mapping[str, Sequence[Commitment]]
) -> dict[str, str]:
    """Return, by new document id, the old id of a document that came back under another name.

    Both mappings are by document id. At least half of what the smaller of the two promises must stand word
    for word in the other.
    """
    scored = sorted(
        (-share, old, new)
        for old, was in gone.items()
        for new, now in fresh.items()
        if (share := _shared(was, now)) >= _RENAMED
    )
    names: dict[str, str] = {}
    for _, old, new in scored:
        if new not in names and old not in names.values():
            names[new] = old
    return names


def _shared(was: Sequence[Commitment], now: Sequence[Commitment]) -> float:
    a, b = {wording(c) for c in was}, {wording(c) for c in now}
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller else 0.0


def _place_and_wording(commitment: Commitment) -> str:
    return f"{commitment.document}|{wording(commitment)}"


def _place_and_quote(commitment: Commitment) -> str:
    return f"{commitment.document}|{same_words(commitment.quote).casefold()}"


def _by(
    commitments: Sequence[Commitment], key: Callable[[Commitment], str], indices: Iterable[int] | None = None
) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for index in range(len(commitments)) if indices is None else indices:
        groups[key(commitments[index])].append(index)
    return groups


def _pair(old: Mapping[str, Sequence[int]], new: Mapping[str, Sequence[int]]) -> dict[int, int]:
    """Pair equal keys in order; doubles pair first with first."""
    return {n: o for key, found in new.items() for n, o in zip(found, old.get(key, ()), strict=False)}


def _candidates(old: Sequence[Commitment], new: Sequence[Commitment]) -> Iterator[_Candidate]:
    by_document = _by(old, lambda commitment: commitment.document)
    bags = [_bag(commitment.quote) for commitment in old]
    for n, now in enumerate(new):
        bag = _bag(now.quote)
        for o in by_document.get(now.document, ()):
            was, alike = old[o], _dice(bags[o], bag)
            if alike >= (NEAR_HERE if _neighbours(was, now) else NEAR_ANYWHERE):
                yield _Candidate(alike, abs(was.page - now.page), o, n)


def _neighbours(was: Commitment, now: Commitment) -> bool:
    return abs(was.page - now.page) <= _PAGES or _headings(was) == _headings(now)


def _headings(commitment: Commitment) -> tuple[str, ...]:
    """The headings without their numbers, which shift when a chapter is put in between."""
    return tuple(same_words(_NUMBERING.sub("", heading)).casefold() for heading in commitment.section)


def _bag(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def _dice(first: Counter[str], second: Counter[str]) -> float:
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 1.0
