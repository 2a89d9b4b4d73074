"""Small facts about the store itself, such as what has been loaded into it."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from indicators.store import schema, versions

_marker = schema.marker.c


def value(connection: sa.Connection, name: str) -> str:
    """The fact of a name; empty where it has not been set."""
    return connection.execute(sa.select(_marker.value).where(_marker.name == name)).scalar() or ""


def put(connection: sa.Connection, name: str, value: str, *, by: str, at: datetime) -> None:
    """Set the fact of a name, with a line in the log."""
    keep(connection, name, value)
    versions.write_log(connection, action="marker", by=by, at=at, subject=name, detail=value)


def keep(connection: sa.Connection, name: str, value: str) -> None:
    """Set a fact that belongs to an act which the log tells of already."""
    connection.execute(sa.delete(schema.marker).where(_marker.name == name))
    connection.execute(sa.insert(schema.marker).values({"name": name, "value": value}))
