from __future__ import annotations

from tree import ROOT

from docs.figures import SOURCE, TARGET, figures


def test_the_app_shows_the_figures_that_were_measured() -> None:
    """The tab Over holds the figures of the gate; after a new one: ``python -m docs.figures``."""
    assert SOURCE.is_relative_to(ROOT)
    assert TARGET.read_text(encoding="utf-8") == figures()
