"""The tables of made-up wordings in ``tables/``: a line is a text and what is read in it, with tabs between."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).resolve().parent / "tables"


def rows(name: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the texts of a table, each with its further fields."""
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    split = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [(text, tuple(fields)) for text, *fields in split]
