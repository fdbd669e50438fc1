"""Small corpora, questions and answers that can be worked out on paper."""

from __future__ import annotations

from evals.corpus import Corpus, DocumentText
from evals.model import Cited, Evidence, Given, Hit, Question
from ingest.model import Page, Piece, Reading, Span


def corpus(**documents: str) -> Corpus:
    """A corpus of documents whose pages are separated by form feeds, each page one body piece."""
    texts, readings = {}, {}
    for name, text in documents.items():
        pages = tuple(text.split("\f"))
        texts[name] = DocumentText(pages)
        readings[name] = Reading(
            tuple(Page(number, page) for number, page in enumerate(pages, start=1)),
            tuple(
                Piece("body", page, (Span(number, 0, len(page)),))
                for number, page in enumerate(pages, start=1)
            ),
        )
    return Corpus(texts, readings)


def question(key: str, *groups: str | tuple[str, ...], kind: str = "fact", answer: object = ()) -> Question:
    """A question whose evidence stands in document ``a``; a tuple gives alternatives."""
    evidence = tuple(
        tuple(Evidence("a", quote) for quote in ((group,) if isinstance(group, str) else group))
        for group in groups
    )
    return Question(key, f"Vraag {key}?", "nl", kind, evidence, answer)  # type: ignore[arg-type]


def hit(text: str, document: str = "a") -> Hit:
    """A passage."""
    return Hit(document, text, 1, 1)


def cited(quote: str, page: int = 1, page_end: int | None = None, document: str = "a") -> Cited:
    """A citation."""
    return Cited(document, "Titel 2030", page, page_end or page, quote)


def given(*quotes: str | Cited, text: str | None = None) -> Given:
    """An answer of these quotes."""
    citations = tuple(cited(quote) if isinstance(quote, str) else quote for quote in quotes)
    shown = "\n".join(f"- {c.quote} [{n}]" for n, c in enumerate(citations, start=1))
    return Given(True, shown if text is None else text, citations)


REFUSED = Given(False, "", ())
