"""Damaged files: mutations of valid ones, through the reading process, thousands of them."""

from __future__ import annotations

import io
import random
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import samples

from ingest.errors import ReadError
from ingest.model import Reading, same_words, slice_of
from ingest.read import Limits, Reader

MUTATIONS = {"plat.pdf": 600, "label.pdf": 600, "zin.docx": 600, "scan.pdf": 250}  # a scan is also rendered
TEXT = "Dit is een gewone zin over woningen.\nEind 2024 is bereikt:\n- vijf parken\n- twee wijken"
SEEDS: dict[str, Callable[[], bytes]] = {
    "plat.pdf": lambda: samples.pdf([TEXT, TEXT]),
    "label.pdf": lambda: samples.labelled_pdf([TEXT], "/r", 1),
    "zin.docx": lambda: samples.word(*TEXT.split("\n")),
    "scan.pdf": samples.scanned_pdf,
}


def with_a_damaged_part(data: bytes, chance: random.Random) -> bytes:
    """Damage one part of a Word file and pack it again: the checksums of the archive are right."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name = chance.choice(sorted(archive.namelist()))
        part = archive.read(name)
    return samples.with_part(data, name, mutated(part, chance))


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Damage a file in one of the ways files get damaged: flipped, cut off, swapped, doubled, overwritten."""
    out = bytearray(data)
    way = chance.randrange(5)
    start, end = sorted(chance.randrange(len(out)) for _ in range(2))
    if way == 0:
        for _ in range(chance.choice((1, 3, 20))):
            out[chance.randrange(len(out))] = chance.randrange(256)
    elif way == 1:
        del out[start:]
    elif way == 2:
        middle = (start + end) // 2
        out[start:end] = out[middle:end] + out[start:middle]
    elif way == 3:
        out[start:start] = out[start : start + 500]
    else:
        out[start : start + 50] = bytes(chance.randrange(256) for _ in range(50))
    return bytes(out)


def read_or_refused(reader: Reader, path: Path) -> Reading | ReadError:
    """Read a file and return what comes of it; anything else than these two is a failure of the test."""
    try:
        return reader.read(path)
    except ReadError as error:
        return error


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(SEEDS))
def test_damaged_files_end_in_a_reading_or_an_error(name: str, tmp_path: Path) -> None:
    """Each of hundreds of mutations ends in a whole Reading or a ReadError with a hint: no crash, no hang."""
    chance = random.Random(f"woordhouder {name}")
    seed = SEEDS[name]()
    outcomes: Counter[str] = Counter()
    limits = Limits(seconds=5, memory_mb=700, file_mb=5, pages=50, ocr_pages=0)
    with Reader(limits, files_per_worker=200) as reader:
        for _ in range(MUTATIONS[name]):
            path = tmp_path / name
            damage = with_a_damaged_part if name.endswith("docx") and chance.random() < 0.7 else mutated
            path.write_bytes(damage(seed, chance))
            outcome = read_or_refused(reader, path)
            if isinstance(outcome, ReadError):
                assert outcome.message
                assert outcome.hint
                outcomes[type(outcome).__name__] += 1
                continue
            outcomes["read"] += 1
            for piece in outcome.pieces:
                assert same_words(slice_of(outcome.pages, piece.spans)) == same_words(piece.text)
    assert outcomes.total() == MUTATIONS[name]
    assert outcomes["read"]
    assert len(outcomes) > 1
