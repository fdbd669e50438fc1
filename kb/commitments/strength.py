"""What kind of promise it is, and how firmly it is put, with the words that say so."""

from __future__ import annotations

import re
from typing import NamedTuple

from kb.commitments.clauses import first_finite
from kb.commitments.cues import wordings
from kb.commitments.words import MODALS, content_verb, finite, is_participle, verb_classes, words_of
from kb.model import CommitmentKind, Strength

# Names of wordings in data/wordings.tsv that only soften some kinds.
_ATTENTION, _IMPORTANCE = "aandacht", "een belang dat wordt gehecht"
_LOOSE_ORDER = "een opdracht zonder afspraak"
_MUST = frozenset({"moeten", "mogen"})
_OUTCOME = re.compile(r"\b(?:is|zijn|heeft|hebben|ligt|liggen|beschikt|voldoet|voldoen|woont)\b", re.I)
_DOES = re.compile(r"\b(?:gaan|aan de slag|uitrollen|sturen|stimuleren|realiseren|opvullen)\b", re.I)
_RESULT_LEAD = re.compile(r"\b(?:bereikt|gerealiseerd|resultaten|resultaat|doelstellingen)\b", re.I)


class Judged(NamedTuple):
    """The kind of a promise, how firm it is, and one line that says why."""

    kind: CommitmentKind
    strength: Strength
    reason: str


def judge(
    quote: str,
    lead: str = "",
    *,
    dated: bool = False,
    counted: bool = False,
    total: bool = False,
    standing: bool = False,
) -> Judged:
    """Return the kind and the strength of a promise.

    ``dated`` and ``counted`` tell whether it has a deadline and an amount: an outcome with either can be
    checked as a result. ``total`` tells that so many of a thing are promised by a last day, whoever does it;
    ``standing`` that it is said how often or how fast, each time again.
    """
    kind = _kind(quote, lead, dated=dated, counted=counted)
    if kind == "actie":
        kind = "resultaat" if total else "norm" if standing else "actie"
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
    if content == "study" or _says("study", quote):
        return "onderzoek"
    if _says("strive", quote):
        return "streven"
    if verb is None:
        return "actie"
    modal = MODALS.get(form, "")
    if modal == "willen":
        return "actie" if content in {"act", ""} and _DOES.search(quote) else "streven"
    done = any(is_participle(word.lower) for word in words)
    return _kind_by_verb(quote, modal, infinitive, done=done)


def _kind_by_verb(quote: str, modal: str, infinitive: str, *, done: bool) -> CommitmentKind:
    """A duty is a norm, an intention an act; what is said to be is a norm, what is said to be done an act."""
    if modal in _MUST:
        return "streven" if _says("soft", quote, _LOOSE_ORDER) else "norm"
    if infinitive in {"hebben", "zijn", "vinden"} and (
        _says("soft", quote, _ATTENTION) or _says("soft", quote, _IMPORTANCE)
    ):
        return "streven"
    if modal in {"gaan", "zullen"}:
        return "actie"
    if _says("rule", quote) or (infinitive == "zijn" and not done):
        return "norm"
    return "actie"


def _is_result(quote: str, lead: str, infinitive: str, *, dated: bool, counted: bool) -> bool:
    if lead and _RESULT_LEAD.search(lead) and (dated or counted) and not infinitive:
        return True
    if not (dated or counted):
        return False
    if _says("strive", quote) and not counted:
        return False
    return infinitive in {"zijn", "hebben", "liggen", "worden"} and bool(_OUTCOME.search(quote) or dated)


def _softener(quote: str, kind: CommitmentKind) -> tuple[str, str] | None:
    for name, pattern in wordings("soft"):
        found = pattern.search(quote)
        weak = name in {_ATTENTION, _IMPORTANCE} and kind not in {"streven", "norm"}
        if found and not weak:
            return name, found.group().strip()
    return None


def _says(kind: str, text: str, name: str | None = None) -> bool:
    """Tell whether a text holds a wording of a kind, or the one with a name."""
    return any(pattern.search(text) for found, pattern in wordings(kind) if name in {None, found})
