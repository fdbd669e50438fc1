"""The knowledge base for those who work with llama-index. The door of llama-index.

Its classes are made here and go no further: :class:`SectionNodeParser` gives our chunks as its nodes,
:class:`KnowledgeBaseRetriever` and :class:`KnowledgeBaseQueryEngine` put our search and our answers behind
its interfaces. Those need no language model. :func:`load_language_model` is the one place where one comes in,
through llama-index's interfaces, and only when the settings name it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from llama_index.core.base.llms.types import ChatMessage, MessageRole
from llama_index.core.base.response.schema import Response
from llama_index.core.llms import LLM
from llama_index.core.node_parser import NodeParser
from llama_index.core.query_engine import CustomQueryEngine
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import BaseNode, MetadataMode, NodeWithScore, QueryBundle, TextNode

from ingest.chunking import make_chunks
from ingest.model import Chunk
from ingest.readers.text import read_text
from kb.answers.language_model import LanguageModel
from kb.errors import LanguageModelError
from kb.model import Citation, Passage
from kb.settings import Settings

if TYPE_CHECKING:
    from kb.knowledge_base import KnowledgeBase

_HIDDEN = ["document", "title", "page", "page_end", "page_label"]
"""Metadata that is for citing, not for embedding; the section path is embedded."""


class SectionNodeParser(NodeParser):
    """Cuts documents at their sections and sentences, a measure or table row never in two.

    Takes nodes with the text of a whole document, pages separated by form feeds, and gives one TextNode a
    chunk with ``document``, ``page``, ``page_end``, ``page_label`` and ``section`` in its metadata.
    """

    def _parse_nodes(
        self,
        nodes: Sequence[BaseNode],
        show_progress: bool = False,  # noqa: ARG002 - the signature is llama-index's
        **kwargs: Any,  # noqa: ARG002 - the signature is llama-index's
    ) -> list[BaseNode]:
        return [chunk for node in nodes for chunk in _chunk_nodes(node)]


class KnowledgeBaseRetriever(BaseRetriever):
    """Our hybrid search as a llama-index retriever."""

    def __init__(self, knowledge: KnowledgeBase, limit: int = 10) -> None:
        super().__init__()
        self._knowledge = knowledge
        self._limit = limit

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        passages = self._knowledge.search(query_bundle.query_str, self._limit)
        return [NodeWithScore(node=_passage_node(passage), score=passage.score) for passage in passages]


class KnowledgeBaseQueryEngine(CustomQueryEngine):
    """Our cited answers as a llama-index query engine; each source node is one citation.

    An answer that was not found has an empty list of sources and says so in ``metadata["status"]``.
    """

    knowledge: Any

    def custom_query(self, query_str: str) -> Response:
        """Answer one question."""
        answer = self.knowledge.ask(query_str)
        sources = [NodeWithScore(node=_citation_node(citation)) for citation in answer.citations]
        return Response(answer.text or None, source_nodes=sources, metadata={"status": answer.status})


class LlamaIndexModel:
    """A llama-index LLM behind our protocol; its many errors become one."""

    def __init__(self, llm: LLM, name: str) -> None:
        self._llm = llm
        self._name = name

    def stream(self, instructions: str, prompt: str) -> Iterator[str]:
        """Yield the answer's text as it comes. Raises LanguageModelError for all that goes wrong."""
        messages = [
            ChatMessage(role=MessageRole.SYSTEM, content=instructions),
            ChatMessage(role=MessageRole.USER, content=prompt),
        ]
        try:
            for response in self._llm.stream_chat(messages):
                yield response.delta or ""
        except Exception as error:  # each provider raises its own; ours keeps the reason
            raise LanguageModelError(
                f"Het taalmodel '{self._name}' gaf geen bruikbaar antwoord: {type(error).__name__}: {error}",
                "Controleer of het draait en of llm_url en llm_model kloppen.",
            ) from error


def load_language_model(settings: Settings) -> LanguageModel | None:
    """Return the language model that the settings name, or None when they name none. Contacts nothing yet.

    Raises:
        LanguageModelError: the settings name a kind but no address or model.
    """
    if not settings.llm:
        return None
    if not settings.llm_url or not settings.llm_model:
        raise LanguageModelError(
            "Er is een taalmodel ingesteld zonder adres of naam.",
            "Zet llm_url en llm_model in woordhouder.toml.",
        )
    make = _ollama if settings.llm == "ollama" else _openai_like
    return LlamaIndexModel(make(settings), settings.llm_model)


def _ollama(settings: Settings) -> LLM:
    from llama_index.llms.ollama import Ollama

    return Ollama(
        model=settings.llm_model,
        base_url=settings.llm_url,
        temperature=0.0,
        request_timeout=settings.llm_seconds,
        context_window=8192,
    )


def _openai_like(settings: Settings) -> LLM:
    from llama_index.llms.openai_like import OpenAILike

    return OpenAILike(
        model=settings.llm_model,
        api_base=settings.llm_url,
        api_key=settings.llm_key.get_secret_value(),
        is_chat_model=True,
        temperature=0.0,
        timeout=settings.llm_seconds,
        max_retries=0,
        context_window=8192,
    )


def _chunk_nodes(node: BaseNode) -> list[BaseNode]:
    document = str(node.metadata.get("document") or node.metadata.get("file_name") or node.node_id)
    reading = read_text(node.get_content(metadata_mode=MetadataMode.NONE).encode())
    labels = {page.number: page.label for page in reading.pages}
    chunks = make_chunks(document, reading.pages, reading.pieces)
    return [_chunk_node(chunk, labels.get(chunk.page), node) for chunk in chunks]


def _chunk_node(chunk: Chunk, label: str | None, source: BaseNode) -> TextNode:
    metadata = dict(source.metadata) | _place(
        chunk.document, chunk.page, chunk.page_end, label, chunk.section
    )
    return _node(f"{chunk.document}#{chunk.index}", chunk.text, metadata)


def _passage_node(passage: Passage) -> TextNode:
    place = _place(passage.document, passage.page, passage.page_end, passage.page_label, passage.section)
    return _node(passage.chunk, passage.text, place | {"title": passage.title})


def _citation_node(citation: Citation) -> TextNode:
    place = _place(citation.document, citation.page, citation.page_end, citation.page_label, citation.section)
    return _node(f"citation-{citation.n}", citation.quote, place | {"title": citation.title})


def _place(
    document: str, page: int, page_end: int, label: str | None, section: tuple[str, ...]
) -> dict[str, Any]:
    return {
        "document": document,
        "page": page,
        "page_end": page_end,
        "page_label": label,
        "section": " › ".join(section),
    }


def _node(key: str, text: str, metadata: dict[str, Any]) -> TextNode:
    return TextNode(
        id_=key,
        text=text,
        metadata=metadata,
        excluded_embed_metadata_keys=_HIDDEN,
        excluded_llm_metadata_keys=["document"],
    )
