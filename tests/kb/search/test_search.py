from __future__ import annotations

import pytest

from ingest.model import same_words
from kb.knowledge_base import KnowledgeBase
from kb.model import Filters

pytestmark = pytest.mark.stack


def documents(knowledge: KnowledgeBase, question: str, **filters: object) -> list[str]:
    """The documents of the first three passages."""
    found = knowledge.search(question, 3, Filters(**filters))  # type: ignore[arg-type]
    return [passage.document for passage in found]


@pytest.mark.parametrize(
    "question",
    [
        "zonnepanelen",
        "ZONNEPANELEN OP SCHOLEN",
        "zonnepanellen op de scholen",
        "zonne panelen",
        "Komen er zonnepanelen?\nEn waar precies?\nIk bedoel op scholen.",
        "solar panels on all the schools",
        "zit er straks zonnestroom op het dak van de basisschool",
    ],
)
def test_a_question_is_answered_however_it_is_put(small_kb: KnowledgeBase, question: str) -> None:
    """One word, capitals, a slip, apart, three lines, English, other words: the same passage comes first."""
    assert documents(small_kb, question)[0] == "klimaatplan-2030"


@pytest.mark.parametrize("question", ["", "   ", "???", "\n", '""', "\x00", "🙂🙂", "a" * 5_000])
def test_an_absurd_question_is_no_accident(small_kb: KnowledgeBase, question: str) -> None:
    """Passages or none, but never an error."""
    assert len(small_kb.search(question, 3)) <= 3


def test_nothing_asked_is_nothing_found(small_kb: KnowledgeBase) -> None:
    """White space is no question."""
    assert small_kb.search("  \n ") == []


def test_a_phrase_between_quotes_must_be_there(small_kb: KnowledgeBase) -> None:
    """Every passage holds it, case and white space aside; a phrase that stands nowhere finds nothing."""
    found = small_kb.search('"duizend  bomen"')
    assert found
    assert all("duizendbomen" in same_words(passage.text).lower() for passage in found)
    assert small_kb.search('waar staat "tweeduizend bomen"') == []


def test_filters_hold_on_every_side(small_kb: KnowledgeBase) -> None:
    """Words, words alike and meaning look at the same documents and pieces."""
    assert set(documents(small_kb, "zonnepanelen", documents=("woonplan-2024",))) == {"woonplan-2024"}
    bullets = small_kb.search("huurders", 5, Filters(pieces=("bullet",)))
    assert bullets
    assert all("Wij" in passage.text for passage in bullets)


def test_a_passage_says_why_it_was_found(small_kb: KnowledgeBase) -> None:
    """The word, the form or the part that matched, with its English."""
    (first, *_) = small_kb.search("zonnepaneel school", 3)
    by_word = {word.asked: word for word in first.match.words}
    assert (by_word["zonnepaneel"].found, by_word["zonnepaneel"].how) == ("zonnepanelen", "lemma")
    assert by_word["school"].gloss == "school"
    assert {"zonnepaneel", "school"} <= set(first.match.terms)


def test_a_changed_question_is_said(small_kb: KnowledgeBase) -> None:
    """Spelling is not corrected behind anyone's back."""
    (first, *_) = small_kb.search("zonnepanellen", 3)
    assert first.match.changes == (("zonnepanellen", "zonnepanelen"),)


def test_a_passage_stands_on_its_page_in_one_run(small_kb: KnowledgeBase) -> None:
    """However far it has grown."""
    for question in ("woningen", "energie", "huur", "centrum"):
        for passage in small_kb.search(question, 10):
            pages = [small_kb.page(passage.document, n) for n in range(passage.page, passage.page_end + 1)]
            raw = "".join(page.text for page in pages if page is not None)
            assert same_words(passage.text) in same_words(raw)


def test_the_same_question_finds_the_same(small_kb: KnowledgeBase) -> None:
    """Bit for bit."""
    assert small_kb.search("wat doet de gemeente voor ouderen") == small_kb.search(
        "wat doet de gemeente voor ouderen"
    )
