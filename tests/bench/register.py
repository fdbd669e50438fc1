"""How long it takes to find the commitments of the whole corpus, and to bring them together across documents.

Run as ``python tests/bench/register.py``. The files are read beforehand and sentences are embedded once before
the clock starts, as the sync has done when it comes to the register.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from ingest.catalog import load_catalog
from ingest.read import Reader
from kb.commitments.extract import extract
from kb.commitments.links import Source, link
from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


def main() -> int:
    """Print the figures, a line each."""
    with Reader() as reader:
        readings = [(doc, reader.read(CORPUS / name)) for name, doc in sorted(load_catalog(CORPUS).items())]
    pages = sum(len(reading.pages) for _, reading in readings)
    for what in ("first time", "again"):
        start = time.perf_counter()
        sources = [Source(doc, r.pieces, extract(doc, r.pages, r.pieces)) for doc, r in readings]
        seconds = time.perf_counter() - start
        found = sum(len(source.commitments) for source in sources)
        sys.stdout.write(f"commitments, {what}: {found} on {pages} pages in {seconds:.1f} s\n")
    with tempfile.TemporaryDirectory() as data:
        embed = KnowledgeBase(Settings(corpus=CORPUS, data=Path(data))).embed
        link(sources, embed)
        start = time.perf_counter()
        links = link(sources, embed)
        seconds = time.perf_counter() - start
    sys.stdout.write(f"links: {len(links)} in {seconds:.1f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
