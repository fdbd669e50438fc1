from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from made_up_town import document, reading
from numpy.typing import NDArray

from ingest.model import Page, Piece, Span
from kb.commitments.extract import extract
from kb.commitments.links import Source, link
from kb.model import Link

FILLER = (
    "De winter was koud en lang.", "Het orkest speelt elke vrijdag.", "De molenaar bakt zijn eigen brood.",
    "Vissers drogen hun netten op de kade.", "Kinderen rolschaatsen over het plein.",
    "De bakker opent vroeg.", "Het weer in mei is zacht.", "De ooievaar broedt op het dak.",
)  # fmt: skip


def source(name: str, first_year: int, *texts: str, **fields: str) -> Source:
    """Return a document with the texts and what was promised in it."""
    period = {"period_from": first_year, "period_to": first_year + 4}
    own = document(id=name, title=name.capitalize(), **period, **fields)
    pages, pieces = reading(*texts)
    return Source(own, pieces, extract(own, pages, pieces))


def links(old: str, new: str) -> tuple[Link, ...]:
    """Return the links between a sentence of an older document and one of a newer."""
    return link([source("nieuw", 2022, new, *FILLER[:4]), source("oud", 2018, old, *FILLER[4:])])


def test_a_shared_subject_brings_documents_together_oldest_first() -> None:
    """What two documents say about one rare thing is linked, in the order of time."""
    found = links("We onderzoeken een windpark op zee.", "We bouwen een windpark met de buurgemeente.")
    assert found
    assert [member.document for member in found[0].members] == ["oud", "nieuw"]
    assert "windpark" in found[0].subject


def test_a_later_number_sharpens() -> None:
    """Where the later document adds an amount or a date, it is the stricter one."""
    (first, *_) = links(
        "We plaatsen laadpalen in de wijken.", "We plaatsen in 2025 in de wijken 80 laadpalen."
    )
    assert first.relation == "sharpened"
    assert "80 laadpalen" in first.explanation


def test_another_number_for_the_same_thing_is_a_conflict() -> None:
    """Two amounts of the same unit cannot both be true."""
    (first, *_) = links("We plaatsen 80 laadpalen in de wijken.", "We plaatsen 95 laadpalen in de wijken.")
    assert first.relation == "conflict"
    assert "80" in first.explanation
    assert "95" in first.explanation


def test_two_towns_do_not_contradict_each_other() -> None:
    """Another number in the document of another municipality is another matter."""
    promises = ("We plaatsen 80 laadpalen in de wijken.", "We plaatsen 95 laadpalen in de wijken.")
    old = source("oud", 2018, promises[0], *FILLER[4:], organisation="gemeente Noordwijk")
    new = source("nieuw", 2022, promises[1], *FILLER[:4], organisation="gemeente Zuidlaren")
    (first, *_) = link([old, new])
    assert first.relation == "related"
    assert "Twee gemeenten" in first.explanation


def test_the_same_words_are_the_same() -> None:
    """A promise that is repeated in another document is linked as the same."""
    text = "We houden de parkeertarieven in de binnenstad gelijk."
    (first, *_) = links(text, text)
    assert first.relation == "same"


def test_what_is_told_as_done_fulfils() -> None:
    """A later sentence that tells that it happened fulfils the promise."""
    (first, *_) = links(
        "We gaan het sluiscomplex bij de haven herstellen.",
        "Het sluiscomplex bij de haven is inmiddels gerealiseerd.",
    )
    assert first.relation == "fulfilled"


def test_strangers_are_not_linked() -> None:
    """Sentences without a rare word in common have nothing to do with each other."""
    assert links("We planten bomen langs de vaart.", "De muziekschool krijgt een nieuw dak.") == ()


def test_a_repeated_promise_with_another_number_is_a_conflict_inside_one_document() -> None:
    """A document that promises 80 on one page and 95 on another contradicts itself."""
    own = document()
    texts = ("We plaatsen 80 laadpalen in de wijken.", "We plaatsen 95 laadpalen in de wijken.", *FILLER)
    pieces = tuple(
        Piece("body", text, (Span(page, 0, len(text)),), ("Energie",)) for page, text in enumerate(texts, 1)
    )
    pages = tuple(Page(page, text) for page, text in enumerate(texts, 1))
    (found,) = link([Source(own, pieces, extract(own, pages, pieces))])
    assert found.relation == "conflict"
    assert [member.page for member in found.members] == [1, 2]


def test_what_was_halted_contradicts_the_promise() -> None:
    """A sentence that tells of a delay stands beside the promise it is about."""
    (first, *_) = links(
        "We bouwen in 2023 een windpark bij de haven.", "Het windpark bij de haven is uitgesteld."
    )
    assert first.relation == "conflict"
    assert "uitgesteld" in first.explanation


def test_the_same_large_amount_means_the_same() -> None:
    """Whoever names 26.550 homes twice speaks of the same homes, however it is said."""
    (first, *_) = links(
        "De woondeal telt 26.550 woningen voor de provincie.",
        "Volgens de afspraak met het Rijk komen er 26.550 woningen bij.",
    )
    assert first.relation == "same"
    assert "26.550" in first.explanation


def test_of_a_long_sentence_the_part_about_the_subject_is_quoted() -> None:
    """The quotation is about half of a long sentence, word for word."""
    long = (
        "Door de groei van het verkeer en de wens om het centrum leefbaar te houden, onderzoeken we samen met "
        "de buurgemeente een windpark op zee, zodat de energie van eigen bodem komt."
    )
    found = links("We bouwen een windpark op zee met de buurgemeente.", long)
    quote = next(member.quote for item in found for member in item.members if member.document == "nieuw")
    assert quote in long
    assert "windpark" in quote
    assert len(quote) < len(long)


def test_meaning_weighs_in() -> None:
    """Statements that share no more than a word are linked when their meaning is close, not when it is far."""

    def alike(texts: Sequence[str]) -> NDArray[np.float32]:
        return np.ones((len(texts), 1), dtype=np.float32)

    def strangers(texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.full((len(texts), 1), -1.0, dtype=np.float32)
        vectors[: len(texts) // 2] = 1.0
        return vectors

    old = source("oud", 2018, "We onderzoeken een windpark op zee.", *FILLER[:4])
    new = source("nieuw", 2022, "Het oude park achter de molen is dicht.", *FILLER[4:])
    assert len(link([old, new], alike)) >= len(link([old, new], strangers))


def test_links_are_deterministic_and_have_ids_of_their_own() -> None:
    """The order of the documents makes no difference, and no two links share an id."""
    old = source("oud", 2018, "We plaatsen 80 laadpalen in de wijken.", *FILLER[:4])
    new = source("nieuw", 2022, "We plaatsen 95 laadpalen in de wijken.", *FILLER[4:])
    assert link([old, new]) == link([new, old])
    found = link([old, new])
    assert len({item.id for item in found}) == len(found)
