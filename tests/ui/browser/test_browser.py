from __future__ import annotations

import json
import re
import urllib.error
import urllib.request

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from tests.ui.browser.conftest import ask, go_to, same
from ui import app_texts as texts

pytestmark = pytest.mark.browser

QUESTION = "wat hebben we beloofd over zonnepanelen?"


def test_the_page_is_dutch_and_helps(page: Page) -> None:
    """The empty screen says what one can do, with examples; a screen reader hears Dutch."""
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page.get_by_role("heading", name=texts.TOUR_TITLE)).to_be_visible()
    expect(page.locator(".wh-example").first).to_be_visible()
    assert page.title() == texts.TITLE


def test_an_example_is_asked_with_one_click(page: Page) -> None:
    """What the example says is what is asked."""
    example = page.locator(".wh-example").first
    question = example.inner_text()
    example.click()
    expect(page.locator(".wh-answer h2")).to_have_text(question)


def test_a_citation_opens_its_page_with_the_sentence_marked(page: Page) -> None:
    """Asked about zonnepanelen, the app cites page and section; a click shows the page, the quote marked."""
    ask(page, QUESTION)
    expect(page.locator(".wh-source").first).to_be_visible()
    assert page.locator(".wh-source").count() >= 4
    for number in range(3):
        source = page.locator(".wh-source").nth(number)
        quote = source.locator(".wh-quote").inner_text()
        assert re.search(r"Pagina \d+", source.inner_text())
        page.locator(".wh-cite").nth(number).click()
        expect(page.locator("#pagina mark").first).to_be_visible()
        marked = same("".join(page.locator("#pagina mark").all_inner_texts()))
        assert marked
        assert marked in same(quote)
        page.get_by_role("button", name=texts.CLOSE_PAGE).click()
        expect(page.locator(".wh-source").first).to_be_visible()


def test_one_can_leaf_through_a_document(page: Page) -> None:
    """Next and previous turn the page, by keyboard too."""
    ask(page, QUESTION)
    page.locator(".wh-cite").first.click()
    where = page.locator("#pagina .wh-pagebar .wh-small")
    number = int(re.search(r"Pagina (\d+)", where.inner_text())[1])  # type: ignore[index]
    page.get_by_role("button", name=texts.NEXT_NAME).focus()
    page.keyboard.press("Enter")
    expect(where).to_contain_text(f"Pagina {number + 1} ")
    page.get_by_role("button", name=texts.PREVIOUS_NAME).click()
    expect(where).to_contain_text(f"Pagina {number} ")


def test_enter_asks_and_the_keyboard_reaches_the_source(page: Page) -> None:
    """The keyboard alone is enough: ask, open a citation, close it; the focus goes there and comes back."""
    box = page.get_by_label(texts.QUESTION_LABEL).first
    box.fill(QUESTION)
    box.press("Enter")
    expect(page.locator(".wh-cite").first).to_be_visible()
    page.locator(".wh-cite").nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#pagina h2")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=texts.CLOSE_PAGE)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".wh-cite").nth(1)).to_be_focused()


def test_tab_goes_everywhere_and_is_seen(page: Page) -> None:
    """From the top each stop of the Tab key has a visible ring, and the first screen has no traps."""
    page.locator("body").evaluate("body => { document.activeElement.blur(); body.focus(); }")
    stops = []
    for _press in range(20):
        page.keyboard.press("Tab")
        stops.append(
            page.evaluate(
                """() => { const at = document.activeElement; const style = getComputedStyle(at);
                const name = at.getAttribute('aria-label') || at.innerText || at.id || at.tagName;
                return [name.trim(), at === document.body || style.outlineStyle !== 'none']; }"""
            )
        )
    names = [name for name, _seen in stops]
    assert [name for name, seen in stops if not seen] == []
    for wanted in (texts.THEME_BUTTON, texts.TAB_ASK, texts.ASK_BUTTON, texts.FILTERS, texts.TAB_DOCUMENTS):
        assert any(name.startswith(wanted) for name in names), (wanted, names)


def test_an_empty_question_is_answered_with_help(page: Page) -> None:
    """Pressing the button with nothing typed says what to do."""
    ask(page, "   ")
    expect(page.get_by_text(texts.EMPTY_QUESTION)).to_be_visible()


def test_a_question_without_an_answer_says_so(page: Page) -> None:
    """What the documents do not answer is not found, and it is said how much was searched."""
    ask(page, "hoeveel olifanten heeft de dierentuin van Antwerpen?")
    expect(page.get_by_role("heading", name=texts.NOT_FOUND)).to_be_visible()
    expect(page.get_by_text(re.compile("5 documenten")).first).to_be_visible()
    assert page.locator(".wh-cite").count() == 0


def test_what_is_typed_is_shown_as_text(page: Page) -> None:
    """Markup and template language in a question are not carried out."""
    evil = "<img src=x onerror=\"document.title='kapot'\"> ${document.title='kapot'} {{value}} zonnepanelen op scholen"
    ask(page, evil)
    expect(page.locator(".wh-answer h2")).to_have_text(evil)
    assert page.locator("img[src='x']").count() == 0
    assert page.title() == texts.TITLE


def test_an_address_asks_its_question(page: Page, served: str) -> None:
    """A shared question opens with its answer; what is asked stands in the address."""
    ask(page, QUESTION)
    expect(page.locator(".wh-cite").first).to_be_visible()
    page.wait_for_url(re.compile(r"\?vraag=wat%20hebben"))
    expected = page.locator(".wh-answer h2, .wh-answer li").all_inner_texts()
    page.goto(page.url)
    expect(page.locator(".wh-cite").first).to_be_visible()
    assert page.locator(".wh-answer h2, .wh-answer li").all_inner_texts() == expected


