from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

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


def findings(page: Page) -> list[tuple[str, str, str]]:
    """What axe-core finds serious or critical: rule, impact and where."""
    violations = Axe().run(page).response["violations"]
    return [
        (rule["id"], rule["impact"], str(node["target"]))
        for rule in violations
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]


def fits(page: Page) -> bool:
    """Whether nothing sticks out of the screen's width."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 360), ("dark", 360)]
)
def test_every_tab_is_accessible(browser: Browser, served: str, scheme: str, width: int) -> None:
    """No serious or critical finding on any tab, in either theme, on a laptop or a phone; and all of it fits."""
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(served)
    expect(page.locator(".wh-tour")).to_be_visible()
    assert findings(page) == []
    ask(page, "wat hebben we beloofd over zonnepanelen?")
    page.locator(".wh-cite").first.click()
    expect(page.locator("#pagina mark").first).to_be_visible()
    assert findings(page) == []
    assert fits(page)
    for tab, shown in SHOWN.items():
        go_to(page, tab)
        expect(page.locator(shown).first).to_be_visible()
        if tab == texts.TAB_COMMITMENTS:
            page.locator(".wh-row").first.click()
            expect(page.locator(".wh-detail")).to_be_visible()
        if tab == texts.TAB_DOCUMENTS:
            page.locator("[data-act=edit_document]").first.click()
            expect(page.locator("form[data-act=save_document]")).to_be_visible()
        assert findings(page) == [], tab
        assert fits(page), tab
    context.close()
