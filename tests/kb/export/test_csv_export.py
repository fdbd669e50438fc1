from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from promises import full_promise, promise, registered

from kb.export.csv import write_csv
from kb.export.model import Selection
from kb.register.model import Entry, Registered

TODAY = date(2026, 3, 1)


def _rows(*items: Registered) -> list[dict[str, str]]:
    data = write_csv(Selection(items, TODAY, "https://woordhouder.example/"))
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def test_a_dutch_excel_opens_it() -> None:
    """The file begins with the mark of UTF-8, has semicolons and ends its lines as Windows does."""
    data = write_csv(Selection((registered(promise("Wij coördineren.")),), TODAY, ""))
    assert data.startswith(b"\xef\xbb\xbfKenmerk;Toezegging;")
    assert data.endswith(b"\r\n")


def test_the_fields() -> None:
    """Dates are written in one way, the page has its address, nothing is left out."""
    entry = Entry("c-1", 3, "2026-02-03T10:00:00+00:00", "Ans", "in uitvoering", "Vastgoed", confirmed=True)
    row = _rows(registered(full_promise(page=4), entry=entry, overdue=True))[0]
    assert row["Toezegging"] == "40 woningen zijn van het gas af."
    assert (row["Vanaf"], row["Uiterlijk"], row["Te laat"]) == ("2024-10-01", "2024-12-31", "ja")
    assert (row["Status"], row["Eigenaar"], row["Bevestigd"]) == ("in uitvoering", "Vastgoed", "ja")
    assert (row["Bijgewerkt op"], row["Versie"]) == ("2026-02-03", "3")
    assert row["Koppeling"] == "https://woordhouder.example/?document=plan&pagina=4"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n=", "＝"])
def test_no_text_is_a_formula(start: str) -> None:
    """What a spreadsheet would calculate gets an apostrophe before it."""
    quote = f"{start}HYPERLINK(1)"
    assert _rows(registered(promise(quote)))[0]["Toezegging"] == f"'{quote}"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")))
def test_any_text_survives(text: str) -> None:
    """Semicolons, quotes and line feeds in what people write do not break the table."""
    row = _rows(registered(promise("x"), entry=Entry("c-1", note=text)))[0]
    assert row["Toelichting"] in (text, f"'{text}")
