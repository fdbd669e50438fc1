"""Text that speaks to a language model instead of to a reader.

Text of documents is data, not instructions. Sentences that speak to a model, and what follows on them, are
kept out of answers altogether, so that nothing can rest on them: neither a quotation nor a sentence of a
model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.model import Piece
from kb.dutch.analysis import fold

_FOLLOWING = 3
"""How many pieces after one that speaks to a model, in the same section, are taken to belong to it."""

# Words with which a text addresses a model rather than a reader, in the languages an attacker would use.
_ADDRESSES_MODEL = re.compile(
    r"""(?ix)
    \b (?:negeer|vergeet|overschrijf|ignore|disregard|forget|override) \b .{0,60}
        \b (?:instructi\w*|opdracht\w*|regels|prompt\w*|rules|context|above|bovenstaand\w*|voorgaand\w*
        |previous|eerdere|prior)
    | \b (?:system|systeem) [\s-]? (?:prompt|message|bericht|instructi\w*)
    | <\|? /? (?:im_start|im_end|system|assistant|inst) | \[ (?:/?inst|system) \]
    | \b (?:you\s+are\s+now|act\s+as|(?:je|jij|u)\s+bent\s+nu|gedraag\s+je\s+als|doe\s+alsof\s+je) \b
    | \b (?:als|as\s+an?) \s+ (?:ai|taalmodel|language\s+model|assistent|chatbot) \b
    | \b (?:antwoord|respond|reply|answer|zeg|schrijf|herhaal|repeat|print|output) \b .{0,30}
        \b (?:uitsluitend|alleen\s+met|only\s+with|exactly|verbatim|dat\s+je|that\s+you) \b
    | (?:^|[.;:!>*]\s*|\b(?:en|dan|and|then)\s+) (?:zeg|schrijf|antwoord|beweer|say|write|claim|respond|reply)
        \s+ (?:[\w-]+\s+){0,3} (?:dat|that) \b
    | \b (?:nieuwe|new) \s+ (?:instructi\w*|opdracht\w*) \s* [:.]
    | \b (?:onthul|reveal|toon|show) \b .{0,30} \b prompt
    | (?:^|[^\w-]) (?:assistant|assistent|ai|model|chatbot|taalmodel|llm) \s* [:,] \s* \w
    | \b (?:instructi\w+|opdracht\w*|notice|bericht|note|nota) \s+ (?:voor|aan|to|for) \s+
        (?:de\s+|het\s+|the\s+|any\s+|elk\s+|elke\s+)?
        (?:ai|taalmodel\w*|language\s+model\w*|llm\w*|assistent\w*|assistant\w*|chatbot\w*) \b
    """
)


def addresses_model(text: str) -> bool:
    """Tell whether a text speaks to a language model instead of to a reader."""
    return _ADDRESSES_MODEL.search(fold(text)) is not None


def set_apart(pieces: Sequence[Piece]) -> frozenset[int]:
    """Return the indices of the pieces that speak to a model, or follow on one that does in its section."""
    apart: set[int] = set()
    for index, piece in enumerate(pieces):
        if not addresses_model(f"{piece.lead or ''} {piece.text}"):
            continue
        following = range(index, min(index + _FOLLOWING + 1, len(pieces)))
        apart |= {at for at in following if pieces[at].section == piece.section}
    return frozenset(apart)
