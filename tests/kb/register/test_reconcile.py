from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from promises import moved, promise

from kb.model import Commitment
from kb.register.model import Appearance
from kb.register.reconcile import Reconciled, latest
from kb.register.reconcile import reconcile as reconcile_editions

MONDAY, TUESDAY = "2026-03-02T09:00:00+00:00", "2026-03-03T09:00:00+00:00"
BUILD = promise("We bouwen veertig woningen in Noord.")
REWORDED = promise("We bouwen vijftig woningen in Noord.")
PAINT = promise("De brug wordt geverfd.")


def reconcile(
    known: Mapping[str, Appearance],
    current: Sequence[Commitment],
    stands: Callable[[str, str], bool],
    at: str,
    edition: str = "",
) -> Reconciled:
    """Reconcile when all documents have one edition; without one, a different edition each time."""
    names = {c.document for c in current} | {a.commitment.document for a in known.values()}
    return reconcile_editions(known, current, dict.fromkeys(names, edition or at), stands, at)


def _gone(_document: str, _quote: str) -> bool:
    return False


def _still_there(_document: str, _quote: str) -> bool:
    return True


def _after(*commitments: Commitment) -> dict[str, Appearance]:
    return latest(reconcile({}, commitments, _gone, MONDAY).rows)


def _events(found: Reconciled) -> dict[str, str]:
    return {row.id: row.event for row in found.rows}


def test_the_first_time_all_is_new() -> None:
    """Commitments that were never seen get a first appearance under the id that extraction gave."""
    found = reconcile({}, [BUILD, PAINT], _gone, MONDAY)
    assert _events(found) == {BUILD.id: "new", PAINT.id: "new"}
    assert found.commitments == (BUILD, PAINT)


def test_nothing_changed_adds_nothing() -> None:
    """The same documents again leave no trace."""
    assert reconcile(_after(BUILD, PAINT), [BUILD, PAINT], _gone, TUESDAY, edition=MONDAY).rows == ()


def test_a_new_edition_is_recorded_for_what_did_not_change() -> None:
    """In which edition of its document a promise stood is known afterwards, without calling it a change."""
    found = reconcile(_after(BUILD), [BUILD], _gone, TUESDAY)
    assert [(row.event, row.sha256) for row in found.rows] == [("updated", TUESDAY)]


def test_an_unchanged_file_cannot_have_changed_its_words() -> None:
    """When the file is the same, other quotes and lost quotes are the program's doing, not the document's."""
    found = reconcile(_after(BUILD, PAINT), [REWORDED], _gone, TUESDAY, edition=MONDAY)
    assert _events(found) == {BUILD.id: "updated", PAINT.id: "withdrawn"}


def test_other_words_keep_the_id() -> None:
    """A reworded promise in the same place is the same commitment, marked as changed."""
    found = reconcile(_after(BUILD), [REWORDED], _gone, TUESDAY)
    assert found.commitments == (replace(REWORDED, id=BUILD.id),)
    assert found.ids == {REWORDED.id: BUILD.id}
    assert [(row.number, row.event, row.at) for row in found.rows] == [(2, "changed", TUESDAY)]


def test_another_cut_of_the_same_text_is_no_change() -> None:
    """When the old words still stand in the document, it was the program that quoted otherwise."""
    assert _events(reconcile(_after(BUILD), [REWORDED], _still_there, TUESDAY)) == {BUILD.id: "updated"}


def test_another_page_is_recorded_without_being_a_change() -> None:
    """The same words on another page update the place and nothing else."""
    found = reconcile(_after(BUILD), [moved(BUILD, 9)], _gone, TUESDAY)
    assert _events(found) == {BUILD.id: "updated"}
    assert found.rows[0].commitment.page == 9


def test_what_is_gone_from_the_document_has_vanished() -> None:
    """A promise whose words no longer stand in its document is recorded as vanished, as it last was."""
    found = reconcile(_after(BUILD, PAINT), [BUILD], _gone, TUESDAY)
    assert [(row.commitment, row.event) for row in found.rows if row.id == PAINT.id] == [(PAINT, "vanished")]


