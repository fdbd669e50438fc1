"""The name of an index: a hash of all that changes what is in it.

The code that reads, cuts and analyses is part of that name, so that nobody has to remember to raise a
version number, and an index made by other code is never read silently.
"""

from __future__ import annotations

import hashlib
from importlib.resources import files
from importlib.resources.abc import Traversable

from kb.index.embedding import Embedder

_CODE = ("ingest", "kb.dutch", "kb.index")


def fingerprint(embedder: Embedder) -> str:
    """Return 16 hexadecimal digits that name the index made with this embedder by this code."""
    digest = hashlib.sha256(embedder.name.encode())
    for package in _CODE:
        _add(digest, files(package), package)
    return digest.hexdigest()[:16]


def _add(digest: hashlib._Hash, entry: Traversable, path: str) -> None:
    if entry.is_file():
        digest.update(path.encode())
        digest.update(entry.read_bytes())
        return
    for child in sorted(entry.iterdir(), key=lambda c: c.name):
        if child.name != "__pycache__" and not child.name.startswith("."):
            _add(digest, child, f"{path}/{child.name}")
