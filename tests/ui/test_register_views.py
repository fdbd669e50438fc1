from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ingest.model import Page, Span
from kb.errors import RegisterConflictError, RegisterInputError, UnknownCommitmentError
from kb.knowledge_base import KnowledgeBase
from kb.model import Commitment, Deadline
from kb.register.model import Entry, Registered, RegisterFilters
from ui.handlers import commitments as handlers
from ui.handlers.links import find_spans
from ui.handlers.timeline import matrix_view, timeline_view
from ui.render import charts, links
from ui.render import commitments as render
from ui.views import DotView, LaneView, MatrixView, MemberView, RelatedView, TimelineView


def promise(**more: object) -> Commitment:
    """A commitment."""
    given = {
        "id": "c-1", "document": "d", "title": "Woonplan", "page": 2, "page_label": None, "section": (), "lead": None,
        "quote": "Wij bouwen <vijftig> woningen.", "spans": (Span(2, 4, 30),), "kind": "resultaat", "strength": "hard",
        "strength_reason": "", "actor": "gemeente", "topics": ("wonen",),
    }  # fmt: skip
    return Commitment(**(given | more))  # type: ignore[arg-type]


def registered(status: str = "open", *, overdue: bool = False, **more: object) -> Registered:
    """A commitment with its entry."""
    commitment = promise(**more)
    return Registered(commitment, Entry(commitment.id, status=status), overdue=overdue)  # type: ignore[arg-type]


def first_id(knowledge: KnowledgeBase) -> str:
    """The id of some commitment."""
    return knowledge.commitments()[0].id


@pytest.mark.parametrize(
    ("item", "state"),
    [
        (registered(), "open"),
        (registered("in uitvoering"), "busy"),
        (registered("gerealiseerd"), "done"),
        (registered("vervallen"), "gone"),
        (registered(overdue=True), "late"),
        (replace(registered(), presence="vanished"), "gone"),
    ],
)
def test_a_commitment_has_one_colour(item: Registered, state: str) -> None:
    """Late goes before all; what left its document is gone."""
    assert handlers.state(item) == state


def test_a_term_says_its_last_day_where_the_words_do_not() -> None:
    """Words that hold the year speak for themselves."""
    period = Deadline("deze collegeperiode", date(2018, 1, 1), date(2022, 12, 31))
    assert handlers.term(promise(deadline=period)) == "deze collegeperiode (uiterlijk 31 december 2022)"
    assert handlers.term(promise(deadline=Deadline("eind 2024", None, date(2024, 12, 31)))) == "eind 2024"
    assert handlers.term(promise()) == ""


@pytest.mark.parametrize("text", ["31-12-2027", "2027-12-31", " 31-12-2027 "])
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    """Dutch and ISO both will do."""
    assert handlers.read_day(text) == date(2027, 12, 31)


@pytest.mark.parametrize("text", ["31-02-2027", "morgen", "12-31-2027"])
def test_what_is_no_day_is_refused(text: str) -> None:
    """With a hint how to write one."""
    with pytest.raises(RegisterInputError) as caught:
        handlers.read_day(text)
    assert "31-12-2027" in caught.value.hint


def test_filters_become_an_address_that_the_api_takes() -> None:
    """What is downloaded is what is listed."""
    filters = handlers.register_filters(
        "bomen", "groen", "d", "", "actie", "open", "31-12-2027", overdue=True
    )
    assert filters.due_before == date(2027, 12, 31)
    assert handlers.filters_address(filters) == (
        "topic=groen&document=d&kind=actie&status=open&overdue=true&due_before=2027-12-31&text=bomen"
    )
    assert handlers.register_filters(kind="onzin", status="weg") == RegisterFilters()


def test_the_list_shows_a_part_and_says_how_much_there_is(shelf: KnowledgeBase) -> None:
    """A button brings more; the summary counts all."""
    view = handlers.list_view(shelf, RegisterFilters(), shown=1)
    assert len(view.rows) == 1
    assert view.total > 1
    assert str(view.total) in view.summary
    assert f"({view.total - 1})" in render.register_list(view)


def test_a_form_saves_what_people_write(own: KnowledgeBase) -> None:
    """Status, owner and note come back, with a step in the history for each."""
    key = first_id(own)
    filled = {"id": key, "version": "0", "status": "in uitvoering", "owner": "afdeling Wonen", "by": "Ans"}
    view = handlers.save_entry(own, filled)
    assert (view.entry.status, view.entry.owner, view.entry.version) == ("in uitvoering", "afdeling Wonen", 1)
    assert any(step.by == "Ans" and "in uitvoering" in step.what for step in view.history)
    assert handlers.commitment_view(own, key) == view


