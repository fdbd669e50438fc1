"""How well documents are read: whole sentences, the right kind, and all that belongs to a piece."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals.matching import key, overlap, words
from evals.model import Outcomes, ReadingItem
from ingest.model import Piece, Reading

_FIELDS = ("level", "bullet_level", "number", "lead", "speaker", "header")


@dataclass(frozen=True, slots=True)
class Compared:
    """A reading item beside the piece that comes nearest, and the names of what is wrong about it."""

    item: ReadingItem
    nearest: Piece | None
    wrong: tuple[str, ...]


def compare(items: Sequence[ReadingItem], readings: Mapping[str, Reading]) -> list[Compared]:
    """Set each item beside the piece of its document that fits it best."""
    return [_compare(item, readings[item.document].pieces) for item in items if item.document in readings]


def reading_right(compared: Sequence[Compared]) -> Outcomes:
    """Reading right: items read exactly as annotated / items.

    A piece is right when its text is the item's, word for word, with the kind, the page on which it begins
    and ends, and every field that the annotator gave (level, number, lead, speaker, header). Where hyphens
    are what is tested, they must be the same as well. Source: exact match.
    """
    return {c.item.id: (float(not c.wrong), 1.0) for c in compared}


def _compare(item: ReadingItem, pieces: Sequence[Piece]) -> Compared:
    """Take the piece with the item's text and the fewest faults, else the one with most words in common."""
    wanted = key(item.text)
    same = [piece for piece in pieces if key(piece.text) == wanted]
    if same:
        nearest = min(same, key=lambda piece: (len(_wrong(item, piece)), piece.page))
        return Compared(item, nearest, _wrong(item, nearest))
    near = [p for p in pieces if abs(p.page - item.page) <= 1 and set(words(p.text)) & set(words(item.text))]
    closest = max(near, key=lambda piece: overlap(piece.text, item.text), default=None)
    return Compared(item, closest, ("text",))


def _wrong(item: ReadingItem, piece: Piece) -> tuple[str, ...]:
    wrong = []
    if item.what == "hyphen" and piece.text.split() != item.text.split():
        wrong.append("hyphens")
    if piece.kind != item.kind:
        wrong.append("kind")
    if piece.page != item.page:
        wrong.append("page")
    if piece.page_end != item.fields.get("page_end", item.page):
        wrong.append("page_end")
    wrong += [name for name in _FIELDS if name in item.fields and not _same(item.fields[name], piece, name)]
    return tuple(wrong)


def _same(wanted: object, piece: Piece, name: str) -> bool:
    value = piece.level if name == "bullet_level" else getattr(piece, name)
    if isinstance(wanted, str):
        return value is not None and key(str(value)).rstrip(":.") == key(wanted).rstrip(":.")
    return bool(value == wanted)
