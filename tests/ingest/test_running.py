from __future__ import annotations

from ingest.lines import lines_of
from ingest.model import Page
from ingest.running import Running, find_running


def text(number: int) -> str:
    """Return two lines of running text that stand on no other page."""
    return f"Deze regel is gewone tekst van blad {number}.\nEn deze regel ook, met nog wat woorden {number}."


def running_of(*texts: str) -> Running:
    """Return what runs on pages of these texts."""
    return find_running([lines_of(Page(number, text)) for number, text in enumerate(texts, 1)])


def test_page_numbers_that_grow_become_labels() -> None:
    """Bare numbers at the edge of pages are labels when they grow with the pages; gaps are allowed."""
    running = running_of(f"3\n{text(1)}", text(2), f"| 15\n{text(3)}", f"{text(4)}\nPagina 17 van 90")
    assert running.labels == {1: "3", 3: "15", 4: "17"}
    assert {line.text for line in running.lines} == {"3", "| 15", "Pagina 17 van 90"}


def test_a_number_that_does_not_grow_is_text() -> None:
    """A lone number at a page's edge that breaks the row stays text."""
    running = running_of(*(f"{text(n)}\n{n}" for n in (4, 5)), f"{text(6)}\n1", f"{text(7)}\n7")
    assert running.labels == {1: "4", 2: "5", 4: "7"}


def test_a_number_inside_a_running_header_is_the_label() -> None:
    """A header with the number before or behind it is one header, its number the label."""
    running = running_of(
        f"{text(1)}\nMeerjarige afspraken 2024-2028 6",
        text(2),
        f"{text(3)}\n8Meerjarige afspraken 2024-2028",
    )
    assert running.labels == {1: "6", 3: "8"}


def test_a_line_at_the_edge_of_many_pages_runs() -> None:
    """The same line at the top of many pages is a running header; once or twice is not."""
    pages = [f"Gemeente Heerlen\n{text(n)}" for n in range(4)]
    assert {line.text for line in running_of(*pages).lines} == {"Gemeente Heerlen"}
    others = [text(n) for n in range(10, 20)]
    assert running_of(*pages[:2], *others).lines == frozenset()


def test_annexes_with_numbers_are_no_running_headers() -> None:
    """Titles whose numbers grow slower than the pages ("Bijlage 1", "Bijlage 2") stay titles."""
    pages = ["Bijlage 1\n" + text(1), text(2), text(3), "Bijlage 2\n" + text(4)]
    assert running_of(*pages).lines == frozenset()


def test_empty_pages_do_no_harm() -> None:
    """Pages without lines have no edges."""
    assert running_of("", " \n ").lines == frozenset()


def test_a_short_document_repeats_its_header_on_all_pages() -> None:
    """In a document of two or three pages a line runs when it opens or closes every one of them."""
    assert {line.text for line in running_of(f"Raad\n{text(1)}\nblad", f"Raad\n{text(2)}").lines} == {"Raad"}
    assert running_of(f"Raad\n{text(1)}").lines == frozenset()
