"""A scripted OpenAI-compatible server on localhost: no model, only the wire. It says what it is told to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Script:
    """What the server does: pieces to stream, or a way to fail. ``requests`` keeps what it was sent."""

    pieces: Iterable[str] = ()
    failure: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)


@contextmanager
def scripted_server(script: Script) -> Iterator[str]:
    """Serve the script on a free port; yield the base URL."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            script.requests.append(json.loads(body))
            if script.failure == "slow":
                time.sleep(3)
            if script.failure == "status":
                self.send_error(500)
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            for line in _lines(script):
                self.wfile.write(line)

        def log_message(self, *_args: object) -> None:
            """Stay silent."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_args: object) -> None:
            """Stay silent when a client that has heard enough hangs up."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _lines(script: Script) -> Iterator[bytes]:
    if script.failure == "json":
        yield b"data: {this is not json\n\n"
        return
    for piece in script.pieces:
        choice = {"index": 0, "delta": {"role": "assistant", "content": piece}, "finish_reason": None}
        head = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "m"}
        event = head | {"choices": [choice]}
        yield f"data: {json.dumps(event)}\n\n".encode()
    yield b"data: [DONE]\n\n"
