"""The real app, served by the real command, in a real browser."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from kb.knowledge_base import KnowledgeBase

ROOT = Path(__file__).resolve().parents[3]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SERVE = "import sys; from ui.cli import main; sys.argv[0] = 'woordhouder'; main()"
PATIENCE = 60_000
"""Milliseconds: a cold machine may take long over its first answer."""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def served(corpus_kb: KnowledgeBase) -> Iterator[str]:
    """The app on the project's corpus: ``woordhouder serve`` in a process of its own."""
    port = free_port()
    settings = corpus_kb.settings
    kept = {key: value for key, value in os.environ.items() if not key.startswith("WOORDHOUDER_")}
    ours = {
        "WOORDHOUDER_CORPUS": str(settings.corpus),
        "WOORDHOUDER_DATA": str(settings.data),
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
    }
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, "serve", "--port", str(port)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=kept | ours,
    )
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if f"http://127.0.0.1:{port}" in line:
            break
    else:
        pytest.fail(f"the server ended with {process.wait()}: {said}")
    yield f"http://127.0.0.1:{port}"
    process.send_signal(signal.SIGTERM)
    status = process.wait(30)
    process.stdout.close()
    assert status == 0, "the server did not stop cleanly on SIGTERM"


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One headless browser with a profile of its own."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, served: str) -> Iterator[Page]:
    """A new window on the app. Any request that leaves this machine fails the test."""
    context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    outside: list[str] = []

    def watch(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob", "about") and address.netloc != urlsplit(served).netloc:
            outside.append(request.url)

    context.on("request", watch)
    window = context.new_page()
    window.goto(served)
    yield window
    context.close()
    assert outside == [], "the app asked for something from elsewhere"
