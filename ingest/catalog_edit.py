"""Changing one entry of the catalogue; all other entries, comments and their order stay as they are."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT

from ingest.catalog import CATALOG_NAME, load_catalog
from ingest.errors import CatalogError

Value = str | int | None


def set_entry(folder: Path, file: str, values: Mapping[str, Value]) -> None:
    """Give the entry of ``file`` these values; None takes a field away. A missing entry is added.

    The catalogue is written whole or not at all, and only when what would be there can be read again.

    Raises:
        CatalogError: the catalogue, or what it would become, is not valid.
    """
    document = _load(folder)
    entries = _entries(document)
    entry = next((entry for entry in entries if entry.get("file") == file), None)
    if entry is None:
        entry = tomlkit.table()
        entry["file"] = file
        entries.append(entry)
    for name, value in values.items():
        if value is None:
            entry.pop(name, None)
        else:
            entry[name] = value
    _write(folder, document)


def remove_entry(folder: Path, file: str) -> None:
    """Take the entry of ``file`` out of the catalogue; without one nothing happens.

    Raises: as :func:`set_entry`.
    """
    document = _load(folder)
    entries = _entries(document)
    kept = [entry for entry in entries if entry.get("file") != file]
    if len(kept) < len(entries):
        for index in reversed([i for i, entry in enumerate(entries) if entry.get("file") == file]):
            del entries[index]
        _write(folder, document)


def _load(folder: Path) -> tomlkit.TOMLDocument:
    load_catalog(folder)  # says in Dutch what is wrong with it, if anything
    path = folder / CATALOG_NAME
    try:
        return tomlkit.parse(path.read_text(encoding="utf-8")) if path.exists() else tomlkit.document()
    except (OSError, TOMLKitError) as error:
        raise CatalogError(
            f"De catalogus {path} kan niet worden gelezen: {error}", "Herstel haar in een teksteditor."
        ) from error


def _entries(document: tomlkit.TOMLDocument) -> AoT:
    if "document" not in document:
        document["document"] = tomlkit.aot()
    found = document["document"]
    if not isinstance(found, AoT):
        raise CatalogError(
            "De catalogus is niet als lijst van [[document]] geschreven.", "Pas haar aan in een teksteditor."
        )
    return found


def _write(folder: Path, document: tomlkit.TOMLDocument) -> None:
    """Write beside the catalogue, check that it can be read, and put it in place in one step."""
    path = folder / CATALOG_NAME
    trial = folder / f".catalog-check-{os.getpid()}"
    try:
        trial.mkdir(exist_ok=True)
        (trial / CATALOG_NAME).write_text(tomlkit.dumps(document), encoding="utf-8")
        load_catalog(trial)
        (trial / CATALOG_NAME).replace(path)
    except OSError as error:
        raise CatalogError(
            f"De catalogus kan niet worden geschreven ({error.strerror}).", "Controleer de rechten op de map."
        ) from error
    finally:
        (trial / CATALOG_NAME).unlink(missing_ok=True)
        trial.rmdir()
