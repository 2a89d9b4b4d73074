"""Many rows at once: references and indexes put aside while they come in, and made again over all of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import sqlalchemy as sa

from indicators.store.sending import POSTGRESQL

_REFERENCES: Final = """
SELECT c.conrelid::regclass::text, quote_ident(c.conname), pg_get_constraintdef(c.oid)
FROM pg_constraint c WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace ORDER BY 1, 2
"""
_INDEXES: Final = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE c.relnamespace = current_schema()::regnamespace
AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid) ORDER BY 1
"""
_INDEXES_OF_SQLITE: Final = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"


@contextmanager
def without_checks(connection: sa.Connection) -> Iterator[None]:
    """Within one transaction: no reference is looked up and no index kept row by row; afterwards all of them hold.

    Making them again checks every row, and fails where one would not have been let in. PostgreSQL looks up each
    reference of each row, half a millisecond for ten rows, but all of a column at once in one pass.
    """
    again = _put_aside(connection)
    yield
    for statement in again:
        connection.exec_driver_sql(statement)
    if again and connection.dialect.name == POSTGRESQL:
        connection.exec_driver_sql(
            "ANALYZE"
        )  # before its own keeper comes round, so that the first reader need not wait


def _put_aside(connection: sa.Connection) -> list[str]:
    """Drop references and indexes; gives the statements that make them again."""
    is_postgresql = connection.dialect.name == POSTGRESQL
    again = []
    for name, made in connection.exec_driver_sql(_INDEXES if is_postgresql else _INDEXES_OF_SQLITE).all():
        connection.exec_driver_sql(f"DROP INDEX {name}" if is_postgresql else f'DROP INDEX "{name}"')
        again.append(str(made))
    for table, name, made in connection.exec_driver_sql(_REFERENCES).all() if is_postgresql else ():
        connection.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        again.append(f"ALTER TABLE {table} ADD CONSTRAINT {name} {made}")
    return again
