"""How well a sentence answers a question: features in [0, 1] that a person can check, and their weights.

The weights are fitted on the development half of the gold questions (``python -m evals.calibrate``) and
kept in ``data/weights.json``. The features look at the sentence, at what stands around it, at whether it
holds a value of the kind that is asked for, and at how the search judged its passage.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean, pstdev

from kb.answers import letters
from kb.answers.calibration import Calibration
from kb.answers.meaning import Meaning, Profile
from kb.answers.question import STRICT, Question
from kb.answers.shelf import Sentence
from kb.answers.values import Value, is_new
from kb.dutch.analysis import analyse, fold

FEATURES = (
    "words", "context", "rarest", "closeness", "passage", "passage_rank", "value", "value_near", "counted",
    "no_value", "year", "document", "document_year", "other_document", "promise", "aside", "table", "list",
    "reason", "value_words", "future", "promise_any", "promise_ahead", "close_rank", "words_rank",
    "passage_words", "passage_meaning", "close_apart", "passage_apart", "defines",
    "letters", "letters_near",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that might answer, and what the search knows of it.

    ``closeness`` is its cosine similarity with the question, ``passage`` the score in [0, 1] of the passage
    it stands in, ``rank`` that passage's rank from 1; ``passage_words`` and ``passage_meaning`` are the two
    sides of that score.
    """

    sentence: Sentence
    closeness: float
    passage: float
    rank: int
    promise: float = 0.0
    passage_words: float = 0.0
    passage_meaning: float = 0.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what is needed to weigh sentences against it.

    ``rarity`` gives each lemma's inverse document frequency in the collection. ``documents`` are the
    versions that the question names, ``of_years`` the versions whose period begins in a year it names.
    ``strangers`` are names in the question that stand nowhere in the collection; ``unknown`` is the rarity
    of a word that stands nowhere.
    """

    question: Question
    rarity: Mapping[str, float]
    documents: frozenset[str] = frozenset()
    of_years: frozenset[str] = frozenset()
    strangers: tuple[str, ...] = ()
    unknown: float = 0.0

    def rarities(self) -> list[float]:
        """Return how rare each of the question's words is, in [0, 1]: 1 for one that stands nowhere."""
        most = max(self.unknown, *self.rarity.values(), 1e-9)
        return [self.rarity.get(term.lemma, 0.0) / most for term in self.question.terms]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with its features, its score within the question, and the values that may answer.

    ``held`` tells how far it holds each word of the question, by itself or by what is around it, in [0, 1].
    """

    candidate: Candidate
    features: dict[str, float]
    score: float
    values: tuple[Value, ...] = ()
    held: tuple[float, ...] = ()

    @property
    def sentence(self) -> Sentence:
        """The sentence that was weighed."""
        return self.candidate.sentence


class Weigher:
    """Computes features. Deterministic."""

    def __init__(self, meaning: Meaning) -> None:
        self._meaning = meaning

    def weigh(self, asked: Asked, candidates: Iterable[Candidate], calibration: Calibration) -> list[Weighed]:
        """Return the candidates, best first; equal scores in reading order."""
        weighed = []
        for candidate in candidates:
            weighed.append(self._weighed(asked, candidate))
        _add_ranks(weighed)
        _add_apart(weighed)
        _add_letters(asked, weighed)
        weighed = [replace(w, score=calibration.score(w.features)) for w in weighed]
        return sorted(weighed, key=lambda w: (-round(w.score, 9), w.sentence.key))

    def _weighed(self, asked: Asked, candidate: Candidate) -> Weighed:
        """Return the features of a candidate that need no comparison with others, by their names."""
        question, sentence = asked.question, candidate.sentence
        english = question.language == "en"
        refers = refers_back(sentence)
        text = self._meaning.profile(_own_text(sentence))
        around = self._meaning.profile(_context(sentence))
        held = [self._meaning.held(term, text, english=english) for term in question.terms]
        near = [self._meaning.held(term, around, english=english) for term in question.terms]
        weights = [asked.rarity[term.lemma] for term in question.terms]
        values = self.fitting(question, sentence)
        both = [max(own, other) for own, other in zip(held, near, strict=True)]
        context = _share(both, weights)
        # A sentence that begins with "Dit" or "Daarbij" speaks of what the sentence before it named.
        words = max(_share(held, weights), _REFERRED * context if refers else 0.0)
        wants_value = bool(question.values)
        strict = question.wanted in STRICT
        named = sentence.version in asked.documents
        features = {
            "words": words,
            "context": context,
            "rarest": _rarest(held, near, weights),
            "closeness": min(1.0, max(0.0, candidate.closeness)),
            "passage": candidate.passage,
            "passage_words": candidate.passage_words,
            "passage_meaning": candidate.passage_meaning,
            "passage_rank": 1.0 / math.sqrt(candidate.rank),
            "value": float(wants_value and bool(values)),
            "value_near": self._nearness(question, sentence, values) if values else 0.0,
            "counted": self._counted(question, sentence, values),
            "no_value": float(strict and not values),
            "year": _years(question, sentence),
            "document": float(named),
            "document_year": float(sentence.version in asked.of_years and not named),
            "other_document": float(bool(asked.documents) and not named),
            "promise": candidate.promise * float(question.promise or question.wanted == "promises"),
            "aside": float(sentence.piece.kind in ("quotation", "caption", "footnote")),
            "table": float(sentence.piece.kind == "table"),
            "list": _listing(question, sentence, text),
            "reason": float(question.wanted == "reason" and _gives_reason(sentence)),
            "value_words": words * float(wants_value and bool(values)),
            "promise_any": candidate.promise,
            "promise_ahead": candidate.promise * float(question.ahead),
            "defines": defines(question, sentence) if question.wanted == "definition" else 0.0,
            "future": float(question.wanted in ("date", "year") and _looks_ahead(sentence)),
        }
        return Weighed(candidate, features, 0.0, values, tuple(both))

    def fitting(self, question: Question, sentence: Sentence) -> tuple[Value, ...]:
        """Return the values in a sentence, or in its lead, of the kind asked for and not in the question."""
        kinds = question.values
        profile = self._meaning.profile(sentence.text)
        fitting = tuple(v for v in profile.values if v.kind in kinds and is_new(v, question.text))
        if question.wanted in ("date", "year") and not fitting and sentence.piece.lead:
            lead = self._meaning.profile(sentence.piece.lead)
            return tuple(v for v in lead.values if v.kind in kinds and is_new(v, question.text))
        return fitting

    def _nearness(self, question: Question, sentence: Sentence, values: Sequence[Value]) -> float:
        """How near the nearest fitting value stands to the question's words: 1 beside them, 0 far away."""
        lemmas = {part for term in question.terms for part in (term.lemma, *term.parts)}
        places = [t.start for t in analyse(sentence.text) if t.lemma in lemmas or set(t.parts) & lemmas]
        if not places:
            return 0.0
        distance = min(abs(value.start - place) for value in values for place in places)
        return 1.0 / (1.0 + distance / 40.0)

    def _counted(self, question: Question, sentence: Sentence, values: Sequence[Value]) -> float:
        """Whether what is counted stands right after (or just before) a fitting number."""
        if not question.counted or not values:
            return 0.0
        english = question.language == "en"
        best = 0.0
        for value in values:
            beside = self._meaning.profile(sentence.text[max(0, value.start - 25) : value.end + 45])
            held = [self._meaning.held(term, beside, english=english) for term in question.counted]
            best = max(best, max(held))
        return best


