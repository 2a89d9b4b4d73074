"""What a delivery would change: its rows beside those that stand, key by key."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd
import sqlalchemy as sa

from indicators import observations as obs
from indicators.errors import StoreError
from indicators.store import codes, reading, schema, staging, versions
from indicators.store.texts import cleaned

WHAT: Final = "what"
NEW: Final = "new"
CHANGED: Final = "changed"
UNCHANGED: Final = "unchanged"
ENDED: Final = "ended"

CONTENT: Final = (*staging.NUMBERS, obs.STATUS, obs.IS_DEMO, obs.BASE_ESTIMATED, obs.NOTE)
"""What a row says besides its key and period."""

BEFORE: Final = "before_"
AFTER: Final = "after_"
COLUMNS: Final = (
    *obs.KEY,
    obs.PERIOD,
    WHAT,
    *(f"{BEFORE}{name}" for name in (obs.PERIOD, *CONTENT, obs.BATCH)),
    *(f"{AFTER}{name}" for name in CONTENT),
    *(obs.SHEET, obs.CELL, obs.RAW),
)
"""One row for each key of the delivery in its order, then one for each key that it ends.

`before_` is what stands now and `after_` what the delivery says; the side that is not there is NaN, '' and False, and
its batch 0. Period, sheet, cell and raw are the delivery's, but the period of an ended key is the one that stood.
"""

_READ: Final = (*schema.KEY, "period_id", *(name for name in CONTENT if name != obs.STATUS), "status", "batch_id")
_EMPTY: Final[Mapping[str, Any]] = {"object": "", "float64": np.nan, "int64": 0, "bool": False}

Columns = dict[str, np.ndarray]


@reading.many_rows()
def difference(
    connection: sa.Connection, rows: pd.DataFrame, *, ends: pd.DataFrame | None = None, version: int | None = None
) -> pd.DataFrame:
    """What sound rows would change in what stands, or stood at a version; only reads.

    Keys to end that do not stand, or that the rows hold themselves, are left out.
    """
    words = {name: codes.words(connection, name) for name in codes.TABLES}
    wanted = _keys(rows, words)
    ending = wanted[:0] if ends is None else _keys(ends, words)
    standing = _standing(connection, np.concatenate([wanted, ending]), version)
    stands = np.stack([standing[name] for name in schema.KEY], axis=1)
    at, also = _places(stands, wanted), pd.unique(_places(stands, ending))
    ended = also[(also >= 0) & ~np.isin(also, at)]
    before, after = _spoken(standing, words), _delivered(rows)
    what = np.where(at < 0, NEW, np.where(_differs(before, after, at), CHANGED, UNCHANGED)).astype(object)
    return _frame(before, after, np.concatenate([at, ended]), what)


def fingerprint(difference: pd.DataFrame) -> str:
    """One SHA-256 for everything that a difference changes, whatever the order of its rows."""
    telling = difference[difference[WHAT] != UNCHANGED]
    telling = telling.sort_values(list(obs.KEY), ignore_index=True) if len(telling) else telling
    whole = hashlib.sha256()
    for name in COLUMNS[: COLUMNS.index(obs.SHEET)]:
        if name != f"{BEFORE}{obs.BATCH}":
            column = telling[name].to_numpy()
            told = "\0".join(column).encode(errors="replace") if column.dtype == object else (column + 0).tobytes()
            whole.update(f"{name} {len(told)}\0".encode() + told)
    return whole.hexdigest()


def counts(difference: pd.DataFrame) -> dict[str, int]:
    """How many keys are new, changed, unchanged and ended."""
    found = difference[WHAT].value_counts()
    return {name: int(found.get(name, 0)) for name in (NEW, CHANGED, UNCHANGED, ENDED)}


def _keys(rows: pd.DataFrame, words: Mapping[str, Mapping[int, str]]) -> np.ndarray:
    """Each row's key in the store's numbers, a row a key; -1 for a code that it has never seen."""
    columns = [
        rows[name].to_numpy(dtype="int64") if name == obs.YEAR else _numbers(rows[name], words[name])
        for name in (obs.INDICATOR, obs.BREAKDOWN, obs.GEOGRAPHY, obs.YEAR)
    ]
    return np.stack(columns, axis=1)


def _numbers(spoken: pd.Series, words: Mapping[int, str]) -> np.ndarray:
    known = {code: number for number, code in words.items()}
    places, distinct = pd.factorize(spoken)
    return np.array([known.get(code, -1) for code in distinct], dtype="int64")[places]


def _places(stands: np.ndarray, keys: np.ndarray) -> np.ndarray:
    """Where each key stands, -1 where it does not; whole keys are compared as the one number that they make."""
    if not len(stands) or not len(keys):
        return np.full(len(keys), -1, dtype="int64")
    least = np.minimum(stands.min(axis=0), keys.min(axis=0))
    room = [int(most) + 1 for most in np.maximum(stands.max(axis=0), keys.max(axis=0)) - least]
    if math.prod(room) >= 2**63:
        raise StoreError("Leveransen är för stor för att jämföras på en gång. Inget är sparat. Dela den i flera.")
    weights = np.array([math.prod(room[place + 1 :]) for place in range(len(room))], dtype="int64")
    return np.asarray(pd.Index((stands - least) @ weights).get_indexer(pd.Index((keys - least) @ weights)))


def _standing(connection: sa.Connection, keys: np.ndarray, version: int | None) -> Columns:
    """The rows that stand for the keys' indicators, geographies and years; some more than asked for."""
    row = schema.observation.c
    if not len(keys):
        return {name: _typed(name, ()) for name in _READ}
    indicators, _, geographies, years = keys.T
    chosen = sa.select(*(row[name] for name in _READ)).where(
        versions.standing_at(versions.chosen(connection, version)),
        row.indicator_id.in_(np.unique(indicators).tolist()),
        row.geography_id.in_(np.unique(geographies).tolist()),
        row.year.between(int(years.min()), int(years.max())),
    )
    found = reading.fetched(connection, chosen)
    columns: Sequence[Sequence[Any]] = list(zip(*found, strict=True)) if found else [()] * len(_READ)
    return {name: _typed(name, column) for name, column in zip(_READ, columns, strict=True)}


