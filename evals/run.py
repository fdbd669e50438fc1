"""One evaluation, from the documents to a report: find, answer, score, and say what went wrong.

The report is a plain record, ready for JSON. Everything in it but ``timings`` is the same for the same
documents, sets and code.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evals import failures as failing
from evals import scoring
from evals.agreement import agreement
from evals.corpus import Corpus, load_corpus
from evals.dataset import GoldSets, load_gold, load_questions, number_of
from evals.errors import BaselineMissingError
from evals.metrics.ranking import DEPTH
from evals.metrics.reading import Compared, compare
from evals.model import Given, Hit, Question, Record, Selection, in_selection
from evals.systems import (
    MAIN,
    KnowledgeBaseSystem,
    System,
    ablations,
    make_ablation,
    make_bm25,
    make_llama_index_starter,
    predicted,
)
from evals.texts import NOT_AVAILABLE, system_label
from kb.knowledge_base import KnowledgeBase
from kb.model import Progress
from kb.settings import Settings

FORMAT = 1

OnStep = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is (0 while unknown)."""


@dataclass(frozen=True, slots=True)
class Options:
    """What is evaluated, and what of it may be shown.

    ``questions`` is a municipality's own set, without the other gold sets; ``gold`` a folder with all sets
    of another collection. ``reveal_test`` lists failures of
    the test half too: only for who asked for them by name, or nobody could still trust its figures.
    """

    selection: Selection = "dev"
    questions: Path | None = None
    gold: Path | None = None
    baselines: bool = True
    reveal_test: bool = False

    @property
    def shown(self) -> Selection | None:
        """The half of which failures are listed; None for neither."""
        if self.questions is not None or self.reveal_test:
            return self.selection
        return None if self.selection == "test" else "dev"


@dataclass
class _Run:
    """What a run gathers on its way."""

    found: dict[str, dict[str, list[Hit]]] = field(default_factory=dict)
    answers: dict[str, Given] = field(default_factory=dict)
    outcomes: dict[str, scoring.ByMetric] = field(default_factory=dict)
    details: Record = field(default_factory=dict)
    unavailable: dict[str, str] = field(default_factory=dict)
    timings: dict[str, float] = field(default_factory=dict)


def evaluate(settings: Settings, options: Options, on_step: OnStep | None = None) -> Record:
    """Evaluate the knowledge base of these settings and return the report.

    Raises:
        DatasetError: a gold set has bad lines.
        WoordhouderError: the documents cannot be read or indexed.
    """
    step = on_step or _silent
    started = time.monotonic()
    step("documenten lezen", 0, 0)
    corpus = load_corpus(settings.corpus)
    gold = _gold(options, corpus)
    knowledge_base = KnowledgeBase(settings)
    knowledge_base.sync(progress=lambda p: step(_sync_step(p), p.done, p.total))
    run = _Run()
    _main_system(KnowledgeBaseSystem(knowledge_base), gold, corpus, run, step)
    if options.baselines:
        _other_systems(knowledge_base, corpus, gold.questions, run, step)
    _commitments_and_links(knowledge_base, gold, options, run)
    compared = compare(gold.reading, corpus.readings)
    if gold.reading:
        run.outcomes[MAIN] |= scoring.score_reading(compared)
    step("uitrekenen", 0, 0)
    report = _report(knowledge_base, gold, options, run)
    report["failures"] = _failures(gold, options, run, compared)
    run.timings["totaal_s"] = round(time.monotonic() - started, 1)
    report["timings"] = run.timings
    return report


def _silent(_what: str, _done: int, _total: int) -> None:
    """Show no progress."""


def _sync_step(progress: Progress) -> str:
    return f"index bijwerken: {progress.step}"


def _gold(options: Options, corpus: Corpus) -> GoldSets:
    if options.questions is not None:
        return scoring.select(GoldSets(load_questions(options.questions, corpus)), options.selection)
    return scoring.select(load_gold(corpus, options.gold), options.selection)


def _main_system(
    system: KnowledgeBaseSystem, gold: GoldSets, corpus: Corpus, run: _Run, step: OnStep
) -> None:
    _find(system, gold.questions, run, step)
    started = time.monotonic()
    for done, question in enumerate(gold.questions):
        step("vragen beantwoorden", done, len(gold.questions))
        run.answers[question.id] = system.ask(question.question)
    run.timings["antwoord_ms"] = _mean_ms(started, gold.questions)
    run.outcomes[MAIN] |= scoring.score_answers(gold.questions, run.answers, corpus)


