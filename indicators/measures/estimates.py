"""A value with its uncertainty: rates (M01), shares (M02) and means (M03), on arrays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammaincinv

from indicators.errors import MeasureError
from indicators.measures.arguments import (
    aligned,
    all_positive,
    amounts,
    flags,
    is_free,
    known_or_missing,
    reasons,
    stretched,
    whole_amounts,
)
from indicators.measures.distributions import (
    CONFIDENCE,
    Bools,
    Floats,
    Objects,
    checked_confidence,
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
_ENDLESS: Final = 1e35
"""From this base on Wilson's limits are the share itself to the last digit, so a larger one changes nothing."""
_WHOLE: Final = 1e-6
_ROUNDING: Final = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervals:
    """Values with limits, bases and reasons: one entry for each value asked for."""

    value: Floats
    lower: Floats
    upper: Floats
    n: Floats
    confidence: float
    method: str
    unit: str
    """As handed in."""
    reason: Objects
    """A `Reason` where there is no value (for means: or no interval), else None."""
    marks: Mapping[str, Bools]
    """Where each mark, such as `few_cases`, holds."""


def rate_interval(
    x: ArrayLike,
    n: ArrayLike,
    *,
    multiplier: ArrayLike,
    unit: str = "",
    is_suppressed: ArrayLike = False,
    confidence: float = CONFIDENCE,
) -> Intervals:
    """M01: events per population; exact Poisson limits below 10 events, Byar's from 10 and for weighted counts.

    Reasons: `suppressed` (`is_suppressed`; what stands there is not read), `missing` (n is NaN), `zero_denominator`. x
    may exceed n; a count that is missing, negative or infinite raises MeasureError.
    """
    count, base, hidden = _counts(x, n, is_suppressed)
    times = stretched("multiplier", all_positive("multiplier", multiplier), base.shape)
    lower, upper = count_limits(count, confidence=confidence)
    scale = np.divide(times, base, out=np.full(base.shape, np.nan), where=base > 0)
    return Intervals(
        value=count * scale,
        lower=lower * scale,
        upper=upper * scale,
        n=base,
        confidence=confidence,
        method="M01",
        unit=unit,
        reason=_base_reasons(base, hidden),
        marks={FEW_CASES: (count < EXACT_BELOW) & (base > 0), WEIGHTED_COUNTS: ~_is_whole(count)},
    )


def count_limits(x: ArrayLike, *, confidence: float = CONFIDENCE) -> tuple[Floats, Floats]:
    """Limits of a Poisson count (M01): exact below 10, Byar from 10; Byar throughout for counts that are not whole."""
    count = whole_amounts("x", x)
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
    unit: str = "%",
    is_suppressed: ArrayLike = False,
    confidence: float = CONFIDENCE,
    effective: ArrayLike | None = None,
    is_survey: bool = False,
    is_weighted: bool = False,
    least_base: ArrayLike = LEAST_BASE,
) -> Intervals:
    """M02: a share with Wilson's interval; a survey with under 50 answers gives none, under 100 is marked uncertain.

    `effective` is the effective base of a weighted survey (`effective_base`, or n over the design effect); a weighted
    one without it is counted on n and marked `weights_ignored`: its interval is too narrow. Reasons: `suppressed`
    (`is_suppressed`; what stands there is not read), `missing` (n is NaN), `zero_denominator` (n or the effective base
    is 0), `too_few`. A count above n, missing, negative or infinite raises MeasureError.
    """
    count, base, hidden = _counts(x, n, is_suppressed)
    if np.any(count > base * (1 + _ROUNDING)):
        raise MeasureError("x: more than n")
    weight = base if effective is None else _effective(effective, hidden)
    least = stretched("least_base", amounts("least_base", least_base), base.shape)
    is_small = base < least if is_survey else np.zeros(base.shape, dtype=np.bool_)
    reason = reasons(
        base.shape,
        (Reason.SUPPRESSED, hidden),
        (Reason.MISSING, np.isnan(base)),
        (Reason.ZERO_DENOMINATOR, (base == 0) | (weight == 0)),
        (Reason.TOO_FEW, is_small),
    )
    share = np.divide(np.minimum(count, base), base, out=np.full(base.shape, np.nan), where=base > 0)
    lower, upper = wilson(share, weight, normal_quantile(confidence))
    given = is_free(reason)
    times = stretched("multiplier", all_positive("multiplier", multiplier), base.shape)
    scale = np.where(given, times, np.nan)
    ignored = given if is_weighted and effective is None else np.zeros(base.shape, dtype=np.bool_)
    uncertain = given & (base < CERTAIN_BASE) if is_survey else np.zeros(base.shape, dtype=np.bool_)
    return Intervals(
        value=share * scale,
        lower=lower * scale,
        upper=upper * scale,
        n=base,
        confidence=confidence,
        method="M02",
        unit=unit,
        reason=reason,
        marks={UNCERTAIN_BASE: uncertain, WEIGHTS_IGNORED: ignored},
    )


