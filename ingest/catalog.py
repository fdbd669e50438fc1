"""The catalogue: what is known of each document, in a TOML file beside the documents.

A file without an entry is read all the same: its own properties are proposed, and nothing is guessed.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from dataclasses import fields
from pathlib import Path
from typing import Any

from ingest.errors import CatalogError
from ingest.model import Document, Proposal

CATALOG_NAME = "catalog.toml"

_FIELDS = frozenset(field.name for field in fields(Document))
_YEARS = frozenset({"period_from", "period_to"})


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of the file's bytes, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def document_id(file: str) -> str:
    """Return the id of a document: its file name without extension, white space folded to hyphens.

    A file in a subfolder keeps the folder in its id, so that equal names do not collide.
    """
    stem = unicodedata.normalize("NFC", str(Path(file).with_suffix("")))
    return re.sub(r"\s+", "-", stem.strip())


def load_catalog(folder: Path) -> dict[str, Document]:
    """Return the catalogue's documents by file name; empty when the folder has no catalogue.

    Raises:
        CatalogError: the file is no valid TOML, or an entry lacks a field or has one of a wrong type.
    """
    path = folder / CATALOG_NAME
    if not path.exists():
        return {}
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("document", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise CatalogError(
            f"De catalogus {path} kan niet worden gelezen: {error}",
            "Herstel de regel die genoemd wordt, of haal het bestand weg: zonder catalogus werkt het ook.",
        ) from error
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise CatalogError(f"{path}: er staan geen documenten in.", "Begin elk document met [[document]].")
    documents = [_document(entry, path) for entry in entries]
    _refuse_doubles(documents, path)
    return {document.file: document for document in documents}


def propose(file: str, sha256: str, proposal: Proposal) -> Document:
    """Return a document for a file without an entry: its own title if it has one, else its name."""
    title = proposal.title or Path(file).stem.replace("-", " ").replace("_", " ")
    return Document(id=document_id(file), file=file, title=title, sha256=sha256, date=proposal.date)


def _document(entry: dict[str, Any], path: Path) -> Document:
    name = entry.get("id") or entry.get("file") or "zonder naam"
    unknown = sorted(set(entry) - _FIELDS)
    if unknown:
        raise CatalogError(
            f"{path}: het document '{name}' heeft een onbekend veld: {', '.join(unknown)}.",
            f"Gebruik: {', '.join(sorted(_FIELDS))}.",
        )
    for field in sorted(_FIELDS & set(entry)):
        wanted: type = int if field in _YEARS else str
        if not isinstance(entry[field], wanted) or isinstance(entry[field], bool):
            kind = "jaartal zonder aanhalingstekens" if wanted is int else "tekst tussen aanhalingstekens"
            raise CatalogError(f"{path}: '{field}' van '{name}' is geen {kind}.", f"Schrijf {kind}.")
    missing = sorted({"file", "title"} - set(entry))
    if missing:
        raise CatalogError(
            f"{path}: het document '{name}' mist: {', '.join(missing)}.", "Vul het aan; leeg mag ook."
        )
    return Document(
        **{"id": document_id(entry["file"]), "sha256": "", **entry, "title": entry["title"] or entry["file"]}
    )


def _refuse_doubles(documents: list[Document], path: Path) -> None:
    for values, what in (([d.id for d in documents], "id"), ([d.file for d in documents], "bestand")):
        doubles = sorted({value for value in values if values.count(value) > 1})
        if doubles:
            raise CatalogError(f"{path}: {what} '{doubles[0]}' staat er twee keer in.", "Haal er één weg.")
