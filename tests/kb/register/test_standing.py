from __future__ import annotations

from promises import Shelf, promise

from kb.register.standing import Standing


def test_words_stand_or_do_not(shelf: Shelf) -> None:
    """Words stand in a document apart from case, line breaks and hyphens; not in another, nor in none."""
    shelf.promises = [promise("We plaatsen zonne-\npanelen."), promise("Niets.", "visie")]
    stands = Standing(shelf)
    assert stands("plan", "we plaatsen zonnepanelen.")
    assert not stands("visie", "we plaatsen zonnepanelen.")
    assert not stands("weg", "Niets.")


def test_a_new_edition_is_looked_at_anew(shelf: Shelf) -> None:
    """What stood in the old edition does not stand in the new one by memory."""
    shelf.promises = [promise("We bouwen.")]
    stands = Standing(shelf)
    assert stands("plan", "We bouwen.")
    shelf.say(promise("We slopen."))
    assert not stands("plan", "We bouwen.")
