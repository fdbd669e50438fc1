"""What users say is wrong with an answer.

Unlike the register itself a row may be removed: somebody may have written what should not be kept.
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.execute(
        """CREATE TABLE IF NOT EXISTS feedback (
        id TEXT NOT NULL PRIMARY KEY, at TEXT NOT NULL, question TEXT NOT NULL, understood TEXT NOT NULL,
        reason TEXT NOT NULL, status TEXT NOT NULL, answer TEXT NOT NULL, citations TEXT NOT NULL,
        filters TEXT NOT NULL, edition TEXT NOT NULL)"""
    )


def downgrade() -> None:
    """Refuse: going back would lose what people wrote."""
    raise NotImplementedError("the register cannot be taken back; restore a copy of the database instead")
