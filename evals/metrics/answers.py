"""How good answers are: right, cited, word for word, and refused when the documents are silent."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from evals.corpus import Corpus
from evals.matching import contains, covered, has_string, supports
from evals.model import Cited, Evidence, Given, Outcomes, Question

HELD = 0.9
"""The share of the evidence's words that must be cited; the rest is room for marks between sentences."""

_MARK = re.compile(r"\[\d+\]")

Answers = Mapping[str, Given]


def answer_accuracy(questions: Sequence[Question], answers: Answers) -> Outcomes:
    """Answer accuracy: 1 when a string of every group stands in the answer's own words, else 0.

    Over answerable questions; a refusal counts as 0. Titles of documents and marks such as ``[1]`` are
    not the answer's own words. Source: exact match over alternatives as in open-domain question answering
    (Chen et al., ACL 2017) and ALCE's "EM recall" (Gao et al., EMNLP 2023), here all groups or nothing.
    """

    def right(question: Question, given: Given) -> float:
        text = own_words(given)
        return float(
            given.answered and all(any(has_string(text, s) for s in group) for group in question.answer)
        )

    return _answerable(questions, answers, lambda q, g: (right(q, g), 1.0))


def own_words(given: Given) -> str:
    """Return an answer's text without the titles of the cited documents and the marks of citations."""
    titles = {f"{citation.title}:" for citation in given.citations}
    lines = (line for line in given.text.splitlines() if line.strip() not in titles)
    return _MARK.sub("", "\n".join(lines))


def citation_recall(questions: Sequence[Question], answers: Answers) -> Outcomes:
    """Citation recall: groups of evidence that the cited quotes hold / groups of evidence.

    The quotes of one document hold an alternative when at least 90% of its words stand in them. Over
    answerable questions that were answered. Source: ALCE (Gao et al., "Enabling Large Language Models to
    Generate Text with Citations", EMNLP 2023), whose language model that judges entailment is replaced by
    this check: gold evidence takes the place of the statement, and words that of entailment.
    """
    return _answered(
        questions,
        answers,
        lambda q, g: (sum(held_by(group, g.citations) for group in q.evidence), len(q.evidence)),
    )


def citation_precision(questions: Sequence[Question], answers: Answers) -> Outcomes:
    """Citation precision: citations that hold gold evidence or are part of it / citations.

    A quote that shares a run of at least half of the words of the shorter of the two is taken for part of
    it. Over answerable questions that were answered. Source: ALCE, as in :func:`citation_recall`. Evidence
    is what the annotator chose, so a citation that is relevant all the same counts against the system.
    """
    return _answered(
        questions,
        answers,
        lambda q, g: (sum(supports_any(q, citation) for citation in g.citations), len(g.citations)),
    )


def first_citation(questions: Sequence[Question], answers: Answers) -> Outcomes:
    """First citation right: 1 when the first citation holds gold evidence or is part of it, else 0.

    Over answerable questions; a refusal counts as 0. Source: the project's own; it is what is seen first.
    """
    return _answerable(
        questions,
        answers,
        lambda q, g: (float(g.answered and bool(g.citations) and supports_any(q, g.citations[0])), 1.0),
    )


def verbatim_rate(questions: Sequence[Question], answers: Answers, corpus: Corpus) -> Outcomes:
    """Verbatim rate: citations that stand on the named page in one run / citations.

    The check reads the documents itself and leaves out white space, hyphens and case only. A quote may run
    on to the pages up to the last one named. Source: the project's own promise.
    """
    return _citations(
        questions,
        answers,
        lambda c: (
            c.document in corpus.texts and corpus.texts[c.document].stands_on(c.quote, c.page, c.page_end)
        ),
    )


def verbatim_in_parts_rate(questions: Sequence[Question], answers: Answers, corpus: Corpus) -> Outcomes:
    """Verbatim rate in parts: as :func:`verbatim_rate`, but what cuts a sentence may be left out.

    A caption, a note or a resident's quotation that the layout put into a sentence may stand between the
    parts of the quote, four parts on a page at most. Source: the project's own promise.
    """
    return _citations(
        questions,
        answers,
        lambda c: (
            c.document in corpus.texts
            and corpus.texts[c.document].stands_in_parts(c.quote, c.page, c.page_end)
        ),
    )


