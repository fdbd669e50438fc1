"""How two statements about the same subject relate, said with their fields."""

from __future__ import annotations

import re

from kb.commitments.deadlines import deadline_in, era_of
from kb.commitments.mentions import Mention
from kb.commitments.quantities import quantities_of
from kb.commitments.strength import judge
from kb.model import Deadline, Quantity, Relation

_DONE = re.compile(
    r"\b(?:is|zijn|heeft|hebben) (?:\w+ ){0,10}?"
    r"(?:vastgesteld|gerealiseerd|afgerond|gereed|geopend|gestart|opgericht|ingevoerd|uitgevoerd|opgesteld|gebouwd|geplaatst|bereikt|gekomen|gelukt|gemaakt|volgeraakt)\b"
    r"|\b(?:inmiddels|reeds|opening van|eerste resultaten)\b|\bwerd\b|\bwerden\b",
    re.IGNORECASE,
)
_SAME, _NEAR = 0.55, 0.28


def relate(one: Mention, two: Mention, closeness: float) -> tuple[Relation, str]:
    """Return the relation of ``two`` (the later document) to ``one``, and one Dutch sentence why."""
    first, second = _fields(one), _fields(two)
    amounts = _other_amount(first.quantities, second.quantities)
    if amounts and _same_time(first.deadline, second.deadline):
        return "conflict", f"Voor hetzelfde staat er {amounts[0].text} en {amounts[1].text}."
    if amounts:
        return "conflict", (
            f"{_when(first)}{amounts[0].text}, {_when(second)}{amounts[1].text}: "
            "een ander aantal of een ander jaar."
        )
    if first.deadline and second.deadline and not _same_time(first.deadline, second.deadline):
        return "conflict", f"De een noemt “{first.deadline.text}”, de ander “{second.deadline.text}”."
    if one.commitment and not two.commitment and _DONE.search(two.text):
        return "fulfilled", "Wat het eerste stuk toezegt, meldt het latere als gedaan of begonnen."
    return _by_firmness(first, second, one, two, closeness)


class _Fields:
    """Amounts, deadline and softness of a statement, whether it is a promise or not."""

    def __init__(self, mention: Mention) -> None:
        own = mention.commitment
        self.quantities = own.quantities if own else quantities_of(mention.text)
        self.deadline = (
            own.deadline if own else deadline_in(mention.text, era_of(mention.document), terms=False)
        )
        self.soft = (own.strength if own else judge(mention.text).strength) == "zacht"


def _fields(mention: Mention) -> _Fields:
    return _Fields(mention)


def _by_firmness(
    first: _Fields, second: _Fields, one: Mention, two: Mention, closeness: float
) -> tuple[Relation, str]:
    gained = _gained(first, second)
    lost = _gained(second, first)
    if closeness < _NEAR:
        return "related", "Beide gaan over hetzelfde onderwerp, met een andere inhoud."
    if gained and not lost:
        return "sharpened", f"Het latere stuk noemt nu ook {gained}."
    if lost and not gained and _at_one_time(one, two):
        return "sharpened", f"Het ene stuk noemt ook {lost}, het andere uit dezelfde tijd niet."
    if lost and not gained and one.commitment and two.commitment:
        return "weakened", f"Het latere stuk noemt niet meer {lost}."
    both = one.commitment is not None and two.commitment is not None
    if both and first.soft and not second.soft and closeness < _SAME:
        return "sharpened", "Wat eerst zacht verwoord was, staat er nu zonder voorbehoud."
    if both and second.soft and not first.soft and closeness < _SAME:
        return "weakened", "Wat eerst zonder voorbehoud stond, is nu zachter verwoord."
    if closeness >= _SAME or (first.deadline and _same_time(first.deadline, second.deadline)):
        return "same", "Beide zeggen hetzelfde."
    return "related", "Beide gaan over hetzelfde onderwerp, met een andere inhoud."


def _at_one_time(one: Mention, two: Mention) -> bool:
    """Tell whether the documents begin at most a year apart: then neither takes back what the other says."""
    first, second = one.document.period_from, two.document.period_from
    return first is not None and second is not None and abs(first - second) <= 1


def _gained(before: _Fields, after: _Fields) -> str:
    parts = []
    if after.quantities and not before.quantities:
        parts.append(f"een aantal ({after.quantities[0].text})")
    if after.deadline and not before.deadline:
        parts.append(f"een termijn ({after.deadline.text})")
    return " en ".join(parts)


def _other_amount(one: tuple[Quantity, ...], two: tuple[Quantity, ...]) -> tuple[Quantity, Quantity] | None:
    """Return two amounts of the same unit that differ, when the statements have no amount in common."""
    for first in one:
        others = [second for second in two if second.unit == first.unit]
        if others and all(second.value != first.value for second in others):
            return first, others[0]
    return None


def _same_time(one: Deadline | None, two: Deadline | None) -> bool:
    if one is None or two is None:
        return one is two
    return (one.latest or one.earliest) == (two.latest or two.earliest)


def _when(fields: _Fields) -> str:
    return f"{fields.deadline.text} " if fields.deadline else ""
