"""Words of a sentence and what can be told of them without a tagger: finite verbs, participles, classes.

There is no tagger for Dutch here that is small enough to ship, so verbs are known from a list of infinitives
(``data/verbs.txt``) whose other forms are derived by the rules of Dutch spelling.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from kb.dutch.analysis import lemma_of

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’./-][^\W\d_]+)*|[^\w\s]")
_PARTICIPLE = re.compile(
    r"(?:\w{0,7}ge|be|\w{0,5}ver|ont|her|er)\w+(?:d|t|en)$|(?:over|onder|voor|door|mis)\w+(?:d|t|en)$"
)
_PARTICLES = frozenset(
    """aan achter af bij binnen bloot bijeen deel door gelijk in langs mee mis na naar neer om op open over
    plaats rond samen stil tegemoet tegen terug thuis toe tot tussen uit vast verder vol voor voort vorm
    vrij waar weg""".split()
)

MODALS: Mapping[str, str] = {
    "gaan": "gaan", "gaat": "gaan", "zullen": "zullen", "zal": "zullen", "willen": "willen", "wil": "willen",
    "wilt": "willen", "moeten": "moeten", "moet": "moeten", "dient": "moeten", "dienen": "moeten",
    "kunnen": "kunnen", "kan": "kunnen", "mogen": "mogen", "mag": "mogen",
    "hoeven": "hoeven", "hoeft": "hoeven",
    "zou": "zouden", "zouden": "zouden", "kon": "konden", "konden": "konden", "wilde": "wilden",
    "wilden": "wilden", "moest": "moesten", "moesten": "moesten",
}  # fmt: skip
AUXILIARIES: Mapping[str, str] = {
    "is": "zijn", "zijn": "zijn", "wordt": "worden", "worden": "worden",
    "heeft": "hebben", "hebben": "hebben",
    "blijft": "blijven", "blijven": "blijven", "was": "was", "waren": "was", "werd": "werd", "werden": "werd",
    "had": "had", "hadden": "had", "laat": "laten", "laten": "laten", "doet": "doen", "doen": "doen",
    "komt": "komen", "komen": "komen", "krijgt": "krijgen", "krijgen": "krijgen", "staat": "staan",
    "staan": "staan", "ligt": "liggen", "liggen": "liggen", "gaf": "gaf", "kwam": "kwam", "bleek": "bleek",
    "bleken": "bleek", "kreeg": "kreeg", "deed": "deed",
}  # fmt: skip
_IRREGULAR = {"doen": "doet", "gaan": "gaat", "slaan": "slaat", "zien": "ziet", "herzien": "herziet",
              "bezien": "beziet", "nagaan": "nagaat", "bestaan": "bestaat", "ontstaan": "ontstaat",
              "staan": "staat", "komen": "komt", "voorkomen": "voorkomt", "hebben": "heeft"}  # fmt: skip
_SILENT_E = frozenset(
    """verbeteren bevorderen leveren verminderen vermeerderen veranderen herinneren verzilveren oefenen
    rekenen openen regelen bundelen koppelen verdubbelen ontwikkelen doorontwikkelen handelen
    wisselen sleutelen verzamelen monitoren""".split()
)
_STOPS = frozenset({",", ";", ":", ".", "!", "?", "("})
_VOWELS = "aeiou"
_ACT_NOUN = re.compile(
    r"\w{3,}(?:ing|ingen|satie)$|(?:onderzoek|inzet|aanpak|bijdrage|opstart|start|aanleg|opbouw|herziening|inkoop|bouw|beheer)$"
)
_NO_INFINITIVE = frozenset({"kinderen", "jongeren", "ouderen", "anderen", "middelen"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a mark of a text: as written, in lower case, and ``text[start:end]``."""

    text: str
    lower: str
    start: int
    end: int


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words and marks of ``text`` in order."""
    return tuple(Word(m.group(), m.group().lower(), m.start(), m.end()) for m in _WORD.finditer(text))


def singular_of(infinitive: str) -> str:
    """Return the third person singular of a Dutch infinitive: "voeren" gives "voert", "zetten" "zet"."""
    if infinitive in _IRREGULAR or len(infinitive) < 4:
        return _IRREGULAR.get(infinitive, infinitive)
    if infinitive.endswith("ueren"):
        return infinitive.removesuffix("ren") + "ert"
    if infinitive.endswith(("eëren", "iëren")):
        return infinitive.removesuffix("ëren") + {"e": "ëert", "i": "eert"}[infinitive[-5]]
    stem = infinitive.removesuffix("n").removesuffix("e")
    if stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        stem = stem[:-1]
    elif _lost_a_vowel(infinitive, stem):
        stem = stem[:-1] + stem[-2:]
    stem = {"v": stem[:-1] + "f", "z": stem[:-1] + "s"}.get(stem[-1], stem)
    return stem if stem.endswith("t") else stem + "t"


def _lost_a_vowel(infinitive: str, stem: str) -> bool:
    """Tell whether spelling halved the vowel of the last syllable: "maken" did (maakt), "regelen" not."""
    if len(stem) < 3 or stem[-1] in _VOWELS or stem[-2] not in "aeou" or stem[-3] in _VOWELS:
        return False
    if stem[-2] == "e" and len(stem) > 3:
        return infinitive not in _SILENT_E and not infinitive.endswith(("kkelen", "ndelen", "enen"))
    return infinitive not in _SILENT_E


@lru_cache(maxsize=1)
def verb_forms() -> Mapping[str, str]:
    """Return the infinitive for each finite form in the list, the plural included."""
    forms: dict[str, str] = {}
    for infinitive in verb_classes():
        forms.setdefault(infinitive, infinitive)
        forms.setdefault(singular_of(infinitive), infinitive)
    return forms


@lru_cache(maxsize=1)
def verb_classes() -> Mapping[str, str]:
    """Return the class of each infinitive in the list: act, study, want, belief or state."""
    classes: dict[str, str] = {}
    name = ""
    for line in files("kb.commitments").joinpath("data/verbs.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[] ")
        elif not line.startswith("#"):
            classes.update({verb: name for verb in line.split() if verb not in classes})
    return classes


@lru_cache(maxsize=100_000)
def finite(word: str) -> str | None:
    """Return the infinitive when ``word`` (lower case) can be a finite verb, else None."""
    return MODALS.get(word) or AUXILIARIES.get(word) or verb_forms().get(word) or _from_dictionary(word)


def _from_dictionary(word: str) -> str | None:
    """A singular form that is not in the list may be in the dictionary: "slaagt" is slagen."""
    if len(word) < 4 or not word.endswith("t") or not word.isalpha():
        return None
    lemma = lemma_of(word)
    return lemma if lemma != word and lemma.endswith("en") and singular_of(lemma) == word else None


@lru_cache(maxsize=100_000)
def is_participle(word: str) -> bool:
    """Tell whether ``word`` (lower case) is a past participle that is not also a finite singular."""
    if len(word) < 5 or not _PARTICIPLE.match(word):
        return False
    lemma = lemma_of(word)
    return lemma.endswith("n") and lemma != word and (singular_of(lemma) != word or word.endswith("d"))


@lru_cache(maxsize=100_000)
def is_infinitive(word: str) -> bool:
    """Tell whether ``word`` (lower case) is the infinitive of a verb of doing."""
    if verb_classes().get(word) in {"act", "study", "want"}:
        return True
    return len(word) > 6 and word.endswith(("eren", "elen")) and word not in _NO_INFINITIVE


@lru_cache(maxsize=100_000)
def is_act(word: str) -> bool:
    """Tell whether ``word`` (lower case) names an act: an infinitive or a noun made of a verb."""
    return is_infinitive(word) or bool(_ACT_NOUN.search(word))


def content_verb(words: Sequence[Word], verb: int) -> str:
    """Return the infinitive that says what is done.

    That is the last participle or infinitive that ``words[verb]`` governs ("zal worden gekoppeld" gives
    koppelen), or the verb itself with its particle ("voert ... uit" gives uitvoeren).
    """
    form = words[verb].lower
    infinitive = finite(form) or form
    stop = next((i for i in range(verb + 1, len(words)) if words[i].text in _STOPS), len(words))
    governed = [word.lower for word in words[verb + 1 : stop]]
    if form in MODALS or form in AUXILIARIES:
        for word in reversed(governed):
            if is_participle(word):
                return lemma_of(word)
            if is_infinitive(word) or (word.endswith("en") and verb_forms().get(word)):
                return word
        return infinitive
    last = governed[-1] if governed else ""
    return last + infinitive if last in _PARTICLES else infinitive
