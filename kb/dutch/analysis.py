"""Dutch words as an index wants them: lemma, compound parts, numbers in one form. The door of simplemma.

Accents are folded and case is lowered after the lemma is found. A number is written without thousands
separators ("2.250" and "2250" are one term); a range gives both its ends.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import simplemma

from ingest.vocabulary import zipf
from kb.dutch.compounds import CompoundSplitter
from kb.dutch.glossary import load_glossary

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\W_]+")
_THOUSANDS = re.compile(r"(?<=\d)\.(?=\d{3}(?:\D|$))")

_GLOSSED = 3.5
_COMMON = 3.4
_STEM = 4


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a text: as written, where (``text[start:end]``), its lemma and its compound parts."""

    surface: str
    start: int
    end: int
    lemma: str
    parts: tuple[str, ...]


def fold(text: str) -> str:
    """Return ``text`` in lower case and without accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def analyse(text: str) -> list[Term]:
    """Return the terms of ``text`` in order, stop words left out."""
    return list(_analysed(text))


@lru_cache(maxsize=8_000)
def _analysed(text: str) -> tuple[Term, ...]:
    """The same passages are looked at for one question after another."""
    return tuple(term for term in _terms(text) if fold(term.surface) not in stop_words())


def all_terms(text: str) -> list[Term]:
    """Return the terms of ``text`` in order, stop words included."""
    return list(_terms(text))


def _terms(text: str) -> Iterator[Term]:
    for found in _WORD.finditer(text):
        surface = found.group()
        if surface[0].isdigit():
            yield Term(surface, found.start(), found.end(), _number(surface), ())
            continue
        lemma, parts = _forms(surface.lower())
        yield Term(surface, found.start(), found.end(), lemma, parts)


def _number(surface: str) -> str:
    return _THOUSANDS.sub("", surface).rstrip(".,")


@lru_cache(maxsize=200_000)
def _forms(word: str) -> tuple[str, tuple[str, ...]]:
    lemma = lemma_of(word)
    parts = parts_of(word)
    lemmas = tuple(dict.fromkeys(fold(lemma_of(part)) for part in parts))
    return fold(lemma), () if lemmas == (fold(lemma),) or len(parts) == 1 else lemmas


def parts_of(word: str) -> tuple[str, ...]:
    """Return the parts of a lower-case word, parts of parts included; itself when it is no compound."""
    return tuple(part for piece in _splitter().split(word) for part in _deepest(piece))


def _deepest(part: str) -> Iterator[str]:
    """A part may be a compound itself: klimaatadaptatie + strategie gives three."""
    pieces = _splitter().split(part)
    if len(pieces) == 1:
        yield part
        return
    for piece in pieces:
        yield from _deepest(piece)


@lru_cache(maxsize=200_000)
def lemma_of(word: str) -> str:
    """Return the dictionary form of a lower-case Dutch word; an unknown compound keeps its first parts."""
    if simplemma.is_known(word, "nl"):
        return simplemma.lemmatize(word, "nl").replace("_", "").lower()
    parts = _splitter().split(word)
    if len(parts) > 1 and word.endswith(parts[-1]):
        return word[: -len(parts[-1])] + lemma_of(parts[-1])
    return simplemma.lemmatize(word, "nl").replace("_", "").lower()


@lru_cache(maxsize=1)
def _splitter() -> CompoundSplitter:
    return CompoundSplitter(_frequency, _lines("names.txt"), _means_its_parts)


def _frequency(word: str) -> float:
    """A word of the glossary is certainly a word, however rare."""
    words = load_glossary().words
    known = word in words or f"{word}-" in words or simplemma.lemmatize(word, "nl") in words
    return max(zipf(word), _GLOSSED) if known else zipf(word)


def _means_its_parts(word: str, parts: tuple[str, ...]) -> bool:
    """Tell whether the English of a common word holds that of one of its parts: a wethouder is no law holder.

    A rare word, and one without a gloss of its own, is taken for the sum of its parts.
    """
    if zipf(word) < _COMMON:
        return True
    words = load_glossary().words
    senses = words.get(word) or words.get(simplemma.lemmatize(word, "nl"))
    if senses is None:
        return True
    whole = _stems(senses)
    return any(whole & _stems(_senses_of(part, words)) for part in parts)


def _senses_of(part: str, words: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    forms = (part, f"{part}-", simplemma.lemmatize(part, "nl"))
    return tuple(sense for form in forms for sense in words.get(form, ()))


def _stems(senses: Iterable[str]) -> set[str]:
    """The first letters of English words: enough to see that renovate and renovation are akin."""
    return {word[:_STEM] for sense in senses for word in sense.lower().split() if len(word) >= _STEM - 1}


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Return the stop words, folded."""
    return _lines("stopwords.txt")


def _lines(name: str) -> frozenset[str]:
    text = files("kb.dutch").joinpath(f"data/{name}").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())
