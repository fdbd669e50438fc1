from __future__ import annotations

import json
import re
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from ui import texts

pytestmark = pytest.mark.browser

QUESTION = "wat hebben we beloofd over zonnepanelen?"


def same(text: str) -> str:
    """The text without white space and hyphens: on a page a sentence may be broken over lines."""
    return re.sub(r"[\s\-\u00ad]", "", text)


def ask(page: Page, question: str) -> None:
    """Type a question and press the button."""
    page.get_by_label(texts.QUESTION_LABEL).first.fill(question)
    page.get_by_role("button", name=texts.ASK_BUTTON).click()


def test_the_page_is_dutch_and_helps(page: Page) -> None:
    """The empty screen says what one can do; a screen reader hears Dutch."""
    expect(page.get_by_label(texts.QUESTION_LABEL).first).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page.get_by_text(texts.WELCOME_TITLE)).to_be_visible()
    expect(page.get_by_text(QUESTION).first).to_be_visible()
    assert page.title() == texts.APP_TITLE


def test_a_citation_opens_its_page_with_the_sentence_marked(page: Page) -> None:
    """Asked about zonnepanelen, the app cites page and section; a click shows the page, the quote marked."""
    ask(page, QUESTION)
    sources = page.locator("[data-source]")
    expect(sources.first).to_be_visible()
    assert sources.count() >= 4
    first = page.locator("article", has=sources.first).first
    quote = first.locator("blockquote").inner_text()
    assert re.search(rf"{texts.PAGE} \d+", first.inner_text())
    first.locator("[data-source]").click()
    marks = page.locator("mark")
    expect(marks.first).to_be_visible()
    marked = same("".join(marks.all_inner_texts()))
    assert marked
    assert marked in same(quote)
    assert len(marked) > 0.6 * len(same(quote))


def test_another_citation_opens_another_page(page: Page) -> None:
    """Each source opens its own page: the mark follows the click."""
    ask(page, QUESTION)
    sources = page.locator("[data-source]")
    expect(sources.first).to_be_visible()
    marked = []
    for number in (0, 1):
        sources.nth(number).click()
        page.wait_for_function("before => (document.querySelector('mark')?.innerText ?? '') !== before", arg="".join(marked))
        marked.append(page.locator("mark").first.inner_text())
    assert marked[0] != marked[1]


def test_enter_asks_too(page: Page) -> None:
    """The keyboard alone is enough."""
    box = page.get_by_label(texts.QUESTION_LABEL).first
    box.fill(QUESTION)
    box.press("Enter")
    expect(page.locator("[data-source]").first).to_be_visible()


def test_an_empty_question_is_answered_with_help(page: Page) -> None:
    """Pressing the button with nothing typed says what to do."""
    ask(page, "   ")
    expect(page.get_by_text(texts.EMPTY_QUESTION)).to_be_visible()


def test_a_question_without_an_answer_says_so(page: Page) -> None:
    """What the documents do not answer is not found, and it is said how much was searched."""
    ask(page, "hoeveel olifanten heeft de dierentuin van Antwerpen?")
    expect(page.get_by_text(texts.NOT_FOUND_TITLE).first).to_be_visible()
    expect(page.get_by_text(re.compile("5 documenten")).first).to_be_visible()
    assert page.locator("blockquote").count() == 0


def test_what_is_typed_is_shown_as_text(page: Page) -> None:
    """Markup in a question is not carried out."""
    ask(page, "<img src=x onerror=\"document.title='kapot'\"> zonnepanelen op daken van scholen")
    expect(page.locator(".wh-answer").first).to_be_visible()
    assert page.locator("img[src='x']").count() == 0
    assert page.title() == texts.APP_TITLE


def test_two_people_do_not_see_each_other(page: Page, served: str) -> None:
    """A second visitor's question leaves the first one's screen as it was."""
    ask(page, QUESTION)
    expect(page.locator("[data-source]").first).to_be_visible()
    before = page.locator("blockquote").all_inner_texts()
    assert page.context.browser is not None
    other = page.context.browser.new_context()
    visitor = other.new_page()
    visitor.goto(served)
    ask(visitor, "wat staat er over energiearmoede?")
    expect(visitor.locator("[data-source]").first).to_be_visible(timeout=60_000)
    page.locator("[data-source]").first.click()
    expect(page.locator("mark").first).to_be_visible()
    assert same("".join(page.locator("mark").all_inner_texts())) in same(before[0])
    other.close()


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
