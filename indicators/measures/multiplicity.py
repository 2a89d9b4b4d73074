"""Many districts at once (M07): adjusted p-values, the overall test before any ranking, and how many flags are luck."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc

from indicators.errors import MeasureError
from indicators.measures.arguments import aligned, amounts, flags, is_free, known_or_missing, reasons, with_last_axis
from indicators.measures.distributions import (
    CONFIDENCE,
    Bools,
    Floats,
    Objects,
    checked_confidence,
    filled,
    normal_quantile,
)
from indicators.model import Reason

LEVEL: Final = 0.05


class Apart(StrEnum):
    """What the overall test lets be said of the districts together."""

    CANNOT_BE_TOLD_APART = "the districts cannot be told apart"
    DIFFER = "the districts differ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjusted:
    """Adjusted p-values, shaped as those handed in."""

    value: Floats
    lower: Floats
    """NaN, as `upper`: a p-value has no interval."""
    upper: Floats
    n: Floats
    """k: how many p-values were adjusted together, for each series."""
    confidence: float
    """NaN: there are no limits."""
    method: str
    unit: str
    """Always `p`."""
    reason: Objects


@dataclass(frozen=True, slots=True, kw_only=True)
class Overall:
    """One overall test for each series: Q with its p, and the mean that the districts share."""

    value: Floats
    """Q."""
    p: Floats
    degrees: Floats
    mean: Floats
    """μ: the inverse-variance mean, in the unit of the values."""
    lower: Floats
    upper: Floats
    """Limits of μ."""
    n: Floats
    """k: districts with value and standard error."""
    confidence: float
    method: str
    unit: str
    """As handed in; of the mean and its limits."""
    reason: Objects
    verdict: Objects
    """An `Apart`, None where a reason forbids it."""
    may_be_ranked: Bools
    """Whether a league table may be shown."""


def adjusted(p: ArrayLike, *, is_suppressed: ArrayLike = False) -> Adjusted:
    """M07: Benjamini-Hochberg's adjusted p, min over l >= j of min(1, k·p(l)/l); districts on the last axis.

    NaN stands for a missing district and lowers k. Source: Benjamini & Hochberg (1995). Raises MeasureError for p
    outside 0 to 1.
    """
    (chances,) = with_last_axis(p=amounts("p", p, of_any_size=True))
    if np.any(chances > 1):
        raise MeasureError("p: above 1")
    hidden = flags("is_suppressed", is_suppressed, chances.shape)
    chances = np.where(hidden, np.nan, chances)
    k = np.isfinite(chances).sum(axis=-1, keepdims=True).astype(np.float64)
    order = np.argsort(chances, axis=-1, kind="stable")  # NaN comes last
    steps = np.take_along_axis(chances, order, axis=-1) * k / np.arange(1.0, chances.shape[-1] + 1)
    steps = np.where(np.isnan(steps), np.inf, np.minimum(steps, 1.0))
    lowest = np.minimum.accumulate(steps[..., ::-1], axis=-1)[..., ::-1]
    value = np.empty(chances.shape)
    np.put_along_axis(value, order, lowest, axis=-1)
    value[np.isnan(chances)] = np.nan
    return Adjusted(
        value=value,
        lower=np.full(value.shape, np.nan),
        upper=np.full(value.shape, np.nan),
        n=np.asarray(k[..., 0]),
        confidence=float("nan"),
        method="M07",
        unit="p",
        reason=reasons(chances.shape, (Reason.SUPPRESSED, hidden), (Reason.MISSING, np.isnan(chances))),
    )


def overall_test(
    values: ArrayLike,
    errors: ArrayLike,
    *,
    unit: str = "",
    is_suppressed: ArrayLike = False,
    confidence: float = CONFIDENCE,
) -> Overall:
    """M07: whether districts (last axis) differ at all: Q = Σ(y - μ)²/se² against chi-square with k-1 degrees.

    μ is the inverse-variance mean. With p of 0.05 or more the districts cannot be told apart and no league table may be
    shown. Districts without value or standard error lower k. Reasons: `missing` or `suppressed` (no district left),
    `one_group`, `not_defined` (no standard errors, or one that is 0). Raises MeasureError for negative errors.
    """
    y, se = with_last_axis(values=known_or_missing("values", values), errors=amounts("errors", errors))
    hidden = flags("is_suppressed", is_suppressed, y.shape)
    valued = np.isfinite(y) & ~hidden
    used = valued & np.isfinite(se)
    k = np.asarray(used.sum(axis=-1, dtype=np.float64))
    reason = reasons(
        k.shape,
        (Reason.SUPPRESSED, ~np.any(valued, axis=-1) & np.any(hidden, axis=-1)),
        (Reason.MISSING, ~np.any(valued, axis=-1)),
        (Reason.ONE_GROUP, valued.sum(axis=-1) == 1),
        (Reason.NOT_DEFINED, (k < 2) | np.any(used & (se == 0), axis=-1)),
    )
    usable = is_free(reason)
    fitting = used & usable[..., None]
    scale = np.where(fitting, se, 0.0).max(axis=-1, keepdims=True)
    scale = np.where(scale > 0, scale, 1.0)
    weight = np.where(fitting, np.where(fitting, se / scale, 1.0) ** -2.0, 0.0)
    whole = np.where(usable, weight.sum(axis=-1), np.nan)
    first = np.where(used, y, np.inf).min(axis=-1, keepdims=True)
    start = np.where(np.isfinite(first), first, 0.0)
    away = np.where(fitting, y - start, 0.0)
    middle = (weight * away).sum(axis=-1) / whole
    q = (weight * (away / scale - middle[..., None] / scale) ** 2).sum(axis=-1)
    p = np.where(usable, chdtrc(np.maximum(k - 1, 1.0), np.where(usable, q, 0.0)), np.nan)
    mean, half = start[..., 0] + middle, normal_quantile(confidence) * scale[..., 0] / np.sqrt(whole)
    is_apart = usable & (p < LEVEL)
    verdict = filled(k.shape, None)
    verdict[usable] = Apart.CANNOT_BE_TOLD_APART
    verdict[is_apart] = Apart.DIFFER
    return Overall(
        value=np.where(usable, q, np.nan),
        p=p,
        degrees=np.where(usable, k - 1, np.nan),
        mean=mean,
        lower=mean - half,
        upper=mean + half,
        n=k,
        confidence=confidence,
        method="M07",
        unit=unit,
        reason=reason,
        verdict=verdict,
        may_be_ranked=is_apart,
    )


def chance_of_a_flag(count: ArrayLike, *, confidence: float = CONFIDENCE) -> Floats:
    """Probability that at least one of so many districts is flagged when none differs: 1 - cᵏ."""
    (k,) = aligned(count=amounts("count", count))
    return np.asarray(-np.expm1(k * np.log(checked_confidence(confidence))))
