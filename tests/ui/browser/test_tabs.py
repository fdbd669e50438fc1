from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.ui.browser.conftest import ask, go_to
from ui import app_texts as texts

pytestmark = pytest.mark.browser


def test_a_commitment_is_found_read_and_updated(page: Page) -> None:
    """Search, open, read on the page, write a status: the list shows it, and the history who did it."""
    go_to(page, texts.TAB_COMMITMENTS)
    page.get_by_label(texts.COMMITMENTS_SEARCH).fill("zonnepanelen")
    expect(page.locator(".wh-list a").first).to_have_attribute("href", re.compile("text=zonnepanelen"))
    row = page.locator(".wh-row", has_text="zonnepanelen").first
    row.click()
    detail = page.locator(".wh-detail")
    expect(detail).to_be_visible()
    detail.get_by_role("button", name=texts.OPEN_PAGE).click()
    expect(page.locator("#toezegging-pagina mark").first).to_be_visible()
    page.get_by_role("button", name=texts.CLOSE_PAGE).click()
    detail.get_by_label(texts.EDIT_STATUS).select_option("in uitvoering")
    detail.get_by_label(texts.EDIT_OWNER).fill("afdeling Energie")
    detail.get_by_label(texts.EDIT_BY).fill("Ans de Vries")
    detail.get_by_role("button", name=texts.EDIT_SAVE).click()
    expect(page.get_by_text(texts.SAVED)).to_be_visible()
    expect(row.locator(".wh-chip").first).to_have_text(re.compile("in uitvoering|te laat"))
    detail.get_by_text(texts.HISTORY).click()
    expect(detail.get_by_text(re.compile("Ans de Vries")).first).to_be_visible()


def test_the_list_is_downloaded_as_it_is_shown(page: Page) -> None:
    """The workbook bears the same filters."""
    go_to(page, texts.TAB_COMMITMENTS)
    page.get_by_label(texts.COMMITMENTS_SEARCH).fill("zonnepanelen")
    expect(page.locator(".wh-list a").first).to_have_attribute("href", re.compile("text=zonnepanelen"))
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel").click()
    assert download.value.suggested_filename == "toezeggingen.xlsx"


def test_the_timeline_leads_to_the_commitment(page: Page) -> None:
    """A dot is reached with Tab, the next with an arrow, and Enter opens the commitment."""
    go_to(page, texts.TAB_TIMELINE)
    dots = page.locator(".wh-dot")
    expect(dots.first).to_be_visible()
    dots.first.focus()
    page.keyboard.press("ArrowRight")
    expect(dots.nth(1)).to_be_focused()
    label = dots.nth(1).get_attribute("aria-label") or ""
    page.keyboard.press("Enter")
    quote = page.locator(".wh-detail blockquote")
    expect(quote).to_be_visible()
    assert label.startswith(quote.inner_text().strip("“”")[:40])


def test_the_matrix_leads_to_its_commitments(page: Page) -> None:
    """The number in a cell is the number in the list that it opens."""
    go_to(page, texts.TAB_TIMELINE)
    cell = page.locator(".wh-cell").first
    number = cell.inner_text()
    cell.click()
    expect(page.locator(".wh-listhead h2").first).to_have_text(re.compile(rf"^{number} toezegging"))


def test_contradictions_stand_side_by_side(page: Page) -> None:
    """Each statement opens its page with the words marked."""
    go_to(page, texts.TAB_CONFLICTS)
    card = page.locator(".wh-linkcard").first
    expect(card).to_be_visible()
    assert card.locator("blockquote").count() >= 2
    card.locator("[data-act=page_open]").first.click()
    expect(page.locator("#verband-pagina mark").first).to_be_visible()
    page.get_by_label(re.compile("aangescherpt")).check()
    expect(page.locator(".wh-linkcard .wh-chip").first).to_have_text("aangescherpt")


def test_a_document_is_added_described_and_removed(own_page: Page, tmp_path: Path) -> None:
    """Drop it in, see the report, ask about it, give it a title, and take it out after a yes."""
    paper = tmp_path / "bomenplan.txt"
    paper.write_text(
        "Bomenplan\n\nIn 2031 planten wij driehonderd lindebomen langs het kanaal.\n", encoding="utf-8"
    )
    go_to(own_page, texts.TAB_DOCUMENTS)
    own_page.locator("#bestanden input[type=file]").set_input_files(paper)
    expect(own_page.locator("#bestanden").get_by_text("bomenplan").first).to_be_visible()
    names = own_page.locator("[aria-label]").evaluate_all("all => all.map(one => one.ariaLabel)")
    assert [name for name in names if re.search(r"^common\.|upload|\btabs\b", name)] == [], "not in Dutch"
    own_page.get_by_role("button", name=texts.UPLOAD_BUTTON).click()
    expect(own_page.get_by_text(texts.SYNC_DONE)).to_be_visible()
    expect(own_page.locator("#verslag").get_by_text(texts.ADDED)).to_be_visible()
    go_to(own_page, texts.TAB_ASK)
    ask(own_page, "hoeveel lindebomen planten wij langs het kanaal?")
    expect(own_page.locator(".wh-answer")).to_contain_text("driehonderd lindebomen")
    go_to(own_page, texts.TAB_DOCUMENTS)
    own_page.get_by_role("button", name=f"{texts.EDIT} bomenplan", exact=True).click()
    own_page.get_by_label("Titel").fill("Het grote bomenplan")
    own_page.get_by_role("button", name=texts.SAVE).click()
    expect(own_page.get_by_role("heading", name="Het grote bomenplan")).to_be_visible()
    own_page.get_by_role("button", name=f"{texts.REMOVE} Het grote bomenplan").click()
    expect(own_page.get_by_text(texts.REMOVE_SURE)).to_be_visible()
    own_page.get_by_role("button", name=texts.REMOVE_YES).click()
    expect(own_page.get_by_role("heading", name="Het grote bomenplan")).to_have_count(0)


def test_a_file_that_is_no_document_is_refused_with_its_reason(own_page: Page, tmp_path: Path) -> None:
    """What it is, is seen by its content."""
    paper = tmp_path / "foto.pdf"
    paper.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    go_to(own_page, texts.TAB_DOCUMENTS)
    own_page.locator("#bestanden input[type=file]").set_input_files(paper)
    expect(own_page.locator("#bestanden").get_by_text("foto").first).to_be_visible()
    own_page.get_by_role("button", name=texts.UPLOAD_BUTTON).click()
    expect(own_page.locator("#verslag")).to_contain_text("een afbeelding (PNG)")


def test_about_says_what_is_in_it_and_how_good_it_is(page: Page) -> None:
    """The collection in figures, what is not in it, and how to read an answer."""
    go_to(page, texts.TAB_ABOUT)
    expect(page.locator(".wh-counts")).to_contain_text("213")
    for title in (texts.ABOUT_MISSING, texts.ABOUT_READ, texts.ABOUT_QUALITY):
        expect(page.get_by_role("heading", name=title)).to_be_visible()


def test_the_choice_of_light_or_dark_stays(page: Page, served: str) -> None:
    """The button switches, and the next visit begins as one left."""
    assert "dark" not in (page.locator("body").get_attribute("class") or "")
    page.get_by_role("button", name=texts.THEME_BUTTON).click()
    expect(page.locator("body")).to_have_class(re.compile(r"\bdark\b"))
    page.goto(served)
    expect(page.locator(".wh-tour")).to_be_visible()
    expect(page.locator("body")).to_have_class(re.compile(r"\bdark\b"))
