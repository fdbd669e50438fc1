"""The register: rows of a list, and one commitment with its stand, history and form."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from kb.register.model import STATUSES
from ui import app_texts as texts
from ui.render.parts import attributes, button, chip, message, pack_spans, raw_button
from ui.views import CommitmentView, EntryView, ListView, MemberView, RelatedView, RowView, StepView


def register_list(view: ListView) -> str:
    """Return the list: how many, the downloads, the rows, and a button for more."""
    if not view.rows:
        return message(texts.NO_COMMITMENTS, texts.NO_COMMITMENTS_HINT)
    rest = view.total - len(view.rows)
    more = button(f"{texts.MORE} ({rest})", "show_more", shown=len(view.rows), key="more") if rest > 0 else ""
    return (
        f'<section class="wh-panel wh-list"{attributes(data_say=view.summary)}><div class="wh-listhead"><h2>'
        f"{escape(view.summary)}</h2>"
        f"{_downloads(view.query)}</div>{rows(view.rows)}{more}</section>"
    )


def rows(items: Sequence[RowView]) -> str:
    """Return commitments as a list of buttons."""
    return f'<ul class="wh-rows">{"".join(f"<li>{_row(item)}</li>" for item in items)}</ul>'


def detail(view: CommitmentView, note: str = "") -> str:
    """Return one commitment, whole. ``note`` is HTML that comes above its form."""
    row = view.row
    lead = f'<p class="wh-lead">{escape(view.lead)}</p>' if view.lead else ""
    opener = button(
        texts.OPEN_PAGE, "page_open", document=view.document, page=view.page, spans=pack_spans(view.spans)
    )
    link = attributes(
        data_local="link", data_text=view.link, data_done=texts.COPIED, data_failed=texts.COPY_FAILED
    )
    return (
        f'<article class="wh-panel wh-detail"{attributes(data_say=row.quote)}>'
        f'<p class="wh-small">{escape(row.place)}</p><h2 tabindex="-1" data-focus class="wh-hidden">'
        f"{texts.COLUMN_COMMITMENT} {escape(row.id)}</h2>"
        f"{lead}<blockquote>“{escape(row.quote)}”</blockquote>"
        f'<div class="wh-tools">{opener}<button type="button" class="wh-button"{link}>{texts.SHARE}</button>'
        "</div>"
        f"{_fields(view)}{_also(view.also)}{_related(view.related)}"
        f"{note}{_form(view)}{_history(view.history)}</article>"
    )


def no_detail() -> str:
    """Return what stands where a commitment will come."""
    return f'<section class="wh-panel wh-empty"><p>{texts.DETAIL_EMPTY}</p></section>'


def _row(item: RowView) -> str:
    when = f"<span>{escape(item.term)}</span>" if item.term else ""
    who = f"<span>{escape(item.actor)}</span>" if item.actor else ""
    gone = chip(item.presence, "gone") if item.presence else ""
    return raw_button(
        f'<span class="wh-rowquote">{escape(item.quote)}</span><span class="wh-meta">{_status(item)}{gone}'
        f"{when}{who}<span>{escape(item.place)}</span></span>",
        "pick",
        classes="wh-row",
        id=item.id,
        key=item.id,
    )


def _status(item: RowView) -> str:
    return chip(texts.OVERDUE if item.state == "late" else item.status, item.state)


def _downloads(query: str) -> str:
    tail = f"&{escape(query)}" if query else ""
    links = "".join(
        f'<a class="wh-button" href="/api/export?format={kind}{tail}" download>{name}</a>'
        for kind, name in texts.EXPORTS
    )
    label = f'<span class="wh-toolslabel">{texts.DOWNLOAD}</span>'
    return f'<div class="wh-tools" role="group" aria-label="{texts.EXPORT}">{label}{links}</div>'


def _fields(view: CommitmentView) -> str:
    row = view.row
    pairs = [
        (texts.FILTER_STATUS, _status(row) + (chip(row.presence, "gone") if row.presence else "")),
        (texts.COLUMN_WHO, escape(row.actor)),
        (texts.COLUMN_WHEN, escape(row.term)),
        (texts.AMOUNT, escape(view.amounts)),
        (texts.FILTER_KIND, escape(row.kind)),
        (texts.STRENGTH, escape(view.strength)),
        (texts.TOPICS, escape(", ".join(view.topics))),
        (texts.EARLIER_WORDS, f"“{escape(view.earlier)}”" if view.earlier else ""),
    ]
    shown = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in pairs if value)
    return f'<dl class="wh-fields">{shown}</dl>'


def _also(places: Sequence[MemberView]) -> str:
    if not places:
        return ""
    items = "".join(f"<li>{member_link(place)}</li>" for place in places)
    return f'<h3>{texts.ALSO}</h3><ul class="wh-plain">{items}</ul>'


def member_link(member: MemberView) -> str:
    """Return a button that opens the page of a statement."""
    label = f"{member.title}, {texts.PAGE.lower()} {member.page}"
    spans = pack_spans(member.spans)
    return button(
        label, "page_open", classes="wh-link", document=member.document, page=member.page, spans=spans
    )


def _related(links: Sequence[RelatedView]) -> str:
    if not links:
        return ""
    parts = []
    for link in links:
        members = "".join(
            f"<li><q>{escape(member.quote)}</q><br>{member_link(member)}</li>" for member in link.members
        )
        parts.append(f"<p>{chip(link.relation, 'open')} {escape(link.explanation)}</p><ul>{members}</ul>")
    return (
        f'<details class="wh-fold"><summary>{texts.RELATED} ({len(links)})</summary>'
        f"{''.join(parts)}</details>"
    )


def _history(steps: Sequence[StepView]) -> str:
    items = "".join(
        f'<li><span class="wh-small">{escape(step.moment)} {escape(step.by)}</span><br>'
        f"{escape(step.what)}</li>"
        for step in steps
    )
    body = f'<ul class="wh-plain">{items}</ul>' if items else f"<p>{texts.HISTORY_EMPTY}</p>"
    return f'<details class="wh-fold"><summary>{texts.HISTORY}</summary>{body}</details>'


def _form(view: CommitmentView) -> str:
    entry = view.entry
    options = "".join(
        f"<option{attributes(value=status, selected=status == entry.status)}>{status}</option>"
        for status in STATUSES
    )
    given = attributes(data_act="save_entry", data_id=view.row.id, data_version=entry.version)
    return (
        f'<form class="wh-form wh-entry"{given}><h3>{texts.EDIT_TITLE}</h3><div class="wh-pair">'
        f'<label class="wh-field">{texts.EDIT_STATUS}<select name="status">{options}</select></label>'
        f"{text_field(texts.EDIT_OWNER, 'owner', entry.owner)}</div>"
        f"{text_field(texts.EDIT_EVIDENCE, 'evidence', entry.evidence)}"
        f'<label class="wh-field">{texts.EDIT_NOTE}<textarea name="note" rows="2" maxlength="10000">'
        f"{escape(entry.note)}</textarea></label>"
        '<label class="wh-check"><input type="checkbox" name="confirmed" '
        f'value="ja"{attributes(checked=entry.confirmed)}>'
        f'{texts.EDIT_CONFIRMED}</label><div class="wh-pair">{_by(entry)}'
        f'<button type="submit" class="wh-button wh-primary">{texts.EDIT_SAVE}</button></div></form>'
    )


def _by(entry: EntryView) -> str:
    return (
        f'<label class="wh-field">{texts.EDIT_BY}<input name="by" autocomplete="name" maxlength="200" '
        "required "
        f"data-remember{attributes(value=entry.by)}></label>"
    )


def text_field(label: str, name: str, value: str, *, kind: str = "text", pattern: str = "") -> str:
    """Return a labelled field of a form."""
    given = attributes(name=name, type=kind, value=value, maxlength=1000, pattern=pattern or None)
    return f'<label class="wh-field">{label}<input{given}></label>'
