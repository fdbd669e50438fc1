"""From what the search found to an answer. Composes the parts of this package."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.model import Document
from ingest.sentences import split_sentences
from kb.answers import composing
from kb.answers.calibration import Calibration, load_calibration
from kb.answers.evidence import Asked, Candidate, Weighed, Weigher
from kb.answers.extractive import (
    Limits,
    choose,
    is_about,
    is_answered,
    likely,
    list_items,
    shape_of,
    touching,
)
from kb.answers.frames import count, say
from kb.answers.meaning import Meaning
from kb.answers.naming import starting_in
from kb.answers.premise import contradicting, denies_premise, unconfirmed
from kb.answers.promises import SIGNAL_WORDS, PromiseJudge
from kb.answers.question import Question
from kb.answers.runs import Run, alone, chances, grow, likeliest
from kb.answers.shelf import Sentence, Shelf
from kb.answers.steps import Stopwatch
from kb.dutch.analysis import Term
from kb.model import Citation, Note, Searched

_ABOUT = 3
"""How many of the best sentences are taken to be about the subject."""

_FRAGMENT = 2
"""Up to how many words running text is no sentence."""

_NOWHERE = Term("", 0, 0, "\N{WORD JOINER}", ())
"""A word that no text holds: it is as rare as a word can be."""

DEPTH = 60
"""How many passages are read for an answer."""


DEPTH_NAMED = 20
"""How many passages at least of each document that the question names."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage that the search found: its chunk (``version#index``) and its score in [0, 1].

    ``words`` and ``meaning`` are the two sides of that score, in [0, 1] as well.
    """

    chunk: str
    score: float
    words: float = 0.0
    meaning: float = 0.0


@dataclass(frozen=True, slots=True)
class Library:
    """What is answered from: the document of each version that is searched, and how rare a word is.

    ``pages`` is how many they have together; ``promises`` tells a promise from another sentence.
    """

    documents: Mapping[str, Document]
    rarity: Callable[[Term], float]
    pages: int
    promises: PromiseJudge = SIGNAL_WORDS

    @property
    def searched(self) -> Searched:
        """How much that is."""
        return Searched(len(self.documents), self.pages)


@dataclass(frozen=True, slots=True)
class Found:
    """What the search found: passages, best first, and how close in meaning sentences are.

    ``closeness`` gives the cosine similarity of sentences by their text; a sentence that is not in it is
    farther away than all that are.
    """

    passages: Sequence[Ranked]
    closeness: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before it is given: its text, its citations and notes; none of them when it is refused.

    ``nearest`` are the indices of the passages that come closest, best first.
    """

    answered: bool
    text: str
    short: str = ""
    citations: tuple[Citation, ...] = ()
    notes: tuple[Note, ...] = ()
    nearest: tuple[int, ...] = ()


