"""Drafts: read and free from faults, kept for the one who uploaded them; at most one per person and geography."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from indicators.batches import BatchState, Delivery
from indicators.errors import StoreError
from indicators.permissions import is_same_person
from indicators.store import batches, files, markers, schema, versions
from indicators.store.records import BatchRow

if TYPE_CHECKING:
    from indicators.store.handing_in import Given

_OF_BATCH = (schema.pending, schema.ending, schema.finding, schema.explanation, schema.message)


def draft(connection: sa.Connection, *, by: str, geography: str) -> int | None:
    """The number of a person's draft for a geography; None where there is none."""
    return next((batch.id for batch in _own(connection, by) if geography in batch.geographies), None)


def must_be_own(connection: sa.Connection, number: int, *, by: str) -> BatchRow:
    """A draft of the person's own; refused otherwise."""
    found = batches.one(connection, number)
    if found.state is not BatchState.DRAFT:
        raise StoreError(f"Leverans {number} är inget utkast längre. Inget är ändrat.")
    if not is_same_person(found.handed_in_by, by):
        raise StoreError("Utkastet tillhör någon annan. Inget är ändrat.")
    return found


def make_room(
    connection: sa.Connection, folder: Path, delivery: Delivery, given: Given, *, by: str, at: datetime, draft: bool
) -> None:
    """Take away the person's drafts that the delivery replaces: another draft of the same geography, the same file."""
    for old in _own(connection, by):
        shares = draft and set(old.geographies) & set(given.geographies)
        if shares or old.sha256 == delivery.sha256 or old.id == given.replaces:
            take_away(connection, folder, old, by=by, at=at)


def take_away(connection: sa.Connection, folder: Path, old: BatchRow, *, by: str, at: datetime) -> None:
    """Remove a draft and all that came with it; its file goes at the next sweep unless another batch has it."""
    files.doubt(folder, old.sha256)
    for table in _OF_BATCH:
        connection.execute(sa.delete(table).where(table.c.batch_id == old.id))
    connection.execute(sa.delete(schema.batch).where(schema.batch.c.id == old.id))
    highest = max(old.id, int(markers.value(connection, batches.LAST_TAKEN_AWAY) or 0))
    markers.keep(connection, batches.LAST_TAKEN_AWAY, str(highest))
    versions.write_log(connection, action="discard_draft", by=by, at=at, subject=f"leverans {old.id}")


def is_taken_away(connection: sa.Connection, number: int) -> bool:
    """Whether a number stood for a draft that is no longer kept."""
    stands = sa.select(schema.batch.c.id).where(schema.batch.c.id == number)
    was_given = number <= int(markers.value(connection, batches.LAST_TAKEN_AWAY) or 0)
    return was_given and connection.execute(stands).first() is None


def tell(connection: sa.Connection, number: int, *, by: str, at: datetime) -> None:
    """Write in the log that a draft is kept; it has no thread before it is handed in."""
    versions.write_log(connection, action="draft", by=by, at=at, subject=f"leverans {number}")


def _own(connection: sa.Connection, by: str) -> list[BatchRow]:
    kept = batches.every(connection, [BatchState.DRAFT])
    return [batch for batch in kept if is_same_person(batch.handed_in_by, by)]
