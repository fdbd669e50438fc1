"""The server: the app at ``/``, the HTTP API under ``/api/``, its health at ``/health``."""

from __future__ import annotations

import os
import signal
import socket
import sys
from contextlib import suppress
from threading import Thread

import typer

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # gradio reads it when it is imported

import gradio as gr
import uvicorn
from fastapi import FastAPI, Response

from ingest.errors import WoordhouderError
from ingest.limits import Limits
from kb.knowledge_base import KnowledgeBase
from ui import app_texts, texts
from ui.api import add_api
from ui.api_docs import add_docs
from ui.app import build_app, head, style
from ui.page import DutchPage
from ui.records import Record, status_record
from ui.theme import WoordhouderTheme

_FAREWELL = 3
"""Seconds for open connections at the end; an assistant's stream would stay open for ever."""


def create_server(knowledge: KnowledgeBase) -> FastAPI:
    """Return the web application: the app at ``/``, the HTTP API, its documentation, health, and MCP."""
    server = FastAPI(title=app_texts.TITLE, description=app_texts.INTRO, docs_url=None, redoc_url=None)
    server.add_middleware(DutchPage, head=head())

    @server.get("/health", tags=["beheer"])
    def health(response: Response) -> Record:
        """Zeg of er vragen beantwoord kunnen worden."""
        status = knowledge.status()
        ready = status.last_sync is not None
        response.status_code = 200 if ready else 503
        return {"status": "ok" if ready else "empty", **status_record(status)}

    add_api(server, knowledge)
    add_docs(server)
    mounted: FastAPI = gr.mount_gradio_app(
        server,
        build_app(knowledge),
        path="/",
        theme=WoordhouderTheme(),
        css=style(),
        run_history=False,
        footer_links=[],
        max_file_size=f"{Limits().file_mb}mb",
        show_error=False,
        mcp_server=True,
    )
    return mounted


def serve(knowledge: KnowledgeBase, host: str, port: int) -> None:
    """Serve until SIGTERM or SIGINT; the address is printed when questions can be asked.

    Raises:
        WoordhouderError: the port is taken.
    """
    _refuse_taken(host, port)
    server = _AnnouncingServer(
        uvicorn.Config(
            create_server(knowledge),
            host=host,
            port=port,
            log_level="warning",
            timeout_graceful_shutdown=_FAREWELL,
        ),
        f"http://{host}:{port}",
    )
    Thread(target=warm_up, args=[knowledge], name="woordhouder-warm-up", daemon=True).start()
    # When all is closed uvicorn raises the signal again: that is no failure, so the exit status is 0.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(0))
    server.run()


def warm_up(knowledge: KnowledgeBase) -> None:
    """Load what the first question needs, so that nobody waits for it."""
    with suppress(WoordhouderError):  # who asks something hears what is wrong
        knowledge.ask(app_texts.QUESTION_PLACEHOLDER)
        knowledge.commitments()


class _AnnouncingServer(uvicorn.Server):
    """Prints the address as soon as it listens."""

    def __init__(self, config: uvicorn.Config, url: str) -> None:
        super().__init__(config)
        self._url = url

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say where."""
        await super().startup(sockets)
        if self.started:
            typer.echo(texts.READY.format(url=self._url))


def _refuse_taken(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise WoordhouderError(
                texts.PORT_TAKEN.format(port=port, host=host), texts.PORT_TAKEN_HINT
            ) from error
