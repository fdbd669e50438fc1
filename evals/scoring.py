"""From what was found and answered to outcomes, and from outcomes to figures with intervals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from evals.corpus import Corpus
from evals.dataset import GoldSets, number_of
from evals.metrics import answers as answer_metrics
from evals.metrics import commitments as commitment_metrics
from evals.metrics import links as link_metrics
from evals.metrics import ranking, reading
from evals.model import Given, Hit, Outcomes, Question, Record, Selection, in_selection
from evals.significance import difference, figure

ByMetric = dict[str, Outcomes]
Slices = Mapping[str, Sequence[str]]
"""Of each unit the slices it belongs to, ``all`` apart."""


def select(gold: GoldSets, selection: Selection) -> GoldSets:
    """Return the selected half of each set; commitments stay whole, see :func:`score_commitments`."""
    return GoldSets(
        questions=tuple(q for q in gold.questions if in_selection(number_of(q.id), selection)),
        commitments=gold.commitments,
        regions=gold.regions,
        links=tuple(link for link in gold.links if in_selection(number_of(link.id), selection)),
        reading=tuple(item for item in gold.reading if in_selection(number_of(item.id), selection)),
        double=gold.double,
        judged=gold.judged,
    )


def score_ranking(questions: Sequence[Question], found: Mapping[str, Sequence[Hit]]) -> ByMetric:
    """Return the outcomes of the ranking metrics."""
    judged = ranking.judge(questions, found)
    return {
        "hit@1": ranking.hit_at(judged, 1),
        "hit@5": ranking.hit_at(judged, 5),
        "hit@10": ranking.hit_at(judged, 10),
        "hit@5-5000": ranking.hit_within_budget(questions, found),
        "recall@10": ranking.recall_at_10(judged),
        "mrr": ranking.reciprocal_rank(judged),
        "ndcg@10": ranking.ndcg_at_10(judged),
    }


def score_answers(questions: Sequence[Question], answers: Mapping[str, Given], corpus: Corpus) -> ByMetric:
    """Return the outcomes of the metrics over answers."""
    return {
        "answer_accuracy": answer_metrics.answer_accuracy(questions, answers),
        "citation_recall": answer_metrics.citation_recall(questions, answers),
        "citation_precision": answer_metrics.citation_precision(questions, answers),
        "first_citation": answer_metrics.first_citation(questions, answers),
        "verbatim": answer_metrics.verbatim_rate(questions, answers, corpus),
        "verbatim_in_parts": answer_metrics.verbatim_in_parts_rate(questions, answers, corpus),
        "page_accuracy": answer_metrics.page_accuracy(questions, answers, corpus),
        "refusal_precision": answer_metrics.refusal_precision(questions, answers),
        "refusal_recall": answer_metrics.refusal_recall(questions, answers),
        "wrongly_refused": answer_metrics.wrongly_refused(questions, answers),
    }


def pair_commitments(
    gold: GoldSets, predicted: Sequence[Record], selection: Selection
) -> commitment_metrics.Paired:
    """Pair predictions with annotations on the selected pages: odd pages are dev, even ones test."""
    return commitment_metrics.pair(
        gold.commitments, predicted, gold.regions, lambda page: in_selection(page, selection)
    )


def score_commitments(paired: commitment_metrics.Paired) -> ByMetric:
    """Return the outcomes of the metrics over commitments, by page."""
    return {
        "commitment_precision": commitment_metrics.precision(paired),
        "commitment_recall": commitment_metrics.recall(paired),
        "commitment_f1": commitment_metrics.f1(paired),
        "look_alikes_taken": commitment_metrics.look_alikes_taken(paired),
        "kind_right": commitment_metrics.kind_right(paired),
        "strength_right": commitment_metrics.strength_right(paired),
        "actor_right": commitment_metrics.actor_right(paired),
        "deadline_found": commitment_metrics.deadline_found(paired),
        "deadline_right": commitment_metrics.deadline_right(paired),
        "deadline_invented": commitment_metrics.deadline_invented(paired),
        "quantities_f1": commitment_metrics.quantities_f1(paired),
        "topics_f1": commitment_metrics.topics_f1(paired),
    }


def score_links(gold: GoldSets, predicted: Sequence[Record]) -> ByMetric:
    """Return the outcomes of the metrics over links."""
    outcomes = {
        "links_found": link_metrics.links_found(gold.links, predicted),
        "relation_right": link_metrics.relation_right(gold.links, predicted),
    }
    if gold.judged:
        outcomes["links_judged_right"] = link_metrics.judged_right(gold.judged, predicted)
    return outcomes


def score_reading(compared: Sequence[reading.Compared]) -> ByMetric:
    """Return the outcomes of reading."""
    return {"reading_right": reading.reading_right(compared)}


def slices_of(gold: GoldSets) -> dict[str, list[str]]:
    """Return the slices of every unit of every set."""
    slices: dict[str, list[str]] = {}
    for question in gold.questions:
        slices[question.id] = [f"kind:{question.kind}", f"language:{question.language}"]
        slices[question.id] += [f"document:{document}" for document in question.documents]
        if question.false_premise:
            slices[question.id].append("false-premise")
    for region in gold.regions:
        unit = commitment_metrics.page_unit(region.document, region.page)
        slices[unit] = [f"document:{region.document}"]
    for link in gold.links:
        slices[link.id] = [f"relation:{link.relation}"]
    for item in gold.reading:
        slices[item.id] = [f"what:{item.what}", f"document:{item.document}"]
    return slices


def figures(outcomes: ByMetric, slices: Slices) -> Record:
    """Return each metric's figure for all units and for each slice that has units."""
    return {metric: _by_slice(units, slices) for metric, units in outcomes.items()}


def differences(others: Mapping[str, ByMetric], main: ByMetric) -> Record:
    """Return, for every other system and metric, the paired difference: the main system minus the other."""
    return {
        name: {
            metric: asdict(compared)
            for metric, units in outcomes.items()
            if metric in main and (compared := difference(units, main[metric])) is not None
        }
        for name, outcomes in others.items()
    }


def _by_slice(units: Outcomes, slices: Slices) -> Record:
    names = ["all", *sorted({name for unit in units for name in slices.get(unit, ())})]
    result = {}
    for name in names:
        chosen = units if name == "all" else dict(_in_slice(units, slices, name))
        found = figure(chosen)
        if found.value is not None:
            result[name] = asdict(found)
    return result


def _in_slice(units: Outcomes, slices: Slices, name: str) -> Iterable[tuple[str, tuple[float, float]]]:
    return ((unit, outcome) for unit, outcome in units.items() if name in slices.get(unit, ()))
