"""A made-up document of a made-up municipality, and the pieces a reader makes of it."""

from __future__ import annotations

from typing import Any

from ingest.model import Document, Page, Piece, Span


def document(**fields: Any) -> Document:
    """Return a coalition agreement of Waterdam for 2022 to 2026; any field may be given."""
    given: dict[str, Any] = {
        "id": "akkoord",
        "file": "akkoord.txt",
        "title": "Akkoord 2022-2026",
        "sha256": "0",
        "kind": "coalitieakkoord",
        "organisation": "gemeente Waterdam",
        "period_from": 2022,
        "period_to": 2026,
    }
    return Document(**{**given, **fields})


def reading(*texts: str, **fields: Any) -> tuple[tuple[Page, ...], tuple[Piece, ...]]:
    """Return one page with the texts on lines of their own, and a piece for each."""
    pieces, at = [], 0
    for text in texts:
        given: dict[str, Any] = {"kind": "body", "section": ("Wonen",)}
        pieces.append(Piece(text=text, spans=(Span(1, at, at + len(text)),), **{**given, **fields}))
        at += len(text) + 1
    return (Page(1, "\n".join(texts), "1"),), tuple(pieces)
