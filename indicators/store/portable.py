"""Every table as rows of plain JSON, the same from either engine: what backups and moves are made of."""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from indicators.errors import StoreError
from indicators.store import sending, table_words

ALEMBIC: Final = "alembic_version"
CHUNK: Final = 10_000
_LARGEST: Final = 2**63 - 1

Value = Any
Turn = Callable[[Value], Value]


class PortableError(StoreError):
    """What cannot come from a store of ours; the message says what about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of the store as it is in the database, whatever its revision."""

    name: str
    columns: tuple[str, ...]
    out: tuple[Turn, ...]
    """Turns what the database gives into JSON, for each column."""
    back: tuple[Turn, ...]
    """Turns JSON into what the database keeps, for each column; refuses what is of another kind."""
    key: tuple[str, ...]
    texts: frozenset[str]


def tables(connection: sa.Connection) -> list[Table]:
    """The store's tables, each after those that its rows refer to."""
    inspector = sa.inspect(connection)
    ordered = [name for name, _ in inspector.get_sorted_table_and_fkc_names() if name and name != ALEMBIC]
    return [_described(inspector, name) for name in ordered]


def is_empty(connection: sa.Connection) -> bool:
    """Whether no table has any row."""
    return all(connection.execute(_from(table).limit(1)).first() is None for table in tables(connection))


def lines(connection: sa.Connection, table: Table) -> Iterator[bytes]:
    """Each row as one line of JSON, in the order of the table's key."""
    order = [_ordered(connection, table, name) for name in table.key]
    asked = _from(table).order_by(*order).execution_options(stream_results=True, yield_per=CHUNK)
    with connection.execute(asked) as result:
        for rows in result.partitions(CHUNK):
            for row in rows:
                said = [None if v is None else turn(v) for turn, v in zip(table.out, row, strict=True)]
                yield json.dumps(said, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode() + b"\n"


def put(connection: sa.Connection, table: Table, rows: Iterable[bytes]) -> int:
    """Insert rows that `lines` has told; gives how many."""
    whole, waiting = 0, []
    for line in rows:
        waiting.append(_read(table, line))
        whole += 1
        if len(waiting) == CHUNK:
            sending.send(connection, table.name, table.columns, waiting)
            waiting = []
    if waiting:
        sending.send(connection, table.name, table.columns, waiting)
    sending.number_on(connection, table.name, table.columns)
    return whole


def _from(table: Table) -> sa.Select[Any]:
    columns: list[sa.ColumnClause[Any]] = [sa.column(name) for name in table.columns]
    return sa.select(*columns).select_from(sa.table(table.name))


def _ordered(connection: sa.Connection, table: Table, name: str) -> sa.ColumnElement[Any]:
    """Text by its bytes, which is SQLite's order and no language's."""
    is_other = name in table.texts and connection.dialect.name != "sqlite"
    return sa.collate(sa.column(name, sa.Text), "C") if is_other else sa.column(name)


def _read(table: Table, line: bytes) -> tuple[Value, ...]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as fault:
        raise PortableError(f"en rad bland {table_words.name_of(table.name)} är inte läslig") from fault
    if not isinstance(row, list) or len(row) != len(table.columns):
        raise PortableError(f"en rad bland {table_words.name_of(table.name)} har fel antal värden")
    return tuple(None if v is None else turn(v) for turn, v in zip(table.back, row, strict=True))


def _described(inspector: sa.Inspector, name: str) -> Table:
    columns = inspector.get_columns(name)
    kinds = [_kind(name, column["name"], column["type"]) for column in columns]
    return Table(
        name=name,
        columns=tuple(column["name"] for column in columns),
        out=tuple(_OUT[kind] for kind in kinds),
        back=tuple(_BACK[kind] for kind in kinds),
        key=tuple(inspector.get_pk_constraint(name)["constrained_columns"]),
        texts=frozenset(column["name"] for column, kind in zip(columns, kinds, strict=True) if kind == "text"),
    )


def _kind(table: str, column: str, kind: sa.types.TypeEngine[Any]) -> str:
    for name, types in _KINDS.items():
        if isinstance(kind, types):
            return name
    raise StoreError(
        f"Kolumnen {column} bland {table_words.name_of(table)} är av ett slag som inte kan säkerhetskopieras. "
        "Inget är ändrat."
    )


def _number(value: Value) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise PortableError("ett tal är inget tal")
    return float(value)


def _of_kind(kind: type) -> Turn:
    def checked(value: Value) -> Value:
        if type(value) is not kind or (isinstance(value, int) and abs(value) > _LARGEST):
            raise PortableError(f"ett värde är inte av slaget {kind.__name__}")
        return value

    return checked


def _bytes(value: Value) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except (ValueError, TypeError) as fault:
        raise PortableError("ett dokument är inte läsligt") from fault


_KINDS: Final[Mapping[str, tuple[type, ...]]] = {
    "boolean": (sa.Boolean,),
    "whole": (sa.Integer,),
    "number": (sa.Numeric, sa.Float),
    "bytes": (sa.LargeBinary,),
    "text": (sa.String,),
}
_OUT: Final[Mapping[str, Turn]] = {
    "boolean": bool,
    "whole": int,
    "number": lambda value: float(value) + 0.0,  # no minus zero: SQLite does not keep its sign
    "bytes": lambda value: base64.b64encode(value).decode(),
    "text": str,
}
_BACK: Final[Mapping[str, Turn]] = {
    "boolean": _of_kind(bool),
    "whole": _of_kind(int),
    "number": _number,
    "bytes": _bytes,
    "text": _of_kind(str),
}
