"""The tab Over."""

from __future__ import annotations

from html import escape

from ui import app_texts as texts
from ui.views import AboutView, FigureView


def about(view: AboutView) -> str:
    """Return what is in the collection, what is not, how to read an answer, and how good it is."""
    return (
        f'<div class="wh-about">{_collection(view)}{_missing()}{_reading()}{_quality(view.figures)}'
        f"{_privacy(view.language_model)}{_programs()}</div>"
    )


def _collection(view: AboutView) -> str:
    counts = "".join(
        f"<div><dd>{_thousands(number)}</dd><dt>{name}</dt></div>" for name, number in view.counts
    )
    documents = "".join(f"<li>{escape(title)}</li>" for title in view.documents)
    moment = (
        f'<p class="wh-small">{escape(texts.LAST_SYNC.format(moment=view.last_sync))}</p>'
        if view.last_sync
        else ""
    )
    body = f'<dl class="wh-counts">{counts}</dl><ul class="wh-titles">{documents}</ul>{moment}'
    return _section(texts.ABOUT_COLLECTION, body)


def _missing() -> str:
    return _section(texts.ABOUT_MISSING, f"<p>{texts.ABOUT_MISSING_TEXT}</p>")


def _reading() -> str:
    items = "".join(f"<li>{item}</li>" for item in texts.ABOUT_READ_ITEMS)
    return _section(texts.ABOUT_READ, f"<ul>{items}</ul>")


def _quality(figures: tuple[FigureView, ...]) -> str:
    if not figures:
        return _section(texts.ABOUT_QUALITY, f"<p>{texts.ABOUT_QUALITY_NONE}</p>")
    rows = "".join(
        f'<tr><th scope="row">{escape(figure.label)}</th><td>{figure.value:.0%}</td>'
        f'<td class="wh-small">{figure.low:.0%}–{figure.high:.0%}</td><td class="wh-small">{figure.n}</td>'
        "</tr>"
        for figure in figures
    )
    head = "".join(f'<th scope="col">{name}</th>' for name in texts.MEASURED_COLUMNS)
    table = (
        f'<div class="wh-scroll" tabindex="0" role="region" aria-label="{texts.ABOUT_QUALITY}">'
        f'<table class="wh-figures"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )
    return _section(texts.ABOUT_QUALITY, f"<p>{texts.ABOUT_QUALITY_TEXT}</p>{table}")


def _privacy(language_model: str) -> str:
    text = texts.ABOUT_PRIVACY_TEXT
    if language_model:
        text = texts.ABOUT_PRIVACY_MODEL.format(address=language_model)
    return _section(texts.ABOUT_PRIVACY, f"<p>{escape(text)}</p>")


def _programs() -> str:
    links = "".join(
        f'<li><a href="{address}">{address}</a> – {what}</li>' for address, what in texts.ADDRESSES
    )
    return _section(texts.ABOUT_PROGRAMS, f"<p>{texts.ABOUT_PROGRAMS_TEXT}</p><ul>{links}</ul>")


def _section(title: str, body: str) -> str:
    return f'<section class="wh-panel"><h2>{title}</h2>{body}</section>'


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")
