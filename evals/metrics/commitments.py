"""How well commitments are found and understood, on the pages where each one was annotated.

A predicted and an annotated quote are the same statement when they stand in the same document, begin at
most one page apart, and share at least half of the words of the longer one. They are paired one to one, best
overlap first. The unit of a figure is a page, because commitments on one page are not independent.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals.dataset import Region
from evals.matching import MATCH, fold, overlap, pair_up
from evals.model import GoldCommitment, Outcomes, Record

Pair = tuple[GoldCommitment, Record]


@dataclass(frozen=True, slots=True)
class Paired:
    """Predictions against annotations, for the pages of one selection.

    ``pairs`` are matches; ``missed`` annotated commitments without one; ``invented`` predictions on
    annotated pages without one; ``taken`` tells for each look-alike whether it was taken for a commitment.
    """

    pairs: tuple[Pair, ...]
    missed: tuple[GoldCommitment, ...]
    invented: tuple[Record, ...]
    taken: tuple[tuple[GoldCommitment, bool], ...]


def pair(
    gold: Sequence[GoldCommitment],
    predicted: Sequence[Record],
    regions: Iterable[Region],
    selected: Callable[[int], bool],
) -> Paired:
    """Pair predictions with annotations; ``selected`` tells which pages belong to the selection.

    The pairing is made over all pages, so that a promise at the end of a page of one half is not counted
    against the other; only then the selection is made, by the page of the annotation.
    """
    places = list(_places(predicted))
    real = [g for g in gold if g.commitment]
    matches = pair_up(list(_scores(real, places)))
    paired_gold, paired_places = {g for g, _ in matches}, {p for _, p in matches}
    pages = {(region.document, region.page) for region in regions if selected(region.page)}
    free = [places[p] for p in range(len(places)) if p not in paired_places]
    look_alikes = [g for g in gold if not g.commitment and selected(g.page)]
    near = {g for _, g, _ in _scores(look_alikes, free)}
    return Paired(
        pairs=tuple((real[g], places[p]) for g, p in sorted(matches) if selected(real[g].page)),
        missed=tuple(g for i, g in enumerate(real) if i not in paired_gold and selected(g.page)),
        invented=tuple(r for r in free if (r["document"], r["page"]) in pages),
        taken=tuple((g, i in near) for i, g in enumerate(look_alikes)),
    )


def precision(paired: Paired) -> Outcomes:
    """Precision: TP / (TP + FP). Source: Van Rijsbergen, "Information Retrieval", 1979, chapter 7.

    TP are pairs; FP are predictions on annotated pages that match no annotated commitment.
    """
    return _counted(paired, top=(1, 0, 0), bottom=(1, 0, 1))


def recall(paired: Paired) -> Outcomes:
    """Recall: TP / (TP + FN). Source: Van Rijsbergen 1979. FN are annotated commitments without a pair."""
    return _counted(paired, top=(1, 0, 0), bottom=(1, 1, 0))


def f1(paired: Paired) -> Outcomes:
    """F1: 2 TP / (2 TP + FP + FN), the harmonic mean of both. Source: Van Rijsbergen 1979."""
    return _counted(paired, top=(2, 0, 0), bottom=(2, 1, 1))


def look_alikes_taken(paired: Paired) -> Outcomes:
    """Look-alikes taken: look-alikes that were predicted / look-alikes. Lower is better.

    Source: the false positive rate over hand-picked hard negatives.
    """
    return _by_page((g, (float(taken), 1.0)) for g, taken in paired.taken)


def kind_right(paired: Paired) -> Outcomes:
    """Kind right: pairs with the annotated kind / pairs. Source: accuracy over matched pairs."""
    return _share(paired, lambda g, p: p.get("kind") == g.fields.get("kind"))


def strength_right(paired: Paired) -> Outcomes:
    """Strength right: pairs with the annotated strength / pairs. Source: accuracy over matched pairs."""
    return _share(paired, lambda g, p: p.get("strength") == g.fields.get("strength"))


def actor_right(paired: Paired) -> Outcomes:
    """Actor right: pairs whose set of parties is the annotated one / pairs.

    Parties are separated by commas and "en"; a municipality's own name and articles are left out.
    Source: accuracy over matched pairs.
    """
    return _share(paired, lambda g, p: parties(p.get("actor")) == parties(g.fields.get("actor")))


def deadline_found(paired: Paired) -> Outcomes:
    """Deadline found: pairs with a predicted deadline / pairs with an annotated one. Source: recall."""
    return _share(paired, lambda _, p: p.get("deadline") is not None, lambda g: _deadline(g) is not None)


def deadline_right(paired: Paired) -> Outcomes:
    """Deadline right: pairs with the annotated first and last day / pairs with an annotated deadline.

    Source: accuracy over matched pairs, both ends of the interval or nothing.
    """
    return _share(
        paired,
        lambda g, p: _interval(p.get("deadline")) == _interval(_deadline(g)),
        lambda g: _deadline(g) is not None,
    )


def deadline_invented(paired: Paired) -> Outcomes:
    """Deadline invented: pairs with a predicted deadline / pairs without an annotated one. Lower is better.

    Source: the false positive rate over matched pairs.
    """
    return _share(paired, lambda _, p: p.get("deadline") is not None, lambda g: _deadline(g) is None)


def quantities_f1(paired: Paired) -> Outcomes:
    """Quantities F1: 2 |P and G| / (|P| + |G|) over quantities, paired one to one, summed over pairs.

    Two quantities are the same when value and bound are equal and their units count the same thing, see
    :func:`same_unit`. Source: micro-averaged F1 (Van Rijsbergen 1979) over sets of slot values.
    """

    def compared(g: GoldCommitment, p: Record) -> tuple[float, float]:
        one, two = list(g.fields.get("quantities") or ()), list(p.get("quantities") or ())
        scores = [
            (float(_unit(a) == _unit(b)) + 1.0, i, j)
            for i, a in enumerate(one)
            for j, b in enumerate(two)
            if _amount(a) == _amount(b) and same_unit(_unit(a), _unit(b))
        ]
        return 2.0 * len(pair_up(scores)), float(len(one) + len(two))

    return _by_page((g, compared(g, p)) for g, p in paired.pairs)


_SPELLINGS = {
    "meter": "m", "meters": "m", "kilometer": "km", "kilometers": "km", "ha": "hectare",
    "hectaren": "hectare", "hectares": "hectare", "kilo": "kg", "kilogram": "kg", "procent": "%",
    "euro": "eur", "x": "keer", "maal": "keer", "factor": "keer", "megawatt": "mw",
}  # fmt: skip
_SHORTEST_HEAD = 4


def same_unit(first: str, second: str) -> bool:
    """Tell whether two units count the same thing: "sociale huurwoningen", "huurwoningen" and "woningen".

    The head of a Dutch noun phrase is the end of its last word, so one head ends in the other; "per ..." is
    part of the unit only where both say so.
    """
    (one, one_per), (two, two_per) = _head(first), _head(second)
    if one_per and two_per and one_per != two_per:
        return False
    short, long = sorted((one, two), key=len)
    return short == long or (len(short) >= _SHORTEST_HEAD and long.endswith(short))


def _head(unit: str) -> tuple[str, str]:
    """Return the last word of what is counted, spelled in one way, and what follows "per"."""
    counted, _, per = fold(unit).replace("’", "'").partition(" per ")
    word = counted.split()[-1] if counted.split() else ""
    return _SPELLINGS.get(word, word), per.strip()


def topics_f1(paired: Paired) -> Outcomes:
    """Topics F1: 2 |P and G| / (|P| + |G|) over sets of topics, summed over pairs. Source: micro F1."""
    return _sets(paired, lambda record: list(dict.fromkeys(record.get("topics") or ())))


def parties(actor: object) -> frozenset[str]:
    """Return the parties that an actor names: "gemeente Heerlen en corporaties" gives two."""
    names = re.split(r",|\ben\b", fold(str(actor))) if actor else []
    bare = (re.sub(r"^\s*(de|het|een)\s+", "", name).strip() for name in names)
    return frozenset("gemeente" if name.split()[0] == "gemeente" else name for name in bare if name)


def page_unit(document: str, page: int) -> str:
    """Return the name of a page as a unit, in words that a report can show."""
    return f"{document} p. {page}"


def _places(predicted: Iterable[Record]) -> Iterable[Record]:
    """A promise that stands in several places counts in each of them."""
    for record in predicted:
        yield record
        for place in record.get("also") or ():
            yield {**record, "document": place["document"], "page": place["page"], "also": []}


def _scores(gold: Sequence[GoldCommitment], predicted: Sequence[Record]) -> Iterable[tuple[float, int, int]]:
    by_page: dict[tuple[str, int], list[int]] = defaultdict(list)
    for position, record in enumerate(predicted):
        by_page[(record["document"], record["page"])].append(position)
    for first, annotated in enumerate(gold):
        for page in range(annotated.page - 1, annotated.page + 2):
            for second in by_page[(annotated.document, page)]:
                score = overlap(annotated.quote, predicted[second]["quote"])
                if score >= MATCH:
                    yield score, first, second


def _counted(paired: Paired, top: tuple[int, int, int], bottom: tuple[int, int, int]) -> Outcomes:
    """Sum by page; the weights are those of a pair, a missed and an invented commitment."""
    places = [
        *((page_unit(g.document, g.page), 0) for g, _ in paired.pairs),
        *((page_unit(g.document, g.page), 1) for g in paired.missed),
        *((page_unit(r["document"], r["page"]), 2) for r in paired.invented),
    ]
    return _summed((unit, (float(top[what]), float(bottom[what]))) for unit, what in places)


def _share(
    paired: Paired,
    right: Callable[[GoldCommitment, Record], bool],
    counts: Callable[[GoldCommitment], bool] = lambda _: True,
) -> Outcomes:
    return _by_page((g, (float(right(g, p)), 1.0)) for g, p in paired.pairs if counts(g))


def _sets(paired: Paired, values: Callable[[Mapping[str, Any]], list[Any]]) -> Outcomes:
    def compared(g: GoldCommitment, p: Record) -> tuple[float, float]:
        one, two = Counter(values(g.fields)), Counter(values(p))
        return 2.0 * (one & two).total(), float(one.total() + two.total())

    return _by_page((g, compared(g, p)) for g, p in paired.pairs)


def _by_page(outcomes: Iterable[tuple[GoldCommitment, tuple[float, float]]]) -> Outcomes:
    return _summed((page_unit(g.document, g.page), outcome) for g, outcome in outcomes)


def _summed(outcomes: Iterable[tuple[str, tuple[float, float]]]) -> Outcomes:
    total: Outcomes = {}
    for unit, (top, bottom) in outcomes:
        before = total.get(unit, (0.0, 0.0))
        total[unit] = (before[0] + top, before[1] + bottom)
    return total


def _deadline(gold: GoldCommitment) -> Any:
    return gold.fields.get("deadline")


def _interval(deadline: Any) -> tuple[Any, Any] | None:
    return (deadline.get("earliest"), deadline.get("latest")) if deadline else None


def _amount(quantity: Mapping[str, Any]) -> tuple[float, str]:
    return float(quantity["value"]), str(quantity.get("bound"))


def _unit(quantity: Mapping[str, Any]) -> str:
    return str(quantity.get("unit") or "")
