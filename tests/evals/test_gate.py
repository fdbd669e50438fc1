"""The gate on the real stack: the test half of the project's own sets, against what was recorded."""

from __future__ import annotations

from pathlib import Path

import pytest
from eval_builders import corpus

from evals.compare import gate_drops, load_gate
from evals.run import Options, evaluate
from evals.systems import make_llama_index_starter
from kb.knowledge_base import KnowledgeBase

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.stack
@pytest.mark.slow
@pytest.mark.timeout(900)
def test_no_figure_of_the_test_half_has_dropped(corpus_kb: KnowledgeBase) -> None:
    """No figure is worse than recorded in evals/gate.json, beyond chance; if one is, what turned is named."""
    report = evaluate(corpus_kb.settings, Options("test", baselines=False))
    drops = gate_drops(load_gate(ROOT / "evals" / "gate.json"), report)
    assert not drops, "\n".join(drop.sentence() for drop in drops)


@pytest.mark.stack
@pytest.mark.slow
def test_the_starter_finds_and_keeps_its_index(tmp_path: Path) -> None:
    """A second opening reads the same folder and gives the same passages with their document."""
    texts = corpus(a="The cat sat on the mat.", b="Taxes will rise next year.")
    first = make_llama_index_starter(texts, tmp_path, "offline").search("Where is the cat?", 2)
    second = make_llama_index_starter(texts, tmp_path, "offline").search("Where is the cat?", 2)
    assert [hit.document for hit in first] == ["a", "b"]
    assert first == second
