"""Rows of a delivery on their way in: as the store can keep them, staged, compared, and written where they differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd
import sqlalchemy as sa

from indicators import observations as obs
from indicators.errors import MeasureError, StoreError
from indicators.store import codes, schema, sending, touched
from indicators.store.texts import cleaned

CHUNK: Final = 10_000
_LAST_YEAR: Final = 2**15 - 1
NOISE: Final = 1e-12
"""Relative difference under which two numbers are the same: arithmetic noise is no revision."""

NUMBERS: Final = (obs.VALUE, obs.NUMERATOR, obs.DENOMINATOR, obs.LOWER, obs.UPPER)
KEPT: Final = (*schema.KEY, *(name for name in schema.CONTENT if name != "note"), *schema.TEXTS)
"""The columns of a row that come from the delivery."""

stage = sa.Table(
    "stage",
    sa.MetaData(),
    sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
    *(sa.Column(name, schema.observation.c[name].type) for name in KEPT),
    prefixes=["TEMPORARY"],
    postgresql_on_commit="DROP",
)
_staged, _row = stage.c, schema.observation.c
_SAME_KEY: Final = sa.and_(*(_staged[name] == _row[name] for name in schema.KEY), _row.ended_by.is_(None))
_WITH_CURRENT: Final = stage.join(schema.observation, _SAME_KEY)


def sound(rows: pd.DataFrame) -> pd.DataFrame:
    """The observations as the store can keep them; looked at before the write lock is taken."""
    checked = obs.checked(rows)
    if not checked[obs.STATUS].isin(list(codes.STATUSES)).all():
        raise MeasureError("observations: unknown status")
    if not all(isinstance(code, str) for name in codes.TABLES for code in checked[name].unique()):
        raise MeasureError("observations: indicator, geography, period and breakdown must be text")
    if not checked[obs.YEAR].between(0, _LAST_YEAR).all():
        raise StoreError(
            "Leveransen innehåller ett år som inte finns. Inget är sparat. Rätta filen och lämna den igen."
        )
    if np.isinf(checked[list(NUMBERS)].to_numpy()).any():
        raise StoreError("Leveransen innehåller ett oändligt tal. Inget är sparat. Rätta filen och lämna den igen.")
    return checked


def insert(connection: sa.Connection, table: sa.Table, rows: pd.DataFrame, **fixed: Any) -> None:
    """Put rows into a table with their place in the delivery; codes not seen before are given a number."""
    numbers = {column: codes.known(connection, column, rows[column].unique()) for column in codes.TABLES}
    for start in range(0, len(rows), CHUNK):
        columns = _as_stored(rows.iloc[start : start + CHUNK], numbers, start, fixed)
        sending.send(connection, table.name, list(columns), list(zip(*columns.values(), strict=True)))


def fill(connection: sa.Connection, rows: pd.DataFrame) -> None:
    """Stage the rows of a delivery."""
    stage.create(connection)
    insert(connection, stage, rows)
    _size_up(connection)


def fill_from_pending(connection: sa.Connection, batch: int) -> None:
    """Stage the rows of a batch that waits."""
    stage.create(connection)
    names = ("place", *KEPT)
    waiting = sa.select(*(schema.pending.c[name] for name in names)).where(schema.pending.c.batch_id == batch)
    connection.execute(sa.insert(stage).from_select(list(names), waiting))
    _size_up(connection)


def drop_unchanged(connection: sa.Connection) -> int:
    """Take away from the stage what says what stands already; gives how many rows."""
    same = sa.select(_staged.place).select_from(_WITH_CURRENT).where(sa.not_(_differs()))
    return connection.execute(sa.delete(stage).where(_staged.place.in_(same))).rowcount


def changed(connection: sa.Connection) -> int:
    """How many staged rows would take the place of one that stands."""
    return int(connection.execute(sa.select(sa.func.count()).select_from(_WITH_CURRENT)).scalar_one())


def write(connection: sa.Connection, *, batch: int, version: int) -> None:
    """End the rows that the staged ones replace, and add these as the batch's own; the stage is done with."""
    replaced = sa.select(_row.id).select_from(_WITH_CURRENT)
    connection.execute(sa.update(schema.observation).where(_row.id.in_(replaced)).values(ended_by=version))
    origin = [sa.literal(batch).label("batch_id"), sa.literal(version).label("added_by")]
    incoming = sa.select(*(_staged[name] for name in KEPT), *origin).order_by(*(_staged[name] for name in schema.KEY))
    connection.execute(sa.insert(schema.observation).from_select([*KEPT, "batch_id", "added_by"], incoming))
    touched.note(connection, version, sa.select(_staged.indicator_id))
    stage.drop(connection)


def _size_up(connection: sa.Connection) -> None:
    """Let PostgreSQL know how large the stage is: else it compares every row with every other, for minutes."""
    if connection.dialect.name == sending.POSTGRESQL:
        connection.exec_driver_sql("ANALYZE stage")


def _as_stored(
    rows: pd.DataFrame, numbers: Mapping[str, Mapping[str, int]], start: int, fixed: Mapping[str, Any]
) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {"place": list(range(start, start + len(rows)))}
    columns |= {name: [value] * len(rows) for name, value in fixed.items()}
    columns |= {f"{column}_id": [numbers[column][code] for code in rows[column]] for column in codes.TABLES}
    columns |= {"year": rows[obs.YEAR].tolist(), "status": [codes.STATUSES[word] for word in rows[obs.STATUS]]}
    columns |= {name: [None if x != x else x for x in rows[name].tolist()] for name in NUMBERS}
    columns |= {name: rows[name].tolist() for name in (obs.IS_DEMO, obs.BASE_ESTIMATED)}
    columns |= {name: cleaned(rows[name]) for name in schema.TEXTS}
    return columns


def _differs() -> sa.ColumnElement[bool]:
    """Whether the delivery says something else than the row that stands; NULL equals NULL."""
    return sa.or_(*(_other_number(name) if name in NUMBERS else _other(name) for name in schema.CONTENT))


def _other(name: str) -> sa.ColumnElement[bool]:
    return _staged[name].is_distinct_from(_row[name])


def _other_number(name: str) -> sa.ColumnElement[bool]:
    noise = sa.func.abs(_staged[name] - _row[name]) <= NOISE * sa.func.abs(_row[name])
    return sa.and_(_other(name), sa.not_(sa.func.coalesce(noise, sa.false())))
