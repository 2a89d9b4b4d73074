"""Many rows to the database at once, the quickest way that its driver has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy as sa

POSTGRESQL: Final = "postgresql"


def send(connection: sa.Connection, table: str, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows of plain numbers, texts and bytes, in the order of the names."""
    quote = connection.dialect.identifier_preparer.quote
    into = f"{quote(table)} ({', '.join(map(quote, names))})"
    if connection.dialect.name == POSTGRESQL:
        _copy(connection, f"COPY {into} FROM STDIN", rows)
        return
    marks = ", ".join("?" * len(names))
    connection.exec_driver_sql(f"INSERT INTO {into} VALUES ({marks})", list(rows))  # noqa: S608 names of our own


def number_on(connection: sa.Connection, table: str, names: Sequence[str]) -> None:
    """Let the table's own numbering go on after the rows that have come with theirs; SQLite does so by itself."""
    if connection.dialect.name != POSTGRESQL or "id" not in names:
        return
    highest = sa.select(sa.func.max(sa.column("id"))).select_from(sa.table(table)).scalar_subquery()
    sequence = sa.func.pg_get_serial_sequence(connection.dialect.identifier_preparer.quote(table), "id")
    connection.execute(sa.select(sa.func.setval(sequence, highest)).where(highest.is_not(None)))


def _copy(connection: sa.Connection, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """COPY, four times as quick as INSERT; its faults are told as SQLAlchemy tells those of every other statement."""
    driver: Any = connection.connection.driver_connection
    faults: Any = connection.dialect.loaded_dbapi.Error
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except faults as fault:
        lost = connection.dialect.is_disconnect(fault, driver, None)
        raise sa.exc.DBAPIError.instance(
            statement, None, fault, faults, connection_invalidated=lost, dialect=connection.dialect
        ) from fault
