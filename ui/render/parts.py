"""Pieces of HTML that every tab uses. ``data-`` attributes say what a button does; see ``assets/app.js``."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from importlib.resources import files

from ingest.errors import WoordhouderError
from ingest.model import Span
from ui import app_texts as texts


def attributes(**values: object) -> str:
    """Return attributes for a tag; None and False leave one out, ``_`` in a name becomes ``-``."""
    parts = []
    for name, value in values.items():
        if value is None or value is False:
            continue
        name = name.rstrip("_").replace("_", "-")
        parts.append(f" {name}" if value is True else f' {name}="{escape(str(value), quote=True)}"')
    return "".join(parts)


def button(label: str, act: str, *, classes: str = "wh-button", name: str = "", **data: object) -> str:
    """Return a button that triggers the event ``act`` with ``data``; ``name`` is for screen readers."""
    return raw_button(escape(label), act, classes=classes, name=name, **data)


def raw_button(html: str, act: str, *, classes: str = "wh-button", name: str = "", **data: object) -> str:
    """Return a button around HTML that is already safe."""
    given = {f"data_{key}": value for key, value in data.items()}
    return (
        f'<button type="button"{attributes(class_=classes, data_act=act, aria_label=name or None, **given)}>'
        f"{html}</button>"
    )


def message(text: str, hint: str = "", *, kind: str = "warn") -> str:
    """Return a sentence that says what went wrong or right, and what to do."""
    role = "alert" if kind == "warn" else "status"
    second = f"<p>{escape(hint)}</p>" if hint else ""
    return f'<div class="wh-message wh-{kind}" role="{role}"><p>{escape(text)}</p>{second}</div>'


def problem(error: WoordhouderError) -> str:
    """Return an error as its sentence and hint."""
    return message(error.message, error.hint)


def pack_spans(spans: Sequence[Span]) -> str:
    """Return spans as a short text for a ``data-`` attribute: ``22:130-250,23:0-12``."""
    return ",".join(f"{span.page}:{span.start}-{span.end}" for span in spans)


def unpack_spans(text: str) -> tuple[Span, ...]:
    """Return the spans of :func:`pack_spans`; what a browser changed into something else is left out."""
    spans = []
    for part in text.split(","):
        page, _, rest = part.partition(":")
        start, _, end = rest.partition("-")
        if page.isdecimal() and start.isdecimal() and end.isdecimal():
            spans.append(Span(int(page), int(start), int(end)))
    return tuple(spans)


def chip(text: str, kind: str) -> str:
    """Return a small label, such as a status."""
    return f'<span class="wh-chip wh-chip-{kind}">{escape(text)}</span>'


def header() -> str:
    """Return the head of the app: its name, what it does, and the switch between light and dark."""
    return (
        '<header class="wh-top"><span class="wh-logo" aria-hidden="true">'
        '<svg viewBox="0 0 32 32" width="32" height="32"><rect width="32" height="32" rx="7"/>'
        '<path d="M7 9l4 14 5-11 5 11 4-14" fill="none" stroke-width="2.6" stroke-linejoin="round" '
        'stroke-linecap="round"/></svg></span>'
        f"<div><h1>{texts.TITLE}</h1><p>{texts.INTRO}</p></div>"
        '<button type="button" class="wh-theme" '
        f'data-local="theme"{attributes(aria_label=texts.THEME_BUTTON, title=texts.THEME_BUTTON)}>'
        '<svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">'
        '<circle cx="12" cy="12" r="8" fill="none" '
        'stroke="currentColor" stroke-width="2"/><path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor"/>'
        "</svg></button>"
        '</header><div id="wh-live" class="wh-hidden" role="status" aria-live="polite"></div>'
    )


def asset(name: str) -> str:
    """Return the text of one of the app's own files."""
    return files("ui").joinpath("assets", name).read_text(encoding="utf-8")
