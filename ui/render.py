"""Views to HTML. Every text of a document or a user is escaped here."""

from __future__ import annotations

import re
from html import escape

from ui import texts
from ui.views import AnswerView, NearView, PageView, SourceView

_BLANK_LINES = re.compile(r"[ \t]*\n(?:[ \t]*\n)+[ \t]*")


def welcome() -> str:
    """Return the empty screen: what one can do here."""
    return f'<section class="wh-welcome"><h2>{texts.WELCOME_TITLE}</h2><p>{texts.WELCOME_TEXT}</p></section>'


def message(text: str, hint: str = "") -> str:
    """Return a sentence that says what went wrong and what to do."""
    return f'<section class="wh-message" role="alert"><p>{escape(text)}</p><p>{escape(hint)}</p></section>'


def answer(view: AnswerView) -> str:
    """Return an answer: quotes under their documents, each a button that opens its page."""
    if not view.found:
        return _not_found(view)
    parts = [f'<section class="wh-answer" aria-live="polite"><h2>{escape(view.question)}</h2>']
    title = ""
    for source in view.sources:
        if source.title != title:
            title = source.title
            parts.append(f"<h3>{escape(title)}</h3>")
        parts.append(_source(source))
    parts.append(f'<p class="wh-searched">{escape(view.searched)}</p></section>')
    return "".join(parts)


def page(view: PageView) -> str:
    """Return a page's text with the cited sentence marked."""
    label = f" · {texts.PRINTED} {escape(view.label)}" if view.label else ""
    text = "".join(_segment(segment.text, marked=segment.marked) for segment in view.segments)
    return (
        f'<section class="wh-page" aria-label="{texts.PAGE_NAME}"><h2>{escape(view.title)}</h2>'
        f'<p class="wh-where">{texts.PAGE} {view.number} {texts.OF} {view.pages}{label}</p>'
        f'<div class="wh-text" tabindex="0">{text.strip()}</div></section>'
    )


def no_page() -> str:
    """Return what stands beside an answer before a source is opened."""
    return f'<section class="wh-page wh-empty"><p>{texts.NO_PAGE}</p></section>'


def _source(source: SourceView) -> str:
    section = f" · {escape(' › '.join(source.section))}" if source.section else ""
    printed = f" ({texts.PRINTED} {escape(source.page_label)})" if source.page_label else ""
    lead = f'<span class="wh-lead">{escape(source.lead)}</span> ' if source.lead else ""
    return (
        f'<article class="wh-source"><blockquote>{lead}{escape(source.quote)}</blockquote>'
        f'<button type="button" class="wh-open" data-source="{source.n}" '
        f'aria-label="{texts.OPEN_SOURCE} {source.n}: {texts.PAGE} {source.page}">'
        f'<span class="wh-n">{source.n}</span> {texts.PAGE} {source.page}{printed}{section}</button></article>'
    )


def _not_found(view: AnswerView) -> str:
    near = "".join(_near(item) for item in view.near)
    closest = f"<h3>{texts.NEAREST}</h3>{near}" if near else ""
    return (
        f'<section class="wh-answer wh-notfound" aria-live="polite"><h2>{texts.NOT_FOUND_TITLE}</h2>'
        f"<p>{texts.NOT_FOUND_TEXT} {escape(view.searched)}</p>{closest}</section>"
    )


def _near(item: NearView) -> str:
    return f'<article class="wh-near"><p>{escape(item.text)}</p><p class="wh-where">{escape(item.place)}</p></article>'


def _segment(text: str, *, marked: bool) -> str:
    shown = escape(_BLANK_LINES.sub("\n", text))
    return f"<mark>{shown}</mark>" if marked else shown
