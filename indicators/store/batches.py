"""Batches as the store keeps them."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from indicators.batches import BatchKind, BatchState, Delivery
from indicators.errors import InputError
from indicators.store import markers, schema, versions
from indicators.store.records import BatchRow

if TYPE_CHECKING:
    import pandas as pd

_batch = schema.batch.c

SOURCE_COLUMNS = (
    *("batch", "kind", "state", "title", "source", "licence", "provenance", "file", "sha256"),
    *("handed_in_by", "handed_in_at", "approved_by", "approved_at"),
)
"""Columns of the table of sources, one row for each approved batch."""

LAST_TAKEN_AWAY = "batch_taken_away"
"""The fact under which the highest number of a discarded draft is kept, so that no number stands for two batches."""


def add(connection: sa.Connection, delivery: Delivery, *, state: BatchState, by: str, at: datetime, **more: Any) -> int:
    """The next batch, with other columns by name; only inside the write lock."""
    taken_away = int(markers.value(connection, LAST_TAKEN_AWAY) or 0)
    number = max(versions.highest(connection, _batch.id), taken_away) + 1
    told = {name: getattr(delivery, name) for name in ("title", "source", "licence", "provenance", "file_name")}
    values = {"id": number, "kind": str(delivery.kind), "state": str(state), "sha256": delivery.sha256}
    connection.execute(
        sa.insert(schema.batch).values({**values, **told, "handed_in_by": by, "handed_in_at": at, **more})
    )
    return number


def change(connection: sa.Connection, number: int, **values: Any) -> None:
    """Bring a batch to another state; only inside the write lock."""
    connection.execute(sa.update(schema.batch).where(_batch.id == number).values(values))


def one(connection: sa.Connection, number: int) -> BatchRow:
    """The batch of a number."""
    found = connection.execute(sa.select(schema.batch).where(_batch.id == number)).one_or_none()
    if found is None:
        raise InputError(f"Leverans {number} finns inte. Se listan över leveranser.")
    return _as_record(found)


def every(connection: sa.Connection, states: Collection[BatchState] | None = None) -> list[BatchRow]:
    """All batches in order, or those in some states."""
    chosen = sa.select(schema.batch).order_by(_batch.id)
    if states is not None:
        chosen = chosen.where(_batch.state.in_([str(state) for state in states]))
    return [_as_record(row) for row in connection.execute(chosen)]


def handed_in_by(connection: sa.Connection, name: str, states: Collection[BatchState] | None = None) -> list[BatchRow]:
    """The batches under a name exactly as it is written, in order, or those in some states."""
    chosen = sa.select(schema.batch).where(_batch.handed_in_by == name).order_by(_batch.id)
    if states is not None:
        chosen = chosen.where(_batch.state.in_([str(state) for state in states]))
    return [_as_record(row) for row in connection.execute(chosen)]


def fingerprints(connection: sa.Connection) -> set[str]:
    """The SHA-256 of every file that a batch refers to, whatever its state."""
    return set(connection.execute(sa.select(_batch.sha256).distinct()).scalars())


def sources(connection: sa.Connection, numbers: Collection[int] | None = None) -> pd.DataFrame:
    """One row for each approved batch, or for those of the numbers given, undone since or not; times as ISO text.

    It says what was handed in, by whom, when, and the file's SHA-256.
    """
    chosen = every(connection, [BatchState.APPROVED] if numbers is None else [BatchState.APPROVED, BatchState.UNDONE])
    rows = [
        (
            *(b.id, str(b.kind), str(b.state), b.title, b.source, b.licence, b.provenance, b.file_name, b.sha256),
            *(b.handed_in_by, _iso(b.handed_in_at), b.approved_by or "", _iso(b.approved_at)),
        )
        for b in chosen
        if numbers is None or b.id in numbers
    ]
    import pandas as pd

    return pd.DataFrame(rows, columns=list(SOURCE_COLUMNS))


def _iso(when: datetime | None) -> str:
    return "" if when is None else when.isoformat(timespec="seconds")


def _as_record(row: sa.Row[tuple[object, ...]]) -> BatchRow:
    return BatchRow(
        id=row.id,
        kind=BatchKind(row.kind),
        state=BatchState(row.state),
        title=row.title,
        source=row.source,
        licence=row.licence,
        provenance=row.provenance,
        file_name=row.file_name,
        sha256=row.sha256,
        handed_in_by=row.handed_in_by,
        handed_in_at=row.handed_in_at,
        approved_by=row.approved_by,
        approved_at=row.approved_at,
        comment=row.comment,
        new=row.n_new,
        changed=row.n_changed,
        unchanged=row.n_unchanged,
        ended=row.n_ended,
        geographies=tuple(json.loads(row.geographies or "[]")),
        years=tuple(json.loads(row.years or "[]")),
        template=row.template,
        mapping=row.mapping,
        returned_of=row.returned_of,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )
