from __future__ import annotations

from pathlib import Path

import huggingface_hub
import pytest

from kb.errors import ModelUnavailableError
from kb.index.embedding import CrossEncoderReranker
from kb.index.models import PRESETS, fetch, folder_name, preset_of

NAMES = {
    "clips/e5-small-trm-nl", "intfloat/multilingual-e5-small", "intfloat/multilingual-e5-base", "BAAI/bge-m3",
    "google/embeddinggemma-300m",
}  # fmt: skip


def test_the_models_that_do_well_on_dutch_are_known() -> None:
    """With their length and licence."""
    assert {preset.name for preset in PRESETS} == NAMES
    assert all(preset.tokens >= 512 and preset.licence and preset.note for preset in PRESETS)


def test_a_model_is_known_by_its_name_and_by_its_folder() -> None:
    """So that a fetched model keeps its prefixes."""
    by_name = preset_of("clips/e5-small-trm-nl")
    assert by_name is not None
    assert by_name.query_prefix == "query: "
    assert preset_of(f"/modellen/{folder_name(by_name.name)}") == by_name
    assert preset_of("modellen/e5-small-trm-nl") == by_name
    assert preset_of("offline") is None


def test_without_a_hub_the_message_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fetch elsewhere, carry the folder over, and go on with the bundled model until then."""

    def unreachable(*_arguments: object, **_options: object) -> str:
        raise OSError("Name or service not known")

    monkeypatch.setattr(huggingface_hub, "snapshot_download", unreachable)
    with pytest.raises(ModelUnavailableError, match="kan niet worden opgehaald") as caught:
        fetch("clips/e5-small-trm-nl", tmp_path)
    assert "WOORDHOUDER_MODEL=offline" in caught.value.hint


def test_a_model_is_fetched_into_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Below the folder that was asked for."""
    asked: list[object] = []
    monkeypatch.setattr(
        huggingface_hub, "snapshot_download", lambda *a, **k: asked.append((a, k["local_dir"]))
    )
    assert fetch("BAAI/bge-m3", tmp_path) == tmp_path / "BAAI--bge-m3"
    assert asked == [(("BAAI/bge-m3",), tmp_path / "BAAI--bge-m3")]


@pytest.mark.slow
def test_a_reranker_that_is_not_there_is_said_with_a_hint(tmp_path: Path) -> None:
    """It is only loaded when it is first used."""
    reranker = CrossEncoderReranker(str(tmp_path))
    with pytest.raises(ModelUnavailableError, match="herschikker") as caught:
        reranker.scores("vraag", ["tekst"])
    assert "reranker" in caught.value.hint
