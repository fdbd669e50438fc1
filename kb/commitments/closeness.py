"""How sure it is that two statements are about the same thing: a logistic regression over what they share.

What they share is counted in whole matrices, for all pairs of a group at once. The weights were fitted by
``python -m evals.fit_links`` on pairs that were judged by hand.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from kb.commitments.mentions import Mention
from kb.commitments.subjects import Lexicon, terms_of
from kb.commitments.topics import topics_of

Matrix = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Matrix]
"""Gives for n texts an array of n vectors of length 1."""

FEATURES = ("words", "sense", "setting", "crossed", "rarest", "subject", "topic", "promise", "length")
_WHOLE = -0.2
"""What is taken from a whole long sentence, so that the part which says it is quoted."""

_POWER = 4
"""The root of a sum of fourth powers lies close to the largest of its terms, and counts the next a little."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of the features, and their means: what stands in for a feature that is not known."""

    bias: float
    weights: Mapping[str, float]
    means: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Wording:
    """A text by which a statement can be quoted: the whole, or a part of a long sentence.

    ``read`` is what is compared: the text itself, or with the sentence before it that it points back to.
    """

    mention: int
    text: str
    read: str


@lru_cache(maxsize=1)
def stored_weights() -> Weights:
    """Return the weights that come with the package."""
    text = files("kb.commitments").joinpath("data/link_weights.json").read_text(encoding="utf-8")
    stored = json.loads(text)
    return Weights(stored["bias"], stored["weights"], stored["means"])


class Closeness:
    """Compares the statements of a collection. Without ``embed`` the words alone decide."""

    def __init__(
        self,
        mentions: Sequence[Mention],
        lexicon: Lexicon,
        embed: Embed | None = None,
        weights: Weights | None = None,
    ) -> None:
        self.wordings = tuple(
            wording for index, mention in enumerate(mentions) for wording in _wordings(index, mention)
        )
        self._own: list[list[int]] = [[] for _ in mentions]
        for at, wording in enumerate(self.wordings):
            self._own[wording.mention].append(at)
        self._lexicon = lexicon
        self._weights = weights or stored_weights()
        self._terms = [terms_of(wording.read) & lexicon.rarity.keys() for wording in self.wordings]
        self._settings = [terms_of(mention.context) & lexicon.rarity.keys() for mention in mentions]
        self._topics = [frozenset(topics_of(wording.read)) for wording in self.wordings]
        self._promises = [mention.commitment is not None for mention in mentions]
        self._sense = _vectors([wording.read for wording in self.wordings], embed)
        self._setting = _vectors([mention.context or "-" for mention in mentions], embed)
        self._log = math.log(max(2, len(mentions)))

    def between(self, group: Sequence[int]) -> Matrix:
        """Return for n statements how sure each pair is, n by n in [0, 1]: that of their closest wordings."""
        chosen = [at for index in group for at in self._own[index]]
        scores = self._sure(chosen)
        starts = np.cumsum([0, *(len(self._own[index]) for index in group)])[:-1]
        closest = np.maximum.reduceat(np.maximum.reduceat(scores, starts, axis=0), starts, axis=1)
        found: Matrix = closest.astype(np.float32)
        return found

    def quotes(self, group: Sequence[int]) -> list[str]:
        """Return for each statement of a group the wording that is closest to the others, on average."""
        chosen = [at for index in group for at in self._own[index]]
        scores = self._sure(chosen)
        owners = np.array([self.wordings[at].mention for at in chosen])
        best = []
        for index in group:
            others = owners != index
            rows = [position for position, at in enumerate(chosen) if owners[position] == index]
            means = [float(scores[row][others].mean()) for row in rows]
            means[0] += _WHOLE
            best.append(self.wordings[chosen[rows[int(np.argmax(means))]]].text)
        return best

    def whole(self, index: int) -> int:
        """Return the place among the wordings of a statement's whole text."""
        return self._own[index][0]

    def features(self, chosen: Sequence[int]) -> dict[str, Matrix]:
        """Return the features of all pairs of some wordings, each as a matrix, without those not known."""
        owners = [self.wordings[at].mention for at in chosen]
        columns = {
            term: column
            for column, term in enumerate(
                sorted(
                    {t for at in chosen for t in self._terms[at]}
                    | {t for o in owners for t in self._settings[o]}
                )
            )
        }
        rarity = np.zeros(max(1, len(columns)), dtype=np.float32)
        rarity[: len(columns)] = [self._lexicon.rarity[term] / self._log for term in columns]
        held = _held([self._terms[at] for at in chosen], columns)
        around = _held([self._settings[owner] for owner in owners], columns)
        binding = _held([self._terms[at] & self._lexicon.binding_terms for at in chosen], columns)
        subjects = _held([self._terms[at] & self._lexicon.telling_terms for at in chosen], columns)
        words, settings = _unit(held * rarity), _unit(around * rarity)
        crossed = words @ settings.T
        topics = sorted({topic for at in chosen for topic in self._topics[at]})
        about = _held([self._topics[at] for at in chosen], {topic: i for i, topic in enumerate(topics)})
        promise = np.array([self._promises[owner] for owner in owners])
        lengths = np.log1p(held.sum(axis=1))
        found = {
            "words": words @ words.T,
            "crossed": np.maximum(crossed, crossed.T),
            "rarest": _largest(binding * rarity),
            "subject": _largest(subjects * rarity),
            "topic": (about @ about.T > 0).astype(np.float32),
            "promise": (promise[:, None] | promise[None, :]).astype(np.float32),
            "length": np.minimum(lengths[:, None], lengths[None, :]),
        }
        if self._sense is not None and self._setting is not None:
            sense, setting = self._sense[list(chosen)], self._setting[owners]
            found |= {"sense": sense @ sense.T, "setting": setting @ setting.T}
        return found

    def _sure(self, chosen: Sequence[int]) -> Matrix:
        found = self.features(chosen)
        weights = self._weights
        total: Matrix = np.full((len(chosen), len(chosen)), weights.bias, dtype=np.float32)
        for name in FEATURES:
            value = found.get(name, np.float32(weights.means[name]))
            total = total + np.float32(weights.weights[name]) * value
        sure: Matrix = np.float32(1) / (np.float32(1) + np.exp(-total))
        return sure


def _vectors(texts: Sequence[str], embed: Embed | None) -> Matrix | None:
    """Return the vectors of texts of which many are the same; None without ``embed``."""
    if embed is None:
        return None
    rows = {text: row for row, text in enumerate(dict.fromkeys(texts))}
    vectors: Matrix = embed(list(rows))[[rows[text] for text in texts]]
    return vectors


def _wordings(index: int, mention: Mention) -> Iterator[Wording]:
    yield from (Wording(index, text, text) for text in (mention.text, *mention.parts()))
    if mention.before:
        yield Wording(index, mention.text, f"{mention.before} {mention.text}")


def _held(sets: Sequence[frozenset[str]], columns: Mapping[str, int]) -> Matrix:
    table = np.zeros((len(sets), max(1, len(columns))), dtype=np.float32)
    for row, terms in enumerate(sets):
        for term in terms:
            table[row, columns[term]] = 1.0
    return table


def _unit(table: Matrix) -> Matrix:
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    scaled: Matrix = table / np.maximum(lengths, np.float32(1e-9))
    return scaled


def _largest(table: Matrix) -> Matrix:
    powered = table ** (_POWER / 2)
    root: Matrix = (powered @ powered.T) ** np.float32(1 / _POWER)
    return root
