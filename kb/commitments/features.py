"""What a clause tells of itself, as a set of named features: grammar and function words, no subjects.

The features say who acts, in which tense and mood, how the clause is introduced and what it leans on. They
hold no topic words, so that a weight learned on one municipality's documents means the same on another's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ingest.model import PieceKind
from ingest.vocabulary import zipf
from kb.commitments.clauses import first_finite
from kb.commitments.cues import cues
from kb.commitments.deadlines import Era, deadline_in
from kb.commitments.quantities import quantities_of
from kb.commitments.words import (
    MODALS,
    Word,
    content_verb,
    finite,
    is_act,
    is_infinitive,
    is_participle,
    verb_classes,
    words_of,
)

Subject = Literal[
    "we",
    "municipality",
    "partner",
    "name",
    "government",
    "agency",
    "people",
    "document",
    "pronoun",
    "other",
    "none",
]

_WE = frozenset({"we", "wij"})
_OWN = frozenset({"we", "municipality", "partner", "name"})
_PRONOUNS = frozenset("dit dat deze die het hij zij ze hiermee daarmee er men".split())
_SUBJECTS: tuple[tuple[Subject, re.Pattern[str]], ...] = (
    ("partner", re.compile(
        r"\b(\w*corporaties?|partijen|partners|huurdersorganisaties|verhuurders|ondertekenaars|stichting\w*|"
        r"zorgaanbieders|verenigingen)\b", re.I)),
    ("municipality", re.compile(
        r"\b(gemeente|gemeenten|college|coalitie|burger?meester|wethouders?|gemeenteraad|raad|b&w|griffier|"
        r"secretaris|projectleider|ambtenaar|ambtenaren|werkgroep|stuurgroep|regisseur)\b", re.I)),
    ("government", re.compile(
        r"\b(rijk|rijks\w*|provincie|provinciale|kabinet|minister|ministerie|regering|overheden|europ\w+|vng|"
        r"waterschap|wet|wetgeving|wetgever|nationa\w+|landelijk\w*)\b", re.I)),
    ("agency", re.compile(
        r"\b(rijkswaterstaat|politie|vervoerder|netbeheerder|regio|veiligheidsregio|omgevingsdienst|ggd|uwv|prorail|"
        r"brandweer|justitie|rekenkamer\w*|inspectie|zorgverzekeraars?|producenten|rechter|fractie|voorzitter|"
        r"aannemer|ontwikkelaars?)\b", re.I)),
    ("document", re.compile(
        r"\b(programma\w*|plan|\w*visie|hoofdstuk|document|figuur|tabel|bijlage|paragraaf|overzicht|akkoord|"
        r"begroting|thema\W?s?|pijlers?|project|projecten|agenda|nota|jaarschijf)\b", re.I)),
    ("people", re.compile(
        r"\b(inwoners?|bewoners?|burgers?|huurders?|mensen|kinderen|jongeren|ouderen|ondernemers?|bedrijven|"
        r"iedereen|eigenaren|eigenaars|ouders|werkgevers|werkzoekenden|gezinnen|huishoudens|"
        r"scholen)\b", re.I)),
)  # fmt: skip
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PAST = frozenset("was werd had gaf kwam bleek kreeg deed konden moesten wilden".split())
_FUNCTION_ZIPF = 5.7
_PAIR_ZIPF = 5.3


@dataclass(frozen=True, slots=True)
class Context:
    """Where a clause stands: its piece's kind, the lines above it, its sentence, and its document.

    ``names`` are the municipality's own names in lower case, ``year`` the first year of the document's
    period (None when unknown), ``before`` and ``after`` the neighbouring sentences (empty at the ends).
    """

    kind: PieceKind = "body"
    lead: str = ""
    heading: str = ""
    sentence: str = ""
    names: frozenset[str] = frozenset()
    year: int | None = None
    before: str = ""
    after: str = ""
    measure: bool = False


def features(text: str, context: Context) -> frozenset[str]:
    """Return the names of the features that the clause ``text`` has in its ``context``."""
    words = words_of(text)
    found = {f"kind={context.kind}"} | _pairs(words)
    found |= _form(text, words)
    years = _years(text, context)
    verb = first_finite(words)
    grammar = _verbless(words, context) if verb is None else _verbal(words, verb, context.names)
    found |= grammar | years
    opener = next((name for name, cue in cues("open") if cue.match(text)), "none")
    core = min((name for name in grammar if name.startswith("core=")), key=len, default="core=none")
    measured = _measured(text, context)
    found |= measured | {f"{name},{core}" for name in measured}
    found |= {f"open={opener}", f"open={opener},{core}"}
    found |= {f"{name},{core}" for name in years}
    for name, cue in cues("cue"):
        if cue.search(text):
            found |= {f"cue={name}", f"cue={name},{core}"}
    found |= _surroundings(text, context, core)
    return frozenset(found)


def binds_itself(text: str, context: Context) -> bool:
    """Tell whether the subject of a clause is "we", the municipality or a partner."""
    words = words_of(text)
    verb = first_finite(words)
    return verb is not None and subject_of(words, verb, context.names) in _OWN - {"name"}


def _measured(text: str, context: Context) -> set[str]:
    """Whether it says by when and how much, and how firmly it says that."""
    found = set()
    deadline = deadline_in(text, Era(context.year), headline=context.kind != "body")
    if deadline:
        open_end = "from" if deadline.latest is None else "until" if deadline.earliest is None else "within"
        found |= {"dated", f"dated={open_end}"}
    quantities = quantities_of(text)
    if quantities:
        found |= {"counted", *(f"bound={quantity.bound}" for quantity in quantities)}
    return found


def subject_of(words: Sequence[Word], verb: int, names: frozenset[str] = frozenset()) -> Subject:
    """Return who does what the finite verb ``words[verb]`` says, as far as its neighbours tell."""
    near = {word.lower for word in words[max(0, verb - 1) : verb + 3]}
    if near & _WE:
        return "we"
    before, after = words[:verb], words[verb + 1 : verb + 6]
    opener = before[0].lower if before else ""
    if len(before) == 1 and opener in _PRONOUNS:
        return "pronoun"
    if not before or opener in _PREPOSITIONS or opener in _ADVERBS:
        return _class_of(after, names, first=False)
    return _class_of(before[:6], names, first=True)


_PREPOSITIONS = frozenset(
    """in op bij voor met om door aan van tot vanaf uit over naast na binnen tijdens sinds vanuit via als
    wanneer indien omdat doordat hoewel zoals volgens samen rond per uiterlijk eind begin medio""".split()
)
_ADVERBS = frozenset(
    """ook daarom daarbij hierbij daarnaast hiervoor daarvoor daarmee hiermee verder zo dan dus nu hierin
    daarin hierdoor hieraan waar tevens bovendien vervolgens tenslotte tegelijkertijd aanvullend
    jaarlijks gezamenlijk momenteel zodoende zeker juist wel niet toch inmiddels daar hier zodra
    echter""".split()
)


def _class_of(words: Sequence[Word], names: frozenset[str], *, first: bool) -> Subject:
    text = " ".join(word.text for word in words)
    if {word.lower for word in words} & names:
        text += " gemeente"
    for name, pattern in _SUBJECTS:
        if pattern.search(text):
            return name
    plain = [word for word in words if word.lower not in {"de", "het", "een"}]
    if plain and plain[0].lower in _PRONOUNS:
        return "pronoun"
    capitals = [word for word in plain[: 2 if not first else 4] if word.text[0].isupper()]
    return "name" if len(capitals) > (1 if first else 0) else "other"


def _pairs(words: Sequence[Word]) -> set[str]:
    """Each two words that follow each other, where one of them is so frequent that it is grammar."""
    lower = ["^", *(word.lower for word in words)]
    return {
        f"pair={one} {two}"
        for one, two in pairwise(lower)
        if one == "^" or not one.isalpha() or not two.isalpha() or max(zipf(one), zipf(two)) >= _PAIR_ZIPF
    }


def _form(text: str, words: Sequence[Word]) -> set[str]:
    found = set()
    if text.endswith(":"):
        found.add("form=colon")
    if text.endswith("?"):
        found.add("form=question")
    if text[:1].islower():
        found.add("form=lower")
    if not text.endswith((".", "!", "?", ":", ";")):
        found.add("form=open end")
    if text[:1] in '“"‘':
        found.add("form=quoted")
    if sum(word.text[0].isdigit() for word in words) * 3 > len(words):
        found.add("form=numbers")
    found |= {f"word={word.lower}" for word in words if zipf(word.lower) >= _FUNCTION_ZIPF}
    return found


def _verbless(words: Sequence[Word], context: Context) -> set[str]:
    """A line without a finite verb: what it begins with says whether it names an act or a thing."""
    found = {f"verb=none,{context.kind}"}
    plain = [word.lower for word in words if word.lower not in {"het", "de", "een", "-", "–"}]
    first = plain[0] if plain else ""
    core = "none"
    if is_infinitive(first):
        core = "infinitive first"
    elif is_act(first):
        core = "noun first"
    elif plain and any(is_infinitive(word) for word in plain[-2:]):
        core = "infinitive last"
    return found | {f"core={core}", f"core={core},{context.kind}"}


def _verbal(words: Sequence[Word], verb: int, names: frozenset[str]) -> set[str]:
    form = words[verb].lower
    infinitive = finite(form) or form
    subject = subject_of(words, verb, names)
    kind = MODALS.get(form) or verb_classes().get(infinitive, "other")
    rest = [word.lower for word in words[verb + 1 :]]
    inner = {verb_classes().get(finite(word) or word, "") for word in rest} - {""}
    participle = any(is_participle(word) for word in rest)
    who = "own" if subject in _OWN else subject
    mood = _mood(infinitive, kind, participle)
    found = {
        f"verb={infinitive}",
        f"subject={subject}",
        f"subject={subject},{mood}",
        f"core={who},{mood}",
        f"mood={mood}",
    }
    content = content_verb(words, verb)
    content_kind = verb_classes().get(content, verb_classes().get(infinitive, "unknown"))
    found |= {
        f"content={content}",
        f"content class={content_kind}",
        f"content class={content_kind},{who},{mood}",
    }
    if verb + 1 < len(words) and words[verb + 1].lower in _WE:
        found.add("order=verb we")
    found |= {f"inner={name}" for name in inner}
    if kind in {"gaan", "zullen", "willen", "moeten", "kunnen"}:
        found |= {f"{mood}+{name}" for name in inner}
    if "te" in rest:
        found.add("inner=te")
    return found


def _mood(infinitive: str, kind: str, participle: bool) -> str:
    if infinitive in _PAST:
        return "past"
    if infinitive == "worden":
        return "passive" if participle else "become"
    if infinitive == "hebben":
        return "perfect" if participle else "have"
    if infinitive == "zijn":
        return "be done" if participle else "be"
    return kind


def _years(text: str, context: Context) -> set[str]:
    years = [int(year) for year in _YEAR.findall(text)]
    if not years:
        return set()
    if context.year is None:
        return {"year=some"}
    return {"year=future" if max(years) >= context.year else "year=past"}


def _surroundings(text: str, context: Context, core: str) -> set[str]:
    found = set()
    if context.lead:
        found |= {f"lead={name}" for name, cue in cues("lead") if cue.search(context.lead)}
        found |= {f"lead={name},{core}" for name, cue in cues("lead") if cue.search(context.lead)}
        found |= {"lead=some", f"lead=some,{core}"}
    if context.heading:
        found |= {f"heading={name}" for name, cue in cues("lead") if cue.search(context.heading)}
    if context.sentence != text:
        found.add("part")
    if set(context.before.lower().split()) & _WE:
        found.add("before=we")
    if context.before.endswith(":"):
        found.add("before=colon")
    if context.measure:
        found.add("measure")
    return found
