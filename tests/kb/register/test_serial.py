from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from promises import conflict, full_promise, promise

from ingest.model import Span
from kb.model import Commitment, Deadline, Place, Quantity
from kb.register.serial import dump_commitment, dump_link, load_commitment, load_link

_days = st.one_of(st.none(), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
_commitments = st.builds(
    full_promise,
    section=st.lists(st.text()).map(tuple),
    lead=st.one_of(st.none(), st.text()),
    spans=st.lists(st.builds(Span, st.integers(1), st.integers(0), st.integers(0))).map(tuple),
    topics=st.lists(st.text()).map(tuple),
    quantities=st.lists(
        st.builds(Quantity, st.floats(allow_nan=False, allow_infinity=False), st.text(), st.text())
    ).map(tuple),
    deadline=st.one_of(st.none(), st.builds(Deadline, st.text(), _days, _days)),
    also=st.lists(st.builds(Place, st.text(), st.integers(1))).map(tuple),
)


@given(_commitments)
def test_a_commitment_survives(commitment: Commitment) -> None:
    """Any commitment reads back as itself, and its line of JSON holds no line feed."""
    line = dump_commitment(commitment)
    assert load_commitment(line) == commitment
    assert "\n" not in line


def test_a_link_survives() -> None:
    """A link reads back as itself."""
    link = conflict(promise("Veertig."), promise("Vijftig."))
    assert load_link(dump_link(link)) == link


def test_what_is_not_ours_is_not_written() -> None:
    """A value that JSON does not know is an error, not a string that cannot be read back."""
    with pytest.raises(TypeError, match="no JSON for object"):
        dump_commitment(promise("x", actor=object()))
