"""From the documents' own sentences to a flowing answer, when a language model stays with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from kb.answers.frames import say
from kb.answers.generated import CheckedSentence, generate
from kb.answers.language_model import LanguageModel
from kb.answers.question import Language
from kb.answers.verify import supported
from kb.errors import LanguageModelError
from kb.model import Answer, Note

OnSentence = Callable[[CheckedSentence], None]


def flowing(
    answer: Answer, model: LanguageModel, on_sentence: OnSentence, translate: Callable[[str], str]
) -> Answer:
    """Return the answer in the model's words where its citations bear them out, else as it was."""
    language = cast(Language, answer.language)
    question = answer.understood or answer.question
    try:
        written = generate(model, question, language, answer.citations, supported, on_sentence, translate)
    except LanguageModelError as error:
        return without_model(answer, error)
    if not written.stands:
        return _noted(answer, say("model_rejected", language))
    lines = [f"{s.text} [{', '.join(map(str, s.references))}]" for s in written.sentences]
    kept = replace(answer, text="\n".join([" ".join(lines), *(note.text for note in answer.notes)]))
    kept = replace(kept, method="generated")
    return _noted(kept, say("struck", language, n=written.struck)) if written.struck else kept


def without_model(answer: Answer, error: LanguageModelError) -> Answer:
    """Return the answer as it was, with a note that says why the model did not take part."""
    return _noted(answer, say("model_failed", cast(Language, answer.language), reason=error.message))


def _noted(answer: Answer, text: str) -> Answer:
    return replace(answer, text=f"{answer.text}\n{text}", notes=(*answer.notes, Note("model", text)))
