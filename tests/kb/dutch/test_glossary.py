from __future__ import annotations

from pathlib import Path

import pytest

from kb.dutch.glossary import load_glossary
from kb.errors import GlossaryError


def own(folder: Path, text: str) -> Path:
    """A municipality's own word list."""
    path = folder / "woordenlijst.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_glossary_is_large_and_holds_phrases() -> None:
    """At least 15,000 entries, among them expressions of several words, every one with a sense."""
    glossary = load_glossary()
    assert len(glossary.words) + len(glossary.phrases) >= 15_000
    assert len(glossary.phrases) >= 1_000
    assert all(all(senses) and senses for senses in glossary.words.values())


def test_senses_stand_in_the_order_of_the_file() -> None:
    """The most useful sense comes first."""
    assert load_glossary().words["dan"] == ("than", "then")


def test_a_municipality_s_own_word_wins(tmp_path: Path) -> None:
    """Its entry replaces the project's, the rest stays, and the content is named anew."""
    glossary = load_glossary(own(tmp_path, "# van ons\ngemeente\ttown hall\nmijnwater\tmine water heat\n"))
    assert glossary.words["gemeente"] == ("town hall",)
    assert glossary.words["mijnwater"] == ("mine water heat",)
    assert glossary.words["fiets"] == load_glossary().words["fiets"]
    assert glossary.digest != load_glossary().digest


@pytest.mark.parametrize("line", ["gemeente municipality", "\tmunicipality", "gemeente\t", "gemeente\t |"])
def test_a_line_that_is_no_entry_is_named(tmp_path: Path, line: str) -> None:
    """The message says which line, the hint what a line looks like."""
    with pytest.raises(GlossaryError, match="Regel 2") as caught:
        load_glossary(own(tmp_path, f"fiets\tbicycle\n{line}\n"))
    assert "tab" in caught.value.hint


def test_a_list_that_is_not_there_is_said(tmp_path: Path) -> None:
    """A wrong path is a message with a hint, not a stack trace."""
    with pytest.raises(GlossaryError, match=r"kan niet worden gelezen") as caught:
        load_glossary(tmp_path / "weg.tsv")
    assert "glossary" in caught.value.hint


def test_a_reflexive_verb_is_known_by_its_verb() -> None:
    """ "zich" wanders through a sentence, so the verb alone is what is looked up."""
    assert not any(words[0] == "zich" and len(words) == 2 for words in load_glossary().phrases)
