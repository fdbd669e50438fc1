from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from evals import scoring
from evals.agreement import agreement
from evals.corpus import load_corpus
from evals.dataset import GoldSets, load_gold, load_questions, number_of
from evals.matching import fold
from evals.model import in_selection
from evals.significance import figure

ROOT = Path(__file__).resolve().parents[2]


@cache
def _gold() -> GoldSets:
    """Loading checks every field, and that every quote stands on its page."""
    return load_gold(load_corpus(ROOT / "corpus"))


def test_there_are_enough_questions_of_every_kind() -> None:
    """At least 240, of which 12 in English, and ten of each kind in each half."""
    questions = _gold().questions
    assert len(questions) >= 240
    assert sum(q.language == "en" for q in questions) >= 12
    halves = Counter((q.kind, number_of(q.id) % 2) for q in questions)
    assert len(halves) == 12
    assert min(halves.values()) >= 10


def test_both_halves_hold_each_kind_and_document_evenly() -> None:
    """They differ by two at most for a kind, and by a quarter at most for a document."""
    for kind in ("fact", "paraphrase", "commitment", "list", "cross", "unanswerable"):
        dev = sum(q.kind == kind and number_of(q.id) % 2 for q in _gold().questions)
        total = sum(q.kind == kind for q in _gold().questions)
        assert abs(2 * dev - total) <= 2
    documents = Counter((d, number_of(q.id) % 2) for q in _gold().questions for d in q.documents)
    for document in {d for d, _ in documents}:
        dev, test = documents[(document, 1)], documents[(document, 0)]
        assert abs(dev - test) <= 0.25 * (dev + test)


def test_the_second_collection_is_whole() -> None:
    """Its quotes stand in its own documents; every page was annotated, in two halves of some size."""
    folder = ROOT / "evals" / "second"
    corpus = load_corpus(folder / "corpus")
    gold = load_gold(corpus, folder)
    assert len({c.document for c in gold.commitments}) == len(corpus.ids) == 8
    assert len(gold.regions) == sum(len(text.pages) for text in corpus.texts.values())
    assert min(Counter(number_of(q.id) % 2 for q in gold.questions).values()) >= 90
    assert len(gold.links) >= 40


@pytest.mark.slow
def test_training_questions_are_no_test_questions() -> None:
    """Nothing that weights were fitted on is measured on."""
    training = load_questions(ROOT / "evals" / "training_questions.jsonl", load_corpus(ROOT / "corpus"))
    asked = {fold(q.question) for q in _gold().questions}
    assert len(training) >= 250
    assert not any(fold(q.question) in asked for q in training)


def test_every_false_premise_is_a_question_without_an_answer() -> None:
    """What the documents contradict has no answer in them."""
    assert all(q.kind == "unanswerable" for q in _gold().questions if q.false_premise)


@pytest.mark.slow
def test_no_question_is_asked_twice() -> None:
    """Else one half would know the other."""
    asked = Counter(" ".join(q.question.lower().split()) for q in _gold().questions)
    assert max(asked.values()) == 1


def test_there_are_enough_commitments_and_look_alikes_on_annotated_pages() -> None:
    """At least 350 commitments, all on pages where everything was annotated, and 80 look-alikes."""
    commitments = _gold().commitments
    assert sum(c.commitment for c in commitments) >= 350
    assert sum(not c.commitment for c in commitments) >= 80
    pages = {(region.document, region.page) for region in _gold().regions}
    assert {(c.document, c.page) for c in commitments if c.commitment} <= pages
    assert len({document for document, _ in pages}) == 5


def test_each_half_has_commitments_and_look_alikes() -> None:
    """Odd pages are dev, even pages test; neither holds less than a third."""
    for wanted in (True, False):
        pages = [c.page for c in _gold().commitments if c.commitment is wanted]
        dev = sum(in_selection(page, "dev") for page in pages)
        assert 1 / 3 <= dev / len(pages) <= 2 / 3


def test_there_are_enough_links_with_every_relation() -> None:
    """At least 40 groups."""
    assert len(_gold().links) >= 40
    relations = {link.relation for link in _gold().links}
    assert relations == {"same", "sharpened", "weakened", "conflict", "fulfilled", "related"}


def test_links_across_documents_were_judged_by_hand() -> None:
    """Sixty, drawn at random, of which at least seven in ten are right; loading checks every quote."""
    judged = _gold().judged
    assert len(judged) == 60
    assert sum(link.right for link in judged) >= 0.7 * len(judged)


def test_reading_items_test_every_document() -> None:
    """All five documents and a dozen kinds of difficulty."""
    assert len({item.document for item in _gold().reading}) == 5
    assert len({item.what for item in _gold().reading}) >= 10


def test_enough_sentences_were_labelled_twice() -> None:
    """At least 100, and the two annotators agree well beyond chance on what is a commitment."""
    assert len(_gold().double) >= 100
    assert agreement(_gold().double)["commitment"]["kappa"] >= 0.6


def test_the_annotations_themselves_score_full_marks() -> None:
    """A system that predicts exactly what was annotated has no miss, no invention and every field right."""
    gold = _gold()
    predicted = [
        {**c.fields, "document": c.document, "page": c.page} for c in gold.commitments if c.commitment
    ]
    links = [
        {
            "relation": link.relation,
            "members": [{"document": m.document, "quote": m.quote} for m in link.members],
        }
        for link in gold.links
    ]
    paired = scoring.pair_commitments(gold, predicted, "all")
    outcomes = {**scoring.score_commitments(paired), **scoring.score_links(gold, links)}
    values = {metric: figure(units).value for metric, units in outcomes.items()}
    worst = {"deadline_invented": 0.0, "look_alikes_taken": 0.0}
    assert values.pop("relation_right") >= 0.95  # two groups may share two members
    values.pop("links_judged_right")  # the judged links are the system's own, not the annotators'
    assert values == {metric: worst.get(metric, 1.0) for metric in values}
