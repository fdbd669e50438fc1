from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import samples

from ingest.errors import (
    DamagedFileError,
    EmptyFileError,
    EncryptedFileError,
    ReadError,
    TooLargeError,
    UnsupportedFileError,
)
from ingest.read import Limits, Reader, read_file
from ingest.readers.ocr import find_tesseract

# A megabyte of short paragraphs takes some 20 MB as a tree.
HUNGRY = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    + b"<w:p/>" * 6_000_000
    + b"</w:body></w:document>"
)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """One reader for the tests that need no other."""
    with Reader(Limits(seconds=20, memory_mb=700, file_mb=50, pages=50, ocr_pages=0)) as one:
        yield one


def put(folder: Path, name: str, data: bytes) -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", samples.pdf()),
        ("a.docx", samples.word()),
        ("a.html", f"<html><p>{samples.SENTENCE}</p>".encode()),
        ("a.md", samples.SENTENCE.encode()),
        ("a.txt", samples.SENTENCE.encode()),
        ("pdf.txt", samples.pdf()),
        ("rare 'naam' \n\U0001f600.txt", samples.SENTENCE.encode()),
        ("vrij.pdf", samples.locked_pdf(user_password="")),
    ],
)
def test_every_format_is_read_in_the_child(reader: Reader, tmp_path: Path, name: str, data: bytes) -> None:
    """Each format, odd names and PDFs that only restrict printing give the sentence that is in them."""
    reading = reader.read(put(tmp_path, name, data))
    assert samples.SENTENCE in [piece.text for piece in reading.pieces]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "data", "error", "words"),
    [
        ("leeg.pdf", b"", EmptyFileError, "leeg"),
        ("nullen.txt", b"\x00" * 4096, EmptyFileError, "leeg"),
        ("wit.pdf", samples.pdf([""]), EmptyFileError, "geen leesbare tekst"),
        ("slot.pdf", samples.locked_pdf("geheim"), EncryptedFileError, "wachtwoord"),
        ("halve.docx", samples.word()[:9000], DamagedFileError, "beschadigd"),
        ("kop.pdf", samples.pdf()[:300], DamagedFileError, "beschadigd"),
        ("virus.pdf", b"MZ\x90\x00\x03\x00\x00\x00", UnsupportedFileError, "Windows-programma"),
        ("boom.pdf", samples.looping_tree_pdf(), DamagedFileError, "beschadigd"),
        ("bom.pdf", samples.bomb_pdf(), DamagedFileError, "Geen enkele pagina"),
        ("lussen.pdf", samples.looping_form_pdf(), ReadError, "."),
        ("dik.pdf", samples.pdf(["x"] * 51), TooLargeError, "51 pagina's; meer dan 50"),
        ("groot.txt", b"x" * (50 * 1024 * 1024 + 1), TooLargeError, "groter dan 50 MB"),
        (
            "bom.docx",
            samples.with_part(samples.word(), "word/a.xml", b" " * (65 << 20)),
            TooLargeError,
            "uitgepakt",
        ),
        (
            "honger.docx",
            samples.with_part(samples.word(), "word/document.xml", HUNGRY),
            TooLargeError,
            "700 MB geheugen",
        ),
    ],
)
def test_bad_files_are_named_with_reason_and_hint(
    reader: Reader, tmp_path: Path, name: str, data: bytes, error: type[ReadError], words: str
) -> None:
    """Each kind of bad file is an error of its kind with a hint, and the next file is read all the same."""
    with pytest.raises(error, match=words) as caught:
        reader.read(put(tmp_path, name, data))
    assert caught.value.message
    assert caught.value.hint
    assert reader.read(put(tmp_path, "goed.txt", b"Een goede zin.")).pieces


@pytest.mark.slow
def test_a_scan_is_read_where_it_can_be_and_else_named(tmp_path: Path) -> None:
    """With Tesseract in Dutch the words of a scan are found; without it the page is named."""
    path = put(
        tmp_path, "scan.pdf", samples.scanned_pdf(printed="Uiterlijk in 2030 zijn alle scholen duurzaam.")
    )
    reading = read_file(path)
    if find_tesseract() is None:
        assert "tesseract-ocr-nld" in reading.warnings[0]
    else:
        assert reading.pages[1].ocr
        assert "alle scholen duurzaam" in reading.pages[1].text


