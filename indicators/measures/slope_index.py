"""How much changes from the most to the least disadvantaged end, using every group (M22)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from indicators.errors import MeasureError
from indicators.measures.arguments import positive
from indicators.measures.distributions import CONFIDENCE, Bools, Floats
from indicators.measures.groups import RATIO, Groups, Measured, any_group, groups, is_told, measured, ratio, with_reason
from indicators.measures.scales import Scale
from indicators.model import Reason

LEAST_GROUPS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class SlopeIndex:
    """Slope and relative index of inequality, and the line's two ends; groups from the most disadvantaged."""

    slope: Measured
    """SII = the least minus the most disadvantaged end of the line, in the unit of the values."""
    ratio: Measured
    """RII = the least over the most disadvantaged end; its error is that of ln RII."""
    most: Floats
    """The line at the most disadvantaged end (rank 0)."""
    least: Floats
    """The line at the least disadvantaged end (rank 1)."""
    rank: Floats
    """Each group's place on the line: the middle of its share of the population."""
    scale: Scale
    left_out: Floats


def slope_index(
    value: ArrayLike,
    population: ArrayLike | None,
    error: ArrayLike | None = None,
    *,
    scale: Scale = Scale.LINEAR,
    multiplier: float = 100.0,
    suppressed: ArrayLike | None = None,
    belongs: ArrayLike | None = None,
    unit: str = "",
    confidence: float = CONFIDENCE,
) -> SlopeIndex:
    """M22: least squares of y on rank x_i = Σ_{j<i}s_j + s_i/2, weighted by s once; SII = ΣW_i·y_i, RII = (a+SII)/a.

    Groups on the last axis stand from the most (first) to the least disadvantaged, in an order not taken from the
    indicator itself. se(SII) = √ΣW²se²; ln-se(RII) = √Σg²se², g = u/(a+SII) - v/a, v = s - W/2, u = v + W. On the log
    or logit scale (of value / `multiplier`) the same line is fitted to ln y or logit y and its ends carried back, with
    errors by the chain rule. At least four groups. `not_defined`: RII with an end at or below zero; log with a value at
    or below zero; logit outside 0 to `multiplier`; nobody but in one group. Source: Mackenbach & Kunst (1997).
    """
    given = groups(
        value, error=error, population=population, suppressed=suppressed, belongs=belongs, least=LEAST_GROUPS
    )
    multiplier = positive("multiplier", multiplier)
    if not isinstance(scale, Scale):
        raise MeasureError(f"scale: {scale} is none of {', '.join(Scale)}")
    share, rank = given.share, ranks(given)
    away = rank - 0.5
    weight = ratio(share * away, (share * away**2).sum(axis=-1, keepdims=True))
    y, se, outside = _onto(scale, given, multiplier)
    first, last = share - weight / 2.0, share + weight / 2.0
    most, steep_most = _back(scale, (first * y).sum(axis=-1), multiplier)
    least, steep_least = _back(scale, (last * y).sum(axis=-1), multiplier)
    pull_most, pull_least = steep_most[..., None] * first, steep_least[..., None] * last
    reason = with_reason(given.weighted_reason, outside | any_group(np.isnan(weight)), Reason.NOT_DEFINED)
    below = (most <= 0) | (least <= 0)
    told = is_told(reason)
    log_pull = ratio(pull_least, least[..., None]) - ratio(pull_most, most[..., None])
    return SlopeIndex(
        slope=measured(
            least - most,
            _length((pull_least - pull_most) * se),
            n=given.n,
            reason=reason,
            method="M22",
            unit=unit,
            confidence=confidence,
        ),
        ratio=measured(
            ratio(least, most),
            _length(log_pull * se),
            n=given.n,
            reason=with_reason(reason, below, Reason.NOT_DEFINED),
            method="M22",
            unit=RATIO,
            confidence=confidence,
            is_ratio=True,
        ),
        most=np.where(told, most, np.nan),
        least=np.where(told, least, np.nan),
        rank=np.where(given.present, rank, np.nan),
        scale=scale,
        left_out=given.left_out,
    )


def ranks(given: Groups) -> Floats:
    """x: the middle of each group's share of the population, from the most disadvantaged end."""
    return np.asarray(np.cumsum(given.share, axis=-1) - given.share / 2.0, dtype=np.float64)


def _onto(scale: Scale, given: Groups, multiplier: float) -> tuple[Floats, Floats, Bools]:
    """Values and errors on the scale of the line, and the series with a value that the scale does not hold."""
    y, se = given.value, given.error
    if scale is Scale.LINEAR:
        return y, se, np.zeros(given.count.shape, dtype=np.bool_)
    top = np.inf if scale is Scale.LOG else multiplier
    inside = (y > 0) & (y < top)
    usable = np.where(inside, y, 1.0 if scale is Scale.LOG else multiplier / 2.0)
    outside = any_group(given.present & ~inside)
    if scale is Scale.LOG:
        return np.log(usable), se / usable, outside
    p = usable / multiplier
    return np.log(p / (1.0 - p)), se / (usable * (1.0 - p)), outside


def _back(scale: Scale, end: Floats, multiplier: float) -> tuple[Floats, Floats]:
    """An end of the line in the unit of the values, and how steeply it follows the end."""
    if scale is Scale.LINEAR:
        return np.asarray(end, dtype=np.float64), np.ones(np.shape(end))
    if scale is Scale.LOG:
        value = np.exp(np.minimum(end, 700.0))
        return value, value
    share = 1.0 / (1.0 + np.exp(-np.clip(end, -700.0, 700.0)))
    return multiplier * share, multiplier * share * (1.0 - share)


def _length(parts: Floats) -> Floats:
    return np.asarray(np.sqrt((parts**2).sum(axis=-1)), dtype=np.float64)
