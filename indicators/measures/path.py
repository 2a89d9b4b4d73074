"""The required path from baseline to target and the share of the way gone (M15)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from indicators.measures.arguments import aligned, known_or_missing, reasons, way_gone, way_years
from indicators.measures.distributions import Floats, Objects
from indicators.model import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPath:
    """Where the values stand against the straight line from baseline to target; NaN where a figure is not defined."""

    value: Floats
    """The gap: value minus required."""
    lower: Floats
    """NaN, as `upper`: the path is decided, and the value is held against it as it is; how sure that is, M16 says."""
    upper: Floats
    n: Floats
    """How many of value and baseline are known."""
    required: Floats
    share_of_required: Floats
    share_of_total: Floats
    needed_per_year: Floats
    confidence: float
    """NaN: there are no limits."""
    method: str
    unit: str
    """As handed in."""
    reason: Objects
    """Why there is no gap: `suppressed`, `no_target`, `missing`, or `not_defined` (baseline and target share a year).

    None else; then a figure that is NaN is one that is not asked: no way due, or the target year has come.
    """


def required(
    year: ArrayLike, *, baseline: ArrayLike, baseline_year: ArrayLike, target: ArrayLike, target_year: ArrayLike
) -> Floats:
    """M15: the value due by the end of the year, on a straight line from baseline to target.

    NaN where something is missing or the way has no length. Half years, a baseline after the year or after the target,
    and infinite numbers raise MeasureError.
    """
    now, begun, due = way_years(year, baseline_year, target_year)
    start, goal, now, begun, due = aligned(
        baseline=known_or_missing("baseline", baseline),
        target=known_or_missing("target", target),
        year=now,
        baseline_year=begun,
        target_year=due,
    )
    return np.asarray(start + (goal - start) * _ratio(now - begun, due - begun))


def on_path(
    value: ArrayLike,
    year: ArrayLike,
    *,
    baseline: ArrayLike,
    baseline_year: ArrayLike,
    target: ArrayLike,
    target_year: ArrayLike,
    unit: str = "",
    is_suppressed: ArrayLike = False,
) -> OnPath:
    """M15: required value, shares of the way, gap and what is needed a year from now on.

    Reasons: `suppressed` (`is_suppressed`: value or baseline; what stands there is not read and nothing is given),
    `no_target` (target or its year), `missing` (value, baseline or their years), `not_defined` (baseline and target
    share a year). Errors as for `required`.
    """
    way = {"baseline": baseline, "baseline_year": baseline_year, "target": target, "target_year": target_year}
    full, hidden = way_gone(value, year, way, is_suppressed)
    shape = hidden.shape
    due = required(**{name: array for name, array in full.items() if name != "value"})
    now, start, goal = full["value"], full["baseline"], full["target"]
    left = full["target_year"] - full["year"]
    return OnPath(
        value=now - due,
        lower=np.full(shape, np.nan),
        upper=np.full(shape, np.nan),
        n=np.isfinite(now) * 1.0 + np.isfinite(start),
        required=due,
        share_of_required=_ratio(now - start, due - start),
        share_of_total=_ratio(now - start, goal - start),
        needed_per_year=_ratio(goal - now, np.where(left > 0, left, np.nan)),
        confidence=float("nan"),
        method="M15",
        unit=unit,
        reason=reasons(
            shape,
            (Reason.SUPPRESSED, hidden),
            (Reason.NO_TARGET, np.isnan(goal) | np.isnan(full["target_year"])),
            (Reason.MISSING, np.isnan(now + start + left + full["baseline_year"])),
            (Reason.NOT_DEFINED, np.isnan(due)),
        ),
    )


def _ratio(above: Floats, below: Floats) -> Floats:
    above, below = np.broadcast_arrays(above, below)
    ratio: Floats = np.divide(above, below, out=np.full(above.shape, np.nan), where=below != 0)
    return ratio