def test_an_address_opens_a_page(page: Page, served: str) -> None:
    """``?document=...&pagina=...`` opens that page."""
    page.goto(f"{served}/?document=coalitieakkoord-2018-2022&pagina=18")
    expect(page.locator("#document-pagina .wh-small").first).to_contain_text("Pagina 18 van 30")


def test_an_answer_can_be_copied_and_downloaded(page: Page) -> None:
    """The clipboard gets the answer with its sources; the Word file comes as a download."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, QUESTION)
    page.get_by_role("button", name=texts.COPY).click()
    expect(page.get_by_role("button", name=texts.COPIED)).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    shown = page.locator(".wh-answer li, .wh-answer h3").all_inner_texts()
    for _once_more in range(2):
        with page.expect_download() as download:
            page.get_by_role("button", name=texts.DOWNLOAD_WORD).click()
        assert download.value.suggested_filename == texts.WORD_FILE
        paper = "\n".join(p.text for p in Document(str(download.value.path())).paragraphs)
        for taken in (copied, paper):
            assert taken.startswith(QUESTION)
            for line in shown:
                assert re.sub(r"\s+\d+$", "", line) in taken
            for number, title in enumerate(page.locator(".wh-source b").all_inner_texts(), start=1):
                assert f"[{number}] {title}, pagina " in taken
            assert "5 documenten" in taken
    for quote in page.locator(".wh-quote").all_inner_texts():
        assert quote in paper


def test_what_is_wrong_can_be_reported(page: Page) -> None:
    """A reason is asked and thanked for."""
    ask(page, QUESTION)
    page.locator(".wh-wrong summary").click()
    page.get_by_label(texts.WRONG_REASON).fill("Het ging om scholen in het centrum.")
    page.get_by_role("button", name=texts.WRONG_SEND).click()
    expect(page.get_by_text(texts.WRONG_THANKS)).to_be_visible()


def test_a_conversation_goes_on_and_can_be_begun_anew(page: Page) -> None:
    """The earlier question stays below; how the next was taken can be put right; a new one clears the screen."""
    ask(page, QUESTION)
    expect(page.locator(".wh-answer h2")).to_have_text(QUESTION)
    ask(page, "en in 2018?")
    expect(page.locator(".wh-answer h2")).to_have_text("en in 2018?")
    expect(page.locator(".wh-earlier summary")).to_have_text(QUESTION)
    taken = page.locator(".wh-understood summary")
    expect(taken).to_contain_text("zonnepanelen in 2018?")
    taken.click()
    page.get_by_label(texts.CORRECT_LABEL).fill("wat staat er over zonnepanelen op scholen?")
    page.get_by_role("button", name=texts.ASK_AGAIN).click()
    expect(page.locator(".wh-answer h2")).to_have_text("wat staat er over zonnepanelen op scholen?")
    expect(page.locator(".wh-earlier summary")).to_have_text(QUESTION)
    page.get_by_role("button", name=texts.NEW_CONVERSATION).click()
    expect(page.get_by_role("heading", name=texts.TOUR_TITLE)).to_be_visible()


def test_filters_limit_what_is_searched(page: Page) -> None:
    """With one document chosen, every source is of that document."""
    page.get_by_role("button", name=texts.FILTERS).click()
    page.locator("#filter-document input").click()
    page.get_by_role("option", name=re.compile("Programmaplan")).click()
    ask(page, QUESTION)
    expect(page.locator(".wh-source").first).to_be_visible()
    titles = page.locator(".wh-source b").all_inner_texts()
    assert {title.split(" ")[0] for title in titles} == {"Programmaplan"}


def test_two_people_do_not_see_each_other(page: Page, other_page: Page) -> None:
    """Two browsers at once, with their own filters, conversations and open pages."""
    page.get_by_role("button", name=texts.FILTERS).click()
    page.locator("#filter-document input").click()
    page.get_by_role("option", name=re.compile("Programmaplan")).click()
    ask(page, QUESTION)
    ask(other_page, "wat hebben we beloofd over armoede?")
    expect(other_page.locator(".wh-source").first).to_be_visible()
    assert len(set(other_page.locator(".wh-source b").all_inner_texts())) > 1, "no filter of another's"
    page.locator(".wh-cite").first.click()
    expect(page.locator("#pagina mark").first).to_be_visible()
    assert other_page.locator("#pagina .wh-page").count() == 0
    ask(other_page, "en voor kinderen?")
    expect(other_page.locator(".wh-earlier summary")).to_have_text("wat hebben we beloofd over armoede?")
    expect(page.locator(".wh-answer h2")).to_have_text(QUESTION)
    assert page.locator(".wh-earlier").count() == 0
    go_to(other_page, texts.TAB_COMMITMENTS)
    other_page.locator(".wh-row").nth(1).click()
    expect(other_page.locator(".wh-detail")).to_be_visible()
    go_to(page, texts.TAB_COMMITMENTS)
    expect(page.locator(".wh-row").first).to_be_visible()
    assert page.locator(".wh-detail").count() == 0


def test_health_says_that_questions_can_be_answered(served: str) -> None:
    """``/health`` gives 200 and JSON with the size of the collection."""
    with urllib.request.urlopen(f"{served}/health", timeout=20) as response:
        assert response.status == 200
        state = json.load(response)
    assert state["status"] == "ok"
    assert state["documents"] == 5


def test_files_of_the_machine_cannot_be_fetched(served: str) -> None:
    """The app gives out no files by their path."""
    for path in ("/gradio_api/file=/etc/passwd", "/file=/etc/passwd", "/../../etc/passwd"):
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(served + path, timeout=20)
        assert caught.value.code in (403, 404, 405)
        caught.value.close()
