"""A lock for work longer than a transaction: a row with its owner, taken over when the owner has died.

An owner on this machine is asked for by its process number; one on another machine is waited for until its time is up.
"""

from __future__ import annotations

import os
import platform
import secrets
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from indicators import swedish
from indicators.errors import BusyError, StoreError
from indicators.store import schema
from indicators.store.records import LockRow

REFRESH: Final = "refresh"
"""The name under which sources are fetched."""

_lock = schema.lock.c


def take(connection: sa.Connection, name: str, *, doing: str, seconds: int) -> str:
    """The token of whoever holds the lock from now; refused while another holds it and lives."""
    found = connection.execute(sa.select(schema.lock).where(_lock.name == name)).one_or_none()
    if found is not None and not _has_died(found):
        since = swedish.moment(swedish.local(found.taken_at))
        raise BusyError(
            f"En hämtning pågår redan ({found.doing}, sedan {since}). Inget är ändrat. Försök igen när den är klar."
        )
    connection.execute(sa.delete(schema.lock).where(_lock.name == name))
    token, now = secrets.token_hex(16), datetime.now(UTC)
    values = {"name": name, "token": token, "doing": doing, "taken_at": now, "until": now + timedelta(seconds=seconds)}
    process = os.getpid()
    mine = {"host": platform.node(), "process": process, "born": _born(process)}
    connection.execute(sa.insert(schema.lock).values({**values, **mine}))
    return token


def must_hold(connection: sa.Connection, name: str, token: str) -> None:
    """Refuse to write anything once another has taken the lock over."""
    held = sa.select(_lock.token).where(_lock.name == name)
    if connection.execute(held).scalar() != token:
        raise StoreError("Hämtningen tog för lång tid, så en annan har tagit vid. Inget är ändrat.")


def release(connection: sa.Connection, name: str, token: str) -> None:
    """Let go of the lock, if it is still held."""
    connection.execute(sa.delete(schema.lock).where(_lock.name == name, _lock.token == token))


def holder(connection: sa.Connection, name: str) -> LockRow | None:
    """Who holds the lock and lives; None where nobody does."""
    found = connection.execute(sa.select(schema.lock).where(_lock.name == name)).one_or_none()
    if found is None or _has_died(found):
        return None
    return LockRow(
        doing=found.doing, host=found.host, process=found.process, taken_at=found.taken_at, until=found.until
    )


def _has_died(row: Any) -> bool:
    """Whether the owner's time is up, or its process is no longer there."""
    if row.until < datetime.now(UTC):
        return True
    if row.host != platform.node() or sys.platform == "win32":
        return False
    return not _lives(row.process) or _born(row.process) != row.born


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's process
        return True
    return True


def _born(process: int) -> str:
    """When a process started, as the system counts: a number given to another later is not taken for it.

    A process that has ended but that nobody has asked about yet has no birth.
    """
    with suppress(OSError, IndexError):
        told = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        return "" if told[0] in "ZX" else told[19]
    return ""
