from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.dutch.gloss import Glosser, is_english
from kb.dutch.glossary import Glossary, load_glossary

SMALL = Glosser(
    Glossary(
        words={
            "raad": ("council",), "plan": ("plan",), "legt": ("lays",), "neerleggen": ("submit",), "zon": ("sun",),
            "paneel": ("panel",), "school": ("school",), "dak": ("roof",), "geen": ("no",), "mooi": ("beautiful",),
            "we": ("we",), "de": ("the",), "wijk": ("neighbourhood",), "moeten": ("must",), "water": ("water",),
            "hoofd-": ("main",), "hoofd": ("head",), "over": ("about",),
        },
        phrases={("in", "kaart", "brengen"): ("map",), ("aan", "de", "slag", "gaan"): ("get to work",)},
        digest="small",
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("de raad", "the council"),
        ("We brengen de wijk in kaart.", "we map the neighbourhood ."),
        ("de wijk in kaart gebracht", "the neighbourhood map"),
        ("de wijk in kaart te brengen", "the neighbourhood map"),
        ("Gaan we aan de slag?", "get to work we ?"),
        ("de raad legt de plannen neer", "the council submit the plan"),
        ("plannen neer te leggen", "plan submit"),
        ("geen plan", "no plan"),
        ("mooier water", "more beautiful water"),
        ("het mooiste plan", "het most beautiful plan"),
        ("schooldak", "school roof"),
        ("hoofdschool", "main school"),
        ("daarover", "about that"),
        ("in 2030 25% en € 2.250", "in 2030 25% en € 2.250"),
    ],
)
def test_dutch_becomes_rough_english(dutch: str, english: str) -> None:
    """Phrases first, together or apart; then separable verbs; then words, their lemmas and their parts."""
    assert SMALL.gloss(dutch) == english


def test_a_name_in_a_sentence_is_left_whole() -> None:
    """A capital that no sentence begins with marks a name: it is not taken apart."""
    glosser = Glosser(load_glossary())
    assert "Zeswegen" in glosser.gloss("We bouwen in Zeswegen.")
    assert "Hoensbroek" in glosser.gloss("De plannen voor Hoensbroek")


def test_a_clause_ends_where_its_comma_stands() -> None:
    """A verb of one clause is not joined with a particle of the next."""
    assert "submit" not in SMALL.gloss("de raad legt uit, de wijk neer.")


def test_english_stays_as_it_is() -> None:
    """An English question is not glossed."""
    question = "What is the deadline for the plan?"
    assert is_english(question)
    assert SMALL.gloss(question) == question


@pytest.mark.parametrize(
    "text", ["", "zonnepanelen", "wat is de deadline", "is dat in de wijk", "2030", "Heerlen"]
)
def test_what_is_not_clearly_english_is_dutch(text: str) -> None:
    """A tie, or no function word at all, is Dutch."""
    assert not is_english(text)


def test_line_breaks_and_punctuation_stay() -> None:
    """Only words change."""
    assert SMALL.gloss("plan;\nwater!") == "plan;\nwater!"


def test_the_project_s_glossary_knows_expressions() -> None:
    """Kitchen Dutch and policy Dutch both become English."""
    glosser = Glosser(load_glossary())
    assert "free" in glosser.gloss("mogen scholieren voor niks naar het museum?")
    assert "climate adaptation strategy" in glosser.gloss("klimaatadaptatiestrategie")


def test_another_glossary_has_another_version(tmp_path: Path) -> None:
    """What changes the glosses changes the version."""
    path = tmp_path / "eigen.tsv"
    path.write_text("raad\tcouncil of elders\n", encoding="utf-8")
    assert Glosser(load_glossary(path)).version != Glosser(load_glossary()).version


@given(st.text(max_size=120))
def test_any_text_can_be_glossed_twice_the_same(text: str) -> None:
    """No text is too odd, and the same text gives the same gloss."""
    assert SMALL.gloss(text) == SMALL.gloss(text)
