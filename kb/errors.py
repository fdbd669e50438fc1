"""What can go wrong in the knowledge base. The root and the style are those of ``ingest.errors``.

WoordhouderError
└── KnowledgeBaseError
    ├── IndexMissingError     nothing was indexed yet, or with other settings
    ├── IndexBusyError        another sync holds the index
    ├── IndexDamagedError     the index cannot be opened; it can be made again
    ├── ModelUnavailableError the encoder cannot be loaded
    ├── GlossaryError         the municipality's own glossary cannot be read
    ├── LanguageModelError    the language model cannot be reached or answers nonsense
    ├── UnknownFilterError    a filter names what is not in the collection
    ├── RegisterError
    │   ├── RegisterUnavailableError  the register's database cannot be used
    │   ├── RegisterConflictError     somebody else wrote at the same time; nothing was saved
    │   ├── RegisterInputError        what was to be written is not valid
    │   ├── UnknownCommitmentError    the register never had a commitment with this id
    │   └── StatusFileError           a workbook with statuses cannot be read
    └── ExportError           an export cannot be made
"""

from __future__ import annotations

from ingest.errors import WoordhouderError


class KnowledgeBaseError(WoordhouderError):
    """Something is wrong with the knowledge base."""


class IndexMissingError(KnowledgeBaseError):
    """Nothing was indexed yet, or only with other settings."""


class IndexBusyError(KnowledgeBaseError):
    """Another process is writing the index."""


class IndexDamagedError(KnowledgeBaseError):
    """The index cannot be opened; it can be made again from the documents."""


class ModelUnavailableError(KnowledgeBaseError):
    """The encoder cannot be loaded."""


class GlossaryError(KnowledgeBaseError):
    """The municipality's own glossary cannot be read."""


class UnknownFilterError(KnowledgeBaseError):
    """A filter names a document or kind that is not in the collection."""


class LanguageModelError(KnowledgeBaseError):
    """The language model cannot be reached, takes too long or answers nonsense."""


class RegisterError(KnowledgeBaseError):
    """Something is wrong with the register."""


class RegisterUnavailableError(RegisterError):
    """The register's database cannot be used."""


class RegisterConflictError(RegisterError):
    """Somebody else wrote at the same time; nothing was saved.

    ``changes`` are what the others wrote, as :class:`kb.register.model.Change`.
    """

    def __init__(self, message: str, hint: str = "", changes: tuple[object, ...] = ()) -> None:
        super().__init__(message, hint)
        self.changes = changes


class RegisterInputError(RegisterError):
    """What was to be written is not valid."""


class UnknownCommitmentError(RegisterError):
    """The register never had a commitment with this id."""


class StatusFileError(RegisterError):
    """A workbook with statuses cannot be read."""


class ExportError(KnowledgeBaseError):
    """An export cannot be made."""
