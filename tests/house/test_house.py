from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from tree import PACKAGES, ROOT, modules, modules_of_tests, name_of, parsed

from kb.settings import Settings

MOST_LINES = 60
USUAL_LINES = 50


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function in a module."""
    return [
        node for node in ast.walk(parsed(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def test_imports_go_one_way() -> None:
    """From screen to paper and never back; ``ui`` and ``evals`` do not know each other."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
            "--no-cache",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_test_says_what_holds() -> None:
    """Each test function has a docstring of its own: one sentence about what is true."""
    silent = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in modules_of_tests()
        for node in functions(path)
        if node.name.startswith("test_") and not (ast.get_docstring(node) or "").strip().endswith((".", "?"))
    ]
    assert silent == []


def test_no_test_is_skipped_for_good() -> None:
    """A test runs or it is not there: only a machine that lacks something may skip it."""
    skipped = [
        name_of(path)
        for path in modules_of_tests()
        if re.search(r"mark\.(skip|xfail)\b", path.read_text(encoding="utf-8"))
        and path.name != Path(__file__).name
    ]
    assert skipped == []


def test_nothing_prints() -> None:
    """What is said is said by the command line, on the stream that was agreed."""
    for path in modules():
        calls = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)]
        assert not any(isinstance(c.func, ast.Name) and c.func.id == "print" for c in calls), name_of(path)


def test_no_module_is_a_drawer() -> None:
    """A module is named after what it is about."""
    assert not {path.stem for path in modules()} & {"utils", "util", "helpers", "common", "misc", "tools"}


def test_functions_are_short() -> None:
    """Nineteen in twenty functions are well under fifty lines, and none is much over it."""
    lengths = {
        f"{name_of(path)}:{node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in modules()
        for node in functions(path)
        if not (path.name == "cli.py" or "/tabs/" in name_of(path))  # long lists of options and of widgets
    }
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}
    assert sorted(lengths.values())[int(len(lengths) * 0.95)] < USUAL_LINES


def test_every_module_says_what_it_is() -> None:
    """Each module and each public class and function of the packages has a docstring."""
    silent = [name_of(path) for path in modules() if not ast.get_docstring(parsed(path))]
    for path in modules():
        for node in parsed(path).body:
            public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
            if public and not ast.get_docstring(node):  # type: ignore[arg-type]
                silent.append(f"{name_of(path)}:{node.name}")  # type: ignore[union-attr]
    assert silent == []


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_read(name: str) -> None:
    """A setting that nothing reads would promise what does not happen."""
    readers = [
        name_of(path)
        for path in modules()
        if path.name != "settings.py" and re.search(rf"settings\.{name}\b", path.read_text(encoding="utf-8"))
    ]
    assert readers


def test_every_setting_is_explained() -> None:
    """Each setting has a line below it that says what it does."""
    (settings,) = (
        node
        for node in parsed(ROOT / "kb/settings.py").body
        if isinstance(node, ast.ClassDef) and node.name == "Settings"
    )
    fields = [node for node in settings.body if isinstance(node, ast.AnnAssign)]
    after = {id(one): other for one, other in zip(settings.body, settings.body[1:], strict=False)}
    silent = [
        ast.unparse(node.target)
        for node in fields
        if not (isinstance(after.get(id(node)), ast.Expr) and isinstance(after[id(node)].value, ast.Constant))  # type: ignore[attr-defined]
    ]
    assert silent == []


def test_golden_files_are_compared(pytestconfig: pytest.Config) -> None:
    """The flag that writes golden files anew was not left on: with it nothing would be compared."""
    assert not pytestconfig.getoption("--update-golden")
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "--update-golden" not in pyproject["tool"]["pytest"]["ini_options"]["addopts"]
    assert "--update-golden" not in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_packages_are_installed_whole() -> None:
    """Every package and data file of ours is in the distribution that setuptools builds."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert pyproject["tool"]["setuptools"]["packages"]["find"]["include"] == [f"{p}*" for p in PACKAGES]
    without = [
        name_of(folder)
        for package in PACKAGES
        for folder in [ROOT / package, *(ROOT / package).rglob("*")]
        if folder.is_dir() and list(folder.glob("*.py")) and not (folder / "__init__.py").exists()
    ]
    assert without == []


def test_every_pinned_version_is_allowed() -> None:
    """``constraints.txt`` pins each dependency of ``pyproject.toml`` exactly, and names no other source."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if line and not line.startswith("#"))
    assert not [line for line in lines if "@" in line or "/" in line or line.startswith("-")]
    assert pins["torch"] == "2.13.0"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(d for extra in project["optional-dependencies"].values() for d in extra),
    ]
    pinned = {_normal(name) for name in pins}
    assert [w for w in wanted if _normal(re.split(r"[\[<>=!~ ]", w)[0]) not in pinned] == []


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
