"""An answer with its sources, what came nearest, and the tour on the empty screen."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape
from typing import Any

from ui import app_texts as texts
from ui.render.parts import attributes, button, message, pack_spans, raw_button
from ui.views import AnswerView, Conversation, Line, NearView, Run, SourceView, WritingView


def welcome(examples: Sequence[str]) -> str:
    """Return the empty screen: example questions from the collection, and a short tour."""
    steps = "".join(f"<li><h3>{title}</h3><p>{text}</p></li>" for title, text in texts.TOUR)
    more = "".join(
        f"<li>{button(name, 'go_to', classes='wh-link', tab=name)} – {text}</li>"
        for name, text in texts.TOUR_MORE
    )
    return (
        f'<section class="wh-tour"><h2>{texts.TOUR_TITLE}</h2><p>{texts.TOUR_INTRO}</p>{_examples(examples)}'
        f'<ol class="wh-steps">{steps}</ol><h3>{texts.TOUR_MORE_TITLE}</h3><ul class="wh-more">{more}</ul>'
        "</section>"
    )


def conversation(held: Conversation, note: str = "") -> str:
    """Return the last answer, and the earlier ones to fold out. ``note`` is HTML that comes first."""
    last = held.last
    if last is None:
        return note
    earlier = "".join(_earlier(turn) for turn in reversed(held.turns[:-1]))
    if earlier:
        earlier = f'<section class="wh-earlier"><h3>{texts.EARLIER}</h3>{earlier}</section>'
    return note + _answer(last) + earlier


def sources(view: AnswerView | None) -> str:
    """Return the list beside an answer: each source a button that opens its page."""
    if view is None or not view.sources:
        told = texts.SOURCES_NONE if view and view.near else texts.SOURCES_EMPTY
        return f'<section class="wh-sources wh-empty"><p>{told}</p></section>'
    items = "".join(f"<li>{_source(source)}</li>" for source in view.sources)
    return (
        f'<section class="wh-sources" aria-label="{texts.SOURCES}"><h2>{texts.SOURCES}</h2><ol>{items}</ol>'
        "</section>"
    )


def writing(view: WritingView, note: str = "") -> str:
    """Return an answer that is still being written; its numbers come when it is whole."""
    text = escape(" ".join(view.sentences))
    return (
        f'{note}<article class="wh-answer wh-writing" aria-busy="true"><h2>{escape(view.question)}</h2>'
        f'<p class="wh-small">{texts.WRITING}</p><p class="wh-line-text">{text} '
        '<span class="wh-caret" aria-hidden="true"></span></p></article>'
    )


def word_link(data: bytes, once: str) -> str:
    """Return a link to a Word file that the page follows; ``once`` makes it differ from the last one."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    address = f"data:{kind};base64,{b64encode(data).decode('ascii')}"
    given = attributes(href=address, download=texts.WORD_FILE, data_follow=once)
    return f'<a class="wh-hidden" tabindex="-1" aria-hidden="true"{given}></a>'


def thanks() -> str:
    """Return what is said when somebody reported that an answer is wrong."""
    return message(texts.WRONG_THANKS, kind="ok")


def _answer(view: AnswerView) -> str:
    say = f"{texts.ANSWER}: {len(view.sources)} {texts.SOURCES.lower()}" if view.found else texts.NOT_FOUND
    body = _lines(view.lines, {s.n: s for s in view.sources}) if view.found else _not_found(view)
    understood = _understood(view.understood) if view.understood else ""
    searched = f'<p class="wh-small">{escape(view.searched)}</p>' if view.searched else ""
    return (
        f'<article class="wh-answer"{attributes(data_say=say, data_query=view.query)}>'
        f"<h2>{escape(view.question)}</h2>{understood}{body}"
        f"{searched}{_tools(view)}</article>"
    )


def _understood(text: str) -> str:
    """The question as it was taken, and a field to put it right."""
    field = attributes(name="question", value=text, required=True, maxlength=2000, autocomplete="off")
    return (
        f'<details class="wh-understood"><summary>{texts.UNDERSTOOD} {escape(text)} '
        f'<span class="wh-change">{texts.CORRECT}</span></summary><form data-act="ask_instead">'
        f'<label class="wh-field">{texts.CORRECT_LABEL}<input{field}></label>'
        f'<button type="submit" class="wh-button">{texts.ASK_AGAIN}</button></form></details>'
    )


def _lines(lines: Sequence[Line], known: dict[int, SourceView]) -> str:
    parts: list[str] = []
    in_list = False
    for line in lines:
        if (line.kind == "item") != in_list:
            parts.append("</ul>" if in_list else "<ul>")
            in_list = not in_list
        tag = {"item": "li", "head": "h3"}.get(line.kind, f'p class="wh-line-{line.kind}"')
        inner = _runs(line.runs, known)
        parts.append(f"<{tag}>{inner}</{tag.partition(' ')[0]}>")
    return "".join([*parts, "</ul>" if in_list else ""])


