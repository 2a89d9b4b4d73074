"""The store from the start."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

CURRENT = sa.text("ended_by IS NULL")
ENDED = sa.text("ended_by IS NOT NULL")
TABLES = (
    "observation",
    "version",
    "register_document",
    "breakdown_member",
    "register_revision",
    "period",
    "marker",
    "log",
    "indicator",
    "geography",
    "breakdown",
    "batch",
)


def upgrade() -> None:
    """Bring the store forward."""
    op.create_table(
        "batch",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("title", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("source", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("licence", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("provenance", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("file_name", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("handed_in_by", sa.Text(), nullable=False),
        sa.Column("handed_in_at", sa.String(length=32), nullable=False),
        sa.Column("approved_by", sa.Text(), nullable=True),
        sa.Column("approved_at", sa.String(length=32), nullable=True),
        sa.Column("comment", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("n_new", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("n_changed", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("n_unchanged", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("n_ended", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
    )
    op.create_table(
        "breakdown",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breakdown")),
        sa.UniqueConstraint("code", name=op.f("uq_breakdown_code")),
    )
    op.create_table(
        "geography",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_geography")),
        sa.UniqueConstraint("code", name=op.f("uq_geography_code")),
    )
    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sa.UniqueConstraint("code", name=op.f("uq_indicator_code")),
    )
    op.create_table(
        "log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("detail", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log")),
    )
    op.create_index("ix_log_at", "log", ["at"], unique=False)

    op.create_table(
        "marker",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_marker")),
    )
    op.create_table(
        "period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period")),
        sa.UniqueConstraint("code", name=op.f("uq_period_code")),
    )
    op.create_table(
        "register_revision",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("comment", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_revision")),
    )
    op.create_index("ix_register_revision_at", "register_revision", ["at"], unique=False)

    op.create_table(
        "breakdown_member",
        sa.Column("breakdown_id", sa.Integer(), nullable=False),
        sa.Column("dimension", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["breakdown_id"], ["breakdown.id"], name=op.f("fk_breakdown_member_breakdown_id")),
        sa.PrimaryKeyConstraint("breakdown_id", "dimension", name=op.f("pk_breakdown_member")),
    )
    op.create_table(
        "register_document",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["register_revision.id"], name=op.f("fk_register_document_revision_id")
        ),
        sa.PrimaryKeyConstraint("revision_id", "name", name=op.f("pk_register_document")),
    )
    op.create_table(
        "version",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_version_batch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version")),
    )
    op.create_index("ix_version_at", "version", ["at"], unique=False)
    op.create_index("ix_version_batch_id", "version", ["batch_id"], unique=False)

    op.create_table(
        "observation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("geography_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("breakdown_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("numerator", sa.Double(), nullable=True),
        sa.Column("denominator", sa.Double(), nullable=True),
        sa.Column("lower", sa.Double(), nullable=True),
        sa.Column("upper", sa.Double(), nullable=True),
        sa.Column("status", sa.SmallInteger(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("base_estimated", sa.Boolean(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("sheet", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("cell", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("raw", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("note", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.CheckConstraint(
            "(status IN (1, 2)) = (value IS NOT NULL)", name=op.f("ck_observation_value_where_status_has_one")
        ),
        sa.CheckConstraint("ended_by > added_by", name=op.f("ck_observation_ended_after_added")),
        sa.ForeignKeyConstraint(["added_by"], ["version.id"], name=op.f("fk_observation_added_by")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_observation_batch_id")),
        sa.ForeignKeyConstraint(["breakdown_id"], ["breakdown.id"], name=op.f("fk_observation_breakdown_id")),
        sa.ForeignKeyConstraint(["ended_by"], ["version.id"], name=op.f("fk_observation_ended_by")),
        sa.ForeignKeyConstraint(["geography_id"], ["geography.id"], name=op.f("fk_observation_geography_id")),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_observation_indicator_id")),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=op.f("fk_observation_period_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation")),
    )
    op.create_index(
        "ix_observation_asof",
        "observation",
        ["indicator_id", "breakdown_id", "geography_id", "year", "added_by"],
        unique=False,
    )
    op.create_index("ix_observation_batch", "observation", ["batch_id"], unique=False)
    op.create_index(
        "ix_observation_cover",
        "observation",
        [
            "indicator_id",
            "breakdown_id",
            "year",
            "geography_id",
            "period_id",
            "batch_id",
            "value",
            "numerator",
            "denominator",
            "lower",
            "upper",
            "status",
            "is_demo",
            "base_estimated",
            "ended_by",
        ],
        unique=False,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )
    op.create_index(
        "ix_observation_ended", "observation", ["ended_by"], unique=False, sqlite_where=ENDED, postgresql_where=ENDED
    )
    op.create_index(
        "ix_observation_geography",
        "observation",
        ["geography_id", "indicator_id", "breakdown_id", "year"],
        unique=False,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )
    op.create_index(
        "uq_observation_current",
        "observation",
        ["indicator_id", "breakdown_id", "geography_id", "year"],
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )


def downgrade() -> None:
    """Take the store back to nothing."""
    for table in TABLES:
        op.drop_table(table)
