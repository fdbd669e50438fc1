from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from shelves import Bench

from kb.answers.overdue import Late, asked_for, late_subject, overdue
from kb.answers.question import Question, understand
from kb.model import Commitment, Deadline
from kb.register.model import Entry, Registered

PLAN = (
    "1. Groen\nIn 2024 zijn honderd bomen geplant.\nEind 2023 is bereikt:\n- een nieuw park\n"
    "2. Verkeer\nUiterlijk 2025 ligt er een fietsbrug.\n"
)
PACT = "1. Wonen\nVoor 2020 bouwen we vijftig huizen.\n"
TODAY = date(2026, 6, 1)


@pytest.fixture
def bench() -> Bench:
    """A plan and an older agreement."""
    return Bench(plan_2022=PLAN, akkoord_2018=PACT)


def late(bench: Bench, start: str, term: str, last: date, version: int = 0) -> Registered:
    """A sentence as an overdue promise; ``version`` 1 when somebody wrote about it."""
    sentence = bench.sentence(start)
    document = bench.documents[sentence.version]
    key = f"c-{start}"
    commitment = Commitment(
        key, document.id, document.title, 1, None, sentence.piece.section, sentence.piece.lead, sentence.text,
        sentence.piece.spans, "resultaat", "hard", "", "gemeente Dorpstad", deadline=Deadline(term, None, last),
    )  # fmt: skip
    return Registered(commitment, Entry(key, version=version), overdue=True)


@pytest.fixture
def all_late(bench: Bench) -> list[Registered]:
    """Four overdue promises out of both; about one of them somebody wrote."""
    return [
        late(bench, "Uiterlijk 2025", "Uiterlijk 2025", date(2025, 12, 31)),
        late(bench, "In 2024", "In 2024", date(2024, 12, 31), version=1),
        late(bench, "een nieuw park", "Eind 2023", date(2023, 12, 31)),
        late(bench, "Voor 2020", "Voor 2020", date(2019, 12, 31)),
    ]


def ask(bench: Bench, text: str) -> Question:
    """Return a question as understood over the bench."""
    return understand(text, list(bench.documents.values()))


def chosen(bench: Bench, text: str, promises: list[Registered], *near: str) -> list[str]:
    """The beginnings of the promises that a question asks for; ``near`` begin sentences on its subject."""
    versions = {document.id: version for version, document in bench.documents.items()}
    found = asked_for(ask(bench, text), promises, [bench.sentence(start) for start in near], versions)
    return [item.id.removeprefix("c-") for item in found]


def test_without_a_subject_all_that_is_late_is_asked_for(bench: Bench, all_late: list[Registered]) -> None:
    """No subject is no limit."""
    assert len(chosen(bench, "wat is te laat?", all_late)) == 4


def test_a_subject_a_document_and_a_year_each_leave_out_the_rest(
    bench: Bench, all_late: list[Registered]
) -> None:
    """A subject is met by words, wherever in its place they stand, or by meaning."""
    assert chosen(bench, "welke toezeggingen over verkeer zijn te laat?", all_late) == ["Uiterlijk 2025"]
    assert chosen(bench, "welke beloften over natuur zijn te laat?", all_late, "In 2024") == ["In 2024"]
    assert chosen(bench, "welke beloften over raketten zijn te laat?", all_late) == []
    assert chosen(bench, "wat is te laat in het akkoord?", all_late) == ["Voor 2020"]
    assert chosen(bench, "wat is te laat uit het akkoord van 2018?", all_late) == ["Voor 2020"]
    assert chosen(bench, "welke deadlines zijn in 2023 verstreken?", all_late) == ["een nieuw park"]


def test_the_answer_counts_and_quotes_by_document_in_order_of_time(
    bench: Bench, all_late: list[Registered]
) -> None:
    """The oldest document first, and in each what was due first; under a lead only its own items."""
    draft = overdue(ask(bench, "wat is te laat?"), Late(all_late, 4, TODAY), bench.shelf, bench.library())
    assert draft.answered
    assert draft.text.splitlines() == [
        "4 toezeggingen in 2 documenten: de termijn is op 1 juni 2026 voorbij, en het register noemt ze niet "
        "gerealiseerd of vervallen. Per document in volgorde van tijd:",
        "Akkoord 2018:",
        "- Voor 2020 bouwen we vijftig huizen. [1]",
        "Plan 2022:",
        "- In 2024 zijn honderd bomen geplant. [2]",
        "- Uiterlijk 2025 ligt er een fietsbrug. [3]",
        "Eind 2023 is bereikt:",
        "- een nieuw park [4]",
        "Let op: van 3 toezeggingen heeft nog niemand in het register bijgehouden hoe het ermee staat.",
    ]
    assert [c.quote for c in draft.citations][:2] == [
        "Voor 2020 bouwen we vijftig huizen.",
        "In 2024 zijn honderd bomen geplant.",
    ]


def test_a_term_that_stands_in_a_heading_is_shown_behind_the_quotation(bench: Bench) -> None:
    """Every date that is shown stands in the document, also in an English frame."""
    item = late(bench, "Voor 2020", "2018-2022", date(2022, 12, 31), version=1)
    draft = overdue(ask(bench, "what is overdue?"), Late([item], 1, TODAY), bench.shelf, bench.library())
    assert draft.text.splitlines()[-1] == "- Voor 2020 bouwen we vijftig huizen. [1] (2018-2022)"
    assert draft.text.startswith("1 commitment in 1 document: on 1 June 2026")


def test_words_that_are_not_on_their_page_are_not_shown(bench: Bench, all_late: list[Registered]) -> None:
    """A quotation that its page does not bear out is left out, and not counted either."""
    wrong = replace(all_late[3], commitment=replace(all_late[3].commitment, quote="Vijftig paleizen."))
    promises = [*all_late[:3], wrong]
    draft = overdue(ask(bench, "wat is te laat?"), Late(promises, 4, TODAY), bench.shelf, bench.library())
    assert draft.text.startswith("3 toezeggingen in 1 document:")
    assert "paleizen" not in draft.text


def test_nothing_late_is_said_with_what_else_is(bench: Bench) -> None:
    """An empty list names the day, and that there is more to ask for when there is."""
    question = ask(bench, "welke beloften over raketten zijn te laat?")
    assert late_subject(question) == "raketten"
    some = overdue(question, Late([], 4, TODAY), bench.shelf, bench.library())
    none = overdue(ask(bench, "wat is te laat?"), Late([], 0, TODAY), bench.shelf, bench.library())
    assert not some.answered
    assert not none.answered
    assert some.text.splitlines() == [
        "Volgens het register is hiervan op 1 juni 2026 niets te laat.",
        "Doorzocht: 2 documenten, 2 pagina's.",
        "Van al het andere wel: 4 toezeggingen. Vraag ‘wat is te laat?’ voor het geheel.",
    ]
    assert len(none.text.splitlines()) == 2
