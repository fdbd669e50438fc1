"""All that is said in a document, promise or not, as what can be linked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.model import Document, Piece, PieceKind
from ingest.sentences import split_sentences
from kb.commitments.clauses import Clause, clauses_of
from kb.commitments.outcomes import is_done, says_halted
from kb.model import Commitment

_LINKED: frozenset[PieceKind] = frozenset({"body", "bullet", "measure", "boxed", "quotation"})
_MIN_WORDS = 3
_LONG = 20
_VERY_LONG = 35
_RUNS = ((0.42, 0.75), (0.25, 0.55))
_LEAST_WORDS = 8
_LEANS = re.compile(
    r"(?:dit|dat|deze|die|hier\w*|daar\w*|zij|ze|hij|het|er|ook|toch|wel|zo|inmiddels|helaas|beide|samen|"
    r"op termijn|in plaats|als gevolg|ons doel|het doel|de bedoeling)\b",
    re.IGNORECASE,
)
_BEFORE = 300
_CUT = re.compile(
    r"[,;:] (?=\w)| (?=\()"
    r"| (?=(?:om|zodat|omdat|waardoor|waar(?:bij|mee|van|in|op|aan|voor)|met als doel|en|maar) )"
)
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*\s?%?")


@dataclass(frozen=True, slots=True)
class Mention:
    """A statement with its place; ``commitment`` is the promise that it is, ``numbers`` what it counts.

    ``context`` is its heading and the line that governs it; ``before`` the sentence that it points back to,
    empty for one that can be understood alone.
    """

    document: Document
    page: int
    text: str
    commitment: Commitment | None
    numbers: frozenset[str]
    context: str = ""
    before: str = ""
    piece: Piece | None = None

    def page_of(self, part: str) -> int:
        """Return the page on which a part of the text begins, as far along the pages as along the words."""
        at = self.piece.text.find(part) if self.piece else -1
        if self.piece is None or at <= 0 or self.piece.page == self.piece.page_end:
            return self.page
        total = sum(span.end - span.start for span in self.piece.spans)
        passed = at / len(self.piece.text) * total
        for span in self.piece.spans:
            passed -= span.end - span.start
            if passed < 0:
                return span.page
        return self.piece.page_end

    def parts(self) -> tuple[str, ...]:
        """Return the runs of clauses of a long sentence that are about half of it; none of a short one."""
        text = self.text
        total = len(text.split())
        if total <= _LONG:
            return ()
        shortest, longest = _RUNS[total > _VERY_LONG]
        cuts = [0, *(cut.end() for cut in _CUT.finditer(text)), len(text)]
        parts = []
        for first, start in enumerate(cuts):
            for end in cuts[first + 1 :]:
                words = len(text[start:end].split())
                if shortest * total <= words <= longest * total and words >= _LEAST_WORDS:
                    parts.append(_trimmed(text[start:end]))
        return tuple(dict.fromkeys(parts))


def mentions_of(
    document: Document, pieces: Sequence[Piece], commitments: Sequence[Commitment]
) -> Iterator[Mention]:
    """Yield the promises as they are quoted, and every other sentence or clause, in reading order."""
    quotes: dict[int, list[Commitment]] = {}
    for commitment in commitments:
        for span in commitment.spans:
            quotes.setdefault(span.page, []).append(commitment)
    given: set[str] = set()
    previous: Piece | None = None
    for piece in pieces:
        if piece.kind not in _LINKED:
            continue
        before = _last_sentence(previous.text) if previous and previous.section == piece.section else ""
        near = [c for span in piece.spans for c in quotes.get(span.page, ()) if c.quote in piece.text]
        for commitment in dict.fromkeys(near):
            if commitment.id not in given:
                given.add(commitment.id)
                yield _mention(document, piece, commitment.quote, commitment, before)
        for text in _others(piece, [c.quote for c in near]):
            yield _mention(document, piece, text, None, before)
        previous = piece


def _others(piece: Piece, quotes: Sequence[str]) -> Iterator[str]:
    """Yield the sentences that hold no promise; of one that does, the clauses that do not."""
    for group in _sentences(clauses_of(piece.text)):
        sentence = piece.text[group[0].sentence_start : group[0].sentence_end]
        held = [quote for quote in quotes if quote in sentence or sentence in quote]
        parts = [sentence] if not held else [piece.text[c.start : c.end] for c in group]
        for part in parts:
            if not any(part in quote or quote in part for quote in held) and len(part.split()) >= _MIN_WORDS:
                yield part


def _sentences(clauses: Sequence[Clause]) -> list[list[Clause]]:
    groups: list[list[Clause]] = []
    for clause in clauses:
        if groups and groups[-1][-1].sentence_end == clause.sentence_end:
            groups[-1].append(clause)
        else:
            groups.append([clause])
    return groups


def _trimmed(part: str) -> str:
    """Return a part without the marks that tied it to the rest of its sentence."""
    part = part.strip(" ,;:")
    if part.count("(") != part.count(")"):
        part = part.removeprefix("(") if part.startswith("(") else part.rstrip(".").removesuffix(")")
    return part.strip(" ,;:")


def _mention(
    document: Document, piece: Piece, text: str, commitment: Commitment | None, before: str
) -> Mention:
    place = commitment.page if commitment else piece.page
    opening = piece.text[: max(0, piece.text.find(text))].strip()
    outcome = is_done(text) or says_halted(text)
    leans = not piece.lead and _LEANS.match(text) and (outcome or any(char.isdigit() for char in text))
    lead = (_last_sentence(opening) or before) if leans else ""
    context = " ".join(part for part in (*piece.section[-1:], piece.lead or "") if part)
    return Mention(
        document=document,
        page=place,
        piece=piece,
        text=text,
        commitment=commitment,
        numbers=frozenset(_NUMBER.findall(text)),
        context=context,
        before=lead,
    )


def _last_sentence(text: str) -> str:
    """Return the last sentence of a text, or the end of a very long one."""
    bounds = list(split_sentences(text))
    return text[bounds[-1][0] : bounds[-1][1]][-_BEFORE:] if bounds else ""
