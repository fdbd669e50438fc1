"""Dutch text to rough English, word by word, so that an English encoder can place it.

This is no translation: word order stays Dutch. In this order a token becomes part of
1. the longest phrase of the glossary that stands here ("in kaart gebracht");
2. a phrase whose verb stands earlier in the clause ("brengen we de wijk in kaart");
3. a separable verb ("legt de raad de plannen neer");
4. its own form, its lemma, or its compound parts, each looked up in turn.
What is left is kept: numbers, names, words nobody glossed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from ingest.vocabulary import zipf
from kb.dutch.analysis import lemma_of, stop_words
from kb.dutch.compounds import CompoundSplitter
from kb.dutch.glossary import Glossary

_TOKEN = re.compile(
    r"(?<!\w)['’][nst](?!\w)|[zm]['’]n(?!\w)|\d+(?:[.,:]\d+)*%?|[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\W_]+"
)
_CLAUSE_END = re.compile(r"[.,;:!?()•\n]")
_SENTENCE_END = re.compile(r"[.!?:•“\"\n]\s*$")
_GAP = 12
"""How many words may stand between a verb and the rest of its phrase or its particle."""

_PARTICLES = frozenset(
    """aan achter af bij binnen dicht door heen in langs mee na neer om onder op open over rond samen tegen
    terug toe uit vast voor vooruit voort weg""".split()
)
_ENDINGS = ("e", "en", "s", "je", "jes", "tje", "tjes", "pje", "pjes", "de", "te", "end", "ende")
_PREPOSITIONS = _PARTICLES | {"tussen", "mee", "boven", "naast", "vanaf", "toe", "heen", "rond"}
_AFTER_CLAUSE = frozenset("en of om dat als zodat met van voor".split())
_POINTING = {"er": "it", "daar": "that", "hier": "this", "waar": "which"}
_INFINITIVE = ("en", "aan", "zien", "doen", "zijn")
_KNOWN_ZIPF = 3.0
"""How frequent a word of the glossary counts as when compounds are split: it is a word, however rare."""

ENGLISH_FUNCTION_WORDS = frozenset(
    """the and of for what how which when where who why does do did are there this that these with from have
    has been will would should can could may not it its they their them we our you your my by on at an to
    be or if about after before into than many much any all was were is a in""".split()
)
_DUTCH = frozenset(
    """de het een en van voor wat hoe welke wanneer waar wie waarom er dit die deze met uit heeft hebben zijn
    zal zou moet kan mag niet ze hun wij ons onze je jouw mijn door op aan om te worden wordt over na naar
    als dan veel alle bij dat is in was we""".split()
)


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    gloss: str


def is_english(text: str) -> bool:
    """Tell whether ``text`` is English rather than Dutch, by its function words; a tie is Dutch."""
    words = [word.lower() for word in re.findall(r"[^\W\d_]+", text)]
    english = sum(word in ENGLISH_FUNCTION_WORDS for word in words)
    dutch = sum(word in _DUTCH for word in words)
    return english > dutch


class Glosser:
    """Glosses text with one glossary. Deterministic; remembers the words it has seen."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary
        self._runs = _runs(glossary)
        self._split = _split_verbs(glossary)
        self._splitter = CompoundSplitter(self._frequency)
        self._word = lru_cache(maxsize=200_000)(self._look_up)

    @property
    def version(self) -> str:
        """What changes the glosses besides the code: the glossary's content."""
        return self._glossary.digest

    def gloss(self, text: str) -> str:
        """Return ``text`` in rough English; punctuation and line breaks stay, and so does English text."""
        if is_english(text):
            return text
        tokens = _tokens(text)
        glosses = self._phrases(text, tokens)
        self._separable(text, tokens, glosses)
        for position, token in enumerate(tokens):
            if position not in glosses:
                glosses[position] = self._token_gloss(text, token)
        return _put_together(text, tokens, glosses)

    def senses(self, word: str) -> tuple[str, ...]:
        """Return the English senses of a lower-case Dutch word, or none: by its form, else by its lemma."""
        words = self._glossary.words
        return words.get(word) or words.get(lemma_of(word)) or ()

    def word(self, word: str) -> str:
        """Return the gloss of one lower-case Dutch word, in parts if need be; empty when there is none."""
        return self._word(word) or ""

    # phrases

    def _phrases(self, text: str, tokens: Sequence[_Token]) -> dict[int, str]:
        """Return the glosses of phrases at their first token; the other tokens of a phrase are empty."""
        glosses: dict[int, str] = {}
        for start in range(len(tokens)):
            if start in glosses:
                continue
            for phrase, apart in self._candidates(tokens, start):
                find = _apart if apart else _together
                taken = find(phrase, text, tokens, start)
                if taken and not any(position in glosses for position in taken):
                    glosses.update(dict.fromkeys(taken, ""))
                    glosses[taken[0]] = phrase.gloss
                    break
        return glosses

    def _candidates(self, tokens: Sequence[_Token], start: int) -> list[tuple[_Phrase, bool]]:
        """Return what may stand here, longest first; true marks a phrase whose verb may stand earlier."""
        found = {(phrase, True) for key in _keys(tokens, start, 1) for phrase in self._split.get(key, ())}
        for length in (2, 3):
            keys = _keys(tokens, start, length)
            found |= {(phrase, True) for key in keys for phrase in self._split.get(key, ())}
            if length == 3 and tokens[start + 1 : start + 2] and tokens[start + 1].text == "te":
                keys = {(key[0], key[2]) for key in keys}
            found |= {(phrase, False) for key in keys for phrase in self._runs.get(key, ())}
        return sorted(found, key=lambda item: (-len(item[0].words), item[1], item[0].words))

    def _separable(self, text: str, tokens: Sequence[_Token], glosses: dict[int, str]) -> None:
        """Join a particle with the verb it belongs to: before it in the clause, or after "te"."""
        for position, token in enumerate(tokens):
            particle = token.text.lower()
            if particle not in _PARTICLES or position in glosses:
                continue
            verb = self._verb_of(particle, text, tokens, position, glosses)
            if verb is not None:
                found, gloss = verb
                glosses.update(dict.fromkeys(range(position, found), ""))  # "neer te": both are in the gloss
                glosses[position] = ""
                glosses[found] = gloss

    def _verb_of(
        self, particle: str, text: str, tokens: Sequence[_Token], position: int, glosses: dict[int, str]
    ) -> tuple[int, str] | None:
        after = position + 2
        if after < len(tokens) and tokens[position + 1].text.lower() == "te":
            gloss = self._joined(particle, tokens[after])
            if gloss and after not in glosses:
                return after, gloss
        if not _closes_clause(text, tokens, position):
            return None
        for before in range(position - 1, max(-1, position - 1 - _GAP), -1):
            if _CLAUSE_END.search(text, tokens[before].end, tokens[before + 1].start):
                return None
            gloss = self._joined(particle, tokens[before])
            if gloss and before not in glosses:
                return before, gloss
        return None

    def _joined(self, particle: str, verb: _Token) -> str:
        for form in verb.forms:
            if form.endswith(_INFINITIVE) and particle + form in self._glossary.words:
                return self._glossary.words[particle + form][0]
        return ""

    # words

    def _token_gloss(self, text: str, token: _Token) -> str:
        word = token.text
        if word[0].isdigit():
            return word
        if word[0].isupper() and _is_name(text, token) and not self.senses(word.lower()):
            return word
        return self._word(word.lower()) or word

    def _look_up(self, word: str) -> str | None:
        known = self._glossary.words.get(word)
        if known:
            return known[0]
        for form, pattern in _readings(word):
            senses = self.senses(form)
            if senses:
                return pattern.format(senses[0])
        return self._pointing(word) or self._particle_verb(word) or self._compound(word)

    def _pointing(self, word: str) -> str | None:
        """Daarover = about that, waarmee = with which."""
        for start, english in _POINTING.items():
            preposition = self._glossary.words.get(word.removeprefix(start))
            if word.startswith(start) and preposition and word.removeprefix(start) in _PREPOSITIONS:
                return f"{preposition[0]} {english}"
        return None

    def _compound(self, word: str) -> str | None:
        parts = self._splitter.split(word)
        if len(parts) == 1:
            return None
        glosses = [self._first_part(part) for part in parts[:-1]] + [self._word(parts[-1])]
        known = sum(len(part) for part, gloss in zip(parts, glosses, strict=True) if gloss)
        if known < len(word) / 2 or not glosses[-1]:
            return None  # more unknown than known: rather a name than a compound
        return " ".join(gloss or part for part, gloss in zip(parts, glosses, strict=True))

    def _first_part(self, part: str) -> str | None:
        senses = self._glossary.words.get(f"{part}-")
        return senses[0] if senses else self._word(part)

    def _particle_verb(self, word: str) -> str | None:
        """A verb with a particle that the glossary does not know: both are glossed apart."""
        lemma = lemma_of(word)
        for particle in sorted(_PARTICLES):
            rest = lemma.removeprefix(particle)
            if rest != lemma and len(rest) > 3 and rest.endswith("en") and self.senses(rest):
                return f"{self.senses(rest)[0]} {(self.senses(particle) or (particle,))[0]}"
        return None

    def _frequency(self, word: str) -> float:
        return max(zipf(word), _KNOWN_ZIPF if word in self._glossary.words else 0.0)


