from __future__ import annotations

from pathlib import Path

import pytest

from evals.corpus import DocumentText, load_corpus
from evals.errors import EvaluationError

TEXT = DocumentText(("Een zin op de eerste", "pagina. Een zin", "Derde pagina."))


def test_a_quote_is_found_on_every_page_where_it_begins() -> None:
    """White space, hyphens and case aside; a quote may run on to the next page."""
    assert TEXT.pages_of("een ZIN") == (1, 2)
    assert TEXT.pages_of("eerste pagi-\nna") == (1,)
    assert TEXT.pages_of("vierde") == ()
    assert TEXT.pages_of(" ") == ()


def test_pages_that_are_not_there_hold_nothing() -> None:
    """A page 0, a page too many and an end before the beginning are refused."""
    assert not TEXT.stands_on("Een zin", 0, 1)
    assert not TEXT.stands_on("Een zin", 1, 4)
    assert not TEXT.stands_on("Een zin", 2, 1)


def test_a_quote_must_begin_on_its_first_page() -> None:
    """A quote of which nothing stands on the first named page is not on that page."""
    assert not TEXT.stands_on("Derde pagina.", 2, 3)


def test_a_sentence_may_begin_with_the_last_word_of_a_page() -> None:
    """One short word counts where it ends the page, and nowhere else."""
    text = DocumentText(("Eerst dit. In", "de wijk wordt gebouwd.", "In de stad niet."))
    assert text.stands_on("In de wijk wordt gebouwd.", 1, 2)
    assert not text.stands_on("Dit de wijk wordt gebouwd.", 1, 2)
    assert not text.stands_on("In de wijk wordt gebouwd.", 2, 3)


def test_a_folder_is_read_with_its_own_pages(tmp_path: Path) -> None:
    """A plain text is split at form feeds, and named by its file."""
    (tmp_path / "plan.txt").write_text("Eerste zin van het plan.\fTweede pagina met tekst.", encoding="utf-8")
    corpus = load_corpus(tmp_path)
    assert corpus.ids == ("plan",)
    assert corpus.pages_of("plan", "Tweede pagina") == (2,)
    assert corpus.pages_of("anders", "Tweede pagina") == ()


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    """The error says which folder and how to name another."""
    with pytest.raises(EvaluationError, match="geen document") as caught:
        load_corpus(tmp_path)
    assert "WOORDHOUDER_CORPUS" in caught.value.hint
