"""Analysis texts: what people write about figures, one row each time somebody writes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

FIRST = sa.text("follows IS NULL")


def upgrade() -> None:
    """Make room for texts; nothing that was there before is touched."""
    op.create_table(
        "analysis",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("viewpoint", sa.SmallInteger(), nullable=False),
        sa.Column("follows", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.CheckConstraint("id > follows", name=op.f("ck_analysis_follows_earlier")),
        sa.ForeignKeyConstraint(["follows"], ["analysis.id"], name=op.f("fk_analysis_follows")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_analysis")),
        sa.UniqueConstraint("follows", name=op.f("uq_analysis_follows")),
    )
    op.create_index("ix_analysis_subject", "analysis", ["subject", "viewpoint", "id"], unique=False)
    op.create_index(
        "uq_analysis_first",
        "analysis",
        ["subject", "viewpoint"],
        unique=True,
        sqlite_where=FIRST,
        postgresql_where=FIRST,
    )


def downgrade() -> None:
    """Take the store back; every text is lost."""
    op.drop_table("analysis")
