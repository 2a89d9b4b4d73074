"""The projection tried (M19): refitted without the latest year, and whether that year's value fell inside."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from indicators.measures.distributions import Floats, Objects, filled
from indicators.measures.estimates import share_interval
from indicators.measures.projection import CONFIDENCE, Projection, projection
from indicators.measures.scaled import Scaled
from indicators.model import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Refit:
    """The latest year of each series against what the years before it led to expect."""

    year: Floats
    observed: Floats
    expected: Projection
    """The projection of the latest year from the years before it; without a target, so without a chance."""
    is_inside: Objects
    """Whether the observed value fell inside the prediction interval; None where there was none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """How often the prediction intervals of a set of series held."""

    value: float
    """Share inside, per cent; NaN where none could be tried."""
    lower: float
    upper: float
    """Limits of the share (M02), as if the series were independent, which those of one city are not."""
    n: int
    """Series with a prediction interval for their latest year."""
    inside: int
    confidence: float
    promised: float
    """The confidence of the prediction intervals: the share that should fall inside."""
    method: str
    unit: str
    reason: Reason | None


def refit(given: Scaled, *, confidence: float = CONFIDENCE) -> Refit:
    """M19's back-test: each series without its latest value, drawn on to that year.

    The same rules hold for the shortened series, so that too few years before the latest leave nothing to try.
    """
    series = given.series
    rows, present = np.arange(len(series.values)), np.isfinite(series.values)
    latest = np.where(present, np.arange(len(series.years)), 0).max(axis=1)
    observed = series.values[rows, latest]
    values = series.values.copy()
    values[rows, latest] = np.nan
    year = np.where(present.any(axis=1), series.years[latest].astype(np.float64), np.nan)
    shortened = given.with_series(values=values, target_year=year, target=np.full(len(rows), np.nan))
    expected = projection(shortened, confidence=confidence)
    value, low, high = observed.reshape(given.shape), expected.lower, expected.upper
    is_inside = filled(given.shape, None)
    tried = np.isfinite(low) & np.isfinite(value)
    is_inside[tried] = (low <= value)[tried] & (value <= high)[tried]
    return Refit(year=year.reshape(given.shape), observed=value, expected=expected, is_inside=is_inside)


def held(tried: Refit) -> Held:
    """M19's back-test over a set of series: the share whose latest value fell inside, with limits (M02).

    No series that could be tried: `too_few`.
    """
    answers = [bool(answer) for answer in tried.is_inside.flat if answer is not None]
    share = share_interval(sum(answers), len(answers))
    return Held(
        value=float(share.value),
        lower=float(share.lower) if answers else float("nan"),
        upper=float(share.upper) if answers else float("nan"),
        n=len(answers),
        inside=sum(answers),
        confidence=share.confidence,
        promised=tried.expected.confidence,
        method="M19",
        unit="%",
        reason=None if answers else Reason.TOO_FEW,
    )
