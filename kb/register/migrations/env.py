"""How Alembic runs the migrations: on the connection that ``kb.register.database`` hands it."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"], target_metadata=None)
with context.begin_transaction():
    context.run_migrations()
