"""Issued editions of hearings and their files."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for editions; nothing that was there before is touched."""
    empty = sa.text("''")
    op.create_table(
        "edition",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("held", sa.String(length=10), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("data_version", sa.Integer(), nullable=False),
        sa.Column("register_revision", sa.Integer(), nullable=False),
        sa.Column("analyses_until", sa.Integer(), nullable=False),
        sa.Column("compared", sa.Integer(), nullable=True),
        sa.Column("selection", sa.Text(), server_default=empty, nullable=False),
        sa.Column("made_with", sa.Text(), server_default=empty, nullable=False),
        sa.Column("reason", sa.Text(), server_default=empty, nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("issued_by", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.String(length=32), nullable=False),
        sa.Column("release_on", sa.String(length=10), server_default=empty, nullable=False),
        sa.CheckConstraint("(number = 1) = (reason = '')", name=op.f("ck_edition_reason_where_corrected")),
        sa.ForeignKeyConstraint(["compared"], ["edition.id"], name=op.f("fk_edition_compared")),
        sa.ForeignKeyConstraint(["data_version"], ["version.id"], name=op.f("fk_edition_data_version")),
        sa.ForeignKeyConstraint(
            ["register_revision"], ["register_revision.id"], name=op.f("fk_edition_register_revision")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
        sa.UniqueConstraint("name", "number", name=op.f("uq_edition_name_number")),
    )
    op.create_table(
        "edition_file",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("file_name", sa.Text(), server_default=empty, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_edition_file_edition_id")),
        sa.PrimaryKeyConstraint("edition_id", "kind", name=op.f("pk_edition_file")),
    )
    op.create_table(
        "promise",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hearing", sa.Text(), nullable=False),
        sa.Column("follows", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), server_default=empty, nullable=False),
        sa.Column("owner", sa.Text(), server_default=empty, nullable=False),
        sa.Column("due", sa.String(length=10), server_default=empty, nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("told", sa.Text(), server_default=empty, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.CheckConstraint("id > follows", name=op.f("ck_promise_follows_earlier")),
        sa.ForeignKeyConstraint(["follows"], ["promise.id"], name=op.f("fk_promise_follows")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise")),
        sa.UniqueConstraint("follows", name=op.f("uq_promise_follows")),
    )
    op.create_index("ix_promise_hearing", "promise", ["hearing"], unique=False)
    op.create_table(
        "card",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("follows", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("strategic_area", sa.SmallInteger(), nullable=False),
        sa.Column("geography", sa.Text(), server_default=empty, nullable=False),
        sa.Column("behind", sa.Integer(), nullable=True),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("is_removed", sa.Boolean(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.CheckConstraint("id > follows", name=op.f("ck_card_follows_earlier")),
        sa.ForeignKeyConstraint(["behind"], ["card.id"], name=op.f("fk_card_behind")),
        sa.ForeignKeyConstraint(["follows"], ["card.id"], name=op.f("fk_card_follows")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card")),
        sa.UniqueConstraint("follows", name=op.f("uq_card_follows")),
    )
    op.create_index("ix_card_strategic_area", "card", ["strategic_area"], unique=False)


def downgrade() -> None:
    """Take the store back; every edition's record is lost, its files stay where they lie."""
    for table in ("card", "promise", "edition_file", "edition"):
        op.drop_table(table)
