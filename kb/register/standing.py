"""Whether words still stand in a document, wherever on its pages.

A sentence that runs on to the next page stands in what was read from the pages, where the running headers
between its halves are set apart; what was read as something else than text stands on the pages themselves.
"""

from __future__ import annotations

from threading import Lock

from ingest.model import same_words
from kb.register.derived import Readings


class Standing:
    """Answers for the present documents; a document's text is folded once for each of its versions."""

    def __init__(self, readings: Readings) -> None:
        self._readings = readings
        self._folded: dict[str, str] = {}
        self._lock = Lock()

    def __call__(self, document: str, quote: str) -> bool:
        """Tell whether ``document`` holds ``quote`` word for word; False for a document that is gone."""
        versions = {stored.document.id: stored.version for stored in self._readings.documents()}
        version = versions.get(document)
        return version is not None and same_words(quote).casefold() in self._text(version)

    def _text(self, version: str) -> str:
        with self._lock:
            if version not in self._folded:
                pages = "\n".join(page.text for page in self._readings.pages(version))
                pieces = "\n".join(piece.text for piece in self._readings.pieces(version))
                self._folded[version] = f"{same_words(pages)}\n{same_words(pieces)}".casefold()
            return self._folded[version]
