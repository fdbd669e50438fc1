from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from promises import full_promise, promise
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from kb.errors import RegisterUnavailableError
from kb.register.database import TABLES, RegisterDatabase, default_url, migrate
from kb.register.model import Appearance, Entry
from kb.register.serial import dump_commitment
from kb.register.storage import RegisterStore, VersionTakenError

MONDAY = "2026-03-02T09:00:00+00:00"
SEEN = Appearance(full_promise(), 1, MONDAY, "new", "ab" * 32)
WRITTEN = Entry(
    SEEN.id, 1, MONDAY, "Ans de Wit", "in uitvoering", "Vastgoed", "raadsbrief €", "1\n2", True, 1
)


def test_what_goes_in_comes_out(store: RegisterStore) -> None:
    """Every field of an appearance and of an entry survives, accents, lines and dates included."""
    store.add([SEEN], [WRITTEN])
    assert store.appearances() == [SEEN]
    assert store.entries() == [WRITTEN]


def test_rows_of_one_commitment(store: RegisterStore) -> None:
    """Asked for one commitment, a store gives its rows only, in order."""
    other = Appearance(promise("Iets anders."), 1, MONDAY, "new")
    later = Appearance(SEEN.commitment, 2, MONDAY, "vanished")
    store.add([other, later, SEEN], [WRITTEN])
    assert store.appearances(SEEN.id) == [SEEN, later]
    assert store.entries("c-other") == []


def test_a_number_is_given_once(store: RegisterStore) -> None:
    """Whoever adds the same number second is told, and none of their rows is kept."""
    store.add([SEEN], [WRITTEN])
    other = Appearance(promise("Iets anders."), 1, MONDAY, "new")
    with pytest.raises(VersionTakenError):
        store.add([other], [WRITTEN])
    assert store.appearances() == [SEEN]


def test_two_at_the_same_moment(store: RegisterStore) -> None:
    """Of eight writers who add the same version at once, one succeeds and seven are told."""
    start, outcomes = threading.Barrier(8), []

    def write() -> None:
        start.wait(timeout=30)
        try:
            store.add([], [WRITTEN])
            outcomes.append("written")
        except VersionTakenError:
            outcomes.append("told")

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(outcomes) == ["told"] * 7 + ["written"]


def test_it_is_there_after_opening_again(address: str) -> None:
    """What was written is read by the next who opens the database, whose migrations then do nothing."""
    first = RegisterDatabase(address)
    first.add([SEEN], [WRITTEN])
    first.close()
    second = RegisterDatabase(address)
    assert second.entries() == [WRITTEN]
    second.close()


def test_many_open_a_new_database_at_once(address: str) -> None:
    """Six processes' worth of openings of an empty database all succeed: migrations run once."""
    opened: list[RegisterDatabase] = []
    start = threading.Barrier(6)

    def open_it() -> None:
        start.wait(timeout=30)
        opened.append(RegisterDatabase(address))

    threads = [threading.Thread(target=open_it) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(opened) == 6
    for database in opened:
        assert database.entries() == []
        database.close()


@pytest.mark.parametrize("table", ["entry", "appearance"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET at = 'never'", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_forget(address: str, table: str, statement: str) -> None:
    """No program can change or remove a row, not even one that goes around ours."""
    database = RegisterDatabase(address)
    database.add([SEEN], [WRITTEN])
    engine = create_engine(address.replace("postgresql:", "postgresql+psycopg:"), poolclass=NullPool)
    with pytest.raises(DBAPIError, match="only added to"), engine.begin() as connection:
        connection.execute(text(statement.format(table)))
    assert database.entries() == [WRITTEN]
    assert database.appearances() == [SEEN]
    database.close()


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://u:geheim@h/d", "postgresql://u:geheim@h:poort/d"])
def test_a_wrong_address_is_refused_without_showing_it(url: str) -> None:
    """An address that cannot be used is named as the setting it is; a password in it is not shown."""
    with pytest.raises(RegisterUnavailableError) as caught:
        RegisterDatabase(url)
    assert "database_url" in caught.value.message + caught.value.hint
    assert "geheim" not in caught.value.message + caught.value.hint


def test_a_server_that_does_not_answer(tmp_path: Path) -> None:
    """A server that is not there gives a message with a hint, and hides the password."""
    with pytest.raises(RegisterUnavailableError) as caught:
        RegisterDatabase(f"postgresql://wie:geheim@/niets?host={tmp_path}")
    assert "databaseserver" in caught.value.hint
    assert "geheim" not in caught.value.message


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    """A damaged file is not overwritten: the message names it."""
    (tmp_path / "register.sqlite").write_bytes(b"geen database" * 100)
    with pytest.raises(RegisterUnavailableError, match=r"register\.sqlite"):
        RegisterDatabase(default_url(tmp_path))
    assert (tmp_path / "register.sqlite").read_bytes().startswith(b"geen database")


def test_a_register_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    """A schema that this version does not know is not touched."""
    RegisterDatabase(default_url(tmp_path)).close()
    with closing(sqlite3.connect(tmp_path / "register.sqlite")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(RegisterUnavailableError, match="nieuwere versie"):
        RegisterDatabase(default_url(tmp_path))


def test_a_register_of_the_first_version_is_brought_up_to_date(address: str) -> None:
    """What was written before a migration is there after it, and what is new has its default."""
    engine = create_engine(address.replace("postgresql:", "postgresql+psycopg:"), poolclass=NullPool)
    with engine.begin() as connection:
        migrate(connection, "0001")
        connection.execute(
            text("INSERT INTO appearance VALUES (:id, 1, :at, 'new', :data)"),
            {"id": SEEN.id, "at": MONDAY, "data": dump_commitment(SEEN.commitment)},
        )
    database = RegisterDatabase(address)
    assert database.appearances() == [replace(SEEN, sha256="")]
    database.add([], [WRITTEN])
    assert database.entries() == [WRITTEN]
    database.close()


def test_the_schema_is_what_the_migrations_make(address: str) -> None:
    """The tables as the program knows them have the columns, in name, that the migrations gave them."""
    RegisterDatabase(address).close()
    engine = create_engine(address.replace("postgresql:", "postgresql+psycopg:"), poolclass=NullPool)
    found = inspect(engine)
    for name, columns in TABLES.items():
        assert {column["name"] for column in found.get_columns(name)} == set(columns)
