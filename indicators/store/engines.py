"""Connections to the store: one engine that writes under a lock, one that can only read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import sqlalchemy as sa

from indicators.errors import StoreError
from indicators.store import sentences
from indicators.store.addresses import SQLITE, address, is_embedded, path_of, place, read_only_address

__all__ = [
    "LOCK",
    "SQLITE",
    "damaged",
    "engine",
    "faults_in_swedish",
    "is_embedded",
    "kept_or_unsure",
    "path_of",
    "place",
    "read_only_address",
    "reader",
    "writer",
]

LOCK: Final = 2020
"""The number writers agree on for their advisory lock in PostgreSQL."""

_CONNECTING: Final = {
    "connect_timeout": "5",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "20000",
    "application_name": "lagesbild",
    "client_encoding": "utf8",
}
"""How long to believe in a PostgreSQL server that says nothing; seconds, but milliseconds for the last of them."""


def writer(url: str, *, patience: float, foreign_keys: bool = True) -> sa.Engine:
    """An engine whose every transaction holds the store's only write lock from its first statement."""
    waits = round(patience * 1000)
    if not is_embedded(url):
        # each statement must see what was committed before the lock was given, whatever the server's own choice is
        made = engine(url, pool_size=2, max_overflow=8, pool_timeout=patience, isolation_level="READ COMMITTED")
        _on_begin(made, f"SET LOCAL jit = off; SET LOCAL lock_timeout = {waits}; SELECT pg_advisory_xact_lock({LOCK})")
        return made
    made = engine(url)
    settings = (
        f"busy_timeout = {waits}",
        "journal_mode = WAL",
        "synchronous = FULL",
        f"foreign_keys = {'ON' if foreign_keys else 'OFF'}",
        "temp_store = MEMORY",
    )
    _on_connect(made, settings)
    _on_begin(made, "BEGIN IMMEDIATE")
    return made


def reader(url: str, *, patience: float) -> sa.Engine:
    """An engine that sees one consistent state per transaction and can change nothing."""
    if not is_embedded(url):
        options = {"postgresql_readonly": True}
        made = engine(url, pool_size=10, isolation_level="REPEATABLE READ", execution_options=options)
        _as_they_lie(made)
        return made
    made = engine(read_only_address(path_of(url)), pool_size=10, max_overflow=20)
    _on_connect(made, (f"busy_timeout = {round(patience * 1000)}", "query_only = ON"))
    _on_begin(made, "BEGIN")
    return made


def engine(url: str, **options: Any) -> sa.Engine:
    """A plain engine; refused in Swedish where the address or its driver is unknown."""
    read = address(url)
    if read.drivername == "postgresql+psycopg":
        asked = {name: value for name, value in _CONNECTING.items() if name not in read.query}
        # no prepared statements: they would bind a connection to a server that a pooler may change
        options |= {"connect_args": {**asked, "prepare_threshold": None}, "pool_pre_ping": True}
    try:
        return sa.create_engine(read, **options)
    except (sa.exc.ArgumentError, ImportError) as fault:
        raise StoreError(
            f"Databaser av slaget {read.drivername} kan inte användas här. Välj sqlite eller postgresql i "
            "LAGESBILD_DATABASE_URL. PostgreSQL:s drivrutin installeras med pip install -r requirements-postgresql.txt."
        ) from fault


@contextmanager
def faults_in_swedish(where: str) -> Iterator[None]:
    """Turns every fault of the database into one sentence that says what to do."""
    try:
        yield
    except (sa.exc.SQLAlchemyError, sqlite3.Error) as fault:
        raise StoreError(_sentence(fault).format(where=where)) from fault
    except (
        LookupError,
        TypeError,
        ValueError,
        OverflowError,
    ) as fault:  # what was handed in is checked before: this came out of it
        raise StoreError(damaged(where)) from fault


@contextmanager
def kept_or_unsure(where: str) -> Iterator[None]:
    """Around a commit: a connection that breaks there leaves it unknown whether the change was kept, and says so."""
    try:
        yield
    except sa.exc.DBAPIError as fault:
        if fault.connection_invalidated:
            raise StoreError(sentences.UNSURE.format(where=where)) from fault
        raise


def damaged(where: str) -> str:
    """The sentence about a store whose content cannot be trusted."""
    return sentences.DAMAGED.format(where=where)


def _sentence(fault: Exception) -> str:
    said = getattr(fault, "orig", None) or fault
    if isinstance(said, sqlite3.Error):
        return sentences.of_sqlite(str(said))
    is_connected = not isinstance(fault, sa.exc.OperationalError) or fault.statement is not None
    code = getattr(said, "sqlstate", None)
    is_lost = isinstance(fault, sa.exc.DBAPIError) and fault.connection_invalidated
    return sentences.of_postgresql(str(said), code, is_connected=is_connected and not is_lost)


def _on_connect(engine: sa.Engine, pragmas: tuple[str, ...]) -> None:
    @sa.event.listens_for(engine, "connect")
    def connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we begin and commit ourselves: the driver's own BEGIN comes too late
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}").close()


def _as_they_lie(engine: sa.Engine) -> None:
    """Have PostgreSQL send numbers as they lie in memory: as text, they took twice the time to write and to read."""

    @sa.event.listens_for(engine, "connect")
    def connected(connection: Any, _record: Any) -> None:
        from psycopg import Cursor
        from psycopg.pq import Format

        class BinaryCursor(Cursor[Any]):
            def __init__(self, *args: Any, **options: Any) -> None:
                super().__init__(*args, **options)
                self.format = Format.BINARY

        connection.cursor_factory = BinaryCursor


def _on_begin(engine: sa.Engine, statement: str) -> None:
    @sa.event.listens_for(engine, "begin")
    def begun(connection: sa.Connection) -> None:
        connection.exec_driver_sql(statement)
