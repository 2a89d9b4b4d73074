"""A delivery that the product ships, straight into the store: only what differs from what stands is written."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pandas as pd
import sqlalchemy as sa

from indicators.batches import BatchState, Delivery
from indicators.store import batches, files, staging, versions
from indicators.store.records import AppendResult, VersionKind


def append(
    connection: sa.Connection, delivery: Delivery, rows: pd.DataFrame, folder: Path, *, by: str, at: datetime
) -> AppendResult:
    """Bring in what differs in a delivery's sound rows as a batch; only the keys it contains are replaced."""
    if rows.empty:
        return _nothing(connection, unchanged=0)
    staging.fill(connection, rows)
    unchanged = staging.drop_unchanged(connection)
    if unchanged == len(rows):
        staging.stage.drop(connection)
        return _nothing(connection, unchanged=unchanged)
    changed = staging.changed(connection)
    counts = {"n_new": len(rows) - unchanged - changed, "n_changed": changed, "n_unchanged": unchanged}
    approval = {"approved_by": by, "approved_at": at, "decided_by": by, "decided_at": at}
    files.keep(folder, delivery.content)
    batch = batches.add(connection, delivery, state=BatchState.APPROVED, by=by, at=at, **counts, **approval)
    version = versions.add(connection, kind=VersionKind.APPROVE, by=by, at=at, batch=batch)
    staging.write(connection, batch=batch, version=version)
    return AppendResult(
        batch=batch, version=version, new=counts["n_new"], changed=changed, unchanged=unchanged, ended=0
    )


def _nothing(connection: sa.Connection, *, unchanged: int) -> AppendResult:
    """The outcome of a delivery that says what the store already says."""
    version = versions.newest(connection)
    return AppendResult(batch=None, version=version, new=0, changed=0, unchanged=unchanged, ended=0)
