"""How two statements about the same subject relate, said with their fields."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb.commitments.deadlines import deadline_in, era_of
from kb.commitments.mentions import Mention
from kb.commitments.outcomes import is_done, says_halted
from kb.commitments.quantities import quantities_of
from kb.commitments.statements import own_names
from kb.commitments.strength import judge
from kb.model import Deadline, Quantity, Relation

_SHOWN = 4
_TELLING = 1000
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_AKIN, _LIKE, _SAME = 0.32, 0.4, 0.55
"""Cosines of weighted words from which two statements can sharpen each other, contradict each other, and say
the same."""


def relate(one: Mention, two: Mention, words: float) -> tuple[Relation, str]:
    """Return the relation of ``two`` (the later document) to ``one``, and one Dutch sentence why.

    ``words`` says how much of their words they share, in [0, 1].
    """
    if _of_two_towns(one, two):
        return "related", "Twee gemeenten over hetzelfde onderwerp, elk voor zich."
    first, second = _Fields(one), _Fields(two)
    halted = _halted(one, two)
    if halted:
        return "conflict", halted
    equal = _equal_amount(first, second)
    if equal is not None:
        return "same", f"Beide noemen {equal.text}."
    if words >= _LIKE:
        other = _contradiction(first, second)
        if other:
            return "conflict", other
    # A vision tells of the future as if it were past: what it calls done is still to be done.
    told = "visie" not in two.document.kind and is_done(two.text) and not is_done(one.text)
    if one.commitment and not two.commitment and told and words >= _AKIN:
        return "fulfilled", "Wat het eerste stuk toezegt, meldt het latere als gedaan of begonnen."
    return _by_firmness(first, second, one, two, words)


def is_halted(mention: Mention) -> bool:
    """Tell whether a statement says that something was stopped, put off or not reached."""
    return mention.commitment is None and says_halted(mention.text)


def told(members: Sequence[Mention], subject: str) -> str:
    """Return one Dutch sentence about a group: how many speak of the subject, and which amounts and dates."""
    titles = list(dict.fromkeys(member.document.title for member in members))
    named = [" ".join(_Fields(member).named) for member in members]
    shown = list(dict.fromkeys(name for name in named if name))[:_SHOWN]
    where = f"in {len(titles)} documenten" if len(titles) > 1 else "in één document"
    amounts = f" Genoemd worden: {'; '.join(shown)}." if shown else ""
    return f"{len(members)} passages {where} gaan over {subject}.{amounts}"


class _Fields:
    """Amounts, deadline and softness of a statement, whether it is a promise or not."""

    def __init__(self, mention: Mention) -> None:
        own = mention.commitment
        self.quantities = own.quantities if own else quantities_of(mention.text)
        self.deadline = (
            own.deadline if own else deadline_in(mention.text, era_of(mention.document), terms=False)
        )
        texts = [*(q.text for q in self.quantities[:1]), *([self.deadline.text] if self.deadline else [])]
        self.named = tuple(dict.fromkeys(texts))
        self.soft = (own.strength if own else judge(mention.text).strength) == "zacht"


def _of_two_towns(one: Mention, two: Mention) -> bool:
    """Tell whether two municipalities speak: what the one promises cannot contradict the other."""
    documents = (one.document, two.document)
    towns = [own_names(document) for document in documents]
    both = all("gemeente" in document.organisation.lower() for document in documents)
    return both and all(towns) and not towns[0] & towns[1]


def _halted(one: Mention, two: Mention) -> str:
    if one.commitment and is_halted(two):
        return "Wat het ene stuk toezegt, is volgens het andere uitgesteld, gestopt of niet gelukt."
    if two.commitment and is_halted(one):
        return "Wat volgens het ene stuk is uitgesteld, gestopt of niet gelukt, zegt het andere toe."
    return ""


def _equal_amount(first: _Fields, second: _Fields) -> Quantity | None:
    """Return a telling amount that both name: who says 26.550 homes twice means the same homes."""
    amounts = {(quantity.value, quantity.unit) for quantity in second.quantities}
    return next((q for q in first.quantities if q.value >= _TELLING and (q.value, q.unit) in amounts), None)


def _contradiction(first: _Fields, second: _Fields) -> str:
    """Say which amounts or dates of two statements cannot both be true; empty when there are none."""
    amounts = _other_amount(first.quantities, second.quantities)
    if amounts and _same_time(first.deadline, second.deadline):
        return f"Voor hetzelfde staat er {amounts[0].text} en {amounts[1].text}."
    if amounts:
        return (
            f"{_when(first)}{amounts[0].text}, {_when(second)}{amounts[1].text}: "
            "een ander aantal of een ander jaar."
        )
    one, two = first.deadline, second.deadline
    if one and two and _years(one) and _years(two) and not _years(one) & _years(two):
        return f"De een noemt “{one.text}”, de ander “{two.text}”."
    return ""


def _by_firmness(
    first: _Fields, second: _Fields, one: Mention, two: Mention, words: float
) -> tuple[Relation, str]:
    gained, lost = _gained(first, second), _gained(second, first)
    both = one.commitment is not None and two.commitment is not None
    if words >= _AKIN and gained and not lost and two.commitment:
        return "sharpened", f"Het latere stuk noemt nu ook {gained}."
    if words >= _AKIN and lost and not gained and one.commitment and _at_one_time(one, two):
        return "sharpened", f"Het ene stuk noemt ook {lost}, het andere uit dezelfde tijd niet."
    if words >= _SAME and lost and not gained and both:
        return "weakened", f"Het latere stuk noemt niet meer {lost}."
    if both and words >= _LIKE and first.soft and not second.soft:
        return "sharpened", "Wat eerst zacht verwoord was, staat er nu zonder voorbehoud."
    if both and words >= _SAME and second.soft and not first.soft:
        return "weakened", "Wat eerst zonder voorbehoud stond, is nu zachter verwoord."
    dated = first.deadline is not None and _same_time(first.deadline, second.deadline)
    if words >= _SAME or (words >= _AKIN and dated):
        return "same", "Beide zeggen hetzelfde."
    return "related", _apart(first, second)


def _apart(first: _Fields, second: _Fields) -> str:
    """Say what each of two statements about one subject names, if they name anything."""
    named = [" ".join(fields.named) for fields in (first, second)]
    if not any(named):
        return "Beide gaan over hetzelfde onderwerp, met een andere inhoud."
    one, two = (name or "geen aantal of termijn" for name in named)
    return f"Beide gaan over hetzelfde onderwerp; de een noemt {one}, de ander {two}."


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


def _years(deadline: Deadline) -> set[str]:
    """Return the years that a deadline names; "tot 2030" and "tot en met 2030" are not told apart."""
    return set(_YEAR.findall(deadline.text))


def _when(fields: _Fields) -> str:
    return f"{fields.deadline.text} " if fields.deadline else ""
