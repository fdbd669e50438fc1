"""Opening a page of a document, with cited words marked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from ingest.errors import ReadError
from ingest.model import Page, Span
from ingest.picture import Picture, draw_page, find_boxes
from kb.knowledge_base import KnowledgeBase
from ui.addresses import address
from ui.reflow import reflow
from ui.views import PageView, PictureView

_PICTURES = 64
"""Pages kept as pictures: some 15 MB, and the pages around a quotation are asked for again and again."""


def open_page(
    knowledge: KnowledgeBase, document: str, number: int, spans: Sequence[Span] = ()
) -> PageView | None:
    """Return a page with the given spans marked, or None when there is no such page."""
    page = knowledge.page(document, number)
    stored = next((s for s in knowledge.documents() if s.document.id == document), None)
    if page is None or stored is None:
        return None
    here = [span for span in spans if span.page == number]
    return PageView(
        document=document,
        title=stored.document.title,
        number=number,
        pages=stored.pages,
        label=page.label,
        blocks=reflow(page, knowledge.pieces(document), here),
        picture=_picture(knowledge, document, page, here),
        marked=bool(here),
        ocr=page.ocr,
        link=f"?{address(document=document, pagina=str(number))}",
    )


def page_picture(knowledge: KnowledgeBase, document: str, number: int) -> Picture | None:
    """Return the picture of a page; None when the document is no PDF, or has no such page.

    Raises:
        ReadError: the page cannot be drawn.
    """
    path = knowledge.file(document)
    if path is None or path.suffix.lower() != ".pdf" or knowledge.page(document, number) is None:
        return None
    return _drawn(path, path.stat().st_mtime_ns, number)


def _picture(
    knowledge: KnowledgeBase, document: str, page: Page, spans: Sequence[Span]
) -> PictureView | None:
    """The page as a picture; None where it cannot be drawn, or where the quotation is not found on it."""
    try:
        picture = page_picture(knowledge, document, page.number)
        path = knowledge.file(document)
        if picture is None or path is None:
            return None
        quotes = tuple(page.text[span.start : span.end] for span in spans)
        boxes = find_boxes(path, page.number, quotes) if quotes else ()
    except ReadError:
        return None  # the text of the page is shown instead
    if quotes and not boxes:
        return None  # on the text the words can be marked, on the picture they cannot
    url = f"/api/pages/{quote(document, safe='')}/{page.number}/picture.png"
    return PictureView(url, picture.width, picture.height, boxes)


@lru_cache(maxsize=_PICTURES)
def _drawn(path: Path, changed: int, number: int) -> Picture:  # noqa: ARG001 - a changed file is another picture
    return draw_page(path, number)
