from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from evals import fit_encoder
from evals.fit_encoder import Example, batched, found_first, load_examples, save, split, train
from kb.index.embedding import load_untrained

PAIRS = Path(fit_encoder.__file__).parent / "encoder_pairs.jsonl"


def _examples(count: int) -> list[Example]:
    return [Example(f"passage {n}", (f"first {n}", f"second {n}", f"third {n}")) for n in range(count)]


def test_the_pairs_are_sound() -> None:
    """Each passage stands there once, with at least three different questions."""
    rows = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    assert len({" ".join(row["passage"].lower().split()) for row in rows}) == len(rows) > 2000
    assert all(len(set(row["questions"])) >= 3 for row in rows)


def test_questions_are_glossed_as_the_search_does(tmp_path: Path) -> None:
    """The encoder is trained on what it will read: English, word by word."""
    path = tmp_path / "pairs.jsonl"
    path.write_text('{"topic": "t", "passage": "Het zwembad sluit.", "questions": ["zwembad dicht?"]}\n')
    (example,) = load_examples(path)
    assert "swimming" in example.passage
    assert "swimming" in example.questions[0]


def test_what_is_left_out_is_trained_on_nowhere() -> None:
    """A quarter, in stretches: the neighbours of a passage are left out with it."""
    kept, left_out = split(_examples(800))
    assert len(left_out) == 200
    assert not set(kept) & set(left_out)
    assert {example.passage for example in left_out[:100]} == {f"passage {n}" for n in range(300, 400)}


def test_neighbours_share_a_batch_and_each_pass_asks_another_question() -> None:
    """What stands together is told apart together."""
    batches = list(batched(_examples(64), random.Random(1)))
    assert [len(batch) for batch in batches] == [64, 64, 64]
    assert [batch[0][0].split()[0] for batch in batches] == ["first", "second", "third"]
    numbers = [int(passage.split()[1]) for _, passage in batches[0]]
    assert all(numbers[at] // 4 == numbers[at - at % 4] // 4 for at in range(64))


@pytest.mark.stack
def test_training_helps_on_what_it_was_trained_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Questions find their passages better afterwards, and the file holds the layers in half precision."""
    from safetensors import safe_open

    monkeypatch.setattr(fit_encoder, "_BATCH", 8)
    monkeypatch.setattr(fit_encoder, "_PASSES", 3)
    few = tmp_path / "pairs.jsonl"
    few.write_text(
        "".join(PAIRS.read_text(encoding="utf-8").splitlines(keepends=True)[:16]), encoding="utf-8"
    )
    examples = load_examples(few)
    model = load_untrained()
    before = found_first(model, examples)
    train(model, examples)
    assert found_first(model, examples) > before
    save(model, tmp_path / "layers.safetensors")
    with safe_open(tmp_path / "layers.safetensors", "pt") as file:
        names = list(file.keys())
        assert all(".layer." in name for name in names)
        assert str(file.get_tensor(names[0]).dtype) == "torch.float16"
