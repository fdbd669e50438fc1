"""The real app, served by the real command, in a real browser."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings
from tests.conftest import write_small_corpus
from ui import app_texts as texts

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


@contextmanager
def serving(settings: Settings) -> Iterator[str]:
    """``woordhouder serve`` on a collection, in a process of its own; it must stop cleanly."""
    port = free_port()
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
    try:
        yield f"http://127.0.0.1:{port}"
        process.send_signal(signal.SIGTERM)
        status = process.wait(30)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
    assert status == 0, "the server did not stop cleanly on SIGTERM"


@pytest.fixture(scope="session")
def served(corpus_kb: KnowledgeBase) -> Iterator[str]:
    """The app on the project's corpus."""
    with serving(corpus_kb.settings) as address:
        yield address


@pytest.fixture
def own_served(tmp_path: Path) -> Iterator[str]:
    """The app on a small collection that a test may change."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    write_small_corpus(corpus)
    settings = Settings(corpus=corpus, data=tmp_path / "data")
    assert not KnowledgeBase(settings).sync().failed
    with serving(settings) as address:
        yield address


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One headless browser with a profile of its own."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@contextmanager
def window(browser: Browser, address: str) -> Iterator[Page]:
    """A new window, with a profile of its own. Any request that leaves this machine fails the test."""
    context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    outside: list[str] = []

    def watch(request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme not in ("data", "blob", "about") and asked.netloc != urlsplit(address).netloc:
            outside.append(request.url)

    context.on("request", watch)
    page = context.new_page()
    page.goto(address)
    expect(page.locator(".wh-tour")).to_be_visible()
    yield page
    context.close()
    assert outside == [], "the app asked for something from elsewhere"


@pytest.fixture
def page(browser: Browser, served: str) -> Iterator[Page]:
    """A visitor."""
    with window(browser, served) as made:
        yield made


@pytest.fixture
def other_page(browser: Browser, served: str) -> Iterator[Page]:
    """Another visitor at the same time."""
    with window(browser, served) as made:
        yield made


@pytest.fixture
def own_page(browser: Browser, own_served: str) -> Iterator[Page]:
    """A visitor of a collection that a test may change."""
    with window(browser, own_served) as made:
        yield made


def ask(page: Page, question: str) -> None:
    """Type a question and press the button."""
    page.get_by_label(texts.QUESTION_LABEL).first.fill(question)
    page.get_by_role("button", name=texts.ASK_BUTTON).click()


def go_to(page: Page, tab: str) -> None:
    """Open a tab; on a narrow screen it may be behind the button with the dots."""
    button = page.get_by_role("tab", name=tab).first
    if not button.is_visible():
        page.locator(".overflow-menu > button").click()
        button = page.locator(".overflow-dropdown button", has_text=tab)
    button.click()


def same(text: str) -> str:
    """The text without white space and hyphens: on a page a sentence may be broken over lines."""
    return re.sub(r"[\s\-\u00ad]", "", text)