class Answerer:
    """Answers questions from the documents' own sentences. Deterministic; safe to share between threads."""

    def __init__(
        self,
        shelf: Shelf,
        meaning: Meaning,
        calibration: Calibration | None = None,
        limits: Limits | None = None,
    ) -> None:
        self._shelf = shelf
        self._weigher = Weigher(meaning)
        self._calibration = calibration or load_calibration()
        self._limits = limits or Limits()

    def answer(self, asked: Asked, found: Found, library: Library, watch: Stopwatch | None = None) -> Draft:
        """Return an answer, or what comes nearest when the documents do not answer."""
        watch = watch or Stopwatch()
        with watch.step("zinnen wegen"):
            weighed = self.weigh(asked, found, library.promises)
        if denies_premise(asked.question, weighed) or not is_answered(asked, weighed, self._calibration):
            return self._refusal(asked, weighed, found, library)
        with watch.step("antwoord opstellen"):
            return self._answered(asked, weighed, library) or self._refusal(asked, weighed, found, library)

    def weigh(self, asked: Asked, found: Found, promises: PromiseJudge = SIGNAL_WORDS) -> list[Weighed]:
        """Return the sentences of the passages that were found, best first."""
        return self._weigher.weigh(asked, self.candidates(asked, found, promises), self._calibration)

    def order(self, asked: Asked, found: Found, promises: PromiseJudge = SIGNAL_WORDS) -> dict[str, float]:
        """Return for each passage that is read how well its best sentence answers: higher is better."""
        best: dict[str, float] = {}
        for weighed in self.weigh(asked, found, promises):
            chunk = found.passages[weighed.candidate.rank - 1].chunk
            best.setdefault(chunk, weighed.score)
        return best

    def touching(self, asked: Asked, found: Found, promises: PromiseJudge = SIGNAL_WORDS) -> list[Sentence]:
        """Return what touches the subject of a question; nothing when the documents do not speak of it."""
        asked = replace(asked, question=replace(asked.question, wanted="promises"))
        weighed = self.weigh(asked, found, promises)
        if not is_about(asked, weighed):
            return []
        return [w.sentence for w in touching(weighed)]

    def candidates(
        self, asked: Asked, found: Found, promises: PromiseJudge = SIGNAL_WORDS
    ) -> list[Candidate]:
        """Return the sentences of the passages that were found, each once, in the order of the passages."""
        floor = min(found.closeness.values(), default=0.0)
        candidates: dict[tuple[str, int, int], Candidate] = {}
        for rank, passage in _read(found.passages, asked.documents or asked.of_years):
            for sentence in self._sentences(passage.chunk):
                if sentence.key not in candidates and _says_something(sentence):
                    closeness = _closeness(sentence.text, found.closeness, floor)
                    promise = promises.strength(sentence)
                    candidates[sentence.key] = Candidate(
                        sentence, closeness, passage.score, rank, promise, passage.words, passage.meaning
                    )
        return list(candidates.values())

    def _sentences(self, chunk: str) -> list[Sentence]:
        version, _, index = chunk.rpartition("#")
        volume = self._shelf.volume(version)
        return [s for piece in volume.chunks[int(index)].pieces for s in volume.by_piece.get(piece, ())]

    def _answered(self, asked: Asked, weighed: Sequence[Weighed], library: Library) -> Draft | None:
        question = asked.question
        runs = self._runs(asked, weighed, library)
        cited = composing.cite(composing.quote_together(runs, self._shelf), self._shelf, library.documents)
        if not cited:
            return None
        citations = tuple(c.citation for c in cited)
        short = composing.short_answer(question, cited)
        notes = composing.notes_on(question, citations)
        heading = composing.counted(question, cited) if shape_of(asked, weighed) == "promises" else short
        text = composing.text_of(heading, cited, notes)
        return Draft(True, text, short, citations, notes)

    def _runs(self, asked: Asked, weighed: Sequence[Weighed], library: Library) -> list[Run]:
        """Return what is quoted, in the order in which it is shown."""
        chance = chances(weighed)
        chosen = choose(asked, weighed, self._siblings, in_time(library.documents), self._limits)
        shape = shape_of(asked, weighed)
        if shape == "comparison":
            return [grow(w, chance, self._shelf.volume(w.sentence.version)) for w in chosen]
        runs = [alone(w, chance) for w in chosen]
        if shape == "promises":
            return runs
        first = likeliest(likely(asked.question, weighed), chance, self._shelf)
        whole = shape == "list" and self._siblings(chosen[0].sentence)
        return [first, *runs] if whole else [first, *runs][: self._limits.sentences]

    def _siblings(self, sentence: Sentence) -> list[Sentence]:
        return list_items(sentence, self._shelf.volume(sentence.version))

    def _refusal(self, asked: Asked, weighed: Sequence[Weighed], found: Found, library: Library) -> Draft:
        question = asked.question
        against = contradicting(question, weighed) or unconfirmed(question, weighed)
        near = [against, *weighed] if against else list(weighed)
        nearest = tuple(dict.fromkeys(w.candidate.rank - 1 for w in near))[:3]
        contradiction = ""
        notes: tuple[Note, ...] = ()
        if against is not None:
            document = library.documents[against.sentence.version]
            contradiction = say(
                "contradicts",
                question.language,
                title=document.title,
                page=against.sentence.piece.page,
                quote=against.sentence.text,
            )
            notes = (Note("contradicts", contradiction),)
        searched = library.searched
        text = composing.not_found_text(
            question,
            (
                count("documents", searched.documents, question.language),
                count("pages", searched.pages, question.language),
            ),
            _place(near[0], library) if near else None,
            contradiction,
            no_value=bool(weighed) and not any(w.values for w in weighed[:_ABOUT]),
        )
        return Draft(False, text, notes=notes, nearest=nearest or tuple(range(min(3, len(found.passages)))))


def _read(passages: Sequence[Ranked], named: frozenset[str]) -> Iterator[tuple[int, Ranked]]:
    """Yield the passages that are read, with their rank: the best, and the best of each version named."""
    count: Counter[str] = Counter()
    for rank, passage in enumerate(passages, start=1):
        version = passage.chunk.rpartition("#")[0]
        count[version] += 1
        if rank <= DEPTH or (version in named and count[version] <= DEPTH_NAMED):
            yield rank, passage


def _says_something(sentence: Sentence) -> bool:
    """A word or two of running text ("Burgemeester") is a line of a layout, no sentence."""
    return sentence.piece.kind != "body" or len(sentence.text.split()) > _FRAGMENT


def asked_of(question: Question, library: Library) -> Asked:
    """Return a question with how rare its words are and the versions of the documents it names."""
    rarity = {term.lemma: library.rarity(term) for term in question.terms}
    years = starting_in(list(library.documents.values()), question.years)
    return Asked(
        question,
        rarity,
        documents=frozenset(v for v, d in library.documents.items() if d.id in question.documents),
        of_years=frozenset(v for v, d in library.documents.items() if d.id in years),
        strangers=_strangers(question, library.rarity),
        unknown=library.rarity(_NOWHERE),
    )


def _strangers(question: Question, rarity: Callable[[Term], float]) -> tuple[str, ...]:
    """Return the names in a question, told by their capital, that stand nowhere in the collection.

    Not in an English question: English writes months and peoples with a capital too.
    """
    if question.language == "en":
        return ()
    unknown = rarity(_NOWHERE)
    return tuple(
        term.surface
        for term in question.terms
        if term.start > 0
        and term.surface[0].isupper()
        and unknown > 0.0
        and all(rarity(replace(term, lemma=word)) >= unknown for word in (term.lemma, *term.parts))
    )


def _closeness(text: str, known: Mapping[str, float], floor: float) -> float:
    return max((known.get(text[start:end], floor) for start, end in split_sentences(text)), default=floor)


def in_time(documents: Mapping[str, Document]) -> Callable[[str], tuple[int, str]]:
    """Return what orders versions: the start of the document's period, else its end, else last of all."""

    def key(version: str) -> tuple[int, str]:
        document = documents[version]
        return document.period_from or document.period_to or 9999, document.id

    return key


def _place(weighed: Weighed, library: Library) -> tuple[str, int, tuple[str, ...]]:
    piece = weighed.sentence.piece
    return library.documents[weighed.sentence.version].title, piece.page, piece.section
