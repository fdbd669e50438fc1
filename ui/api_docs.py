"""The page ``/docs``: all operations of the HTTP API, made here, so that it needs nothing from elsewhere."""

from __future__ import annotations

from html import escape
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from ui.render.parts import asset

_QUESTION = "wat is er beloofd over zonnepanelen?"
_EXAMPLES = {"question": _QUESTION, "vraag": _QUESTION, "format": "csv"}


def add_docs(server: FastAPI) -> None:
    """Serve the page at ``/docs``."""

    @server.get("/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        return HTMLResponse(docs_page(server.openapi()))


def docs_page(schema: dict[str, Any]) -> str:
    """Return the page for an OpenAPI description."""
    operations = [
        _operation(path, method, operation)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]
    title = escape(schema["info"]["title"])
    return (
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{title}: HTTP API</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{asset('docs.css')}</style></head><body><main><h1>{title}: HTTP API</h1>"
        "<p>Alle antwoorden zijn JSON, tenzij anders vermeld. Een fout heeft een <code>message</code> en een "
        '<code>hint</code>. De volledige beschrijving voor machines: <a href="openapi.json">'
        "openapi.json</a>. "
        'Terug naar <a href="./">de app</a>.</p>'
        f"{''.join(operations)}</main></body></html>"
    )


def _operation(path: str, method: str, operation: dict[str, Any]) -> str:
    parameters = operation.get("parameters", [])
    rows = "".join(_parameter(parameter) for parameter in parameters)
    table = (
        f"<table><thead><tr><th>veld</th><th>soort</th><th>betekenis</th></tr></thead><tbody>{rows}</tbody></table>"
        if rows
        else ""
    )
    return (
        f"<section><h2><span>{method.upper()}</span> <code>{escape(path)}</code></h2>"
        f"<p>{escape(operation.get('description', ''))}</p>{table}"
        f"<pre>{escape(_example(path, method, parameters))}</pre></section>"
    )


def _parameter(parameter: dict[str, Any]) -> str:
    needed = " (verplicht)" if parameter.get("required") else ""
    kind = _kind(parameter.get("schema", {}))
    about = parameter.get("description", "")
    return (
        f"<tr><td><code>{escape(parameter['name'])}</code>{needed}</td><td>{escape(kind)}</td><td>"
        f"{escape(about)}</td></tr>"
    )


def _kind(schema: dict[str, Any]) -> str:
    if "enum" in schema:
        return ", ".join(str(value) for value in schema["enum"])
    if "anyOf" in schema:
        return " of ".join(
            dict.fromkeys(_kind(part) for part in schema["anyOf"] if part.get("type") != "null")
        )
    if schema.get("type") == "array":
        return f"{_kind(schema.get('items', {}))} (mag vaker)"
    names = {"string": "tekst", "integer": "getal", "number": "getal", "boolean": "true of false"}
    return "dag" if schema.get("format") == "date" else names.get(str(schema.get("type")), "")


def _example(path: str, method: str, parameters: list[dict[str, Any]]) -> str:
    if method == "post":
        body = f'{{"question": "{_QUESTION}"}}'
        return f"curl -X POST http://127.0.0.1:7860{path} -H 'content-type: application/json' -d '{body}'"
    needed = [p["name"] for p in parameters if p.get("required") and p["in"] == "query"]
    query = "&".join(f"{name}={quote(_EXAMPLES.get(name, ''))}" for name in needed)
    return f"curl 'http://127.0.0.1:7860{path}{'?' + query if query else ''}'"
