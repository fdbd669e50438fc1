from __future__ import annotations

import re
import shlex

import typer.main
from tree import ROOT

from ui.cli import app


def readme() -> str:
    """The text of the README."""
    return (ROOT / "README.md").read_text(encoding="utf-8")


def lines() -> list[str]:
    """Every line of code that the README shows, prompts and comments taken off."""
    blocks = re.findall(r"```(?:bash|sh|console|shell)\n(.*?)```", readme(), flags=re.DOTALL)
    shown = [line.strip().removeprefix("$ ") for block in blocks for line in block.splitlines()]
    return [line for line in shown if line and not line.startswith("#")]


def commands() -> dict[str, set[str]]:
    """Every command of ``woordhouder`` with its options; a command of a group as two words."""
    found: dict[str, set[str]] = {}
    group = typer.main.get_command(app)
    pending = [("", group)]
    while pending:
        name, command = pending.pop()
        for key, child in getattr(command, "commands", {}).items():
            pending.append((f"{name} {key}".strip(), child))
        if not hasattr(command, "commands"):
            found[name] = {option for parameter in command.params for option in parameter.opts}
    return found


def shown() -> list[list[str]]:
    """The words of each ``woordhouder`` command that the README shows."""
    parts = [part for line in lines() for part in re.split(r"\s*(?:\||&&|;|>)\s*", line)]
    return [shlex.split(part, comments=True)[1:] for part in parts if part.startswith("woordhouder ")]


def test_every_command_of_the_readme_is_real() -> None:
    """Each shown command and each of its options exists."""
    known = commands()
    for words in shown():
        if words[0].startswith("-"):
            continue
        name = words[0] if words[0] in known else " ".join(words[:2])
        assert name in known, words
        options = {word.partition("=")[0] for word in words if word.startswith("--")}
        assert options <= {*known[name], "--help"}, words


def test_every_command_is_in_the_readme() -> None:
    """Nothing that can be done is left unmentioned."""
    text = readme()
    assert [name for name in commands() if f"woordhouder {name}" not in text] == []


def test_every_target_of_the_readme_is_in_the_makefile() -> None:
    """``make`` targets that are shown exist, and those that people need are shown."""
    targets = set(
        re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    named = set(re.findall(r"\bmake ([a-z][a-z-]*)", "\n".join(lines())))
    assert named <= targets
    assert {"install", "run", "test", "eval", "bench"} <= targets
    assert {"run", "test"} <= named


def test_every_file_of_the_readme_is_there() -> None:
    """Pictures and pages that the README points to are in the repository."""
    targets = re.findall(r"\]\(([^)#\s]+)", readme())
    local = [target for target in targets if "://" not in target and not target.startswith("mailto:")]
    assert [target for target in local if not (ROOT / target).exists()] == []
