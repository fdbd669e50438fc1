"""Which edition of its document a commitment stood in: the hash of the file.

With it a sync can tell a document that was changed from one that is only read better than before.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; what was recorded before does not know its edition."""
    op.execute("ALTER TABLE appearance ADD COLUMN sha256 TEXT NOT NULL DEFAULT ''")


def downgrade() -> None:
    """Refuse: going back would lose what was recorded."""
    raise NotImplementedError("the register cannot be taken back; restore a copy of the database instead")
