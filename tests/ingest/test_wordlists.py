from __future__ import annotations

from xml.etree import ElementTree

import pytest

from ingest.readers.wordlists import W, numbering_of


def element(*levels: tuple[str, str], override: str = "") -> ElementTree.Element:
    """A numbering part with one list of these levels: how each counts and how it is written."""
    body = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(levels)
    )
    return ElementTree.fromstring(
        f'<w:numbering xmlns:w="{W[1:-1]}"><w:abstractNum w:abstractNumId="0">{body}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{override}</w:num></w:numbering>'
    )


def test_levels_count_on_and_start_again() -> None:
    """A level counts on, and starts again under the next number of the level above it."""
    lists = numbering_of(element(("decimal", "%1."), ("decimal", "%1.%2.")))
    assert [lists.mark("1", level) for level in (0, 1, 1, 0, 1)] == ["1.", "1.1.", "1.2.", "2.", "2.1."]


@pytest.mark.parametrize(
    ("form", "marks"),
    [
        ("lowerLetter", ["a)", "b)"]),
        ("upperRoman", ["I)", "II)"]),
        ("decimalZero", ["01)", "02)"]),
        ("bullet", ["•", "•"]),
        ("none", ["", ""]),
    ],
)
def test_every_way_to_count(form: str, marks: list[str]) -> None:
    """Letters, Roman numbers, bullets and nothing are written as Word shows them."""
    lists = numbering_of(element((form, "%1)")))
    assert [lists.mark("1", 0), lists.mark("1", 0)] == marks


def test_two_lists_of_one_definition_count_together() -> None:
    """Lists that share a definition share the count, unless one starts over."""
    shared = numbering_of(element(("decimal", "%1.")))
    assert [shared.mark("1", 0), shared.mark("2", 0)] == ["1.", "2."]
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    apart = numbering_of(element(("decimal", "%1."), override=again))
    assert [apart.mark("1", 0), apart.mark("2", 0), apart.mark("2", 0)] == ["1.", "5.", "6."]


def test_unknown_lists_have_no_mark() -> None:
    """A list that is not defined, or a level that is not, has nothing before its items."""
    assert numbering_of(None).mark("7", 0) == ""
    assert numbering_of(element(("decimal", "%1."))).mark("1", 5) == ""
