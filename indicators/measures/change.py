"""The latest year against an earlier one (M12): how wide the interval reaches, and the words it allows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from indicators.errors import MeasureError
from indicators.measures.distributions import (
    CONFIDENCE,
    Floats,
    Objects,
    filled,
    normal_quantile,
    numbers,
    same_length,
    t_quantile,
)
from indicators.measures.two_samples import Compared, rate_difference, share_difference
from indicators.model import Change, Reason

__all__ = ["Changed", "change", "rate_difference", "reach", "share_difference", "value_difference", "verdicts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """How much the later of two years differs from the earlier, and what that shows."""

    value: Floats
    """Later minus earlier."""
    lower: Floats
    upper: Floats
    verdict: Objects
    """A `Change`."""
    confidence: float
    method: str
    unit: str
    reason: Objects
    """A `Reason` where the difference or its interval is lacking, else None."""


def change(
    value1: ArrayLike,
    value2: ArrayLike,
    *,
    good: ArrayLike,
    lower1: ArrayLike = np.nan,
    upper1: ArrayLike = np.nan,
    lower2: ArrayLike = np.nan,
    upper2: ArrayLike = np.nan,
    scatter: ArrayLike = 1.0,
    degrees: ArrayLike = np.inf,
    is_comparable: ArrayLike = True,
    unit: str = "",
    confidence: float = CONFIDENCE,
) -> Changed:
    """M12 from values and their 95 % limits: value 2 minus value 1 ± q·√(se₁² + se₂²), se = (upper - lower)/(2z).

    q is z, or t(`degrees`)·√`scatter` where the scatter φ of M16 exceeds 1. Counts are better compared by
    `rate_difference` and `share_difference`. A missing value: `missing`; `is_comparable` false (a break or overlapping
    periods between the years): `not_comparable`; limits missing: the difference without interval, `not_defined`. The
    verdict comes from the interval alone. Unit: the values'. Limits the wrong way round or an unknown polarity raise
    MeasureError.
    """
    given = {"value1": value1, "value2": value2, "lower1": lower1, "upper1": upper1, "lower2": lower2, "upper2": upper2}
    arrays = {name: numbers(name, values) for name, values in given.items()}
    arrays["good"] = _sides(good)
    for name, array in arrays.items():
        if np.any(np.isinf(array)):
            raise MeasureError(f"{name}: infinite")
    alike = np.asarray(is_comparable, dtype=np.bool_)
    width = reach(scatter=scatter, degrees=degrees, confidence=confidence)
    same_length(**arrays, is_comparable=alike.astype(np.float64), scatter=width)
    for year in ("1", "2"):
        if np.any(arrays[f"lower{year}"] > arrays[f"upper{year}"]):
            raise MeasureError(f"lower{year}: above upper{year}")
    span = 2.0 * normal_quantile(CONFIDENCE)
    errors = [(arrays[f"upper{year}"] - arrays[f"lower{year}"]) / span for year in ("1", "2")]
    found = value_difference(arrays["value1"], errors[0], arrays["value2"], errors[1], width=width)
    shape = np.broadcast_shapes(found.value.shape, found.lower.shape, alike.shape, arrays["good"].shape)
    allowed = np.where(alike, 1.0, np.nan)
    value, low, high = (np.array(np.broadcast_to(a * allowed, shape)) for a in (found.value, found.lower, found.upper))
    reason = filled(shape, None)
    reason[np.isnan(low)] = Reason.NOT_DEFINED
    reason[np.broadcast_to(np.isnan(found.value), shape)] = Reason.MISSING
    reason[np.broadcast_to(~alike, shape)] = Reason.NOT_COMPARABLE
    said = verdicts(low, high, arrays["good"])
    said[np.broadcast_to(~alike, shape)] = Change.NOT_COMPARABLE
    return Changed(
        value=value,
        lower=low,
        upper=high,
        verdict=said,
        confidence=confidence,
        method="M12",
        unit=unit,
        reason=reason,
    )


def reach(*, scatter: ArrayLike = 1.0, degrees: ArrayLike = np.inf, confidence: float = CONFIDENCE) -> Floats:
    """M12: standard errors an interval spans: z, or t(df) times the root of the scatter where that exceeds 1."""
    spread, freedom = numbers("scatter", scatter), numbers("degrees", degrees)
    same_length(scatter=spread, degrees=freedom)
    if np.any(spread < 0):
        raise MeasureError("scatter: negative")
    exceeds = spread > 1.0
    wide = t_quantile(confidence, np.where(exceeds, freedom, np.inf)) * np.sqrt(np.where(exceeds, spread, 1.0))
    return np.where(exceeds, wide, normal_quantile(confidence))


def value_difference(
    value1: ArrayLike, error1: ArrayLike, value2: ArrayLike, error2: ArrayLike, *, width: ArrayLike | None = None
) -> Compared:
    """M12: value 2 minus value 1 where only values and standard errors are known; without an error no interval."""
    given = {"value1": value1, "error1": error1, "value2": value2, "error2": error2}
    arrays = {name: numbers(name, values) for name, values in given.items()}
    for name in ("error1", "error2"):
        if np.any(arrays[name] < 0):
            raise MeasureError(f"{name}: negative")
    spans = numbers("width", reach() if width is None else width)
    same_length(**arrays, width=spans)
    difference = arrays["value2"] - arrays["value1"]
    half = spans * np.hypot(arrays["error1"], arrays["error2"])
    return Compared(value=difference, lower=difference - half, upper=difference + half)


def verdicts(lower: ArrayLike, upper: ArrayLike, good: ArrayLike) -> Objects:
    """M12: what intervals of differences show; `good` is 1 where high is good, -1 where low is, 0 where neither."""
    given = {"lower": numbers("lower", lower), "upper": numbers("upper", upper), "good": _sides(good)}
    same_length(**given)
    if np.any(given["lower"] > given["upper"]):
        raise MeasureError("lower: above upper")
    low, high, sign = np.broadcast_arrays(*given.values())
    up, down = low > 0, high < 0
    said = filled(low.shape, Change.NOT_SHOWN)
    said[(up & (sign > 0)) | (down & (sign < 0))] = Change.IMPROVED
    said[(up & (sign < 0)) | (down & (sign > 0))] = Change.WORSENED
    said[up & (sign == 0)] = Change.RISEN
    said[down & (sign == 0)] = Change.FALLEN
    return said


def _sides(good: ArrayLike) -> Floats:
    sides = numbers("good", good)
    if not np.all(np.isin(sides, (-1.0, 0.0, 1.0))):
        raise MeasureError("good: neither 1, -1 nor 0")
    return sides
