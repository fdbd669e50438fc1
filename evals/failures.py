"""What went wrong, question by question, with enough beside it for a person to see why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evals.matching import has_string
from evals.metrics.answers import own_words
from evals.metrics.commitments import Paired
from evals.metrics.ranking import holds
from evals.metrics.reading import Compared
from evals.model import Given, GoldLink, Hit, Question, Record
from evals.scoring import ByMetric

SHOWN = 5


def question_failures(
    questions: Sequence[Question],
    found: Mapping[str, Sequence[Hit]],
    answers: Mapping[str, Given],
    outcomes: ByMetric,
) -> list[Record]:
    """Return the questions with at least one reason to look at them, with what was expected and found."""
    failures = []
    for question in questions:
        reasons = _reasons(question, answers.get(question.id), outcomes)
        if reasons:
            failures.append(
                {
                    "id": question.id,
                    "question": question.question,
                    "kind": question.kind,
                    "reasons": reasons,
                    "expected": [
                        [{"document": e.document, "quote": e.quote} for e in g] for g in question.evidence
                    ],
                    "strings": [list(group) for group in question.answer],
                    "missing": _missing(question, answers.get(question.id)),
                    "found": [_hit(hit, question) for hit in found.get(question.id, ())[:SHOWN]],
                    "rank": _rank(question, found.get(question.id, ())),
                    "answer": _answer(answers.get(question.id)),
                }
            )
    return failures


def commitment_failures(paired: Paired) -> Record:
    """Return what was missed, what was invented, and pairs with a wrong kind."""
    return {
        "missed": [
            {
                "id": g.id, "document": g.document, "page": g.page, "quote": g.quote,
                "kind": g.fields.get("kind"),
            }
            for g in paired.missed
        ],
        "invented": [
            {name: record.get(name) for name in ("document", "page", "quote", "kind")}
            for record in paired.invented
        ],
        "taken": [
            {
                "id": g.id, "document": g.document, "page": g.page, "quote": g.quote,
                "reason": g.fields.get("reason"),
            }
            for g, taken in paired.taken
            if taken
        ],
    }  # fmt: skip


def link_failures(links: Sequence[GoldLink], outcomes: ByMetric) -> list[Record]:
    """Return the links that were not found or have another relation."""
    found, relation = outcomes["links_found"], outcomes["relation_right"]
    return [
        {
            "id": link.id,
            "subject": link.subject,
            "relation": link.relation,
            "found": found[link.id][0] > 0,
            "members": [{"document": m.document, "page": m.page, "quote": m.quote} for m in link.members],
        }
        for link in links
        if not found[link.id][0] or not relation[link.id][0]
    ]


def reading_failures(compared: Sequence[Compared]) -> list[Record]:
    """Return the pieces that were read otherwise than annotated, beside the nearest piece."""
    return [
        {
            "id": c.item.id,
            "document": c.item.document,
            "page": c.item.page,
            "what": c.item.what,
            "kind": c.item.kind,
            "text": c.item.text,
            "wrong": list(c.wrong),
            "found": None
            if c.nearest is None
            else {
                "text": c.nearest.text, "kind": c.nearest.kind, "page": c.nearest.page,
                "page_end": c.nearest.page_end, "level": c.nearest.level, "lead": c.nearest.lead,
                "number": c.nearest.number, "speaker": c.nearest.speaker, "header": c.nearest.header,
            },
            "expected": {
                name: c.item.fields[name]
                for name in ("page_end", "level", "bullet_level", "lead", "number", "speaker", "header")
                if name in c.item.fields
            },
        }
        for c in compared
        if c.wrong
    ]  # fmt: skip


def _reasons(question: Question, given: Given | None, outcomes: ByMetric) -> list[str]:
    def failed(metric: str) -> bool:
        top, bottom = outcomes.get(metric, {}).get(question.id, (1.0, 1.0))
        return top < bottom

    if not question.answerable:
        return ["not-refused"] if given is not None and given.answered else []
    reasons = []
    if failed("hit@5"):
        reasons.append("not-found")
    elif failed("recall@10"):
        reasons.append("incomplete")
    if given is not None and not given.answered:
        reasons.append("wrongly-refused")
    elif failed("answer_accuracy"):
        reasons.append("wrong-answer")
    if failed("verbatim_in_parts"):
        reasons.append("not-verbatim")
    return reasons


def _missing(question: Question, given: Given | None) -> list[str]:
    """The first string of every group of which the answer holds none."""
    text = own_words(given) if given is not None else ""
    return [group[0] for group in question.answer if not any(has_string(text, s) for s in group)]


def _hit(hit: Hit, question: Question) -> Record:
    return {
        "document": hit.document,
        "page": hit.page,
        "section": list(hit.section),
        "score": hit.score,
        "text": hit.text,
        "right": any(holds(hit, group) for group in question.evidence),
    }


def _rank(question: Question, hits: Sequence[Hit]) -> int | None:
    ranks = (n for n, hit in enumerate(hits, start=1) if any(holds(hit, g) for g in question.evidence))
    return next(ranks, None)


def _answer(given: Given | None) -> Record | None:
    if given is None:
        return None
    return {
        "answered": given.answered,
        "citations": [
            {"document": c.document, "page": c.page, "page_end": c.page_end, "quote": c.quote}
            for c in given.citations
        ],
    }
