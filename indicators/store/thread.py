"""What has been done to a batch and said about it."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from indicators.batches import BatchState
from indicators.errors import InputError, StoreError
from indicators.store import batches, schema, versions
from indicators.store.records import Comment, CommentKind
from indicators.store.texts import clean

_message = schema.message.c


def thread(connection: sa.Connection, batch: int) -> list[Comment]:
    """Hand-in, comments and decisions in the order they came."""
    batches.one(connection, batch)
    lines = sa.select(schema.message).where(_message.batch_id == batch).order_by(_message.id)
    return [
        Comment(at=row.at, actor=row.actor, kind=CommentKind(row.kind), text=row.text)
        for row in connection.execute(lines)
    ]


def note(
    connection: sa.Connection, batch: int, *, kind: CommentKind, by: str, at: datetime, text: str = "", log: bool = True
) -> None:
    """Add a line to the thread, and to the log where nothing else writes there."""
    told = clean(text).strip()
    values = {"batch_id": batch, "at": at, "actor": by, "kind": str(kind), "text": told}
    connection.execute(sa.insert(schema.message).values(values))
    if log:
        versions.write_log(connection, action=str(kind), by=by, at=at, subject=f"leverans {batch}", detail=told)


def comment(connection: sa.Connection, batch: int, *, by: str, at: datetime, text: str) -> None:
    """Say something about a batch without changing its state."""
    if batches.one(connection, batch).state is BatchState.DRAFT:
        raise StoreError(f"Leverans {batch} är ett utkast som ingen annan ser. Lämna in den först.")
    note(connection, batch, kind=CommentKind.COMMENT, by=by, at=at, text=said(text, "Skriv en kommentar först."))


def said(text: str, otherwise: str) -> str:
    """A text that must not be empty, trimmed."""
    if not clean(text).strip():
        raise InputError(otherwise)
    return clean(text).strip()
