"""Series as they would stand with a delivery in place: each new value beside the comparable one before it."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from indicators import observations as obs
from indicators.ingest.checks.columns import Integers, codes
from indicators.model import ObservationStatus, Registry
from indicators.store import comparing

AT: Final = "at"
PREVIOUS: Final = "previous"
EARLIER: Final = "earlier"
_NUMBERS: Final = (obs.VALUE, obs.NUMERATOR, obs.DENOMINATOR, obs.LOWER, obs.UPPER)
_ORDER: Final = "order"


class Series:
    """The values that would stand, in order of series and year; a break starts a new series."""

    def __init__(self, difference: pd.DataFrame, standing: pd.DataFrame, registry: Registry) -> None:
        """Put the delivery's values in the place of those that stand."""
        known = difference[difference[obs.INDICATOR].isin(list(registry.indicators))]
        rows = pd.concat([_coming(known), _staying(known, standing)], ignore_index=True)
        rows = rows[rows[obs.VALUE].notna()]
        group = _groups(rows, registry)
        order = np.lexsort([rows[obs.YEAR].to_numpy(), group])
        self.rows = rows.iloc[order].reset_index(drop=True)
        """Values with `order`: the place in the difference of a new or changed one, else -1."""
        self.column = {name: self.rows[name].to_numpy() for name in self.rows}
        """The same as arrays, for what is asked value by value."""
        self._group = group[order]

    def pairs(self) -> pd.DataFrame:
        """For each new or changed value with an earlier one: both places, and how many earlier ones there are.

        In the difference's order.
        """
        size = len(self.rows)
        starts = np.flatnonzero(np.diff(self._group, prepend=-1)) if size else np.zeros(0, dtype=np.int64)
        earlier = np.arange(size) - np.repeat(starts, np.diff(np.append(starts, size)))
        order = self.column[_ORDER].astype(np.int64)
        at = np.flatnonzero((order >= 0) & (earlier > 0))
        at = at[np.argsort(order[at])]
        return pd.DataFrame({AT: at, PREVIOUS: at - 1, EARLIER: earlier[at]})

    def history(self, at: int, earlier: int, column: str, *, most: int) -> tuple[tuple[int, float], ...]:
        """The latest earlier years with a figure in a column, oldest first."""
        past = slice(max(at - earlier, at - most), at)
        years, figures = self.column[obs.YEAR][past].tolist(), self.column[column][past].tolist()
        return tuple((year, figure) for year, figure in zip(years, figures, strict=True) if figure == figure)


def _coming(difference: pd.DataFrame) -> pd.DataFrame:
    """What the delivery says, each value with its place where it is new or changed."""
    said = difference[comparing.WHAT] != comparing.ENDED
    is_asked = difference[comparing.WHAT].isin([comparing.NEW, comparing.CHANGED]).to_numpy()
    order = np.where(is_asked, np.arange(len(difference)), -1)
    columns = {name: difference[name] for name in (*obs.KEY, obs.SHEET, obs.CELL)}
    numbers = {name: difference.get(f"{comparing.AFTER}{name}", np.nan) for name in _NUMBERS}
    status = {obs.STATUS: str(ObservationStatus.FINAL), obs.BASE_ESTIMATED: False, _ORDER: order}
    return pd.DataFrame({**columns, **numbers, **status})[said]


def _staying(difference: pd.DataFrame, standing: pd.DataFrame) -> pd.DataFrame:
    """What stands and is neither repeated, replaced nor ended, of the same indicators."""
    keys = list(obs.KEY)
    related = standing[standing[obs.INDICATOR].isin(difference[obs.INDICATOR].unique())]
    both = pd.concat([difference[keys], related[keys]], ignore_index=True)
    free = ~both.duplicated().to_numpy()[len(difference) :]
    kept = related.loc[free, [*keys, obs.SHEET, obs.CELL, *_NUMBERS]].copy()
    kept[obs.STATUS], kept[obs.BASE_ESTIMATED], kept[_ORDER] = str(ObservationStatus.FINAL), False, -1
    return kept


def _groups(rows: pd.DataFrame, registry: Registry) -> Integers:
    """One number for each indicator, geography, breakdown and stretch of years without a break."""
    numbers, names = codes(rows[obs.INDICATOR].to_numpy(dtype=object))
    year = rows[obs.YEAR].to_numpy(dtype=np.int64)
    group = numbers
    for name in (obs.GEOGRAPHY, obs.BREAKDOWN):
        entries, different = codes(rows[name].to_numpy(dtype=object))
        group = group * (len(different) + 1) + entries
    epoch = np.zeros(len(rows), dtype=np.int64)
    for place, name in enumerate(names):
        for each in registry.indicators[name].breaks:
            epoch += (numbers == place) & (year >= each.year)
    return group * 1_000 + epoch
