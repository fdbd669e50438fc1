from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser  # it shares the served app with the browser's tests

ROOT = Path(__file__).resolve().parents[3]
README = (ROOT / "README.md").read_text(encoding="utf-8")
OURS = "http://127.0.0.1:7860"
CURLS = re.findall(r"^curl .*$", README, re.MULTILINE)


def carried_out(command: str, address: str) -> tuple[int, bytes]:
    """Do what a curl command does, at the address of the tests."""
    words = shlex.split(command.replace(OURS, address))
    url = next(word for word in words if word.startswith(address))
    headers = {
        words[i + 1].split(":")[0]: words[i + 1].split(":")[1].strip()
        for i, w in enumerate(words)
        if w == "-H"
    }
    body = words[words.index("-d") + 1].encode() if "-d" in words else None
    method = words[words.index("-X") + 1] if "-X" in words else "GET"
    request = urllib.request.Request(url, data=body, headers=headers, method=method)
    with urllib.request.urlopen(request, timeout=60) as response:
        return response.status, response.read()


@pytest.mark.parametrize("command", CURLS)
def test_the_commands_of_the_readme_answer(served: str, command: str) -> None:
    """Each curl command in the README gives what it promises."""
    status, body = carried_out(command, served)
    assert status == 200
    assert body
    if "format=csv" not in command:
        assert json.loads(body)


def test_the_readme_shows_the_api() -> None:
    """There are commands to test."""
    assert len(CURLS) >= 6


def test_an_assistant_can_ask(served: str) -> None:
    """The example of the README, run as it is shown: the tools, and an answer with citations as JSON."""
    (command,) = re.findall(r"^python (docs/mcp_example\.py) .* (\".*\")$", README, re.MULTILINE)
    question = command[1].strip('"')
    done = subprocess.run(
        [sys.executable, str(ROOT / command[0]), served, question],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert done.stderr.splitlines()[-1] == "ask, commitments, search"
    answer = json.loads(done.stdout)
    assert answer["status"] == "answered"
    assert answer["citations"]