def wilson(share: ArrayLike, n: ArrayLike, z: ArrayLike) -> tuple[Floats, Floats]:
    """Wilson's limits for shares between 0 and 1, z standard errors wide; NaN where share or n is missing."""
    p, reach = amounts("share", share, of_any_size=True), all_positive("z", z)
    base = np.minimum(amounts("n", n, of_any_size=True), _ENDLESS)
    same_length(share=p, n=base, z=reach)
    if np.any(p > 1 + _ROUNDING):
        raise MeasureError("share: above 1")
    square, x = reach**2, p * base
    middle, room = 2.0 * x + square, reach * np.sqrt(square + 4.0 * x * np.maximum(1.0 - p, 0.0))
    whole = 2.0 * (base + square)
    return np.maximum((middle - room) / whole, 0.0), np.minimum((middle + room) / whole, 1.0)


def effective_base(weights: ArrayLike) -> float:
    """M02: Kish's effective base of a weighted survey: the square of the sum of weights over the sum of squares."""
    weight = whole_amounts("weights", weights)
    if weight.ndim > 1:
        raise MeasureError("weights: of more than one survey")
    if not weight.sum() > 0:
        raise MeasureError("weights: they sum to zero")
    return float(weight.sum() ** 2 / (weight**2).sum())


def mean_interval(
    mean: ArrayLike,
    spread: ArrayLike,
    n: ArrayLike,
    *,
    unit: str = "",
    is_suppressed: ArrayLike = False,
    confidence: float = CONFIDENCE,
) -> Intervals:
    """M03: means with t-intervals from standard deviation (n-1) and base; without spread or with one answer none.

    Reasons: `suppressed` (`is_suppressed`; what stands there is not read), `missing` (no mean), `zero_denominator` (a
    mean of nobody), `not_defined` (spread or base missing, or one answer: the value without interval, which may not be
    compared). Infinite numbers, a negative spread or base raise MeasureError.
    """
    arrays = aligned(mean=numbers("mean", mean), spread=numbers("spread", spread), n=numbers("n", n))
    hidden = flags("is_suppressed", is_suppressed, arrays[0].shape)
    middle, deviation, base = (np.where(hidden, np.nan, array) for array in arrays)
    middle, deviation, base = known_or_missing("mean", middle), amounts("spread", deviation), amounts("n", base)
    middle[base == 0] = np.nan
    known = (base >= 2) & np.isfinite(deviation)
    degrees = np.where(known, base - 1.0, np.nan)
    half = t_quantile(confidence, degrees) * deviation / np.sqrt(np.where(known, base, 1.0))
    return Intervals(
        value=middle,
        lower=middle - half,
        upper=middle + half,
        n=base,
        confidence=confidence,
        method="M03",
        unit=unit,
        reason=reasons(
            middle.shape,
            (Reason.SUPPRESSED, hidden),
            (Reason.ZERO_DENOMINATOR, base == 0),
            (Reason.MISSING, np.isnan(middle)),
            (Reason.NOT_DEFINED, ~known),
        ),
        marks={ZERO_WIDTH: known & np.isfinite(middle) & (deviation == 0)},
    )


def mean_and_spread(scores: ArrayLike, weights: ArrayLike | None = None) -> tuple[float, float, float]:
    """M03: mean, standard deviation and (effective) base of single answers, for `mean_interval`."""
    answers = known_or_missing("scores", scores)
    if answers.size == 0 or np.isnan(answers).any():
        raise MeasureError("scores: empty or not numbers")
    if answers.ndim > 1:
        raise MeasureError("scores: of more than one survey")
    weight = np.ones(answers.shape) if weights is None else whole_amounts("weights", weights)
    if weight.shape != answers.shape:
        raise MeasureError(f"unequal lengths: scores {answers.shape}, weights {weight.shape}")
    base = effective_base(weight)
    mean = float((weight * answers).sum() / weight.sum())
    within = float((weight * (answers - mean) ** 2).sum() / weight.sum())
    return mean, float(np.sqrt(within * base / (base - 1.0))) if base > 1.0 else float("nan"), base


def _counts(x: ArrayLike, n: ArrayLike, is_suppressed: ArrayLike) -> tuple[Floats, Floats, Bools]:
    """Counts and bases, 0 and NaN where hidden, and where that is."""
    count, base = aligned(x=numbers("x", x), n=numbers("n", n))
    hidden = flags("is_suppressed", is_suppressed, base.shape)
    count[hidden], base[hidden] = 0.0, np.nan
    return whole_amounts("x", count), amounts("n", base), hidden


def _effective(effective: ArrayLike, hidden: Bools) -> Floats:
    given = stretched("effective", numbers("effective", effective), hidden.shape)
    return whole_amounts("effective", np.where(hidden, 0.0, given))


def _base_reasons(base: Floats, hidden: Bools) -> Objects:
    return reasons(
        base.shape,
        (Reason.SUPPRESSED, hidden),
        (Reason.MISSING, np.isnan(base)),
        (Reason.ZERO_DENOMINATOR, base == 0),
    )


def _is_whole(count: Floats) -> Bools:
    return np.abs(count - np.round(count)) <= _WHOLE * np.maximum(count, 1.0)
