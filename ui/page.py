"""The page that a browser gets first: Gradio's own, made Dutch, and without its pointers to elsewhere."""

from __future__ import annotations

import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LANGUAGE = re.compile(rb"(<html\b[^>]*?\blang=)\"en\"")
_ELSEWHERE = re.compile(rb"<meta\s[^>]*(?:og:|twitter:)[^>]*>\s*")


class DutchPage:
    """Says of the page at ``/`` that it is Dutch, and puts ``head`` before all its scripts."""

    def __init__(self, app: ASGIApp, head: str) -> None:
        self._app = app
        self._head = head.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; only the HTML that answers a request for ``/`` is changed."""
        if scope["type"] != "http" or scope["path"] != "/":
            await self._app(scope, receive, send)
            return
        start: Message | None = None
        body = bytearray()

        async def collect(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            body.extend(message.get("body", b""))
            if message.get("more_body") or start is None:
                return
            await self._send(start, bytes(body), send)

        await self._app(scope, receive, collect)

    async def _send(self, start: Message, body: bytes, send: Send) -> None:
        headers = MutableHeaders(scope=start)
        if headers.get("content-type", "").startswith("text/html"):
            body = self._changed(body)
            headers["content-length"] = str(len(body))
        await send(start)
        await send({"type": "http.response.body", "body": body})

    def _changed(self, page: bytes) -> bytes:
        page = _ELSEWHERE.sub(b"", _LANGUAGE.sub(rb'\1"nl"', page, count=1))
        return page.replace(b"<head>", b"<head>" + self._head, 1)
