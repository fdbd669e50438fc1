"""The check that stands between an answer and the screen: is the quotation on the page, word for word?"""

from __future__ import annotations

from collections.abc import Mapping

from ingest.model import Page, same_words
from kb.model import Citation


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
