"""A delivery into the store: staged, compared with what stands, and only what differs is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import sqlalchemy as sa

from indicators import observations as obs
from indicators.batches import Delivery
from indicators.errors import MeasureError, StoreError
from indicators.store import batches, codes, files, schema, versions
from indicators.store.records import AppendResult, VersionKind

CHUNK: Final = 10_000
NOISE: Final = 1e-12
"""Relative difference under which two numbers are the same: arithmetic noise is no revision."""

_NUMBERS: Final = (obs.VALUE, obs.NUMERATOR, obs.DENOMINATOR, obs.LOWER, obs.UPPER)
_KEPT: Final = (*schema.KEY, *(name for name in schema.CONTENT if name != "note"), *schema.TEXTS)

_stage = sa.Table(
    "stage",
    sa.MetaData(),
    sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
    *(sa.Column(name, schema.observation.c[name].type) for name in _KEPT),
    prefixes=["TEMPORARY"],
    postgresql_on_commit="DROP",
)
_staged, _row = _stage.c, schema.observation.c
_SAME_KEY: Final = sa.and_(*(_staged[name] == _row[name] for name in schema.KEY), _row.ended_by.is_(None))
_WITH_CURRENT: Final = _stage.join(schema.observation, _SAME_KEY)


def append(
    connection: sa.Connection, delivery: Delivery, rows: pd.DataFrame, folder: Path, *, by: str, at: datetime
) -> AppendResult:
    """Bring in what differs in a delivery's sound rows as a batch; only the keys it contains are replaced."""
    if rows.empty:
        return _nothing(connection, unchanged=0)
    _fill_stage(connection, rows)
    unchanged = connection.execute(_drop_unchanged()).rowcount
    if unchanged == len(rows):
        _stage.drop(connection)
        return _nothing(connection, unchanged=unchanged)
    changed = connection.execute(sa.select(sa.func.count()).select_from(_WITH_CURRENT)).scalar_one()
    counts = {"n_new": len(rows) - unchanged - changed, "n_changed": changed, "n_unchanged": unchanged}
    sha256 = files.keep(folder, delivery.content)
    batch = batches.add(connection, delivery, sha256=sha256, by=by, at=at, counts=counts)
    version = versions.add(connection, kind=VersionKind.APPROVE, by=by, at=at, batch=batch)
    _replace(connection, batch=batch, version=version)
    _stage.drop(connection)
    return AppendResult(
        batch=batch, version=version, new=counts["n_new"], changed=changed, unchanged=unchanged, ended=0
    )


def sound(rows: pd.DataFrame) -> pd.DataFrame:
    """The observations as the store can keep them; looked at before the write lock is taken."""
    checked = obs.checked(rows)
    if not checked[obs.STATUS].isin(list(codes.STATUSES)).all():
        raise MeasureError("observations: unknown status")
    if not all(isinstance(code, str) for name in codes.TABLES for code in checked[name].unique()):
        raise MeasureError("observations: indicator, geography, period and breakdown must be text")
    if np.isinf(checked[list(_NUMBERS)].to_numpy()).any():
        raise StoreError("Leveransen innehåller ett oändligt tal. Inget är sparat. Rätta filen och lämna den igen.")
    return checked


def _nothing(connection: sa.Connection, *, unchanged: int) -> AppendResult:
    """The outcome of a delivery that says what the store already says."""
    version = versions.newest(connection)
    return AppendResult(batch=None, version=version, new=0, changed=0, unchanged=unchanged, ended=0)


def _fill_stage(connection: sa.Connection, rows: pd.DataFrame) -> None:
    _stage.create(connection)
    numbers = {column: codes.known(connection, column, rows[column].unique()) for column in codes.TABLES}
    for start in range(0, len(rows), CHUNK):
        connection.execute(sa.insert(_stage), list(_as_stored(rows.iloc[start : start + CHUNK], numbers, start)))


def _as_stored(rows: pd.DataFrame, numbers: Mapping[str, Mapping[str, int]], start: int) -> Iterator[dict[str, Any]]:
    columns: dict[str, list[Any]] = {"place": list(range(start, start + len(rows)))}
    columns |= {f"{column}_id": [numbers[column][code] for code in rows[column]] for column in codes.TABLES}
    columns |= {"year": rows[obs.YEAR].tolist(), "status": [codes.STATUSES[word] for word in rows[obs.STATUS]]}
    columns |= {name: [None if x != x else x for x in rows[name].tolist()] for name in _NUMBERS}
    columns |= {name: rows[name].tolist() for name in (obs.IS_DEMO, obs.BASE_ESTIMATED)}
    columns |= {name: [_clean(text) for text in rows[name]] for name in schema.TEXTS}
    names = list(columns)
    return (dict(zip(names, values, strict=True)) for values in zip(*columns.values(), strict=True))


def _clean(text: object) -> str:
    """Text that every database can keep: without half characters and nulls."""
    return text.replace("\0", "").encode(errors="replace").decode() if isinstance(text, str) else ""


def _drop_unchanged() -> sa.Delete:
    same = sa.select(_staged.place).select_from(_WITH_CURRENT).where(sa.not_(_differs()))
    return sa.delete(_stage).where(_staged.place.in_(same))


def _differs() -> sa.ColumnElement[bool]:
    """Whether the delivery says something else than the row that stands; NULL equals NULL."""
    return sa.or_(*(_other_number(name) if name in _NUMBERS else _other(name) for name in schema.CONTENT))


def _other(name: str) -> sa.ColumnElement[bool]:
    return _staged[name].is_distinct_from(_row[name])


def _other_number(name: str) -> sa.ColumnElement[bool]:
    noise = sa.func.abs(_staged[name] - _row[name]) <= NOISE * sa.func.abs(_row[name])
    return sa.and_(_other(name), sa.not_(sa.func.coalesce(noise, sa.false())))


def _replace(connection: sa.Connection, *, batch: int, version: int) -> None:
    replaced = sa.select(_row.id).select_from(_WITH_CURRENT)
    connection.execute(sa.update(schema.observation).where(_row.id.in_(replaced)).values(ended_by=version))
    origin = [sa.literal(batch).label("batch_id"), sa.literal(version).label("added_by")]
    incoming = sa.select(*(_staged[name] for name in _KEPT), *origin).order_by(*(_staged[name] for name in schema.KEY))
    connection.execute(sa.insert(schema.observation).from_select([*_KEPT, "batch_id", "added_by"], incoming))
