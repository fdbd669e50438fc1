from __future__ import annotations

import pytest

from ingest.model import Document
from kb.errors import UnknownFilterError
from kb.index.store import StoredDocument
from kb.model import Filters
from kb.search.filters import select


def stored(key: str, kind: str = "", start: int | None = None, end: int | None = None) -> StoredDocument:
    """A document in the collection."""
    document = Document(key, f"{key}.txt", key, "00", kind=kind, period_from=start, period_to=end)
    return StoredDocument(f"{key}@00", document, 1, 1)


DOCUMENTS = (
    stored("akkoord", "coalitieakkoord", 2018, 2022),
    stored("visie", "omgevingsvisie", None, 2050),
    stored("plan", "programmaplan", 2023, None),
    stored("verslag"),
)


def chosen(filters: Filters) -> list[str]:
    """The ids of the documents that are searched."""
    return [found.document.id for found in select(DOCUMENTS, filters)]


def test_without_filters_all_is_searched() -> None:
    """No filter leaves nothing out."""
    assert chosen(Filters()) == ["akkoord", "visie", "plan", "verslag"]


def test_documents_and_kinds_limit_together() -> None:
    """Two filters both have to hold; several values of one are alternatives."""
    assert chosen(Filters(documents=("visie", "plan"))) == ["visie", "plan"]
    assert chosen(Filters(kinds=("coalitieakkoord",))) == ["akkoord"]
    assert chosen(Filters(documents=("visie",), kinds=("coalitieakkoord",))) == []


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (2019, 2019, ["akkoord"]),
        (2022, None, ["akkoord", "visie", "plan"]),
        (None, 2018, ["akkoord"]),
        (2023, 2023, ["plan"]),
        (2050, 2060, ["visie"]),
        (1990, 2000, []),
    ],
)
def test_a_period_matches_where_it_overlaps(start: int | None, end: int | None, expected: list[str]) -> None:
    """Years are held against the document's period; one without period is not among them."""
    assert chosen(Filters(year_from=start, year_to=end)) == expected


@pytest.mark.parametrize(
    ("filters", "message", "hint"),
    [
        (Filters(documents=("plan", "onzin")), "geen document 'onzin'", "akkoord, visie, plan, verslag"),
        (Filters(kinds=("gedicht",)), "geen soort 'gedicht'", "coalitieakkoord, omgevingsvisie"),
        (Filters(pieces=("zin",)), "geen tekstsoort 'zin'", "heading, body"),  # type: ignore[arg-type]
    ],
)
def test_an_unknown_filter_names_the_known_ones(filters: Filters, message: str, hint: str) -> None:
    """A typing error in a filter is not an empty result."""
    with pytest.raises(UnknownFilterError) as caught:
        select(DOCUMENTS, filters)
    assert message in caught.value.message
    assert hint in caught.value.hint