def _add_ranks(weighed: Sequence[Weighed]) -> None:
    """Add how a sentence compares with the others: 1 for the closest (or best covered), then falling."""
    for name, of in (("close_rank", "closeness"), ("words_rank", "words")):
        ordered = sorted({w.features[of] for w in weighed}, reverse=True)
        places = {value: place for place, value in enumerate(ordered, start=1)}
        for w in weighed:
            w.features[name] = 1.0 / math.sqrt(places[w.features[of]])


def _add_apart(weighed: Sequence[Weighed]) -> None:
    """Add how far a closeness in meaning stands out from the others': in standard deviations, divided by 4.

    What is close depends on the question: for one in everyday words even the best sentence is far away.
    """
    for name, of in (("close_apart", "closeness"), ("passage_apart", "passage_meaning")):
        values = [w.features[of] for w in weighed]
        mean, spread = (fmean(values), pstdev(values)) if values else (0.0, 0.0)
        for w in weighed:
            w.features[name] = (w.features[of] - mean) / spread / 4 if spread > 0.0 else 0.0


def _add_letters(asked: Asked, weighed: Sequence[Weighed]) -> None:
    """Add the share of the question's words that a sentence, or what is around it, tells by its letters."""
    own = [letters.surfaces(_own_text(w.sentence)) for w in weighed]
    around = [words | letters.surfaces(_context(w.sentence)) for words, w in zip(own, weighed, strict=True)]
    vocabulary = frozenset().union(*around)
    terms = asked.question.terms
    weights = [asked.rarity[term.lemma] for term in terms]
    told = [letters.told_in(fold(term.surface), vocabulary) for term in terms]
    for w, words, wider in zip(weighed, own, around, strict=True):
        w.features["letters"] = _share([letters.best(t, words) for t in told], weights)
        w.features["letters_near"] = _share([letters.best(t, wider) for t in told], weights)


