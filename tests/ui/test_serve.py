from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kb.knowledge_base import KnowledgeBase

pytestmark = pytest.mark.stack

ROOT = Path(__file__).resolve().parents[2]
SERVE = "import sys; from ui.cli import main; sys.argv[0] = 'woordhouder'; main()"


@pytest.mark.usefixtures("letters")
def test_a_taken_port_says_what_to_do(run: Callable[..., Any]) -> None:
    """Two apps on one port: the second names the port and another one to try."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = run("serve", "--port", str(other.getsockname()[1]))
    assert done.status == 1
    assert "is al in gebruik" in done.err
    assert "--port" in done.err


@pytest.mark.parametrize(("indexed", "status"), [(True, 200), (False, 503)])
def test_the_server_says_where_it_is_and_stops_when_told(
    small_kb: KnowledgeBase, tmp_path: Path, indexed: bool, status: int
) -> None:
    """``serve`` prints its address, tells its health, also before a sync, and ends on SIGTERM."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {
        "WOORDHOUDER_CORPUS": str(small_kb.settings.corpus),
        "WOORDHOUDER_DATA": str(small_kb.settings.data if indexed else tmp_path),
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "-c", SERVE, "serve", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT) as process:
        assert process.stdout is not None
        line = next((said for said in process.stdout if f"http://127.0.0.1:{port}" in said), "")
        assert line
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", "/health")
        response = connection.getresponse()
        assert response.status == status
        assert json.load(response)["status"] == ("ok" if indexed else "empty")
        connection.close()
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
