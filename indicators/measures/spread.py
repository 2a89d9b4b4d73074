"""Whether the whole city is drifting apart, not only its two ends (M21), and what chance alone would show."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from typing import Final

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from indicators.errors import MeasureError
from indicators.measures.arguments import amounts, whole
from indicators.measures.distributions import CONFIDENCE, Bools, Floats, Objects
from indicators.measures.gaps import best_place
from indicators.measures.groups import (
    PERCENT,
    Groups,
    Measured,
    any_group,
    groups,
    is_told,
    measured,
    ratio,
    signs,
    with_reason,
)
from indicators.model import Reason

_FAR: Final = 8.5
"""Standard errors beyond which nothing is left of the expected range."""
_STEPS: Final = 97


@dataclass(frozen=True, slots=True, kw_only=True)
class Distances:
    """How far the groups lie from their mean and from the best, weighted by population or each group alike."""

    from_mean: Measured
    """Σs|y - ȳ|, without interval."""
    from_best: Measured
    """Σs|y - y_best|, without interval; `not_defined` where neither high nor low is good."""
    disparity: Measured
    """Index of disparity 100·Σs|y - ȳ|/ȳ, without interval; `not_defined` where the mean is not above zero."""
    variance: Measured
    """BGV = Σs(y - ȳ)², its lower limit not below zero."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """M21 with its noise floors."""

    mean: Floats
    """ȳ that distances are counted from: weighted by population, or plain where a population is unknown."""
    mean_is_weighted: Bools
    weighted: Distances
    unweighted: Distances
    """With 1/k in place of s, deviations still from the weighted mean."""
    variance_by_chance: Floats
    """Σ s(1-s)se²: the variance between groups without any real difference."""
    variance_beyond_chance: Floats
    """max(0, BGV - that)."""
    range_by_chance: Floats
    """Expected distance between the highest and the lowest of the groups without any real difference: d₂(k)·se."""
    left_out: Floats


def spread(
    value: ArrayLike,
    population: ArrayLike | None,
    error: ArrayLike | None = None,
    *,
    good: ArrayLike,
    suppressed: ArrayLike | None = None,
    belongs: ArrayLike | None = None,
    unit: str = "",
    confidence: float = CONFIDENCE,
) -> Spread:
    """M21: mean distance from the mean and from the best, index of disparity and between-group variance.

    se(BGV) = √(4A + 2(B² - C + E)), A = Σs²se²(y-ȳ)², B = Σs²se², C = Σs⁴se⁴, E = Σs²(1-s)²se⁴, and its like for the
    unweighted form. Groups on the last axis; distances in the unit given, disparity in per cent, variance in the unit
    squared. Where a population is unknown the weighted forms are `missing`, and the unweighted are counted from the
    plain mean. Without errors no limits and no floors. Source: WHO Handbook on health inequality monitoring (2013).
    """
    given = groups(value, error=error, population=population, suppressed=suppressed, belongs=belongs)
    sign = signs(good, given.count.shape)
    alike = ratio(given.present.astype(np.float64), given.count[..., None].astype(np.float64))
    weighs = ~any_group(np.isnan(given.share))
    center = np.where(weighs[..., None], given.share, alike)
    mean = np.asarray((center * given.value).sum(axis=-1), dtype=np.float64)
    chance = (given.share * (1.0 - given.share) * given.error**2).sum(axis=-1)
    weighted = _distances(given, given.share, center, mean, sign, given.weighted_reason, unit, confidence)
    told, answered = (is_told(r) for r in (given.weighted_reason, given.reason))
    return Spread(
        mean=np.where(answered, mean, np.nan),
        mean_is_weighted=np.asarray(weighs),
        weighted=weighted,
        unweighted=_distances(given, alike, center, mean, sign, given.reason, unit, confidence),
        variance_by_chance=np.where(told, chance, np.nan),
        variance_beyond_chance=np.maximum(weighted.variance.value - chance, 0.0),
        range_by_chance=np.where(answered, _range(given.error, given.present), np.nan),
        left_out=given.left_out,
    )


def expected_range(errors: ArrayLike) -> Floats:
    """Expected range of independent normal groups with one mean and these standard errors (last axis); d₂(k) for ones.

    ∫ 1 - ΠΦ(x/se) - Π(1 - Φ(x/se)) dx; d₂(k)·se where all errors are equal. NaN where an error is unknown.
    """
    se = amounts("errors", errors)
    if se.ndim == 0 or se.shape[-1] == 0:
        raise MeasureError("errors: no axis of groups")
    return _range(se, np.ones(se.shape, dtype=np.bool_))


def d2(k: int) -> float:
    """Expected range of k equal groups in standard errors: d₂(10) = 3.08, d₂(5) = 2.33."""
    return _d2(whole("k", k, least=2))


@cache
def _d2(k: int) -> float:
    return float(expected_range(np.ones(k)))


def _distances(
    given: Groups,
    weight: Floats,
    center: Floats,
    mean: Floats,
    sign: Floats,
    reason: Objects,
    unit: str,
    confidence: float,
) -> Distances:
    away = np.where(given.present, given.value - mean[..., None], 0.0)
    best = np.take_along_axis(given.value, best_place(given, sign)[..., None], axis=-1)
    from_mean = (weight * np.abs(away)).sum(axis=-1)
    from_best = (weight * np.abs(given.value - best)).sum(axis=-1)
    shown = partial(measured, n=given.n, method="M21", confidence=confidence)
    no_best = with_reason(reason, sign == 0, Reason.NOT_DEFINED)
    no_part = with_reason(reason, mean <= 0, Reason.NOT_DEFINED)
    error = _variance_error(weight, center, away, given.error**2)
    square = f"{unit}²" if unit else ""
    return Distances(
        from_mean=shown(from_mean, reason=reason, unit=unit),
        from_best=shown(from_best, reason=no_best, unit=unit),
        disparity=shown(ratio(100.0 * from_mean, mean), reason=no_part, unit=PERCENT),
        variance=shown((weight * away**2).sum(axis=-1), error, reason=reason, unit=square, least=0.0),
    )


def _variance_error(w: Floats, s: Floats, away: Floats, v: Floats) -> Floats:
    """Error of Σw(y - Σsy)², a quadratic form y'My: √(4·y'MVMy + 2·tr(MVMV)); for w = s the formula of M21."""
    pulled = w * away - s * (w * away).sum(axis=-1, keepdims=True)
    a, b, c = ((p * v).sum(axis=-1) for p in (s * s, w * s, w * w))
    own = (v**2 * (w**2 + 2.0 * w * s**2 - 4.0 * w**2 * s)).sum(axis=-1)
    trace = a**2 + 2.0 * a * c - 4.0 * a * b + 2.0 * b**2 + own
    return np.asarray(np.sqrt(4.0 * (v * pulled**2).sum(axis=-1) + 2.0 * np.maximum(trace, 0.0)), dtype=np.float64)


def _range(errors: Floats, present: Bools) -> Floats:
    """The integral over one half of its axis, doubled since it is even; groups that do not count leave it as it is."""
    widest = errors.max(axis=-1)
    x = np.linspace(0.0, _FAR, _STEPS)
    below, above = np.ones((*widest.shape, _STEPS)), np.ones((*widest.shape, _STEPS))
    for group in range(errors.shape[-1]):
        relative = np.maximum(ratio(errors[..., group], widest), 1e-9)
        under = ndtr(x / relative[..., None])
        counts = present[..., group, None]
        below *= np.where(counts, under, 1.0)
        above *= np.where(counts, 1.0 - under, 1.0)
    inside = 1.0 - below - above
    total = (inside.sum(axis=-1) - 0.5 * (inside[..., 0] + inside[..., -1])) * (x[1] - x[0])
    return np.where(widest == 0, 0.0, 2.0 * widest * total)
