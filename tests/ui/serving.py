"""The app as a test meets it: by its own command in a process of its own, or in a thread of this one."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import uvicorn

from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings
from ui.server import create_server

ROOT = Path(__file__).resolve().parents[2]
_SERVE = "import sys; from ui.cli import main; sys.argv[0] = 'woordhouder'; main()"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(settings: Settings) -> Iterator[str]:
    """``woordhouder serve`` on a collection, in a process of its own; it must stop cleanly.

    Whatever goes wrong, the process is gone and its pipe closed when the block is left.
    """
    port = free_port()
    kept = {key: value for key, value in os.environ.items() if not key.startswith("WOORDHOUDER_")}
    ours = {
        "WOORDHOUDER_CORPUS": str(settings.corpus),
        "WOORDHOUDER_DATA": str(settings.data),
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "-c", _SERVE, "serve", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=kept | ours) as process:
        try:
            yield _address(process, port)
            process.send_signal(signal.SIGTERM)
            status = process.wait(30)
        finally:
            process.kill()  # nothing to it when it has ended; leaving the block waits and closes the pipe
    assert status == 0, "the server did not stop cleanly on SIGTERM"


def _address(process: subprocess.Popen[str], port: int) -> str:
    """Wait until the server says where it is."""
    assert process.stdout is not None
    address, said = f"http://127.0.0.1:{port}", ""
    for line in process.stdout:
        said += line
        if address in line:
            return address
    pytest.fail(f"the server ended with {process.wait()}: {said}")


@contextmanager
def serving_here(knowledge: KnowledgeBase) -> Iterator[str]:
    """The app on a collection of this process, in a thread: no second process has to load everything."""
    port = free_port()
    made: list[uvicorn.Server] = []

    async def serve() -> None:
        options: dict[str, Any] = {"log_level": "warning", "timeout_graceful_shutdown": 1}
        made.append(uvicorn.Server(uvicorn.Config(create_server(knowledge), port=port, **options)))
        await made[0].serve()

    thread = Thread(target=lambda: asyncio.run(serve()), name="app", daemon=True)
    thread.start()
    while not (made and made[0].started):
        thread.join(0.02)
        assert thread.is_alive(), "the app did not start"
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        made[0].should_exit = True
        thread.join(30)
    assert not thread.is_alive(), "the app did not stop"
