from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.ui.browser.conftest import PATIENCE, ask, go_to
from ui import app_texts as texts

pytestmark = pytest.mark.browser

SHOWN = {
    texts.TAB_COMMITMENTS: ".wh-rows",
    texts.TAB_TIMELINE: ".wh-matrix",
    texts.TAB_CONFLICTS: ".wh-linkcard",
    texts.TAB_DOCUMENTS: ".wh-documents",
    texts.TAB_ABOUT: ".wh-about",
}

OF_COLOUR = ("color-contrast", "link-in-text-block")
"""The rules that light or dark may change the outcome of."""


def findings(page: Page, rules: Sequence[str] = ()) -> list[tuple[str, str, str]]:
    """What axe-core finds serious or critical, by all rules or these: rule, impact and where."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    options = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else {})}
    violations = page.evaluate("options => axe.run(options).then(found => found.violations)", options)
    return [
        (rule["id"], rule["impact"], str(node["target"]))
        for rule in violations
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]


def is_dark(page: Page) -> bool:
    """Whether the page is shown dark."""
    return "dark" in (page.locator("body").get_attribute("class") or "")


def check(page: Page, where: str) -> None:
    """Nothing serious in either theme, and nothing sticks out of the screen's width."""
    for rules in ((), OF_COLOUR):
        assert findings(page, rules) == [], (where, "dark" if is_dark(page) else "light")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), where
        page.get_by_role("button", name=texts.THEME_BUTTON).click()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_every_tab_is_accessible(
    browser: Browser, served: str, scheme: Literal["light", "dark"], width: int
) -> None:
    """No serious or critical finding on any tab, in either theme, on a laptop or a phone; and all of it fits."""
    viewport: ViewportSize = {"width": width, "height": 800}
    # what fades in or out has half its contrast on the way
    context = browser.new_context(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(served)
    expect(page.locator(".wh-tour")).to_be_visible()
    assert is_dark(page) == (scheme == "dark")
    check(page, "tour")
    ask(page, "wat hebben we beloofd over zonnepanelen?")
    page.locator(".wh-cite").first.click()
    expect(page.locator("#pagina mark").first).to_be_visible()
    check(page, texts.TAB_ASK)
    for tab, shown in SHOWN.items():
        go_to(page, tab)
        expect(page.locator(shown).first).to_be_visible()
        if tab == texts.TAB_COMMITMENTS:
            page.locator(".wh-row").first.click()
            expect(page.locator(".wh-detail")).to_be_visible()
        if tab == texts.TAB_DOCUMENTS:
            page.locator("[data-act=edit_document]").first.click()
            expect(page.locator("form[data-act=save_document]")).to_be_visible()
        check(page, tab)
    context.close()
