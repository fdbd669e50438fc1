"""The Dutch to English glossary: a plain file, and a municipality's own file that wins over it.

A line is ``Dutch<TAB>English``; senses stand apart with ``|``, the most useful first. A Dutch entry may hold
several words ("in kaart brengen"), verbs in the infinitive and last; one that ends in a hyphen ("woon-") is
the word as the first part of a compound. Lines that begin with ``#`` are notes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from kb.errors import GlossaryError

_REFLEXIVE = "zich "


@dataclass(frozen=True, slots=True)
class Glossary:
    """Dutch words and phrases with their English senses, most useful first.

    ``words`` is keyed by one lower-case word, ``phrases`` by a tuple of two or more; ``digest`` names the
    content, so that an index made with another glossary is not read.
    """

    words: Mapping[str, tuple[str, ...]]
    phrases: Mapping[tuple[str, ...], tuple[str, ...]]
    digest: str


@lru_cache(maxsize=4)
def load_glossary(own: Path | None = None) -> Glossary:
    """Return the project's glossary with the entries of ``own`` put over it.

    Raises:
        GlossaryError: ``own`` cannot be read, or a line of it is not an entry.
    """
    bundled = files("kb.dutch").joinpath("data/glossary.tsv").read_text(encoding="utf-8")
    texts = [bundled] if own is None else [bundled, _read(own)]
    entries: dict[str, tuple[str, ...]] = {}
    for number, text in enumerate(texts):
        entries.update(_entries(text, own if number else None))
    return _glossary(entries, hashlib.sha256("\f".join(texts).encode()).hexdigest()[:12])


def _glossary(entries: Mapping[str, tuple[str, ...]], digest: str) -> Glossary:
    words: dict[str, tuple[str, ...]] = {}
    phrases: dict[tuple[str, ...], tuple[str, ...]] = {}
    for dutch, senses in entries.items():
        if dutch.startswith(_REFLEXIVE) and dutch.count(" ") == 1:
            # "zich" wanders through a sentence: the verb alone is what can be found back.
            words.setdefault(dutch.removeprefix(_REFLEXIVE), senses)
        elif " " in dutch:
            phrases[tuple(dutch.split())] = senses
        else:
            words[dutch] = senses
    return Glossary(words, phrases, digest)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise GlossaryError(
            f"De woordenlijst {path} kan niet worden gelezen: {error}",
            "Sla het bestand op als UTF-8, of haal de instelling 'glossary' weg.",
        ) from error


def _entries(text: str, own: Path | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        dutch, tab, english = line.partition("\t")
        senses = tuple(sense.strip() for sense in english.split("|") if sense.strip())
        if not tab or not dutch.strip() or not senses:
            raise GlossaryError(
                f"Regel {number} van de woordenlijst {own or ''} is geen ingang: {line[:60]!r}",
                "Schrijf: Nederlands, een tab, Engels; betekenissen uit elkaar met |.",
            )
        yield " ".join(dutch.lower().split()), senses
