"""The documents' own text, page by page, for checks that do not lean on the knowledge base."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from evals.errors import EvaluationError
from evals.matching import key
from ingest.catalog import document_id, load_catalog
from ingest.errors import ReadError
from ingest.model import Reading
from ingest.read import Reader, find_files

_MIN_PART = 8
_MAX_PARTS = 4


@dataclass(frozen=True)
class DocumentText:
    """The raw text of a document's pages, the first page first."""

    pages: tuple[str, ...]

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The pages as they are compared, see :func:`evals.matching.key`."""
        return tuple(key(page) for page in self.pages)

    @cached_property
    def _whole(self) -> tuple[str, tuple[int, ...]]:
        starts, position = [], 0
        for page in self.keys:
            starts.append(position)
            position += len(page)
        return "".join(self.keys), tuple(starts)

    def pages_of(self, quote: str) -> tuple[int, ...]:
        """Return the pages, counted from 1, on which ``quote`` begins; empty when it stands nowhere."""
        whole, starts = self._whole
        wanted = key(quote)
        found: list[int] = []
        at = whole.find(wanted) if wanted else -1
        while at >= 0:
            found.append(bisect_right(starts, at))
            at = whole.find(wanted, at + 1)
        return tuple(dict.fromkeys(found))

    def stands_on(self, quote: str, page: int, page_end: int) -> bool:
        """Tell whether ``quote`` stands on ``page`` in one run, or runs on to ``page_end``.

        Where it runs on, only what ends the one page and begins the other (a footer, a header) may
        stand between its parts.
        """
        return self._in_parts(quote, page, page_end, parts_a_page=1)

    def stands_in_parts(self, quote: str, page: int, page_end: int) -> bool:
        """As :meth:`stands_on`, but a caption or a note may also cut it on the page itself."""
        return self._in_parts(quote, page, page_end, parts_a_page=_MAX_PARTS)

    def _in_parts(self, quote: str, page: int, page_end: int, parts_a_page: int) -> bool:
        rest = key(quote)
        if not rest or not 1 <= page <= page_end <= len(self.pages):
            return False
        for number in range(page, page_end + 1):
            position = 0
            for _ in range(parts_a_page):
                start, size = _longest_beginning(rest, self.keys[number - 1], position)
                if size < min(_MIN_PART, len(rest)):
                    # so short a part tells nothing, except as the very last of a page before the end
                    rest = rest[_ended_with(self.keys[number - 1], rest) if number < page_end else 0 :]
                    break
                rest, position = rest[size:], start + size
                if not rest:
                    return True
            if number == page and len(rest) == len(key(quote)):
                return False
        return False


def _ended_with(page: str, text: str) -> int:
    """Return how many of the first characters of ``text``, too few to look for, end ``page``."""
    return next((size for size in range(_MIN_PART - 1, 0, -1) if page.endswith(text[:size])), 0)


def _longest_beginning(text: str, page: str, position: int) -> tuple[int, int]:
    """Return where the longest beginning of ``text`` that stands on ``page`` is, and how long it is."""
    low, high, where = 0, len(text), -1
    while low < high:
        middle = (low + high + 1) // 2
        at = page.find(text[:middle], position)
        if at >= 0:
            low, where = middle, at
        else:
            high = middle - 1
    return where, low


@dataclass(frozen=True)
class Corpus:
    """The documents by id: their own text and what was read from them."""

    texts: Mapping[str, DocumentText]
    readings: Mapping[str, Reading]

    @property
    def ids(self) -> tuple[str, ...]:
        """The documents' ids, sorted."""
        return tuple(sorted(self.texts))

    def pages_of(self, document: str, quote: str) -> tuple[int, ...]:
        """Return the pages on which ``quote`` begins; empty for an unknown document."""
        return self.texts[document].pages_of(quote) if document in self.texts else ()


def load_corpus(folder: Path) -> Corpus:
    """Read every document in ``folder``. A plain text is also split here, apart from the reader.

    Raises:
        FolderError: the folder is missing.
        EvaluationError: the folder holds no document that can be read.
    """
    files, _ = find_files(folder)
    catalog = load_catalog(folder)
    texts: dict[str, DocumentText] = {}
    readings: dict[str, Reading] = {}
    with Reader() as reader:
        for path in files:
            name = path.relative_to(folder).as_posix()
            document = catalog[name].id if name in catalog else document_id(name)
            try:
                readings[document] = reader.read(path)
            except ReadError:
                continue  # sync reports it by name; here it only means that nothing can be cited from it
            texts[document] = DocumentText(_pages(path, readings[document]))
    if not texts:
        raise EvaluationError(
            f"In de map {folder} staat geen document dat gelezen kan worden.",
            "Zet de documenten in de map, of wijs een andere aan met WOORDHOUDER_CORPUS.",
        )
    return Corpus(texts, readings)


def _pages(path: Path, reading: Reading) -> tuple[str, ...]:
    if path.suffix.lower() == ".txt":
        pages = tuple(path.read_text(encoding="utf-8", errors="replace").split("\f"))
        if len(pages) == len(reading.pages):
            return pages
    return tuple(page.text for page in reading.pages)
