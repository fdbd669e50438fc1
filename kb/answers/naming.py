"""Which documents and years a question names: "volgens het coalitieakkoord", "het akkoord van 2018".

A document is named by its kind or the last part of it ("het akkoord"), or by two words in a row of its
title that no other document's title holds. Nothing here knows any particular document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ingest.model import Document
from kb.dutch.analysis import all_terms, analyse, fold

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DEFINITE = frozenset("het de dat die dit deze ons onze the".split())
_NAMING = (
    r"\b(?:(?:volgens|in|uit|van|per|binnen|according to|from)\s+)?(?:(?:het|de|dit|deze|the|ons|onze)\s+)?"
    r"{kind}\b(?:\s+(?:van\s+)?(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?)?"
)
_POINTING = frozenset("volgens in uit van binnen per from according to".split())


def years_in(text: str) -> tuple[int, ...]:
    """Return the years that a text names, in order, each once."""
    return tuple(dict.fromkeys(int(year) for year in _YEAR.findall(text)))


def named_documents(text: str, documents: Sequence[Document]) -> tuple[str, ...]:
    """Return the ids of the documents that a question names, in the order of ``documents``."""
    words = [fold(term.surface) for term in all_terms(text)]
    distinct = _distinct_words(documents)
    named = {d.id for d in documents if _by_kind(words, d) or _by_title(words, d, distinct[d.id])}
    named |= _by_short_kind(words, text, documents, named)
    return tuple(document.id for document in documents if document.id in named)


def subject_of(text: str, named: Sequence[str], documents: Sequence[Document]) -> str:
    """Return a question without the kinds of the documents it names: what is to be looked for in them.

    "Hoeveel bomen volgens het coalitieakkoord?" looks for trees; the agreement's own name would bring forward
    where it speaks of itself. The question comes back as it is when nothing would be left.
    """
    rest = text
    for document in documents:
        if document.id in named and document.kind:
            rest = re.sub(_NAMING.format(kind=re.escape(document.kind)), " ", rest, flags=re.IGNORECASE)
    rest = " ".join(rest.split())
    return rest if analyse(rest) else text


def _by_kind(words: Sequence[str], document: Document) -> bool:
    kind = fold(document.kind)
    return bool(kind) and kind in words


def _by_title(words: Sequence[str], document: Document, distinct: frozenset[str]) -> bool:
    """Two words of the title in a row that stand in no other title, such as "Bouwend Nederland".

    The first may be a part of the kind: "programma duurzaamheid" for the "programmaplan duurzaamheid".
    """
    terms = analyse(document.kind)
    opening = distinct | {part for term in terms for part in term.parts}
    return any(first in opening and second in distinct for first, second in pairwise(words))


def _by_short_kind(
    words: Sequence[str], text: str, documents: Sequence[Document], already: Iterable[str]
) -> set[str]:
    """Return what "het akkoord" or "de visie" names: documents whose kind ends so; a year chooses."""
    years = years_in(text)
    found = set()
    for document in documents:
        short = _last_part(document.kind)
        for position, word in enumerate(words):
            if not short or word != short or not _is_pointed_at(words, position):
                continue
            if not years or _runs_in(document, years) or not any(_runs_in(d, years) for d in documents):
                found.add(document.id)
    return found - set(already)


def _is_pointed_at(words: Sequence[str], position: int) -> bool:
    before = words[max(0, position - 2) : position]
    return bool(before) and (before[-1] in _DEFINITE or before[-1] in _POINTING)


def _last_part(kind: str) -> str:
    """Return the last part of a compound kind: "akkoord" for "coalitieakkoord"."""
    terms = analyse(kind)
    return terms[-1].parts[-1] if terms and terms[-1].parts else ""


def _distinct_words(documents: Sequence[Document]) -> dict[str, frozenset[str]]:
    titles = {d.id: {fold(t.surface) for t in analyse(d.title) if not t.surface.isdigit()} for d in documents}
    count = Counter(word for words in titles.values() for word in words)
    kinds = {fold(d.kind) for d in documents}
    return {
        key: frozenset(word for word in words if count[word] == 1 and word not in kinds)
        for key, words in titles.items()
    }


def starting_in(documents: Sequence[Document], years: Sequence[int]) -> tuple[str, ...]:
    """Return the ids of the documents whose period begins in one of these years."""
    return tuple(document.id for document in documents if document.period_from in years)


def _runs_in(document: Document, years: Sequence[int]) -> bool:
    return any(year in (document.period_from, document.period_to) for year in years)
