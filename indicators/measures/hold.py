"""Goals to keep the level (M18); a direction is answered by the change since the baseline, words by people."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from indicators.measures.distributions import Objects, filled, numbers, same_length
from indicators.model import Assessment


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
    """Whether the level is kept: met if the interval reaches the good side of the baseline, tolerance granted.

    Not met is MISSED in and after the target year and WORSENING before it. With `good` 0 the level may stray neither
    way. Without an interval the value itself is compared.
    """
    now, start, room, sign = (
        numbers(name, a)
        for name, a in (("value", value), ("baseline", baseline), ("tolerance", tolerance), ("good", good))
    )
    low, high = numbers("lower", lower), numbers("upper", upper)
    same_length(value=now, lower=low, upper=high, baseline=start, tolerance=room, good=sign)
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