def page_accuracy(questions: Sequence[Question], answers: Answers, corpus: Corpus) -> Outcomes:
    """Page accuracy: citations of evidence with its page / citations of evidence.

    The page is right when evidence that the citation supports begins on it, or on a page the quote runs on
    to. Over citations that support evidence. Source: the project's own.
    """

    def pages_right(question: Question, given: Given) -> tuple[float, float]:
        supporting = [(c, _supported(question, c)) for c in given.citations]
        judged = [(c, evidence) for c, evidence in supporting if evidence]
        right = sum(any(_page_fits(c, e, corpus) for e in evidence) for c, evidence in judged)
        return right, len(judged)

    return _answered(questions, answers, pages_right)


def refusal_precision(questions: Sequence[Question], answers: Answers) -> Outcomes:
    """Refusal precision: refusals of questions without an answer / all refusals.

    Source: precision over the class "unanswerable", as in SQuAD 2.0 (Rajpurkar et al., ACL 2018).
    """
    return {
        q.id: (float(not q.answerable), 1.0)
        for q in questions
        if q.id in answers and not answers[q.id].answered
    }


def refusal_recall(questions: Sequence[Question], answers: Answers) -> Outcomes:
    """Refusal recall: refused questions without an answer / all questions without an answer.

    Source: recall over the class "unanswerable", as in SQuAD 2.0 (Rajpurkar et al., ACL 2018).
    """
    return {
        q.id: (float(not answers[q.id].answered), 1.0)
        for q in questions
        if q.id in answers and not q.answerable
    }


def wrongly_refused(questions: Sequence[Question], answers: Answers) -> Outcomes:
    """Wrongly refused: refused questions with an answer / all questions with an answer. Lower is better.

    Source: the complement of recall over the class "answerable" (SQuAD 2.0).
    """
    return _answerable(questions, answers, lambda _, g: (float(not g.answered), 1.0))


def held_by(group: Sequence[Evidence], citations: Sequence[Cited]) -> bool:
    """Tell whether the cited quotes hold one of a group's alternatives."""
    return any(_held(e, [c.quote for c in citations if c.document == e.document]) for e in group)


def supports_any(question: Question, citation: Cited) -> bool:
    """Tell whether a citation holds, or is part of, any evidence of the question."""
    return bool(_supported(question, citation))


def _held(evidence: Evidence, quotes: Sequence[str]) -> bool:
    if any(contains(quote, evidence.quote) for quote in quotes):
        return True
    return bool(quotes) and covered(evidence.quote, quotes) >= HELD


def _supported(question: Question, citation: Cited) -> list[Evidence]:
    return [
        e
        for group in question.evidence
        for e in group
        if e.document == citation.document and supports(citation.quote, e.quote)
    ]


def _page_fits(citation: Cited, evidence: Evidence, corpus: Corpus) -> bool:
    """The evidence may begin on an earlier page than the sentence of it that is cited."""
    text = corpus.texts.get(citation.document)
    if text is None:
        return False
    pages = set(text.pages_of(evidence.quote)) | set(text.pages_of(citation.quote))
    return any(citation.page <= page <= citation.page_end for page in pages)


def _answerable(
    questions: Sequence[Question], answers: Answers, outcome: Callable[[Question, Given], tuple[float, float]]
) -> Outcomes:
    return {q.id: outcome(q, answers[q.id]) for q in questions if q.answerable and q.id in answers}


def _answered(
    questions: Sequence[Question], answers: Answers, outcome: Callable[[Question, Given], tuple[float, float]]
) -> Outcomes:
    """As :func:`_answerable`, over the questions that were answered."""
    answered = {key: given for key, given in answers.items() if given.answered}
    return _answerable(questions, answered, outcome)


def _citations(questions: Sequence[Question], answers: Answers, stands: Callable[[Cited], bool]) -> Outcomes:
    """Over all citations, those under wrong answers included."""
    return {
        q.id: (float(sum(stands(c) for c in answers[q.id].citations)), float(len(answers[q.id].citations)))
        for q in questions
        if q.id in answers and answers[q.id].citations
    }
