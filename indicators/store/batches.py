"""Batches as the store keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from indicators.batches import BatchKind, BatchState, Delivery
from indicators.errors import InputError
from indicators.store import schema, versions
from indicators.store.records import BatchRow

if TYPE_CHECKING:
    import pandas as pd

_batch = schema.batch.c

SOURCE_COLUMNS = (
    *("batch", "kind", "state", "title", "source", "licence", "provenance", "file", "sha256"),
    *("handed_in_by", "handed_in_at", "approved_by", "approved_at"),
)
"""Columns of the table of sources, one row for each batch."""


def add(
    connection: sa.Connection,
    delivery: Delivery,
    *,
    sha256: str,
    by: str,
    at: datetime,
    counts: Mapping[str, int],
) -> int:
    """The next batch, handed in and approved by the same person; only inside the write lock."""
    number = versions.highest(connection, _batch.id) + 1
    told = {name: getattr(delivery, name) for name in ("title", "source", "licence", "provenance", "file_name")}
    people = {"handed_in_by": by, "handed_in_at": at, "approved_by": by, "approved_at": at}
    values = {"id": number, "kind": str(delivery.kind), "state": str(BatchState.APPROVED), "sha256": sha256}
    connection.execute(sa.insert(schema.batch).values({**values, **told, **people, **counts}))
    return number


def one(connection: sa.Connection, number: int) -> BatchRow:
    """The batch of a number."""
    found = connection.execute(sa.select(schema.batch).where(_batch.id == number)).one_or_none()
    if found is None:
        raise InputError(f"Leverans {number} finns inte. Se listan över leveranser.")
    return _as_record(found)


def every(connection: sa.Connection) -> list[BatchRow]:
    """All batches in order."""
    return [_as_record(row) for row in connection.execute(sa.select(schema.batch).order_by(_batch.id))]


def sources(connection: sa.Connection) -> pd.DataFrame:
    """One row for each batch: what was handed in, by whom, when, and the file's SHA-256; times as ISO text."""
    rows = [
        (
            *(b.id, str(b.kind), str(b.state), b.title, b.source, b.licence, b.provenance, b.file_name, b.sha256),
            *(b.handed_in_by, _iso(b.handed_in_at), b.approved_by or "", _iso(b.approved_at)),
        )
        for b in every(connection)
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
    )
