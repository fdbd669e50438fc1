from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings
from tests.ui.serving import serving

pytestmark = pytest.mark.stack


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
    settings = small_kb.settings if indexed else Settings(corpus=small_kb.settings.corpus, data=tmp_path)
    with serving(settings) as address:
        connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=30)
        connection.request("GET", "/health")
        response = connection.getresponse()
        assert response.status == status
        assert json.load(response)["status"] == ("ok" if indexed else "empty")
        connection.close()
