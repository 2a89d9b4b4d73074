"""The latest year against an earlier one (M12): how wide the interval reaches, and the words it allows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from indicators.errors import MeasureError
from indicators.measures.arguments import (
    aligned,
    all_positive,
    amounts,
    claims,
    countable,
    enclosed,
    flags,
    known_or_missing,
    reasons,
    sides,
    whole_amounts,
)
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
    n: Floats
    """How many of the two values are known."""
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
    is_suppressed: ArrayLike = False,
    confidence: float = CONFIDENCE,
) -> Changed:
    """M12 from values and their 95 % limits: value 2 minus value 1 ± q·√(se₁² + se₂²), se = (upper - lower)/(2z).

    q is z, or t(`degrees`)·√`scatter` where the scatter φ of M16 exceeds 1. Counts are better compared by
    `rate_difference` and `share_difference`. Reasons: `suppressed` (`is_suppressed`: either year; what stands there is
    not read), `not_comparable` (`is_comparable` false: a break or overlapping periods between the years), `missing` (a
    value), `not_defined` (limits missing: the difference without interval). The verdict comes from the interval alone.
    Unit: the values'. Limits that do not enclose their value, a scatter that is not known and an unknown polarity raise
    MeasureError.
    """
    given = {"value1": value1, "value2": value2, "lower1": lower1, "upper1": upper1, "lower2": lower2, "upper2": upper2}
    width, alike = (
        reach(scatter=scatter, degrees=degrees, confidence=confidence),
        claims("is_comparable", is_comparable),
    )
    arrays = {name: numbers(name, values) for name, values in given.items()}
    arrays |= {"good": sides(good), "is_comparable": alike.astype(np.float64), "scatter": width}
    full = dict(zip(arrays, aligned(**arrays), strict=True))
    shape = full["value1"].shape
    hidden = flags("is_suppressed", is_suppressed, shape)
    for name in given:
        full[name][hidden] = np.nan
        known_or_missing(name, full[name])
    for year in ("1", "2"):
        enclosed(f"value{year}", *(full[f"{name}{year}"] for name in ("value", "lower", "upper")), ending=year)
    span = 2.0 * normal_quantile(CONFIDENCE)
    errors = [np.maximum(full[f"upper{year}"] - full[f"lower{year}"], 0.0) / span for year in ("1", "2")]
    for year, error in zip(("1", "2"), errors, strict=True):
        countable(f"upper{year}", error)
    found = value_difference(full["value1"], errors[0], full["value2"], errors[1], width=full["scatter"])
    apart = full["is_comparable"] == 0
    value, low, high = (np.where(apart, np.nan, array) for array in (found.value, found.lower, found.upper))
    said = verdicts(low, high, full["good"])
    said[apart & ~hidden] = Change.NOT_COMPARABLE
    return Changed(
        value=value,
        lower=low,
        upper=high,
        verdict=said,
        n=np.where(hidden, np.nan, found.n),
        confidence=confidence,
        method="M12",
        unit=unit,
        reason=reasons(
            shape,
            (Reason.SUPPRESSED, hidden),
            (Reason.NOT_COMPARABLE, apart),
            (Reason.MISSING, np.isnan(value)),
            (Reason.NOT_DEFINED, np.isnan(low)),
        ),
    )


def reach(*, scatter: ArrayLike = 1.0, degrees: ArrayLike = np.inf, confidence: float = CONFIDENCE) -> Floats:
    """M12: standard errors an interval spans: z, or t(df) times the root of the scatter where that exceeds 1."""
    spread, freedom = whole_amounts("scatter", scatter), numbers("degrees", degrees)
    same_length(scatter=spread, degrees=freedom)
    exceeds = spread > 1.0
    if np.any(exceeds & ~(freedom > 0)):
        raise MeasureError("degrees: not above zero where the scatter is")
    wide = t_quantile(confidence, np.where(exceeds, freedom, np.inf)) * np.sqrt(np.where(exceeds, spread, 1.0))
    return np.where(exceeds, wide, normal_quantile(confidence))


def value_difference(
    value1: ArrayLike,
    error1: ArrayLike,
    value2: ArrayLike,
    error2: ArrayLike,
    *,
    width: ArrayLike | None = None,
    unit: str = "",
    is_suppressed: ArrayLike = False,
    confidence: float = CONFIDENCE,
) -> Compared:
    """M12: value 2 minus value 1 where only values and standard errors are known; without an error no interval.

    `width` is how many standard errors the interval spans, z of the confidence unless said (`reach`). Reasons:
    `suppressed` (`is_suppressed`: either year), `missing` (a value), `not_defined` (an error: no interval).
    """
    spans = reach(confidence=confidence) if width is None else all_positive("width", width)
    given = {"value1": value1, "error1": error1, "value2": value2, "error2": error2}
    arrays = {name: numbers(name, values) for name, values in given.items()}
    *both, spans = aligned(**arrays, width=spans)
    hidden = flags("is_suppressed", is_suppressed, spans.shape)
    for name, array in zip(given, both, strict=True):
        array[hidden] = np.nan
        (amounts if name.startswith("error") else known_or_missing)(name, array)
    before, error_before, after, error_after = both
    difference = after - before
    half = spans * np.hypot(error_before, error_after)
    return Compared(
        value=difference,
        lower=difference - half,
        upper=difference + half,
        n=np.isfinite(before) * 1.0 + np.isfinite(after),
        confidence=confidence,
        method="M12",
        unit=unit,
        reason=reasons(
            difference.shape,
            (Reason.SUPPRESSED, hidden),
            (Reason.MISSING, np.isnan(difference)),
            (Reason.NOT_DEFINED, np.isnan(half)),
        ),
    )


def verdicts(lower: ArrayLike, upper: ArrayLike, good: ArrayLike) -> Objects:
    """M12: what intervals of differences show; `good` is 1 where high is good, -1 where low is, 0 where neither."""
    given = {
        "lower": known_or_missing("lower", lower, of_any_size=True),
        "upper": known_or_missing("upper", upper, of_any_size=True),
        "good": sides(good),
    }
    same_length(**given)
    if np.any(given["lower"] > given["upper"]):
        raise MeasureError("lower: above upper")
    low, high, sign = np.broadcast_arrays(*given.values())
    is_whole = ~np.isnan(low) & ~np.isnan(high)
    up, down = is_whole & (low > 0), is_whole & (high < 0)
    said = filled(low.shape, Change.NOT_SHOWN)
    said[(up & (sign > 0)) | (down & (sign < 0))] = Change.IMPROVED
    said[(up & (sign < 0)) | (down & (sign > 0))] = Change.WORSENED
    said[up & (sign == 0)] = Change.RISEN
    said[down & (sign == 0)] = Change.FALLEN
    return said