def _typed(name: str, column: Sequence[Any]) -> np.ndarray:
    kind = "int64" if name.endswith("_id") or name == obs.STATUS else obs.DTYPES[name]
    return np.array(column, dtype=kind)


def _spoken(standing: Columns, words: Mapping[str, Mapping[int, str]]) -> Columns:
    """What stands in the frame's columns and words."""
    named = {name: _words(standing[f"{name}_id"], words[name]) for name in codes.TABLES}
    status = _words(standing[obs.STATUS], codes.STATUS_WORDS)
    return {**standing, **named, obs.STATUS: status, obs.BATCH: standing["batch_id"]}


def _words(numbers: np.ndarray, words: Mapping[int, str]) -> np.ndarray:
    distinct, places = np.unique(numbers, return_inverse=True)
    return np.array([words[number] for number in distinct.tolist()], dtype=object)[places]


def _delivered(rows: pd.DataFrame) -> Columns:
    columns = {name: rows[name].to_numpy() for name in obs.DTYPES}
    columns[obs.STATUS] = np.array([str(word) for word in rows[obs.STATUS]], dtype=object)
    return columns | {name: np.array(cleaned(rows[name]), dtype=object) for name in schema.TEXTS}


def _differs(before: Columns, after: Columns, at: np.ndarray) -> np.ndarray:
    """Whether each delivered row says something else than the one at its place; the same rule as when it is written."""
    if not len(before[obs.YEAR]):
        return np.zeros(len(at), dtype=bool)
    found = np.zeros(len(at), dtype=bool)
    for name in staging.NUMBERS:
        found |= _other_number(after[name], before[name][at])
    for name in (obs.PERIOD, obs.STATUS, obs.IS_DEMO, obs.BASE_ESTIMATED, obs.NOTE):
        found |= (after[name] != before[name][at]).astype(bool)
    return found


def _other_number(after: np.ndarray, before: np.ndarray) -> np.ndarray:
    noise = abs(after - before) <= staging.NOISE * abs(before)
    return np.asarray(~((after == before) | (np.isnan(after) & np.isnan(before)) | noise))


def _frame(before: Columns, after: Columns, at: np.ndarray, what: np.ndarray) -> pd.DataFrame:
    rows, ended = len(what), len(at) - len(what)
    keys = {name: np.concatenate([after[name], before[name][at[rows:]]]) for name in (*obs.KEY, obs.PERIOD)}
    came = {name: _where(before[name], at, name) for name in (obs.PERIOD, *CONTENT, obs.BATCH)}
    said = {name: _padded(after[name], ended, name) for name in (*CONTENT, obs.SHEET, obs.CELL, obs.RAW)}
    made = {
        **keys,
        WHAT: np.concatenate([what, np.full(ended, ENDED, dtype=object)]),
        **{f"{BEFORE}{name}": column for name, column in came.items()},
        **{f"{AFTER}{name}": said[name] for name in CONTENT},
        **{name: said[name] for name in (obs.SHEET, obs.CELL, obs.RAW)},
    }
    return pd.DataFrame({name: pd.Series(made[name], dtype=_dtype(name)) for name in COLUMNS})


def _where(column: np.ndarray, at: np.ndarray, name: str) -> np.ndarray:
    """The column at the places, and nothing where there is no place."""
    nothing = np.full(len(at), _EMPTY[obs.DTYPES[name]], dtype=obs.DTYPES[name])
    return np.where(at < 0, nothing, column[at]) if len(column) else nothing


def _padded(column: np.ndarray, more: int, name: str) -> np.ndarray:
    return np.concatenate([column, np.full(more, _EMPTY[obs.DTYPES[name]], dtype=obs.DTYPES[name])])


def _dtype(name: str) -> str:
    return "object" if name == WHAT else obs.DTYPES[name.removeprefix(BEFORE).removeprefix(AFTER)]
