"""The latest year against an earlier one (M12): how wide the interval reaches, and the words it allows."""

from __future__ import annotations

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
from indicators.model import Change

__all__ = ["rate_difference", "reach", "share_difference", "value_difference", "verdicts"]


def reach(*, scatter: ArrayLike = 1.0, degrees: ArrayLike = np.inf, confidence: float = CONFIDENCE) -> Floats:
    """How many standard errors an interval spans: z, or t(df) times the root of the scatter where that exceeds 1."""
    spread, freedom = numbers("scatter", scatter), numbers("degrees", degrees)
    same_length(scatter=spread, degrees=freedom)
    exceeds = spread > 1.0
    wide = t_quantile(confidence, np.where(exceeds, freedom, np.inf)) * np.sqrt(np.where(exceeds, spread, 1.0))
    return np.where(exceeds, wide, normal_quantile(confidence))


def value_difference(
    value1: ArrayLike, error1: ArrayLike, value2: ArrayLike, error2: ArrayLike, *, width: ArrayLike | None = None
) -> Compared:
    """Value 2 minus value 1 where only values and standard errors are known; without an error no interval."""
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
    """What intervals of differences show; `good` is 1 where high is good, -1 where low is, 0 where neither."""
    given = {"lower": numbers("lower", lower), "upper": numbers("upper", upper), "good": numbers("good", good)}
    same_length(**given)
    low, high, sign = np.broadcast_arrays(*given.values())
    up, down = low > 0, high < 0
    said = filled(low.shape, Change.NOT_SHOWN)
    said[(up & (sign > 0)) | (down & (sign < 0))] = Change.IMPROVED
    said[(up & (sign < 0)) | (down & (sign > 0))] = Change.WORSENED
    said[up & (sign == 0)] = Change.RISEN
    said[down & (sign == 0)] = Change.FALLEN
    return said
