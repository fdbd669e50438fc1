from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.model import Span
from kb.index.embedding import LetterEmbedder
from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings
from ui.handlers.pages import open_page, page_picture
from ui.render import pages as render
from ui.tabs.wiring import shown_page

pytestmark = pytest.mark.stack

LINES = (
    "1. Wonen",
    "Wij bouwen in deze wijk vijftig woningen voor jongeren en voor ouderen die graag kleiner",
    "willen wonen in hun eigen buurt. Daarnaast planten we bomen.",
)


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    """A collection of one PDF."""
    folder = tmp_path_factory.mktemp("paper")
    corpus = folder / "corpus"
    corpus.mkdir()
    canvas = Canvas(str(corpus / "plan.pdf"))
    for number, line in enumerate(LINES):
        canvas.drawString(72, 700 - 20 * number, line)
    canvas.showPage()
    canvas.save()
    knowledge = KnowledgeBase(Settings(corpus=corpus, data=folder / "data"), LetterEmbedder())
    assert not knowledge.sync().failed
    return knowledge


def sentence(knowledge: KnowledgeBase) -> tuple[Span, ...]:
    """The place of the sentence about homes."""
    return next(piece.spans for piece in knowledge.pieces("plan") if "vijftig" in piece.text)


def test_a_pdf_opens_as_a_picture_with_the_quotation_boxed(paper: KnowledgeBase) -> None:
    """Picture, boxes, and the same text below it for who cannot see the picture."""
    view = open_page(paper, "plan", 1, sentence(paper))
    assert view is not None
    assert view.picture is not None
    assert len(view.picture.boxes) == 2
    html = render.page(view)
    assert html.count('class="wh-box"') == 2
    assert 'src="/api/pages/plan/1/picture.png"' in html
    assert "<mark>Wij bouwen" in html
    assert "data:" not in html


def test_where_the_words_are_not_found_on_the_picture_the_text_is_shown(paper: KnowledgeBase) -> None:
    """Better the words marked in the text than a picture without a mark."""
    view = open_page(paper, "plan", 1, [Span(1, 0, 1)])
    assert view is not None
    assert view.picture is None
    assert view.marked


def test_a_changed_file_is_not_shown_as_what_was_read(paper: KnowledgeBase) -> None:
    """Between a change and the next sync the picture would show other words than were cited."""
    file = paper.settings.corpus / "plan.pdf"
    before = file.read_bytes()
    file.write_bytes(before + b"\n%later")
    try:
        assert page_picture(paper, "plan", 1) is None
        view = open_page(paper, "plan", 1)
        assert view is not None
        assert view.picture is None
    finally:
        file.write_bytes(before)


def test_other_formats_open_as_text(shelf: KnowledgeBase) -> None:
    """Headings, paragraphs and bullets of the page, previous and next."""
    view = open_page(shelf, "woonplan-2024", 2)
    assert view is not None
    html = render.page(view)
    assert "<h3" in html
    assert "<li" in html
    assert (
        'aria-label="Vorige pagina" data-act="page_open" data-document="woonplan-2024" data-page="1"' in html
    )
    assert 'aria-label="Volgende pagina" disabled' in html
    assert view.link == "?document=woonplan-2024&pagina=2"


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"document": "niets", "page": "1"},
        {"document": "woonplan-2024", "page": "99"},
        {"document": "woonplan-2024", "page": "-1"},
    ],
)
def test_a_page_that_is_not_there_says_so(shelf: KnowledgeBase, data: dict[str, str]) -> None:
    """Whatever a browser sends."""
    assert "Deze pagina is er niet." in shown_page(shelf, data)
