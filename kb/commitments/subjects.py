"""What statements are about: their rare words, names and compounds, over all documents together."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

from ingest.vocabulary import zipf
from kb.commitments.mentions import Mention
from kb.commitments.quantities import quantities_of
from kb.commitments.statements import own_names
from kb.commitments.topics import topics_of
from kb.commitments.words import is_infinitive, singular_of
from kb.dutch.analysis import Term, analyse, stop_words

_MOST, _RARE, _FEW, _KNOWN = 100, 60, 20, 25
_MOSTLY, _NAMED = 0.6, 3
_SHORTEST = 3
_COMPOUND_ZIPF, _WORD_ZIPF, _COMMON_ZIPF, _PLAIN_ZIPF = 4.2, 4.4, 5.0, 3.8
_BIG = 1000
_BROAD = frozenset({"bestuur", "regio", "participatie"})
_NAME_SHARE = 0.6
_ADJECTIVE = re.compile(r"(?:ieel|ueel|isch|lijk|lijks|loos|baar|gericht|end|rijk|ief)$")
_NOT_NOUN = re.compile(r"(?:isch|lijk|lijks|ig|ief|aal|eel|loos|baar|achtig|zaam|gericht|en|end|d)$")
_ABSTRACT = re.compile(
    r"(?:ing|heid|schap|nis|tie|sie|ment|teit|isme|ie|slag|stand|doel|punt|kader|plan|vorm|wijze|kracht|"
    r"vlak|druk|kans|waarde|tekort|behoefte|gebruik|beheer|gedrag|beleid|aanpak|proces|traject|niveau)s?$"
)
_ARTICLE = re.compile(r"\b(?:de|het|een|onze|ons|deze|dit)\s$")
_SMALL = re.compile(r"\d{1,2}(?:[.,]\d)?")
_NAME = re.compile(r"[A-Z][\w’'-]+(?: (?:van |de |der |aan )?[A-Z][\w’'-]+)+")


class Lexicon:
    """The words of all statements: how rare each is, and where it stands."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._analysed = [tuple(analyse(mention.text)) for mention in mentions]
        self.terms = [_terms(analysed) for analysed in self._analysed]
        counts = Counter(term for terms in self.terms for term in terms)
        self.rarity = {term: math.log(len(mentions) / count) for term, count in counts.items()}
        self.where: dict[str, list[int]] = defaultdict(list)
        for index, (mention, terms) in enumerate(zip(mentions, self.terms, strict=True)):
            for term in sorted(terms | (terms_of(mention.before) & counts.keys())):
                self.where[term].append(index)
        self._own = sorted({name for mention in mentions for name in own_names(mention.document)})
        self.surface = _surfaces(self._analysed)
        self.names = _names(self._analysed)
        self.nouns = _nouns(mentions, self._analysed)
        self.compounds = frozenset(
            t.lemma for a in self._analysed for t in a if len(t.parts) > 1 or "-" in t.surface
        )

    def is_own(self, term: str) -> bool:
        """Tell whether a word is the name of who wrote the documents, or made of it: "Heerlense"."""
        first = term.split("-")[0]
        return any(first.startswith(name) and len(first) <= len(name) + 2 for name in self._own)

    @cached_property
    def binding_terms(self) -> frozenset[str]:
        """The words that may bring statements together."""
        return frozenset(term for term in self.where if binds(term, self))

    @cached_property
    def subject_terms(self) -> frozenset[str]:
        """The words that can be a subject."""
        return frozenset(term for term in self.where if is_subject(term, self))

    @cached_property
    def telling_terms(self) -> frozenset[str]:
        """The words that say by themselves what a statement is about."""
        return frozenset(term for term in self.where if is_telling(term, self))

    @cached_property
    def subjects(self) -> tuple[frozenset[str], ...]:
        """For each statement, which of its words can be a subject."""
        return tuple(terms & self.subject_terms for terms in self.terms)

    def alike(self, first: int, second: int) -> float:
        """Return how much of their words two statements share: the cosine of their weighted words, in [0, 1].

        Weights are inverse document frequencies. Source: Salton and Buckley, "Term-weighting approaches
        in automatic text retrieval", 1988.
        """
        shared = sum(self.rarity[term] ** 2 for term in sorted(self.terms[first] & self.terms[second]))
        return shared / self._length(first) / self._length(second)

    def _length(self, index: int) -> float:
        return math.sqrt(sum(self.rarity[term] ** 2 for term in sorted(self.terms[index]))) or 1.0

    def written(self, term: str) -> str:
        """Return a word as it is mostly written; a part of compounds as the commonest word that holds it."""
        return self.surface.get(term) or self._holders.get(term, term)

    @cached_property
    def _holders(self) -> dict[str, str]:
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for terms in self._analysed:
            for term in terms:
                for part in {*term.parts, term.lemma.replace("-", "")}:
                    counts[part][term.surface] += 1
        return {part: min(forms, key=lambda form: (-forms[form], form)) for part, forms in counts.items()}

    def subject(self, group: Sequence[int], key: str = "") -> str:
        """Return what most statements of a group are about: ``key`` and what else they share."""
        counts = Counter(term for index in group for term in self.subjects[index])
        if not key and not any(count > 1 for count in counts.values()):
            counts = Counter(term for index in group for term in self.terms[index] & self.surface.keys())
        shared = [term for term, count in counts.items() if count >= max(2, _MOSTLY * len(group))]
        kept = [key] if key else []
        for term in sorted(shared, key=lambda t: (-counts[t], -self.rarity[t], t)):
            written = self.written(term)
            if not any(_alike(written, other) for other in kept):
                kept.append(written)
        return ", ".join(kept[:_NAMED])


