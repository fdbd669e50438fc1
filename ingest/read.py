"""The door of reading: one file, or the files of a folder, each read in a process of its own.

A file from outside may be damaged or made to hurt. So it is parsed in a child process with limits on time
and memory (:mod:`ingest.sandbox`), and whatever happens there comes back as a Reading or a ReadError.
Messages do not repeat the file's name: who shows them knows it.
"""

from __future__ import annotations

import os
import selectors
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from ingest.detect import SUPPORTED
from ingest.errors import (
    DamagedFileError,
    FolderError,
    ReadError,
    TooLargeError,
    UnsupportedFileError,
)
from ingest.limits import Limits
from ingest.model import Reading
from ingest.wire import HEADER_BYTES, frame, message_of, unpack_error, unpack_reading

__all__ = ["Limits", "Problem", "Reader", "find_files", "read_file", "shown_name"]

_MEGABYTE = 1024 * 1024
_PACKAGE_PARENT = str(Path(__file__).resolve().parent.parent)
_STARTING_SECONDS = 30.0
# A worker that once held this much goes: it would leave the next file less room than the first one had.
_FAT_MB = 400
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "TESSDATA_PREFIX", "SYSTEMROOT", "LD_LIBRARY_PATH")
_NO_DOCUMENTS = ("catalog.toml", "thumbs.db", "desktop.ini")
_ABOUT_FOLDER = ("readme", "leesmij")
_HINT_SPLIT = "Splits het bestand in kleinere delen."
_HINT_REPAIR = "Open het in zijn eigen programma, sla het opnieuw op en probeer het nog eens."
_HINT_FORMATS = "Gelezen worden PDF, Word (.docx), tekst (.txt), Markdown (.md) en HTML."


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that is not read, and why."""

    path: Path
    error: ReadError


def read_file(path: Path, limits: Limits | None = None) -> Reading:
    """Read one file in a process of its own. Raises a ReadError; see :class:`Reader` for many files."""
    with Reader(limits) as reader:
        return reader.read(path)


class Reader:
    """Reads files one by one and keeps the reading process between them. Use it in a ``with`` statement.

    After ``files_per_worker`` files, a crash or a limit the process is replaced, so memory does not grow
    with the number of files and no file suffers from an earlier one. Not to be shared between threads.
    """

    def __init__(self, limits: Limits | None = None, files_per_worker: int = 50) -> None:
        self.limits = limits or Limits()
        self.peak_mb = 0.0
        self._files_per_worker = files_per_worker
        self._worker: _Worker | None = None

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the reading process."""
        if self._worker is not None:
            self._worker.end()
            self._worker = None

    def read(self, path: Path) -> Reading:
        """Read one file. Raises a ReadError when it cannot be read; the reader stays usable."""
        self._check(path)
        worker = self._worker
        if worker is None or worker.files >= self._files_per_worker or worker.peak_mb > _FAT_MB:
            worker = self._fresh_worker()
        fresh = worker.files == 0
        try:
            return self._ask(worker, path)
        except _WorkerFailedError as error:
            if fresh or error.out_of_time:
                raise error.reason from error
        # An earlier file may have cost this one its room: what it says is only true of a fresh process.
        try:
            return self._ask(self._fresh_worker(), path)
        except _WorkerFailedError as error:
            raise error.reason from error

    def _ask(self, worker: _Worker, path: Path) -> Reading:
        try:
            answer = worker.ask(path)
        except BaseException:
            self.close()  # a process that still works on an old file must not answer for the next one
            raise
        self.peak_mb = max(self.peak_mb, worker.peak_mb)
        if "error" not in answer:
            return unpack_reading(answer.get("reading", {}))
        error = unpack_error(answer["error"])
        if isinstance(error, TooLargeError) and worker.files > 1:
            raise _WorkerFailedError(error)
        raise error

    def _fresh_worker(self) -> _Worker:
        self.close()
        self._worker = _Worker(self.limits)
        return self._worker

    def _check(self, path: Path) -> None:
        try:
            status = path.stat()
        except OSError as error:
            raise ReadError(
                f"Het bestand kan niet worden geopend ({error.strerror}).",
                "Controleer de naam en de rechten.",
            ) from error
        if not stat.S_ISREG(status.st_mode):
            raise UnsupportedFileError("Dit is geen gewoon bestand.", "Zet in de map alleen documenten.")
        if status.st_size > self.limits.file_mb * _MEGABYTE:
            raise TooLargeError(f"Het bestand is groter dan {self.limits.file_mb} MB.", _HINT_SPLIT)


class _WorkerFailedError(Exception):
    """The reading process gave no reading; ``reason`` is what to tell if it happens again."""

    def __init__(self, reason: ReadError, *, out_of_time: bool = False) -> None:
        super().__init__(reason.message)
        self.reason = reason
        self.out_of_time = out_of_time


