"""With a language model: its answer where the documents bear it out, else their own sentences."""

from __future__ import annotations

import pytest

from ingest.model import Span
from kb.answers.flowing import flowing, without_model
from kb.answers.language_model import ScriptedLanguageModel
from kb.errors import LanguageModelError
from kb.model import Answer, Citation, Searched

QUOTE = "De gemeente plaatst 40 bomen in het centrum."


def _answer(language: str = "nl") -> Answer:
    citation = Citation(1, "plan", "Plan", 1, 1, None, (), QUOTE, (Span(1, 0, len(QUOTE)),))
    return Answer("bomen?", "answered", f"{QUOTE} [1]", (citation,), Searched(1, 1), language=language)


def _flow(*pieces: str, fails: bool = False, language: str = "nl") -> Answer:
    translate = {"nl": str, "en": lambda _text: "the municipality plants 40 trees in the centre"}[language]
    model = ScriptedLanguageModel(pieces, fails=fails)
    return flowing(_answer(language), model, lambda _sentence: None, translate)


def test_a_borne_out_answer_is_the_models() -> None:
    """The text is the model's, its references kept, the citations unchanged."""
    answer = _flow("De gemeente plaatst 40 bomen [1].")
    assert (answer.method, answer.text) == ("generated", "De gemeente plaatst 40 bomen. [1]")
    assert answer.citations == _answer().citations
    assert answer.notes == ()


def test_struck_sentences_are_counted_in_a_note() -> None:
    """The reader is told how much was struck."""
    answer = _flow("De gemeente plaatst 40 bomen [1]. Iedereen krijgt een villa [1].")
    assert answer.method == "generated"
    assert [note.text for note in answer.notes] == [
        "Van het taalmodel zijn 1 zinnen geschrapt, omdat de documenten ze niet dragen."
    ]


@pytest.mark.parametrize("said", ["Iedereen krijgt een villa [1].", "NIET GEVONDEN"])
def test_too_little_left_gives_the_documents_own_sentences(said: str) -> None:
    """When too little survives the extractive answer is shown, with a note."""
    answer = _flow(said)
    assert answer.method == "extractive"
    assert answer.text.startswith(f"{QUOTE} [1]\nHet taalmodel bleef te weinig bij de documenten")


def test_a_failing_model_gives_the_documents_own_sentences() -> None:
    """A failure half way, or no answer at all, leaves the extractive answer with its reason."""
    assert "viel weg" in _flow("De gemeente", fails=True).notes[0].text
    assert "gaf geen antwoord" in _flow().notes[0].text


def test_an_english_answer_is_compared_with_the_quotes_in_english() -> None:
    """The words of an English answer are looked for in the translated quote, numbers in the quote itself."""
    assert _flow("The municipality plants 40 trees [1].", language="en").method == "generated"
    assert _flow("The municipality plants 50 trees [1].", language="en").method == "extractive"


def test_a_model_that_cannot_be_set_up_leaves_the_answer() -> None:
    """A wrong setting is told in a note; the question is answered all the same."""
    answer = without_model(_answer(), LanguageModelError("Geen adres.", "Zet llm_url."))
    assert answer.text.endswith(
        "Het taalmodel deed niet mee: Geen adres. Hier staan de zinnen van de documenten zelf."
    )
