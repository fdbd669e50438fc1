"""What crosses between the reading process and ours: frames of JSON with a bounded length.

JSON and not pickle, because the other side has just parsed a file from outside: whatever it sends can at
worst be a wrong text, never code. A frame is its length (8 bytes, big-endian) and then UTF-8 JSON.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any, cast, get_args

from ingest import errors
from ingest.errors import DamagedFileError, ReadError
from ingest.model import Page, Piece, PieceKind, Proposal, Reading, Span

HEADER_BYTES = 8

_ERRORS: dict[str, type[ReadError]] = {
    kind.__name__: kind
    for kind in (
        ReadError,
        errors.EmptyFileError,
        errors.DamagedFileError,
        errors.EncryptedFileError,
        errors.UnsupportedFileError,
        errors.TooLargeError,
    )
}


def frame(message: dict[str, Any]) -> bytes:
    """Return ``message`` as one frame. Characters outside ASCII are escaped, odd file names included."""
    body = json.dumps(message, separators=(",", ":")).encode("ascii")
    return len(body).to_bytes(HEADER_BYTES, "big") + body


def message_of(body: bytes) -> dict[str, Any]:
    """Return the message in a frame's body. Raises ReadError when it is no JSON object."""
    try:
        message = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise _senseless() from error
    if not isinstance(message, dict):
        raise _senseless()
    return message


def pack_reading(reading: Reading) -> dict[str, Any]:
    """Return a reading as plain lists and dictionaries."""
    return {
        "pages": [[page.number, page.text, page.label, page.ocr] for page in reading.pages],
        "pieces": [_pack_piece(piece) for piece in reading.pieces],
        "proposal": asdict(reading.proposal),
        "warnings": list(reading.warnings),
    }


def unpack_reading(packed: dict[str, Any]) -> Reading:
    """Return the reading that :func:`pack_reading` packed. Raises ReadError when it is not whole."""
    try:
        pages = tuple(Page(*page) for page in packed["pages"])
        pieces = tuple(_unpack_piece(piece) for piece in packed["pieces"])
        reading = Reading(pages, pieces, Proposal(**packed["proposal"]), tuple(packed["warnings"]))
    except (KeyError, TypeError, ValueError) as error:
        raise _senseless() from error
    if not all(_inside(span, reading.pages) for piece in pieces for span in piece.spans):
        raise _senseless()
    return reading


def pack_error(error: ReadError) -> dict[str, Any]:
    """Return an error as plain strings."""
    return {"type": type(error).__name__, "message": error.message, "hint": error.hint}


def unpack_error(packed: dict[str, Any]) -> ReadError:
    """Return the error that :func:`pack_error` packed; an unknown kind becomes a plain ReadError."""
    kind = _ERRORS.get(str(packed.get("type")), ReadError)
    return kind(str(packed.get("message", "")), str(packed.get("hint", "")))


def _pack_piece(piece: Piece) -> list[Any]:
    return [
        piece.kind,
        piece.text,
        [[span.page, span.start, span.end] for span in piece.spans],
        list(piece.section),
        piece.level,
        piece.lead,
        piece.number,
        piece.header,
        piece.speaker,
        piece.ocr,
    ]


def _unpack_piece(packed: list[Any]) -> Piece:
    kind, text, spans, section, *rest = packed
    if kind not in get_args(PieceKind):
        raise ValueError(kind)
    return Piece(cast(PieceKind, kind), text, tuple(Span(*span) for span in spans), tuple(section), *rest)


def _inside(span: Span, pages: tuple[Page, ...]) -> bool:
    return 1 <= span.page <= len(pages) and 0 <= span.start < span.end <= len(pages[span.page - 1].text)


def _senseless() -> ReadError:
    return DamagedFileError(
        "Het leesproces gaf geen bruikbaar antwoord op dit bestand.",
        "Open het bestand in zijn eigen programma, sla het opnieuw op en probeer het nog eens.",
    )