_REFERRED = 0.85
_REFERENCE = re.compile(
    r"^(?:(?:en|maar|ook|want)\s+)?(?:dit|deze|dat|die|daar\w*|hier\w*|zij|ze|hij|dergelijke|bovenstaande|zo)\b"
    r"|^\w+ (?:\w+ )?(?:is|zijn|was|wordt|worden|gaat|betekent|gebeurt) (?:dit|deze|dat|daar\w*|hier\w*)\b"
    r"|^(?:van|voor|met|in|op|aan|door|binnen) (?:de|het|deze|dit|die|dat) \d",
    re.IGNORECASE,
)


def refers_back(sentence: Sentence) -> bool:
    """Tell whether a sentence only makes sense after the one before it."""
    return bool(sentence.before) and _REFERENCE.match(sentence.text) is not None


_AHEAD = re.compile(
    r"\b(?:uiterlijk|in|eind|begin|medio|voor|vanaf|tegen|tot|per)\s+(?:\w+\s+)?"
    r"(?:20\d\d|\d{1,2} \w+ 20\d\d)\b",
    re.IGNORECASE,
)


def _looks_ahead(sentence: Sentence) -> bool:
    """A year set as a term ("in 2040", "uiterlijk 1 juli 2026") rather than as part of a name."""
    return _AHEAD.search(f"{sentence.piece.lead or ''} {sentence.text}") is not None


def _own_text(sentence: Sentence) -> str:
    return f"{sentence.piece.lead}\n{sentence.text}" if sentence.piece.lead else sentence.text


def _context(sentence: Sentence) -> str:
    """What stands around: the headings, the sentence before, and the header of a table."""
    section = sentence.piece.section[-2:]
    return "\n".join([*section, sentence.before, sentence.piece.header or ""])


def _share(held: Sequence[float], weights: Sequence[float]) -> float:
    total = sum(weights)
    return sum(h * w for h, w in zip(held, weights, strict=True)) / total if total > 0.0 else 0.0


def _rarest(held: Sequence[float], near: Sequence[float], weights: Sequence[float]) -> float:
    """How far the question's rarest word is held, by the sentence or at half worth by what is around it."""
    if not weights:
        return 0.0
    _, own, around = max(zip(weights, held, near, strict=True))
    return max(own, around / 2)


def _years(question: Question, sentence: Sentence) -> float:
    if not question.years:
        return 0.0
    text = f"{sentence.piece.lead or ''} {sentence.text}"
    return sum(str(year) in text for year in question.years) / len(question.years)


def _listing(question: Question, sentence: Sentence, profile: Profile) -> float:
    """Whether a sentence lists things: a bullet, or three things in a row."""
    if question.wanted != "list":
        return 0.0
    if sentence.piece.kind == "bullet":
        return 1.0
    commas = sentence.text.count(",") + sentence.text.count(";")
    return min(1.0, commas / 3) if profile.words > 5 else 0.0


_CALLED = (
    r"(?:spreken (?:we |wij )?van|verstaan (?:we |wij )?onder|noemen (?:we|wij|ze|dit)|ook wel|zogenaamde"
    r"|zogeheten)"
)
_MEANS = r"(?:betekent|houdt in|wil zeggen|staat voor|is (?:een|het|de)|zijn|wordt verstaan)"


def defines(question: Question, sentence: Sentence) -> float:
    """Whether a sentence says what the subject of a question is: 1 surely, 0.5 perhaps, 0 not.

    An entry of a list of terms begins with the term and goes on with a capital; other definitions have
    words of their own ("we spreken van ... als", "... betekent").
    """
    text = sentence.text
    best = 0.0
    for term in question.terms:
        word = re.escape(term.surface)
        entry = rf"(?i:\W{{0,3}}{word})(?:\s+\([^)]*\))?(?:\s*[:–]\s+\w|\s+(?:[A-Z][a-zà-ÿ]+\s+[a-zà-ÿ]))"
        if re.match(entry, text) or re.search(rf"(?i)\b{_CALLED}\W+(?:\w+\W+){{0,2}}{word}\b", text):
            return 1.0
        if re.search(rf"(?i)\b{word}\b\W+(?:\w+\W+){{0,2}}{_MEANS}\b", text):
            best = max(best, 0.5)
    return best


_REASONS = (
    "omdat",
    "doordat",
    "daarom",
    "vanwege",
    "want ",
    "zodat",
    "hierdoor",
    "daardoor",
    "door ",
    "reden",
    "om te",
)


def _gives_reason(sentence: Sentence) -> bool:
    text = fold(sentence.text)
    return any(word in text for word in _REASONS)
