from __future__ import annotations

from shelves import Bench

from kb.answers.composing import cite, quote_together, text_of
from kb.answers.evidence import FEATURES, Candidate, Weighed
from kb.answers.runs import Run
from kb.answers.verify import stands_on_page

TEXT = (
    "1. Wonen\n"
    "Wij bouwen 250 huizen. De huur blijft laag. Daarom is er een loket.\n"
    "Wij zorgen ervoor dat:\n• elke straat licht krijgt;\n• elk plein een bank heeft.\n"
)


def _run(bench: Bench, start: str) -> Run:
    sentence = bench.sentence(start)
    best = Weighed(Candidate(sentence, 0.0, 0.0, 1), dict.fromkeys(FEATURES, 0.0), 1.0)
    return Run((sentence,), best, 1.0)


def test_neighbours_become_one_quotation() -> None:
    """Sentences side by side are quoted in one run that stands on the page."""
    bench = Bench(plan=TEXT)
    chosen = [_run(bench, "De huur"), _run(bench, "Wij bouwen")]
    (cited,) = cite(quote_together(chosen, bench.shelf), bench.shelf, bench.documents)
    assert cited.citation.quote == "Wij bouwen 250 huizen. De huur blijft laag."
    assert stands_on_page(cited.citation, bench.shelf.volume("plan").pages)


def test_items_are_quoted_in_one_run_and_shown_line_by_line() -> None:
    """The marks between items are quoted as they stand on the page; their lead stands above them once."""
    bench = Bench(plan=TEXT)
    chosen = [_run(bench, "elke straat"), _run(bench, "elk plein")]
    cited = cite(quote_together(chosen, bench.shelf), bench.shelf, bench.documents)
    assert [c.citation.quote for c in cited] == ["elke straat licht krijgt; • elk plein een bank heeft."]
    assert stands_on_page(cited[0].citation, bench.shelf.volume("plan").pages)
    assert text_of("", cited, []).splitlines() == [
        "Plan:",
        "Wij zorgen ervoor dat:",
        "- elke straat licht krijgt; [1]",
        "- elk plein een bank heeft. [1]",
    ]


def test_a_quotation_that_is_not_on_its_page_is_not_shown() -> None:
    """When the pages have changed under a reading, nothing is cited from it."""
    bench = Bench(plan=TEXT)
    quoted = quote_together([_run(bench, "Wij bouwen")], bench.shelf)
    other = Bench(plan=TEXT.replace("250", "260"))
    assert cite(quoted, other.shelf, other.documents) == []
