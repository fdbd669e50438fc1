"""The server: the app at ``/``, its health at ``/health``."""

from __future__ import annotations

import os
import socket

import typer

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # gradio reads it when it is imported

import gradio as gr
import uvicorn
from fastapi import FastAPI, Response

from ingest.errors import WoordhouderError
from kb.knowledge_base import KnowledgeBase
from ui import app_texts, texts
from ui.app import build_app, head, style
from ui.records import Record, status_record
from ui.theme import WoordhouderTheme


def create_server(knowledge: KnowledgeBase) -> FastAPI:
    """Return the web application."""
    server = FastAPI(title=app_texts.TITLE)

    @server.get("/health")
    def health(response: Response) -> Record:
        """Tell whether questions can be answered."""
        status = knowledge.status()
        ready = status.last_sync is not None
        response.status_code = 200 if ready else 503
        return {"status": "ok" if ready else "empty", **status_record(status)}

    return gr.mount_gradio_app(
        server,
        build_app(knowledge),
        path="/",
        theme=WoordhouderTheme(),
        css=style(),
        head=head(),
        run_history=False,
        footer_links=[],
        max_file_size="200mb",
        show_error=False,
    )


def serve(knowledge: KnowledgeBase, host: str, port: int) -> None:
    """Serve until SIGTERM or SIGINT; the address is printed when questions can be asked.

    Raises:
        WoordhouderError: the port is taken.
    """
    _refuse_taken(host, port)
    server = _AnnouncingServer(
        uvicorn.Config(create_server(knowledge), host=host, port=port, log_level="warning"),
        f"http://{host}:{port}",
    )
    server.run()


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
