"""Reports month by month or quarter by quarter in a control chart (M10), where the register holds such figures.

An observation belongs to a year; the months of a year are its breakdown `manad=01` … `manad=12`, the quarters
`kvartal=1` … `kvartal=4`. So they stand, are hidden, traced and taken back like every other figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from indicators import observations as obs
from indicators.measures.control_charts import LEAST_POINTS, Signal, control_chart
from indicators.measures.valuation import COUNT
from indicators.model import Change, Good, Indicator, ObservationStatus, Reason
from indicators.situation import Situation

PARTS: Final = {"manad": 12, "kvartal": 4}
"""The breakdowns that part a year in time, and in how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One month or quarter: how many, the usual span, and what makes it more than the usual ups and downs."""

    year: int
    part: int
    count: float | None
    lower: float | None
    centre: float | None
    upper: float | None
    reason: Reason | None
    signal: Signal | None
    meaning: Change | None
    is_demo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """The months or quarters of one series in order of time."""

    indicator: Indicator
    geography: str
    per_year: int
    points: tuple[Point, ...]
    reason: Reason | None
    """Why there are no limits, where there are none."""

    @property
    def signals(self) -> tuple[Point, ...]:
        """The points that are more than the usual ups and downs."""
        return tuple(p for p in self.points if p.signal is not None)

    @property
    def is_demo(self) -> bool:
        """Whether any point is made up."""
        return any(p.is_demo for p in self.points)


def control(seen: Situation, indicator: Indicator, geography: str) -> Control | None:
    """The control chart of one offence group in one place; None where only whole years are known."""
    rows = seen.observations
    own = rows[(rows[obs.INDICATOR] == indicator.id) & (rows[obs.GEOGRAPHY] == geography)]
    for dimension, per_year in PARTS.items():
        parts = own[own[obs.BREAKDOWN].str.fullmatch(rf"{dimension}=\d+")]
        if not parts.empty:
            return _control(parts, indicator, geography, per_year)
    return None


def _control(rows: pd.DataFrame, indicator: Indicator, geography: str, per_year: int) -> Control:
    part = rows[obs.BREAKDOWN].str.partition("=")[2].astype(np.int64)
    time = rows[obs.YEAR].to_numpy(dtype=np.int64) * per_year + part.to_numpy() - 1
    table = rows.assign(**{COUNT: rows[obs.NUMERATOR].fillna(rows[obs.VALUE])}).set_index(time).sort_index()
    times = np.arange(time.min(), time.max() + 1)
    table = table.reindex(times)
    hidden = (table[obs.STATUS] == str(ObservationStatus.SUPPRESSED)).to_numpy()
    found = control_chart(
        table[COUNT].to_numpy(dtype=np.float64),
        times=times,
        points_per_year=per_year,
        good=Good.NONE,
        rebase=[b.year * per_year for b in indicator.breaks if times[0] < b.year * per_year <= times[-1]],
        is_suppressed=hidden,
    )
    made_up = table[obs.IS_DEMO].fillna(value=False).to_numpy(dtype=np.bool_)
    points = tuple(
        Point(
            year=int(when) // per_year,
            part=int(when) % per_year + 1,
            count=_known(found.value[place]),
            lower=_at_least_zero(found.lower[place]),
            centre=_known(found.centre[place]),
            upper=_known(found.upper[place]),
            reason=found.reason[place],
            signal=found.signal[place],
            meaning=found.meaning[place],
            is_demo=bool(made_up[place]),
        )
        for place, when in enumerate(times)
    )
    return Control(
        indicator=indicator, geography=geography, per_year=per_year, points=points, reason=_why(points, hidden)
    )


def _why(points: Sequence[Point], hidden: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Reason | None:
    """Why no point has limits: a hidden or missing one among them, too few, or nothing that varies."""
    if any(p.centre is not None for p in points):
        return None
    if bool(hidden.any()):
        return Reason.SUPPRESSED
    if any(p.count is None for p in points):
        return Reason.MISSING
    return Reason.TOO_FEW if len(points) < LEAST_POINTS else Reason.NOT_DEFINED


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _at_least_zero(value: float) -> float | None:
    """A lower limit that counts can reach."""
    return max(0.0, float(value)) if np.isfinite(value) else None
