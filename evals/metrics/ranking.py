"""How well passages are found. The door of ir-measures.

The unit of relevance is a group of evidence: a passage is relevant when it holds a group that no passage
above it held, and its gain is the number of such groups. A passage holds a group when one of the group's
alternatives stands in it whole (same document, white space, hyphens and case aside). Groups that were not
found are added to the judgements, so that what is missing counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import ir_measures
from ir_measures import RR, R, Success, nDCG

from evals.matching import contains
from evals.model import Evidence, Hit, Outcomes, Question

DEPTH = 10
"""How many passages a system is asked for."""

BUDGET_PASSAGES = 5
BUDGET_CHARACTERS = 5_000

Judgements = dict[str, dict[str, int]]
Runs = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Judged:
    """What a system found, judged.

    ``gains`` gives each question's passages the number of groups they are the first to hold;
    ``groups`` gives each question's groups the rank (from 1) of the passage that first holds them, or None.
    """

    gains: Mapping[str, tuple[int, ...]]
    groups: Mapping[str, tuple[int | None, ...]]


def judge(questions: Sequence[Question], found: Mapping[str, Sequence[Hit]]) -> Judged:
    """Judge the first ten passages of every answerable question."""
    gains: dict[str, tuple[int, ...]] = {}
    groups: dict[str, tuple[int | None, ...]] = {}
    for question in questions:
        if question.answerable:
            hits = found.get(question.id, ())[:DEPTH]
            ranks = tuple(_rank(group, hits) for group in question.evidence)
            groups[question.id] = ranks
            gains[question.id] = tuple(ranks.count(rank) for rank in range(1, len(hits) + 1))
    return Judged(gains, groups)


def holds(hit: Hit, group: Sequence[Evidence]) -> bool:
    """Tell whether a passage holds one of a group's alternatives."""
    return any(hit.document == e.document and contains(hit.text, e.quote) for e in group)


def hit_at(judged: Judged, k: int) -> Outcomes:
    """hit@k: 1 when one of the first ``k`` passages holds evidence, else 0.

    Also called success@k; the share of questions for which a reader of ``k`` passages finds something.
    Source: ir-measures ``Success@k`` (MacAvaney, Macdonald and Ounis, ECIR 2022), after trec_eval.
    """
    return _passages(judged, Success @ k)


def recall_at_10(judged: Judged) -> Outcomes:
    """recall@10: groups of evidence held by the first ten passages / groups of evidence.

    Source: ir-measures ``R@k`` (trec_eval's ``recall_k``), with a group as the unit.
    """
    judgements = {key: {f"group-{n}": 1 for n in range(len(ranks))} for key, ranks in judged.groups.items()}
    run = {
        key: {f"group-{n}": -float(rank) for n, rank in enumerate(ranks) if rank is not None}
        for key, ranks in judged.groups.items()
    }
    return _measured(R @ 1000, judgements, run)


def reciprocal_rank(judged: Judged) -> Outcomes:
    """MRR: 1 / the rank of the first passage that holds evidence, 0 when the first ten hold none.

    Source: Voorhees, "The TREC-8 Question Answering Track Report", 1999; ir-measures ``RR``.
    """
    return _passages(judged, RR)


def ndcg_at_10(judged: Judged) -> Outcomes:
    """nDCG@10: sum over ranks r of gain(r) / log2(r + 1), divided by that sum for the best order.

    A group counts once: a second passage that holds it gains nothing, as in alpha-nDCG with alpha = 1.
    Source: Jaervelin and Kekaelaeinen, "Cumulated gain-based evaluation of IR techniques", TOIS 2002;
    Clarke et al., SIGIR 2008, for the novelty; ir-measures ``nDCG@10``.
    """
    return _passages(judged, nDCG @ DEPTH)


def hit_within_budget(questions: Sequence[Question], found: Mapping[str, Sequence[Hit]]) -> Outcomes:
    """hit@5 within 5,000 characters: as hit@5, but passages count only while they fit together.

    A system with long passages would otherwise win by showing more. Source: the project's own target.
    """
    outcomes: Outcomes = {}
    for question in questions:
        if question.answerable:
            hits = within_budget(found.get(question.id, ()))
            held = any(holds(hit, group) for hit in hits for group in question.evidence)
            outcomes[question.id] = (float(held), 1.0)
    return outcomes


def within_budget(hits: Sequence[Hit]) -> list[Hit]:
    """Return the first passages, five at most, of together at most 5,000 characters."""
    kept: list[Hit] = []
    total = 0
    for hit in hits[:BUDGET_PASSAGES]:
        total += len(hit.text)
        if total > BUDGET_CHARACTERS:
            break
        kept.append(hit)
    return kept


def _rank(group: Sequence[Evidence], hits: Sequence[Hit]) -> int | None:
    return next((rank for rank, hit in enumerate(hits, start=1) if holds(hit, group)), None)


def _passages(judged: Judged, measure: ir_measures.Measure) -> Outcomes:
    """Measure over passages; a group that was not found is a relevant passage outside the run."""
    judgements: Judgements = {}
    run: Runs = {}
    for key, gains in judged.gains.items():
        missing = sum(rank is None for rank in judged.groups[key])
        judgements[key] = {f"passage-{n}": gain for n, gain in enumerate(gains) if gain}
        judgements[key] |= {f"missing-{n}": 1 for n in range(missing)}
        run[key] = {f"passage-{n}": -float(n) for n in range(len(gains))}
    return _measured(measure, judgements, run)


def _measured(measure: ir_measures.Measure, judgements: Judgements, run: Runs) -> Outcomes:
    outcomes: Outcomes = dict.fromkeys(judgements, (0.0, 1.0))
    nonempty = {key: ranked for key, ranked in run.items() if ranked}
    if nonempty:
        for result in ir_measures.iter_calc([measure], judgements, nonempty):
            if result.query_id in outcomes:
                outcomes[result.query_id] = (round(float(result.value), 6), 1.0)
    return outcomes
