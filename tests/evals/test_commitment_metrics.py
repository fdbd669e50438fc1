from __future__ import annotations

from typing import Any

import pytest

from evals.dataset import Region
from evals.metrics import commitments
from evals.model import GoldCommitment

QUOTE = "We bouwen 25 woningen in de wijk voor eind 2026"
GOLD: dict[str, Any] = {
    "kind": "resultaat", "strength": "hard", "actor": "gemeente", "topics": ["wonen", "groen"],
    "quantities": [{"value": 25, "unit": "woningen", "bound": "exact"}],
    "deadline": {"text": "eind 2026", "earliest": "2026-10-01", "latest": "2026-12-31"},
}  # fmt: skip


def _gold(key: str, quote: str, page: int = 1, commitment: bool = True, **fields: Any) -> GoldCommitment:
    return GoldCommitment(key, "a", page, commitment, quote, {**GOLD, **fields})


def _predicted(quote: str, page: int = 1, **fields: Any) -> dict[str, Any]:
    return {"document": "a", "page": page, "quote": quote, **GOLD, **fields}


def _pair(gold: list[GoldCommitment], predicted: list[dict[str, Any]]) -> commitments.Paired:
    return commitments.pair(gold, predicted, [Region("a", 1), Region("a", 2)], lambda page: page % 2 == 1)


def test_detection_follows_the_counts_on_paper() -> None:
    """One pair, one missed and one invented: precision 1/2, recall 1/2, F1 2/4."""
    gold = [_gold("c1", QUOTE), _gold("c2", "Alle scholen krijgen zonnepanelen op het dak")]
    paired = _pair(gold, [_predicted(QUOTE), _predicted("Iets dat niemand beloofde in dit stuk")])
    assert commitments.precision(paired) == {"a p. 1": (1.0, 2.0)}
    assert commitments.recall(paired) == {"a p. 1": (1.0, 2.0)}
    assert commitments.f1(paired) == {"a p. 1": (2.0, 4.0)}


def test_quotes_match_from_half_of_the_words_of_the_longer() -> None:
    """Five of ten words match, four do not."""
    assert _pair([_gold("c1", QUOTE)], [_predicted("We bouwen 25 woningen in")]).pairs
    assert not _pair([_gold("c1", QUOTE)], [_predicted("We bouwen 25 woningen")]).pairs


def test_each_prediction_pairs_with_one_annotation_only() -> None:
    """The same sentence twice predicted is one pair and one invention."""
    paired = _pair([_gold("c1", QUOTE)], [_predicted(QUOTE), _predicted(QUOTE)])
    assert (len(paired.pairs), len(paired.invented)) == (1, 1)


def test_predictions_outside_the_annotated_pages_of_the_selection_do_not_count() -> None:
    """Page 2 is the other half, page 3 was not annotated: neither counts as invented."""
    paired = _pair([_gold("c1", QUOTE)], [_predicted("Los zand", 2), _predicted("Nog iets", 3)])
    assert paired.invented == ()


def test_a_promise_that_begins_a_page_later_still_pairs() -> None:
    """A page more or less is a matter of where the sentence was cut, another page is not."""
    assert _pair([_gold("c1", QUOTE)], [_predicted(QUOTE, 2)]).pairs
    assert not _pair([_gold("c1", QUOTE)], [_predicted(QUOTE, 3)]).pairs


def test_a_promise_in_several_places_counts_in_each() -> None:
    """The other places of a prediction pair with the annotations there."""
    gold = [_gold("c1", QUOTE), _gold("c2", QUOTE, page=5)]
    paired = _pair(gold, [_predicted(QUOTE, also=[{"document": "a", "page": 5, "section": []}])])
    assert len(paired.pairs) == 2


def test_a_look_alike_that_is_predicted_is_taken_and_invented() -> None:
    """It counts against the look-alikes and against precision."""
    gold = [
        _gold("c1", "We hebben 25 woningen gebouwd", commitment=False),
        _gold("c2", "Een park is fijn", 1, False),
    ]
    paired = _pair(gold, [_predicted("We hebben 25 woningen gebouwd")])
    assert commitments.look_alikes_taken(paired) == {"a p. 1": (1.0, 2.0)}
    assert commitments.precision(paired) == {"a p. 1": (0.0, 1.0)}


def test_each_field_is_judged_apart() -> None:
    """A wrong kind, actor and last day leave the strength and the presence of a deadline right."""
    deadline = {"text": "2026", "earliest": "2026-10-01", "latest": "2026-12-30"}
    paired = _pair(
        [_gold("c1", QUOTE)], [_predicted(QUOTE, kind="actie", actor="corporaties", deadline=deadline)]
    )
    assert commitments.kind_right(paired) == {"a p. 1": (0.0, 1.0)}
    assert commitments.strength_right(paired) == {"a p. 1": (1.0, 1.0)}
    assert commitments.actor_right(paired) == {"a p. 1": (0.0, 1.0)}
    assert commitments.deadline_found(paired) == {"a p. 1": (1.0, 1.0)}
    assert commitments.deadline_right(paired) == {"a p. 1": (0.0, 1.0)}
    assert commitments.deadline_invented(paired) == {}


def test_a_deadline_where_none_is_given_is_invented() -> None:
    """It counts only over promises without one."""
    paired = _pair([_gold("c1", QUOTE, deadline=None)], [_predicted(QUOTE)])
    assert commitments.deadline_invented(paired) == {"a p. 1": (1.0, 1.0)}
    assert commitments.deadline_found(paired) == {}


def test_quantities_and_topics_are_compared_as_sets() -> None:
    """One quantity right of one against two gives 2/3; one topic right of two against one gives 2/3."""
    two = [*GOLD["quantities"], {"value": 3, "unit": "parken", "bound": "min"}]
    paired = _pair([_gold("c1", QUOTE)], [_predicted(QUOTE, quantities=two, topics=["wonen"])])
    assert commitments.quantities_f1(paired) == {"a p. 1": (2.0, 3.0)}
    assert commitments.topics_f1(paired) == {"a p. 1": (2.0, 3.0)}


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("woningen", "woningen", True),
        ("sociale huurwoningen", "woningen", True),
        ("Huurwoningen", "sociale huurwoningen", True),
        ("200 meter", "m", True),
        ("boa’s", "boa's", True),
        ("bomen per jaar", "bomen", True),
        ("kg per persoon", "kg per inwoner", False),
        ("woningen", "bomen", False),
        ("m", "km", False),
        ("m2", "m", False),
    ],
)
def test_units_are_the_same_when_they_count_the_same(first: str, second: str, same: bool) -> None:
    """The head of the noun phrase decides, however much an annotator wrote before it."""
    assert commitments.same_unit(first, second) is same
    assert commitments.same_unit(second, first) is same


def test_the_name_of_a_municipality_makes_no_other_actor() -> None:
    """The name after "gemeente", articles and the order of the parties do not matter."""
    expected = frozenset({"gemeente", "corporaties"})
    assert commitments.parties("gemeente Heerlen en de corporaties") == expected
    assert commitments.parties("corporaties, gemeente") == expected
    assert commitments.parties(None) == frozenset()
