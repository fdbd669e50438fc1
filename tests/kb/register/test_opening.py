from __future__ import annotations

from pathlib import Path

import pytest
from promises import Shelf, promise
from pydantic import SecretStr

from kb.errors import RegisterUnavailableError
from kb.register.derived import Derived
from kb.register.model import EntryChange
from kb.register.opening import open_register
from kb.settings import Settings

BUILD = promise("We bouwen.")


def _settings(folder: Path, address: str) -> Settings:
    return Settings(data=folder / "data", database_url=SecretStr(address))


def _derived(shelf: Shelf, folder: Path) -> Derived:
    return Derived(folder / "index" / "commitments.sqlite", shelf, shelf.extract, shelf.relate)


def test_without_a_setting_it_is_a_file_in_the_data_folder(shelf: Shelf, tmp_path: Path) -> None:
    """The default is one SQLite file beside the index, which survives when the index is thrown away."""
    shelf.promises = [BUILD]
    settings = _settings(tmp_path, "")
    open_register(settings, _derived(shelf, tmp_path), shelf).write(
        BUILD.id, EntryChange("open", "Ans"), "Ans"
    )
    assert (tmp_path / "data" / "register.sqlite").is_file()
    (tmp_path / "index" / "commitments.sqlite").unlink()
    again = open_register(settings, _derived(shelf, tmp_path), shelf)
    assert again.commitments()[0].entry.owner == "Ans"


@pytest.mark.stack
def test_one_setting_makes_it_postgresql(shelf: Shelf, tmp_path: Path, fresh_postgresql: str) -> None:
    """With an address of a server nothing is written in the data folder, and all works the same."""
    shelf.promises = [BUILD]
    settings = _settings(tmp_path, fresh_postgresql)
    first = open_register(settings, _derived(shelf, tmp_path), shelf)
    first.write(BUILD.id, EntryChange(note="één"), "Ans")
    first.close()
    assert not (tmp_path / "data").exists()
    again = open_register(settings, _derived(shelf, tmp_path), shelf)
    assert again.commitments()[0].entry.note == "één"
    assert [change.field for change in again.history(BUILD.id)] == ["new", "note"]
    again.close()


def test_a_password_is_not_shown(tmp_path: Path) -> None:
    """The address stays secret in the settings' own text and in the message of a failure."""
    settings = _settings(tmp_path, f"postgresql://wie:geheim@/niets?host={tmp_path}")
    assert "geheim" not in repr(settings)
    with pytest.raises(RegisterUnavailableError) as caught:
        open_register(settings, _derived(Shelf(), tmp_path), Shelf())
    assert "geheim" not in str(caught.value)
