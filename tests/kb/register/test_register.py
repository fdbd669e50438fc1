from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest
from promises import Clock, Shelf, conflict, full_promise, make_register, promise

from kb.errors import (
    RegisterConflictError,
    RegisterInputError,
    UnknownCommitmentError,
    UnknownFilterError,
)
from kb.model import Progress
from kb.register.model import EntryChange, RegisterFilters
from kb.register.register import Register
from kb.register.storage import MemoryStore, RegisterStore

BUILD = promise("We bouwen veertig woningen in Noord.")
REWORDED = promise("We bouwen vijftig woningen in Noord.")
PAINT = promise("De brug wordt geverfd.", page=3)


def _silent(_progress: Progress) -> None:
    pass


@pytest.fixture
def register(shelf: Shelf, tmp_path: Path, store: RegisterStore, clock: Clock) -> Register:
    """A register of a shelf with two promises, on each kind of store."""
    shelf.promises = [BUILD, PAINT]
    return make_register(shelf, tmp_path, store, clock)


def test_an_untouched_commitment_is_open(register: Register) -> None:
    """Commitments come in order of their place, open and without an owner."""
    items = register.commitments()
    assert [item.commitment for item in items] == [BUILD, PAINT]
    assert {item.entry.status for item in items} == {"open"}
    assert {item.entry.version for item in items} == {0}


def test_writing_and_reading_back(register: Register, clock: Clock) -> None:
    """What a person writes is there, with who and when; the other commitment is as it was."""
    register.write(BUILD.id, EntryChange("in uitvoering", owner="Vastgoed"), by="Ans")
    first, second = register.commitments()
    assert (first.entry.status, first.entry.owner, first.entry.by) == ("in uitvoering", "Vastgoed", "Ans")
    assert first.entry.at == clock().isoformat(timespec="seconds")
    assert second.entry.version == 0


def test_only_named_fields_change(register: Register) -> None:
    """A second change leaves what it does not name; an empty text empties a field."""
    register.write(BUILD.id, EntryChange(owner="Vastgoed", note="begonnen"), by="Ans")
    entry = register.write(BUILD.id, EntryChange("gerealiseerd", note=""), by="Bea")
    assert (entry.status, entry.owner, entry.note, entry.version) == ("gerealiseerd", "Vastgoed", "", 2)


def test_nothing_new_adds_nothing(register: Register) -> None:
    """Writing what is there already makes no new version."""
    register.write(BUILD.id, EntryChange(owner="Vastgoed"), by="Ans")
    assert register.write(BUILD.id, EntryChange(owner="Vastgoed"), by="Bea").by == "Ans"


def test_the_second_writer_is_told_and_nothing_is_lost(register: Register) -> None:
    """Who saves on top of an entry they have not seen hears what changed; the first change stays."""
    register.write(BUILD.id, EntryChange("gerealiseerd"), by="Ans", expected=0)
    with pytest.raises(RegisterConflictError) as caught:
        register.write(BUILD.id, EntryChange("vervallen"), by="Bea", expected=0)
    assert "Ans maakte op 01-03-2026 12:00 (UTC) van status 'open' 'gerealiseerd'" in caught.value.message
    assert "niet opgeslagen" in caught.value.message
    assert f"register history {BUILD.id}" in caught.value.hint
    assert [change.new for change in caught.value.changes] == ["gerealiseerd"]  # type: ignore[attr-defined]
    assert register.entry(BUILD.id).status == "gerealiseerd"


