"""Makes the pictures of the README and the manual again: ``make screenshots``.

The app is served on the collection as the settings have it, and each tab is opened in a headless browser, in
light, dark and on a phone. Read anew when there is nothing yet.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings
from ui import app_texts as texts

TARGET = Path(__file__).resolve().parent / "screenshots"
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
QUESTION = "wat hebben we beloofd over zonnepanelen?"
MODES = {"": (1280, 860, "light"), "-donker": (1280, 860, "dark"), "-telefoon": (360, 740, "light")}
TABS = {
    "toezeggingen": (texts.TAB_COMMITMENTS, ".wh-rows"),
    "tijdlijn": (texts.TAB_TIMELINE, ".wh-matrix"),
    "tegenstrijdigheden": (texts.TAB_CONFLICTS, ".wh-linkcard, .wh-message"),
    "documenten": (texts.TAB_DOCUMENTS, ".wh-documents"),
    "over": (texts.TAB_ABOUT, ".wh-about"),
}
_SERVE = "import sys; from ui.cli import main; sys.argv[0] = 'woordhouder'; main()"


def main() -> int:
    """Make all pictures."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.stderr.write("Er is geen Chromium op deze machine: apt-get install chromium\n")
        return 1
    knowledge = KnowledgeBase(Settings())
    if knowledge.status().last_sync is None:
        knowledge.sync()
    TARGET.mkdir(exist_ok=True)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for suffix in MODES:
            _take_all(browser, address, suffix)
        browser.close()
    return 0


@contextmanager
def served() -> Iterator[str]:
    """The app, on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    root = Path(__file__).resolve().parents[1]
    environment = os.environ | {"PYTHONPATH": str(root), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-c", _SERVE, "serve", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        try:
            next(line for line in process.stdout if str(port) in line)
            yield f"http://127.0.0.1:{port}"
            process.send_signal(signal.SIGTERM)
            process.wait(30)
        finally:
            process.kill()  # also when a picture failed: leaving the block waits for it


def _take_all(browser: Browser, address: str, suffix: str) -> None:
    width, height, scheme = MODES[suffix]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(".wh-tour")
    _take(page, f"vragen{suffix}")
    page.get_by_label(texts.QUESTION_LABEL).first.fill(QUESTION)
    page.get_by_role("button", name=texts.ASK_BUTTON).click()
    page.locator(".wh-cite").first.click()
    page.wait_for_selector("#pagina mark")
    _take(page, f"vraag{suffix}")
    for name, (tab, shown) in TABS.items():
        _open(page, tab)
        page.wait_for_selector(shown)
        if name == "toezeggingen":
            page.locator(".wh-row").nth(2).click()
            page.wait_for_selector(".wh-detail")
            page.evaluate("window.scrollTo(0, 0)")
        _take(page, f"{name}{suffix}")
    context.close()


def _open(page: Page, tab: str) -> None:
    button = page.get_by_role("tab", name=tab).first
    if not button.is_visible():
        page.locator(".overflow-menu > button").click()
        button = page.locator(".overflow-dropdown button", has_text=tab)
    button.click()


def _take(page: Page, name: str) -> None:
    page.wait_for_timeout(500)  # what fades in has come in
    page.screenshot(path=TARGET / f"{name}.png")


if __name__ == "__main__":
    sys.exit(main())
