"""From a report's record to one HTML page that needs nothing from outside."""

from __future__ import annotations

from importlib.resources import files
from string import Template

from evals.model import Record
from evals.report import failed, sections

__all__ = ["render"]


def render(report: Record) -> str:
    """Return the report as one HTML page: style, script and charts are inside it."""
    parts = [
        sections.head(report),
        sections.tiles(report),
        sections.changes(report),
        sections.systems(report),
        sections.by_kind(report),
        sections.by_document(report),
        sections.answers(report),
        sections.reading(report),
        sections.commitments(report),
        sections.links(report),
        failed.questions(report),
        failed.reading(report),
        failed.commitments(report),
        failed.links(report),
        sections.agreement(report),
        sections.method(report),
    ]
    page = Template(_asset("page.html"))
    return page.substitute(
        style=_asset("style.css"), script=_asset("script.js"), body="\n".join(filter(None, parts))
    )


def _asset(name: str) -> str:
    return files("evals.report").joinpath("assets", name).read_text(encoding="utf-8")
