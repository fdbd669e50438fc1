from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.catalog import document_id, load_catalog, propose, sha256_of
from ingest.errors import CatalogError
from ingest.model import Document, Proposal
from ingest.read import find_files

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
PAGES = {
    "coalitieakkoord-2018-2022.txt": 30,
    "omgevingsvisie-heerlen-2050.txt": 107,
    "prestatieafspraken-2024-2028.txt": 36,
    "programmaplan-duurzaamheid-2023-2027.txt": 39,
    "verslag-overleg-bouwend-nederland.txt": 1,
}


def catalog(folder: Path, text: str) -> dict[str, Document]:
    """Write a catalogue and load it."""
    (folder / "catalog.toml").write_text(text, encoding="utf-8")
    return load_catalog(folder)


def test_the_corpus_has_an_entry_for_each_file_and_a_file_for_each_entry() -> None:
    """The catalogue names exactly the documents of the folder."""
    files, problems = find_files(CORPUS)
    assert problems == []
    assert {path.name for path in files} == set(load_catalog(CORPUS))


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_catalogue_holds_the_hash_of_each_file(name: str) -> None:
    """The SHA-256 in the catalogue is that of the file: nobody changed the one without the other."""
    assert load_catalog(CORPUS)[name].sha256 == sha256_of(CORPUS / name)


@pytest.mark.parametrize(("name", "pages"), sorted(PAGES.items()))
def test_pages_are_a_fact_of_the_file(name: str, pages: int) -> None:
    """Each document of the corpus keeps the number of pages that it had."""
    assert (CORPUS / name).read_text(encoding="utf-8").count("\f") + 1 == pages


def test_the_ids_of_the_corpus_are_its_file_names() -> None:
    """A document's id is its file name without extension."""
    assert all(document.id == Path(name).stem for name, document in load_catalog(CORPUS).items())


def test_nothing_is_guessed_in_the_catalogue_of_the_corpus() -> None:
    """What a document does not say is empty: none of the five states a date of adoption."""
    documents = load_catalog(CORPUS).values()
    assert [document.date for document in documents] == [""] * 5
    assert load_catalog(CORPUS)["verslag-overleg-bouwend-nederland.txt"].period_from is None


def test_a_folder_without_catalogue_has_no_entries(tmp_path: Path) -> None:
    """The catalogue may be absent."""
    assert load_catalog(tmp_path) == {}


def test_an_entry_needs_a_file_and_a_title_and_nothing_more(tmp_path: Path) -> None:
    """The id follows from the file; all else is empty."""
    (document,) = catalog(tmp_path, '[[document]]\nfile = "Nota wonen.pdf"\ntitle = "Wonen"\n').values()
    assert document == Document(id="Nota-wonen", file="Nota wonen.pdf", title="Wonen", sha256="")


def test_an_empty_title_falls_back_on_the_file(tmp_path: Path) -> None:
    """A document always has something to be called by."""
    (document,) = catalog(tmp_path, '[[document]]\nfile = "a.txt"\ntitle = ""\n').values()
    assert document.title == "a.txt"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("[[document]\n", "kan niet worden gelezen", "Herstel de regel"),
        ('[[document]]\nfile = "a.txt"\n', "mist: title", "Vul het aan"),
        ('[[document]]\ntitle = "A"\n', "'zonder naam' mist: file", "Vul het aan"),
        ('[[document]]\nfile = "a.txt"\ntitle = "A"\ndatum = "x"\n', "onbekend veld: datum", "Gebruik: "),
        (
            '[[document]]\nfile = "a.txt"\ntitle = "A"\nperiod_from = "2018"\n',
            "'period_from' van 'a.txt' is geen jaartal",
            "jaartal zonder aanhalingstekens",
        ),
        ('[[document]]\nfile = "a.txt"\ntitle = 3\n', "'title' van 'a.txt'", "tekst tussen aanhalingstekens"),
        (
            '[[document]]\nfile = "a.txt"\ntitle = "A"\n' * 2,
            "id 'a' staat er twee keer in",
            "Haal er één weg",
        ),
        (
            '[[document]]\nid = "x"\nfile = "a.txt"\ntitle = "A"\n'
            '[[document]]\nid = "y"\nfile = "a.txt"\ntitle = "A"\n',
            "bestand 'a.txt' staat er twee keer in",
            "Haal er één weg",
        ),
        ('document = "a"\n', "er staan geen documenten in", "[[document]]"),
    ],
)
def test_a_wrong_catalogue_says_what_is_wrong_and_what_to_do(
    tmp_path: Path, text: str, message: str, hint: str
) -> None:
    """Each mistake in the catalogue is named, with a hint."""
    with pytest.raises(CatalogError) as caught:
        catalog(tmp_path, text)
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_a_catalogue_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """Bytes that are not UTF-8 give an error of ours."""
    (tmp_path / "catalog.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CatalogError, match="kan niet worden gelezen"):
        load_catalog(tmp_path)


@given(st.text(alphabet=st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1))
def test_an_id_has_no_white_space(name: str) -> None:
    """An id can be typed on a command line and split at spaces."""
    assert not re.search(r"\s", document_id(f"{name}.txt"))


def test_a_file_in_a_folder_keeps_the_folder_in_its_id() -> None:
    """Files of one name in two folders are two documents."""
    assert document_id("2024/nota.pdf") == "2024/nota"
    assert document_id("2025/nota.pdf") == "2025/nota"


def test_composed_and_decomposed_letters_give_one_id() -> None:
    """A name that comes from another system with its accents apart is the same name."""
    assert document_id("cafe\u0301.pdf") == document_id("caf\u00e9.pdf")


def test_a_file_may_name_itself() -> None:
    """Without an entry a file's own title and date are taken, else its name."""
    named = propose("nota_wonen-2024.pdf", "ab", Proposal(title="Nota Wonen", date="2024-02-01"))
    assert (named.title, named.date) == ("Nota Wonen", "2024-02-01")
    assert propose("nota_wonen-2024.pdf", "ab", Proposal()).title == "nota wonen 2024"
