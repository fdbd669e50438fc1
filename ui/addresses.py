"""The app's addresses: what stands after the question mark opens a question, a page or a commitment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from kb.errors import KnowledgeBaseError
from kb.model import Filters
from ui import app_texts as texts


def address(**values: str) -> str:
    """Return the part of an address after the question mark; what is empty is left out."""
    return "&".join(f"{name}={quote(value, safe='')}" for name, value in values.items() if value)


def question_address(question: str, filters: Filters) -> str:
    """Return the address that asks a question in the same documents."""
    return address(
        vraag=question,
        documenten=",".join(filters.documents),
        soorten=",".join(filters.kinds),
        van=str(filters.year_from or ""),
        tot=str(filters.year_to or ""),
    )


def asked_filters(values: Mapping[str, str]) -> Filters:
    """Return the filters of an address; a year that is no number is left out."""
    return Filters(
        documents=_listed(values.get("documenten", "")),
        kinds=_listed(values.get("soorten", "")),
        year_from=_year(values.get("van", "")),
        year_to=_year(values.get("tot", "")),
    )


def checked_filters(
    documents: Sequence[str] | None, kinds: Sequence[str] | None, year_from: str, year_to: str
) -> Filters:
    """Return what was chosen beside the question as filters.

    Raises:
        KnowledgeBaseError: a year is no year, or the period begins later than it ends.
    """
    first, last = _checked_year(year_from), _checked_year(year_to)
    if first and last and first > last:
        raise KnowledgeBaseError(texts.YEARS_REVERSED, texts.YEARS_REVERSED_HINT)
    return Filters(tuple(documents or ()), tuple(kinds or ()), (), first, last)


def _checked_year(text: str) -> int | None:
    clean = (text or "").strip()
    if clean and _year(clean) is None:
        raise KnowledgeBaseError(texts.YEAR_WRONG.format(text=clean), texts.YEAR_WRONG_HINT)
    return _year(clean)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(",") if part)


def _year(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) == 4 else None
