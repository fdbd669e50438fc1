"""What is scored: the knowledge base, the knowledge base without one of its parts, and the baselines.

A system is anything that finds passages for a question. It is named by a key of
:data:`evals.texts.SYSTEMS`, which says in Dutch what it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from evals.corpus import Corpus
from evals.model import Cited, Given, Hit, Record
from kb.knowledge_base import KnowledgeBase
from kb.model import Passage
from kb.search.fusion import Weights

MAIN = "woordhouder"


class System(Protocol):
    """Finds passages."""

    @property
    def name(self) -> str:
        """The key under which its figures stand in a report."""
        ...

    def search(self, question: str, limit: int) -> list[Hit]:
        """Return up to ``limit`` passages, best first."""
        ...


@dataclass(frozen=True)
class KeywordSystem:
    """The fake: passages that hold the question's longest word, in order. Readable by eye."""

    passages: Sequence[Hit]
    name: str = "keyword"

    def search(self, question: str, limit: int) -> list[Hit]:
        """Return up to ``limit`` passages, best first."""
        wanted = max(question.lower().rstrip("?").split(), key=len, default="")
        return [hit for hit in self.passages if wanted in hit.text.lower()][:limit]


@dataclass(frozen=True)
class KnowledgeBaseSystem:
    """A knowledge base as a system."""

    knowledge_base: KnowledgeBase
    name: str = MAIN

    def search(self, question: str, limit: int) -> list[Hit]:
        """Return up to ``limit`` passages, best first."""
        return [hit_of(passage) for passage in self.knowledge_base.search(question, limit)]

    def ask(self, question: str) -> Given:
        """Return the answer that the knowledge base gives."""
        answer = self.knowledge_base.ask(question)
        cited = tuple(Cited(c.document, c.title, c.page, c.page_end, c.quote) for c in answer.citations)
        return Given(answer.status == "answered", answer.text, cited)


def hit_of(passage: Passage) -> Hit:
    """Return a passage as the metrics see it."""
    return Hit(passage.document, passage.text, passage.page, passage.page_end, passage.score, passage.section)


def ablations() -> dict[str, Weights]:
    """Return the weights that switch off one part each.

    The second round weighs sentences by words and by meaning alike, so the parts of the first round are
    switched off in the first round alone: compare them with the system without the second.
    """
    first = replace(Weights(), sentences=False)
    return {
        "zonder-zinnen": first,
        "zonder-samenstellingen": replace(first, compounds=False),
        "zonder-betekenis": replace(first, semantic=0.0),
        "zonder-woorden": replace(first, semantic=1.0),
    }


def make_ablation(knowledge_base: KnowledgeBase, name: str) -> System:
    """Return the system without a part; it reads the same index."""
    return KnowledgeBaseSystem(knowledge_base.reweighed(ablations()[name]), name)


def make_bm25(corpus: Corpus) -> System:
    """Return the baseline of plain words. Raises BaselineMissingError."""
    from evals.baselines.bm25 import PlainBM25

    return PlainBM25(corpus)


def make_llama_index_starter(corpus: Corpus, data: Path, model: str) -> System:
    """Return what a user gets who follows llama-index's starter. Raises BaselineMissingError."""
    from evals.baselines.llama_index_starter import LlamaIndexStarter

    return LlamaIndexStarter(corpus, data, model)


def predicted(knowledge_base: object, what: str) -> list[Record] | None:
    """Return what ``knowledge_base.<what>()`` gives as records in the contract's shape.

    None where the knowledge base cannot do this yet: then nothing is scored and the report says so.
    """
    method: Callable[[], Sequence[Any]] | None = getattr(knowledge_base, what, None)
    return [_record(item) for item in method()] if callable(method) else None


def _record(item: Any) -> Record:
    item = getattr(item, "commitment", item)  # what people wrote beside a commitment is not scored
    values = asdict(item) if is_dataclass(item) and not isinstance(item, type) else dict(item)
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value
