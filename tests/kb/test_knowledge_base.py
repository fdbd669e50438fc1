from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from library import FIRST, Library

from kb.errors import IndexDamagedError, IndexMissingError, UnknownFilterError
from kb.knowledge_base import KnowledgeBase
from kb.model import Filters
from kb.search.fusion import Weights
from kb.settings import Settings


@pytest.fixture
def empty(tmp_path: Path) -> KnowledgeBase:
    """A knowledge base before its first sync."""
    return Library(tmp_path).open()


def test_before_the_first_sync_the_way_on_is_shown(empty: KnowledgeBase) -> None:
    """Every question says what to do first; the status is all zeros."""
    for call in (lambda: empty.search("x"), lambda: empty.ask("x"), empty.documents):
        with pytest.raises(IndexMissingError) as caught:
            call()
        assert "woordhouder sync" in caught.value.hint
    status = empty.status()
    assert (status.documents, status.pages, status.chunks, status.last_sync) == (0, 0, 0, None)


def test_looking_writes_nothing(tmp_path: Path) -> None:
    """Opening and asking for the status leave no files."""
    library = Library(tmp_path)
    library.open().status()
    assert library.files() == {}


def test_the_status_counts_what_is_there(tmp_path: Path) -> None:
    """Documents, pages and chunks of the collection, its model and the time of the sync."""
    library = Library(tmp_path)
    library.write("a.txt", f"{FIRST}\f{FIRST}")
    library.sync()
    status = library.open().status()
    assert (status.documents, status.pages, status.model) == (1, 2, "letters")
    assert status.last_sync is not None
    assert status.last_sync.endswith("+00:00")


def test_other_weights_search_the_same_documents(tmp_path: Path) -> None:
    """The same passage has another score without meaning; the first knowledge base keeps its weights."""
    library = Library(tmp_path)
    library.write("a.txt", FIRST)
    library.sync()
    knowledge = library.open()
    words_only = knowledge.reweighed(Weights(semantic=0.0))
    scores = [base.search("vijftig woningen")[0].score for base in (words_only, knowledge)]
    assert scores[0] != scores[1]
    assert scores[1] == library.open().search("vijftig woningen")[0].score


def test_what_is_found_is_read_again_by_its_sentences(tmp_path: Path) -> None:
    """A passage that holds the number asked for passes one that has the words; the switch leaves them."""
    library = Library(tmp_path)
    library.write(
        "a.txt", "1. Bomen\nIn de wijk Noord komen bomen, want bomen horen in een wijk als Noord.\n"
    )
    library.write("b.txt", "1. Plan\nWij planten in de wijk Noord zeker 400 bomen.\n")
    library.sync()
    knowledge = library.open()
    question = "Hoeveel bomen komen er in de wijk Noord?"
    once = knowledge.reweighed(Weights(sentences=False)).search(question)
    twice = knowledge.search(question)
    assert [passage.document for passage in once] == ["a", "b"]
    assert [passage.document for passage in twice] == ["b", "a"]
    assert [passage.score for passage in twice] == sorted((p.score for p in once), reverse=True)


def test_a_page_is_given_as_it_was_read(tmp_path: Path) -> None:
    """Raw text and number; an unknown page or document gives None."""
    library = Library(tmp_path)
    library.write("a.txt", f"{FIRST}\fTweede bladzijde.")
    library.sync()
    knowledge = library.open()
    page = knowledge.page("a", 2)
    assert page is not None
    assert (page.number, page.text) == (2, "Tweede bladzijde.")
    assert knowledge.page("a", 3) is None
    assert knowledge.page("b", 1) is None


def test_a_damaged_index_is_named_and_can_be_made_again(tmp_path: Path) -> None:
    """An index that cannot be opened says which folder may go; after that a sync mends it."""
    library = Library(tmp_path)
    library.write("a.txt")
    library.sync()
    folder = library.data / "index" / library.open().index_name
    (words,) = folder.glob("words-*")
    (words / "meta.json").write_text("{", encoding="utf-8")
    with pytest.raises(IndexDamagedError) as caught:
        library.open().search("woningen")
    assert "woordhouder sync" in caught.value.hint


@pytest.mark.stack
def test_a_question_finds_its_passage(small_kb: KnowledgeBase) -> None:
    """The first passage answers, with document, page and section."""
    first = small_kb.search("waar komen zonnepanelen?")[0]
    assert (first.document, first.page, first.section) == ("klimaatplan-2030", 1, ("1. Energie",))
    assert "zonnepanelen op alle scholen" in first.text
    assert first.title == "Klimaatplan Voorbeeldstad"
    assert "zonnepanelen" in " ".join(first.match.terms).lower()


@pytest.mark.stack
def test_passages_are_ranked_and_limited(small_kb: KnowledgeBase) -> None:
    """Ranks count from 1, scores fall and lie in [0, 1], no more come than were asked for."""
    passages = small_kb.search("woningen voor ouderen", limit=3)
    assert [passage.rank for passage in passages] == [1, 2, 3]
    scores = [passage.score for passage in passages]
    assert scores == sorted(scores, reverse=True)
    assert all(0.0 <= score <= 1.0 for score in scores)