def test_the_second_writer_hears_of_the_first_and_loses_nothing(own: KnowledgeBase) -> None:
    """Two people had the same version before them: the second is told, and the form keeps what they typed."""
    key = first_id(own)
    handlers.save_entry(own, {"id": key, "version": "0", "status": "gerealiseerd", "by": "Ans"})
    typed = {"id": key, "version": "0", "status": "vervallen", "note": "te duur", "by": "Ben"}
    with pytest.raises(RegisterConflictError) as caught:
        handlers.save_entry(own, typed)
    assert "Ans" in handlers.conflict_text(caught.value)
    view = handlers.draft(handlers.commitment_view(own, key), typed)
    assert (view.entry.status, view.entry.note, view.entry.version) == ("vervallen", "te duur", 1)


def test_a_form_without_a_name_is_refused(own: KnowledgeBase) -> None:
    """Who writes says who they are."""
    with pytest.raises(RegisterInputError):
        handlers.save_entry(
            own, {"id": first_id(own), "version": "0", "status": "open", "owner": "x", "by": ""}
        )


def test_an_unknown_commitment_is_refused(shelf: KnowledgeBase) -> None:
    """An old address leads to a sentence, not to an error page."""
    with pytest.raises(UnknownCommitmentError):
        handlers.commitment_view(shelf, "c-niets")


def test_everything_of_a_commitment_is_escaped(shelf: KnowledgeBase) -> None:
    """Quotations are text."""
    row = handlers.row_view(registered())
    view = replace(handlers.commitment_view(shelf, first_id(shelf)), row=row, lead="<b>", amounts="<i>")
    html = render.detail(view) + render.rows((row,))
    assert "<vijftig>" not in html
    assert "&lt;vijftig&gt;" in html
    assert "<b>" not in html


def test_the_timeline_files_by_the_last_day(shelf: KnowledgeBase) -> None:
    """Each year holds what falls due in it; what is late is named, counted from the day that is asked for."""
    view = timeline_view(shelf, RegisterFilters(), today=date(2029, 1, 1))
    assert 2027 in view.years
    assert view.now == sum(year < 2029 for year in view.years)
    assert view.overdue
    assert not timeline_view(shelf, RegisterFilters(), today=date(2017, 1, 1)).overdue
    assert sum(len(cell) for lane in view.lanes for cell in lane.cells) == sum(
        len(r) for _, r in view.years_rows
    )


@pytest.mark.parametrize("by", ["topic", "document"])
def test_lanes_divide_the_timeline(shelf: KnowledgeBase, by: str) -> None:
    """By topic or by document each lane has its name."""
    view = timeline_view(shelf, RegisterFilters(), by)
    assert view.lanes
    assert all(lane.name for lane in view.lanes)


def test_the_picture_has_one_stop_and_a_name_for_each_dot() -> None:
    """A dot is a link with a name; late ones differ in shape as well as in colour."""
    dots = (DotView("c-1", "Wij bouwen <x>", "open"), DotView("c-2", "Te laat", "late"))
    html = charts.timeline(TimelineView((2027,), (LaneView("", (dots,)),), 0, (), ((2027, ()),)))
    assert html.count('class="wh-dot ') == 2
    assert 'href="?toezegging=c-1"' in html
    assert "Wij bouwen &lt;x&gt;" in html
    assert "<rect" in html.partition("c-2")[2]
    assert html == charts.timeline(TimelineView((2027,), (LaneView("", (dots,)),), 0, (), ((2027, ()),)))


def test_the_matrix_counts_topics_by_document(shelf: KnowledgeBase) -> None:
    """The rows add up to the commitments about the topic."""
    view = matrix_view(shelf, RegisterFilters())
    topic, counts = view.rows[0]
    assert sum(counts) == sum(topic in item.commitment.topics for item in shelf.commitments())
    html = charts.matrix(MatrixView((("d", "Plan"),), (("wonen", (3,)), ("groen", (0,)))))
    assert 'data-topic="wonen" data-document="d"' in html
    assert html.count("filter_cell") == 3


def test_a_statement_is_found_on_its_page() -> None:
    """White space and hyphens aside; what is not there gets no mark."""
    page = Page(4, "Eerst dit.\nWe bouwen wonin-\n gen in 2027. Slot.")
    (span,) = find_spans(page, "We bouwen woningen in 2027.")
    assert page.text[span.start : span.end] == "We bouwen wonin-\n gen in 2027."
    assert find_spans(page, "We bouwen scholen.") == ()


def test_numbers_stand_out_side_by_side() -> None:
    """Where statements differ is often a number: it is bold, and the rest is escaped."""
    members = tuple(
        MemberView("d", "Plan", page, f"ten minste {n} <woningen>", ())
        for page, n in ((6, "2.250"), (32, "2.500"))
    )
    html = links.link_list([RelatedView("tegenstrijdig", "woningen", "Er staan twee getallen.", members)])
    assert "<b>2.250</b>" in html
    assert "<b>2.500</b>" in html
    assert "<woningen>" not in html
