"""The stores of the register: in memory, SQLite, and a PostgreSQL server of our own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from promises import Clock, Shelf

from kb.register.database import RegisterDatabase, default_url
from kb.register.storage import MemoryStore, RegisterStore

_numbers = count(1)

SERVER = pytest.param("postgresql", marks=pytest.mark.stack)
"""A real server takes its time: what is tried on it is not in the fast ring."""


def _binaries() -> Path | None:
    """The folder with PostgreSQL's programs: Debian keeps them off the path."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    candidates = [*reversed(folders), *(Path(p).parent for p in [shutil.which("initdb")] if p)]
    return next((folder for folder in candidates if (folder / "initdb").exists()), None)


def _run(*command: str | Path) -> None:
    """Run a program of PostgreSQL, which refuses to be run by root."""
    as_other = ["runuser", "-u", "nobody", "--"] if os.geteuid() == 0 else []
    subprocess.run(
        [*as_other, *map(str, command)], check=True, timeout=90, cwd="/", stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server on a socket in a folder of its own, without any network."""
    programs = _binaries()
    if programs is None:
        if os.environ.get("CI") == "true":
            pytest.fail("PostgreSQL is not installed; install the Debian package postgresql")
        pytest.skip("PostgreSQL is not installed; install the Debian package postgresql")
    folder = Path(tempfile.mkdtemp(prefix="woordhouder-pg-"))
    cluster = folder / "cluster"
    cluster.mkdir()
    if os.geteuid() == 0:
        for path in (folder, cluster):
            shutil.chown(path, "nobody")
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    try:
        _run(programs / "initdb", "-D", cluster, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync")
        _run(programs / "pg_ctl", "-D", cluster, "-w", "-l", folder / "log", "-o", options, "start")
        try:
            yield f"postgresql://tester@/postgres?host={folder}"
        finally:
            _run(programs / "pg_ctl", "-D", cluster, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def fresh_postgresql(postgresql: str) -> str:
    """The address of an empty database on that server."""
    name = f"register{next(_numbers)}"
    programs = _binaries()
    assert programs is not None
    _run(programs / "createdb", "-h", postgresql.split("host=")[1], "-U", "tester", name)
    return postgresql.replace("/postgres?", f"/{name}?")


@pytest.fixture(params=["sqlite", SERVER])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        return default_url(tmp_path)
    return str(request.getfixturevalue("fresh_postgresql"))


@pytest.fixture
def database(address: str) -> Iterator[RegisterDatabase]:
    """An empty register of each kind of database."""
    opened = RegisterDatabase(address)
    yield opened
    opened.close()


@pytest.fixture(params=["memory", "sqlite", SERVER])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RegisterStore]:
    """An empty store of each kind: the fake and both databases must behave alike."""
    if request.param == "memory":
        yield MemoryStore()
        return
    url = default_url(tmp_path) if request.param == "sqlite" else request.getfixturevalue("fresh_postgresql")
    opened = RegisterDatabase(url)
    yield opened
    opened.close()


@pytest.fixture
def shelf() -> Shelf:
    """An empty shelf."""
    return Shelf()


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still."""
    return Clock()
