"""The real app, served by the real command, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from kb.knowledge_base import KnowledgeBase
from tests.ui.conftest import letter_collection
from tests.ui.serving import serving, serving_here
from ui import app_texts as texts

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 60_000
"""Milliseconds: a cold machine may take long over its first answer."""


LIBRARY = "In 2029 opent de gemeente een nieuwe bibliotheek aan het Stationsplein."
"""The sentence of the PDF; it stands on page 2 of 3, at :data:`LIBRARY_TOP` of the page from above."""
LIBRARY_TOP = 0.25


def write_pdf(path: Path) -> None:
    """Print three pages, of which the second holds :data:`LIBRARY`."""
    width, height = A4
    paper = Canvas(str(path), pagesize=A4)
    for line in ("Voorwoord bij het plan voor lezen en leren.", LIBRARY, "Tot slot danken wij alle lezers."):
        paper.drawString(width * 0.1, height * (1 - LIBRARY_TOP), line)
        paper.showPage()
    paper.save()


@pytest.fixture(scope="session")
def served(corpus_kb: KnowledgeBase) -> Iterator[str]:
    """The app on the project's corpus."""
    with serving(corpus_kb.settings) as address:
        yield address


@pytest.fixture(scope="session")
def own_served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on a small collection that tests may change, if they leave it as they found it."""
    knowledge = letter_collection(tmp_path_factory.mktemp("own"))
    write_pdf(knowledge.settings.corpus / "bibliotheek.pdf")
    assert not knowledge.sync().failed
    with serving_here(knowledge) as address:
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
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of one person, with a profile of its own."""
    context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@contextmanager
def window(context: BrowserContext, address: str) -> Iterator[Page]:
    """A new window on the app. Any request that leaves this machine fails the test."""
    outside: list[str] = []

    def watch(request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme not in ("data", "blob", "about") and asked.netloc != urlsplit(address).netloc:
            outside.append(request.url)

    page = context.new_page()
    page.on("request", watch)
    page.goto(address)
    expect(page.locator(".wh-tour")).to_be_visible()
    yield page
    page.evaluate("localStorage.clear()")
    page.close()
    assert outside == [], "the app asked for something from elsewhere"


@pytest.fixture(scope="session")
def regular(browser: Browser, served: str) -> Iterator[BrowserContext]:
    """Somebody who comes back each test: the scripts are in the browser's cache. Gone before the app stops."""
    with visitor(browser) as context:
        yield context


@pytest.fixture
def page(regular: BrowserContext, served: str) -> Iterator[Page]:
    """A visitor, with a session of their own."""
    with window(regular, served) as made:
        yield made


@pytest.fixture
def other_page(browser: Browser, served: str) -> Iterator[Page]:
    """Another visitor at the same time, in another browser."""
    with visitor(browser) as context, window(context, served) as made:
        yield made


@pytest.fixture
def own_page(regular: BrowserContext, own_served: str) -> Iterator[Page]:
    """A visitor of a collection that a test may change."""
    with window(regular, own_served) as made:
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
