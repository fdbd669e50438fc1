"""The command ``python -m evals.fit_encoder``: train the bundled encoder further on policy Dutch.

The encoder reads English that was put together word by word from Dutch (:mod:`kb.dutch.gloss`), which it
never saw while it was made. ``encoder_pairs.jsonl`` holds passages as policy documents put them, each with
questions as residents, council members and researchers ask them: all written for this project, about
municipalities that do not exist, without a look at the corpus or the questions that it is measured on.
Passages that stand next to each other in the file are about nearly the same thing, so they are kept together
in a batch: each question must tell its own passage from the others (multiple negatives ranking, Henderson et
al., "Efficient Natural Language Response Suggestion for Smart Reply", 2017, in both directions).

What is kept lies halfway between the weights before and after, which holds up better on documents of
another kind than the trained weights themselves (Wortsman et al., "Robust fine-tuning of zero-shot models",
CVPR 2022).

Writes ``kb/index/data/trained_layers.safetensors``, the trained layers in half precision; afterwards run
``python -m evals.fit_centre``. ``--check`` leaves every fourth stretch of the file out, writes nothing and
prints how well the questions of that part find their passages, before and after. It takes about ten minutes.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from rich.console import Console
from rich.progress import track

from kb.dutch.gloss import Glosser
from kb.dutch.glossary import load_glossary
from kb.index.embedding import TRAINED_LAYERS, load_untrained

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from torch import Tensor

_PAIRS = Path(__file__).resolve().parent / "encoder_pairs.jsonl"
_RATE = 1.5e-4
_PASSES = 3
_BATCH = 64
_NEIGHBOURS = 4
_SCALE = 20.0
_KEPT = 0.5
"""How much of the weights before is kept."""

_WARM_UP = 20
_SEED = 7
_STRETCH = 100
_LEFT_OUT = 4


@dataclass(frozen=True, slots=True)
class Example:
    """A passage and the questions that it answers, all glossed."""

    passage: str
    questions: tuple[str, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """Train and write, or check; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evals.fit_encoder", description=__doc__)
    parser.add_argument("--check", action="store_true", help="train on three quarters, measure on the rest")
    examples = load_examples(_PAIRS)
    if parser.parse_args(arguments).check:
        kept, left_out = split(examples)
        model = load_untrained()
        before = found_first(model, left_out)
        train(model, kept)
        Console().print(f"before {before:.3f}, after {found_first(model, left_out):.3f}")
        return 0
    model = load_untrained()
    train(model, examples)
    save(model, TRAINED_LAYERS)
    return 0


def load_examples(path: Path) -> list[Example]:
    """Return the examples of a file, glossed, in its order."""
    glosser = Glosser(load_glossary())
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Example(glosser.gloss(row["passage"]), tuple(glosser.gloss(text) for text in row["questions"]))
        for row in rows
    ]


def split(examples: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """Return the examples to train on, and whole stretches that are left out: other subjects than those."""
    numbered = list(enumerate(examples))
    return (
        [example for at, example in numbered if at // _STRETCH % _LEFT_OUT != _LEFT_OUT - 1],
        [example for at, example in numbered if at // _STRETCH % _LEFT_OUT == _LEFT_OUT - 1],
    )


def train(model: SentenceTransformer, examples: Sequence[Example]) -> None:
    """Train the layers above the word vectors, in place, and go half of the way back."""
    import torch

    torch.manual_seed(_SEED)
    learnt = [tensor for name, tensor in model.named_parameters() if _is_learnt(name)]
    before = [tensor.detach().clone() for tensor in learnt]
    optimizer = torch.optim.AdamW(learnt, lr=_RATE, weight_decay=0.01)
    batches = list(batched(examples, random.Random(_SEED)))
    model.train()
    for step, batch in enumerate(track(batches, "encoder bijscholen")):
        for group in optimizer.param_groups:
            group["lr"] = _RATE * min(1.0, (step + 1) / _WARM_UP) * (1 - step / len(batches))
        optimizer.zero_grad()
        _loss(model, batch).backward()  # type: ignore[no-untyped-call]  # torch's own
        optimizer.step()
    with torch.no_grad():
        for tensor, old in zip(learnt, before, strict=True):
            tensor.lerp_(old, _KEPT)
    model.eval()


def batched(examples: Sequence[Example], chance: random.Random) -> Iterator[list[tuple[str, str]]]:
    """Yield batches of (question, passage); neighbours stay together, each pass asks another question."""
    groups = [examples[at : at + _NEIGHBOURS] for at in range(0, len(examples), _NEIGHBOURS)]
    per_batch = _BATCH // _NEIGHBOURS
    for turn in range(_PASSES):
        chance.shuffle(groups)
        for at in range(0, len(groups) - per_batch + 1, per_batch):
            rows = [example for group in groups[at : at + per_batch] for example in group]
            yield [(row.questions[turn % len(row.questions)], row.passage) for row in rows]


def found_first(model: SentenceTransformer, examples: Sequence[Example]) -> float:
    """Return the mean reciprocal rank of the passages, over all their questions and all examples."""
    passages = _embed(model, [example.passage for example in examples])
    centre = passages.mean(axis=0)
    ranks: list[float] = []
    for own, example in enumerate(examples):
        scores = _centred(_embed(model, example.questions), centre) @ _centred(passages, centre).T
        ranks += [1.0 / (1 + int((row > row[own]).sum())) for row in scores]
    return float(np.mean(ranks))


def save(model: SentenceTransformer, path: Path) -> None:
    """Write what was trained, in half precision."""
    from safetensors.torch import save_file

    state = model.state_dict()
    save_file({name: state[name].half().contiguous() for name in sorted(state) if _is_learnt(name)}, path)


def _is_learnt(name: str) -> bool:
    """The word vectors stay: most words of a gloss do not stand in the examples."""
    return ".layer." in name


def _loss(model: SentenceTransformer, batch: Sequence[tuple[str, str]]) -> Tensor:
    import torch
    from torch.nn.functional import cross_entropy

    scores = _SCALE * _forward(model, [q for q, _ in batch]) @ _forward(model, [p for _, p in batch]).T
    own = torch.arange(len(batch))
    return (cross_entropy(scores, own) + cross_entropy(scores.T, own)) / 2


def _forward(model: SentenceTransformer, texts: list[str]) -> Tensor:
    from torch.nn.functional import normalize

    vectors: Tensor = model(model.preprocess(texts))["sentence_embedding"]
    return normalize(vectors, dim=1)


def _embed(model: SentenceTransformer, texts: Sequence[str]) -> Any:
    return model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)


def _centred(vectors: Any, centre: Any) -> Any:
    moved = vectors - centre
    return moved / np.linalg.norm(moved, axis=1, keepdims=True)


if __name__ == "__main__":
    sys.exit(main())
