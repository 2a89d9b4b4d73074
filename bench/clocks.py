"""Processor time, which a busy machine moves little: ours, and that of the database's own process where it has one."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import sqlalchemy as sa

Clock = Callable[[], float]

_NANO: Final = 1e-9


def of_database(engine: sa.Engine) -> Clock:
    """Seconds that we and the database have worked; of a PostgreSQL on another machine by the clock instead."""
    if engine.dialect.name == "sqlite":
        return time.thread_time
    with engine.connect() as connection:
        number = connection.execute(sa.text("SELECT pg_backend_pid()")).scalar_one()
    process = Path(f"/proc/{number}")
    if not process.exists():
        return time.perf_counter
    return lambda: time.thread_time() + _spent(process)


def _spent(task: Path) -> float:
    return int((task / "schedstat").read_text().split()[0]) * _NANO
