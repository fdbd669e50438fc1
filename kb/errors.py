"""What can go wrong in the knowledge base. The root and the style are those of ``ingest.errors``.

WoordhouderError
└── KnowledgeBaseError
    ├── IndexMissingError     nothing was indexed yet, or with other settings
    ├── IndexBusyError        another sync holds the index
    ├── IndexDamagedError     the index cannot be opened; it can be made again
    ├── ModelUnavailableError the encoder cannot be loaded
    └── UnknownFilterError    a filter names what is not in the collection
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


class UnknownFilterError(KnowledgeBaseError):
    """A filter names a document or kind that is not in the collection."""
