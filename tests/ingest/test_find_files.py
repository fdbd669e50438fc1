from __future__ import annotations

import os
from pathlib import Path

import pytest

from ingest.errors import FolderError, ReadError, UnsupportedFileError
from ingest.read import find_files, shown_name


def names(folder: Path, paths: list[Path]) -> list[str]:
    """The paths relative to the folder."""
    return [str(path.relative_to(folder)) for path in paths]


def make(folder: Path, *files: str) -> None:
    """Make files with a little text."""
    for file in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text("x")


def test_documents_are_found_sorted_and_below(tmp_path: Path) -> None:
    """Documents of all formats are found in all folders, in the same order each time."""
    make(tmp_path, "b.pdf", "a.docx", "sub/c.TXT", "sub/dieper/d.md", "e.html", "f.htm")
    files, problems = find_files(tmp_path)
    assert names(tmp_path, files) == ["a.docx", "b.pdf", "e.html", "f.htm", "sub/c.TXT", "sub/dieper/d.md"]
    assert problems == []


def test_what_is_no_document_goes_unmentioned(tmp_path: Path) -> None:
    """Hidden files, the catalogue, litter of office programs and a README are neither read nor reported."""
    make(
        tmp_path,
        ".git/config",
        ".a.txt",
        "catalog.toml",
        "~$plan.docx",
        "Thumbs.db",
        "README.md",
        "Leesmij.txt",
        "a.txt",
    )
    files, problems = find_files(tmp_path)
    assert names(tmp_path, files) == ["a.txt"]
    assert problems == []


def test_other_formats_are_reported(tmp_path: Path) -> None:
    """A file of a format that is not read is named with the formats that are."""
    make(tmp_path, "a.xlsx", "zonder", "b.txt")
    files, problems = find_files(tmp_path)
    assert names(tmp_path, files) == ["b.txt"]
    assert names(tmp_path, [problem.path for problem in problems]) == ["a.xlsx", "zonder"]
    assert ".xlsx" in problems[0].error.message
    assert "PDF, Word (.docx)" in problems[0].error.hint


def test_links_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    """A link to a file or folder elsewhere, or to nothing, is reported and not followed."""
    folder = tmp_path / "map"
    make(folder, "a.txt")
    make(tmp_path, "geheim.txt", "elders/b.txt")
    (folder / "l1.txt").symlink_to(tmp_path / "geheim.txt")
    (folder / "l2").symlink_to(tmp_path / "elders")
    (folder / "l3.txt").symlink_to(tmp_path / "weg.txt")
    (folder / "l4.txt").symlink_to(folder / "l4.txt")
    files, problems = find_files(folder)
    assert names(folder, files) == ["a.txt"]
    assert names(folder, [problem.path for problem in problems]) == ["l1.txt", "l2", "l3.txt", "l4.txt"]
    assert "naar buiten" in problems[0].error.message
    assert "naar niets" in problems[2].error.message
    assert all(problem.error.hint for problem in problems)


def test_links_within_the_folder_are_files(tmp_path: Path) -> None:
    """A link to a file in the folder is that file; a link to a folder in it is not walked twice."""
    make(tmp_path, "sub/a.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "sub" / "a.txt")
    (tmp_path / "lus").symlink_to(tmp_path)
    files, problems = find_files(tmp_path)
    assert names(tmp_path, files) == ["b.txt", "sub/a.txt"]
    assert problems == []


def test_pipes_are_reported(tmp_path: Path) -> None:
    """What is no regular file is not opened but reported."""
    os.mkfifo(tmp_path / "a.txt")
    files, problems = find_files(tmp_path)
    assert files == []
    assert isinstance(problems[0].error, UnsupportedFileError)


def test_missing_folder_is_an_error(tmp_path: Path) -> None:
    """A folder that is not there is a FolderError with a hint, not an empty list."""
    with pytest.raises(FolderError, match="bestaat niet") as caught:
        find_files(tmp_path / "weg")
    assert caught.value.hint


def test_closed_folder_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that cannot be opened is reported, and the others go on."""
    make(tmp_path, "dicht/a.txt", "b.txt")
    real = os.scandir

    def scandir(path: Path) -> object:
        if path.name == "dicht":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    files, problems = find_files(tmp_path)
    assert names(tmp_path, files) == ["b.txt"]
    assert isinstance(problems[0].error, ReadError)


def test_odd_names_are_found_and_can_be_shown(tmp_path: Path) -> None:
    """Names with line breaks, quotes or bytes that are no text are found, and shown without harm."""
    odd = ["a\nb.txt", "c'\"d.txt", os.fsdecode(b"e\xff.txt"), "\x1b[31mf.txt"]
    make(tmp_path, *odd)
    files, problems = find_files(tmp_path)
    assert sorted(path.name for path in files) == sorted(odd)
    assert problems == []
    for path in files:
        assert shown_name(path).isprintable()
        shown_name(path).encode("utf-8")
