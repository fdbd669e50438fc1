from __future__ import annotations

import numpy as np
import pytest

from evals.fit_links import Judged, fit, held_out, judged_pairs
from evals.judge_links import draw
from ingest.model import Document, Piece, Span
from kb.commitments.closeness import FEATURES
from kb.commitments.links import Source, statements
from kb.model import Link, LinkMember


def link(number: int, *documents: str) -> Link:
    """Return a link with a member in each of these documents."""
    members = tuple(LinkMember(document, 1, f"zin {number}") for document in documents)
    return Link(f"l-{number:02d}", "bomen", "related", "Beide gaan over bomen.", members)


def test_only_links_across_documents_are_drawn() -> None:
    """What stands in one document is not judged here; what is drawn is still to be judged."""
    (drawn,) = draw([link(1, "a", "a"), link(2, "a", "b")], 5)
    assert drawn["id"] == "l-02"
    assert drawn["right"] is None


def test_the_draw_does_not_depend_on_the_order() -> None:
    """The same links give the same draw."""
    links = [link(number, "a", "b") for number in range(20)]
    assert draw(links, 5) == draw(links[::-1], 5)


def pairs() -> Judged:
    """Return pairs of which those that share more words are right."""
    rows = np.zeros((40, len(FEATURES)))
    rows[:, 0] = np.tile([0.1, 0.9], 20)
    return Judged(rows, rows[:, 0] > 0.5)


@pytest.mark.slow
def test_what_right_pairs_share_weighs_up() -> None:
    """The weight of shared words is positive; a feature that never varies weighs nothing."""
    weights = fit(pairs())
    assert weights.weights[FEATURES[0]] > 0
    assert weights.weights[FEATURES[1]] == 0


def test_each_pair_is_scored_without_its_fold() -> None:
    """Every pair is scored, the right ones higher."""
    sure, right = held_out(pairs()), pairs().right
    assert sure[right].min() > sure[~right].max()


def test_a_judged_quote_is_found_in_its_document() -> None:
    """The features of two quotes are those of the statements they are taken from."""
    texts = {"a": "We planten bomen langs de vaart.", "b": "Langs de vaart komen bomen."}
    sources = [
        Source(Document(name, f"{name}.txt", name, "0"), (Piece("body", text, (Span(1, 0, 9),)),), ())
        for name, text in texts.items()
    ]
    record = {
        side: {"document": name, "quote": texts[name]} for side, name in (("first", "a"), ("second", "b"))
    }
    judged = judged_pairs(statements(sources), [{**record, "right": True}], None)
    assert judged.right.tolist() == [True]
    assert judged.rows.shape == (1, len(FEATURES))
