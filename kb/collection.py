"""The folder with the documents: adding and removing files, and what the catalogue says of them.

Nothing here touches the index: a sync afterwards brings it in line. A file is put in place in one step, so
a sync at the same moment sees it whole or not at all; a removed file goes to a folder of its own.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock

from ingest.catalog_edit import remove_entry, set_entry
from ingest.detect import SUPPORTED, detect
from ingest.errors import ReadError, TooLargeError, UnsupportedFileError
from ingest.limits import Limits

MAX_FILES = 25
"""Files that may be added in one go."""

EDITABLE = ("title", "kind", "organisation", "status", "date", "period_from", "period_to")
"""The fields of the catalogue that people fill in."""

_MEGABYTE = 1024 * 1024
_ODD = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
_EXTENSION = {"pdf": ".pdf", "docx": ".docx", "html": ".html", "markdown": ".md", "text": ".txt"}


@dataclass(frozen=True, slots=True)
class Added:
    """What was done with one file that was offered: its name in the folder, or why it was refused."""

    name: str
    replaced: bool = False
    reason: str = ""
    hint: str = ""

    @property
    def ok(self) -> bool:
        """Whether the file is in the folder now."""
        return not self.reason


class Collection:
    """The documents' folder. Safe to share between threads."""

    def __init__(self, folder: Path, bin_folder: Path, limits: Limits | None = None) -> None:
        self.folder = folder
        self._bin = bin_folder
        self._limits = limits or Limits()
        self._lock = RLock()

    def add(self, path: Path, name: str, *, replace: bool = False) -> Added:
        """Put a copy of the file ``path`` in the folder under ``name``, and say what became of it.

        What it is, is told by its content; a file that cannot be read is refused with its reason. A file
        with the same name is only replaced when ``replace`` says so.
        """
        shown = safe_name(name)
        try:
            data, shown = self._checked(path, shown)
            with self._lock:
                return self._put(data, shown, replace=replace)
        except ReadError as error:
            return Added(shown, reason=error.message, hint=error.hint)
        except OSError as error:
            reason = f"Het bestand kan niet worden bewaard ({error.strerror})."
            return Added(shown, reason=reason, hint="Vraag de beheerder om hulp.")

    def remove(self, file: str) -> Path:
        """Take a file out of the folder, and its entry out of the catalogue; return where it is kept.

        Raises:
            ReadError: there is no such file, or it cannot be moved.
            CatalogError: the catalogue is not valid.
        """
        with self._lock:
            path = self._inside(file)
            moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
            kept = self._bin / f"{moment}-{path.name}"
            try:
                self._bin.mkdir(parents=True, exist_ok=True)
                kept.write_bytes(path.read_bytes())
                path.unlink()
            except OSError as error:
                raise ReadError(
                    f"Het bestand kan niet worden verwijderd ({error.strerror}).", "Controleer de rechten "
                    "op de map."
                ) from error  # fmt: skip
            remove_entry(self.folder, file)
            return kept

    def describe(self, file: str, document: str, values: Mapping[str, str]) -> None:
        """Write what people filled in about a file into the catalogue. An empty text means: not known.

        ``document`` is the id that the file has and keeps.

        Raises:
            ReadError: there is no such file, or a value is not what its field asks.
            CatalogError: the catalogue is not valid.
        """
        with self._lock:
            self._inside(file)
            fields = {name: _value(name, values.get(name, "")) for name in EDITABLE if name in values}
            set_entry(self.folder, file, {"id": document, "file": file, **fields})

    def _checked(self, path: Path, name: str) -> tuple[bytes, str]:
        """Return what is in a file, and its name with an extension under which it will be read."""
        if path.stat().st_size > self._limits.file_mb * _MEGABYTE:
            raise TooLargeError(
                f"Het bestand is groter dan {self._limits.file_mb} MB.", "Splits het in kleinere delen."
            )
        data = path.read_bytes()
        found = detect(data, name).format
        return data, name if Path(name).suffix.lower() in SUPPORTED else f"{name}{_EXTENSION[found]}"

    def _put(self, data: bytes, name: str, *, replace: bool) -> Added:
        target = self.folder / name
        exists = target.exists()
        if exists and not replace:
            raise UnsupportedFileError(
                f"Er is al een bestand {name}.",
                "Zet 'Bestaande bestanden vervangen' aan als dit een nieuwe versie is, of geef het een "
                "andere naam.",
            )
        self.folder.mkdir(parents=True, exist_ok=True)
        fresh = self.folder / f".{os.getpid()}-{name}"
        fresh.write_bytes(data)
        fresh.replace(target)
        return Added(name, replaced=exists)

    def _inside(self, file: str) -> Path:
        path = self.folder / file
        if not path.resolve().is_relative_to(self.folder.resolve()) or not path.is_file():
            raise ReadError(
                f"Het bestand {file} staat niet in de map.", "Ververs de pagina en probeer het opnieuw."
            )
        return path


def safe_name(name: str) -> str:
    """Return a file's name without its folder and without what no file system takes."""
    bare = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    clean = _ODD.sub("-", bare).strip(" .-") or "document.txt"
    stem, dot, suffix = clean.rpartition(".")
    return f"{stem[:120]}{dot}{suffix[:10]}" if dot else clean[:120]


def _value(name: str, text: str) -> str | int | None:
    clean = " ".join(text.split())
    if not name.startswith("period_"):
        return clean
    if not clean:
        return None
    if not re.fullmatch(r"(1[5-9]|2[01])\d\d", clean):
        raise ReadError(f"'{clean}' is geen jaartal.", "Gebruik vier cijfers, of laat het veld leeg.")
    return int(clean)
