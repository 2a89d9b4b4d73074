"""Goals to keep the level (M18); a direction is answered by the change since the baseline, words by people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from indicators.measures.arguments import (
    aligned,
    claims,
    enclosed,
    flags,
    known_or_missing,
    reasons,
    sides,
    whole_amounts,
)
from indicators.measures.distributions import CONFIDENCE, Floats, Objects, filled, numbers
from indicators.model import Assessment, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Whether levels are kept, and why not assessed where they are not."""

    value: Floats
    """The value judged."""
    lower: Floats
    upper: Floats
    """Its limits, as handed in."""
    n: Floats
    """How many of value and baseline are known."""
    assessment: Objects
    confidence: float
    """Of the limits handed in."""
    method: str
    unit: str
    """As handed in."""
    reason: Objects
    """`suppressed` or `missing` where value or baseline is, else None."""


def kept(
    value: ArrayLike,
    lower: ArrayLike,
    upper: ArrayLike,
    *,
    baseline: ArrayLike,
    good: ArrayLike,
    tolerance: ArrayLike = 0.0,
    is_over: ArrayLike = False,
    unit: str = "",
    is_suppressed: ArrayLike = False,
) -> Kept:
    """M18 for a goal to keep the level: `keep` with its reason. Goals in words are assessed by people, never here.

    Limits are those of 95 per cent. `suppressed` where value or baseline is hidden (`is_suppressed`; what stands there
    is not read), `missing` where one of them is. Errors as for `keep`.
    """
    given = {"value": value, "lower": lower, "upper": upper, "baseline": baseline, "tolerance": tolerance}
    arrays = {name: numbers(name, values) for name, values in given.items()}
    arrays |= {"good": sides(good), "is_over": claims("is_over", is_over).astype(np.float64)}
    full = dict(zip(arrays, aligned(**arrays), strict=True))
    now, low, high, start = (full[name] for name in ("value", "lower", "upper", "baseline"))
    hidden = flags("is_suppressed", is_suppressed, now.shape)
    for array in (now, low, high, start):
        array[hidden] = np.nan
    said = keep(**(full | {"is_over": full["is_over"] > 0}))
    return Kept(
        value=now,
        lower=low,
        upper=high,
        n=np.isfinite(now) * 1.0 + np.isfinite(start),
        assessment=said,
        confidence=CONFIDENCE,
        method="M18",
        unit=unit,
        reason=reasons(now.shape, (Reason.SUPPRESSED, hidden), (Reason.MISSING, np.isnan(now) | np.isnan(start))),
    )


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
    way. Without an interval the value itself is compared. Limits that do not enclose the value, a negative or missing
    tolerance and an unknown polarity raise MeasureError.
    """
    now, low, high, start, room, sign, over = aligned(
        value=known_or_missing("value", value),
        lower=known_or_missing("lower", lower),
        upper=known_or_missing("upper", upper),
        baseline=known_or_missing("baseline", baseline),
        tolerance=whole_amounts("tolerance", tolerance),
        good=sides(good),
        is_over=claims("is_over", is_over).astype(np.float64),
    )
    enclosed("value", now, low, high)
    has_interval = np.isfinite(low) & np.isfinite(high)
    low, high = np.where(has_interval, low, now), np.where(has_interval, high, now)
    not_too_low, not_too_high = high >= start - room, low <= start + room
    met = np.where(sign > 0, not_too_low, np.where(sign < 0, not_too_high, not_too_low & not_too_high))
    said = filled(met.shape, Assessment.WORSENING)
    said[over > 0] = Assessment.MISSED
    said[met] = Assessment.REACHED
    said[~(np.isfinite(now) & np.isfinite(start))] = Assessment.NOT_ASSESSED
    return said
