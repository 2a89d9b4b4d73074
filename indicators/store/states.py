"""Whether each batch's state agrees with its versions, its people and its rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import sqlalchemy as sa

from indicators.batches import BatchState
from indicators.store import batches, schema
from indicators.store.connected import Connected
from indicators.store.records import BatchRow, VersionKind

_version = schema.version.c
_MADE_BY: Final = {BatchState.APPROVED: (VersionKind.APPROVE,), BatchState.UNDONE: (VersionKind.UNDO, None)}
"""State → what made the batch's last data version; None where it has none, as for one that never stood."""


def faults(store: Connected) -> list[str]:
    """Every batch that says one thing while its versions or rows say another."""
    with store.reading() as connection:
        kinds = _last_kinds(connection)
        with_rows = {
            number
            for table in (schema.pending, schema.ending, schema.observation)
            for number in connection.execute(sa.select(table.c.batch_id).distinct()).scalars()
        }
        every = batches.every(connection)
    return [
        f"Leverans {batch.id} ({batch.title}) {fault}. Lägg tillbaka databasen från säkerhetskopian."
        for batch in every
        for fault in _of_batch(batch, kinds.get(batch.id), batch.id in with_rows)
    ]


def _last_kinds(connection: sa.Connection) -> dict[int, VersionKind]:
    """Batch → what made its last data version."""
    rows = sa.select(_version.batch_id, _version.kind).where(_version.batch_id.is_not(None)).order_by(_version.id)
    return {row.batch_id: VersionKind(row.kind) for row in connection.execute(rows)}


def _of_batch(batch: BatchRow, last: VersionKind | None, has_rows: bool) -> Iterator[str]:
    if last not in _MADE_BY.get(batch.state, (None,)):
        yield f"har läget {batch.state}, men det stämmer inte med dataversionerna"
    if (batch.approved_by is None) != (last is None):
        yield "säger något annat än dataversionerna om den är godkänd"
    if not has_rows:
        yield "saknar sina uppgifter"
