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


def test_a_sentence_over_two_pages_stands(shelf: Shelf) -> None:
    """A running header between two halves of a sentence does not make it vanish: what was read counts too."""
    shelf.promises = [promise("We bouwen."), promise("Wij planten bomen.")]
    shelf.loose = "Wij slopen 12 Waterdam 2026 huizen."
    shelf.read = ("Wij slopen huizen.",)
    assert Standing(shelf)("plan", "Wij slopen huizen.")
