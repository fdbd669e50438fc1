"""A page of a document: its blocks of text, or its picture, with the cited words marked."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ui import app_texts as texts
from ui.render.parts import attributes, button, message
from ui.views import Block, PageView, PictureView, Segment

_LISTED = frozenset({"bullet", "table"})


def page(view: PageView, spans: str = "") -> str:
    """Return a page with its bar: title, number, previous and next. ``spans`` go along to the other pages."""
    say = f"{view.title}, {texts.page_of(view.number, view.pages, view.label)}"
    note = f'<p class="wh-small">{texts.OCR_NOTE}</p>' if view.ocr else ""
    return (
        f'<section class="wh-page"{attributes(aria_label=say, data_say=say)}>{_bar(view, spans)}{note}'
        f"{_sheet(view)}</section>"
    )


def missing() -> str:
    """Return what is shown for a page that is not there."""
    return message(texts.PAGE_MISSING, texts.PAGE_MISSING_HINT)


def empty(text: str = texts.PAGE_EMPTY) -> str:
    """Return what stands where a page will come."""
    return f'<section class="wh-page wh-empty"><p>{text}</p></section>'


def _bar(view: PageView, spans: str) -> str:
    moves = [
        _move(view, -1, texts.PREVIOUS, texts.PREVIOUS_NAME, spans),
        _move(view, 1, texts.NEXT, texts.NEXT_NAME, spans),
    ]
    link = attributes(
        data_local="link", data_text=view.link, data_done=texts.COPIED, data_failed=texts.COPY_FAILED
    )
    return (
        f'<div class="wh-pagebar"><h2 tabindex="-1" data-focus>{escape(view.title)}</h2>'
        f"{button('×', 'page_close', classes='wh-button wh-close', name=texts.CLOSE_PAGE)}"
        f'<p class="wh-small">{escape(texts.page_of(view.number, view.pages, view.label))}</p>'
        f'<div class="wh-moves">{"".join(moves)}<button type="button" class="wh-button"{link}>'
        f"{texts.LINK_PAGE}</button>"
        "</div></div>"
    )


def _move(view: PageView, step: int, label: str, name: str, spans: str) -> str:
    number = view.number + step
    there = 1 <= number <= view.pages
    given = {
        "act": "page_open",
        "document": view.document,
        "page": number,
        "spans": spans,
        "key": f"move{step}",
    }
    data = attributes(**{f"data_{key}": value for key, value in given.items()}) if there else ""
    disabled = "" if there else " disabled"
    arrow = f"‹ {label}" if step < 0 else f"{label} ›"
    return f'<button type="button" class="wh-button" aria-label="{name}"{data}{disabled}>{arrow}</button>'


def _sheet(view: PageView) -> str:
    text = _blocks(view.blocks) or f"<p>{texts.PAGE_BLANK}</p>"
    shown = f'<div class="wh-text" tabindex="0" role="region" aria-label="{texts.PAGE_TEXT}">{text}</div>'
    if view.picture is None:
        return shown
    return (
        f"{_picture(view.picture, f'{texts.PAGE_PICTURE} {view.number}')}"
        f'<details class="wh-astext"><summary>{texts.PAGE_AS_TEXT}</summary>{shown}</details>'
    )


def _picture(view: PictureView, name: str) -> str:
    boxes = "".join(
        f'<span class="wh-box" style="left:{box.left:.3%};top:{box.top:.3%};'
        f'width:{box.right - box.left:.3%};height:{box.bottom - box.top:.3%}"></span>'
        for box in view.boxes
    )
    given = attributes(src=view.url, width=view.width, height=view.height, alt=name)
    return (
        f'<div class="wh-picture" tabindex="0" role="region" aria-label="{name}"><div><img{given}>'
        f"{boxes}</div></div>"
    )


def _blocks(blocks: Sequence[Block]) -> str:
    parts: list[str] = []
    opened = ""
    for block in blocks:
        wanted = block.kind if block.kind in _LISTED else ""
        if wanted != opened:
            parts.append(
                _closing(opened)
                + ("<ul>" if wanted == "bullet" else '<div class="wh-table">' if wanted else "")
            )
            opened = wanted
        parts.append(_block(block))
    return "".join([*parts, _closing(opened)])


def _closing(kind: str) -> str:
    return "</ul>" if kind == "bullet" else "</div>" if kind else ""


def _block(block: Block) -> str:
    text = "".join(_segment(segment) for segment in block.segments)
    if block.kind == "heading":
        return f'<h3 class="wh-head{min(3, block.level)}">{text}</h3>'
    if block.kind == "bullet":
        number = f'<span class="wh-number">{escape(block.number)}</span> ' if block.number else ""
        return f'<li class="wh-level{min(3, block.level)}">{number}{text}</li>'
    if block.kind == "measure":
        return f'<p class="wh-measure"><span class="wh-number">{escape(block.number)}</span> {text}</p>'
    if block.kind == "quotation":
        speaker = f"<footer>{escape(block.speaker)}</footer>" if block.speaker else ""
        return f"<blockquote>{text}{speaker}</blockquote>"
    return f'<p class="wh-{block.kind}">{text}</p>'


def _segment(segment: Segment) -> str:
    return f"<mark>{escape(segment.text)}</mark>" if segment.marked else escape(segment.text)
