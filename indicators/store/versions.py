"""The data versions: which there are, which one stood at a time, and how the next one is made."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from indicators.errors import InputError
from indicators.store import schema
from indicators.store.records import LogRow, VersionKind, VersionRow

_version = schema.version.c


def newest(connection: sa.Connection) -> int:
    """The highest data version; 0 before the first."""
    return highest(connection, _version.id)


def at(connection: sa.Connection, when: datetime) -> int:
    """The data version that stood at a time; 0 before the first."""
    return highest(connection, _version.id, _version.at <= when)


def highest(connection: sa.Connection, number: sa.Column[int], *conditions: sa.ColumnElement[bool]) -> int:
    """The highest number given so far; 0 before the first."""
    return int(connection.execute(sa.select(sa.func.max(number)).where(*conditions)).scalar() or 0)


def every(connection: sa.Connection) -> list[VersionRow]:
    """All data versions in order."""
    return [
        VersionRow(id=row.id, at=row.at, actor=row.actor, kind=VersionKind(row.kind), batch=row.batch_id)
        for row in connection.execute(sa.select(schema.version).order_by(_version.id))
    ]


def add(connection: sa.Connection, *, kind: VersionKind, by: str, at: datetime, batch: int | None = None) -> int:
    """The next data version, with a line in the log; only inside the write lock."""
    number = newest(connection) + 1
    values = {"id": number, "at": at, "actor": by, "kind": str(kind), "batch_id": batch}
    connection.execute(sa.insert(schema.version).values(values))
    subject = "" if batch is None else f"leverans {batch}"
    write_log(connection, action=str(kind), by=by, at=at, subject=subject, detail=f"dataversion {number}")
    return number


def standing_at(version: int | None) -> sa.ColumnElement[bool]:
    """The condition that a row stands: now, or as of a data version."""
    row = schema.observation.c
    if version is None:
        return row.ended_by.is_(None)
    return sa.and_(row.added_by <= version, sa.or_(row.ended_by.is_(None), row.ended_by > version))


def chosen(connection: sa.Connection, version: int | None) -> int | None:
    """The version to filter on; None when the newest is asked for, which is quicker to read."""
    if version is None:
        return None
    last = newest(connection)
    if not 0 <= version <= last:
        raise InputError(f"Dataversion {version} finns inte. Den senaste är {last}.")
    return None if version == last else version


def actor(name: str) -> str:
    """The name of whoever acts, trimmed; nobody may act unnamed."""
    trimmed = " ".join(name.split())
    if not trimmed:
        raise InputError("Det framgår inte vem som gör ändringen. Ange ett namn.")
    return trimmed


def write_log(
    connection: sa.Connection, *, action: str, by: str, at: datetime, subject: str = "", detail: str = ""
) -> None:
    """Add a line to the log of who did what."""
    values = {"at": at, "actor": by, "action": action, "subject": subject, "detail": detail}
    connection.execute(sa.insert(schema.log).values(values))


def log(connection: sa.Connection, *, latest: int | None, actions: Collection[str] | None = None) -> list[LogRow]:
    """The latest lines of the log, or those of some acts, the newest first."""
    lines = sa.select(schema.log).order_by(schema.log.c.id.desc()).limit(latest)
    if actions is not None:
        lines = lines.where(schema.log.c.action.in_(list(actions)))
    return [
        LogRow(at=row.at, actor=row.actor, action=row.action, subject=row.subject, detail=row.detail)
        for row in connection.execute(lines)
    ]
