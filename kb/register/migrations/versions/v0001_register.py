"""The first register: what people wrote, and how each commitment stood in its document.

Both tables are only added to. The database itself refuses to change or remove a row, so that not even a
fault in the program can overwrite what somebody wrote. Plain SQL, because both databases read it alike.
"""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = (
    """CREATE TABLE IF NOT EXISTS entry (
        commitment TEXT NOT NULL, version INTEGER NOT NULL, at TEXT NOT NULL, author TEXT NOT NULL,
        status TEXT NOT NULL, owner TEXT NOT NULL, evidence TEXT NOT NULL, note TEXT NOT NULL,
        confirmed BOOLEAN NOT NULL, wording INTEGER NOT NULL, PRIMARY KEY (commitment, version))""",
    """CREATE TABLE IF NOT EXISTS appearance (
        commitment TEXT NOT NULL, number INTEGER NOT NULL, at TEXT NOT NULL, event TEXT NOT NULL,
        data TEXT NOT NULL, PRIMARY KEY (commitment, number))""",
)
_REFUSED = "the register is only added to"


def upgrade() -> None:
    """Make the tables, and let the database refuse every change of a row."""
    for statement in _TABLES:
        op.execute(statement)
    guard = _guard_postgresql if op.get_bind().dialect.name == "postgresql" else _guard_sqlite
    for table in ("entry", "appearance"):
        guard(table)


def downgrade() -> None:
    """Refuse: going back would lose what people wrote."""
    raise NotImplementedError("the register cannot be taken back; restore a copy of the database instead")


def _guard_sqlite(table: str) -> None:
    for action in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER IF NOT EXISTS {table}_no_{action.lower()} BEFORE {action} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
        )


def _guard_postgresql(table: str) -> None:
    op.execute(
        "CREATE OR REPLACE FUNCTION woordhouder_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSED}'; END $$"
    )
    op.execute(
        f"CREATE OR REPLACE TRIGGER {table}_only_added_to BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION woordhouder_refuse()"
    )