class _Worker:
    """One reading process and the pipes to it."""

    def __init__(self, limits: Limits) -> None:
        self.files = 0
        self.peak_mb = 0.0
        self._limits = limits
        self._process = subprocess.Popen(
            # -P: what lies in the current folder must never be imported. A session of its own: the whole
            # group can be ended, a text recognition that it started included.
            [sys.executable, "-P", "-m", "ingest.sandbox"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            start_new_session=True,
        )
        self._write(frame(asdict(limits)))

    def ask(self, path: Path) -> dict[str, Any]:
        """Return the answer to a request to read ``path``. Raises _WorkerFailedError."""
        patience = self._limits.seconds + (_STARTING_SECONDS if self.files == 0 else 0.0)
        self.files += 1
        self._write(frame({"path": os.fspath(path.absolute())}))
        deadline = time.monotonic() + patience
        granted = 0
        while True:
            answer = self._receive(deadline)
            if "more" not in answer:
                self.peak_mb = max(self.peak_mb, float(answer.get("peak_kb", 0)) / 1024)
                return answer
            granted += 1
            if granted <= self._limits.ocr_pages:
                deadline += self._limits.ocr_seconds

    def end(self) -> None:
        """End the process and all that it started, at once."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):  # closing flushes, and nobody listens any more
                    pipe.close()
        with suppress(ProcessLookupError, PermissionError):  # it has already ended by itself
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _write(self, data: bytes) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(data)
            self._process.stdin.flush()
        except BrokenPipeError as error:
            raise self._failure() from error

    def _receive(self, deadline: float) -> dict[str, Any]:
        length = int.from_bytes(self._exactly(HEADER_BYTES, deadline), "big")
        if length > self._limits.result_mb * _MEGABYTE:
            raise _WorkerFailedError(TooLargeError("De tekst van het bestand is te groot.", _HINT_SPLIT))
        return message_of(self._exactly(length, deadline))

    def _exactly(self, count: int, deadline: float) -> bytes:
        assert self._process.stdout is not None
        pipe = self._process.stdout.fileno()
        parts = bytearray()
        with selectors.DefaultSelector() as selector:
            selector.register(pipe, selectors.EVENT_READ)
            while len(parts) < count:
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    raise _WorkerFailedError(self._out_of_time(), out_of_time=True)
                part = os.read(pipe, min(count - len(parts), _MEGABYTE))
                if not part:
                    raise self._failure()
                parts += part
        return bytes(parts)

    def _out_of_time(self) -> TooLargeError:
        return TooLargeError(f"Het lezen duurt langer dan {self._limits.seconds:g} seconden.", _HINT_SPLIT)

    def _failure(self) -> _WorkerFailedError:
        """Translate the end of the process: each way to die has its reason."""
        try:
            code = self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            code = 0  # it closed its pipe and lives on; end() sees to that
        if code == -signal.SIGXCPU:
            return _WorkerFailedError(self._out_of_time(), out_of_time=True)
        if code == -signal.SIGKILL:
            return _WorkerFailedError(TooLargeError("Het lezen vraagt meer geheugen dan er is.", _HINT_SPLIT))
        return _WorkerFailedError(
            DamagedFileError(f"Het bestand laat het leesprogramma vastlopen (code {code}).", _HINT_REPAIR)
        )


def _environment() -> dict[str, str]:
    """Only what reading needs: the child sees no passwords or keys of the application."""
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    paths = [_PACKAGE_PARENT, *filter(None, [os.environ.get("PYTHONPATH")])]
    # One thread for recognition: the machine is shared, and the output must not depend on its size.
    return {**kept, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1", "OMP_THREAD_LIMIT": "1"}


def find_files(folder: Path) -> tuple[list[Path], list[Problem]]:
    """Return the documents in ``folder`` and below, sorted by path, and what is not read with its reason.

    Hidden files, the catalogue, locks and litter of office programs and a README are no documents and go
    unmentioned. A link counts as the file it points to, and only if that lies in the folder. Raises
    FolderError when the folder itself cannot be read.
    """
    if not folder.is_dir():
        raise FolderError(f"De map {shown_name(folder)} bestaat niet.", "Controleer de naam van de map.")
    files: list[Path] = []
    problems: list[Problem] = []
    root = folder.resolve()
    for entry in _walk(folder, problems):
        error = _objection(entry, root)
        if error is not None:
            problems.append(Problem(Path(entry.path), error))
        elif not entry.is_dir():
            files.append(Path(entry.path))
    return files, problems


def shown_name(path: Path) -> str:
    """Return a path as it can be shown: control characters and bytes that are no text are escaped."""
    text = str(path).encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def _walk(folder: Path, problems: list[Problem]) -> Iterator[os.DirEntry[str]]:
    """Yield all but hidden entries below ``folder``, sorted; folders behind links are not entered."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        reason = ReadError(f"De map kan niet worden geopend ({error.strerror}).", "Controleer de rechten.")
        problems.append(Problem(folder, reason))
        return
    for entry in entries:
        if _is_no_document(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), problems)
        else:
            yield entry


def _is_no_document(name: str) -> bool:
    lower = name.lower()
    stem = lower.rpartition(".")[0] or lower
    return lower.startswith((".", "~$")) or lower in _NO_DOCUMENTS or stem in _ABOUT_FOLDER


def _objection(entry: os.DirEntry[str], root: Path) -> ReadError | None:
    """Return why an entry is not read, or None when it is read or needs no mention."""
    path = Path(entry.path)
    if entry.is_symlink():
        try:
            target = path.resolve(strict=True)
        except (OSError, RuntimeError):
            return ReadError("De koppeling wijst naar niets.", "Haal de koppeling weg of herstel haar.")
        if not target.is_relative_to(root):
            return UnsupportedFileError(
                "De koppeling wijst naar buiten de map.", "Zet het document zelf in de map."
            )
        if target.is_dir():
            return None  # its files are already met where they really are
    if not entry.is_file():
        return UnsupportedFileError("Dit is geen gewoon bestand.", "Zet in de map alleen documenten.")
    if path.suffix.lower() not in SUPPORTED:
        suffix = path.suffix or "zonder extensie"
        return UnsupportedFileError(
            f"Bestanden van deze soort ({suffix}) worden niet gelezen.", _HINT_FORMATS
        )
    return None
