"""How promise-like a sentence is. A seam: the register of commitments can say it, or signal words do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Protocol

from ingest.model import Span
from kb.answers.shelf import Sentence
from kb.dutch.analysis import fold
from kb.model import Commitment


class PromiseJudge(Protocol):
    """Says how promise-like a sentence is."""

    def strength(self, sentence: Sentence) -> float:
        """Return 1 for a hard promise, less for a soft one, 0 for none."""
        ...


class CommitmentSource(Protocol):
    """Gives the commitments that were found in the documents."""

    def commitments(self) -> Sequence[Commitment]:
        """Return them all."""
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
    r"\b(?:streven|streeft|ernaar|ambitie|inzetten|zetten in|zet in|inzet|doel|doelstelling|willen|wil|beogen|intentie)\b"
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


class RegisterJudge:
    """Judges by the commitments that were found: a sentence that overlaps one is a promise."""

    def __init__(self, source: CommitmentSource, version_of: Mapping[str, str]) -> None:
        """``version_of`` gives the version that is searched of each document."""
        self._by_page: dict[tuple[str, int], list[tuple[Span, float]]] = {}
        for commitment in source.commitments():
            version = version_of.get(commitment.document)
            if version is None:
                continue
            for span in commitment.spans:
                strength = 1.0 if commitment.strength == "hard" else 0.7
                self._by_page.setdefault((version, span.page), []).append((span, strength))

    def strength(self, sentence: Sentence) -> float:
        """Return 1 for a hard commitment, 0.7 for a soft one, 0 for a sentence without any."""
        found = [
            strength
            for own in sentence.piece.spans
            for span, strength in self._by_page.get((sentence.version, own.page), ())
            if span.start < own.end and own.start < span.end
        ]
        return max(found, default=0.0)
