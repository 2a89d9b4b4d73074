"""What stands already: for each entry the observation with its key, and what its series usually is."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from indicators import observations as obs
from indicators.ingest.checks.columns import Floats, Integers, Objects
from indicators.ingest.checks.keys import Keys

if TYPE_CHECKING:
    import pandas as pd


class History:
    """The standing observations seen from the entries of a file."""

    def __init__(self, keys: Keys, standing: pd.DataFrame) -> None:
        """Keep both; the rest is worked out when asked for."""
        self._keys, self._standing = keys, standing

    def usual(self, at: int) -> float | None:
        """The middle of the values that stand for an entry's series, else for its indicator, else its baseline."""
        indicator = self._keys.indicators[self._keys.codes[at]]
        if indicator is None:
            return None
        series = (self._keys.indicator[at], self._keys.geography[at], self._keys.breakdown[at])
        found = self._medians[0].get(series, self._medians[1].get(indicator.id))
        return indicator.baseline.value if found is None and indicator.baseline is not None else found

    @cached_property
    def places(self) -> Integers:
        """The row of `standing` that has each entry's key; -1 where none stands."""
        import pandas as pd

        keys = self._keys
        mine: list[Any] = [keys.indicator, keys.geography, keys.year, keys.breakdown]
        combined, others = np.zeros(len(keys.year), np.int64), np.zeros(len(self._standing), np.int64)
        known = keys.is_known.copy()
        for name, entries in zip(obs.KEY, mine, strict=True):
            different = pd.Index(self._standing[name].unique())
            place = np.asarray(different.get_indexer(pd.Index(entries)))
            known &= place >= 0
            combined = combined * (len(different) + 1) + place
            others = others * (len(different) + 1) + different.get_indexer(pd.Index(self._standing[name]))
        found = np.asarray(pd.Index(others).get_indexer(pd.Index(combined)), dtype=np.int64)
        return np.where(known, found, -1)

    def number(self, name: str) -> Floats:
        """A column of the observations that stand for the entries; NaN where none does."""
        column = np.append(self._standing[name].to_numpy(dtype=np.float64), np.nan)
        return np.asarray(column[self.places])

    def entry(self, name: str, otherwise: object) -> Objects:
        """As `number`, for a column of anything else."""
        column = np.append(self._standing[name].to_numpy(dtype=object), np.array([otherwise], dtype=object))
        return np.asarray(column[self.places])

    @cached_property
    def with_base(self) -> frozenset[str]:
        """The indicators that some standing value has a base of."""
        has = self._standing[obs.DENOMINATOR].notna() & self._standing[obs.VALUE].notna()
        return frozenset(self._standing.loc[has, obs.INDICATOR].unique())

    @cached_property
    def _medians(self) -> tuple[dict[Any, float], dict[Any, float]]:
        known = self._standing[self._standing[obs.VALUE].notna()]
        series = known.groupby([obs.INDICATOR, obs.GEOGRAPHY, obs.BREAKDOWN])[obs.VALUE].median()
        return series.to_dict(), known.groupby(obs.INDICATOR)[obs.VALUE].median().to_dict()
