"""The small collection with the encoder that counts letters: quick, and good enough for what the screen does."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from fastapi import FastAPI

from kb.index.embedding import LetterEmbedder
from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings
from tests.conftest import write_small_corpus
from ui.server import create_server


def letter_collection(folder: Path) -> KnowledgeBase:
    """Return a knowledge base of its own on a copy of the small corpus."""
    corpus = folder / "corpus"
    corpus.mkdir()
    write_small_corpus(corpus)
    knowledge = KnowledgeBase(Settings(corpus=corpus, data=folder / "data"), LetterEmbedder())
    assert not knowledge.sync().failed
    return knowledge


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    """A collection that no test changes."""
    return letter_collection(tmp_path_factory.mktemp("shelf"))


@pytest.fixture
def own(tmp_path: Path) -> KnowledgeBase:
    """A collection that a test may change."""
    return letter_collection(tmp_path)


def a_server(knowledge: KnowledgeBase) -> FastAPI:
    """Return the whole server. Made in a running loop: where none runs, gradio makes one that nobody closes."""

    async def made() -> FastAPI:
        return create_server(knowledge)

    return asyncio.run(made())