def test_many_writers_at_once_lose_nothing(register: Register) -> None:
    """Writers of different fields at the same moment all end up in the entry and in the history."""
    register.commitments()
    changes = [EntryChange(owner="Vastgoed"), EntryChange(note="begonnen"), EntryChange(evidence="brief")]
    start = threading.Barrier(3)

    def write(change: EntryChange) -> None:
        start.wait(timeout=30)
        register.write(BUILD.id, change, by="iemand")

    threads = [threading.Thread(target=write, args=(change,)) for change in changes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    entry = register.entry(BUILD.id)
    assert (entry.owner, entry.note, entry.evidence, entry.version) == ("Vastgoed", "begonnen", "brief", 3)


def test_history_tells_everything_in_order(register: Register, shelf: Shelf, clock: Clock) -> None:
    """The history holds what syncs found and what people wrote, oldest first."""
    register.refresh(_silent)
    clock.tick()
    register.write(BUILD.id, EntryChange("in uitvoering", owner="Vastgoed"), by="Ans")
    clock.tick()
    shelf.say(REWORDED, PAINT)
    register.refresh(_silent)
    told = [(change.by, change.field, change.old, change.new) for change in register.history(BUILD.id)]
    assert told == [
        ("", "new", "", BUILD.quote),
        ("Ans", "status", "open", "in uitvoering"),
        ("Ans", "owner", "", "Vastgoed"),
        ("", "changed", BUILD.quote, REWORDED.quote),
    ]


def test_a_changed_document_keeps_what_people_wrote(register: Register, shelf: Shelf) -> None:
    """A reworded promise keeps its id and its entry, is marked, and shows its old words."""
    register.write(BUILD.id, EntryChange(owner="Vastgoed"), by="Ans")
    shelf.say(REWORDED, PAINT)
    item = register.commitments()[0]
    assert (item.id, item.commitment.quote, item.entry.owner) == (BUILD.id, REWORDED.quote, "Vastgoed")
    assert (item.presence, item.earlier) == ("changed", BUILD.quote)


def test_the_mark_goes_when_a_person_looked(register: Register, shelf: Shelf) -> None:
    """Who writes about the new words has seen them; confirming them again is a change of its own."""
    register.write(BUILD.id, EntryChange(confirmed=True), by="Ans")
    shelf.say(REWORDED, PAINT)
    assert register.commitments()[0].presence == "changed"
    register.write(BUILD.id, EntryChange(confirmed=True), by="Bea")
    assert register.commitments()[0].presence == "present"
    assert [c.by for c in register.history(BUILD.id) if c.field == "confirmed"] == ["Ans", "Bea"]


def test_what_vanished_is_shown_and_not_overdue(register: Register, shelf: Shelf) -> None:
    """A promise that is gone from its document is still listed, and comes back as itself."""
    late = full_promise()
    shelf.say(late, PAINT)
    assert register.commitments(today=date(2026, 1, 1))[0].overdue
    shelf.say(PAINT)
    vanished = {item.id: item for item in register.commitments(today=date(2026, 1, 1))}[late.id]
    assert (vanished.presence, vanished.overdue) == ("vanished", False)
    shelf.say(late, PAINT)
    assert {item.id: item.presence for item in register.commitments()}[late.id] == "present"


def test_a_removed_document_loses_nothing(register: Register, shelf: Shelf) -> None:
    """With all documents gone, all that people wrote is still there."""
    register.write(PAINT.id, EntryChange(note="hangt van het weer af"), by="Ans")
    shelf.say()
    assert [item.presence for item in register.commitments()] == ["vanished", "vanished"]
    assert register.entry(PAINT.id).note == "hangt van het weer af"


def test_what_is_no_longer_recognised_is_shown_only_when_written_about(
    register: Register, shelf: Shelf
) -> None:
    """Words that still stand there, but are no longer extracted, are only kept for what people wrote."""
    register.write(BUILD.id, EntryChange(owner="Vastgoed"), by="Ans")
    shelf.say()
    shelf.promises = [promise("Iets anders over een andere zaak.", page=40, section=("9",))]
    shelf.loose = f"{BUILD.quote}\n{PAINT.quote}"
    presences = {item.id: item.presence for item in register.commitments()}
    assert presences[BUILD.id] == "unrecognised"
    assert PAINT.id not in presences


def test_the_report_of_a_sync(register: Register, shelf: Shelf) -> None:
    """A sync says what is new, reworded and gone, and about which of those people wrote."""
    first = register.refresh(_silent)
    assert (first.commitments, first.new, first.notes) == (2, 2, ())
    register.write(BUILD.id, EntryChange(owner="Vastgoed"), by="Ans")
    shelf.say(REWORDED)
    report = register.refresh(_silent)
    assert (report.commitments, report.new, report.written) == (1, 0, 1)
    noted = {note.commitment: (note.event, note.earlier, note.written) for note in report.notes}
    assert noted == {BUILD.id: ("changed", BUILD.quote, True), PAINT.id: ("vanished", None, False)}


def test_a_renamed_document_is_in_the_report(register: Register, shelf: Shelf) -> None:
    """A new edition under another name is reported as such, not as all gone and all new."""
    register.refresh(_silent)
    shelf.say(promise(BUILD.quote, "plan-2"), promise(PAINT.quote, "plan-2"))
    report = register.refresh(_silent)
    assert (report.renamed, report.new, report.notes) == ((("plan", "plan-2"),), 0, ())


def test_links_carry_the_ids_that_are_kept(register: Register, shelf: Shelf) -> None:
    """A link names the commitments as the register does, and they name the link."""
    register.refresh(_silent)
    shelf.say(REWORDED, PAINT)
    shelf.links = [conflict(REWORDED, PAINT)]
    assert [member.commitment for member in register.links()[0].members] == [BUILD.id, PAINT.id]
    assert [item.links for item in register.commitments()] == [("l-0001",), ("l-0001",)]


def test_extraction_happens_once(register: Register, shelf: Shelf) -> None:
    """Reading the register again extracts nothing anew."""
    register.commitments()
    register.commitments()
    register.links()
    assert shelf.extractions == 1


def test_two_registers_on_one_store_see_each_other(
    shelf: Shelf, tmp_path: Path, store: RegisterStore
) -> None:
    """What one process writes, the other reads, and both may bring the register in line."""
    shelf.promises = [BUILD]
    one, two = make_register(shelf, tmp_path / "a", store), make_register(shelf, tmp_path / "b", store)
    one.refresh(_silent)
    two.refresh(_silent)
    one.write(BUILD.id, EntryChange("gerealiseerd"), by="Ans")
    assert two.commitments()[0].entry.status == "gerealiseerd"
    assert len(store.appearances()) == 1


def test_a_reconciliation_that_comes_second_begins_again(shelf: Shelf, tmp_path: Path) -> None:
    """When another process records the same first, the outcome is the same and nothing stands twice."""
    store = _LateStore()
    shelf.promises = [BUILD]
    make_register(shelf, tmp_path, store).refresh(_silent)
    assert [row.number for row in store.appearances()] == [1]


class _LateStore(MemoryStore):
    """A store to which another process adds the same rows just before the first time we do."""

    late = True

    def add(self, appearances, entries) -> None:  # type: ignore[no-untyped-def]
        if self.late:
            self.late = False
            super().add(appearances, entries)
        super().add(appearances, entries)


def test_unknown_commitments_are_refused(register: Register) -> None:
    """Writing about an id that never was gives a message and a hint."""
    with pytest.raises(UnknownCommitmentError, match="c-000000") as caught:
        register.write("c-000000", EntryChange("open"), by="Ans")
    assert "woordhouder commitments" in caught.value.hint
    with pytest.raises(UnknownCommitmentError):
        register.history("c-000000")


@pytest.mark.parametrize(
    ("change", "by", "told"),
    [
        (EntryChange("klaar"), "Ans", "geen status"),  # type: ignore[arg-type]
        (EntryChange(note="x" * 10_001), "Ans", "langer dan"),
        (EntryChange(note="x"), "  ", "wie dit invult"),
    ],
)
def test_wrong_input_is_refused(register: Register, change: EntryChange, by: str, told: str) -> None:
    """An unknown status, a text without end and a change by nobody are refused with a hint."""
    with pytest.raises(RegisterInputError, match=told) as caught:
        register.write(BUILD.id, change, by)
    assert caught.value.hint


def test_control_characters_do_not_get_in(register: Register) -> None:
    """What no database or screen can show is left out of what people write."""
    assert register.write(BUILD.id, EntryChange(note=" a\x00b\nc "), by="A\x07ns").note == "ab\nc"


def test_an_unknown_document_is_refused(register: Register) -> None:
    """A filter that names no document lists those there are."""
    with pytest.raises(UnknownFilterError, match="bestaatniet") as caught:
        register.commitments(RegisterFilters(documents=("bestaatniet",)))
    assert "plan" in caught.value.hint
