"""What can go wrong while reading. Each error says what to do next.

WoordhouderError
├── IngestError
│   ├── CatalogError          the catalogue cannot be read or contradicts the files
│   ├── FolderError           the folder is missing or cannot be read
│   └── ReadError             one file cannot be read; the others go on
│       ├── EmptyFileError
│       ├── DamagedFileError
│       ├── EncryptedFileError
│       ├── UnsupportedFileError
│       └── TooLargeError     over a limit of size, pages, time or memory
└── (kb.errors.KnowledgeBaseError and below)
"""

from __future__ import annotations


class WoordhouderError(Exception):
    """The root of all errors of this project: a Dutch sentence and a hint for what to do next."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[type[WoordhouderError], tuple[str, str]]:
        # An exception crosses from the reading process to ours; the default would lose the hint.
        return type(self), (self.message, self.hint)


class IngestError(WoordhouderError):
    """Something is wrong with the input."""


class CatalogError(IngestError):
    """The catalogue cannot be read or contradicts the files."""


class FolderError(IngestError):
    """The folder is missing or cannot be read."""


class ReadError(IngestError):
    """One file cannot be read; the others go on."""


class EmptyFileError(ReadError):
    """The file holds no text."""


class DamagedFileError(ReadError):
    """The file is not what its format asks."""


class EncryptedFileError(ReadError):
    """The file is locked with a password."""


class UnsupportedFileError(ReadError):
    """The format is not one of those that are read."""


class TooLargeError(ReadError):
    """Reading would go over a limit of size, pages, time or memory."""
