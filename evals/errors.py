"""What can go wrong in an evaluation.

WoordhouderError
└── EvaluationError
    ├── DatasetError            a gold set has bad lines; all of them are named
    ├── ReportError             an earlier report or gate file cannot be used
    └── BaselineMissingError    the packages of a baseline are not installed
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.errors import WoordhouderError


class EvaluationError(WoordhouderError):
    """Something is wrong with what the evaluation was given."""


class DatasetError(EvaluationError):
    """A gold set has bad lines. ``problems`` names each with its line, its field and what to do."""

    def __init__(self, problems: Sequence[str], hint: str) -> None:
        count = f"{len(problems)} fouten" if len(problems) > 1 else "1 fout"
        super().__init__(f"De set heeft {count}:\n" + "\n".join(problems), hint)
        self.problems = tuple(problems)

    def __reduce__(self) -> tuple[type[DatasetError], tuple[tuple[str, ...], str]]:  # type: ignore[override]
        # The arguments differ from those of the root of the tree.
        return type(self), (self.problems, self.hint)


class ReportError(EvaluationError):
    """An earlier report, or a gate file, cannot be used."""


class BaselineMissingError(EvaluationError):
    """The packages that a baseline needs are not installed."""
