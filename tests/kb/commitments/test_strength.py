from __future__ import annotations

import pytest

from kb.commitments.strength import judge


@pytest.mark.parametrize(
    ("quote", "kind", "strength"),
    [
        ("We planten bomen langs de vaart.", "actie", "hard"),
        ("Er wordt in het buitengebied geen nieuw hotel toegestaan.", "norm", "hard"),
        ("Uitgangspunt is dat de haven open is.", "norm", "hard"),
        ("We onderzoeken of de brug breder kan.", "onderzoek", "hard"),
        ("We brengen in kaart waar water blijft staan.", "onderzoek", "hard"),
        ("We streven naar een schone stad.", "streven", "zacht"),
        ("We zetten in op meer groen.", "streven", "zacht"),
        ("We hergebruiken zoveel mogelijk materiaal.", "actie", "zacht"),
        ("De rommel langs de vaart willen we aanpakken en we gaan meteen aan de slag.", "actie", "zacht"),
    ],
)
def test_wording_gives_kind_and_strength(quote: str, kind: str, strength: str) -> None:
    """Verbs and softening words decide, not the subject."""
    judged = judge(quote)
    assert (judged.kind, judged.strength) == (kind, strength)


def test_an_outcome_with_a_date_is_a_result() -> None:
    """What can be checked on a day or by a number is a result."""
    assert judge("In 2026 is de brug hersteld.", dated=True).kind == "resultaat"
    assert judge("een herstelde brug", "Eind 2026 is bereikt:", dated=True).kind == "resultaat"


def test_so_many_by_a_day_is_a_result_and_a_pace_is_a_norm() -> None:
    """A number of things by a last day can be checked; how often something is done is a rule."""
    assert (
        judge("We planten voor 2026 honderd bomen.", dated=True, counted=True, total=True).kind == "resultaat"
    )
    assert judge("We vegen de straat.", counted=True, standing=True).kind == "norm"


def test_where_needed_is_no_softener() -> None:
    """The words "waar nodig" leave the promise firm; "waar mogelijk" does not."""
    assert judge("Waar nodig plaatsen we borden.").strength == "hard"
    assert judge("Waar mogelijk plaatsen we borden.").strength == "zacht"


def test_a_soft_promise_says_which_words_make_it_so() -> None:
    """The reason repeats the words."""
    assert "“in beginsel”" in judge("De haven blijft in beginsel open.").reason
