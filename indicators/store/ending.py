"""The keys that a delivery ends: kept while it waits, ended when it is approved."""

from __future__ import annotations

import pandas as pd
import sqlalchemy as sa

from indicators import observations as obs
from indicators.store import codes, schema, touched

_ending, _row = schema.ending.c, schema.observation.c
_CODED = tuple(name for name in obs.KEY if name != obs.YEAR)


def keep(connection: sa.Connection, batch: int, ends: pd.DataFrame | None, rows: pd.DataFrame) -> None:
    """Keep the keys that a batch is to end; those that it has a row for, or the store has never seen, end nothing."""
    if ends is None or ends.empty:
        return
    numbers = {name: codes.numbers(connection, name) for name in _CODED}
    held = set(zip(*(rows[name] for name in obs.KEY), strict=True))
    known = ends.loc[:, list(obs.KEY)].drop_duplicates()
    known = known[[key not in held for key in known.itertuples(index=False, name=None)]]
    known = known[pd.concat([known[name].isin(list(numbers[name])) for name in _CODED], axis=1).all(axis=1)]
    kept = [
        {"batch_id": batch, "place": place, "year": key[obs.YEAR]}
        | {f"{name}_id": numbers[name][key[name]] for name in _CODED}
        for place, key in enumerate(known.to_dict("records"))
    ]
    if kept:
        connection.execute(sa.insert(schema.ending), kept)


def ends_of(connection: sa.Connection, batch: int) -> pd.DataFrame:
    """The keys that a batch ends, or is to end."""
    kept = sa.select(*(_ending[name if name == obs.YEAR else f"{name}_id"] for name in obs.KEY))
    rows = connection.execute(kept.where(_ending.batch_id == batch).order_by(_ending.place)).all()
    found = pd.DataFrame([tuple(row) for row in rows], columns=list(obs.KEY))
    for name in _CODED:
        found[name] = found[name].map(codes.words(connection, name))
    return found.astype({name: obs.DTYPES[name] for name in obs.KEY})


def end(connection: sa.Connection, batch: int, version: int) -> int:
    """End the rows that stand at the batch's keys to end; gives how many."""
    same = sa.and_(*(_ending[name] == _row[name] for name in schema.KEY))
    chosen = sa.select(_row.id).select_from(schema.ending.join(schema.observation, same))
    chosen = chosen.where(_ending.batch_id == batch, _row.ended_by.is_(None))
    touched.note(connection, version, sa.select(_row.indicator_id).where(_row.id.in_(chosen)))
    ended = sa.update(schema.observation).where(_row.id.in_(chosen)).values(ended_by=version)
    return connection.execute(ended).rowcount
