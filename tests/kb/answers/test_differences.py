from __future__ import annotations

from ingest.model import Span
from kb.answers.differences import conflict_text, conflicts, difference_text
from kb.answers.question import understand
from kb.model import Citation


def _cite(n: int, document: str, quote: str) -> Citation:
    return Citation(n, document, document.capitalize(), 1, 1, None, (), quote, (Span(1, 0, len(quote)),))


def test_another_number_for_the_same_thing_is_a_conflict() -> None:
    """The same words with 2.250 and 2.500 contradict each other; the note names both with their sources."""
    cited = [
        _cite(1, "plan", "Tot 2030 bouwen we ten minste 2.250 woningen in de stad."),
        _cite(2, "plan", "Tot 2030 bouwen we ten minste 2.500 woningen in de stad."),
    ]
    (conflict,) = conflicts(cited)
    assert conflict.values == (("2.250", 1), ("2.500", 2))
    text = conflict_text(conflict, understand("hoeveel woningen?", ()))
    assert text == "Let op: hierover staan verschillende getallen in de documenten: 2.250 [1] en 2.500 [2]."


def test_other_things_are_no_conflict() -> None:
    """Another unit, other words or the same number contradict nothing."""
    homes = _cite(1, "plan", "Tot 2030 bouwen we 2.250 woningen in de stad.")
    trees = _cite(2, "plan", "Tot 2030 planten we 400 bomen langs de singel.")
    same = _cite(3, "visie", "Tot 2030 bouwen we 2250 woningen in de stad.")
    assert conflicts([homes, trees]) == []
    assert conflicts([homes, same]) == []


def test_compared_documents_show_what_only_one_names() -> None:
    """Another year and softer words are said, in the question's language."""
    cited = [
        _cite(1, "akkoord", "In 2035 zijn alle daken van scholen voorzien van zonnepanelen."),
        _cite(2, "visie", "We streven naar zonnepanelen op alle daken van scholen in 2040."),
    ]
    text = difference_text(cited, "nl")
    assert text == (
        "Verschil: 2035 staat alleen in [1]; 2040 staat alleen in [2]; [2] is zachter geformuleerd dan [1]."
    )
    assert difference_text(cited[:1], "nl") == ""
    assert difference_text(cited, "en").startswith("Difference: 2035 only stands in [1]")
