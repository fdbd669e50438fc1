from __future__ import annotations

from datetime import date

from promises import full_promise, promise, registered

from kb.export import wording
from kb.export.model import Selection
from kb.model import Place
from kb.register.model import Entry, RegisterFilters


def test_the_summary_counts_by_hand() -> None:
    """Statuses are counted in the order of a promise's life; a status nobody has is not named."""
    items = (
        registered(promise("a"), overdue=True),
        registered(promise("b"), overdue=True),
        registered(promise("c", "visie"), entry=Entry("c", status="vervallen")),
    )
    selection = Selection(items, date(2026, 1, 1), "")
    assert wording.summary(selection) == (
        "3 toezeggingen in 2 documenten: 2 open, 1 vervallen. Daarvan zijn er 2 te laat."
    )


def test_the_summary_of_one() -> None:
    """One is singular, and nothing late is said too."""
    selection = Selection((registered(promise("a")),), date(2026, 1, 1), "")
    assert wording.summary(selection) == "1 toezegging in 1 document: 1 open. Geen daarvan is te laat."


def test_what_was_selected() -> None:
    """Every filter is named in words, documents by their titles."""
    asked = RegisterFilters("wonen", ("plan",), "gemeente", "actie", "open", True, date(2027, 1, 1), "brug")
    assert wording.selected(asked, {"plan": "Het plan"}) == (
        "onderwerp wonen; document Het plan; wie gemeente; soort actie; status open; alleen wat te laat is; "
        "klaar voor 1 januari 2027; tekst brug"
    )
    assert wording.selected(RegisterFilters(), {}) == ""


def test_addresses_are_escaped() -> None:
    """A document's name can hold anything; the address of its page stays one address."""
    address = wording.page_address("http://x/", "map/plan & visie", 3)
    assert address == "http://x/?document=map%2Fplan%20%26%20visie&pagina=3"


def test_other_places_are_named() -> None:
    """The further places of a promise are named by title and page."""
    twice = full_promise(also=(Place("plan", 9), Place("weg", 2)))
    assert wording.also(twice, {"plan": "Het plan"}) == "Het plan, pagina 9; weg, pagina 2"
