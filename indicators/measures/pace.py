"""The slope since the baseline, its scatter and where it leads (M16, step 5), for many series at once."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

import numpy as np

from indicators.measures.distributions import (
    CONFIDENCE,
    Bools,
    Floats,
    Integers,
    chi_square_quantile,
    t_probability,
    t_quantile,
)

LEAST_POINTS: Final = 4
"""Comparable points from which a series tells its own pace and scatter."""
LEAST_GEOGRAPHIES: Final = 5
"""Geographies on one level from which the scatter is pooled."""
_ROUNDING: Final = 1e-10
"""Residuals smaller than this share of the values are rounding, not scatter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """A fitted line for each series, up being good; NaN where the points do not allow one."""

    points: Integers
    weight: Floats
    """Sum of the weights 1/σ²; without intervals each point weighs 1 and the scatter is the residual variance."""
    middle: Floats
    """Weighted mean year."""
    level: Floats
    """Weighted mean value."""
    breadth: Floats
    """S_w: weighted sum of squares of the years."""
    slope: Floats
    scatter: Floats
    """φ, or the residual variance without intervals."""
    degrees: Floats
    quantile: Floats
    error: Floats
    """σ of the latest year; 1 without intervals."""
    has_intervals: Bools
    is_exact: Bools
    """All intervals without width, or no residual: nothing tells how uncertain the line is."""
    sharing: Integers
    """Geographies whose scatter is pooled; 0 where the scatter is the series' own."""

    def taken(self, rows: Integers) -> Lines:
        """The lines of these rows."""
        return Lines(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})

    def at(self, year: Floats) -> Floats:
        """The line's value in a year."""
        return self.level + self.slope * (year - self.middle)

    @property
    def slope_error(self) -> Floats:
        """Standard error of the slope, scatter included."""
        return np.sqrt(self.scatter / np.where(self.breadth > 0, self.breadth, np.nan))

    @property
    def margin(self) -> Floats:
        """q·√φ: times a year's σ, how far its value must clear the target; zero where nothing gives a scatter."""
        known = np.isfinite(self.quantile) & np.isfinite(self.scatter)
        return np.where(known, self.quantile * np.sqrt(np.where(known, self.scatter, 0.0)), 0.0)


def landing_error(lines: Lines, year: Floats) -> Floats:
    """s_f: standard error of the value of the year that the line leads to."""
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = 1.0 / lines.weight + (year - lines.middle) ** 2 / lines.breadth + lines.error**2
        return np.sqrt(lines.scatter * spread)


def chance(lines: Lines, year: Floats, target: Floats) -> Floats:
    """P: probability that the value of the year is at or beyond the target."""
    error = landing_error(lines, year)
    usable = (error > 0) & np.isfinite(error)
    distance = np.divide(lines.at(year) - target, error, out=np.full(error.shape, np.nan), where=usable)
    return t_probability(distance, lines.degrees)


def fitted(
    years: Floats,
    values: Floats,
    errors: Floats,
    window: Bools,
    latest: Integers,
    pool: Integers,
    stands_in_for: Integers,
) -> Lines:
    """Lines through the comparable points; `window` says which, `latest` is the column of the latest one."""
    rows = np.arange(len(values))
    points = window.sum(axis=1)
    has_intervals = np.all(~window | (errors > 0), axis=1) & (points > 0)
    weights = np.where(window, np.where(has_intervals[:, None], errors, 1.0), np.inf) ** -2.0
    y = np.where(window, values, 0.0)
    weight = weights.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        middle = (weights * years).sum(axis=1) / weight
        level = (weights * y).sum(axis=1) / weight
        away = np.where(window, years - middle[:, None], 0.0)
        breadth = (weights * away**2).sum(axis=1)
        slope = (weights * away * (y - level[:, None])).sum(axis=1) / np.where(breadth > 0, breadth, np.nan)
    residuals = np.where(window, y - level[:, None] - np.nan_to_num(slope)[:, None] * away, 0.0)
    size = np.max(np.abs(y), axis=1, initial=0.0)
    residuals[np.abs(residuals) <= _ROUNDING * size[:, None]] = 0.0
    q_sum = (weights * residuals**2).sum(axis=1)
    scatter, degrees, sharing = _scatter(q_sum, points, has_intervals, pool, stands_in_for)
    zero_width = np.all(~window | (errors == 0), axis=1) & (points > 0)
    no_residual = ~has_intervals & (points >= 3) & (q_sum == 0)
    last = errors[rows, np.maximum(latest, 0)]
    return Lines(
        points=points,
        weight=weight,
        middle=middle,
        level=level,
        breadth=breadth,
        slope=slope,
        scatter=np.where(zero_width, np.nan, scatter),
        degrees=degrees,
        quantile=t_quantile(CONFIDENCE, degrees),
        error=np.where(has_intervals, last, 1.0),
        has_intervals=has_intervals,
        is_exact=zero_width | no_residual,
        sharing=sharing,
    )


def _scatter(
    q_sum: Floats, points: Integers, has_intervals: Bools, pool: Integers, stands_in_for: Integers
) -> tuple[Floats, Floats, Integers]:
    """φ, its degrees of freedom and how many geographies share it (0: the series' own).

    Too few points tell no scatter of their own: φ is 1 with intervals, and without them nothing is known.
    """
    spare = np.maximum(points - 2, 0).astype(np.float64)
    own_degrees = np.where(points >= LEAST_POINTS, spare, np.nan)
    alike = (points < LEAST_POINTS) | (q_sum <= chi_square_quantile(0.95, spare))
    own = np.where(has_intervals, np.where(alike, 1.0, q_sum / own_degrees), q_sum / own_degrees)
    degrees = np.where(has_intervals & alike, np.inf, own_degrees)
    shared_q, shared_degrees, sharing = _pooled(q_sum, spare, has_intervals & (spare > 0), pool, stands_in_for)
    is_pooled = has_intervals & (sharing >= LEAST_GEOGRAPHIES) & (shared_degrees > 0)
    pooled = np.maximum(1.0, shared_q / np.where(is_pooled, shared_degrees, 1.0))
    return (
        np.where(is_pooled, pooled, own),
        np.where(is_pooled, shared_degrees, degrees),
        np.where(is_pooled, sharing, 0),
    )


def _pooled(
    q_sum: Floats, spare: Floats, adds: Bools, pool: Integers, stands_in_for: Integers
) -> tuple[Floats, Floats, Integers]:
    """Each row's pool: sum of Q, of degrees, and number of series; a stand-in counts instead of the row it replaces."""
    stands = stands_in_for >= 0
    inside = pool >= 0
    counted = adds & inside & ~stands
    size = int(pool.max(initial=-1)) + 1
    original = np.where(stands, stands_in_for, 0)
    swapped = stands & inside
    totals = []
    for part in (q_sum, spare, np.ones(len(pool))):
        given = np.where(adds, part, 0.0)
        sums = np.bincount(pool[counted], weights=part[counted], minlength=max(size, 1))
        totals.append(
            np.where(inside, sums[np.maximum(pool, 0)], 0.0) + np.where(swapped, given - given[original], 0.0)
        )
    return totals[0], totals[1], np.rint(totals[2]).astype(np.int64)
