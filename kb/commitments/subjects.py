"""What statements are about: their rare words, names and compounds, over all documents together."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from importlib.resources import files

from ingest.vocabulary import zipf
from kb.commitments.mentions import Mention
from kb.commitments.quantities import quantities_of
from kb.commitments.topics import topics_of
from kb.commitments.words import is_infinitive, singular_of
from kb.dutch.analysis import Term, analyse, stop_words

_MOST, _LEAST = 60, 2
_COMPOUND_ZIPF, _WORD_ZIPF = 4.2, 4.4
_BIG = 1000
_NAME_SHARE = 0.6
_COHERENCE = 0.4
_SAME_GROUP = 0.7
_ADJECTIVE = re.compile(r"(?:isch|lijk|lijks|loos|baar|gericht|end|rijk|ief)$")
_NOT_NOUN = re.compile(r"(?:isch|lijk|lijks|ig|ief|aal|eel|loos|baar|achtig|zaam|gericht|en|end|d)$")
_ARTICLE = re.compile(r"\b(?:de|het|een|onze|ons|deze|dit)\s$")
_NAME = re.compile(r"[A-Z][\w’'-]+(?: (?:van |de |der |aan )?[A-Z][\w’'-]+)+")


class Lexicon:
    """The words of all statements: how rare each is, and where it stands."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._analysed = [tuple(analyse(mention.text)) for mention in mentions]
        self.terms = [_terms(analysed) for analysed in self._analysed]
        counts = Counter(term for terms in self.terms for term in terms)
        self.rarity = {term: math.log(len(mentions) / count) for term, count in counts.items()}
        self.where: dict[str, list[int]] = defaultdict(list)
        for index, terms in enumerate(self.terms):
            for term in sorted(terms):
                self.where[term].append(index)
        self._length = [
            math.sqrt(sum(self.rarity[t] ** 2 for t in sorted(terms))) or 1.0 for terms in self.terms
        ]
        self.surface = _surfaces(self._analysed)
        self.names = _names(self._analysed)
        self.nouns = _nouns(mentions, self._analysed)
        self.compounds = frozenset(
            t.lemma for a in self._analysed for t in a if len(t.parts) > 1 or "-" in t.surface
        )

    def near(self, index: int, most: int) -> Iterator[tuple[int, float]]:
        """Yield the later statements that share a word, with the cosine of their weighted words in [0, 1].

        Weights are inverse document frequencies. Source: Salton and Buckley, "Term-weighting approaches
        in automatic text retrieval", 1988. Words in more than ``most`` statements bring nobody together.
        """
        shared: dict[int, float] = defaultdict(float)
        for term in sorted(self.terms[index]):
            places = self.where[term]
            if len(places) <= most:
                for other in places:
                    if other != index:
                        shared[other] += self.rarity[term] ** 2
        for other, weight in shared.items():
            yield other, weight / self._length[index] / self._length[other]

    @cached_property
    def subjects(self) -> tuple[frozenset[str], ...]:
        """For each statement, which of its words can be a subject."""
        chosen = frozenset(term for term in self.where if is_subject(term, self))
        return tuple(terms & chosen for terms in self.terms)

    def subject(self, first: int, second: int) -> str:
        """Return the words that two statements share, the rarest first, as they are written."""
        shared = sorted(self.subjects[first] & self.subjects[second], key=lambda t: (-self.rarity[t], t))
        kept: list[str] = []
        for term in shared:
            if not any(term in other or other in term for other in kept):
                kept.append(term)
        return ", ".join(self.surface.get(term, term) for term in kept[:3])


def group_subjects(mentions: Sequence[Mention], lexicon: Lexicon) -> list[tuple[str, list[int]]]:
    """Return each subject that two documents or more speak of, one of them promising, with its statements.

    A subject is a name or a compound or an uncommon noun; a group whose statements are about nothing in
    common, or that another group holds already, is left out.
    """
    groups: list[tuple[str, list[int]]] = [*_named_groups(mentions), *_numbered_groups(mentions)]
    for term in sorted(lexicon.where):
        if is_subject(term, lexicon):
            groups.append((lexicon.surface.get(term, term), lexicon.where[term]))
    kept: list[tuple[str, list[int]]] = []
    for subject, group in sorted(groups, key=lambda item: (len(item[1]), item[0])):
        if _counts(group, mentions) and not _is_held(group, kept):
            kept.append((subject, group))
    return kept


def _named_groups(mentions: Sequence[Mention]) -> list[tuple[str, list[int]]]:
    """Names of several words, such as of a programme or a building."""
    found: dict[str, list[int]] = defaultdict(list)
    for index, mention in enumerate(mentions):
        for match in _NAME.finditer(mention.text):
            first = match.group().split()[0].lower()
            if first not in stop_words():
                found[match.group()].append(index)
    return [(name, sorted(set(group))) for name, group in sorted(found.items())]


def _numbered_groups(mentions: Sequence[Mention]) -> list[tuple[str, list[int]]]:
    """Numbers of four digits and more that are no years: who names 26.550 homes means the same homes."""
    found: dict[str, list[int]] = defaultdict(list)
    for index, mention in enumerate(mentions):
        for quantity in quantities_of(mention.text):
            if quantity.value >= _BIG:
                found[f"{quantity.value:.0f} {quantity.unit}"].append(index)
                break
    return [(_amount_in(mentions[group[0]]), group) for number, group in sorted(found.items())]


def _amount_in(mention: Mention) -> str:
    return next(quantity.text for quantity in quantities_of(mention.text) if quantity.value >= _BIG)


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
    if len(lexicon.where[term]) > _MOST:
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


def _counts(group: Sequence[int], mentions: Sequence[Mention]) -> bool:
    members = [mentions[index] for index in group]
    documents = {member.document.id for member in members}
    if not _LEAST <= len(group) <= _MOST or len(documents) < 2 or not any(m.commitment for m in members):
        return False
    topics = Counter(topic for member in members for topic in topics_of(member.text))
    return not topics or topics.most_common(1)[0][1] >= _COHERENCE * len(members)


def _is_held(group: Sequence[int], kept: Sequence[tuple[str, list[int]]]) -> bool:
    own = set(group)
    return any(len(own & set(other)) >= _SAME_GROUP * len(own | set(other)) for _, other in kept)


def _terms(analysed: Sequence[Term]) -> frozenset[str]:
    return frozenset(form for term in analysed for form in (term.lemma, *term.parts))


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
