from __future__ import annotations

from shelves import Bench

from kb.answers.composing import cite, quote_together, text_of
from kb.answers.evidence import FEATURES, Candidate, Weighed
from kb.answers.verify import stands_on_page

TEXT = (
    "1. Wonen\n"
    "Wij bouwen 250 huizen. De huur blijft laag. Daarom is er een loket.\n"
    "Wij zorgen ervoor dat:\n• elke straat licht krijgt;\n• elk plein een bank heeft.\n"
)


def _weighed(bench: Bench, start: str) -> Weighed:
    return Weighed(Candidate(bench.sentence(start), 0.0, 0.0, 1), dict.fromkeys(FEATURES, 0.0), 1.0)


def test_neighbours_become_one_quotation() -> None:
    """Sentences side by side are quoted in one run that stands on the page."""
    bench = Bench(plan=TEXT)
    chosen = [_weighed(bench, "De huur"), _weighed(bench, "Wij bouwen")]
    ((citation, _),) = cite(quote_together(chosen, bench.shelf), bench.shelf, bench.documents)
    assert citation.quote == "Wij bouwen 250 huizen. De huur blijft laag."
    assert stands_on_page(citation, bench.shelf.volume("plan").pages)


def test_bullets_stay_apart() -> None:
    """A mark stands between bullets, so that they are no run; their lead stands above them once."""
    bench = Bench(plan=TEXT)
    chosen = [_weighed(bench, "elke straat"), _weighed(bench, "elk plein")]
    cited = cite(quote_together(chosen, bench.shelf), bench.shelf, bench.documents)
    assert text_of("", [citation for citation, _ in cited], []).splitlines() == [
        "Plan:",
        "Wij zorgen ervoor dat:",
        "- elke straat licht krijgt; [1]",
        "- elk plein een bank heeft. [2]",
    ]


def test_a_quotation_that_is_not_on_its_page_is_not_shown() -> None:
    """When the pages have changed under a reading, nothing is cited from it."""
    bench = Bench(plan=TEXT)
    quoted = quote_together([_weighed(bench, "Wij bouwen")], bench.shelf)
    other = Bench(plan=TEXT.replace("250", "260"))
    assert cite(quoted, other.shelf, other.documents) == []
