"""The reading process: ``python -m ingest.sandbox``, started by :mod:`ingest.read` and by nobody else.

It takes one file at a time from its standard input and answers on its standard output, in the frames of
:mod:`ingest.wire`. Its memory, time, open files and written bytes are limited before the first byte of a
foreign file is touched. It imports nothing that knows vectors or screens, so that it starts in a moment.
"""

from __future__ import annotations

import logging
import os
import resource
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from ingest.detect import Format, detect
from ingest.errors import DamagedFileError, EmptyFileError, ReadError, TooLargeError
from ingest.limits import Limits
from ingest.model import Reading
from ingest.wire import HEADER_BYTES, frame, message_of, pack_error, pack_reading

_MEGABYTE = 1024 * 1024
_OPEN_FILES = 64
_HINT_SPLIT = "Splits het bestand in kleinere delen."

Grant = Callable[[float], None]
"""Asks for more seconds: recognising a page takes longer than reading one."""


def main() -> int:
    """Read the files that are asked for until the input ends."""
    requests, answers = _take_over_streams()
    _be_quiet()
    first = _next_message(requests)
    if first is None:
        return 0
    limits = Limits(**first)
    _limit_process(limits)
    while (request := _next_message(requests)) is not None:
        _allow_cpu(limits.seconds)
        answers.write(_answer(str(request["path"]), limits, lambda s: _send(answers, {"more": s})))
        answers.flush()
    return 0


def read_bytes(data: bytes, name: str, limits: Limits, grant: Grant) -> Reading:
    """Read the file ``name`` that holds ``data``, in this process and without limits on time or memory.

    Raises a ReadError for what cannot be read; what the parsers themselves raise on damaged input is
    translated here, with its kind in the message.
    """
    detected = detect(data, name)
    try:
        reading = _read_as(detected.format, data, limits, grant)
    except (ReadError, MemoryError):
        raise
    except Exception as error:  # parsers fail on damaged input in every way there is; recorded in the message
        raise DamagedFileError(
            f"Het bestand is beschadigd en niet te lezen ({type(error).__name__}).",
            "Open het in zijn eigen programma, sla het opnieuw op en probeer het nog eens.",
        ) from error
    if not any(piece.kind != "running" for piece in reading.pieces):
        raise EmptyFileError("Het bestand bevat geen leesbare tekst.", _hint_without_text(reading))
    if not detected.warning:
        return reading
    notes = (detected.warning, *reading.warnings)
    return Reading(reading.pages, reading.pieces, reading.proposal, notes)


def _read_as(found: Format, data: bytes, limits: Limits, grant: Grant) -> Reading:
    # Imported when needed: a folder of text files should not pay for a PDF parser.
    if found == "pdf":
        from ingest.readers.ocr import find_recogniser
        from ingest.readers.pdf import read_pdf

        return read_pdf(data, limits, find_recogniser(limits), grant)
    if found == "docx":
        from ingest.readers.docx import read_docx

        return read_docx(data, limits)
    if found == "html":
        from ingest.readers.html import read_html

        return read_html(data)
    if found == "markdown":
        from ingest.readers.markdown import read_markdown

        return read_markdown(data)
    from ingest.readers.text import read_text

    return read_text(data)


def _hint_without_text(reading: Reading) -> str:
    return " ".join(reading.warnings) or "Kijk of dit het goede bestand is."


def _answer(path: str, limits: Limits, grant: Grant) -> bytes:
    """Return the frame that answers a request: a reading or an error."""
    try:
        with Path(path).open("rb") as file:
            data = file.read(limits.file_mb * _MEGABYTE + 1)
        if len(data) > limits.file_mb * _MEGABYTE:
            raise TooLargeError(f"Het bestand is groter dan {limits.file_mb} MB.", _HINT_SPLIT)
        reading = read_bytes(data, Path(path).name, limits, grant)
        answer = frame({"reading": pack_reading(reading), "peak_kb": _peak_kb()})
        if len(answer) > limits.result_mb * _MEGABYTE:
            raise TooLargeError("De tekst van het bestand is te groot.", _HINT_SPLIT)
    except MemoryError:
        return _error_frame(
            TooLargeError(f"Het lezen vraagt meer dan {limits.memory_mb} MB geheugen.", _HINT_SPLIT)
        )
    except OSError as error:
        return _error_frame(
            ReadError(f"Het bestand kan niet worden geopend ({error.strerror}).", "Controleer de rechten.")
        )
    except ReadError as error:
        return _error_frame(error)
    return answer


def _error_frame(error: ReadError) -> bytes:
    return frame({"error": pack_error(error), "peak_kb": _peak_kb()})


def _send(answers: BinaryIO, message: dict[str, Any]) -> None:
    answers.write(frame(message))
    answers.flush()


def _next_message(requests: BinaryIO) -> dict[str, Any] | None:
    header = requests.read(HEADER_BYTES)
    if len(header) < HEADER_BYTES:
        return None
    return message_of(requests.read(int.from_bytes(header, "big")))


def _take_over_streams() -> tuple[BinaryIO, BinaryIO]:
    """Return the streams of the frames; whatever else writes to standard output now reaches nobody."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return sys.stdin.buffer, answers


def _be_quiet() -> None:
    """Keep the parsers' remarks to themselves: what matters comes back as a warning of the reading."""
    logging.lastResort = None
    warnings.simplefilter("ignore")


def _limit_process(limits: Limits) -> None:
    memory = limits.memory_mb * _MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_FILES, _OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _allow_cpu(seconds: float) -> None:
    """Let this process use ``seconds`` more of a processor: a limit that holds when its parent is gone."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = usage.ru_utime + usage.ru_stime
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used + seconds) + 1, hard))


def _peak_kb() -> int:
    """The most memory this process has held, in kilobytes."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        # getrusage would count what our parent held when it started us
        return int(status.partition("VmHWM:")[2].split()[0])
    except (OSError, ValueError, IndexError):
        pass  # not Linux
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // 1024 if sys.platform == "darwin" else peak


if __name__ == "__main__":
    sys.exit(main())
