"""An answer without a language model: is there one, and of which sentences is it made?

First a decision for the whole question (:func:`answering_features`): a question for a value needs a sentence
that holds such a value beside the question's words; an open question only needs a sentence about it. Then a
choice of sentences, by the kind of answer that is wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.model import Piece, same_words
from kb.answers.calibration import Calibration
from kb.answers.evidence import Asked, Weighed
from kb.answers.question import STRICT, Question
from kb.answers.shelf import Sentence, Volume

_ABOUT = 0.8
"""How much of the best sentence's covered words the list of another must be about."""

_BETWEEN = 4
"""How many captions, notes and running sentences may stand between two items of a list."""

_NO_WORDS = 0.05
_NO_MEANING = 0.3
"""Below these coverage and cosine similarity even the best sentences have nothing to do with a question."""

_ABSENT = 0.999
"""From this rarity on a word stands nowhere in the collection."""

_HELD = 0.3
"""Below this a sentence does not hold a word, not even by another word of the same sense."""

_MANY_STRANGE, _FAR, _FARTHER = 0.3, 0.33, 0.24
_VALUE_FAR = 0.5
"""A question is off topic when so many of its words are strange and no passage shares so much of its meaning.

The more words are strange, the nearer a passage must come. In a question for a value one will do.
Of the questions that weights are fitted on, 2 in 100 are refused by it, mostly paraphrases; of those about
another world altogether, such as how to bake a cake, two in three.
"""

_DEFINING = 40
"""Among how many of the best sentences a definition is looked for."""

_SUBJECT = 0.5
_CLOSE = 0.8
"""A promise is on the subject when it holds this share of the words, or is this close in meaning, compared
with the promise that does so best."""

_TOUCHING = {"context": 0.5, "closeness": 0.55, "passage_meaning": 0.6}
"""What touches a subject has at least this share of the most that any sentence has of one of these."""

_NEAR = 1.0
"""How far below the best sentence one may score whose list is given."""

Shape = Literal["promises", "comparison", "list", "best"]

Siblings = Callable[[Sentence], Sequence[Sentence]]
"""Gives all items of the list that a sentence is an item, or the lead, of; nothing where there is none."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many sentences an answer may have, and how far below the best one they may score."""

    sentences: int = 4
    margin: float = 3.0
    promises: int = 40
    promises_margin: float = 5.0
    per_document: int = 20
    compared: int = 2
    beside: float = 1.5
    items: int = 14


def answering_features(asked: Asked, weighed: Sequence[Weighed]) -> dict[str, float]:
    """Return what tells whether the best of these (best first, at least one) answer the question."""
    question = asked.question
    strict = float(question.wanted in STRICT)
    valued = float(bool(question.values))
    best = _answering(question, weighed)
    top, three, five = best.features, weighed[:3], weighed[:5]
    return {
        "score": best.score / 10.0,
        "words": top["words"],
        "context": top["context"],
        "rarest": max(w.features["rarest"] for w in three),
        "closeness": max(w.features["closeness"] for w in five),
        "passage": max(w.features["passage"] for w in five),
        "strict": strict,
        "name": valued - strict,
        "valued": max(w.features["value"] for w in three),
        "value_near": top["value_near"],
        "counted": top["counted"],
        "value_missing": strict * (1.0 - max(w.features["value"] for w in three)),
        "name_missing": (valued - strict) * (1.0 - max(w.features["value"] for w in three)),
        "strict_uncovered": strict * (1.0 - top["words"]),
        "strict_off_topic": strict * (1.0 - top["context"]),
        "value_off_topic": valued * (1.0 - top["context"]),
        "counting": float(bool(question.counted)),
        "strict_near": strict * top["value_near"],
        "behind": (weighed[0].score - best.score) / 10.0,
        "gap": (weighed[0].score - five[-1].score) / 10.0,
        "open_covered": (1.0 - valued) * top["context"],
    }


def _answering(question: Question, weighed: Sequence[Weighed]) -> Weighed:
    """The best sentence that could answer: for a question for a value, the best that holds one."""
    if question.wanted not in STRICT:
        return weighed[0]
    return next((w for w in weighed if w.values), weighed[0])


def _close(weighed: Sequence[Weighed], margin: float) -> list[Weighed]:
    return [w for w in weighed if w.score >= weighed[0].score - margin]


def is_answered(asked: Asked, weighed: Sequence[Weighed], calibration: Calibration) -> bool:
    """Tell whether the documents answer the question.

    A question for a value that has a form of its own (a number, an amount, a date) is never answered by
    sentences without one; a question about someone or something that the documents never name is not
    answered at all, nor one about another subject than theirs.
    """
    if not is_about(asked, weighed):
        return False
    if asked.question.wanted in STRICT and not any(w.values for w in _close(weighed, Limits().margin)):
        return False
    return calibration.probability(answering_features(asked, weighed)) >= calibration.threshold


def is_about(asked: Asked, weighed: Sequence[Weighed]) -> bool:
    """Tell whether the documents speak of what a question is about, whether or not they answer it."""
    if not weighed or not asked.question.terms or asked.strangers:
        return False
    return not _is_off_topic(asked, weighed[:5])


