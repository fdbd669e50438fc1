from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_town import document, reading

from ingest.model import Page, Piece, Span, same_words, slice_of
from kb.commitments.detect import Weights, score, shipped_weights
from kb.commitments.extract import extract
from kb.model import Commitment


def found(*texts: str, **fields: object) -> tuple[Commitment, ...]:
    """Return what is extracted from sentences on one page."""
    return extract(document(), *reading(*texts, **fields))


@pytest.mark.parametrize(
    "text",
    [
        "We leggen voor het einde van 2025 een fietspad aan langs de vaart.",
        "De gemeente stelt een plan op voor de haven.",
        "Uiterlijk 2025 is een nieuwe sluis gebouwd.",
        "Wij streven naar een stad zonder afval.",
        "We onderzoeken of de molen weer kan draaien.",
        "Er wordt geen hotel gebouwd in de duinen.",
    ],
)
def test_promises_are_taken(text: str) -> None:
    """Acts, results, rules, studies and ambitions of the municipality are promises."""
    assert [commitment.quote for commitment in found(text)] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "In 1987 werd de haven gegraven.",
        "De stad telt 45.000 inwoners.",
        "Het rijk verplicht gemeenten om in 2026 een warmteplan vast te stellen.",
        "Een veilige straat is van groot belang voor kinderen.",
        "Wat vinden we daarvan?",
        "In dit hoofdstuk beschrijven we de geschiedenis van de haven.",
        "Een molen kan daarbij een rol spelen.",
    ],
)
def test_look_alikes_are_left(text: str) -> None:
    """History, facts, other governments, beliefs, questions, the document itself and chances are not."""
    assert found(text) == ()


@pytest.mark.parametrize("kind", ["caption", "footnote", "quotation", "table", "running", "heading"])
def test_nobody_promises_in_a_caption_or_a_quotation(kind: str) -> None:
    """Only running text, bullets, measures and boxes are read for promises."""
    assert found("We planten duizend bomen langs de vaart.", kind=kind) == ()


@pytest.mark.parametrize(
    "heading",
    [
        "Bijlage 2: Participatieverslag",
        "Resultaten van de gesprekken met bewoners",
        "Samenvatting resultaten participatietraject",
        "Wensen en ideeën van inwoners",
        "Wat vonden inwoners van de plannen?",
        "Reacties uit de inspraak",
        "Nota van zienswijzen",
    ],
)
def test_what_residents_said_is_no_promise(heading: str) -> None:
    """In a report of what others said only the municipality's own words bind it."""
    wish, log = "Er moeten bomen worden geplant langs de vaart.", "Gesprekken met 12 bewoners (4 mei 2021)"
    own = "De gemeente plant duizend bomen langs de vaart."
    assert [item.quote for item in found(wish, log, own, section=(heading, "Groen"))] == [own]


@pytest.mark.parametrize(
    "heading",
    [
        "Participatie",
        "Zorgen voor onze inwoners",
        "Resultaten voor bewoners",
        "Verslag van de bijeenkomst",
        "Wat willen we bewoners bieden?",
    ],
)
def test_a_heading_that_names_residents_reports_nothing(heading: str) -> None:
    """A chapter for residents, and minutes, hold promises of all wordings."""
    assert found("Er moeten bomen worden geplant langs de vaart.", section=(heading, "Groen"))


def test_a_promise_has_its_fields() -> None:
    """Actor, amount, deadline, kind, strength and place are filled in from the text and the catalogue."""
    quote = "Eind 2025 hebben we minimaal 40 laadpalen geplaatst in de wijken."
    (commitment,) = found(quote)
    assert commitment.actor == "gemeente Waterdam"
    assert commitment.deadline is not None
    assert commitment.deadline.text == "Eind 2025"
    assert [(q.value, q.unit, q.bound) for q in commitment.quantities] == [(40.0, "laadpalen", "min")]
    assert (commitment.kind, commitment.strength) == ("resultaat", "hard")
    assert (commitment.page, commitment.page_label, commitment.section) == (1, "1", ("Wonen",))


def test_a_lead_gives_its_bullets_their_deadline() -> None:
    """A line that announces governs what stands below it."""
    commitments = found("een nieuwe haven voor vissers", kind="bullet", lead="Eind 2025 is bereikt:")
    assert [c.lead for c in commitments] == ["Eind 2025 is bereikt:"]
    assert commitments[0].deadline is not None


def test_a_heading_that_only_says_when_gives_its_deadline() -> None:
    """The heading "Wat doen we in 2025?" dates what stands below it; a name with a year does not."""
    text = "We planten bomen langs de vaart."
    (dated,) = found(text, section=("Groen", "Wat gaan we doen in 2025?"))
    (planned,) = found(text, section=("Uitvoering 2025",))
    (named,) = found(text, section=("Groenplan 2025",))
    assert dated.deadline is not None
    assert dated.deadline.text == "in 2025"
    assert planned.deadline is not None
    assert named.deadline is None


