"""Who binds himself: out of the clause's subject, and out of what the document means by "we"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.model import Document, Piece
from kb.commitments.clauses import first_finite
from kb.commitments.words import Word, finite, verb_classes, words_of

_WE = frozenset({"we", "wij"})
_DEFINES_WE = re.compile(
    r"tussen (?P<parties>[^.()]{5,160}?)\s*\((?:hierna|voortaan)[^)]{0,40}?[‘“'\"]?(?:we|wij)[’”'\"]?\s*\)",
    re.IGNORECASE,
)
_PARTIES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("gemeente", re.compile(r"\b(?:gemeente|college|coalitie|gemeenteraad|raad|b&w|b en w)\b", re.I)),
    ("corporaties", re.compile(r"\b(?:woning(?:bouw)?)?corporaties?\b", re.I)),
    ("huurdersorganisaties", re.compile(r"\bhuurders(?:organisaties|verenigingen|koepels?)\b", re.I)),
    ("burgemeester", re.compile(r"\bburger?meester\b", re.I)),
)  # fmt: skip
_MUNICIPALITIES = re.compile(r"\b(?:\w+)?gemeenten\b", re.I)
_EVERYONE = re.compile(r"\b(?:partijen|partners|ondertekenaars)\b", re.I)
_AS_WHAT = re.compile(r"\bals (?P<who>gemeente[^,]{0,60}?|corporaties?|partijen) ", re.I)
_NAME = re.compile(
    r"[A-Z][\w&’'-]*(?: (?:[A-Z][\w&’'-]*|van|en|de|der|den|voor))*(?<! van)(?<! en)(?<! de)(?<! voor)"
)
_NO_NAME = frozenset(
    """de het een in op bij voor met dit dat deze er ook we wij zo als om daarom daarbij hierbij naast uit
    door hierin verder indien wanneer iedere elke alle samen per jaarlijks binnen na tot gezamenlijk
    dan nu actie men iedereen gemeente corporaties partijen woningcorporaties""".split()
)
_ENDS = frozenset({".", "!", "?", ":", "“", "‘", "•"})
_IN_REGION = re.compile(
    r"\bgemeenten (?:in|van|binnen) (?:de (?:regio|stadsregio) )?([A-Z]\w+?)(?:verband|regio)?\b"
)
_AGREEMENT = re.compile(r"\b(?:prestatie\w*|woon)afspraken\b|\bconvenant\b|\bovereenkomst\b", re.IGNORECASE)
_HEAD = 12
_BEFORE, _AFTER = 8, 6


@dataclass(frozen=True, slots=True)
class Voices:
    """Whom a document speaks for: ``we`` is its "we", ``municipality`` the municipality's full name.

    ``nobody`` is who is meant where a clause names nobody; ``names`` are the partners that the document
    names as doing something. None where the document leaves it open.
    """

    we: str | None
    municipality: str | None
    nobody: str | None = None
    names: frozenset[str] = frozenset()


def voices_of(document: Document, pieces: Iterable[Piece]) -> Voices:
    """Return whom ``document`` speaks for, by its own definition of "we" or else by the catalogue."""
    texts = [piece.text for piece in pieces if piece.kind in {"body", "bullet", "measure"}]
    municipality = _municipality(document.organisation) or _municipality(document.title)
    names = _acting_names(texts, municipality)
    defined = next((match for match in map(_DEFINES_WE.search, texts) if match), None)
    parties = _parties_in(defined["parties"] if defined else document.organisation)
    if len(parties) == 1 and _AGREEMENT.search(f"{document.kind} {document.title}"):
        parties = _parties_in(" ".join(texts[:_HEAD]))  # an agreement names in its first lines who makes it
    if len(parties) > 1:
        we: str | None = " en ".join(_full(name, municipality) for name in parties)
        return Voices(we, municipality, we, names)
    if municipality and document.organisation and municipality not in document.organisation:
        # A meeting of two: its minutes speak for both, and what nobody is named for is the municipality's.
        both = f"{municipality} en {document.organisation}"
        return Voices(both, municipality, municipality, names | {document.organisation})
    we = municipality or document.organisation or None
    return Voices(we, municipality, we, names)


def _parties_in(text: str) -> list[str]:
    """Return the parties that carry out what is agreed; tenants speak along, but build and pay nothing."""
    return [name for name, pattern in _PARTIES[:2] if pattern.search(text)]


def actor_of(text: str, voices: Voices, above: Sequence[str] = ()) -> str | None:
    """Return who binds himself in the clause ``text``, as short as it can be said.

    ``above`` are the lines that govern the clause, the nearest first: where the clause names nobody, a
    partner who is alone in such a line is meant.
    """
    words = words_of(text)
    verb = first_finite(words)
    if verb is None:
        return _from_above(above, voices)
    stated = _AS_WHAT.search(text)
    near = {word.lower for word in words[max(0, verb - 1) : verb + 3]}
    if near & _WE:
        return _party(stated["who"], voices) or voices.we if stated else voices.we
    for part in _subject_parts(words, verb):
        found = _party(part, voices)
        if found:
            return found
    return _from_above(above, voices)


def _subject_parts(words: Sequence[Word], verb: int) -> tuple[str, ...]:
    """Where the subject can stand: before the verb, or right after it when something else comes first."""
    before = words[max(0, verb - _BEFORE) : verb]
    after = []
    for word in words[verb + 1 : verb + 1 + _AFTER]:
        if word.text in {",", ":", ";"} or word.lower in _PREPOSITIONS:
            break
        after.append(word)
    opener = words[0].lower if verb else ""
    first = " ".join(word.text for word in before)
    second = " ".join(word.text for word in after)
    if not before or opener in _PREPOSITIONS | _ADVERBS:
        return (second,)
    return (first,) if first else (second,)


_PREPOSITIONS = frozenset(
    """in op bij voor met om door aan van tot vanaf uit over naast na binnen tijdens sinds vanuit via als
    wanneer indien omdat hoewel zoals volgens rond per eind begin medio uiterlijk naar""".split()
)
_ADVERBS = frozenset(
    """ook daarom daarbij hierbij daarnaast hiervoor daarvoor verder zo dan nu hierin daarin waar tevens
    vervolgens jaarlijks dus bovendien deze dit dat""".split()
)


def _party(text: str, voices: Voices) -> str | None:
    """Return the party that a subject names."""
    if _EVERYONE.search(text):
        return voices.we
    found = [name for name, pattern in _PARTIES if pattern.search(text)]
    if "gemeente" in found or "corporaties" in found:
        found = [name for name in found if name != "burgemeester"]
        return " en ".join(_full(name, voices.municipality) for name in dict.fromkeys(found))
    if found:
        return found[0]
    region = _IN_REGION.search(text)
    if region:
        return f"{region[1]}gemeenten"
    several = _MUNICIPALITIES.search(text)
    if several:
        return several.group().lower() if several.group().lower() == "gemeenten" else several.group()
    return _named(text, voices)


def _named(text: str, voices: Voices) -> str | None:
    for name in sorted(voices.names, key=lambda name: (-len(name), name)):
        if re.search(rf"\b{re.escape(name)}\b", text):
            return name
    town = (voices.municipality or "").removeprefix("gemeente ")
    return voices.municipality if town and re.search(rf"\b{re.escape(town)}\b", text) else None


def _from_above(above: Sequence[str], voices: Voices) -> str | None:
    """A line that names one partner and no other party speaks for what stands below it."""
    for line in above:
        if not line:
            continue
        names = [name for name in voices.names if re.search(rf"\b{re.escape(name)}\b", line)]
        parties = [name for name, pattern in _PARTIES[:3] if pattern.search(line)]
        if len(names) == 1 and not parties and len(line.split()) <= 4:
            return names[0]
        if len(parties) == 1 and not names and line.rstrip().endswith(":"):
            return _full(parties[0], voices.municipality)
    return voices.nobody


def _full(party: str, municipality: str | None) -> str:
    return municipality if party == "gemeente" and municipality else party


def _municipality(organisation: str) -> str | None:
    found = re.search(
        r"\bgemeente ((?:[A-Z][\w’'-]*|van|aan|den|de|op|ter)(?: (?:[A-Z][\w’'-]*|aan|den|de|op|ter))*)",
        organisation,
    )
    return f"gemeente {found[1]}" if found else None


def _acting_names(texts: Iterable[str], municipality: str | None) -> frozenset[str]:
    """Names that stand where a subject stands, next to a verb in the singular.

    A word that is only ever written with a capital at the start of a sentence is no name.
    """
    acting: set[str] = set()
    inside: set[str] = set()
    town = (municipality or "").removeprefix("gemeente ")
    for text in texts:
        for match in _NAME.finditer(text):
            name = match.group()
            if name.split()[0].lower() in _NO_NAME or name == town or len(name) < 3:
                continue
            if match.start() > 0 and text[: match.start()].rstrip()[-1:] not in _ENDS:
                inside.add(name)
            after = text[match.end() :].split(maxsplit=1)
            before = text[: match.start()].split()
            if (after and _is_singular(after[0])) or (before and _is_singular(before[-1])):
                acting.add(name)
    return frozenset(acting & inside)


def _is_singular(word: str) -> bool:
    infinitive = finite(word) if word.islower() and word.endswith("t") else None
    return infinitive is not None and verb_classes().get(infinitive) in {"act", "study", "want"}
