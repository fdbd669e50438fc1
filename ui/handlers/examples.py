"""Example questions out of the collection itself: what several of its documents have a heading about."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from kb.dutch.analysis import analyse
from kb.knowledge_base import KnowledgeBase

COUNT = 4
"""How many examples are shown."""

_ASKED = (
    "Wat is er beloofd over {topic}?",
    "Wat staat er over {topic}?",
    "Wie doet wat voor {topic}?",
    "Wat is er afgesproken over {topic}?",
)
_NUMBERING = re.compile(r"^(?:[IVXLC]+\.|\d+(?:\.\d+)*\.?|[a-z]\))\s+")
_PLAIN = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+){0,2}")
_GENERAL = frozenset(
    """
    inleiding bijlage samenvatting inhoud inhoudsopgave voorwoord conclusie doel doelen visie ambitie
    ambities resultaat resultaten project projecten activiteit activiteiten afspraak afspraken
    achtergrond aanleiding financiën begroting planning proces rol onze overige overig algemeen
    hoofdstuk deel uitgangspunten opgave opgaven programma organisatie evaluatie monitoring uitvoering
    kader kaders leeswijzer colofon slot ondertekening verslag agenda rondvraag opening sluiting welkom
    thema themas partij partijen wat hoe waarom bestuurlijk toekomst huidige situatie trends kansen
    risico risicos aanpak heden strategie
    """.split()
)


def example_questions(knowledge: KnowledgeBase) -> tuple[str, ...]:
    """Return up to :data:`COUNT` questions; the same collection gives the same ones."""
    versions = tuple(stored.version for stored in knowledge.documents())
    return _examples(knowledge, versions)


@lru_cache(maxsize=4)
def _examples(knowledge: KnowledgeBase, versions: tuple[str, ...]) -> tuple[str, ...]:  # noqa: ARG001 - the key
    """Topics that stand in the headings of most documents first, then the most frequent ones."""
    documents: dict[str, set[str]] = defaultdict(set)
    count: dict[str, int] = defaultdict(int)
    for stored in knowledge.documents():
        for piece in knowledge.pieces(stored.document.id):
            topic = _topic(piece.text) if piece.kind == "heading" else ""
            if topic:
                documents[topic].add(stored.document.id)
                count[topic] += 1
    places = " ".join(stored.document.organisation for stored in knowledge.documents()).casefold()
    ranked = sorted(
        (topic for topic in documents if topic not in places),
        key=lambda topic: (-len(documents[topic]), -count[topic], topic),
    )
    chosen: list[str] = []
    for topic in ranked:
        if not any(_overlaps(topic, other) for other in chosen):
            chosen.append(topic)
    return tuple(_ASKED[i].format(topic=topic) for i, topic in enumerate(chosen[:COUNT]))


def _topic(heading: str) -> str:
    """What a heading is about, in lower case; empty when it is about nothing in particular."""
    bare = _NUMBERING.sub("", heading.strip())
    if not _PLAIN.fullmatch(bare) or len(bare) < 5 or bare.isupper():
        return ""
    words = bare.casefold().split()
    if any(word in _GENERAL for word in words) or any(word[0].isupper() for word in bare.split()[1:]):
        return ""
    return " ".join(words) if analyse(bare) else ""


def _overlaps(topic: str, other: str) -> bool:
    return bool({term.lemma for term in analyse(topic)} & {term.lemma for term in analyse(other)})
