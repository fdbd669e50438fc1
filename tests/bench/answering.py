"""How long an answer takes after warm-up, and the share of each step.

Run as ``python tests/bench/answering.py``. The questions are those of the development half; the index is
brought in line first, which is not counted.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from evals.dataset import number_of  # noqa: E402 - found by the line above: tests are no package
from kb.answers.steps import Stopwatch  # noqa: E402 - the same
from kb.knowledge_base import KnowledgeBase  # noqa: E402 - the same
from kb.settings import Settings  # noqa: E402 - the same

_WARM_UP = 5


def main() -> int:
    """Print the median, the slowest of twenty, and the share of each step."""
    knowledge = KnowledgeBase(Settings())
    knowledge.sync()
    questions = _questions()
    for question in questions[:_WARM_UP]:
        knowledge.ask(question)
    watch, seconds = Stopwatch(), []
    for question in questions:
        started = time.perf_counter()
        knowledge.ask(question, watch=watch)
        seconds.append(time.perf_counter() - started)
    slow = sorted(seconds)[int(0.95 * (len(seconds) - 1))]
    _say(f"answers: {len(questions)} questions, median {1000 * statistics.median(seconds):.0f} ms")
    _say(f"answers: 95% within {1000 * slow:.0f} ms")
    total = sum(seconds)
    for name, spent in sorted(watch.seconds.items(), key=lambda step: -step[1]):
        _say(f"  {name}: {spent / total:.0%}")
    return 0


def _questions() -> list[str]:
    lines = (ROOT / "evals" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines if line.strip()]
    return [record["question"] for record in records if number_of(record["id"]) % 2]


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