def _readings(word: str) -> Iterator[tuple[str, str]]:
    """Yield the forms under which a word may be known, each with what its ending adds in English."""
    lemma = lemma_of(word)
    adjective = lemma != word and not lemma.endswith("en") and word.startswith(lemma[:3])
    if adjective and word.endswith(("er", "ere")):
        yield lemma, "more {}"
    if adjective and word.endswith(("st", "ste")):
        yield lemma, "most {}"
    yield word, "{}"
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 3:
            yield word.removesuffix(ending), "{}"


_ByKey = dict[tuple[str, ...], tuple[_Phrase, ...]]


def _runs(glossary: Glossary) -> _ByKey:
    """Return the phrases by the forms of their first two words."""
    return _by_key((_Phrase(words, senses[0]), words[:2]) for words, senses in glossary.phrases.items())


def _split_verbs(glossary: Glossary) -> _ByKey:
    """Return the phrases that end in a verb, by the forms of the first two words before it (or the one)."""
    return _by_key(
        (_Phrase(words, senses[0]), words[:-1][:2])
        for words, senses in glossary.phrases.items()
        if words[-1].endswith(_INFINITIVE) and not stop_words().issuperset(words[:-1])
    )


def _by_key(phrases: Iterable[tuple[_Phrase, tuple[str, ...]]]) -> _ByKey:
    by_key: dict[tuple[str, ...], list[_Phrase]] = {}
    for phrase, words in phrases:
        for key in product(*({word, _lemma(word)} for word in words)):
            by_key.setdefault(key, []).append(phrase)
    return {key: tuple(found) for key, found in by_key.items()}


