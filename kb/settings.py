"""The settings: from ``woordhouder.toml`` in the working folder, overruled by ``WOORDHOUDER_*``."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import SecretStr
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

    reranker: str = ""
    """The name or folder of a cross-encoder that reorders the first passages; empty means none."""

    glossary: Path | None = None
    """The municipality's own word list (Dutch, a tab, English); its entries win over the project's."""

    chroma_url: str = ""
    """The address of a Chroma server, such as ``http://127.0.0.1:8000``; empty keeps Chroma embedded."""

    llm: Literal["", "ollama", "openai"] = ""
    """The kind of language model for flowing answers; empty means none, and nothing is ever contacted."""

    llm_url: str = ""
    """Its address, such as ``http://127.0.0.1:11434`` (Ollama) or ``http://127.0.0.1:8080/v1``."""

    llm_model: str = ""
    """The name by which it knows the model."""

    llm_key: SecretStr = SecretStr("none")
    """The key that an OpenAI-compatible endpoint may ask for."""

    llm_seconds: float = 60.0
    """How long it may take before the answer is made without it."""

    database_url: SecretStr = SecretStr("")
    """The register's database, such as ``postgresql://name@server/woordhouder``; empty: a file in data."""

    app_url: str = "http://127.0.0.1:7860"
    """Where people reach the app: exports link to its pages."""

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
