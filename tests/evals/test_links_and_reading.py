from __future__ import annotations

from typing import Any

from evals.metrics import links, reading
from evals.model import GoldLink, JudgedLink, Member, ReadingItem
from ingest.model import Page, Piece, Reading, Span

ONE, TWO = Member("a", 1, "energieneutraal in 2040"), Member("b", 2, "de stad is in 2040 energieneutraal")
GOLD = [GoldLink("l1", "energie", "same", (ONE, TWO))]


def _link(relation: str, *members: Member) -> dict[str, Any]:
    return {"relation": relation, "members": [{"document": m.document, "quote": m.quote} for m in members]}


def test_a_link_is_found_when_two_of_its_members_stand_together() -> None:
    """One member is not enough, and two members in two predicted links are not together."""
    assert links.links_found(GOLD, [_link("same", ONE, TWO)]) == {"l1": (1.0, 1.0)}
    assert links.links_found(GOLD, [_link("same", ONE), _link("same", TWO)]) == {"l1": (0.0, 1.0)}


def test_a_relation_is_judged_over_found_links_only() -> None:
    """A wrong relation counts as 0, a link that was not found does not count."""
    assert links.relation_right(GOLD, [_link("conflict", ONE, TWO)]) == {"l1": (0.0, 1.0)}
    assert links.relation_right(GOLD, []) == {}


def test_judged_links_count_while_they_are_made() -> None:
    """Of two judged links that are still made one was right; one with another relation does not count."""
    judged = [
        JudgedLink("j1", "same", (ONE, TWO), True, "zelfde jaar"),
        JudgedLink("j2", "related", (ONE, TWO), False, "iets anders"),
        JudgedLink("j3", "conflict", (ONE, TWO), True, "ander jaar"),
    ]
    made = [_link("same", TWO, ONE), _link("related", ONE, TWO)]
    assert links.judged_right(judged, made) == {"j1": (1.0, 1.0), "j2": (0.0, 1.0)}


def _read(*pieces: Piece) -> dict[str, Reading]:
    return {"a": Reading((Page(1, "x" * 200), Page(2, "y" * 200)), pieces)}


def _item(what: str = "sentence", **fields: Any) -> ReadingItem:
    return ReadingItem("r001", "a", 1, what, fields.pop("kind", "body"), "Wij bouwen op Zuid-Oost.", fields)


def _piece(text: str = "Wij bouwen op Zuid-Oost.", end: int = 1, **fields: Any) -> Piece:
    return Piece(fields.pop("kind", "body"), text, (Span(1, 0, 5), Span(end, 6, 9)), **fields)


def _wrong(item: ReadingItem, *pieces: Piece) -> tuple[str, ...]:
    return reading.compare([item], _read(*pieces))[0].wrong


def test_a_piece_is_right_when_nothing_about_it_differs() -> None:
    """Text, kind and page are those of the item."""
    compared = reading.compare([_item()], _read(_piece()))
    assert reading.reading_right(compared) == {"r001": (1.0, 1.0)}


def test_every_difference_is_named() -> None:
    """Another kind, last page, level or speaker is a fault; a text that is not there is one too."""
    assert _wrong(_item(), _piece(kind="bullet")) == ("kind",)
    assert _wrong(_item(), _piece(end=2)) == ("page_end",)
    assert _wrong(_item(page_end=2), _piece(end=2)) == ()
    assert _wrong(_item(kind="bullet", bullet_level=2), _piece(kind="bullet", level=1)) == ("bullet_level",)
    assert _wrong(_item(speaker="Bewoner"), _piece()) == ("speaker",)
    assert _wrong(_item(), _piece("Wij bouwen niet op Zuid-Oost.")) == ("text",)


def test_hyphens_matter_only_where_they_are_tested() -> None:
    """A hyphen lost is a fault for a hyphen item and none for a sentence."""
    assert _wrong(_item(), _piece("Wij bouwen op ZuidOost.")) == ()
    assert _wrong(_item("hyphen"), _piece("Wij bouwen op ZuidOost.")) == ("hyphens",)


def test_of_equal_texts_the_one_with_fewest_faults_is_compared() -> None:
    """A sentence that also stands elsewhere as a caption is judged where it fits."""
    assert _wrong(_item(), _piece(kind="caption"), _piece()) == ()
