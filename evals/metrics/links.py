"""How well links between statements are found. A link is a record in the shape of ``woordhouder links``."""

from __future__ import annotations

from collections.abc import Sequence

from evals.matching import MATCH, key, overlap
from evals.model import GoldLink, JudgedLink, Member, Outcomes, Record


def links_found(gold: Sequence[GoldLink], predicted: Sequence[Record]) -> Outcomes:
    """Links found: annotated links of which one predicted link holds two members or more / links.

    A member is held when the predicted one stands in the same document and shares at least half of the words
    of the longer of the two. Source: recall; there is no precision, because no annotator can list every
    link there is.
    """
    return {link.id: (float(best_match(link, predicted) is not None), 1.0) for link in gold}


def relation_right(gold: Sequence[GoldLink], predicted: Sequence[Record]) -> Outcomes:
    """Relation right: found links with the annotated relation / found links. Source: accuracy."""
    outcomes: Outcomes = {}
    for link in gold:
        match = best_match(link, predicted)
        if match is not None:
            outcomes[link.id] = (float(match.get("relation") == link.relation), 1.0)
    return outcomes


def judged_right(judged: Sequence[JudgedLink], predicted: Sequence[Record]) -> Outcomes:
    """Judged right: links judged right by hand / judged links that are still made, with the same relation.

    Source: precision, estimated on a random sample. A link that is no longer made does not count.
    """
    made = {
        _key(record["relation"], [(m["document"], m["quote"]) for m in record["members"]])
        for record in predicted
    }
    return {
        link.id: (float(link.right), 1.0)
        for link in judged
        if _key(link.relation, [(member.document, member.quote) for member in link.members]) in made
    }


def _key(relation: str, members: Sequence[tuple[str, str]]) -> tuple[str, frozenset[tuple[str, str]]]:
    return relation, frozenset((document, key(quote)) for document, quote in members)


def best_match(link: GoldLink, predicted: Sequence[Record]) -> Record | None:
    """Return the predicted link that holds most members, two at least; the first of equals."""
    counts = [(sum(_held(member, record) for member in link.members), record) for record in predicted]
    best = max((count for count, _ in counts), default=0)
    return next(record for count, record in counts if count == best) if best >= 2 else None


def _held(member: Member, record: Record) -> bool:
    return any(
        other["document"] == member.document and overlap(member.quote, other["quote"]) >= MATCH
        for other in record["members"]
    )
