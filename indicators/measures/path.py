"""The required path from baseline to target and the share of the way gone (M15)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from indicators.measures.distributions import Floats, Objects, filled, numbers, same_length
from indicators.model import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPath:
    """Where the values stand against the straight line from baseline to target; NaN where a figure is not defined."""

    required: Floats
    share_of_required: Floats
    share_of_total: Floats
    gap: Floats
    """Value minus required."""
    needed_per_year: Floats
    reason: Objects
    """Why there is no required value: `missing`, `no_target`, or `not_defined` where baseline and target share a year.

    None else; then a figure that is NaN is one that is not asked: no way due, or the target year has come.
    """
    method: str


def required(
    year: ArrayLike, *, baseline: ArrayLike, baseline_year: ArrayLike, target: ArrayLike, target_year: ArrayLike
) -> Floats:
    """M15: the value due by the end of the year, on a straight line from baseline to target."""
    start, goal = numbers("baseline", baseline), numbers("target", target)
    begun, due, now = (
        numbers("baseline_year", baseline_year),
        numbers("target_year", target_year),
        numbers("year", year),
    )
    same_length(year=now, baseline=start, baseline_year=begun, target=goal, target_year=due)
    return start + (goal - start) * _ratio(now - begun, due - begun)


def on_path(
    value: ArrayLike,
    year: ArrayLike,
    *,
    baseline: ArrayLike,
    baseline_year: ArrayLike,
    target: ArrayLike,
    target_year: ArrayLike,
) -> OnPath:
    """M15: required value, shares of the way, gap and what is needed a year from now on."""
    due = required(year, baseline=baseline, baseline_year=baseline_year, target=target, target_year=target_year)
    now, start, goal = numbers("value", value), numbers("baseline", baseline), numbers("target", target)
    same_length(value=now, required=due)
    left = numbers("target_year", target_year) - numbers("year", year)
    shape = np.broadcast_shapes(now.shape, due.shape)
    reason = filled(shape, None)
    reason[np.broadcast_to(np.isnan(due), shape)] = Reason.NOT_DEFINED
    reason[np.broadcast_to(np.isnan(now) | np.isnan(start) | np.isnan(left), shape)] = Reason.MISSING
    reason[np.broadcast_to(np.isnan(goal), shape)] = Reason.NO_TARGET
    return OnPath(
        required=due,
        share_of_required=_ratio(now - start, due - start),
        share_of_total=_ratio(now - start, goal - start),
        gap=now - due,
        needed_per_year=_ratio(goal - now, np.where(left > 0, left, np.nan)),
        reason=reason,
        method="M15",
    )


def _ratio(above: Floats, below: Floats) -> Floats:
    above, below = np.broadcast_arrays(above, below)
    ratio: Floats = np.divide(above, below, out=np.full(above.shape, np.nan), where=below != 0)
    return ratio