def test_what_is_only_no_longer_recognised_is_withdrawn() -> None:
    """Words that stand there still did not vanish, whatever extraction now makes of them."""
    events = _events(reconcile(_after(BUILD, PAINT), [BUILD], _still_there, TUESDAY))
    assert events == {BUILD.id: "updated", PAINT.id: "withdrawn"}


def test_withdrawn_can_vanish_later_and_vanished_is_recorded_once() -> None:
    """The words of a withdrawn promise can go too; what vanished does not vanish again."""
    known = latest([*_after(PAINT).values(), Appearance(PAINT, 2, MONDAY, "withdrawn")])
    vanished = reconcile(known, [], _gone, TUESDAY)
    assert [(row.number, row.event) for row in vanished.rows] == [(3, "vanished")]
    assert reconcile(latest([*known.values(), *vanished.rows]), [], _gone, TUESDAY).rows == ()


def test_what_comes_back_keeps_its_id() -> None:
    """A promise that vanished and stands there again is the same commitment."""
    known = latest([Appearance(BUILD, 1, MONDAY, "new"), Appearance(BUILD, 2, MONDAY, "vanished")])
    found = reconcile(known, [BUILD], _gone, TUESDAY)
    assert _events(found) == {BUILD.id: "returned"}


def test_old_words_that_return_beside_the_new_ones_get_an_id_of_their_own() -> None:
    """The reworded promise keeps the first id, so the old words, back again, need another."""
    known = latest([*_after(BUILD).values(), *reconcile(_after(BUILD), [REWORDED], _gone, MONDAY).rows])
    found = reconcile(known, [REWORDED, BUILD], _gone, TUESDAY)
    assert found.commitments[0].id == BUILD.id
    assert found.commitments[1].id not in known
    assert len({c.id for c in found.commitments}) == 2


def test_equal_ids_of_different_promises_are_told_apart() -> None:
    """Six digits can collide: the second commitment gets a longer id, the same each time."""
    first, second = promise("We bouwen.", id="c-abcdef"), promise("De brug wordt geverfd.", id="c-abcdef")
    ids = [c.id for c in reconcile({}, [first, second], _gone, MONDAY).commitments]
    assert ids[0] == "c-abcdef"
    assert ids[1] != "c-abcdef"
    assert ids == [c.id for c in reconcile({}, [first, second], _gone, TUESDAY).commitments]


def test_a_document_under_a_new_name_keeps_its_commitments() -> None:
    """A second edition with another file name carries the ids of the first, reworded promises included."""
    known = _after(replace(BUILD, document="plan-v1"), replace(PAINT, document="plan-v1"))
    now = [replace(REWORDED, document="plan-v2"), replace(PAINT, document="plan-v2")]
    found = reconcile(known, now, _gone, TUESDAY)
    assert found.renamed == {"plan-v2": "plan-v1"}
    assert _events(found) == {BUILD.id: "changed", PAINT.id: "updated"}


_PROMISES = st.lists(
    st.sampled_from([
        promise(f"Wij {verb} {number} {what}.", document=document, page=page)
        for verb in ("bouwen", "slopen")
        for number in ("veertig", "vijftig")
        for what in ("woningen in Noord", "scholen", "bruggen over de Dam")
        for document, page in (("plan", 1), ("visie", 8))
    ]),
    unique_by=lambda commitment: commitment.id,
)  # fmt: skip


@given(st.lists(_PROMISES, min_size=1, max_size=5))
def test_whatever_happens_ids_are_unique_and_rows_follow_on(editions: list[list[Commitment]]) -> None:
    """Through any row of editions: ids are unique, numbers count up by one, a second look adds nothing."""
    rows: list[Appearance] = []
    for edition in editions:
        standing = {(c.document, c.quote) for c in edition}
        found = reconcile(latest(rows), edition, lambda *words, there=standing: words in there, MONDAY, "")
        for row in found.rows:
            assert row.number == 1 + sum(earlier.id == row.id for earlier in rows)
        rows += found.rows
        assert len({c.id for c in found.commitments}) == len(edition)
        assert {c.id for c in found.commitments} == {k for k, a in latest(rows).items() if a.live}
        again = reconcile(latest(rows), edition, lambda *words, there=standing: words in there, MONDAY)
        assert again.rows == ()
        assert again.commitments == found.commitments