def _runs(runs: Sequence[Run], known: dict[int, SourceView]) -> str:
    """Words and the numbers of sources; a number stays on the line of the word that it follows."""
    parts: list[str] = []
    kept = False
    for number, run in enumerate(runs):
        if run.cite in known:
            parts.append(f"\u00a0{_cite(known[run.cite])}")
            continue
        if kept:
            parts.append("</span>")
        rest, space, word = run.text.rpartition(" ")
        kept = number + 1 < len(runs) and runs[number + 1].cite in known
        whole = f" {run.text}" if run.cite else run.text
        parts.append(f'{escape(rest + space)}<span class="wh-keep">{escape(word)}' if kept else escape(whole))
    return "".join([*parts, "</span>" if kept else ""])


def _cite(source: SourceView) -> str:
    name = f"{texts.OPEN_SOURCE} {source.n}: {source.title}, {texts.PAGE.lower()} {source.page}"
    return raw_button(str(source.n), "page_open", classes="wh-cite", name=name, **_target(source))


def _source(source: SourceView) -> str:
    label = source.page_label
    printed = f" ({texts.PRINTED} {escape(label)})" if label and label != str(source.page) else ""
    lead = f'<span class="wh-sourcelead">{escape(source.lead)}</span>' if source.lead else ""
    section = (
        f'<span class="wh-section">{escape(texts.section(source.section))}</span>' if source.section else ""
    )
    return raw_button(
        f'<span class="wh-n">{source.n}</span><span class="wh-what"><b>{escape(source.title)}</b>'
        f'<span class="wh-where">{texts.PAGE} {source.page}{printed}</span>{section}'
        f'{lead}<span class="wh-quote">“{escape(source.quote)}”</span></span>',
        "page_open",
        classes="wh-source",
        **_target(source),
    )


def _target(source: SourceView) -> dict[str, Any]:
    return {
        "document": source.document,
        "page": source.page,
        "spans": pack_spans(source.spans),
        "key": source.n,
    }


def _not_found(view: AnswerView) -> str:
    near = "".join(_near(item) for item in view.near)
    closest = f'<h4>{texts.NEAREST}</h4><ul class="wh-nears">{near}</ul>' if near else ""
    lines = _lines(view.lines, {}) or f"<p>{texts.NOT_FOUND_TEXT}</p>"
    return f'<div class="wh-notfound"><h3>{texts.NOT_FOUND}</h3>{lines}</div>{closest}'


def _near(item: NearView) -> str:
    opener = button(
        item.place, "page_open", classes="wh-link", document=item.document, page=item.page, spans=""
    )
    return f"<li><p>{escape(item.text)}</p><p>{opener}</p></li>"


def _tools(view: AnswerView) -> str:
    word = button(texts.DOWNLOAD_WORD, "word")
    copy = _copy(texts.COPY, view.plain)
    share = _copy(texts.SHARE, f"?{view.query}", link=True)
    fresh = button(texts.NEW_CONVERSATION, "start_again")
    return (
        f'<div class="wh-tools">{copy if view.found else ""}{word if view.found else ""}{share}{fresh}</div>'
        f"{_wrong()}"
    )


def _copy(label: str, text: str, *, link: bool = False) -> str:
    kind = "link" if link else "copy"
    given = attributes(data_local=kind, data_text=text, data_done=texts.COPIED, data_failed=texts.COPY_FAILED)
    return f'<button type="button" class="wh-button"{given}>{label}</button>'


def _wrong() -> str:
    return (
        f'<details class="wh-wrong"><summary>{texts.WRONG}</summary><form data-act="report_wrong"><label>'
        f"{texts.WRONG_REASON}"
        '<textarea name="reason" rows="3" maxlength="2000" required></textarea></label><p class="wh-small">'
        f"{texts.WRONG_HELP}</p>"
        f'<button type="submit" class="wh-button">{texts.WRONG_SEND}</button></form></details>'
    )


def _earlier(view: AnswerView) -> str:
    known = {source.n: source for source in view.sources}
    body = _lines(view.lines, known) if view.found else _not_found(view)
    taken = (
        f' <span class="wh-small">({texts.UNDERSTOOD} {escape(view.understood)})</span>'
        if view.understood
        else ""
    )
    return f"<details><summary>{escape(view.question)}{taken}</summary>{body}</details>"


def _examples(examples: Sequence[str]) -> str:
    items = "".join(
        f"<li>{button(text, 'ask_this', classes='wh-example', question=text)}</li>" for text in examples
    )
    return f'<div class="wh-examples"><h3>{texts.EXAMPLES}</h3><ul>{items}</ul></div>' if items else ""
