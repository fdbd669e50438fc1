"""What kind of promise it is, and how firmly it is put, with the words that say so."""

from __future__ import annotations

import re
from typing import NamedTuple

from kb.commitments.clauses import first_finite
from kb.commitments.words import MODALS, content_verb, finite, is_participle, verb_classes, words_of
from kb.model import CommitmentKind, Strength

_SOFT: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("een streven", re.compile(r"\bstre(?:ven|eft|ef)\b|\bnastre\w+", re.I)),
    ("een inzet", re.compile(r"\bzet(?:ten)?\b[^.;]{0,80}?\bin (?:op|voor|om)\b|\bin (?:op|te zetten)\b(?=[^.;]{0,30}\bzet)|\binzet(?:ten)?\b(?= (?:op|voor|om))|"
                           r"\bzet(?:ten)?\b[^.;]{0,60}\b(?:erop|daarop|ons|zich)\b[^.;]{0,40}\bin\b|\binspannen\b", re.I)),
    ("een ambitie", re.compile(r"\bambitie\w*\b|\bbeogen\b|\bbeoogt\b|\bbeoogde\b", re.I)),
    ("een poging", re.compile(r"\bprober\w+\b|\bprobeert\b|\btrach\w+\b|\bgetracht\b", re.I)),
    ("voor zover mogelijk", re.compile(
        r"\bwaar (?:\w+ ){0,2}(?:mogelijk|kan)\b|\bzo ?veel (?:als )?mogelijk\b|\bzo (?:\w+ ){1,2}mogelijk\b|\bindien mogelijk\b|"
        r"\bals dat kan\b|\bbinnen (?:haar|hun|onze|zijn) (?:\(?wettelijke\)? )?mogelijkheden\b|\bbij voorkeur\b|\bmogelijk\b(?= \w+en\b)", re.I)),
    ("in beginsel", re.compile(r"\bin (?:beginsel|principe)\b", re.I)),
    ("een wens", re.compile(r"\bgraag\b|\bwensen\b|\bwenselijk\b|\bhopen\b|\bwillen\b|\bwil\b|\bwilt\b", re.I)),
    ("een belang dat wordt gehecht", re.compile(r"\b(?:belangrijk|van belang|verdient|hechten|hecht)\b", re.I)),
    ("een opdracht zonder afspraak", re.compile(r"\bmoe(?:t|ten) (?:\w+ ){0,12}?(?:aandacht|oog|meer|beter|vaker|aantrekkelijker|stoppen|nadrukkelijk\w*)\b|\bmoeten (?:we|wij) af van\b", re.I)),
    ("aandacht", re.compile(r"\b(?:speciale |extra |meer |specifieke? |volop )?aandacht\b|\boog (?:voor|hebben)\b|\bin balans\b", re.I)),
)  # fmt: skip
_STUDY = re.compile(
    r"\b(?:onderzoek\w*|verkenn\w+|verken(?:t)?|haalbaarheid\w*|inventaris\w+|nulmeting|op zoek|in kaart|nagaan|in beeld|bekijken|bekijkt|"
    r"(?:gaan|moet|wordt|zullen|we|wij) (?:\w+ ){0,4}(?:kijken|gekeken|bekeken)\b|kijk(?:en|t)? (?:\w+ ){0,3}(?:naar|of|hoe|zelf)\b|zoeken (?:\w+ ){0,4}naar)\b", re.I)
_STRIVE = re.compile(
    r"\bstre(?:ven|eft|ef)\b|\bzet(?:ten)?\b[^.;]{0,80}?\bin (?:op|voor)\b|\binzet(?:ten)? (?:op|voor|om)\b|\bambitie\w*\b|\bbeogen\b|"
    r"\bzet(?:ten)?\b[^.;]{0,60}\berop in\b|\bons (?:doel|streven)\b|\bhet doel is\b|\bin te zetten voor\b|\bgaan voor\b|\binspannen\b|\bproberen\b|\bprobeert\b|\bgetracht\b|\bwerken (?:\w+ ){0,5}toe naar\b|\bsturen\b[^.;]{0,60}\bop\b", re.I)
