from __future__ import annotations

from kb.commitments.topics import topic_list, topics_of


def test_words_and_their_parts_give_topics() -> None:
    """A topic is found by the beginning or, with a star, by any part of a word."""
    assert topics_of("We plaatsen zonnepanelen op scholen.") == ("zonnepanelen", "onderwijs")
    assert "afval" in topics_of("Het restafval neemt af.")


def test_the_quote_weighs_more_than_what_stands_above() -> None:
    """The heading decides only where the quote leaves it open."""
    assert topics_of("We knappen het op.", section="Sport en bewegen")[0] == "sport"
    assert topics_of("Het museum wordt vernieuwd.", section="Sport")[0] == "cultuur"


def test_no_word_of_the_list_gives_no_topic() -> None:
    """Nothing is guessed."""
    assert topics_of("Dat doen we.") == ()


def test_there_are_at_most_two() -> None:
    """A promise has one or two topics."""
    assert len(topics_of("afval, sport, cultuur, verkeer, onderwijs")) == 2


def test_the_list_has_no_empty_topics() -> None:
    """Each topic has words to be found by."""
    assert all(topic_list().values())
