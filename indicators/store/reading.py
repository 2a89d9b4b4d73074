"""Observations out of the store, as they stand or as they stood."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

import numpy as np
import pandas as pd
import sqlalchemy as sa

from indicators import observations as obs
from indicators.model import TOTAL
from indicators.store import codes, schema, versions

_row = schema.observation.c
_CODED: Final = {name: f"{name}_id" for name in codes.TABLES}
_STORED: Final = {name: _CODED.get(name, name) for name in obs.DTYPES} | {obs.BATCH: "batch_id"}
"""Column of the frame → column of the table."""

_BESIDE: Final = (obs.LOWER, obs.UPPER, obs.IS_DEMO, obs.BASE_ESTIMATED, obs.BATCH)
"""What stands beside the counts of a row."""
_NOTHING: Final[Mapping[str, Any]] = {"object": "", "float64": float("nan"), "bool": False, "int64": 0}
"""What a column that is left out holds, by its type."""

_ORDER: Final = (obs.YEAR, obs.BREAKDOWN, obs.GEOGRAPHY, obs.INDICATOR)
"""The least important first, as `numpy.lexsort` wants it."""


@contextmanager
def many_rows() -> Iterator[None]:
    """Rows by the hundred thousand are no rubbish: looking through them for it takes half as long as reading them."""
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_collecting:
            gc.enable()


def observations(
    connection: sa.Connection,
    *,
    version: int | None,
    indicators: Sequence[str] | None,
    geographies: Sequence[str] | None,
    breakdowns: Sequence[str] | None = None,
    with_origin: bool = True,
    counts_alone: bool = False,
) -> pd.DataFrame:
    """The tidy table as of a data version, in order of indicator, geography, breakdown and year."""
    words = {name: codes.words(connection, name) for name in codes.TABLES}
    left_out = {name: _NOTHING[obs.DTYPES[name]] for name in _left_out(with_origin, counts_alone)}
    wanted = [name for name in obs.DTYPES if name not in left_out]
    statement = sa.select(*(_row[_STORED[name]] for name in wanted)).where(
        versions.standing_at(versions.chosen(connection, version)),
        *_among(_row.indicator_id, indicators, words[obs.INDICATOR]),
        *_among(_row.geography_id, geographies, words[obs.GEOGRAPHY]),
        *_among(_row.breakdown_id, breakdowns, words[obs.BREAKDOWN]),
    )
    rows = fetched(connection, statement)
    if not rows:
        return obs.empty()
    columns = dict(zip(wanted, zip(*rows, strict=True), strict=True))
    columns |= {name: (nothing,) * len(rows) for name, nothing in left_out.items()}
    return obs.checked(_frame(columns, words))


def _left_out(with_origin: bool, counts_alone: bool) -> tuple[str, ...]:
    return (*(schema.TEXTS if not with_origin else ()), *(_BESIDE if counts_alone else ()))


@many_rows()
def pending(connection: sa.Connection, batch: int) -> pd.DataFrame:
    """The rows of a batch that people have handed in, in the file's order."""
    waiting = schema.pending.c
    stored = (waiting[_STORED[name]] for name in obs.DTYPES)
    rows = fetched(connection, sa.select(*stored).where(waiting.batch_id == batch).order_by(waiting.place))
    if not rows:
        return obs.empty()
    words = {name: codes.words(connection, name) for name in codes.TABLES}
    return obs.checked(_frame(dict(zip(obs.DTYPES, zip(*rows, strict=True), strict=True)), words, in_order=False))


def latest_year(connection: sa.Connection, *, version: int | None, geography: str | None) -> int | None:
    """The last year with a value for everybody, in all or in one geography; None where there is none."""
    standing = versions.standing_at(versions.chosen(connection, version))
    place = None if geography is None else codes.numbers(connection, obs.GEOGRAPHY).get(geography, 0)
    everybody = codes.numbers(connection, obs.BREAKDOWN).get(TOTAL, 0)
    every = schema.indicator
    years = (
        sa.select(_row.year)
        .where(_row.indicator_id == every.c.id, _row.breakdown_id == everybody, standing, _row.value.is_not(None))
        .order_by(_row.year.desc())
        .limit(1)
    )
    last = (years if place is None else years.where(_row.geography_id == place)).correlate(every).scalar_subquery()
    return connection.execute(sa.select(sa.func.max(last)).select_from(every)).scalar()  # a glance into an index each


def counts(connection: sa.Connection, *, version: int | None, indicators: Sequence[str] | None) -> dict[str, int]:
    """How many observations of each indicator, or of those named, stand."""
    words = codes.words(connection, obs.INDICATOR)
    standing = versions.standing_at(versions.chosen(connection, version))
    chosen = standing, *_among(_row.indicator_id, indicators, words)
    told = sa.select(_row.indicator_id, sa.func.count()).where(*chosen).group_by(_row.indicator_id)
    return {words[number]: count for number, count in fetched(connection, told)}


@many_rows()
def fetched(connection: sa.Connection, statement: sa.Select[Any]) -> list[tuple[Any, ...]]:
    """The driver's own tuples: a third of the time, and every column is a number or a text already."""
    result = connection.execute(statement)
    with result:
        return list(result.cursor.fetchall())


def _among(
    column: sa.ColumnElement[int], wanted: Sequence[str] | None, words: Mapping[int, str]
) -> list[sa.ColumnElement[bool]]:
    if wanted is None:
        return []
    chosen = set(wanted)
    return [column.in_([number for number, code in words.items() if code in chosen])]


def _frame(
    columns: Mapping[str, Sequence[Any]], words: Mapping[str, Mapping[int, str]], *, in_order: bool = True
) -> pd.DataFrame:
    ranks: dict[str, np.ndarray] = {obs.YEAR: np.array(columns[obs.YEAR])}
    made: dict[str, Any] = dict(columns)
    for name in codes.TABLES:
        made[name], ranks[name] = _spoken(columns[name], words[name])
    made[obs.STATUS], _ = _spoken(columns[obs.STATUS], codes.STATUS_WORDS)
    arrays = {name: np.array(made[name], dtype=kind) for name, kind in obs.DTYPES.items()}
    order = np.lexsort([ranks[name] for name in _ORDER]) if in_order else slice(None)
    return pd.DataFrame({name: pd.Series(array[order], dtype=obs.DTYPES[name]) for name, array in arrays.items()})


def _spoken(numbers: Sequence[int], words: Mapping[int, str]) -> tuple[np.ndarray, np.ndarray]:
    """Codes for numbers, and each code's place in alphabetical order, which sorts faster than text."""
    present = sorted(set(numbers))
    spoken = np.array([words[number] for number in present], dtype=object)
    rank = np.argsort(np.argsort(spoken))
    at = np.searchsorted(present, numbers)
    return spoken[at], rank[at]