def _is_off_topic(asked: Asked, best: Sequence[Weighed]) -> bool:
    """Tell whether a question is about another subject: hardly a word or a meaning in common with the best.

    Or many of its words are strange to the collection, and no passage comes near what it means.
    """
    context = max(w.features["context"] for w in best)
    closeness = max(w.features["closeness"] for w in best)
    if context < _NO_WORDS and closeness < _NO_MEANING:
        return True
    meant = max(w.features["passage_meaning"] for w in best)
    strange = _strange(asked, best)
    if asked.question.wanted in STRICT and any(strange) and meant < _VALUE_FAR:
        return True
    share = sum(strange) / len(strange) if strange else 0.0
    return share >= _MANY_STRANGE and meant < _FAR + _FARTHER * (share - _MANY_STRANGE)


def _strange(asked: Asked, best: Sequence[Weighed]) -> list[bool]:
    """Tell of each of the question's words whether it stands nowhere, and the best do not hold its sense."""
    return [
        rarity >= _ABSENT and max((w.held[place] for w in best if w.held), default=0.0) < _HELD
        for place, rarity in enumerate(asked.rarities())
    ]


def choose(
    asked: Asked,
    weighed: Sequence[Weighed],
    siblings: Siblings,
    in_time: Callable[[str], tuple[int, str]],
    limits: Limits | None = None,
) -> list[Weighed]:
    """Return the sentences of the answer in the order in which they are shown.

    ``weighed`` is best first; ``in_time`` gives what a version of a document is ordered by.
    """
    limits = limits or Limits()
    shape = shape_of(asked, weighed)
    if shape == "promises":
        return _promises(asked, weighed, siblings, in_time, limits)
    if shape == "comparison":
        return _compared(weighed, asked.documents | asked.of_years, in_time, limits)
    if shape == "list":
        return _listed(weighed, siblings, limits)
    return _first_of_each(_fitting(asked.question, weighed, limits))[: limits.sentences]


def shape_of(asked: Asked, weighed: Sequence[Weighed]) -> Shape:
    """Return how the answer is built up, which the documents that are named may decide."""
    wanted = asked.question.wanted
    if wanted == "promises" and len(asked.documents) < 2:
        return "promises"
    if wanted == "comparison" or len(asked.documents or asked.of_years) > 1:
        return "comparison"
    return "list" if wanted == "list" or weighed[0].sentence.text.endswith(":") else "best"


def _fitting(question: Question, weighed: Sequence[Weighed], limits: Limits) -> list[Weighed]:
    """The best sentence, and what comes close to it; for a value, sentences that hold one."""
    close = _close(weighed, limits.margin)
    if question.wanted in STRICT and any(w.values for w in close):
        close = [w for w in close if w.values]
    return close


def likely(question: Question, weighed: Sequence[Weighed]) -> list[Weighed]:
    """Return the sentences that may be the heart of an answer: for a value, those that hold one."""
    holding = [w for w in weighed if w.values] if question.wanted in STRICT else []
    defining = [w for w in weighed[:_DEFINING] if w.features["defines"] >= 1.0]
    return holding or defining or list(weighed)


def _promises(
    asked: Asked,
    weighed: Sequence[Weighed],
    siblings: Siblings,
    in_time: Callable[[str], tuple[int, str]],
    limits: Limits,
) -> list[Weighed]:
    """All that is promised on the subject, grouped by document in order of time, the best first in each."""
    among = [w for w in weighed if w.sentence.version in asked.documents] or list(weighed)
    close = _on_subject(_close(among, limits.promises_margin))
    promises = [w for w in close if w.candidate.promise > 0.0] or close
    chosen = _per_document(_first_of_each(promises), limits.per_document)[: limits.promises]
    return sorted(_completed(chosen, siblings), key=lambda w: in_time(w.sentence.version))


def touching(weighed: Sequence[Weighed]) -> list[Weighed]:
    """Return all that touches the subject, best first: in itself, by its headings, or by its passage.

    Wider than what answers a question: to find among a few, where one too many does less harm than one
    too few.
    """
    most = {name: max(w.features[name] for w in weighed) for name in _TOUCHING}
    return [w for w in weighed if any(w.features[n] >= s * most[n] > 0.0 for n, s in _TOUCHING.items())]


def _completed(chosen: Sequence[Weighed], siblings: Siblings) -> list[Weighed]:
    """Give a list of which at least half of the items were chosen its other items."""
    completed = list(chosen)
    for weighed in chosen:
        taken = {w.sentence.key for w in completed}
        items = siblings(weighed.sentence)
        missing = [item for item in items if item.key not in taken]
        if items and weighed.sentence in items and 0 < len(missing) <= len(items) // 2:
            completed += [_unweighed(weighed, item) for item in missing]
    return completed


def _on_subject(weighed: Sequence[Weighed]) -> list[Weighed]:
    """Leave out what shares the subject neither in words nor in meaning."""
    words = _SUBJECT * max(w.features["words"] for w in weighed)
    closeness = _CLOSE * max(w.features["closeness"] for w in weighed)
    return [
        w
        for w in weighed
        if (w.features["words"] >= words and words > 0.0) or w.features["closeness"] >= closeness > 0.0
    ] or list(weighed)


