"""The command ``python -m evals.compounds``: how well compounds are split, on a gold list made by hand.

A line of the list is a word, a tab and its parts joined by ``+``. The unit is a cut between two parts; where
exactly a linking letter goes does not matter, so a cut is placed where its second part begins.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from kb.dutch.analysis import parts_of

GOLD = Path("tests/kb/dutch/compounds.tsv")


@dataclass(frozen=True, slots=True)
class SplitScore:
    """Cuts that are right, that were made and that should have been made; and the words with an error."""

    right: int
    made: int
    wanted: int
    errors: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Right cuts / cuts that were made."""
        return self.right / self.made if self.made else 1.0

    @property
    def recall(self) -> float:
        """Right cuts / cuts that should have been made."""
        return self.right / self.wanted if self.wanted else 1.0


def read_gold(path: Path = GOLD) -> list[tuple[str, tuple[str, ...]]]:
    """Return the words with their right parts, in lower case."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.lower().split("\t") for line in lines if line and not line.startswith("#")]
    return [(word, tuple(parts.split("+"))) for word, parts in rows]


def score(gold: Iterable[tuple[str, tuple[str, ...]]]) -> SplitScore:
    """Compare the splitter with the right parts."""
    right = made = wanted = 0
    errors = []
    for word, parts in gold:
        found = parts_of(word)
        ours, theirs = cuts(word, found), cuts(word, parts)
        right, made, wanted = right + len(ours & theirs), made + len(ours), wanted + len(theirs)
        if ours != theirs:
            errors.append(f"{word}: {'+'.join(found)} ({'+'.join(parts)})")
    return SplitScore(right, made, wanted, tuple(errors))


def cuts(word: str, parts: Sequence[str]) -> set[int]:
    """Return where in ``word`` its second and later parts begin."""
    starts, position = set(), 0
    for part in parts:
        start = word.find(part, position)
        if start > 0:
            starts.add(start)
        position = max(position, start + len(part))
    return starts


def main(path: Path = GOLD) -> int:
    """Print precision, recall and every error; return the exit status."""
    found = score(read_gold(path))
    output = Console(highlight=False, soft_wrap=True)
    output.print(f"precisie {found.precision:.3f}, volledigheid {found.recall:.3f} ({found.wanted} naden)")
    for error in found.errors:
        output.print(error, markup=False)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else GOLD))
