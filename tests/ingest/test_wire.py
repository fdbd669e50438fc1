from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import errors
from ingest.errors import EncryptedFileError, ReadError
from ingest.model import PIECE_KINDS, Page, Piece, Proposal, Reading, Span
from ingest.wire import (
    HEADER_BYTES,
    frame,
    message_of,
    pack_error,
    pack_reading,
    unpack_error,
    unpack_reading,
)

TEXTS = st.text(min_size=1, max_size=30)
OPTIONAL = st.none() | TEXTS


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Readings whose pieces stand on their pages."""
    texts = draw(st.lists(TEXTS, min_size=1, max_size=3))
    pages = tuple(
        Page(number, text, draw(OPTIONAL), draw(st.booleans())) for number, text in enumerate(texts, 1)
    )
    pieces = tuple(
        Piece(
            kind=draw(st.sampled_from(PIECE_KINDS)),
            text=page.text,
            spans=(Span(page.number, 0, len(page.text)),),
            section=tuple(draw(st.lists(TEXTS, max_size=2))),
            level=draw(st.none() | st.integers(1, 6)),
            lead=draw(OPTIONAL),
            number=draw(OPTIONAL),
            header=draw(OPTIONAL),
            speaker=draw(OPTIONAL),
            ocr=page.ocr,
        )
        for page in pages
    )
    return Reading(
        pages, pieces, Proposal("Titel", "2024-01-31", "Raad"), tuple(draw(st.lists(TEXTS, max_size=2)))
    )


@given(reading=readings())
def test_a_reading_crosses_unchanged(reading: Reading) -> None:
    """What is packed, framed, unframed and unpacked is equal to what it was."""
    body = frame(pack_reading(reading))[HEADER_BYTES:]
    assert unpack_reading(message_of(body)) == reading


def test_frame_begins_with_its_length() -> None:
    """The first eight bytes of a frame tell how many follow."""
    data = frame({"a": "ë\udcff"})
    assert int.from_bytes(data[:HEADER_BYTES], "big") == len(data) - HEADER_BYTES
    assert message_of(data[HEADER_BYTES:]) == {"a": "ë\udcff"}


@pytest.mark.parametrize("name", [kind.__name__ for kind in ReadError.__subclasses__()] + ["ReadError"])
def test_every_read_error_crosses(name: str) -> None:
    """Each kind of ReadError arrives as itself with its message and its hint."""
    sent = getattr(errors, name)("melding", "raad")
    received = unpack_error(pack_error(sent))
    assert type(received) is type(sent)
    assert (received.message, received.hint) == ("melding", "raad")


def test_unknown_error_becomes_a_read_error() -> None:
    """An error of a kind that is not ours cannot name a class to make."""
    assert type(unpack_error({"type": "SystemExit", "message": "m"})) is ReadError
    assert EncryptedFileError is not ReadError


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b"[" * 100_000])
def test_a_senseless_frame_is_a_read_error(body: bytes) -> None:
    """A frame that is no JSON object is reported as a file that cannot be read."""
    with pytest.raises(ReadError, match="geen bruikbaar antwoord"):
        message_of(body)


@pytest.mark.parametrize(
    "packed",
    [
        {},
        {"pages": [], "pieces": 3, "proposal": {}, "warnings": []},
        {"pages": [], "pieces": [["body", "a", [[1, 0, 1]], []]], "proposal": {}, "warnings": []},
        {
            "pages": [[1, "a", None, False]],
            "pieces": [["body", "a", [[1, 0, 9]], []]],
            "proposal": {},
            "warnings": [],
        },
        {
            "pages": [[1, "a", None, False]],
            "pieces": [["gossip", "a", [[1, 0, 1]], []]],
            "proposal": {},
            "warnings": [],
        },
        {"pages": [], "pieces": [], "proposal": {"price": 1}, "warnings": []},
    ],
)
def test_half_a_reading_is_refused(packed: dict[str, object]) -> None:
    """A reading with parts missing, an unknown kind or a place off the page does not get through."""
    with pytest.raises(ReadError):
        unpack_reading(packed)
