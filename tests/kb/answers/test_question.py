from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.model import Document
from kb.answers.question import understand

PLAN = Document("plan", "plan.txt", "Klimaatplan 2030", "0", kind="klimaatplan", period_from=2024)
PACT = Document(
    "pact", "pact.txt", "Moedig vooruit: coalitieakkoord 2018", "0", "coalitieakkoord", period_from=2018
)
VISION = Document("visie", "visie.txt", "Woonvisie Dorpstad", "0", kind="woonvisie")
DOCUMENTS = (PACT, PLAN, VISION)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Hoeveel woningen komen erbij?", "number"),
        ("aantal laadpalen", "number"),
        ("hoeveel procent van de daken", "percent"),
        ("Wat kost een parkeervergunning?", "amount"),
        ("subsidie sportclubs bedrag", "amount"),
        ("Wanneer is de brug klaar?", "date"),
        ("deadline warmteplan", "date"),
        ("in welk jaar is de stad klimaatneutraal", "year"),
        ("openingstijden zwembad", "time"),
        ("Hoe vaak wordt het gras gemaaid?", "frequency"),
        ("Hoe lang duurt de proef?", "duration"),
        ("Wie is verantwoordelijk voor de parken?", "person"),
        ("welke partijen doen mee", "party"),
        ("Waar komt het nieuwe park?", "place"),
        ("adres gemeentewerf", "place"),
        ("Komt er een fietsbrug?", "yes_no"),
        ("Waarom sluit het zwembad?", "reason"),
        ("Welke maatregelen zijn er tegen hitte?", "list"),
        ("Welke drie scenario's liggen er?", "list"),
        ("welke thema's", "list"),
        ("Welke extra checks krijgen huurders?", "list"),
        ("Welke rol spelen bewoners?", "open"),
        ("de vijf doelen van het plan", "list"),
        ("Wat is een warmtenet?", "definition"),
        ("wat hebben we beloofd over bomen?", "promises"),
        ("alles over zonnepanelen", "promises"),
        ("wat is het verschil tussen het klimaatplan en de woonvisie over bomen", "comparison"),
        ("zonnepanelen", "open"),
        ("How many homes will be built?", "number"),
        ("When will the bridge be finished?", "date"),
        ("Who pays for the trees?", "person"),
        ("What did you promise about trees?", "promises"),
    ],
)
def test_the_kind_of_answer_is_read_from_the_question(text: str, wanted: str) -> None:
    """Sentences, key words and English questions tell what they want."""
    assert understand(text, DOCUMENTS).wanted == wanted


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("wat is te laat?", []),
        ("Wat is er allemaal te laat?", []),
        ("Hoeveel toezeggingen zijn te laat?", []),
        ("Welke beloften over bomen zijn over hun datum?", ["bomen"]),
        ("welke afspraken met de corporaties zijn niet nagekomen?", ["corporaties"]),
        ("Wat had vorig jaar al klaar moeten zijn?", []),
        ("Welke deadlines zijn verstreken?", []),
        ("waar lopen we achter op schema?", []),
        ("Which promises are overdue?", []),
        ("What is overdue on housing?", ["housing"]),
        ("Ik wil weten welke toezeggingen te laat zijn", []),
        ("Kun je een overzicht geven van alle toezeggingen die te laat zijn?", []),
        ("Welke beloften heeft het college niet op tijd waargemaakt?", []),
        ("Van welke toezeggingen is de deadline voorbij?", []),
        ("Is er iets te laat?", []),
        ("te late toezeggingen", []),
        ("Wat is te laat (gemeente parkeren)?", ["parkeren"]),
        ("Give me the overdue promises about housing please", ["housing"]),
        ("How many commitments are past due?", []),
    ],
)
def test_what_is_overdue_is_asked_for_with_or_without_a_subject(text: str, subject: list[str]) -> None:
    """The words for late and for a promise are no subject; what is left is."""
    question = understand(text, DOCUMENTS)
    assert question.wanted == "overdue"
    assert [term.surface for term in question.terms] == subject


@pytest.mark.parametrize(
    "text",
    [
        "Waarom is het plan te laat klaar?",
        "Hoe laat gaat het zwembad open?",
        "Is het te laat om bezwaar te maken?",
        "Wat gebeurt er als ik te laat ben?",
        "Wanneer is de termijn voor bezwaar voorbij?",
        "Hoe is het overleg over de woningen verlopen?",
        "Wat als ik te laat betaal?",
        "Wat kost een te laat ingeleverd boek?",
        "Wat is het plan voor achterstallig onderhoud?",
        "Welke maatregelen zijn er tegen gemiste afspraken?",
        "Welke afspraken zijn er over de termijn van betaling?",
        "Welke planten worden te laat gesnoeid?",
        "Wat gebeurt er als de termijn is verstreken?",
        "Wanneer had de brug al klaar moeten zijn?",
        "Welke toezeggingen zijn nog niet te laat?",
        "Which roads have overdue maintenance?",
    ],
)
def test_not_every_question_with_those_words_asks_for_what_is_overdue(text: str) -> None:
    """Late may be said of other things than promises."""
    assert understand(text, DOCUMENTS).wanted != "overdue"


def test_cue_words_are_no_subject() -> None:
    """What is asked for is not searched for: "hoeveel" and "wanneer" are no terms."""
    question = understand("Hoeveel nieuwe laadpalen komen er uiterlijk in 2027?", DOCUMENTS)
    assert [term.lemma for term in question.terms] == ["nieuw", "laadpaal", "komen", "2027"]
    assert [term.lemma for term in question.counted] == ["nieuw", "laadpaal"]
    assert question.years == (2027,)


def test_the_language_is_that_of_the_question() -> None:
    """English function words make an English question."""
    assert understand("What is the plan for the park?", DOCUMENTS).language == "en"
    assert understand("Wat is het plan voor het park?", DOCUMENTS).language == "nl"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("volgens het coalitieakkoord", ("pact",)),
        ("wat zegt het akkoord van 2018 over bomen", ("pact",)),
        ("bomen in de visie", ("visie",)),
        ("verschil tussen klimaatplan en woonvisie", ("plan", "visie")),
        ("wat staat er in Moedig Vooruit", ("pact",)),
        ("een plan voor bomen", ()),
        ("bomen", ()),
    ],
)
def test_documents_are_named_by_kind_and_title(text: str, named: tuple[str, ...]) -> None:
    """The kind, its last part after an article, or two words of the title name a document."""
    assert understand(text, DOCUMENTS).documents == named


@given(st.text(max_size=200))
def test_any_text_is_understood(text: str) -> None:
    """Whatever is typed gives a question, the same each time."""
    assert understand(text, DOCUMENTS) == understand(text, DOCUMENTS)
