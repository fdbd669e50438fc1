"""How long people wait for the app: ``python tests/bench/app.py``. Figures go to standard output.

The first page until a question can be typed, in a fresh browser; an answer from Enter to the screen; and the
tabs, from click to content. The server is warm. Medians of so many runs; a median over its limit makes the
exit status 1.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402 - the path comes first

from docs.screenshots import FLAGS, TABS, served  # noqa: E402 - the same
from kb.knowledge_base import KnowledgeBase  # noqa: E402 - the same
from kb.settings import Settings  # noqa: E402 - the same

RUNS = 5
LIMITS = {"eerste pagina bruikbaar": 3.0, "antwoord op het scherm": 1.0}
"""Seconds: what people wait at most, on a machine of the size this is run on."""
QUESTIONS = (
    "wat hebben we beloofd over zonnepanelen?",
    "hoeveel woningen komen erbij tot 2030?",
    "wat doet de gemeente tegen energiearmoede?",
    "wie zorgt voor het onderhoud van het groen?",
    "hoeveel olifanten heeft de dierentuin?",
)


def main() -> int:
    """Measure and print."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        print("app: geen Chromium op deze machine")
        return 0
    if KnowledgeBase(Settings()).status().last_sync is None:
        KnowledgeBase(Settings()).sync()
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        _timed(browser, address)  # the server's own first time, model included
        rounds = [_timed(browser, address) for _ in range(RUNS)]
        browser.close()
    medians = {name: statistics.median(measured[name] for measured in rounds) for name in rounds[0]}
    for name, median in medians.items():
        limit = f", grens {LIMITS[name]:g} s" if name in LIMITS else ""
        highest = max(measured[name] for measured in rounds)
        print(f"app: {name:<28} {median:6.2f} s   (hoogste {highest:.2f} s{limit})")
    return int(any(medians[name] > limit for name, limit in LIMITS.items()))


def _timed(browser: Browser, address: str) -> dict[str, float]:
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    context.set_default_timeout(60_000)
    page = context.new_page()
    measured = {"eerste pagina bruikbaar": _first_page(page, address)}
    answers = [_seconds(lambda text=text: _ask(page, text)) for text in QUESTIONS]  # type: ignore[misc]
    measured["antwoord op het scherm"] = statistics.median(answers)
    for tab, shown in TABS.values():
        measured[f"tabblad {tab}"] = _seconds(lambda t=tab, s=shown: _open(page, t, s))  # type: ignore[misc]
    context.close()
    return measured


def _first_page(page: Page, address: str) -> float:
    def opened() -> None:
        page.goto(address)
        page.locator("#vraag textarea").wait_for()
        page.locator(".wh-tour").wait_for()

    return _seconds(opened)


def _ask(page: Page, question: str) -> None:
    page.locator("#vraag textarea").fill(question)
    page.keyboard.press("Enter")
    page.locator(".wh-answer h2", has_text=question).wait_for()


def _open(page: Page, tab: str, shown: str) -> None:
    page.get_by_role("tab", name=tab).first.click()
    page.locator(shown).first.wait_for()


def _seconds(action: Callable[[], None]) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
