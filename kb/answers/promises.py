"""How promise-like a sentence is. A seam: the register of commitments can say it, or signal words do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from ingest.model import Span, same_words
from kb.answers.shelf import Sentence
from kb.dutch.analysis import fold
from kb.model import Commitment


class PromiseJudge(Protocol):
    """Says how promise-like a sentence is."""

    def strength(self, sentence: Sentence) -> float:
        """Return 1 for a hard promise, less for a soft one, 0 for none."""
        ...


_HARD = re.compile(
    r"\b(?:we|wij|gemeente|college|corporaties?|partijen|huurdersorganisaties)\b.{0,60}"
    r"\b(?:gaan|gaat|zullen|zal|zorgen|zorgt|realiseren|realiseert|bouwen|maken|maakt|voeren|stellen|stelt|starten|"
    r"starten|houden|blijven|spreken af|leggen|plaatsen|investeren|breiden|willen|doen|nemen|brengen|geven)\b"
    r"|\b(?:gaan|zullen|zorgen|willen|realiseren|blijven) (?:we|wij|de gemeente|gemeente)\b"
    r"|\b(?:wordt|worden|is|zijn)\b.{0,80}\b(?:gerealiseerd|opgesteld|vastgesteld|ingevoerd|uitgevoerd|aangelegd|uitgebreid|gestart|bereikt|verdwenen)\b"
    r"|\b(?:uiterlijk|eind|in) 20\d\d\b.{0,60}\b(?:is|zijn|hebben|heeft)\b"
)
_SOFT = re.compile(
    r"\b(?:streven|streeft|ernaar|ambitie|inzetten|zetten in|zet in|inzet|doel|doelstelling|willen|wil|"
    r"beogen|intentie)\b"
)


class SignalWords:
    """Judges by signal words: what stands in until the register is asked, and for text it does not know."""

    def strength(self, sentence: Sentence) -> float:
        """Return 1 for the words of a promise, 0.7 for those of an aim, 0 for others, residents' included."""
        if sentence.piece.kind in ("quotation", "caption", "footnote", "table"):
            return 0.0
        text = fold(f"{sentence.piece.lead or ''} {sentence.text}")
        if _SOFT.search(text):
            return 0.7
        return 1.0 if _HARD.search(text) else 0.0


SIGNAL_WORDS = SignalWords()


@dataclass(frozen=True, slots=True)
class _Promise:
    span: Span
    words: str
    commitment: Commitment


class RegisterJudge:
    """Judges by the commitments that were found: a sentence that overlaps one is a promise."""

    def __init__(self, commitments: Iterable[Commitment], version_of: Mapping[str, str]) -> None:
        """``version_of`` gives the version that is searched of each document."""
        self._by_page: dict[tuple[str, int], list[_Promise]] = {}
        for commitment in commitments:
            version = version_of.get(commitment.document)
            if version is None:
                continue
            words = same_words(commitment.quote)
            for span in commitment.spans:
                self._by_page.setdefault((version, span.page), []).append(_Promise(span, words, commitment))

    def strength(self, sentence: Sentence) -> float:
        """Return 1 for a hard commitment, 0.7 for a soft one, 0 for a sentence without any."""
        found = self.commitments(sentence)
        return max((1.0 if c.strength == "hard" else 0.7 for c in found), default=0.0)

    def commitments(self, sentence: Sentence) -> list[Commitment]:
        """Return the commitments that a sentence holds, or is part of."""
        words = same_words(sentence.text)
        return [
            promise.commitment
            for own in sentence.piece.spans
            for promise in self._by_page.get((sentence.version, own.page), ())
            if promise.span.start < own.end
            and own.start < promise.span.end
            and (promise.words in words or words in promise.words)
        ]
