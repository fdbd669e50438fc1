from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from kb.settings import Settings


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The working folder of these tests has no settings of anyone else."""
    monkeypatch.chdir(tmp_path)


def test_everything_has_a_default() -> None:
    """Without any setting the corpus beside us, a data folder and the bundled model are used."""
    settings = Settings()
    assert (settings.corpus, settings.data, settings.model) == (Path("corpus"), Path("data"), "offline")
    assert settings.chroma_url == ""


def test_the_file_is_read(tmp_path: Path) -> None:
    """``woordhouder.toml`` in the working folder sets what it names."""
    (tmp_path / "woordhouder.toml").write_text('corpus = "stukken"\n', encoding="utf-8")
    assert Settings().corpus == Path("stukken")


def test_the_environment_overrules_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable counts more than the file, an argument more than both."""
    (tmp_path / "woordhouder.toml").write_text('corpus = "stukken"\ndata = "d"\n', encoding="utf-8")
    monkeypatch.setenv("WOORDHOUDER_CORPUS", "elders")
    assert Settings().corpus == Path("elders")
    assert Settings(corpus=Path("hier")).corpus == Path("hier")
    assert Settings().data == Path("d")


def test_a_setting_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    """A typing error in the file is not silently ignored."""
    (tmp_path / "woordhouder.toml").write_text('corpsu = "stukken"\n', encoding="utf-8")
    with pytest.raises(ValidationError, match="corpsu"):
        Settings()


def test_making_settings_makes_no_folders(tmp_path: Path) -> None:
    """Reading settings changes nothing on disk."""
    Settings()
    assert list(tmp_path.iterdir()) == []
