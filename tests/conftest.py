"""What holds for every test: a clean environment, no network, and collections that are built only once."""

from __future__ import annotations

import ipaddress
import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from filelock import FileLock
from hypothesis import settings

if TYPE_CHECKING:
    from kb.knowledge_base import KnowledgeBase

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus"

# Read once, when the library is imported; a fixture would come too late.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["ANONYMIZED_TELEMETRY"] = "False"

# How long an example takes depends on what else the machine does; a hang is caught by pytest-timeout.
settings.register_profile("woordhouder", deadline=None)
settings.load_profile("woordhouder")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let golden files be written anew instead of compared."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the person who runs the tests may change what they say."""
    for name in [name for name in os.environ if name.startswith("WOORDHOUDER_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """A test that reaches for another machine fails there and then."""
    plain = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_here(str(address[0])):
            raise PermissionError(f"a test tried to reach {address[0]}: tests work without a network")
        plain(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        yield


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


# Collections


@pytest.fixture(scope="session")
def small_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three documents: two of our own and two pages of the coalition agreement."""
    folder = tmp_path_factory.mktemp("small")
    write_small_corpus(folder)
    return folder


@pytest.fixture(scope="session")
def small_kb(small_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    """The small corpus on the real stack: the bundled encoder, Chroma and tantivy."""
    return _built(small_corpus, tmp_path_factory.mktemp("small-data"))


@pytest.fixture(scope="session")
def corpus_kb(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    """The project's own corpus on the real stack, with a register that nobody wrote in.

    What is derived outlives the run, in pytest's own cache, and is made by one of the run's processes for all:
    it bears the name of all that changes it, and a sync brings it in line.
    """
    data = tmp_path_factory.mktemp("corpus-data")
    if pytestconfig.cache is None:
        return _built(CORPUS, data)
    for name, kept in (("cache", "vectors"), ("index", "index")):
        (data / name).symlink_to(pytestconfig.cache.mkdir(kept), target_is_directory=True)
    with FileLock(pytestconfig.cache.mkdir("index") / "tests.lock"):
        return _built(CORPUS, data)


def _built(corpus: Path, data: Path) -> KnowledgeBase:
    from kb.knowledge_base import KnowledgeBase
    from kb.settings import Settings

    knowledge = KnowledgeBase(Settings(corpus=corpus, data=data))
    report = knowledge.sync()
    assert not report.failed
    return knowledge


SMALL = {
    "woonplan-2024.txt": (
        "1. Wonen in Voorbeeldstad\n"
        "De gemeente bouwt in 2027 vijftig sociale huurwoningen in de wijk Zuid.\n"
        "Wij onderzoeken of leegstaande kantoren woningen kunnen worden.\n"
        "1.1 Ouderen\n"
        "Voor ouderen komen er twintig gelijkvloerse woningen bij het park.\f"
        "2. Betaalbaarheid\n"
        "De huur van sociale woningen stijgt niet meer dan de inflatie.\n"
        "• Wij helpen huurders met een laag inkomen met huurtoeslag.\n"
        "• Wij treden op tegen huisjesmelkers.\n"
    ),
    "klimaatplan-2030.txt": (
        "1. Energie\n"
        "In 2030 liggen er zonnepanelen op alle scholen van Voorbeeldstad.\n"
        "De gemeente stelt een subsidie van 500 euro per huishouden beschikbaar voor isolatie.\f"
        "2. Groen\n"
        "Wij planten jaarlijks duizend bomen.\n"
        "Het regenwater van straten gaat naar het park en niet naar het riool.\n"
    ),
}
SMALL_CATALOG = """\
[[document]]
file = "woonplan-2024.txt"
title = "Woonplan Voorbeeldstad 2024"
kind = "woonplan"
organisation = "gemeente Voorbeeldstad"
period_from = 2024
period_to = 2028

[[document]]
file = "klimaatplan-2030.txt"
title = "Klimaatplan Voorbeeldstad"
kind = "klimaatplan"
period_to = 2030
"""


def write_small_corpus(folder: Path) -> None:
    """Fill a folder with the small corpus. The third document has no entry in the catalogue."""
    for name, text in SMALL.items():
        (folder / name).write_text(text, encoding="utf-8")
    pages = (CORPUS / "coalitieakkoord-2018-2022.txt").read_text(encoding="utf-8").split("\f")
    (folder / "uit-het-akkoord.txt").write_text("\f".join(pages[7:9]), encoding="utf-8")
    (folder / "catalog.toml").write_text(SMALL_CATALOG, encoding="utf-8")


# The command line, in this process


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command left behind."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a ``woordhouder`` command as the console script does, with its exit status."""
    from ui import cli

    def _run(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["woordhouder", *arguments])
        capsys.readouterr()
        try:
            cli.main()
            status = 0
        except SystemExit as done:
            status = int(done.code or 0)
        said = capsys.readouterr()
        return Ran(status, said.out, said.err)

    return _run


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Give commands the encoder that counts letters, the small corpus and an empty data folder."""
    from kb.index.embedding import LetterEmbedder
    from kb.knowledge_base import KnowledgeBase
    from ui import cli

    corpus = tmp_path / "corpus"
    corpus.mkdir()
    write_small_corpus(corpus)
    monkeypatch.setenv("WOORDHOUDER_CORPUS", str(corpus))
    monkeypatch.setenv("WOORDHOUDER_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(cli, "KnowledgeBase", lambda settings: KnowledgeBase(settings, LetterEmbedder()))
    return tmp_path


# Golden files

Golden = Callable[[Path, str], None]


@pytest.fixture
def golden(pytestconfig: pytest.Config) -> Golden:
    """Compare a text with a file in the repository, or write that file when ``--update-golden`` is given."""

    def _compare(path: Path, text: str) -> None:
        if pytestconfig.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text, f"{path.name} differs; see --update-golden"

    return _compare


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a browser; without one the test is skipped, except where CI says that it must be there."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        reason = "no Chromium on this machine: apt-get install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found