def _keys(tokens: Sequence[_Token], start: int, length: int) -> set[tuple[str, ...]]:
    run = tokens[start : start + length]
    return set(product(*(token.forms for token in run))) if len(run) == length else set()


def _tokens(text: str) -> list[_Token]:
    tokens = []
    for found in _TOKEN.finditer(text):
        lower = found.group().lower().replace("’", "'")
        forms = (lower,) if lower[0].isdigit() else tuple(dict.fromkeys((lower, lemma_of(lower))))
        tokens.append(_Token(found.group(), found.start(), found.end(), forms))
    return tokens


def _matches(word: str, token: _Token) -> bool:
    return word in token.forms or _lemma(word) in token.forms[1:]


@lru_cache(maxsize=10_000)
def _lemma(word: str) -> str:
    return lemma_of(word)


def _together(phrase: _Phrase, text: str, tokens: Sequence[_Token], start: int) -> tuple[int, ...]:
    """Return the positions of a phrase that stands at ``start`` in one run ("te" before its verb aside)."""
    position = start
    taken = []
    for number, word in enumerate(phrase.words):
        if number == len(phrase.words) - 1 and position < len(tokens) and tokens[position].text == "te":
            taken.append(position)
            position += 1
        if position >= len(tokens) or not _matches(word, tokens[position]):
            return ()
        if position > start and _CLAUSE_END.search(text, tokens[position - 1].end, tokens[position].start):
            return ()
        taken.append(position)
        position += 1
    return tuple(taken)


def _apart(phrase: _Phrase, text: str, tokens: Sequence[_Token], start: int) -> tuple[int, ...]:
    """Return the positions of a phrase whose verb, its last word, stands earlier in the same clause."""
    *rest, verb = phrase.words
    end = start + len(rest)
    if end > len(tokens) or not all(
        _matches(word, token) for word, token in zip(rest, tokens[start:end], strict=True)
    ):
        return ()
    for before in range(start - 1, max(-1, start - 1 - _GAP), -1):
        if _CLAUSE_END.search(text, tokens[before].end, tokens[before + 1].start):
            return ()
        if verb in tokens[before].forms:
            return (before, *range(start, end))
    return ()


def _closes_clause(text: str, tokens: Sequence[_Token], position: int) -> bool:
    """A particle stands at the end of its clause, or just before "en", "om" and the like."""
    if position + 1 == len(tokens):
        return True
    if _CLAUSE_END.search(text, tokens[position].end, tokens[position + 1].start):
        return True
    return tokens[position + 1].text.lower() in _AFTER_CLAUSE


def _is_name(text: str, token: _Token) -> bool:
    """A capital that no sentence begins with marks a name, unless all is in capitals."""
    if token.start == 0 or _SENTENCE_END.search(text, max(0, token.start - 4), token.start):
        return False
    return not text.isupper()


def _put_together(text: str, tokens: Sequence[_Token], glosses: dict[int, str]) -> str:
    parts = []
    end = 0
    for position, token in enumerate(tokens):
        parts.append(text[end : token.start])
        parts.append(glosses[position])
        end = token.end
    parts.append(text[end:])
    return re.sub(r" {2,}", " ", "".join(parts)).strip()
