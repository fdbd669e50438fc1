"""Models that are known to do well on Dutch, and fetching one for a machine without a network.

Prefixes, lengths and licences are those of the model cards. Only the bundled model was tried in this
project's own measurements; the others load through the same code, but their figures here are unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kb.errors import ModelUnavailableError


@dataclass(frozen=True, slots=True)
class Preset:
    """What a model wants. ``tokens`` is how much of a text it reads; ``note`` is for the administrator."""

    name: str
    query_prefix: str
    passage_prefix: str
    tokens: int
    licence: str
    note: str


PRESETS: tuple[Preset, ...] = (
    Preset("clips/e5-small-trm-nl", "query: ", "passage: ", 512, "MIT", "41M, Nederlands; snel op een CPU"),
    Preset("intfloat/multilingual-e5-small", "query: ", "passage: ", 512, "MIT", "118M, veel talen"),
    Preset("intfloat/multilingual-e5-base", "query: ", "passage: ", 512, "MIT", "278M, veel talen; trager"),
    Preset("BAAI/bge-m3", "", "", 8192, "MIT", "568M, veel talen, lange teksten; liefst met GPU"),
    Preset(
        "google/embeddinggemma-300m",
        "task: search result | query: ",
        "title: none | text: ",
        2048,
        "Gemma Terms of Use",
        "308M, veel talen; voorwaarden eerst aanvaarden",
    ),
)  # fmt: skip


def preset_of(model: str) -> Preset | None:
    """Return the preset of a model, by its name or by the name of the folder it was fetched into."""
    folder = Path(model).name.lower()
    for preset in PRESETS:
        if model == preset.name or folder in (
            folder_name(preset.name).lower(),
            preset.name.split("/")[1].lower(),
        ):
            return preset
    return None


def folder_name(model: str) -> str:
    """Return the name of the folder that a model is fetched into."""
    return model.replace("/", "--")


def fetch(model: str, target: Path) -> Path:
    """Download a model into a folder of its own below ``target`` and return that folder.

    Raises:
        ModelUnavailableError: the hub cannot be reached, or does not have or give the model.
    """
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, OfflineModeIsEnabled

    folder = target / folder_name(model)
    try:
        snapshot_download(
            model, local_dir=folder, ignore_patterns=["*.onnx", "*.h5", "*.msgpack", "openvino/*"]
        )
    except (HfHubHTTPError, HFValidationError, OfflineModeIsEnabled, OSError, ValueError) as error:
        raise ModelUnavailableError(
            f"Het model '{model}' kan niet worden opgehaald: {_first_line(error)}",
            "Voer dit uit op een machine met internet, breng de map over en zet WOORDHOUDER_MODEL op die map."
            " Tot dan werkt het ingebouwde model: WOORDHOUDER_MODEL=offline.",
        ) from error
    return folder


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
