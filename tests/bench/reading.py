"""How fast files are read, how much memory that takes, and how much of the text survives each format.

Run as ``python tests/bench/reading.py``. Reading is measured without embedding, through the reading process,
as a sync does it.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "ingest"), str(Path(__file__).resolve().parents[2])]

import roundtrip  # noqa: E402 - found by the line above: tests are no package

from ingest.read import Limits, Reader  # noqa: E402 - the same

_PAGES = 2000
_MANY = 200


def main() -> int:
    """Print the figures, a line each."""
    with tempfile.TemporaryDirectory() as folder:
        for line in (*_speed(Path(folder)), *_growth(Path(folder)), *_kept(Path(folder))):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
    return 0


def _speed(folder: Path) -> Iterator[str]:
    texts = sorted(roundtrip.CORPUS.glob("*.txt"))
    yield _measured("corpus, text", texts)
    pdfs = [
        _written(folder, f"{path.stem}.pdf", roundtrip.pdf_of(roundtrip.corpus_pages(path.name)))
        for path in texts
    ]
    yield _measured("corpus, PDF", pdfs)
    every = [page for path in texts for page in roundtrip.corpus_pages(path.name)]
    long = (every * (_PAGES // len(every) + 1))[:_PAGES]
    big = _written(folder, "groot.pdf", roundtrip.pdf_of(long, "Gemeente Voorbeeld", "Vastgesteld", 1))
    yield _measured(f"one PDF of {_PAGES} pages", [big])


def _measured(name: str, paths: Sequence[Path]) -> str:
    with Reader(Limits()) as reader:
        start = time.perf_counter()
        pages = sum(len(reader.read(path).pages) for path in paths)
        seconds = time.perf_counter() - start
        return f"{name}: {pages} pages, {pages / seconds:.0f} pages/s, peak {reader.peak_mb:.0f} MB"


def _growth(folder: Path) -> Iterator[str]:
    """Yield the peak memory after a few files and after many of the same."""
    path = _written(
        folder, "klein.pdf", roundtrip.pdf_of(roundtrip.corpus_pages("verslag-overleg-bouwend-nederland.txt"))
    )
    with Reader(Limits()) as reader:
        for number in range(1, _MANY + 1):
            reader.read(path)
            if number in (10, _MANY):
                yield f"after {number} files: peak {reader.peak_mb:.0f} MB"


def _kept(folder: Path) -> Iterator[str]:
    """Yield the share of the sentences that comes back, for each document and format."""
    with Reader(Limits(ocr_pages=0)) as reader:
        for path in sorted(roundtrip.CORPUS.glob("*.txt")):
            pages = roundtrip.corpus_pages(path.name)
            before = roundtrip.reading_of(pages)
            made = {
                "column.pdf": roundtrip.pdf_of(pages),
                "framed.pdf": roundtrip.pdf_of(pages, "Gemeente Voorbeeld", "Vastgesteld door de raad", 101),
                "typeset.pdf": roundtrip.typeset_pdf_of(before.pieces),
                "lines.docx": roundtrip.word_of_lines(pages),
                "styles.docx": roundtrip.word_of_pieces(before.pieces),
            }
            shares = (
                f"{name} {roundtrip.share_kept(before, reader.read(_written(folder, name, data))):.2%}"
                for name, data in made.items()
            )
            yield f"{path.stem}: {', '.join(shares)}"


def _written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


if __name__ == "__main__":
    sys.exit(main())
