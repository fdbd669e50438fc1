"""Times that are told in passing and so are no deadline: what was, what is compared, what comes after."""

from __future__ import annotations

import re

_ASIDE = re.compile(
    r"\((?:gezien|zie|conform|op weg naar|inclusief|incl\.|sinds|vastgesteld)[^)]*$", re.IGNORECASE
)
_OF_A_BUDGET = re.compile(
    r"\b(?:in|uit|via|binnen|van|met)\s+(?:de|het|onze|een)\s+\w*(?:begroting|raming|budget|fonds|krediet|reserve)\s*\($",
    re.IGNORECASE,
)
_OTHERS_AIM = re.compile(
    r"\b(?:aan|waarop|waarmee)\s+(?:de|het|onze?)\s+(?:ambitie|doel|doelstelling|afspraak|opgave)\s+(?:om|dat)\s+(?:\w+\s+){0,6}$",
    re.IGNORECASE,
)
_LOOKS_BACK = re.compile(
    r"\b(?:sinds|gestart|begonnen|vanuit|t\.?o\.?v\.?|ten opzichte van(?: het niveau)?|vergeleken met|"
    r"in vergelijking met|(?:lager|hoger|minder|meer|groter|kleiner|beter)\b[^.;]{0,30} dan(?: in)?|"
    r"peildatum|basisjaar|referentiejaar|d\.d\.|zoals(?: \w+){0,2}|nadat(?: \w+){0,2})"
    r"\s+$", re.IGNORECASE)  # fmt: skip
_ATTRIBUTE = re.compile(r"\b(?:de|het|een|onze|ons|deze|dit|al|reeds|eerder)\s+$", re.IGNORECASE)
_DONE_ADJECTIVE = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:ge|be|ver|ont|her|vast|af|op|in|uit|aan)\w*(?:de|te|en)\s+\w", re.I
)
_RELATIVE_PAST = re.compile(r"\b(?:die|dat|welke|waarin|waarbij|waarmee)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
_WAS_DONE = re.compile(
    r"[^.;]*?\b(?:was|waren|werd|werden|(?:is|zijn|hebben|heeft)\s+\w*ge\w+|\w*ge\w+\s+(?:is|zijn|hebben|heeft))\b",
    re.I,
)
_AFTERWARDS = re.compile(r"\bna\s+$", re.IGNORECASE)
_CONDITION = re.compile(r"^\W*(?:als|wanneer|indien|mocht|omdat|doordat|hoewel)\b[^,]*$", re.IGNORECASE)
_PASSING = (_ASIDE, _OF_A_BUDGET, _OTHERS_AIM, _LOOKS_BACK, _CONDITION, _AFTERWARDS)


def is_told_in_passing(text: str, start: int, end: int, *, ahead: bool) -> bool:
    """Tell whether a time is told in passing: as what was, what is compared with, or a condition.

    ``ahead`` says that it lies ahead of the document: then "the plan that is made in 2030" is no past.
    """
    before, after = text[:start], text[end:]
    if any(pattern.search(before) for pattern in _PASSING):
        return True
    if ahead:
        return False
    if _ATTRIBUTE.search(before) and _DONE_ADJECTIVE.match(after) and not re.match(r"\s+te\b", after):
        return True
    return bool(_RELATIVE_PAST.search(before) and _WAS_DONE.match(after))
