"""A value with its uncertainty: rates (M01), shares (M02) and means (M03), on arrays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammaincinv

from indicators.errors import MeasureError
from indicators.measures.distributions import (
    CONFIDENCE,
    Bools,
    Floats,
    Objects,
    checked_confidence,
    filled,
    normal_quantile,
    numbers,
    same_length,
    t_quantile,
)
from indicators.model import Reason

FEW_CASES: Final = "few_cases"
WEIGHTED_COUNTS: Final = "weighted_counts"
UNCERTAIN_BASE: Final = "uncertain_base"
ZERO_WIDTH: Final = "zero_width"
WEIGHTS_IGNORED: Final = "weights_ignored"

EXACT_BELOW: Final = 10
"""Counts below this get exact Poisson limits, others Byar's."""
LEAST_BASE: Final = 50
"""Respondents below which a survey share is not given (M02)."""
CERTAIN_BASE: Final = 100
"""Respondents below which a survey share is marked uncertain (M02)."""
_WHOLE: Final = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervals:
    """Values with limits, bases and reasons: one entry for each value asked for."""

    value: Floats
    lower: Floats
    upper: Floats
    n: Floats
    confidence: float
    method: str
    reason: Objects
    """A `Reason` where there is no value (for means: or no interval), else None."""
    marks: Mapping[str, Bools]
    """Where each mark, such as `few_cases`, holds."""


def rate_interval(x: ArrayLike, n: ArrayLike, *, multiplier: ArrayLike, confidence: float = CONFIDENCE) -> Intervals:
    """M01: events per population; exact Poisson limits below 10 events, Byar's from 10 and for weighted counts."""
    count, base = _counts(x, n)
    reason = _base_reasons(base)
    lower, upper = count_limits(count, confidence=confidence)
    times = np.broadcast_to(numbers("multiplier", multiplier), base.shape)
    scale = np.divide(times, base, out=np.full(base.shape, np.nan), where=base > 0)
    return Intervals(
        value=count * scale,
        lower=lower * scale,
        upper=upper * scale,
        n=base,
        confidence=confidence,
        method="M01",
        reason=reason,
        marks={FEW_CASES: (count < EXACT_BELOW) & (base > 0), WEIGHTED_COUNTS: ~_is_whole(count)},
    )


def count_limits(x: ArrayLike, *, confidence: float = CONFIDENCE) -> tuple[Floats, Floats]:
    """Limits of a Poisson count (M01): exact below 10, Byar from 10; Byar throughout for counts that are not whole."""
    count = _not_negative("x", x)
    tail, z = (1.0 - checked_confidence(confidence)) / 2.0, normal_quantile(confidence)
    exact = (count < EXACT_BELOW) & _is_whole(count)
    few = np.where(exact, np.round(count), 1.0)
    exact_lower = np.where(few > 0, gammaincinv(np.maximum(few, 1.0), tail), 0.0)
    exact_upper = gammaincinv(few + 1.0, 1.0 - tail)
    many = np.where(count > 0, count, 1.0)
    byar_lower = np.where(count > 0, many * np.maximum(1 - 1 / (9 * many) - z / (3 * np.sqrt(many)), 0.0) ** 3, 0.0)
    more = count + 1.0
    byar_upper = more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3
    return np.where(exact, exact_lower, byar_lower), np.where(exact, exact_upper, byar_upper)


def share_interval(
    x: ArrayLike,
    n: ArrayLike,
    *,
    multiplier: ArrayLike = 100.0,
    confidence: float = CONFIDENCE,
    effective: ArrayLike | None = None,
    is_survey: bool = False,
    is_weighted: bool = False,
    least_base: ArrayLike = LEAST_BASE,
) -> Intervals:
    """M02: a share with Wilson's interval; a survey with under 50 answers gives none, under 100 is marked uncertain.

    `effective` is the effective base of a weighted survey (`effective_base`, or n over the design effect); a weighted
    one without it is counted on n and marked `weights_ignored`: its interval is too narrow.
    """
    count, base = _counts(x, n)
    if np.any(count > base * (1 + 1e-12)):
        raise MeasureError("x: more than n")
    reason = _base_reasons(base)
    if is_survey:
        reason[(base > 0) & (base < numbers("least_base", least_base))] = Reason.TOO_FEW
    asked = base > 0
    share = np.divide(np.minimum(count, base), base, out=np.full(base.shape, np.nan), where=asked)
    weight = base if effective is None else _not_negative("effective", effective)
    same_length(n=base, effective=weight)
    lower, upper = wilson(share, np.broadcast_to(weight, base.shape), normal_quantile(confidence))
    given = np.array([why is None for why in reason.flat], dtype=np.bool_).reshape(reason.shape)
    scale = np.where(given, numbers("multiplier", multiplier), np.nan)
    ignored = given if is_weighted and effective is None else np.zeros(base.shape, dtype=np.bool_)
    uncertain = given & (base < CERTAIN_BASE) if is_survey else np.zeros(base.shape, dtype=np.bool_)
    return Intervals(
        value=share * scale,
        lower=lower * scale,
        upper=upper * scale,
        n=base,
        confidence=confidence,
        method="M02",
        reason=reason,
        marks={UNCERTAIN_BASE: uncertain, WEIGHTS_IGNORED: ignored},
    )


