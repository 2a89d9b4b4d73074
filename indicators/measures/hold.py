"""Goals to keep the level (M18); a direction is answered by the change since the baseline, words by people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from indicators.errors import MeasureError
from indicators.measures.distributions import Objects, filled, numbers, same_length
from indicators.model import Assessment, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Whether levels are kept, and why not assessed where they are not."""

    assessment: Objects
    reason: Objects
    """`missing` where value or baseline is, else None."""
    method: str


def kept(
    value: ArrayLike,
    lower: ArrayLike,
    upper: ArrayLike,
    *,
    baseline: ArrayLike,
    good: ArrayLike,
    tolerance: ArrayLike = 0.0,
    is_over: ArrayLike = False,
) -> Kept:
    """M18 for a goal to keep the level: `keep` with its reason. Goals in words are assessed by people, never here."""
    said = keep(value, lower, upper, baseline=baseline, tolerance=tolerance, good=good, is_over=is_over)
    reason = filled(said.shape, None)
    reason[said == Assessment.NOT_ASSESSED] = Reason.MISSING
    return Kept(assessment=said, reason=reason, method="M18")


def keep(
    value: ArrayLike,
    lower: ArrayLike,
    upper: ArrayLike,
    *,
    baseline: ArrayLike,
    tolerance: ArrayLike,
    good: ArrayLike,
    is_over: ArrayLike,
) -> Objects:
    """M18: whether the level is kept: met if the interval reaches the good side of the baseline, tolerance granted.

    Not met is MISSED in and after the target year and WORSENING before it. With `good` 0 the level may stray neither
    way. Without an interval the value itself is compared.
    """
    now, start, room, sign = (
        numbers(name, a)
        for name, a in (("value", value), ("baseline", baseline), ("tolerance", tolerance), ("good", good))
    )
    low, high = numbers("lower", lower), numbers("upper", upper)
    same_length(value=now, lower=low, upper=high, baseline=start, tolerance=room, good=sign)
    if not np.all(np.isin(sign, (-1.0, 0.0, 1.0))):
        raise MeasureError("good: neither 1, -1 nor 0")
    if not np.all(room >= 0):
        raise MeasureError("tolerance: negative or missing")
    if np.any(low > high):
        raise MeasureError("lower: above upper")
    has_interval = np.isfinite(low) & np.isfinite(high)
    low, high = np.where(has_interval, low, now), np.where(has_interval, high, now)
    not_too_low, not_too_high = high >= start - room, low <= start + room
    met = np.where(sign > 0, not_too_low, np.where(sign < 0, not_too_high, not_too_low & not_too_high))
    over = np.broadcast_to(np.asarray(is_over, dtype=np.bool_), met.shape)
    said = filled(met.shape, Assessment.WORSENING)
    said[over] = Assessment.MISSED
    said[met] = Assessment.REACHED
    said[~(np.isfinite(now) & np.isfinite(start))] = Assessment.NOT_ASSESSED
    return said
