from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.model import Proposal
from ingest.readers.properties import propose


@pytest.mark.parametrize(
    "title",
    [
        "",
        "untitled",
        "Naamloos 2",
        "Document1",
        "Microsoft Word - visie.doc",
        "Omgevingsvisie_def3.indd",
        "(titel)",
        "12",
        "PowerPoint-presentatie",
        "Dia 1",
        "a.pdf",
        "Microsoft PowerPoint - x",
        "\x01\x02abc",
    ],
)
def test_titles_that_programs_fill_in_are_dropped(title: str) -> None:
    """A title that says nothing of the document is no proposal."""
    assert propose(title.strip("()")).title == ""


@pytest.mark.parametrize("title", ["Omgevingsvisie 2050", "Titelverdediging in de sport", "Notulen 3 mei"])
def test_real_titles_stay(title: str) -> None:
    """A title that a person gave is proposed as it is."""
    assert propose(f"  {title}\n").title == title


@pytest.mark.parametrize(
    ("author", "kept"),
    [
        ("Gebruiker", ""),
        ("python-docx", ""),
        ("anonymous", ""),
        ("J. de Vries", "J. de Vries"),
        ("Gemeente Heerlen", "Gemeente Heerlen"),
    ],
)
def test_authors_that_programs_fill_in_are_dropped(author: str, kept: str) -> None:
    """Only an author who can be someone is proposed."""
    assert propose(author=author).author == kept


@pytest.mark.parametrize(
    ("when", "iso"),
    [
        ("D:20240131120000+01'00'", "2024-01-31"),
        ("2024-01-31T12:00:00Z", "2024-01-31"),
        ("20240131", "2024-01-31"),
        (datetime(2024, 1, 31, tzinfo=UTC), "2024-01-31"),
        ("2024", ""),
        ("D:20241331", ""),
        ("D:16010101", ""),
        ("gisteren", ""),
        (None, ""),
    ],
)
def test_dates_are_whole_or_absent(when: str | datetime | None, iso: str) -> None:
    """A date is proposed in ISO 8601, and half a date or a senseless one not at all."""
    assert propose(when=when).date == iso


@given(title=st.text(), when=st.text(), author=st.text())
def test_any_properties_give_a_proposal(title: str, when: str, author: str) -> None:
    """Whatever a file says of itself, there is a proposal that can be printed."""
    proposal = propose(title, when, author)
    assert isinstance(proposal, Proposal)
    assert (proposal.title + proposal.date + proposal.author).isprintable()