@dataclass(frozen=True, slots=True)
class SubjectGroup:
    """The statements that hold a name, a number or a word; ``telling`` when it says what they are about."""

    subject: str
    members: list[int]
    telling: bool


def subject_groups(mentions: Sequence[Mention], lexicon: Lexicon) -> list[SubjectGroup]:
    """Return each name, number and word that statements can be about, with the statements that hold it."""
    named = [*_named_groups(mentions), *_numbered_groups(mentions)]
    groups = [SubjectGroup(name, group, True) for name, group in named]
    for term in sorted(lexicon.where):
        if 1 < len(lexicon.where[term]) <= _MOST and term in lexicon.binding_terms:
            telling = term in lexicon.telling_terms
            groups.append(SubjectGroup(lexicon.written(term), lexicon.where[term], telling))
    return groups


def terms_of(text: str) -> frozenset[str]:
    """Return the words of a text and the parts of its compounds, as they are compared."""
    return _terms(analyse(text))


def _alike(one: str, two: str) -> bool:
    first, second = (word.lower().replace("-", "") for word in (one, two))
    return first in second or second in first


def _named_groups(mentions: Sequence[Mention]) -> list[tuple[str, list[int]]]:
    """Names of several words, such as of a programme or a building."""
    found: dict[str, list[int]] = defaultdict(list)
    for index, mention in enumerate(mentions):
        for match in _NAME.finditer(mention.text):
            first = match.group().split()[0].lower()
            if first not in stop_words():
                found[match.group()].append(index)
    return [(name, sorted(set(group))) for name, group in sorted(found.items()) if len(set(group)) <= _MOST]


def _numbered_groups(mentions: Sequence[Mention]) -> list[tuple[str, list[int]]]:
    """Numbers of four digits and more that are no years: who names 26.550 homes means the same homes."""
    found: dict[str, list[int]] = defaultdict(list)
    written: dict[str, str] = {}
    for index, mention in enumerate(mentions):
        for quantity in quantities_of(mention.text):
            if quantity.value >= _BIG:
                key = f"{quantity.value:.0f} {quantity.unit}"
                found[key].append(index)
                written.setdefault(key, quantity.text)
                break
    return [(written[key], group) for key, group in sorted(found.items())]


def binds(term: str, lexicon: Lexicon) -> bool:
    """Tell whether a word may bring statements together that are close: a noun, a name or a part."""
    if is_subject(term, lexicon):
        return True
    if len(term) < _SHORTEST or not term.replace("-", "").isalpha() or term in no_subjects():
        return False
    if lexicon.is_own(term):
        return False
    if term.endswith("en"):
        return len(lexicon.where[term]) <= _FEW and bool(topics_of(term))  # a verb: "parkeren", "slopen"
    if _NOT_NOUN.search(term) or zipf(term) >= _COMMON_ZIPF:
        return False
    return (
        term in lexicon.nouns
        or term in lexicon.names
        or term in lexicon.compounds
        or term not in lexicon.surface
    )


def is_telling(term: str, lexicon: Lexicon) -> bool:
    """Tell whether a word says what a statement is about: a name, a topic's word or an uncommon noun."""
    if len(term) < _SHORTEST or term in no_subjects() or len(lexicon.where[term]) > _MOST:
        return False
    if term in lexicon.names and not term[0].isdigit():
        return len(lexicon.where[term]) <= _KNOWN and not lexicon.is_own(term)
    if zipf(term) >= _COMMON_ZIPF or _ADJECTIVE.search(term):
        return False
    if set(topics_of(term)) - _BROAD:
        return True
    return zipf(term) < _PLAIN_ZIPF and is_subject(term, lexicon) and not _ABSTRACT.search(term)


