from __future__ import annotations

from eval_builders import REFUSED, cited, corpus, given, question

from evals.metrics import answers

QUOTE = "De gemeente bouwt 2.250 woningen in de wijk."


def test_an_answer_is_right_when_a_string_of_every_group_stands_in_it() -> None:
    """One group held of two is not enough; case, accents and white space do not matter."""
    both = question("q1", QUOTE, answer=(("2.250", "2250"), ("WÓNINGEN",)))
    other = question("q2", QUOTE, answer=(("2.250",), ("huizen",)))
    outcome = answers.answer_accuracy([both, other], {"q1": given(QUOTE), "q2": given(QUOTE)})
    assert outcome == {"q1": (1.0, 1.0), "q2": (0.0, 1.0)}


def test_a_year_in_the_title_of_a_document_is_no_answer() -> None:
    """Titles and marks of citations are not the answer's own words."""
    text = "Titel 2030:\n- De gemeente bouwt. [1]"
    asked = [question("q1", QUOTE, answer=(("2030",),)), question("q2", QUOTE, answer=(("1",),))]
    both = dict.fromkeys(("q1", "q2"), given(QUOTE, text=text))
    assert answers.answer_accuracy(asked, both) == {"q1": (0.0, 1.0), "q2": (0.0, 1.0)}


def test_a_refusal_of_an_answerable_question_is_a_wrong_answer() -> None:
    """It counts as 0 in accuracy and as 1 in wrongly refused; it has no citations to judge."""
    asked = [question("q1", QUOTE, answer=(("x",),))]
    assert answers.answer_accuracy(asked, {"q1": REFUSED}) == {"q1": (0.0, 1.0)}
    assert answers.wrongly_refused(asked, {"q1": REFUSED}) == {"q1": (1.0, 1.0)}
    assert answers.citation_recall(asked, {"q1": REFUSED}) == {}


def test_citation_recall_is_the_share_of_groups_that_the_quotes_hold() -> None:
    """A quote that holds the first of two groups gives 1 of 2."""
    asked = [question("q1", "bouwt 2.250 woningen", "en sloopt er vijf")]
    assert answers.citation_recall(asked, {"q1": given(QUOTE)}) == {"q1": (1, 2)}


def test_evidence_of_two_sentences_is_held_by_both_and_not_by_one() -> None:
    """Quotes of one document are taken together."""
    first, second = "De wijk krijgt een nieuw park.", "De school wordt volgend jaar gebouwd."
    asked = [question("q1", f"{first} • {second}")]
    assert answers.citation_recall(asked, {"q1": given(first, second)}) == {"q1": (1, 1)}
    assert answers.citation_recall(asked, {"q1": given(first)}) == {"q1": (0, 1)}


def test_citation_precision_is_the_share_of_citations_that_are_evidence() -> None:
    """Of a quote that holds evidence, one that is part of it and one beside it, two count."""
    asked = [question("q1", "De wijk krijgt een nieuw park. De school wordt gebouwd.")]
    answer = given(
        "De wijk krijgt een nieuw park.", "De school wordt gebouwd.", "Iets heel anders over geld."
    )
    assert answers.citation_precision(asked, {"q1": answer}) == {"q1": (2, 3)}


def test_the_first_citation_must_be_evidence() -> None:
    """Evidence in the second citation comes too late, and a refusal cites none."""
    asked = [question("q1", QUOTE)]
    assert answers.first_citation(asked, {"q1": REFUSED}) == {"q1": (0.0, 1.0)}
    assert answers.first_citation(asked, {"q1": given("Iets anders.", QUOTE)}) == {"q1": (0.0, 1.0)}
    assert answers.first_citation(asked, {"q1": given(QUOTE)}) == {"q1": (1.0, 1.0)}


def test_verbatim_means_in_one_run_on_the_named_page() -> None:
    """A quote on another page, or with a word changed, does not count."""
    texts = corpus(a=f"Eerste pagina.\f{QUOTE} Meer.")
    asked = [question("q1", QUOTE)]
    answer = given(cited(QUOTE, 2), cited(QUOTE, 1), cited(QUOTE.replace("2.250", "2.500"), 2))
    assert answers.verbatim_rate(asked, {"q1": answer}, texts) == {"q1": (1.0, 3.0)}


def test_a_quote_may_run_on_to_the_next_page_around_a_footer() -> None:
    """What ends the one page and begins the other may stand between the two parts."""
    texts = corpus(a="Kop. De gemeente bouwt dit jaar\n12\fKop\nveel nieuwe woningen. Einde.")
    quote = "De gemeente bouwt dit jaar veel nieuwe woningen."
    asked = [question("q1", quote)]
    assert answers.verbatim_rate(asked, {"q1": given(cited(quote, 1, 2))}, texts) == {"q1": (1.0, 1.0)}
    assert answers.verbatim_rate(asked, {"q1": given(cited(quote, 1, 1))}, texts) == {"q1": (0.0, 1.0)}


def test_a_caption_inside_a_sentence_only_counts_as_verbatim_in_parts() -> None:
    """The strict rate refuses the sentence that the layout cut, the other one takes it."""
    texts = corpus(a="De gemeente bouwt dit jaar\nFoto van de wethouder\nveel nieuwe woningen.")
    answer = {"q1": given("De gemeente bouwt dit jaar veel nieuwe woningen.")}
    asked = [question("q1", QUOTE)]
    assert answers.verbatim_rate(asked, answer, texts) == {"q1": (0.0, 1.0)}
    assert answers.verbatim_in_parts_rate(asked, answer, texts) == {"q1": (1.0, 1.0)}


def test_a_citation_of_evidence_must_name_its_page() -> None:
    """Of two citations of the evidence one names the wrong page; the third is not evidence."""
    texts = corpus(a=f"Eerste pagina.\f{QUOTE}")
    answer = given(cited(QUOTE, 2), cited(QUOTE, 1), cited("Eerste pagina.", 1))
    assert answers.page_accuracy([question("q1", QUOTE)], {"q1": answer}, texts) == {"q1": (1, 2)}


def test_refusals_are_judged_over_both_kinds_of_question() -> None:
    """One of two refusals is right, and one of two questions without an answer is refused."""
    asked = [question("q1", QUOTE), question("q2", kind="unanswerable"), question("q3", kind="unanswerable")]
    replies = {"q1": REFUSED, "q2": REFUSED, "q3": given(QUOTE)}
    assert answers.refusal_precision(asked, replies) == {"q1": (0.0, 1.0), "q2": (1.0, 1.0)}
    assert answers.refusal_recall(asked, replies) == {"q2": (1.0, 1.0), "q3": (0.0, 1.0)}
    assert answers.wrongly_refused(asked, replies) == {"q1": (1.0, 1.0)}
