"""What the project's corpus has not got: a PDF, and a language model that writes the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from scripted_server import Script, scripted_server

from kb.index.embedding import LetterEmbedder
from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings
from tests.ui.browser.conftest import LIBRARY, LIBRARY_TOP, ask, window
from tests.ui.conftest import letter_collection
from tests.ui.serving import serving_here
from ui import app_texts as texts

pytestmark = pytest.mark.browser


def test_a_pdf_is_shown_as_printed_with_the_sentence_marked(own_page: Page) -> None:
    """The picture of the page comes, the mark lies on the sentence, and one can leaf through."""
    ask(own_page, "wanneer opent de nieuwe bibliotheek aan het Stationsplein?")
    expect(own_page.locator(".wh-answer")).to_contain_text("2029")
    own_page.locator(".wh-source", has_text=LIBRARY).first.click()
    picture = own_page.locator("#pagina .wh-picture img")
    expect(picture).to_be_visible()
    own_page.wait_for_function("document.querySelector('#pagina .wh-picture img').naturalWidth > 400")
    mark = own_page.locator("#pagina .wh-box")
    expect(mark).to_have_count(1)
    paper, box = picture.bounding_box(), mark.bounding_box()
    assert paper is not None
    assert box is not None
    middle = (box["y"] + box["height"] / 2 - paper["y"]) / paper["height"]
    assert middle == pytest.approx(LIBRARY_TOP, abs=0.01)
    assert (box["x"] - paper["x"]) / paper["width"] == pytest.approx(0.1, abs=0.01)
    where = own_page.locator("#pagina .wh-pagebar .wh-small")
    expect(where).to_have_text("Pagina 2 van 3")
    own_page.get_by_role("button", name=texts.NEXT_NAME).click()
    expect(where).to_have_text("Pagina 3 van 3")
    expect(own_page.get_by_role("button", name=texts.NEXT_NAME)).to_be_disabled()
    expect(mark).to_have_count(0)
    own_page.get_by_role("button", name=texts.PREVIOUS_NAME).click()
    expect(mark).to_have_count(1)


class Gated:
    """What the model says: it stops before its last sentence until it may go on."""

    def __init__(self) -> None:
        self.may_go_on = Event()

    def __iter__(self) -> Iterator[str]:
        yield "De gemeente bouwt vijftig sociale huurwoningen in de wijk Zuid [1]. De gemeente "
        self.may_go_on.wait(60)
        yield "bouwt in 2027 sociale huurwoningen [1]. Iedereen in Zuid krijgt een villa met zwembad [1]."


def test_a_language_model_is_read_while_it_writes(regular: BrowserContext, tmp_path: Path) -> None:
    """A sentence is on the screen before the next is written; what was struck is counted; others can go on."""
    shelf = letter_collection(tmp_path)
    said = Gated()
    with scripted_server(Script(said)) as url:
        settings = Settings(
            corpus=shelf.settings.corpus, data=shelf.settings.data, llm="openai", llm_url=url, llm_model="m"
        )
        knowledge = KnowledgeBase(settings, LetterEmbedder())
        with serving_here(knowledge) as address, window(regular, address) as page:
            question = "Hoeveel sociale huurwoningen bouwt de gemeente in de wijk Zuid?"
            ask(page, question)
            written = page.locator(".wh-writing")
            expect(written).to_contain_text("De gemeente bouwt vijftig sociale huurwoningen in de wijk Zuid.")
            expect(written.get_by_role("heading", name=question)).to_be_visible()
            expect(written).to_contain_text(texts.WRITING)
            with window(regular, address) as other:
                other.get_by_role("tab", name=texts.TAB_ABOUT).click()
                expect(other.locator(".wh-about")).to_contain_text(url)
            assert written.count() == 1, "it waits for the model still"
            said.may_go_on.set()
            answer = page.locator(".wh-answer:not(.wh-writing)")
            expect(answer).to_contain_text("De gemeente bouwt in 2027 sociale huurwoningen.")
            expect(answer).not_to_contain_text("villa")
            expect(answer.locator(".wh-line-note")).to_have_text(re.compile("1 .*geschrapt"))
            expect(answer.locator(".wh-cite")).to_have_count(2)
            answer.locator(".wh-cite").first.click()
            expect(page.locator("#pagina mark").first).to_be_visible()