def test_a_time_inside_an_announcement_dates_nothing() -> None:
    """What is said of the announcing itself is not said of what it announces."""
    lead = "We noemen als gemeente voor deze periode de volgende uitgangspunten:"
    (commitment,) = found("We planten bomen langs de vaart.", kind="bullet", lead=lead)
    assert commitment.deadline is None


def test_a_list_of_promises_is_read_row_by_row() -> None:
    """A table whose header names promises and who keeps them or when holds one promise a row."""
    rows = ("T-1 Onderzoek naar een tweede brug De Boer Q1 2025", "T-2 Nieuwe steiger De Boer 1-3-2025")
    commitments = found("Nr Toezegging Wie Gereed", *rows, kind="table")
    assert [commitment.quote for commitment in commitments] == [row.split(" ", 1)[1] for row in rows]
    assert [str(c.deadline.latest) for c in commitments if c.deadline] == ["2025-03-31", "2025-03-01"]
    assert found("Jaar Inwoners Woningen", "2025 45.000 20.000", kind="table") == ()


def test_a_length_of_time_is_a_deadline_or_an_amount() -> None:
    """In a plan for years "binnen twee jaar" is by when; "binnen twee weken" is how fast, each time again."""
    (once,) = found("We stellen binnen twee jaar een plan op voor de haven.")
    (each_time,) = found("We handelen klachten van inwoners binnen twee weken af.")
    assert (once.deadline is not None, once.quantities) == (True, ())
    assert each_time.deadline is None
    assert [(q.value, q.unit, q.bound) for q in each_time.quantities] == [(2.0, "weken", "max")]
    assert each_time.kind == "norm"


@pytest.mark.parametrize(
    "text",
    [
        "De wethouder zegt toe de raad voor 1 mei te informeren over de haven.",
        "Afgesproken wordt dat de gemeente een lijst met adressen aanlevert.",
        "Actie: de heer Bakker vraagt de cijfers op bij de provincie.",
        "Jansen pakt dit op met de aannemer.",
        "De projectleider stuurt de planning rond.",
    ],
)
def test_minutes_promise_in_their_own_words(text: str) -> None:
    """What a person in a meeting takes upon himself is a promise."""
    assert [commitment.quote for commitment in found(text)] == [text]


def test_a_line_that_only_announces_is_no_promise() -> None:
    """The line above a list is the lead, not a promise of its own."""
    assert found("Eind 2025 is bereikt:") == ()


def test_a_repeat_is_one_promise_in_two_places() -> None:
    """The same words a page further on are the same promise."""
    text = "We planten ten minste duizend bomen in de stad."
    pages = (Page(1, text), Page(2, text))
    pieces = tuple(Piece("body", text, (Span(page, 0, len(text)),)) for page in (1, 2))
    (commitment,) = extract(document(), pages, pieces)
    assert [place.page for place in commitment.also] == [2]


def test_near_repeats_with_another_number_are_two() -> None:
    """What differs in a number differs in what is promised."""
    first = "We bouwen tot 2030 ten minste 2.250 woningen in de stad."
    second = first.replace("2.250", "2.500")
    assert len({c.id for c in found(first, second)}) == 2


def test_two_promises_in_one_sentence_are_two() -> None:
    """Each clause that promises is quoted alone."""
    quotes = [c.quote for c in found("We bouwen een school in het dorp en we planten bomen langs de weg.")]
    assert quotes == ["We bouwen een school in het dorp", "we planten bomen langs de weg."]


def test_quotes_stand_on_their_page_word_for_word() -> None:
    """The spans of a promise hold its words and nothing else."""
    pages, pieces = reading("We bouwen een school in het dorp en we planten bomen langs de weg.")
    for commitment in extract(document(), pages, pieces):
        assert same_words(slice_of(pages, commitment.spans)) == same_words(commitment.quote)


def test_the_same_input_gives_the_same_output() -> None:
    """Extraction is deterministic."""
    texts = ("We planten bomen langs de vaart.", "De gemeente stelt een plan op voor de haven.")
    assert found(*texts) == found(*texts)


def test_the_threshold_decides() -> None:
    """A higher threshold takes fewer statements."""
    pages, pieces = reading("We planten bomen langs de vaart.")
    strict = replace(shipped_weights(), threshold=1.01)
    assert extract(document(), pages, pieces, strict) == ()


def test_a_score_is_the_logistic_of_the_sum() -> None:
    """Without known features the bias alone speaks; weights add to it."""
    weights = Weights(0.0, 0.5, {"a": 2.0, "b": -2.0})
    assert score([], weights) == 0.5
    assert score(["a", "b", "unknown"], weights) == 0.5
    assert score(["a"], weights) == pytest.approx(1 / (1 + 2.718281828459045**-2))


@given(st.lists(st.text(alphabet="We de gaan en 2025 maken. :,", min_size=1, max_size=60), max_size=4))
def test_any_text_is_survived(texts: list[str]) -> None:
    """Odd text gives promises that stand in it, or none."""
    clean = [" ".join(text.split()) for text in texts if text.strip()]
    pages, pieces = reading(*clean)
    for commitment in extract(document(), pages, pieces):
        assert any(commitment.quote in text for text in clean)
