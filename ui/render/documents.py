"""The list of documents with its forms, the report of what was added, and the progress of reading."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from kb.collection import Added
from kb.export.wording import count
from kb.model import FileResult
from ui import app_texts as texts
from ui.jobs import JobView
from ui.render.commitments import text_field
from ui.render.parts import attributes, button, chip, message
from ui.texts import ACTIONS
from ui.views import DocumentView


def document_list(
    views: Sequence[DocumentView], editing: str = "", removing: str = "", note: str = ""
) -> str:
    """Return all documents; one may be open for editing, or waiting for a yes before it is removed."""
    if not views:
        return note + message(texts.NO_DOCUMENTS, texts.UPLOAD_NONE_HINT)
    pages = sum(view.pages for view in views)
    total = f"{count(len(views), 'document', 'documenten')}, {count(pages, 'pagina', 'pagina’s')}"
    items = "".join(f"<li>{_card(view, editing, removing)}</li>" for view in views)
    return (
        f'{note}<section class="wh-panel"><h2>{texts.DOCUMENTS_TITLE}</h2><p class="wh-small">{total}</p>'
        f'<ul class="wh-documents">{items}</ul></section>'
    )


def added_report(added: Sequence[Added]) -> str:
    """Return what became of the files that were offered."""
    items = "".join(_added(item) for item in added)
    return f'<ul class="wh-plain wh-report" role="status">{items}</ul>'


def job(view: JobView) -> str:
    """Return how far the reading is, or what came of it; nothing when there was none."""
    if view.state == "none":
        return ""
    if view.state == "running":
        given = attributes(max=view.total or None, value=view.done if view.total else None)
        step = " ".join(part for part in (view.step, view.detail) if part)
        return (
            f'<div class="wh-job" role="status"><p>{texts.SYNC_RUNNING}</p>'
            f'<progress aria-label="{texts.SYNC_STEPS}"{given}></progress><p class="wh-small">'
            f"{escape(step)}</p></div>"
        )
    if view.state == "failed":
        return message(f"{texts.SYNC_FAILED} {view.message}", view.hint)
    files = "".join(_file(result) for result in view.files if result.action != "unchanged" or result.warnings)
    return (
        f'<div class="wh-job" role="status"><p><b>{texts.SYNC_DONE}</b> {escape(view.message)}</p>'
        f'<ul class="wh-plain wh-report">{files}</ul></div>'
    )


def _card(view: DocumentView, editing: str, removing: str) -> str:
    if view.id == editing:
        return _edit_form(view)
    fields = view.fields
    period = "–".join(dict.fromkeys(part for part in (fields["period_from"], fields["period_to"]) if part))
    known = [fields["kind"], fields["organisation"], period, fields["date"], fields["status"]]
    about = " · ".join(
        escape(part) for part in (*filter(None, known), count(view.pages, "pagina", "pagina’s"), view.file)
    )
    title = fields["title"]
    tools = (
        button(texts.READ, "page_open", name=f"{texts.READ} {title}", document=view.id, page=1, spans="")
        + _tool(texts.EDIT, "edit_document", view)
        + _tool(texts.REMOVE, "remove_document", view)
    )
    asked = _confirmation(view) if view.id == removing else f'<div class="wh-tools">{tools}</div>'
    return f'<article><h3>{escape(title)}</h3><p class="wh-small">{about}</p>{asked}</article>'


def _tool(label: str, act: str, view: DocumentView) -> str:
    name = f"{label} {view.fields['title']}"
    return button(label, act, name=name, document=view.id, key=f"{act}-{view.id}")


def _confirmation(view: DocumentView) -> str:
    text = texts.REMOVE_TEXT.format(title=view.fields["title"], folder="data/removed")
    sure = button(texts.REMOVE_YES, "remove_surely", classes="wh-button wh-danger", document=view.id)
    back = button(texts.CANCEL, "cancel")
    return (
        f'<div class="wh-message" role="alertdialog" aria-label="{texts.REMOVE_SURE}">'
        f'<p tabindex="-1" data-focus><b>{texts.REMOVE_SURE}</b> '
        f'{escape(text)}</p><div class="wh-tools">{sure}{back}</div></div>'
    )


def _edit_form(view: DocumentView) -> str:
    fields = "".join(
        text_field(label, name, view.fields[name], pattern=r"\d{4}" if name.startswith("period_") else "")
        for name, label in texts.DOCUMENT_FIELDS.items()
    )
    given = attributes(data_act="save_document", data_document=view.id)
    return (
        f'<form class="wh-form wh-entry"{given}><h3 tabindex="-1" data-focus>'
        f'{texts.EDIT}: {escape(view.file)}</h3><div class="wh-grid2">{fields}</div>'
        f'<div class="wh-tools"><button type="submit" class="wh-button wh-primary">{texts.SAVE}</button>'
        f"{button(texts.CANCEL, 'cancel')}</div></form>"
    )


def _added(item: Added) -> str:
    if item.ok:
        return (
            f"<li>{chip(texts.REPLACED if item.replaced else texts.ADDED, 'done')} {escape(item.name)}</li>"
        )
    reason = f"{escape(item.reason)} {escape(item.hint)}"
    return (
        f'<li>{chip(texts.REFUSED, "late")} {escape(item.name)}<br><span class="wh-small">{reason}</span>'
        "</li>"
    )


def _file(result: FileResult) -> str:
    kind = {"failed": "late", "removed": "gone"}.get(result.action, "done")
    pages = f" ({count(result.pages, 'pagina', 'pagina’s')})" if result.pages else ""
    told = " ".join(part for part in (result.reason, result.hint, *result.warnings) if part)
    small = f'<br><span class="wh-small">{escape(told)}</span>' if told else ""
    return f"<li>{chip(ACTIONS[result.action], kind)} {escape(result.file)}{pages}{small}</li>"
