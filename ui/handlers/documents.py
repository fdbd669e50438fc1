"""The documents of the collection: what is known of them, adding, describing and removing them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ingest.errors import ReadError
from ingest.limits import Limits
from kb.collection import EDITABLE, MAX_FILES, Added
from kb.errors import IndexMissingError
from kb.index.store import StoredDocument
from kb.knowledge_base import KnowledgeBase
from ui import app_texts as texts
from ui.views import DocumentView


def stored_documents(knowledge: KnowledgeBase) -> list[StoredDocument]:
    """Return the documents in the collection; none before anything was read."""
    try:
        return knowledge.documents()
    except IndexMissingError:
        return []


def document_views(knowledge: KnowledgeBase) -> tuple[DocumentView, ...]:
    """Return all documents for the screen, in order of title."""
    views = [_view(stored) for stored in stored_documents(knowledge)]
    return tuple(sorted(views, key=lambda view: (view.fields["title"].casefold(), view.id)))


def document_view(knowledge: KnowledgeBase, document: str) -> DocumentView:
    """Return one document.

    Raises:
        ReadError: there is no such document.
    """
    for view in document_views(knowledge):
        if view.id == document:
            return view
    raise ReadError(f"Het document {document} is er niet meer.", "Ververs de pagina.")


def add_files(knowledge: KnowledgeBase, paths: Sequence[str], *, replace: bool) -> tuple[Added, ...]:
    """Put files in the folder, each judged by its content, and say what became of each.

    Raises:
        ReadError: there are no files, or too many.
    """
    if not paths:
        raise ReadError(texts.UPLOAD_NONE, texts.UPLOAD_NONE_HINT)
    if len(paths) > MAX_FILES:
        raise ReadError(texts.UPLOAD_MANY.format(files=MAX_FILES), texts.UPLOAD_MANY_HINT)
    return tuple(knowledge.collection.add(Path(path), Path(path).name, replace=replace) for path in paths)


def describe(knowledge: KnowledgeBase, document: str, values: Mapping[str, str]) -> DocumentView:
    """Write what people filled in about a document into the catalogue; the next sync shows it.

    Raises:
        ReadError: the document is gone, or a year is no year.
        CatalogError: the catalogue is not valid.
    """
    view = document_view(knowledge, document)
    given = {name: values[name] for name in EDITABLE if name in values}
    if not given.get("title", view.fields["title"]).strip():
        raise ReadError("Een document heeft een titel nodig.", "Vul de titel in.")
    knowledge.collection.describe(view.file, view.id, given)
    return view


def remove(knowledge: KnowledgeBase, document: str) -> DocumentView:
    """Take a document's file out of the folder; the next sync takes it out of the search.

    Raises:
        ReadError: the document or its file is gone.
        CatalogError: the catalogue is not valid.
    """
    view = document_view(knowledge, document)
    knowledge.collection.remove(view.file)
    return view


def upload_help() -> str:
    """Say what may be added."""
    return texts.UPLOAD_HELP.format(files=MAX_FILES, size=Limits().file_mb)


def _view(stored: StoredDocument) -> DocumentView:
    document = stored.document
    fields = {name: getattr(document, name) for name in EDITABLE}
    return DocumentView(
        id=document.id,
        file=document.file,
        pages=stored.pages,
        fields={name: "" if value is None else str(value) for name, value in fields.items()},
    )
