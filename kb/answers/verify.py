"""The check that stands between an answer and the screen.

A quotation must be on its page, word for word. A sentence about it may only name numbers, dates and names
that stand in what it cites.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ingest.model import Page, same_words
from kb.answers.values import digits_of, values_in
from kb.dutch.analysis import fold
from kb.model import Citation

_MARK = re.compile(r"\s*\[\d{1,3}(?:\s*[,;]\s*\d{1,3})*\]")


def stands_on_page(citation: Citation, pages: Mapping[int, Page]) -> bool:
    """Tell whether the quote is exactly the text at its spans, and those are on the named pages.

    White space and hyphens aside, as in :func:`ingest.model.same_words`.
    """
    if not citation.spans or citation.spans[0].page != citation.page:
        return False
    parts = []
    for span in citation.spans:
        page = pages.get(span.page)
        if page is None or span.end > len(page.text):
            return False
        parts.append(page.text[span.start : span.end])
    return same_words("".join(parts)) == same_words(citation.quote)


def supported(sentence: str, quotes: Sequence[str]) -> bool:
    """Tell whether all numbers, dates and names of a sentence stand in these quotes.

    Marks such as ``[1]`` are left out. Numbers are compared without thousands separators ("2.250" is 2250),
    names and dates without case, accents and white space.
    """
    text = _MARK.sub("", sentence)
    numbers = {number for quote in quotes for number in digits_of(quote)}
    if any(number not in numbers for number in digits_of(text)):
        return False
    held = same_words(fold(" ".join(quotes)))
    named = (value for value in values_in(text) if value.kind in ("name", "address", "date"))
    return all(_stands(value.text, held) for value in named)


def _stands(name: str, held: str) -> bool:
    """A date's figures were checked as numbers; its words and a name's words must stand there too."""
    words = re.findall(r"[^\W\d_]+", fold(name))
    return all(same_words(word) in held for word in words if len(word) > 2)
