"""Asks a question over MCP, as an assistant would: ``python docs/mcp_example.py ADDRESS "question"``."""

from __future__ import annotations

import asyncio
import sys

from mcp import ClientSession
from mcp.client.streamable_http import streamablehttp_client


async def ask(address: str, question: str) -> str:
    """Return what the tool ``ask`` answers, as JSON."""
    async with (
        streamablehttp_client(f"{address.rstrip('/')}/gradio_api/mcp/") as (reading, writing, _),
        ClientSession(reading, writing) as session,
    ):
        await session.initialize()
        tools = await session.list_tools()
        sys.stderr.write(f"{', '.join(sorted(tool.name for tool in tools.tools))}\n")
        result = await session.call_tool("ask", {"question": question})
        return "\n".join(part.text for part in result.content if part.type == "text")


if __name__ == "__main__":
    sys.stdout.write(asyncio.run(ask(sys.argv[1], sys.argv[2])) + "\n")
