"""The observations that sound entries become; what says the same as what stands keeps every detail of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from indicators import observations as obs
from indicators import periods
from indicators.ingest import entries as e
from indicators.ingest.checks import scope, statuses
from indicators.ingest.checks.columns import Bools, Objects, codes
from indicators.ingest.checks.found import shown
from indicators.ingest.checks.history import History
from indicators.ingest.checks.rows import Rows

if TYPE_CHECKING:
    import pandas as pd

_SCHOOL_YEAR: Final = re.compile(r"[0-9]{4}/[0-9]{2}")
_LONGEST_COMMENT: Final = 2_000


def observations(rows: Rows, chosen: Bools, taken: Bools, history: History, standing: pd.DataFrame) -> pd.DataFrame:
    """The chosen entries as observations with the batch number 0; `taken` tells where the base stood already."""
    import pandas as pd

    at = np.flatnonzero(chosen)
    if not len(at):
        return obs.empty()
    keys, columns = rows.keys, rows.columns
    made: dict[str, Any] = {name: getattr(keys, name) for name in obs.KEY}
    made[obs.PERIOD] = _periods(rows, history, standing)
    nothing = np.full(columns.size, np.nan)
    for name in (obs.VALUE, obs.NUMERATOR, obs.LOWER, obs.UPPER):
        made[name] = np.where(rows.is_without, nothing, rows.number[name])
    made[obs.DENOMINATOR] = rows.number[e.DENOMINATOR]
    made[obs.STATUS] = rows.status
    made[obs.NOTE] = np.array([statuses.NOTES.get(word, "") for word in rows.word], dtype=object)
    made[obs.IS_DEMO] = keys.per_indicator(lambda i: i.is_demo, otherwise=False)
    made[obs.BASE_ESTIMATED] = taken & (history.entry(obs.BASE_ESTIMATED, False) == True)  # noqa: E712 (objects)
    made |= _unchanged(rows, made, history)
    made[obs.BATCH] = np.zeros(columns.size, dtype=np.int64)
    made[obs.SHEET] = columns.sheet
    for name, part in ((obs.CELL, columns.cell), (obs.RAW, columns.raw)):
        made[name] = np.where(rows.asks_number, part(e.NUMERATOR), part(e.VALUE))
    # Said to be objects: pandas would else make text columns of its own of them, and back again.
    frame = pd.DataFrame({name: pd.Series(made[name][at], dtype=kind) for name, kind in obs.DTYPES.items()})
    return obs.checked(frame)


def comments(rows: Rows) -> dict[str, str]:
    """What the comment column says, for the one who reviews."""
    keys = rows.keys
    said = rows.columns.is_given(e.COMMENT) & keys.is_known
    raw = rows.columns.raw(e.COMMENT)
    return {
        scope.key(keys.indicator[at], keys.geography[at], int(keys.year[at]), keys.breakdown[at]): shown(
            raw[at].strip(), _LONGEST_COMMENT
        )
        for at in np.flatnonzero(said)
    }


def _unchanged(rows: Rows, made: dict[str, Any], history: History) -> dict[str, Any]:
    """Limits, note and exact figures that stand, where an entry repeats the figures that stand."""
    if not (history.places >= 0).any():
        return {}
    stood = {name: history.number(name) for name in (*_EXACT, obs.DENOMINATOR)}
    is_base_same = _same(made[obs.DENOMINATOR], stood[obs.DENOMINATOR])
    by_count = _same(made[obs.NUMERATOR], stood[obs.NUMERATOR]) & ~np.isnan(made[obs.NUMERATOR])
    by_value = np.isnan(made[obs.NUMERATOR]) & _same(made[obs.VALUE], stood[obs.VALUE])
    same = (history.places >= 0) & (by_count | by_value) & (is_base_same | rows.is_without)
    same &= np.asarray(made[obs.STATUS] == history.entry(obs.STATUS, ""), dtype=np.bool_)
    same &= ~rows.is_given(e.LOWER) & ~rows.is_given(e.UPPER)
    kept: dict[str, Any] = {name: np.where(same, stood[name], made[name]) for name in _EXACT}
    base_unsaid = same & ~rows.is_given(e.DENOMINATOR)
    kept[obs.DENOMINATOR] = np.where(base_unsaid, stood[obs.DENOMINATOR], made[obs.DENOMINATOR])
    kept[obs.NOTE] = np.where(same & (made[obs.NOTE] == ""), history.entry(obs.NOTE, ""), made[obs.NOTE])
    estimated = history.entry(obs.BASE_ESTIMATED, False)
    kept[obs.BASE_ESTIMATED] = np.where(same, estimated, made[obs.BASE_ESTIMATED])
    return kept


_EXACT: Final = (obs.VALUE, obs.NUMERATOR, obs.LOWER, obs.UPPER)


def _same(one: Any, other: Any) -> Bools:
    return np.asarray((one == other) | (np.isnan(one) & np.isnan(other)), dtype=np.bool_)


def _periods(rows: Rows, history: History, standing: pd.DataFrame) -> Objects:
    """The periods as the series writes them: a plain year stays one unless the series has school years."""
    keys = rows.keys
    numbers, texts = codes(keys.period)
    plain = np.array([len(text) == 4 and text.isdigit() for text in texts], dtype=np.bool_)[numbers]
    if not plain.any() or standing.empty:
        return keys.period
    last = standing.sort_values(obs.YEAR).groupby(obs.INDICATOR)[obs.PERIOD].last()
    schools = {str(name) for name, period in last.items() if _SCHOOL_YEAR.fullmatch(str(period))}
    stood = history.entry(obs.PERIOD, "")
    period = np.where(plain & (stood != ""), stood, keys.period)
    coming = plain & (stood == "") & keys.per_indicator(lambda i: i.id in schools, otherwise=False)
    for at in np.flatnonzero(coming):
        period[at] = periods.school_year(int(keys.year[at]))
    return np.asarray(period, dtype=object)
