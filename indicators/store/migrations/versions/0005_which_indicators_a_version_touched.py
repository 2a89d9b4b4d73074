"""Which indicators each data version added or ended rows of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, and fill it with what the versions so far have done."""
    op.create_table(
        "touched",
        sa.Column("version_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("indicator_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_touched_version_id")),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_touched_indicator_id")),
        sa.PrimaryKeyConstraint("version_id", "indicator_id", name=op.f("pk_touched")),
    )
    op.execute(
        "INSERT INTO touched (version_id, indicator_id) "
        "SELECT added_by, indicator_id FROM observation "
        "UNION SELECT ended_by, indicator_id FROM observation WHERE ended_by IS NOT NULL"
    )


def downgrade() -> None:
    """Take the store back; nothing is lost, since the rows tell the same."""
    op.drop_table("touched")
