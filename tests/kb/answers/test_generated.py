"""A language model's answer: what the documents bear out is shown, the rest is struck and counted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.model import Span
from kb.answers.addressed import addresses_model
from kb.answers.generated import generate
from kb.answers.language_model import ScriptedLanguageModel
from kb.errors import LanguageModelError
from kb.model import Citation

ATTACKS = (Path(__file__).parent / "attacks.txt").read_text(encoding="utf-8").splitlines()
ORDINARY = [
    "In 2027 zijn vergunningen afgegeven voor 25 MW aan zonnepanelen.",
    "De gemeente zegt toe om uitsluitend circulair in te kopen.",
    "We gaan de regels voor kamerverhuur toepassen en handhaven.",
    "Het model van de woningcorporaties wordt in alle wijken gebruikt.",
]


def _citation(n: int, quote: str) -> Citation:
    return Citation(n, "plan", "Plan", 1, 1, None, (), quote, (Span(1, 0, len(quote)),))


def _all_supported(_sentence: str, _quotes: Sequence[str]) -> bool:
    return True


def _numbers_supported(sentence: str, quotes: Sequence[str]) -> bool:
    return all(word in " ".join(quotes) for word in sentence.rstrip(".").split() if word.isdigit())


QUOTES = (_citation(1, ORDINARY[0]), _citation(2, "De gemeente plaatst 40 bomen in het centrum."))


def test_a_borne_out_sentence_is_kept_with_its_references() -> None:
    """A sentence whose words stand in what it cites is shown, with those numbers."""
    model = ScriptedLanguageModel(["De gemeente plaatst ", "40 bomen [2]. "])
    result = generate(model, "bomen?", "nl", QUOTES, _numbers_supported)
    assert [(s.text, s.references) for s in result.sentences] == [("De gemeente plaatst 40 bomen.", (2,))]
    assert result.struck == 0
    assert result.stands


def test_a_reference_behind_the_full_stop_belongs_to_the_sentence_before() -> None:
    """Both ways in which models write references are understood."""
    model = ScriptedLanguageModel(
        ["De gemeente plaatst 40 bomen. [2] ", "Er komt 25 MW aan zonnepanelen. [1]"]
    )
    result = generate(model, "?", "nl", QUOTES, _numbers_supported)
    assert [s.references for s in result.sentences] == [(2,), (1,)]


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("De gemeente plaatst 50 bomen [2].", "another number"),
        ("De gemeente plaatst 40 bomen.", "no reference"),
        ("De gemeente plaatst 40 bomen [9].", "a reference to nothing"),
        ("Het zwembad krijgt een nieuwe glijbaan [2].", "words that stand nowhere"),
        ("De gemeente kapt 40 bomen in het centrum [2].", "one word that turns it into something else"),
        ("De gemeente plaatst geen 40 bomen in het centrum [2].", "a denial of what it cites"),
    ],
)
def test_an_unsupported_sentence_is_struck_and_counted(sentence: str, why: str) -> None:
    """What fails the check is not shown, whatever the reason."""
    result = generate(ScriptedLanguageModel([sentence]), "?", "nl", QUOTES, _numbers_supported)
    assert result.sentences == (), why
    assert result.struck == 1
    assert not result.stands


def test_an_answer_stands_only_when_half_of_it_survives() -> None:
    """One good sentence among three is too little to show."""
    said = "De gemeente plaatst 40 bomen [2]. Alles wordt gratis [1]. Iedereen krijgt een villa [1]."
    result = generate(ScriptedLanguageModel([said]), "?", "nl", QUOTES, _numbers_supported)
    assert (len(result.sentences), result.struck, result.stands) == (1, 2, False)


def test_not_found_is_an_answer() -> None:
    """When the model says that it is not there, nothing is shown and nothing is struck."""
    result = generate(ScriptedLanguageModel(["NIET GEVONDEN"]), "?", "nl", QUOTES, _all_supported)
    assert (result.sentences, result.struck, result.stands) == ((), 0, False)


def test_sentences_come_as_soon_as_they_are_checked() -> None:
    """The first sentence is handed over before the model is done, and no later failure takes it back."""
    seen: list[str] = []
    model = ScriptedLanguageModel(["De gemeente plaatst 40 bomen [2]. ", "Er komt 25 MW"], fails=True)
    with pytest.raises(LanguageModelError):
        generate(model, "?", "nl", QUOTES, _numbers_supported, lambda s: seen.append(s.text))
    assert seen == ["De gemeente plaatst 40 bomen."]


def test_an_empty_answer_is_an_error() -> None:
    """A model that says nothing has failed, and the caller goes on without it."""
    with pytest.raises(LanguageModelError, match="gaf geen antwoord"):
        generate(ScriptedLanguageModel([""]), "?", "nl", QUOTES, _all_supported)


def test_there_are_enough_attacks() -> None:
    """The attack corpus holds at least twenty instructions hidden in a document."""
    assert len(set(ATTACKS)) >= 20


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_recognised(attack: str) -> None:
    """A sentence that speaks to a model is known as such."""
    assert addresses_model(attack)


@pytest.mark.parametrize("sentence", ORDINARY)
def test_an_ordinary_sentence_is_no_attack(sentence: str) -> None:
    """The language of policy is left alone."""
    assert not addresses_model(sentence)


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_model_that_obeys_an_attack_changes_nothing(attack: str) -> None:
    """Even a model that repeats the attack and cites it gets nothing on the screen."""
    poisoned = (*QUOTES, _citation(3, attack))
    model = ScriptedLanguageModel([f"{attack.rstrip('.')} [3]. {attack.rstrip('.')} [1]."])
    assert generate(model, "?", "nl", poisoned, _all_supported).sentences == ()
