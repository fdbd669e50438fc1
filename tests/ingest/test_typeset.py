from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.typeset import TypesetLine, in_reading_order, line_units, with_blank_lines


def column(*heights: float, size: float = 10) -> list[TypesetLine]:
    """Lines at these heights, each showing its height."""
    return [TypesetLine(f"h{height:g}", height, size) for height in heights]


BODY = [float(700 - 12 * row) for row in range(30)]


def test_the_smallest_common_step_is_one_line() -> None:
    """The unit of a font size is its smallest step that is common; a stray smaller one does not count."""
    assert line_units([column(*BODY), column(700, 690)]) == {10: 12.0}


def test_too_few_lines_tell_nothing() -> None:
    """A size that is hardly used has no unit of its own."""
    assert line_units([column(700, 688, 676)]) == {}


def test_white_becomes_blank_lines() -> None:
    """Twice the unit is one blank line, half as much again too, four times it three."""
    lines = column(700, 688, 664, 646, 598)
    assert with_blank_lines(lines, {10: 12.0}) == "h700\nh688\n\nh664\n\nh646\n\n\n\nh598"


def test_a_list_is_closed_by_its_indent() -> None:
    """What begins a sentence to the left of the marks is no longer the list's; a line that runs on is."""
    mark = TypesetLine("• interviews met bewoners.", 700, 10, 60)
    lead = TypesetLine("Eind 2024 is bereikt:", 688, 10, 50)
    assert with_blank_lines([mark, lead], {}) == "• interviews met bewoners.\n\nEind 2024 is bereikt:"
    begun = TypesetLine("• interviews met", 700, 10, 60)
    assert with_blank_lines([begun, replace(lead, text="Heerlense bewoners.")], {}).count("\n") == 1
    assert with_blank_lines([replace(mark, left=50), lead], {}).count("\n") == 1


def test_a_new_column_is_no_white() -> None:
    """A line that stands higher than the one before it begins a column, not a paragraph."""
    assert with_blank_lines(column(100, 700), {10: 12.0}) == "h100\nh700"


def test_a_larger_font_needs_more_white() -> None:
    """Between lines of a heading the step of its own size is usual."""
    assert with_blank_lines(column(700, 678, size=18), {10: 12.0}) == "h700\nh678"


def test_unknown_heights_give_no_white() -> None:
    """Where the height is not known nothing is added."""
    assert with_blank_lines([TypesetLine("a", None, 10), TypesetLine("b", 5, 10)], {10: 1}) == "a\nb"


def at(text: str, height: float, left: float = 50) -> TypesetLine:
    """A line of ten points."""
    return TypesetLine(text, height, 10, left)


def order(*lines: TypesetLine) -> list[str]:
    """The texts of lines in reading order."""
    return [line.text for line in in_reading_order(lines)]


def test_cells_beside_each_other_are_a_row() -> None:
    """Texts at one height are joined from left to right, with white between, and not from right to left."""
    assert order(at("Bomen", 500), at("€ 5", 500, 200), at("Bankjes", 480)) == ["Bomen  € 5", "Bankjes"]
    assert order(at("rechts", 500, 300), at("links", 500)) == ["rechts", "links"]


def test_a_footer_drawn_first_comes_last() -> None:
    """What was drawn first but stands apart at the foot is read last, also behind a header."""
    body = [at("een", 700), at("twee", 688), at("drie", 676)]
    assert order(at("Kop", 800), at("12", 25, 500), at("Voet", 40), *body) == [
        "Kop",
        "een",
        "twee",
        "drie",
        "Voet",
        "12",
    ]


def test_a_header_drawn_last_comes_first() -> None:
    """What was drawn last but stands apart at the top is read first."""
    assert order(at("een", 700), at("twee", 688), at("Kop", 800)) == ["Kop", "een", "twee"]


def test_columns_keep_their_order() -> None:
    """A second column that begins as high as the first stays behind it."""
    left, right = [at(f"l{y}", y) for y in (700, 688, 676)], [at(f"r{y}", y, 300) for y in (700, 688, 676)]
    assert order(*left, *right) == ["l700", "l688", "l676", "r700", "r688", "r676"]


@given(
    st.lists(
        st.builds(
            TypesetLine,
            st.text("ab", min_size=1, max_size=3),
            st.none() | st.floats(-1e6, 1e6),
            st.floats(0, 500),
        )
    )
)
def test_no_line_is_lost_or_moved(lines: list[TypesetLine]) -> None:
    """Blank lines are all that is added, whatever the heights."""
    text = with_blank_lines(lines, line_units([lines]))
    assert [line for line in text.split("\n") if line] == [line.text for line in lines]
