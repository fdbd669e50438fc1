"""Lays the measured figures down for the tab Over: ``python -m docs.figures`` after a new gate."""

from __future__ import annotations

import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "evals" / "gate.json"
TARGET = ROOT / "ui" / "assets" / "figures.json"


def figures() -> str:
    """Return the figures of the test half, without the outcomes question by question, as JSON."""
    measured = json.loads(SOURCE.read_text(encoding="utf-8"))["figures"]
    return json.dumps(measured, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    TARGET.write_text(figures(), encoding="utf-8")