def is_subject(term: str, lexicon: Lexicon) -> bool:
    """Tell whether a word can be what statements are about: a name, a compound or an uncommon noun."""
    if (
        len(term) < 4
        or (not term.isalpha() and "-" not in term)
        or term in no_subjects()
        or is_infinitive(term)
    ):
        return False
    if (
        term not in lexicon.surface
    ):  # a part of several compounds, such as "gevel" of gevelfonds and gevelrenovatie
        return zipf(term) < _WORD_ZIPF and not _NOT_NOUN.search(term) and bool(topics_of(term))
    if len(lexicon.where[term]) > _RARE:
        return False
    if term in lexicon.names:
        return True
    if term.endswith("en") and term not in lexicon.compounds:
        if zipf(singular_of(term)) > 0:
            return bool(topics_of(term))  # a verb, but "parkeren" is a subject too
        return zipf(term) < _WORD_ZIPF  # a plural that the dictionary does not know
    if term in lexicon.compounds and not _ADJECTIVE.search(term):
        return zipf(term) < _COMPOUND_ZIPF
    if _NOT_NOUN.search(term) and term not in lexicon.nouns:
        return False
    return term in lexicon.nouns and zipf(term) < _WORD_ZIPF


def _terms(analysed: Sequence[Term]) -> frozenset[str]:
    """Return the words and the parts of compounds; "energie-hub" is written as "energiehub" as well.

    A letter or a small number alone says nothing.
    """
    forms = {
        form
        for term in analysed
        for form in ((term.lemma,) if term.lemma in no_subjects() else (term.lemma, *term.parts))
    }
    forms |= {form.replace("-", "") for form in forms if "-" in form and form not in no_subjects()}
    return frozenset(form for form in forms if len(form) > 1 and not _SMALL.fullmatch(form))


def _surfaces(analysed: Sequence[Sequence[Term]]) -> dict[str, str]:
    """Return for each lemma the way it is mostly written, in lower case unless it is a name."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for terms in analysed:
        for term in terms:
            if not term.surface[0].isdigit():
                counts[term.lemma][term.surface] += 1
    return {lemma: min(forms, key=lambda form: (-forms[form], form)) for lemma, forms in counts.items()}


def _names(analysed: Sequence[Sequence[Term]]) -> frozenset[str]:
    """Return the lemmas that are mostly written with a capital where no sentence begins."""
    capitals: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for terms in analysed:
        for term in terms:
            if term.start > 0:
                total[term.lemma] += 1
                capitals[term.lemma] += term.surface[0].isupper()
    return frozenset(lemma for lemma in total if capitals[lemma] >= _NAME_SHARE * total[lemma])


def _nouns(mentions: Sequence[Mention], analysed: Sequence[Sequence[Term]]) -> frozenset[str]:
    """Return the lemmas that follow an article or have a plural, and are never inflected as an adjective."""
    after: set[str] = set()
    inflected: set[str] = set()
    for mention, terms in zip(mentions, analysed, strict=True):
        for term in terms:
            if _ARTICLE.search(mention.text[max(0, term.start - 8) : term.start]):
                after.add(term.lemma)
            if term.surface.lower() in _plurals(term.lemma):
                after.add(term.lemma)
            if term.surface.lower() in _inflected(term.lemma):
                inflected.add(term.lemma)
    return frozenset(after - inflected)


@lru_cache(maxsize=50_000)
def _plurals(lemma: str) -> frozenset[str]:
    """Return the plurals a noun may have: laadpaal, laadpalen; brief, brieven; haven, havens."""
    stems = {form.removesuffix("e") for form in _inflected(lemma)}
    return frozenset({lemma + "s", *(stem + "en" for stem in stems)})


@lru_cache(maxsize=50_000)
def _inflected(lemma: str) -> frozenset[str]:
    """Return the forms an adjective has before a noun: sociaal, sociale; innovatief, innovatieve."""
    short = re.sub(r"([aeou])\1(\w)$", r"\1\2", lemma)
    voiced = short[:-1] + {"f": "v", "s": "z"}.get(short[-1:], short[-1:])
    return frozenset({lemma + "e", lemma + lemma[-1:] + "e", short + "e", voiced + "e"})


@lru_cache(maxsize=1)
def no_subjects() -> frozenset[str]:
    """Return the words that are in many documents without being a subject."""
    text = files("kb.commitments").joinpath("data/no_subjects.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