_RULE = re.compile(
    r"\b(?:geen|nooit|nergens|altijd|uitgangspunt\w*|hanteren|hanteert|rekening|voorrang|voorop|centraal|leidend|uitsluitend|alleen|iedere|elke?|"
    r"standaard|spreken (?:\w+ ){0,2}af|verantwoordelijk\w*|voorwaarde\w*|houden (?:\w+ ){0,3}vast|zorg voor|zorgen (?:\w+ ){0,2}voor een goede|gaan uit van|prioriteit|overleg|in stand|"
    r"blijven|blijft|mag|mogen|gebeurt|vindt plaats)\b|^(?:als|indien|wanneer|waar|bij|mocht)\b", re.I)
_MUST = frozenset({"moeten", "mogen"})
_OUTCOME = re.compile(r"\b(?:is|zijn|heeft|hebben|ligt|liggen|beschikt|voldoet|voldoen|woont)\b", re.I)
_RESULT_LEAD = re.compile(r"\b(?:bereikt|gerealiseerd|resultaten|resultaat|doelstellingen)\b", re.I)


class Judged(NamedTuple):
    """The kind of a promise, how firm it is, and one line that says why."""

    kind: CommitmentKind
    strength: Strength
    reason: str


def judge(quote: str, lead: str = "", *, dated: bool = False, counted: bool = False) -> Judged:
    """Return the kind and the strength of a promise.

    ``dated`` and ``counted`` tell whether it has a deadline and an amount: an outcome with either can be
    checked as a result.
    """
    kind = _kind(quote, lead, dated=dated, counted=counted)
    soft = _softener(quote, kind)
    if soft is None and kind != "streven":
        return Judged(kind, "hard", "Staat er zonder voorbehoud.")
    name, words = soft or ("een streven", "")
    shown = f" (“{words}”)" if words else ""
    return Judged(kind, "zacht", f"Zacht, want verwoord als {name}{shown}.")


def _kind(quote: str, lead: str, *, dated: bool, counted: bool) -> CommitmentKind:
    words = words_of(quote)
    verb = first_finite(words)
    form = words[verb].lower if verb is not None else ""
    infinitive = finite(form) or ""
    if _is_result(quote, lead, infinitive, dated=dated, counted=counted):
        return "resultaat"
    content = verb_classes().get(content_verb(words, verb), "") if verb is not None else ""
    if content == "study" or _STUDY.search(quote):
        return "onderzoek"
    if _STRIVE.search(quote):
        return "streven"
    modal = MODALS.get(form, "")
    if modal == "willen":
        return "actie" if content in {"act", ""} and re.search(r"\b(?:gaan|aan de slag|uitrollen|sturen|stimuleren|realiseren|opvullen)\b", quote) else "streven"
    if verb is None:
        return "actie"
    if modal in _MUST:
        return "streven" if _SOFT[8][1].search(quote) else "norm"
    if infinitive in {"hebben", "is", "zijn", "vinden"} and (_SOFT[9][1].search(quote) or _SOFT[7][1].search(quote)):
        return "streven"
    if modal in {"gaan", "zullen"}:
        return "actie"
    if _RULE.search(quote) or infinitive == "zijn" and not any(is_participle(w.lower) for w in words):
        return "norm"
    return "actie"


def _is_result(quote: str, lead: str, infinitive: str, *, dated: bool, counted: bool) -> bool:
    if lead and _RESULT_LEAD.search(lead) and (dated or counted) and not infinitive:
        return True
    if not (dated or counted):
        return False
    if _STRIVE.search(quote) and not counted:
        return False
    return infinitive in {"zijn", "hebben", "liggen", "worden"} and bool(_OUTCOME.search(quote) or dated)


def _softener(quote: str, kind: CommitmentKind) -> tuple[str, str] | None:
    for name, pattern in _SOFT:
        found = pattern.search(quote)
        if found and not (name in {"aandacht", "een belang dat wordt gehecht"} and kind not in {"streven", "norm"}):
            return name, found.group().strip()
    return None