def _compared(
    weighed: Sequence[Weighed],
    compared: frozenset[str],
    in_time: Callable[[str], tuple[int, str]],
    limits: Limits,
) -> list[Weighed]:
    """Each document's own statement, side by side: the one that answers best, the others in order of time."""
    among = [w for w in weighed if w.sentence.version in compared] if len(compared) > 1 else list(weighed)
    chosen = _per_document(_first_of_each(among), limits.compared)
    best = {w.sentence.version: w.score for w in reversed(chosen)}
    chosen = [w for w in chosen if w.score >= best[w.sentence.version] - limits.beside]
    if len(compared) < 2:
        chosen = _close(chosen, limits.margin)
    first = chosen[0].sentence.version if chosen else ""
    return sorted(chosen, key=lambda w: (w.sentence.version != first, in_time(w.sentence.version)))


def _listed(weighed: Sequence[Weighed], siblings: Siblings, limits: Limits) -> list[Weighed]:
    """All items of the list that the best sentence belongs to, then what else comes close."""
    by_key = {w.sentence.key: w for w in weighed}
    chosen: list[Weighed] = []
    for item in _best_listing(weighed, siblings, limits):
        chosen.append(by_key.get(item.key) or _unweighed(weighed[0], item))
    leads = {same_words(w.sentence.piece.lead or "") for w in chosen}
    rest = [
        w
        for w in weighed
        if w.score >= weighed[0].score - limits.margin and same_words(w.sentence.text) not in leads
    ]
    room = max(1, limits.sentences - 1) if chosen else limits.sentences
    taken = {w.sentence.key for w in chosen}
    return [*chosen, *[w for w in _first_of_each(rest) if w.sentence.key not in taken][:room]]


def _best_listing(weighed: Sequence[Weighed], siblings: Siblings, limits: Limits) -> Sequence[Sentence]:
    """The list of the best sentence, or of one of the next two when the best is in none."""
    best = weighed[0]
    for candidate in weighed[:3]:
        about = candidate.features["context"] >= _ABOUT * best.features["context"]
        items = siblings(candidate.sentence) if about and candidate.score >= best.score - _NEAR else ()
        if len(items) > 1:
            return items[: limits.items]
    return ()


def _unweighed(like: Weighed, sentence: Sentence) -> Weighed:
    """An item that the search did not bring forward by itself."""
    candidate = type(like.candidate)(sentence, 0.0, like.candidate.passage, like.candidate.rank)
    zeros = dict.fromkeys(like.features, 0.0)
    return Weighed(candidate, zeros, like.score)


def _first_of_each(weighed: Iterable[Weighed]) -> list[Weighed]:
    """Of sentences that say the same words in one document keep the first."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for item in weighed:
        key = (item.sentence.version, same_words(item.sentence.text).lower())
        if key not in seen:
            seen.add(key)
            kept.append(item)
    return kept


def _per_document(weighed: Sequence[Weighed], limit: int) -> list[Weighed]:
    count: dict[str, int] = {}
    kept = []
    for item in weighed:
        version = item.sentence.version
        count[version] = count.get(version, 0) + 1
        if count[version] <= limit:
            kept.append(item)
    return kept


def list_items(sentence: Sentence, volume: Volume) -> list[Sentence]:
    """Return the items of the list that ``sentence`` is an item or the lead of, in reading order.

    A list is a run of bullets of one section with the same lead; a lead is the sentence whose text governs
    the bullets after it. Empty where there is no list.
    """
    pieces = volume.pieces
    position = sentence.position
    if pieces[position].kind != "bullet":
        position = next(
            (
                index
                for index in range(position + 1, min(position + 3, len(pieces)))
                if _governs(sentence, pieces[index], index)
            ),
            -1,
        )
    if position < 0:
        return []
    return [item for index in _run(volume, position) for item in volume.by_piece.get(index, ())]


def _governs(sentence: Sentence, piece: Piece, index: int) -> bool:
    """A bullet names its lead; one without belongs to the sentence right before it in the same section."""
    if piece.kind != "bullet":
        return False
    if piece.lead is None:
        return index == sentence.position + 1 and piece.section == sentence.piece.section
    return same_words(piece.lead) in same_words(sentence.text)


def _run(volume: Volume, position: int) -> list[int]:
    """The bullets around a bullet with its section and lead; a few other pieces may stand between two."""
    pieces, bullet = volume.pieces, volume.pieces[position]
    gap = _BETWEEN if bullet.lead is not None else 0

    def belongs(index: int) -> bool:
        piece = pieces[index]
        return piece.section == bullet.section and piece.kind == "bullet" and piece.lead == bullet.lead

    found = [position]
    for step in (-1, 1):
        index, last = position + step, position
        while 0 <= index < len(pieces) and abs(index - last) <= gap + 1:
            if belongs(index):
                found.append(index)
                last = index
            index += step
    return sorted(found)
