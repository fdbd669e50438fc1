from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from kb.index.embedding import LetterEmbedder
from kb.index.fingerprint import fingerprint

ROOT = Path(__file__).resolve().parents[2]
NAME = (
    "from kb.index.embedding import LetterEmbedder; from kb.index.fingerprint import fingerprint;"
    "print(fingerprint(LetterEmbedder()))"
)


class Renamed(LetterEmbedder):
    """The fake under another name."""

    name = "renamed"


def name_in(tree: Path) -> str:
    """The fingerprint that the code in this folder gives."""
    done = subprocess.run(
        [sys.executable, "-B", "-c", NAME], cwd=tree, capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.strip()


def test_the_name_is_sixteen_digits_and_stays() -> None:
    """The same code and model give the same name."""
    name = fingerprint(LetterEmbedder())
    assert name == fingerprint(LetterEmbedder())
    assert len(name) == 16
    assert int(name, 16) >= 0


def test_another_model_gives_another_name() -> None:
    """An index of one model is never read with another."""
    assert fingerprint(LetterEmbedder()) != fingerprint(Renamed())


def test_changed_reading_analysis_or_data_gives_another_name(tmp_path: Path) -> None:
    """Code that reads, cuts or analyses and the word lists are in the name; screens and answers are not."""
    for package in ("ingest", "kb"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    names = [name_in(tmp_path)]
    for changed in ("ingest/sentences.py", "kb/dutch/data/stopwords.txt", "kb/index/lexical.py"):
        with (tmp_path / changed).open("a", encoding="utf-8") as stream:
            stream.write("\n")
        names.append(name_in(tmp_path))
    assert len(set(names)) == 4
    with (tmp_path / "kb/answers/verify.py").open("a", encoding="utf-8") as stream:
        stream.write("\n")
    assert name_in(tmp_path) == names[-1]
