"""A small collection on a shelf, ranked by shared words: what the answers need, without indexes."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.chunking import make_chunks
from ingest.model import Chunk, Document, Page, Piece, Reading
from ingest.readers.text import read_text
from kb.answers.answerer import Answerer, Draft, Found, Library, Ranked, asked_of
from kb.answers.calibration import Calibration
from kb.answers.evidence import Asked
from kb.answers.meaning import Meaning
from kb.answers.question import understand
from kb.answers.shelf import Sentence, Shelf
from kb.dutch.analysis import Term, analyse

SENSES = {"woningen": ("home",), "huizen": ("home",)}

PLAIN = Calibration(
    ranking={
        "words": 4.0,
        "context": 1.0,
        "value": 1.0,
        "value_near": 1.0,
        "no_value": -2.0,
        "document": 2.0,
    },
    answering={"words": 6.0, "value_missing": -6.0},
    bias=-2.0,
    threshold=0.5,
)
"""Weights that can be worked out by eye: covered words, a value, the document that was named."""


@dataclass(frozen=True)
class Rows:
    """A store in memory: readings by version."""

    readings: dict[str, Reading]

    def pieces(self, version: str) -> tuple[Piece, ...]:
        """Return the pieces of a version."""
        return self.readings[version].pieces

    def pages(self, version: str) -> tuple[Page, ...]:
        """Return the pages of a version."""
        return self.readings[version].pages

    def chunks(self, version: str) -> tuple[Chunk, ...]:
        """Return the chunks of a version."""
        reading = self.readings[version]
        return make_chunks(version, reading.pages, reading.pieces)


class Bench:
    """Documents that can be asked; every word they hold is equally rare, all others are twice as rare."""

    def __init__(self, **texts: str) -> None:
        self.rows = Rows({name: read_text(text.encode()) for name, text in texts.items()})
        self.shelf = Shelf(self.rows)
        self.documents = {name: _document(name) for name in texts}
        self.answerer = Answerer(self.shelf, Meaning(lambda word: SENSES.get(word, ())), calibration=PLAIN)

    def ask(self, text: str) -> Draft:
        """Answer a question."""
        return self.answerer.answer(self._asked(text), self.found(text), self.library())

    def order(self, text: str) -> dict[str, float]:
        """Return how well the best sentence of each chunk answers."""
        return self.answerer.order(self._asked(text), self.found(text))

    def _asked(self, text: str) -> Asked:
        return asked_of(understand(text, list(self.documents.values())), self.library())

    def library(self) -> Library:
        """Return what is answered from."""
        pages = sum(len(reading.pages) for reading in self.rows.readings.values())
        return Library(self.documents, self._rarity, pages)

    def found(self, text: str) -> Found:
        """Return all chunks, those with most of the question's words first; any word in common is a meaning."""
        wanted = {term.lemma for term in analyse(text)}
        scored = [
            (
                len(wanted & {t.lemma for t in analyse(chunk.text)}) / max(1, len(wanted)),
                f"{name}#{chunk.index}",
            )
            for name in self.documents
            for chunk in self.rows.chunks(name)
        ]
        ranked = sorted(scored, key=lambda s: (-s[0], s[1]))
        return Found([Ranked(chunk, score, score, float(score > 0)) for score, chunk in ranked], {})

    def _rarity(self, term: Term) -> float:
        texts = (chunk.text for name in self.documents for chunk in self.rows.chunks(name))
        held = {word for text in texts for t in analyse(text) for word in (t.lemma, *t.parts)}
        return 1.0 if term.lemma in held else 2.0

    def sentence(self, start: str) -> Sentence:
        """Return the sentence that begins with these words."""
        return next(
            s
            for name in self.documents
            for s in self.shelf.volume(name).sentences
            if s.text.startswith(start)
        )


def _document(name: str) -> Document:
    """A name such as ``akkoord_2018`` gives the kind, and the year in which the period begins."""
    kind, _, year = name.partition("_")
    title = f"{kind.capitalize()} {year}".strip()
    return Document(name, f"{name}.txt", title, "0" * 64, kind=kind, period_from=int(year) if year else None)
