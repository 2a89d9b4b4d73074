"""Parts added up group by group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from indicators import observations as obs
from indicators.ingest.checks.columns import Bools, Floats, Integers

Numbers = np.ndarray[Any, np.dtype[Any]]


class Summed:
    """Figures of parts by group; a part without a figure adds nothing and is counted as unknown."""

    def __init__(self, parts: Mapping[str, Numbers], group: Integers) -> None:
        """Add up each group, in the order of the group's number."""
        self.key, self._which, self.size = np.unique(group, return_inverse=True, return_counts=True)
        self.sums: dict[str, Floats] = {}
        self.known: dict[str, Integers] = {}
        for name in (obs.VALUE, obs.NUMERATOR, obs.DENOMINATOR):
            number = parts[name]
            self.sums[name] = np.bincount(self._which, np.nan_to_num(number), len(self.key)).astype(np.float64)
            self.known[name] = self.count_where(~np.isnan(number))
        at = parts["at"]
        self.first, self.last = self._ends(at)
        self.low, self.high = self._ends(parts[obs.VALUE])

    def count_where(self, holds: Bools) -> Integers:
        """How many parts of each group something holds for."""
        return np.bincount(self._which, holds, len(self.key)).astype(np.int64)

    def _ends(self, number: Numbers) -> tuple[Numbers, Numbers]:
        """The least and the greatest of each group."""
        if not len(number):
            return number, number
        order = np.argsort(self._which, kind="stable")
        starts = np.concatenate([[0], np.cumsum(self.size)[:-1]])
        ordered = number[order]
        return np.minimum.reduceat(ordered, starts), np.maximum.reduceat(ordered, starts)
