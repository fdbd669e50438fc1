"""Sentences that stand in one run on a page, and the run that most likely holds the answer.

What answers a question is often a lead with its items, or a sentence with the one that explains it. The
scores of the sentences of one question are a conditional logit, so they give each sentence a chance to be
the one that answers; a run has the chances of its sentences together.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kb.answers.evidence import Weighed
from kb.answers.shelf import Sentence, Shelf, Volume

LONGEST = 400
"""A run does not grow beyond this many characters; a single sentence may be longer."""

_SHARE = 0.1
"""A neighbour joins when its chance is at least this share of the chance of the sentence it joins."""

_STARTS = 8
"""From how many of the best sentences runs are grown."""

_MARK = 3
"""How many characters may stand between two sentences: a bullet, a number, a letter and a bracket."""

_RUNNING = frozenset({"body", "bullet", "measure"})

Key = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Run:
    """Sentences side by side, in reading order; the best of them, and their chance together."""

    sentences: tuple[Sentence, ...]
    best: Weighed
    chance: float


def between(before: Sentence, after: Sentence, volume: Volume) -> str | None:
    """Return what stands on the page between two sentences: white space, or the mark of an item.

    None when anything else stands there, when they are on different pages, or not in this order.
    """
    if before.version != after.version or before.piece.section != after.piece.section:
        return None
    if before.position == after.position:
        return " " if after.part == before.part + 1 else None
    if before.end != len(before.piece.text) or after.start != 0:
        return None
    if not {before.piece.kind, after.piece.kind} <= _RUNNING:
        return None
    last, first = before.piece.spans[-1], after.piece.spans[0]
    if last.page != first.page or last.end > first.start:
        return None
    mark = " ".join(volume.pages[last.page].text[last.end : first.start].split())
    return f" {mark} ".replace("  ", " ") if len(mark) <= _MARK else None


def chances(weighed: Sequence[Weighed]) -> dict[Key, float]:
    """Return the chance of each sentence to be the one that answers: together 1."""
    if not weighed:
        return {}
    best = max(w.score for w in weighed)
    powers = {w.sentence.key: math.exp(w.score - best) for w in weighed}
    total = sum(powers.values())
    return {key: power / total for key, power in powers.items()}


def alone(weighed: Weighed, chance: Mapping[Key, float]) -> Run:
    """Return the run of one sentence."""
    return Run((weighed.sentence,), weighed, chance.get(weighed.sentence.key, 0.0))


def grow(best: Weighed, chance: Mapping[Key, float], volume: Volume, longest: int = LONGEST) -> Run:
    """Return the run around a sentence: neighbours that may well be the answer, the likeliest first."""
    run = [best.sentence]
    least = _SHARE * chance.get(best.sentence.key, 0.0)
    while True:
        room = longest - sum(len(sentence.text) for sentence in run)
        beside = [
            s for s in neighbours(run, volume) if len(s.text) <= room and chance.get(s.key, 0.0) >= least
        ]
        if not beside:
            return Run(tuple(run), best, sum(chance.get(s.key, 0.0) for s in run))
        run = sorted([*run, max(beside, key=lambda s: (chance.get(s.key, 0.0), s.key))], key=lambda s: s.key)


def neighbours(run: Sequence[Sentence], volume: Volume) -> list[Sentence]:
    """Return the sentences right before and after a run that stand in one run with it."""
    before, after = volume.order[run[0].key] - 1, volume.order[run[-1].key] + 1
    found = []
    if before >= 0 and between(volume.sentences[before], run[0], volume) is not None:
        found.append(volume.sentences[before])
    if after < len(volume.sentences) and between(run[-1], volume.sentences[after], volume) is not None:
        found.append(volume.sentences[after])
    return found


def likeliest(weighed: Sequence[Weighed], chance: Mapping[Key, float], shelf: Shelf) -> Run:
    """Return the run with the best chance that grows from one of the best sentences (best first)."""
    runs = [grow(w, chance, shelf.volume(w.sentence.version)) for w in weighed[:_STARTS]]
    likeliest_run = max(runs, key=lambda run: round(run.chance, 9))
    best = next(w for w in weighed if w.sentence in likeliest_run.sentences)
    return replace(likeliest_run, best=best)
