"""From what a user limits a search to, to the versions of documents that are searched."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.model import PIECE_KINDS, Document
from kb.errors import UnknownFilterError
from kb.index.store import StoredDocument
from kb.model import Filters


def select(documents: Sequence[StoredDocument], filters: Filters) -> list[StoredDocument]:
    """Return the documents that a search with these filters looks in.

    Raises:
        UnknownFilterError: a filter names a document, kind or piece that the collection does not have.
    """
    _refuse_unknown("document", filters.documents, [d.document.id for d in documents])
    _refuse_unknown("soort", filters.kinds, sorted({d.document.kind for d in documents if d.document.kind}))
    _refuse_unknown("tekstsoort", filters.pieces, PIECE_KINDS)
    return [stored for stored in documents if _matches(stored.document, filters)]


def _refuse_unknown(what: str, given: Sequence[str], known: Sequence[str]) -> None:
    unknown = [value for value in given if value not in known]
    if unknown:
        raise UnknownFilterError(
            f"Er is geen {what} '{unknown[0]}' in de verzameling.",
            f"Kies uit: {', '.join(known) or 'niets'}.",
        )


def _matches(document: Document, filters: Filters) -> bool:
    if filters.documents and document.id not in filters.documents:
        return False
    if filters.kinds and document.kind not in filters.kinds:
        return False
    return _overlaps(document, filters.year_from, filters.year_to)


def _overlaps(document: Document, year_from: int | None, year_to: int | None) -> bool:
    """A document without any period is left out as soon as years are asked for: unknown is not a match."""
    if year_from is None and year_to is None:
        return True
    if document.period_from is None and document.period_to is None:
        return False
    starts = document.period_from if document.period_from is not None else document.period_to
    ends = document.period_to if document.period_to is not None else document.period_from
    assert starts is not None
    assert ends is not None
    return (year_from is None or ends >= year_from) and (year_to is None or starts <= year_to)
