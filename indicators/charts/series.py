"""A series as drawings need it: visible points in order of year, parted where they may not be joined."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import pandas as pd

from indicators import known_faults, swedish
from indicators import observations as obs
from indicators.model import Indicator, ObservationStatus

_EVERY: Final = (("vartannat", 2), ("vart tredje", 3), ("vart fjärde", 4), ("valår", 4), ("val ", 4))


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One measurement; `part` counts the pieces of the line, which are never joined."""

    year: int
    value: float
    lower: float | None = None
    upper: float | None = None
    is_preliminary: bool = False
    part: int = 0

    @property
    def lowest(self) -> float:
        """The value or the lower end of its interval."""
        return self.value if self.lower is None else min(self.lower, self.value)

    @property
    def highest(self) -> float:
        """The value or the upper end of its interval."""
        return self.value if self.upper is None else max(self.upper, self.value)


def points(estimates: pd.DataFrame, indicator: Indicator, *, until: int) -> list[Point]:
    """The visible points of one series up to a year; hidden and missing ones are not there at all."""
    visible = estimates[
        estimates[obs.STATUS].isin([str(s) for s in obs.HAS_VALUE])
        & estimates[obs.VALUE].notna()
        & (estimates[obs.YEAR] <= until)
    ].sort_values(obs.YEAR)
    found = [
        Point(
            year=int(row[obs.YEAR]),
            value=float(row[obs.VALUE]),
            lower=_limit(row[obs.LOWER]),
            upper=_limit(row[obs.UPPER]),
            is_preliminary=row[obs.STATUS] == ObservationStatus.PRELIMINARY,
        )
        for row in visible.to_dict("records")
    ]
    absent = {int(y) for y in estimates.loc[~estimates.index.isin(visible.index), obs.YEAR]}
    cuts = [
        *(b.year for b in indicator.breaks),
        *known_faults.cuts(indicator.id, set(estimates.get(obs.GEOGRAPHY, ()))),
    ]
    return parted(found, cuts, every=every(indicator), absent=absent)


def parted(
    found: list[Point], breaks: Iterable[int] = (), *, every: int = 1, absent: Iterable[int] = ()
) -> list[Point]:
    """The points numbered by part: a new one after a year without value and at each break in series."""
    cuts, gaps, part = set(breaks), set(absent), 0
    numbered = found[:1]
    for before, now in pairwise(found):
        between = range(before.year + 1, now.year)
        is_cut = any(before.year < cut <= now.year for cut in cuts)
        part += bool(is_cut or now.year - before.year > every or gaps & set(between))
        numbered.append(replace(now, part=part))
    return numbered


def every(indicator: Indicator) -> int:
    """Years from one measurement to the next as the register states it; one where it says nothing else."""
    said = indicator.frequency.casefold()
    return next((years for word, years in _EVERY if word in said), 1)


def tip(point: Point, indicator: Indicator) -> str:
    """What a point says on hovering: `2018: 21,8 % (20,9–22,7)`."""
    value = swedish.with_unit(point.value, indicator.unit, indicator.decimals)
    if point.lower is not None and point.upper is not None:
        value = f"{value} ({swedish.interval(point.lower, point.upper, decimals=indicator.decimals)})"
    return f"{point.year}: {value}{', preliminärt' if point.is_preliminary else ''}"


def _limit(value: object) -> float | None:
    limit = float(value) if isinstance(value, int | float) else math.nan
    return limit if math.isfinite(limit) else None