def _find(system: System, questions: Sequence[Question], run: _Run, step: OnStep) -> None:
    started = time.monotonic()
    found: dict[str, list[Hit]] = {}
    for done, question in enumerate(questions):
        step(f"zoeken met {system_label(system.name)}", done, len(questions))
        found[question.id] = system.search(question.question, DEPTH)
    run.timings[f"zoeken_{system.name}_ms"] = _mean_ms(started, questions)
    run.found[system.name] = found
    run.outcomes[system.name] = scoring.score_ranking(questions, found)


def _mean_ms(started: float, questions: Sequence[Question]) -> float:
    return round((time.monotonic() - started) * 1000 / max(1, len(questions)), 1)


def _other_systems(
    knowledge_base: KnowledgeBase, corpus: Corpus, questions: Sequence[Question], run: _Run, step: OnStep
) -> None:
    settings = knowledge_base.settings
    for name in ablations():
        step(f"openen: {system_label(name)}", 0, 0)
        _find(make_ablation(knowledge_base, name), questions, run, step)
    makers: dict[str, Callable[[], System]] = {
        "bm25": lambda: make_bm25(corpus),
        "llama-index": lambda: make_llama_index_starter(corpus, settings.data, settings.model),
    }
    for name, make in makers.items():
        step(f"openen: {system_label(name)}", 0, 0)
        try:
            system = make()
        except BaselineMissingError as error:
            run.unavailable[name] = f"{error.message} {error.hint}"
            continue
        _find(system, questions, run, step)


def _commitments_and_links(
    knowledge_base: KnowledgeBase, gold: GoldSets, options: Options, run: _Run
) -> None:
    if gold.commitments:
        commitments = predicted(knowledge_base, "commitments")
        if commitments is None:
            run.unavailable["commitments"] = NOT_AVAILABLE
        else:
            paired = scoring.pair_commitments(gold, commitments, options.selection)
            run.outcomes[MAIN] |= scoring.score_commitments(paired)
            if options.shown is not None:
                shown = scoring.pair_commitments(gold, commitments, options.shown)
                run.details["commitments"] = failing.commitment_failures(shown)
    if gold.links:
        links = predicted(knowledge_base, "links")
        if links is None:
            run.unavailable["links"] = NOT_AVAILABLE
        else:
            run.outcomes[MAIN] |= scoring.score_links(gold, links)


def _report(knowledge_base: KnowledgeBase, gold: GoldSets, options: Options, run: _Run) -> Record:
    slices = scoring.slices_of(gold)
    status = knowledge_base.status()
    others = {name: outcomes for name, outcomes in run.outcomes.items() if name != MAIN}
    return {
        "format": FORMAT,
        "set": options.selection,
        "own_questions": options.questions is not None,
        "collection": {
            "documents": status.documents,
            "pages": status.pages,
            "chunks": status.chunks,
            "model": status.model,
            "index": status.index,
        },
        "sizes": _sizes(gold, options.selection),
        "systems": list(run.outcomes),
        "unavailable": run.unavailable,
        "figures": {name: scoring.figures(by, slices) for name, by in run.outcomes.items()},
        "against": scoring.differences(others, run.outcomes[MAIN]),
        "agreement": agreement(gold.double) if gold.double else None,
        "outcomes": {
            name: {
                metric: {unit: list(units[unit]) for unit in sorted(units)} for metric, units in by.items()
            }
            for name, by in run.outcomes.items()
        },
    }


def _sizes(gold: GoldSets, selection: Selection) -> dict[str, int]:
    commitments = [c for c in gold.commitments if in_selection(c.page, selection)]
    return {
        "questions": len(gold.questions),
        "commitments": sum(c.commitment for c in commitments),
        "look_alikes": sum(not c.commitment for c in commitments),
        "links": len(gold.links),
        "reading": len(gold.reading),
        "double": len(gold.double),
    }


def _failures(gold: GoldSets, options: Options, run: _Run, compared: Sequence[Compared]) -> Record:
    """Only of what may be shown, see :class:`Options`."""
    shown = options.shown
    if shown is None:
        return {"shown": None, "questions": [], "reading": [], "commitments": None, "links": None}
    questions = [q for q in gold.questions if in_selection(number_of(q.id), shown)]
    main = run.outcomes[MAIN]
    links = [link for link in gold.links if in_selection(number_of(link.id), shown)]
    return {
        "shown": shown,
        "questions": failing.question_failures(questions, run.found[MAIN], run.answers, main),
        "reading": failing.reading_failures(
            [c for c in compared if in_selection(number_of(c.item.id), shown)]
        ),
        "commitments": run.details.get("commitments"),
        "links": failing.link_failures(links, main) if "links_found" in main else None,
    }
