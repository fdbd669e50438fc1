"""The settings: from ``woordhouder.toml`` in the working folder, overruled by ``WOORDHOUDER_*``."""

from __future__ import annotations

from pathlib import Path

from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

SETTINGS_FILE = "woordhouder.toml"


class Settings(BaseSettings):
    """What an administrator may set. Nothing here leaves the machine unless a URL says so."""

    model_config = SettingsConfigDict(env_prefix="WOORDHOUDER_", toml_file=SETTINGS_FILE, extra="forbid")

    corpus: Path = Path("corpus")
    """The folder with the documents and ``catalog.toml``."""

    data: Path = Path("data")
    """The folder for all that is made: the index can be thrown away, the register cannot."""

    model: str = "offline"
    """The encoder: ``offline`` (bundled), or the name or folder of a sentence-transformers model."""

    query_prefix: str | None = None
    """What the model wants before a question; None takes the preset of a known model."""

    passage_prefix: str | None = None
    """What the model wants before a passage; None takes the preset of a known model."""

    chroma_url: str = ""
    """The address of a Chroma server, such as ``http://127.0.0.1:8000``; empty keeps Chroma embedded."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the signature is pydantic's
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the signature is pydantic's
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take arguments first, then the environment, then the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)
