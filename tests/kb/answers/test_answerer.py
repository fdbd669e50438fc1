from __future__ import annotations

from shelves import Bench

from kb.answers.steps import Stopwatch

PACT = (
    "1. Groen\n"
    "We planten 400 bomen in het centrum.\n"
    "Het park wordt vernieuwd. Dat gebeurt voor eind 2021.\n"
    "We streven naar minder verharding in de tuinen.\n"
    "\f2. Verkeer\n"
    "De straatcoaches zijn een succes en blijven in dienst.\n"
)
PLAN = (
    "1. Groen\n"
    "In 2027 staan er 600 bomen in het centrum.\n"
    "Wij werken aan vier doelen:\n"
    "• schone lucht in de wijken;\n"
    "• koele pleinen voor iedereen;\n"
    "• gezonde bodem in de tuinen;\n"
    "• helder water in de beek.\n"
)


def _bench() -> Bench:
    return Bench(akkoord_2018=PACT, plan_2024=PLAN)


def test_a_question_for_a_number_gets_the_number_first() -> None:
    """The first line is the value as written, with its source; the sentence that holds it follows."""
    draft = _bench().ask("Hoeveel bomen komen er volgens het akkoord in het centrum?")
    assert draft.answered
    assert draft.short == "400 bomen [1]"
    lines = draft.text.splitlines()
    assert lines[:3] == ["400 bomen [1]", "Akkoord 2018:", "- We planten 400 bomen in het centrum. [1]"]


def test_a_sentence_that_points_back_brings_the_one_before() -> None:
    """The sentence "Dat gebeurt ..." is quoted together with what it speaks of, as one run on the page."""
    draft = _bench().ask("Wanneer wordt het park vernieuwd?")
    assert draft.citations[0].quote == "Het park wordt vernieuwd. Dat gebeurt voor eind 2021."


def test_what_was_promised_is_grouped_by_document_in_order_of_time() -> None:
    """The older document's promises come first, each under its title."""
    draft = _bench().ask("Wat hebben we beloofd over bomen?")
    assert [c.document for c in draft.citations] == ["akkoord_2018", "plan_2024"]
    assert draft.text.index("Akkoord 2018:") < draft.text.index("Plan 2024:")


def test_promises_are_counted_as_such_and_none_is_left_out() -> None:
    """Eight promises on a subject in one document are all given; what is no promise is called a statement."""
    places = ("noord", "zuid", "oost", "west", "midden", "boven", "beneden", "buiten")
    promises = "".join(f"We gaan bomen planten in wijk {place}.\n" for place in places)
    draft = Bench(plan=f"1. Groen\n{promises}").ask("Wat hebben we beloofd over bomen?")
    assert draft.text.startswith("8 toezeggingen hierover in 1 document")
    assert all(f"wijk {place}." in draft.text for place in places)
    assert _bench().ask("Wat hebben we beloofd over bomen?").text.startswith("2 uitspraken hierover in 2")


def test_a_list_comes_with_all_its_items() -> None:
    """One bullet brings the others; the line above them stands there once."""
    draft = _bench().ask("Welke doelen zijn er voor schone lucht, koele pleinen en gezonde bodem?")
    quotes = " ".join(c.quote for c in draft.citations)
    assert all(item in quotes for item in ("schone lucht", "koele pleinen", "gezonde bodem", "helder water"))
    assert draft.text.count("Wij werken aan vier doelen:") == 1


def test_compared_documents_stand_side_by_side() -> None:
    """Each document's own statement is cited, and what differs is said with sources."""
    draft = _bench().ask("Vergelijk het akkoord en het plan: hoeveel bomen in het centrum?")
    assert [c.document for c in draft.citations[:1]] == ["akkoord_2018"]
    assert {c.document for c in draft.citations} == {"akkoord_2018", "plan_2024"}
    assert any(note.kind == "difference" and "400" in note.text for note in draft.notes)


def test_a_comparison_begins_with_the_document_that_answers_best() -> None:
    """The later document has both words of the question, so it comes first; the other follows."""
    bench = Bench(
        akkoord_2018="1. Groen\nWe planten bomen.\n",
        plan_2024="1. Groen\nWe planten 600 bomen in het centrum.\n",
    )
    draft = bench.ask("Wat is het verschil tussen het akkoord en het plan over bomen in het centrum?")
    assert [c.document for c in draft.citations] == ["plan_2024", "akkoord_2018"]


def test_a_missing_value_is_not_found() -> None:
    """Passages on the subject without an amount do not answer: what is missing and where to look is said."""
    draft = _bench().ask("Wat kost het vernieuwde park?")
    assert not draft.answered
    assert draft.citations == ()
    assert draft.text.splitlines() == [
        "De documenten geven hier geen antwoord op.",
        "De passages over dit onderwerp noemen geen bedrag.",
        "Doorzocht: 2 documenten, 3 pagina's.",
        "Het onderwerp komt het dichtst in de buurt in Akkoord 2018, pagina 1, onder ‘1. Groen’.",
    ]
    assert draft.nearest


def test_a_false_premise_gets_the_passage_that_denies_it() -> None:
    """The documents call the coaches a success: that passage comes first, and no answer is given."""
    draft = _bench().ask("Per welke datum zijn de straatcoaches ontslagen uit dienst?")
    assert not draft.answered
    assert "De straatcoaches zijn een succes en blijven in dienst." in draft.text
    assert [note.kind for note in draft.notes] == ["contradicts"]


def test_an_english_question_gets_an_english_frame() -> None:
    """What is around the quotations is English; quotations stay as they are."""
    draft = _bench().ask("What is the price of the entrance to the museum?")
    assert draft.text.splitlines()[0] == "The documents do not answer this."


def test_the_same_question_gives_the_same_answer() -> None:
    """Nothing depends on order or chance."""
    question = "Wat hebben we beloofd over bomen?"
    assert _bench().ask(question) == _bench().ask(question)


def test_a_question_without_words_is_refused() -> None:
    """Nothing was asked, so nothing is answered."""
    assert not _bench().ask("???").answered


def test_a_passage_is_worth_its_best_sentence() -> None:
    """One that holds a fitting number comes before one that shares as many words and holds none."""
    bench = Bench(
        plan="1. Groen\nBomen in het centrum zijn van belang.\n2. Werk\nEr komen 400 bomen in het centrum.\n"
    )
    values, words = (bench.order(q) for q in ("Hoeveel bomen in het centrum?", "bomen in het centrum"))
    assert values.keys() == words.keys() == {"plan#0", "plan#1"}
    assert values["plan#1"] > values["plan#0"]
    assert abs(words["plan#1"] - words["plan#0"]) < values["plan#1"] - values["plan#0"]


def test_steps_are_timed() -> None:
    """A stopwatch adds up the seconds of each step."""
    watch = Stopwatch()
    with watch.step("zoeken"):
        pass
    with watch.step("zoeken"):
        pass
    assert list(watch.seconds) == ["zoeken"]
    assert watch.seconds["zoeken"] >= 0.0


def test_what_the_documents_never_name_is_not_answered() -> None:
    """A name that stands nowhere makes the rest of the question idle."""
    assert _bench().ask("Hoeveel bomen komen er in het centrum?").answered
    assert not _bench().ask("Hoeveel bomen komen er in het centrum van Verweggistan?").answered