def wilson(share: Floats, n: Floats, z: ArrayLike) -> tuple[Floats, Floats]:
    """Wilson's limits for shares between 0 and 1, z standard errors wide."""
    square = np.asarray(z, dtype=np.float64) ** 2
    x = share * n
    middle, room = 2.0 * x + square, np.sqrt(square) * np.sqrt(square + 4.0 * x * np.maximum(1.0 - share, 0.0))
    whole = 2.0 * (n + square)
    return np.maximum((middle - room) / whole, 0.0), np.minimum((middle + room) / whole, 1.0)


def effective_base(weights: ArrayLike) -> float:
    """M02: Kish's effective base of a weighted survey: the square of the sum of weights over the sum of squares."""
    weight = _not_negative("weights", weights)
    if not weight.sum() > 0:
        raise MeasureError("weights: they sum to zero")
    return float(weight.sum() ** 2 / (weight**2).sum())


def mean_interval(mean: ArrayLike, spread: ArrayLike, n: ArrayLike, *, confidence: float = CONFIDENCE) -> Intervals:
    """M03: means with t-intervals from standard deviation (n-1) and base; without spread or with one answer none."""
    middle, deviation, base = numbers("mean", mean), numbers("spread", spread), numbers("n", n)
    same_length(mean=middle, spread=deviation, n=base)
    middle, deviation, base = (np.array(a) for a in np.broadcast_arrays(middle, deviation, base))
    if np.any(deviation < 0):
        raise MeasureError("spread: negative")
    if np.any(base < 0) or np.any(np.isinf(base)):
        raise MeasureError("n: negative or infinite")
    if np.any(np.isinf(middle)) or np.any(np.isinf(deviation)):
        raise MeasureError("mean, spread: infinite")
    known = (base >= 2) & np.isfinite(deviation)
    degrees = np.where(known, base - 1.0, np.nan)
    half = t_quantile(confidence, degrees) * deviation / np.sqrt(np.where(known, base, 1.0))
    reason = filled(middle.shape, None)
    reason[~known] = Reason.NOT_DEFINED
    reason[np.isnan(middle)] = Reason.MISSING
    return Intervals(
        value=middle,
        lower=middle - half,
        upper=middle + half,
        n=base,
        confidence=confidence,
        method="M03",
        reason=reason,
        marks={ZERO_WIDTH: known & (deviation == 0)},
    )


def mean_and_spread(scores: ArrayLike, weights: ArrayLike | None = None) -> tuple[float, float, float]:
    """M03: mean, standard deviation and (effective) base of single answers, for `mean_interval`."""
    answers = numbers("scores", scores)
    if answers.size == 0 or np.isnan(answers).any():
        raise MeasureError("scores: empty or not numbers")
    weight = np.ones(answers.shape) if weights is None else _not_negative("weights", weights)
    same_length(scores=answers, weights=weight)
    base = effective_base(weight)
    mean = float((weight * answers).sum() / weight.sum())
    within = float((weight * (answers - mean) ** 2).sum() / weight.sum())
    return mean, float(np.sqrt(within * base / (base - 1.0))) if base > 1.0 else float("nan"), base


def _counts(x: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats]:
    count, base = _not_negative("x", x), numbers("n", n)
    if np.any(base < 0) or np.any(np.isinf(base)):
        raise MeasureError("n: negative or infinite")
    same_length(x=count, n=base)
    pair = np.broadcast_arrays(count, base)
    return np.array(pair[0]), np.array(pair[1])


def _not_negative(name: str, values: ArrayLike) -> Floats:
    array = numbers(name, values)
    if not np.all(np.isfinite(array)):
        raise MeasureError(f"{name}: missing or infinite")
    if np.any(array < 0):
        raise MeasureError(f"{name}: negative")
    return array


def _base_reasons(base: Floats) -> Objects:
    reason = filled(base.shape, None)
    reason[np.isnan(base)] = Reason.MISSING
    reason[base == 0] = Reason.ZERO_DENOMINATOR
    return reason


def _is_whole(count: Floats) -> Bools:
    return np.abs(count - np.round(count)) <= _WHOLE * np.maximum(count, 1.0)