@pytest.mark.stack
def test_an_answer_quotes_a_sentence_with_its_place(small_kb: KnowledgeBase) -> None:
    """The sentence that answers is among the citations, and the answer's text holds it."""
    answer = small_kb.ask("hoeveel sociale huurwoningen bouwt de gemeente in de wijk Zuid?")
    assert answer.status == "answered"
    quotes = {citation.quote: citation for citation in answer.citations}
    wanted = quotes["De gemeente bouwt in 2027 vijftig sociale huurwoningen in de wijk Zuid."]
    assert (wanted.document, wanted.page, wanted.section) == (
        "woonplan-2024",
        1,
        ("1. Wonen in Voorbeeldstad",),
    )
    assert f"[{wanted.n}]" in answer.text


@pytest.mark.stack
@pytest.mark.parametrize(
    "question", ["hoeveel olifanten wonen er in de dierentuin?", "wat is de hoofdstad van Frankrijk?", "qwxz"]
)
def test_what_is_not_there_is_not_answered(small_kb: KnowledgeBase, question: str) -> None:
    """A question that the documents do not answer says so, and how much was searched."""
    answer = small_kb.ask(question)
    assert (answer.status, answer.text, answer.citations) == ("not_found", answer.text, ())
    assert (answer.searched.documents, answer.searched.pages) == (3, 6)


@pytest.mark.stack
def test_filters_limit_search_and_answer(small_kb: KnowledgeBase) -> None:
    """Documents, kinds and years leave out the others, and the answer says how much was searched."""
    for filters in (
        Filters(documents=("woonplan-2024",)),
        Filters(kinds=("woonplan",)),
        Filters(year_from=2024, year_to=2025),
    ):
        found = small_kb.search("de gemeente", limit=50, filters=filters)
        assert {passage.document for passage in found} == {"woonplan-2024"}
        assert small_kb.ask("sociale huurwoningen", filters).searched.documents == 1
    with pytest.raises(UnknownFilterError, match="geen document 'onzin'"):
        small_kb.search("x", filters=Filters(documents=("onzin",)))


@pytest.mark.stack
def test_kinds_of_text_can_be_asked_for(small_kb: KnowledgeBase) -> None:
    """Only chunks that hold such a piece are found."""
    found = small_kb.search("huurders", filters=Filters(pieces=("bullet",)))
    assert found
    assert all("•" in passage.text or "-" in passage.text for passage in found)


@pytest.mark.stack
@pytest.mark.parametrize("question", ["", "   ", "?", "de", "\x00", "😀", '"', "* OR (", "woning " * 500])
def test_odd_questions_are_no_errors(small_kb: KnowledgeBase, question: str) -> None:
    """Whatever is typed, there is an answer or none, never a crash."""
    assert small_kb.ask(question).status in ("answered", "not_found")
    assert len(small_kb.search(question, limit=5)) <= 5


@pytest.mark.stack
def test_the_same_question_gives_the_same_answer(small_corpus: Path, tmp_path: Path) -> None:
    """Two fresh builds, and the same one asked twice, give equal passages and answers."""
    questions = (
        "zonnepanelen",
        "hoeveel woningen voor ouderen?",
        "wat kost isolatie?",
        "bomen en regenwater",
    )
    given = []
    for name in ("one", "two"):
        knowledge = KnowledgeBase(Settings(corpus=small_corpus, data=tmp_path / name))
        knowledge.sync()
        given += [[(knowledge.search(q), knowledge.ask(q)) for q in questions] for _ in range(2)]
    assert all(one == given[0] for one in given)


@pytest.mark.stack
def test_many_people_can_ask_at_once(small_kb: KnowledgeBase) -> None:
    """Threads that ask together get what each would get alone."""
    questions = ["zonnepanelen", "huurwoningen in Zuid", "bomen", "huurtoeslag"] * 4
    alone = [small_kb.search(question) for question in questions]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(small_kb.search, questions)) == alone


@pytest.mark.stack
def test_asking_and_syncing_go_together(tmp_path: Path) -> None:
    """Threads go on asking while another syncs in the same process."""
    library = Library(tmp_path)
    library.write("a.txt")
    knowledge = library.open()
    knowledge.sync()
    failures: list[BaseException] = []
    stop = threading.Event()

    def keep_asking() -> None:
        while not stop.is_set():
            try:
                assert knowledge.search("woningen")
            except Exception as error:  # noqa: BLE001 - recorded, and raised by the test below
                failures.append(error)

    threads = [threading.Thread(target=keep_asking) for _ in range(2)]
    for thread in threads:
        thread.start()
    for number in range(4):
        library.write("a.txt", FIRST + f"In {2020 + number} komen er woningen.\n")
        knowledge.sync()
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []
