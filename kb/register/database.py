"""The register's database: the door of SQLAlchemy and Alembic. SQLite by default, PostgreSQL by a setting.

The schema is brought up to date when the database is opened; a lock lets one process do that at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from filelock import FileLock
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    Row,
    Table,
    Text,
    create_engine,
    insert,
    select,
    text,
)
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, IntegrityError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from kb.errors import RegisterUnavailableError
from kb.register.feedback import Feedback
from kb.register.model import Appearance, Entry
from kb.register.serial import dump_commitment, load_commitment
from kb.register.storage import VersionTakenError

_MIGRATION_LOCK = 7_011_903
"""Any number of our own: PostgreSQL's advisory locks are numbered."""

_metadata = MetaData()
_entry = Table(
    "entry",
    _metadata,
    Column("commitment", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("at", Text),
    Column("author", Text),
    Column("status", Text),
    Column("owner", Text),
    Column("evidence", Text),
    Column("note", Text),
    Column("confirmed", Boolean),
    Column("wording", Integer),
)
_appearance = Table(
    "appearance",
    _metadata,
    Column("commitment", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", Text),
    Column("event", Text),
    Column("sha256", Text),
    Column("data", Text),
)

_feedback = Table(
    "feedback",
    _metadata,
    Column("id", Text, primary_key=True),
    *(
        Column(name, Text)
        for name in (
            "at",
            "question",
            "understood",
            "reason",
            "status",
            "answer",
            "citations",
            "filters",
            "edition",
        )
    ),
)

TABLES = {table.name: tuple(table.columns.keys()) for table in (_entry, _appearance)}
"""The tables of the register with their columns, as this version of the program knows them."""


def default_url(data: Path) -> str:
    """Return the address of the SQLite file in the data folder."""
    return URL.create("sqlite", database=str(data / "register.sqlite")).render_as_string()


class RegisterDatabase:
    """A :class:`kb.register.storage.RegisterStore` in a SQL database. Safe to share between threads.

    Raises:
        RegisterUnavailableError: the address is wrong, the server does not answer, the file is damaged, or
            it was made by a newer version of this program. Any method may raise it.
    """

    def __init__(self, address: str) -> None:
        self._url = _parsed(address)
        with self._translated():
            self._engine = _engine(self._url)
            self._bring_up_to_date()

    def appearances(self, commitment: str | None = None) -> list[Appearance]:
        """Return all appearances, or those of one commitment, in order of commitment and number."""
        rows = self._rows(_appearance, commitment)
        # Order is made here: the two databases do not sort text alike.
        return sorted((_to_appearance(row) for row in rows), key=lambda a: (a.id, a.number))

    def entries(self, commitment: str | None = None) -> list[Entry]:
        """Return all entries, or those of one commitment, in order of commitment and version."""
        rows = self._rows(_entry, commitment)
        return sorted((_to_entry(row) for row in rows), key=lambda e: (e.commitment, e.version))

    def add(self, appearances: Sequence[Appearance], entries: Sequence[Entry]) -> None:
        """Add rows, all or none, in one transaction.

        Raises:
            VersionTakenError: one of the numbers is taken.
        """
        with self._translated(), self._engine.begin() as connection:
            try:
                if appearances:
                    connection.execute(insert(_appearance), [_from_appearance(a) for a in appearances])
                if entries:
                    connection.execute(insert(_entry), [_from_entry(e) for e in entries])
            except IntegrityError as error:
                raise VersionTakenError from error

    def feedback(self) -> list[Feedback]:
        """Return what users reported about answers, oldest first."""
        with self._translated(), self._engine.connect() as connection:
            rows = connection.execute(select(_feedback)).all()
        return sorted((Feedback(**row._mapping) for row in rows), key=lambda item: (item.at, item.id))

    def add_feedback(self, item: Feedback) -> None:
        """Add a report."""
        with self._translated(), self._engine.begin() as connection:
            connection.execute(insert(_feedback), [asdict(item)])

    def close(self) -> None:
        """Close the connections that are kept open."""
        self._engine.dispose()

    def _rows(self, table: Table, commitment: str | None) -> Sequence[Row[Any]]:
        query = select(table)
        if commitment is not None:
            query = query.where(table.c.commitment == commitment)
        with self._translated(), self._engine.connect() as connection:
            return connection.execute(query).all()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, OSError) as error:
            reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
            name = self._url.render_as_string(hide_password=True)
            raise RegisterUnavailableError(
                f"Het register {name} kan niet worden gebruikt: {reason}",
                "Kijk naar de instelling database_url (leeg: een SQLite-bestand in de map data), naar de "
                "rechten op dat bestand en of de databaseserver draait.",
            ) from error

    # migrations

    def _bring_up_to_date(self) -> None:
        with self._engine.connect() as connection:
            if _is_current(connection):
                return
        with self._one_at_a_time(), self._engine.begin() as connection:
            if self._url.get_backend_name() == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})"))
            else:
                # Python would commit each change of the schema by itself, and a kill leave half of them.
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            migrate(connection)

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        path = _file(self._url)
        if path is None:
            yield
            return
        with FileLock(path.with_suffix(".lock"), timeout=60):
            yield


def migrate(connection: Connection, target: str = "head") -> None:
    """Bring the schema to a version of the migrations, in the connection's transaction."""
    with _migrations() as config:
        config.attributes["connection"] = connection
        command.upgrade(config, target)


def _is_current(connection: Connection) -> bool:
    present = MigrationContext.configure(connection).get_current_revision()
    with _migrations() as config:
        scripts = ScriptDirectory.from_config(config)
        known = {script.revision for script in scripts.walk_revisions()}
        if present is not None and present not in known:
            raise RegisterUnavailableError(
                "Het register is gemaakt met een nieuwere versie van Woordhouder.",
                "Werk Woordhouder bij, of zet een reservekopie van het register terug.",
            )
        return present == scripts.get_current_head()


@contextmanager
def _migrations() -> Iterator[Config]:
    with as_file(files("kb.register").joinpath("migrations")) as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        yield config


def _parsed(address: str) -> URL:
    try:
        url = make_url(address)
        if url.drivername in ("postgresql", "postgres"):
            url = url.set(drivername="postgresql+psycopg")
        if url.get_backend_name() not in ("sqlite", "postgresql"):
            raise NoSuchModuleError(url.drivername)
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        # The address itself is not repeated: it may hold a password.
        raise RegisterUnavailableError(
            "De instelling database_url is geen adres van een database die Woordhouder kent.",
            "Laat haar leeg voor een SQLite-bestand, of gebruik postgresql://gebruiker@server/naam.",
        ) from error
    return url


def _engine(url: URL) -> Engine:
    path = _file(url)
    if path is None:
        return create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 10})
    path.parent.mkdir(parents=True, exist_ok=True)
    # No pool: a SQLite connection is opened in no time, and an open one would keep the file busy.
    return create_engine(url, poolclass=NullPool, connect_args={"timeout": 30})


def _file(url: URL) -> Path | None:
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def _to_appearance(row: Row[Any]) -> Appearance:
    # The id of the row wins: the data may carry the id that extraction gave it.
    commitment = replace(load_commitment(row.data), id=row.commitment)
    return Appearance(commitment, row.number, row.at, row.event, row.sha256)


def _from_appearance(appearance: Appearance) -> dict[str, object]:
    return {
        "commitment": appearance.id,
        "number": appearance.number,
        "at": appearance.at,
        "event": appearance.event,
        "sha256": appearance.sha256,
        "data": dump_commitment(appearance.commitment),
    }


def _to_entry(row: Row[Any]) -> Entry:
    data = dict(row._mapping)
    return Entry(by=data.pop("author"), **data)


def _from_entry(entry: Entry) -> dict[str, object]:
    data = asdict(entry)
    data["author"] = data.pop("by")
    return data