def test_a_pdf_that_boasts_of_gigabytes_does_no_harm(reader: Reader, tmp_path: Path) -> None:
    """A stream that declares 100 GB costs no memory: it is read as it is, or refused."""
    with suppress(ReadError):
        reader.read(put(tmp_path, "a.pdf", samples.boasting_pdf()))
    assert reader.peak_mb < 700


def test_missing_file_folder_and_pipe_are_refused(reader: Reader, tmp_path: Path) -> None:
    """What is no file is refused before anything is started, and a pipe does not hang."""
    os.mkfifo(tmp_path / "pijp.txt")
    with pytest.raises(ReadError, match="kan niet worden geopend"):
        reader.read(tmp_path / "weg.txt")
    for path in (tmp_path, tmp_path / "pijp.txt"):
        with pytest.raises(UnsupportedFileError, match="geen gewoon bestand"):
            reader.read(path)


def test_a_name_that_is_no_text_is_read(reader: Reader, tmp_path: Path) -> None:
    """A file name with bytes that are no UTF-8 is read like any other."""
    name = os.fsdecode(os.fsencode(tmp_path) + b"/b\xff.txt")
    assert reader.read(put(tmp_path, name, b"Een zin.")).pieces


@pytest.mark.slow
def test_a_file_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    """A file that goes over the time limit is a TooLargeError, and the reader goes on with the next."""
    slow = put(tmp_path, "traag.pdf", samples.pdf(["regel\n" * 50] * 600))
    quick = put(tmp_path, "snel.txt", b"Een zin.")
    with Reader(Limits(seconds=0.4, ocr_pages=0)) as impatient:
        impatient.read(quick)  # the process is up: from here the limit counts
        with pytest.raises(TooLargeError, match=r"langer dan 0\.4 seconden"):
            impatient.read(slow)
        assert impatient.read(quick).pieces


def process_of(reader: Reader) -> int:
    """The id of the reading process."""
    worker = reader._worker
    assert worker is not None
    return worker._process.pid


def test_a_dead_process_is_replaced(tmp_path: Path) -> None:
    """When the reading process is killed between two files, the next file is read in a new one."""
    path = put(tmp_path, "a.txt", b"Een zin.")
    with Reader() as one:
        one.read(path)
        first = process_of(one)
        os.kill(first, signal.SIGKILL)
        assert one.read(path).pieces
        assert process_of(one) != first


def test_a_process_is_kept_and_then_replaced(tmp_path: Path) -> None:
    """The process reads so many files and is then replaced, so that memory does not grow with the files."""
    path = put(tmp_path, "a.txt", b"Een zin.")
    with Reader(files_per_worker=3) as one:
        ids = []
        for _ in range(7):
            one.read(path)
            ids.append(process_of(one))
    assert ids[0] == ids[1] == ids[2] != ids[3] == ids[4] == ids[5] != ids[6]


def test_no_process_stays_behind(tmp_path: Path) -> None:
    """After the reader is closed its process is gone."""
    with Reader() as one:
        one.read(put(tmp_path, "a.txt", b"Een zin."))
        pid = process_of(one)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_same_file_gives_same_reading(tmp_path: Path) -> None:
    """Reading twice, in a fresh process or a used one, gives equal readings."""
    path = put(tmp_path, "a.docx", samples.word())
    with Reader() as one:
        assert one.read(path) == one.read(path) == read_file(path)


def test_the_child_sees_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords and keys in our environment do not reach the process that parses foreign files."""
    from ingest.read import _environment

    monkeypatch.setenv("WOORDHOUDER_DATABASE_URL", "geheim")
    assert "geheim" not in "".join(_environment().values())


def test_the_child_is_light_and_the_parent_parses_nothing() -> None:
    """The sandbox and the door of reading import no models, stores or parsers before they are needed."""
    script = (
        "import sys, ingest.sandbox, ingest.read\n"
        "heavy = {'torch', 'chromadb', 'numpy', 'pypdf', 'docx', 'bs4', 'lxml', 'pypdfium2', 'wordfreq'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
