"""The door to language models, against a scripted OpenAI-compatible server on localhost."""

from __future__ import annotations

import pytest
from scripted_server import Script, scripted_server

from kb.errors import LanguageModelError
from kb.llama import load_language_model
from kb.settings import Settings


def _settings(url: str, seconds: float = 10.0) -> Settings:
    return Settings(llm="openai", llm_url=url, llm_model="m", llm_seconds=seconds)


def _said(script: Script, seconds: float = 10.0) -> str:
    with scripted_server(script) as url:
        model = load_language_model(_settings(url, seconds))
        assert model is not None
        return "".join(model.stream("wees kort", "de vraag"))


def test_no_model_is_loaded_unless_one_is_set() -> None:
    """The default contacts nothing."""
    assert load_language_model(Settings()) is None


def test_a_kind_without_an_address_is_refused_with_a_hint() -> None:
    """Half a setting is an error that says what to add."""
    with pytest.raises(LanguageModelError) as caught:
        load_language_model(Settings(llm="openai"))
    assert "llm_url" in caught.value.hint


def test_the_answer_is_streamed_and_the_question_sent() -> None:
    """The pieces arrive in order; instructions and question go out as system and user message."""
    script = Script(("Hallo", " daar"))
    assert _said(script) == "Hallo daar"
    messages = script.requests[0]["messages"]
    assert [(m["role"], m["content"]) for m in messages] == [("system", "wees kort"), ("user", "de vraag")]


@pytest.mark.parametrize("failure", ["status", "json"])
@pytest.mark.slow
def test_a_failing_server_is_one_kind_of_error(failure: str) -> None:
    """An error status and broken JSON come out as LanguageModelError with a hint."""
    with pytest.raises(LanguageModelError) as caught:
        _said(Script(failure=failure))
    assert caught.value.hint


@pytest.mark.slow
def test_a_slow_server_is_given_up() -> None:
    """After the set time the call ends with an error."""
    with pytest.raises(LanguageModelError):
        _said(Script(("te laat",), failure="slow"), seconds=0.5)


def test_a_refused_connection_is_an_error() -> None:
    """Nobody listening is an error like the others."""
    model = load_language_model(_settings("http://127.0.0.1:9/v1"))
    assert model is not None
    with pytest.raises(LanguageModelError):
        list(model.stream("a", "b"))
