"""What an answer needs of a language model: text in, text out, piece by piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from kb.errors import LanguageModelError


class LanguageModel(Protocol):
    """Writes an answer to a prompt."""

    def stream(self, instructions: str, prompt: str) -> Iterator[str]:
        """Yield the answer's text as it comes.

        Raises:
            LanguageModelError: the model cannot be reached, takes too long or answers nonsense.
        """
        ...


class ScriptedLanguageModel:
    """The fake: says the same pieces whatever it is asked, then fails if it was told to."""

    def __init__(self, pieces: Sequence[str], fails: bool = False) -> None:
        self._pieces = pieces
        self._fails = fails

    def stream(self, instructions: str, prompt: str) -> Iterator[str]:  # noqa: ARG002 - it never listens
        """Yield the pieces it was made with."""
        yield from self._pieces
        if self._fails:
            raise LanguageModelError("Het taalmodel viel weg.", "Probeer het opnieuw.")
