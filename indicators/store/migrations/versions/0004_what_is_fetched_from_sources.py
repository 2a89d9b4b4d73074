"""Fetches from sources, and the lock that keeps two from overlapping."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False)


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), server_default=sa.text("0"), nullable=False)


def upgrade() -> None:
    """Make room for fetches; nothing that was there before is touched."""
    op.create_table(
        "fetch",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("is_scheduled", sa.Boolean(), nullable=False),
        sa.Column("started_at", sa.String(length=32), nullable=False),
        sa.Column("ended_at", sa.String(length=32), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        *(_text(name) for name in ("message", "asked", "file_name", "sha256")),
        *(_count(name) for name in ("n_read", "n_new", "n_changed", "n_unchanged", "n_ended")),
        *(_text(name) for name in ("identity", "stops", "findings")),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.String(length=32), nullable=True),
        _text("reason"),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_fetch_batch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fetch")),
    )
    op.create_index("ix_fetch_source", "fetch", ["source", "id"], unique=False)
    op.create_table(
        "lock",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("host", "born", "doing")),
        sa.Column("process", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.String(length=32), nullable=False),
        sa.Column("until", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lock")),
    )


def downgrade() -> None:
    """Take the store back; the history of fetches is lost, and what was stopped counts as returned."""
    op.execute("UPDATE batch SET state = 'returned' WHERE state = 'stopped'")
    op.execute("UPDATE message SET kind = 'comment' WHERE kind IN ('stop', 'release')")
    op.drop_table("lock")
    op.drop_table("fetch")
