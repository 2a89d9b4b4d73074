"""Whether a gap is closing (M26): two years held against each other, or the slope over several."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from indicators.errors import MeasureError
from indicators.measures.arguments import amounts, flags, known_or_missing, ordered_years, stretched
from indicators.measures.distributions import (
    CONFIDENCE,
    Bools,
    Floats,
    Integers,
    Objects,
    checked_confidence,
    chi_square_quantile,
    filled,
    numbers,
    t_probability,
    t_quantile,
)
from indicators.measures.groups import any_group, because, is_told
from indicators.model import Reason


class GapChange(StrEnum):
    """What is shown of a gap over time."""

    CLOSING = "closing"
    WIDENING = "widening"
    NOT_SHOWN = "not_shown"


_ALIKE: Final = 0.95
"""Probability of chi-square up to which years differ no more than their errors say (M16)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """How the size of gaps changes, with its interval and what that shows."""

    value: Floats
    """The size's slope per year, or its difference where there are two years only."""
    error: Floats
    """Standard error, scatter included."""
    lower: Floats
    upper: Floats
    confidence: float
    p: Floats
    """Two-sided, of no change."""
    n: Integers
    """Years with a gap."""
    is_per_year: Bools
    scatter: Floats
    """φ: 1 where the years differ no more than their errors say."""
    degrees: Floats
    """Degrees of freedom of Student's t; infinite for the normal."""
    has_swapped: Bools
    """The latest gap has the other sign than the first: the ends have changed places."""
    verdict: Objects
    """A `GapChange`."""
    method: str
    unit: str
    reason: Objects
    """Why there is no verdict; None where the interval gives one, also that of no shown change."""


def is_closing(
    years: ArrayLike,
    gap: ArrayLike,
    error: ArrayLike,
    *,
    unit: str = "",
    suppressed: ArrayLike | None = None,
    confidence: float = CONFIDENCE,
) -> Closing:
    """M26 for the size |g| of gaps between the same ends (D, ln R, SII or ln RII); years on the last axis, rising.

    Two years: |g₂| - |g₁| with √(se₁² + se₂²). Three or more: b = Σw(t - t̄)(|g| - ḡ)/S, w = 1/se², S = Σw(t - t̄)²,
    se = √(φ/S); φ = 1 and the normal's quantile where Q = Σw·residual² is at most χ²(k-2) at 95 %, else φ = Q/(k-2)
    and t(k-2). Closing or widening where the interval excludes zero. A year without gap (NaN) is passed over; no year
    gives `missing`, one year `too_few`; an unknown or zero error leaves an unweighted slope without interval and
    `not_defined`. A gap that is hidden (`suppressed`; what stands there is not read) is passed over, and is the reason
    where no year or one is left. Half, equal or falling years are refused. `unit` is the gap's; a slope's is per year.
    """
    g = np.array(numbers("gap", gap))
    if g.ndim == 0 or g.shape[-1] == 0:
        raise MeasureError("gap: no axis of years")
    calendar = ordered_years("years", years, g.shape[-1])
    hidden = flags("suppressed", False if suppressed is None else suppressed, g.shape)
    g[hidden] = np.nan
    g = known_or_missing("gap", g)
    se = amounts("error", np.where(hidden, np.nan, stretched("error", numbers("error", error), g.shape)))
    there = ~np.isnan(g)
    points = np.asarray(there.sum(axis=-1), dtype=np.int64)
    has_errors = ~any_group(there & ~(se > 0))
    size = np.where(there, np.abs(g), 0.0)
    weight = np.where(there, np.where(has_errors[..., None], se, 1.0), np.inf) ** -2.0
    slope, breadth, rest = _line(calendar, size, weight, there)
    spare = np.maximum(points - 2, 0).astype(np.float64)
    alike = rest <= chi_square_quantile(_ALIKE, spare) + 1e-12
    scatter = np.where(alike, 1.0, rest / np.maximum(spare, 1.0))
    degrees = np.where(alike, np.inf, spare)
    two, span = points == 2, _span(calendar, there)
    value = np.where(two, slope * span, slope)
    spread = np.sqrt(np.divide(scatter, breadth, out=np.full(breadth.shape, np.nan), where=breadth > 0))
    reason = _reasons(points, has_errors, any_group(hidden))
    known = is_told(reason)
    spread = np.where(known, np.where(two, spread * span, spread), np.nan)
    half = t_quantile(checked_confidence(confidence), degrees) * spread
    distance = np.divide(value, spread, out=np.full(value.shape, np.nan), where=spread > 0)
    lower, upper = value - half, value + half
    verdict = filled(points.shape, GapChange.NOT_SHOWN)
    verdict[upper < 0], verdict[lower > 0] = GapChange.CLOSING, GapChange.WIDENING
    return Closing(
        value=value,
        error=spread,
        lower=lower,
        upper=upper,
        confidence=confidence,
        p=2.0 * t_probability(-np.abs(distance), degrees),
        n=points,
        is_per_year=np.asarray(points > 2),
        scatter=np.where(known, scatter, np.nan),
        degrees=np.where(known, degrees, np.nan),
        has_swapped=_swapped(g, there),
        verdict=verdict,
        method="M26",
        unit=unit,
        reason=reason,
    )


def _line(years: Floats, size: Floats, weight: Floats, there: Bools) -> tuple[Floats, Floats, Floats]:
    """Slope, weighted sum of squares of the years, and Q; a residual that is rounding only counts as none."""
    total = np.where(weight.sum(axis=-1) > 0, weight.sum(axis=-1), np.nan)[..., None]
    away = np.where(there, years - (weight * years).sum(axis=-1, keepdims=True) / total, 0.0)
    middle = (weight * size).sum(axis=-1, keepdims=True) / total
    breadth = np.asarray((weight * away**2).sum(axis=-1), dtype=np.float64)
    breadth = np.where(there.sum(axis=-1) > 1, breadth, np.nan)
    slope = (weight * away * (size - middle)).sum(axis=-1) / breadth
    residual = np.where(there, size - middle - np.nan_to_num(slope)[..., None] * away, 0.0)
    residual[np.abs(residual) <= 1e-10 * size.max(axis=-1, initial=0.0)[..., None]] = 0.0
    return slope, breadth, np.asarray((weight * residual**2).sum(axis=-1), dtype=np.float64)


def _span(years: Floats, there: Bools) -> Floats:
    """Years from the first to the last gap."""
    first, last = np.argmax(there, axis=-1), there.shape[-1] - 1 - np.argmax(there[..., ::-1], axis=-1)
    return np.asarray(years[last] - years[first], dtype=np.float64)


def _reasons(points: Integers, has_errors: Bools, is_veiled: Bools) -> Objects:
    reason = filled(points.shape, None)
    because(reason, (points < 2) & is_veiled, Reason.SUPPRESSED)
    because(reason, points == 0, Reason.MISSING)
    because(reason, points == 1, Reason.TOO_FEW)
    because(reason, ~has_errors, Reason.NOT_DEFINED)
    return reason


def _swapped(gap: Floats, there: Bools) -> Bools:
    filled_in = np.where(there, gap, 0.0)
    first = np.argmax(there, axis=-1)[..., None]
    last = there.shape[-1] - 1 - np.argmax(there[..., ::-1], axis=-1)[..., None]
    product = np.take_along_axis(filled_in, first, axis=-1) * np.take_along_axis(filled_in, last, axis=-1)
    return np.asarray(product[..., 0] < 0, dtype=np.bool_)
