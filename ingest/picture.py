"""Pages of a PDF as pictures for the screen, with the places of quotations, drawn in a process of its own.

A PDF from outside may be made to hurt; so it is drawn in a child process with limits on time and memory,
like all reading (:mod:`ingest.read`), and whatever happens there comes back as a picture or a ReadError.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.errors import DamagedFileError, ReadError, TooLargeError

WIDTH = 1100
"""Pixels across: sharp enough to read on a laptop, small enough to come over in a moment."""

_MEGABYTE = 1024 * 1024
_MEMORY_MB = 2048
_SECONDS = 20
_PACKAGE_PARENT = str(Path(__file__).resolve().parent.parent)
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "LD_LIBRARY_PATH", "PYTHONPATH")
_HINT = "Lees de tekst van de pagina, of open het bestand in een PDF-lezer."


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page. All four are shares of its width and height, in [0, 1], from the top left."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a PNG, with its size in pixels."""

    png: bytes
    width: int
    height: int


def draw_page(path: Path, number: int, width: int = WIDTH) -> Picture:
    """Return page ``number`` (from 1) of a PDF as a picture.

    Raises:
        ReadError: the file cannot be drawn, has no such page, or takes too much time or memory.
    """
    head, body = _child({"path": str(path), "page": number, "width": width})
    return Picture(body, int(head["width"]), int(head["height"]))


def find_boxes(path: Path, number: int, quotes: Sequence[str]) -> tuple[Box, ...]:
    """Return where texts stand on page ``number`` (from 1) of a PDF; nothing for what is not surely there.

    Raises: as :func:`draw_page`.
    """
    head, _ = _child({"path": str(path), "page": number, "quotes": list(quotes)})
    return tuple(Box(*box) for box in head["boxes"])


def main() -> int:
    """Answer one request: a line of JSON in; out comes a line of JSON and, for a picture, its bytes."""
    memory = _MEMORY_MB * _MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from ingest.readers.render import Renderer, RenderError

    request = json.loads(sys.stdin.buffer.readline())
    try:
        with Renderer(Path(request["path"]).read_bytes()) as renderer:
            head, body = _answer(renderer, request)
    except (RenderError, OSError, MemoryError) as error:
        head, body = {"error": type(error).__name__}, b""
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)
    return 0


def _answer(renderer: Any, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    if "quotes" in request:
        return {"boxes": renderer.boxes(request["page"], request["quotes"])}, b""
    png, width, height = renderer.png(request["page"], request["width"])
    return {"width": width, "height": height}, png


def _child(request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    paths = os.pathsep.join(filter(None, [_PACKAGE_PARENT, kept.get("PYTHONPATH")]))
    try:
        done = subprocess.run(
            [sys.executable, "-m", "ingest.picture"],
            input=json.dumps(request).encode() + b"\n",
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env={**kept, "PYTHONPATH": paths, "PYTHONUTF8": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise TooLargeError("Het tekenen van de pagina duurt te lang.", _HINT) from error
    except OSError as error:
        raise ReadError(f"De pagina kan niet worden getekend ({error.strerror}).", _HINT) from error
    line, _, body = done.stdout.partition(b"\n")
    if done.returncode != 0 or not line:
        raise TooLargeError("De pagina vraagt te veel om getekend te worden.", _HINT)
    head: dict[str, Any] = json.loads(line)
    if "error" in head:
        raise DamagedFileError("De pagina kan niet worden getekend.", _HINT)
    return head, body


if __name__ == "__main__":
    sys.exit(main())
