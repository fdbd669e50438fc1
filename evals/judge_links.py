"""``python -m evals.judge_links``: draw links made across documents at random, to be judged by hand.

Prints lines in the shape of ``link_judgements.jsonl`` with ``right`` and ``reason`` left open. Whoever judges
reads both quotes on their pages: a link is right when its members are about the same subject and its
relation and explanation can be defended. A group is right when hardly any of its members is out of place.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import asdict

from evals.model import Record
from kb.knowledge_base import KnowledgeBase
from kb.model import Link
from kb.settings import Settings

_SEED = 20


def draw(links: Sequence[Link], count: int, seed: int = _SEED) -> list[Record]:
    """Return ``count`` of the links across documents, drawn at random; the same for the same links."""
    across = [link for link in links if len({member.document for member in link.members}) > 1]
    chosen = random.Random(seed).sample(sorted(across, key=lambda link: link.id), min(count, len(across)))
    return [_record(link) for link in chosen]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the drawn links; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evals.judge_links", description=__doc__)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=_SEED)
    options = parser.parse_args(arguments)
    for record in draw(KnowledgeBase(Settings()).links(), options.count, options.seed):
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
    return 0


def _record(link: Link) -> Record:
    members = [
        {"document": member.document, "page": member.page, "quote": member.quote} for member in link.members
    ]
    kept = asdict(link)
    return {
        **{name: kept[name] for name in ("id", "subject", "relation", "explanation")},
        "members": members,
        "right": None,
        "reason": "",
    }


if __name__ == "__main__":
    sys.exit(main())
