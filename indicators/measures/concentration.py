"""Who carries the problem: the concentration index (M23)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from indicators.measures.arguments import positive
from indicators.measures.distributions import CONFIDENCE, Bools, Floats, normal_quantile, t_quantile
from indicators.measures.groups import Groups, Measured, any_group, groups, measured, ratio, with_reason
from indicators.measures.slope_index import ranks
from indicators.model import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Concentration:
    """Concentration indices; negative means piled up among the disadvantaged."""

    absolute: Measured
    """ACI = Σ 2s(x - ½)y, in the unit of the values."""
    relative: Measured
    """RCI = ACI/ȳ."""
    erreygers: Measured
    """E = 4·RCI·p̄ for shares of a whole; `not_defined` where the values are none."""
    is_scatter: Bools
    """The errors are scatter around a line, not sampling error, since no errors were known."""
    left_out: Floats


def concentration_index(
    value: ArrayLike,
    population: ArrayLike | None,
    error: ArrayLike | None = None,
    *,
    multiplier: float | None = None,
    suppressed: ArrayLike | None = None,
    belongs: ArrayLike | None = None,
    unit: str = "",
    confidence: float = CONFIDENCE,
) -> Concentration:
    """M23: c_i = 2s_i(x_i - ½) with the ranks of M22; ACI = Σcy, RCI = ACI/ȳ, for shares E = 4·RCI·p̄.

    se(ACI) = √Σc²se², se(RCI) = √Σ((c - RCI·s)/ȳ)²se². Only where no error is known: the residual scatter of 2σ²y
    around its line on x with k-2 degrees of freedom and limits by Student's t, marked `is_scatter`. `multiplier` (100
    for per cent) says that the values are shares of a whole. RCI is `not_defined` where ȳ is zero. Groups on the last
    axis, from the most disadvantaged; indices without unit except ACI. Source: Kakwani, Wagstaff & van Doorslaer
    (1997); Erreygers (2009).
    """
    given = groups(value, error=error, population=population, suppressed=suppressed, belongs=belongs)
    if multiplier is not None:
        multiplier = positive("multiplier", multiplier)
    share, away, mean = given.share, ranks(given) - 0.5, given.mean
    pull = 2.0 * share * away
    absolute = np.asarray((pull * given.value).sum(axis=-1), dtype=np.float64)
    relative = ratio(absolute, mean)
    is_scatter = ~any_group(given.present & ~np.isnan(given.error)) & (given.count > 2)
    about = np.where(is_scatter, _scatter(given, absolute, away), np.nan)
    sampled = np.sqrt(((pull * given.error) ** 2).sum(axis=-1))
    leaning = ratio(pull - relative[..., None] * share, mean[..., None])
    sampled_relative = np.sqrt(((leaning * given.error) ** 2).sum(axis=-1))
    error_absolute = np.where(is_scatter, about, sampled)
    error_relative = np.where(is_scatter, ratio(about, np.abs(mean)), sampled_relative)
    degrees = np.where(is_scatter, given.count - 2.0, np.inf)
    width = np.where(is_scatter, t_quantile(confidence, degrees), normal_quantile(confidence))
    whole = 4.0 / multiplier if multiplier is not None else np.nan
    no_whole = np.full(mean.shape, multiplier is None)
    return Concentration(
        absolute=_index(absolute, error_absolute, given, unit, confidence, width),
        relative=_index(relative, error_relative, given, "", confidence, width, mean == 0),
        erreygers=_index(absolute * whole, error_absolute * whole, given, "", confidence, width, no_whole),
        is_scatter=np.asarray(is_scatter),
        left_out=given.left_out,
    )


def _index(
    value: Floats,
    error: Floats,
    given: Groups,
    unit: str,
    confidence: float,
    width: Floats,
    undefined: Bools | None = None,
) -> Measured:
    is_undefined = np.zeros(given.count.shape, dtype=np.bool_) if undefined is None else undefined
    return measured(
        value,
        error,
        n=given.n,
        reason=with_reason(given.weighted_reason, is_undefined, Reason.NOT_DEFINED),
        method="M23",
        unit=unit,
        confidence=confidence,
        width=width,
    )


def _scatter(given: Groups, slope: Floats, away: Floats) -> Floats:
    """Standard error of the slope of 2σ²y on x with weights s, from its residuals."""
    breadth = (given.share * away**2).sum(axis=-1)
    lifted = 2.0 * breadth[..., None] * (given.value - given.mean[..., None])
    residual = lifted - slope[..., None] * away
    spare = np.maximum(given.count - 2, 1)
    return np.sqrt(ratio((given.share * residual**2).sum(axis=-1), spare * breadth))
