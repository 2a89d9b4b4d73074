"""Deliveries that people hand in: rows that wait, what is said about them, people and mappings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = ("mapping", "person", "message", "explanation", "finding", "ending", "pending")
ADDED = ("geographies", "years", "template", "mapping", "returned_of", "decided_by", "decided_at")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False)


def _of_batch(table: str) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    name = op.f(f"fk_{table}_batch_id")
    return (
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=name),
    )


def _place(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    column, key = _of_batch(table)
    place = sa.Column("place", sa.Integer(), autoincrement=False, nullable=False)
    return column, place, key, sa.PrimaryKeyConstraint("batch_id", "place", name=op.f(f"pk_{table}"))


def _codes(table: str, *names: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([f"{name}_id"], [f"{name}.id"], name=op.f(f"fk_{table}_{name}_id")) for name in names
    ]


def upgrade() -> None:
    """Bring the store forward; batches that were there before keep empty geographies and years."""
    with op.batch_alter_table("batch") as batch:
        for name in ("geographies", "years", "template", "mapping"):
            batch.add_column(_text(name))
        batch.add_column(sa.Column("returned_of", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("decided_by", sa.Text(), nullable=True))
        batch.add_column(sa.Column("decided_at", sa.String(length=32), nullable=True))
        batch.create_foreign_key(op.f("fk_batch_returned_of"), "batch", ["returned_of"], ["id"])
    op.execute("UPDATE batch SET decided_by = approved_by, decided_at = approved_at WHERE state = 'approved'")
    last = "(SELECT {} FROM version v WHERE v.id = (SELECT max(id) FROM version WHERE batch_id = batch.id))"
    taken_back = f"decided_by = {last.format('v.actor')}, decided_at = {last.format('v.at')}"
    op.execute(f"UPDATE batch SET {taken_back} WHERE state = 'undone'")  # noqa: S608 constants only
    _create_rows()
    _create_words()
    op.create_table(
        "person",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("geography", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_person")),
    )
    op.create_table(
        "mapping",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_mapping")),
    )


def _create_rows() -> None:
    op.create_table(
        "pending",
        *_place("pending"),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("geography_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("breakdown_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Double()) for name in ("value", "numerator", "denominator", "lower", "upper")),
        sa.Column("status", sa.SmallInteger(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("base_estimated", sa.Boolean(), nullable=False),
        *(_text(name) for name in ("sheet", "cell", "raw", "note")),
        sa.CheckConstraint(
            "(status IN (1, 2)) = (value IS NOT NULL)", name=op.f("ck_pending_value_where_status_has_one")
        ),
        *_codes("pending", "indicator", "geography", "period", "breakdown"),
    )
    op.create_table(
        "ending",
        *_place("ending"),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("geography_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("breakdown_id", sa.Integer(), nullable=False),
        *_codes("ending", "indicator", "geography", "breakdown"),
    )


def _create_words() -> None:
    texts = ("code", "severity", "sheet", "cell", "value", "message", "expected", "advice", "indicator", "breakdown")
    op.create_table(
        "finding",
        *_place("finding"),
        *(_text(name) for name in texts),
        sa.Column("year", sa.SmallInteger(), nullable=True),
    )
    op.create_table(
        "explanation",
        *_of_batch("explanation"),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        _text("text"),
        sa.PrimaryKeyConstraint("batch_id", "kind", "key", name=op.f("pk_explanation")),
    )
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        *_of_batch("message"),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        _text("text"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
    )
    op.create_index("ix_message_batch_id", "message", ["batch_id"], unique=False)


def downgrade() -> None:
    """Take the store back; what waits for review and everything said about it is lost, what is approved stays."""
    for table in TABLES:
        op.drop_table(table)
    with op.batch_alter_table("batch") as batch:
        batch.drop_constraint(op.f("fk_batch_returned_of"), type_="foreignkey")
        for name in ADDED:
            batch.drop_column(name)
    op.execute(
        "DELETE FROM batch WHERE NOT EXISTS (SELECT 1 FROM version WHERE version.batch_id = batch.id)"
    )  # the revision before knows approved and undone batches only
