"""A line on the scale of the values and where it leads (M19's own fits), for series without intervals."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from indicators.measures import pace
from indicators.measures.distributions import Bools, Floats, Integers, t_probability, t_quantile


@dataclass(frozen=True, slots=True, kw_only=True)
class Landing:
    """Where each line leads, on its scale and in the direction of the values; NaN where it does not."""

    at: Floats
    error: Floats
    degrees: Floats
    slope: Floats
    slope_error: Floats

    def taken(self, rows: Integers) -> Landing:
        """The landings of these rows."""
        return Landing(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})

    def moved(self, by: Floats) -> Landing:
        """The same landings, all of the scale moved."""
        return replace(self, at=self.at + by)

    def limits(self, confidence: float) -> tuple[Floats, Floats]:
        """The prediction interval on the scale of the line."""
        reach = t_quantile(confidence, self.degrees) * self.error
        return self.at - reach, self.at + reach

    def chance(self, target: Floats, good: Floats) -> Floats:
        """Probability that the value is at or beyond the target; NaN where nothing tells how far it may stray."""
        usable = (self.error > 0) & np.isfinite(self.error) & np.isfinite(target)
        distance = np.full(self.at.shape, np.nan)
        np.divide((self.at - target) * good, self.error, out=distance, where=usable)
        return t_probability(distance, self.degrees)


def straight(years: Floats, values: Floats, window: Bools, target_year: Floats) -> Landing:
    """Least squares through the points of the window, with the error of one new value in the target year."""
    rows = len(values)
    nobody = np.full(rows, -1, dtype=np.int64)
    lines = pace.fitted(years, values, np.full(values.shape, np.nan), window, nobody, nobody, nobody)
    known = np.where(lines.is_exact | (lines.points < pace.LEAST_POINTS), np.nan, 1.0)
    return Landing(
        at=lines.at(target_year),
        error=pace.landing_error(lines, target_year) * known,
        degrees=lines.degrees,
        slope=lines.slope,
        slope_error=lines.slope_error * known,
    )
