"""Trend without assumptions (M14): Kendall's tau with its exact p, and Sen's slope."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from indicators.measures.arguments import (
    epochs,
    flags,
    is_free,
    known_or_missing,
    ordered_years,
    reasons,
    sides,
    stretched,
    with_last_axis,
)
from indicators.measures.distributions import CONFIDENCE, Floats, Integers, Objects, normal_quantile
from indicators.measures.trend import direction
from indicators.model import Reason

LEAST_YEARS: Final = 5
"""With 4 years the smallest two-sided p is 0.083: no trend can be tested."""
EXACT_TO: Final = 10
"""Years up to which p is exact; beyond, the normal approximation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankTrend:
    """Sen's slope a year with its interval, and Kendall's tau with its p."""

    value: Floats
    """Sen's slope: the median of the slopes between all pairs of years."""
    lower: Floats
    upper: Floats
    n: Floats
    """Years used."""
    confidence: float
    method: str
    unit: str
    """As handed in, a year."""
    reason: Objects
    """Why nothing may be claimed; with under 5 years slope and tau are still given, p and limits are not."""
    tau: Floats
    p: Floats
    verdict: Objects
    """A `Change`, shown where p is under 0.05; None where there is a reason."""


def rank_trend(
    values: ArrayLike,
    *,
    years: ArrayLike,
    good: ArrayLike,
    epoch: ArrayLike | None = None,
    unit: str = "",
    is_suppressed: ArrayLike = False,
) -> RankTrend:
    """M14: Kendall's tau (b) of values on years, and Sen's slope; leading axes are series, the last axis is years.

    S = how many pairs of years rise less how many fall. Up to 10 years p is exact, over all orders of the values that
    are as likely without a trend, equal values included; beyond, normal with the variance that ties leave. The slope's
    limits are those pair slopes at which the same test would no longer reject (Sen 1968). Missing years are left out.

    Reasons: `missing` (nothing known), `suppressed` (under 5 years are left because some are hidden), `too_few` (under
    5 years), `not_comparable` (a break among the years: nothing is given), `not_defined` (all values are equal). Raises
    MeasureError for unsorted or doubled years and unknown polarity.
    """
    (y,) = with_last_axis(values=known_or_missing("values", values))
    when = ordered_years("years", years, y.shape[-1])
    hidden = flags("is_suppressed", is_suppressed, y.shape)
    era, side = epochs(epoch, y.shape), stretched("good", sides(good), y.shape[:-1])
    y = np.where(hidden, np.nan, y)
    used = np.isfinite(y)
    k = np.asarray(used.sum(axis=-1))
    span = np.where(used, era, -np.inf).max(axis=-1) > np.where(used, era, np.inf).min(axis=-1)
    y[span] = np.nan
    s, slopes, pairs, tied = _pairs(y, when)
    reason = reasons(
        k.shape,
        (Reason.SUPPRESSED, (k < LEAST_YEARS) & np.any(hidden, axis=-1)),
        (Reason.MISSING, k == 0),
        (Reason.NOT_COMPARABLE, span),
        (Reason.TOO_FEW, k < LEAST_YEARS),
        (Reason.NOT_DEFINED, tied == pairs),
    )
    usable = is_free(reason)
    p, reach = np.full(k.shape, np.nan), np.full(k.shape, np.nan)
    for row in zip(*np.nonzero(usable), strict=True) if k.ndim else [()] * int(usable):
        ties = tuple(sorted(np.unique(y[row][used[row]], return_counts=True)[1].tolist()))
        p[row], reach[row] = _tested(ties, int(abs(s[row])))
    root = np.sqrt(pairs * (pairs - tied), dtype=np.float64)
    way = np.where(p < 1 - CONFIDENCE, np.sign(s), 0.0)
    lower, upper = _limits(slopes, pairs, reach)
    return RankTrend(
        value=_ordered(slopes, (pairs - 1) / 2.0, pairs),
        lower=lower,
        upper=upper,
        n=k.astype(np.float64),
        confidence=CONFIDENCE,
        method="M14",
        unit=f"{unit} per year".strip(),
        reason=reason,
        tau=np.divide(s, root, out=np.full(k.shape, np.nan), where=root > 0),
        p=p,
        verdict=direction(way, side, usable),
    )


def _pairs(y: Floats, when: Floats) -> tuple[Floats, Floats, Integers, Integers]:
    """S, all pair slopes in order (NaN last), how many pairs there are and how many are tied."""
    first, second = np.triu_indices(len(when), 1)
    rises = y[..., second] - y[..., first]
    slopes = np.sort(rises / (when[second] - when[first]), axis=-1)
    known = np.isfinite(rises)
    s = np.sign(np.where(known, rises, 0.0)).sum(axis=-1)
    pairs, tied = np.asarray(known.sum(axis=-1)), np.asarray((rises == 0).sum(axis=-1))
    return np.asarray(s), slopes, pairs, tied


def _ordered(slopes: Floats, place: Floats, pairs: Integers) -> Floats:
    """The slope at a place in the order, between two the middle; NaN where there is none."""
    inside = (place >= 0) & (place <= pairs - 1)
    at = np.where(inside, place, 0.0)
    if not slopes.shape[-1]:
        return np.full(np.shape(place), np.nan)
    ends = [np.take_along_axis(slopes, part.astype(np.int64)[..., None], axis=-1)[..., 0] for part in _around(at)]
    return np.where(inside, (ends[0] + ends[1]) / 2.0, np.nan)


def _around(place: Floats) -> tuple[Floats, Floats]:
    return np.floor(place), np.ceil(place)


def _limits(slopes: Floats, pairs: Integers, reach: Floats) -> tuple[Floats, Floats]:
    """The slopes so far in from both ends that S of the data less them would still be within reach."""
    known = np.isfinite(reach)
    first = np.where(known, np.round((pairs - np.where(known, reach, 0.0)) / 2.0), 0.0) - 1.0
    return _ordered(slopes, first, pairs), _ordered(slopes, np.where(known, pairs - 1.0 - first, -1.0), pairs)


def _tested(ties: tuple[int, ...], s: int) -> tuple[float, float]:
    """Two-sided p of |S|, and the largest |S| that is not rejected, without regard to ties for the interval."""
    k = sum(ties)
    z = normal_quantile(CONFIDENCE)
    if k > EXACT_TO:
        variance = (_variance(k) - sum(_variance(tie) for tie in ties)) / 18.0
        return float(2.0 * ndtr(-s / np.sqrt(variance))), z * float(np.sqrt(variance))
    tails = _tails((1,) * k)
    reach = max(each for each, p in tails.items() if p > 1 - CONFIDENCE)
    return _tails(ties)[s], float(reach)


def _variance(count: int) -> int:
    return count * (count - 1) * (2 * count + 5)


@lru_cache(maxsize=1024)
def _tails(ties: tuple[int, ...]) -> dict[int, float]:
    """P(|S| >= s) for each s that can occur, over all orders of values of which so many are equal."""
    pairs = sum(ties) * (sum(ties) - 1) // 2 - sum(tie * (tie - 1) // 2 for tie in ties)
    ways, size = np.ones(1), 0
    for tie in ties:
        size += tie
        ways = np.convolve(ways, _falls(size, tie))
    scores = np.abs(pairs - 2 * np.arange(len(ways)))
    return {int(s): float(ways[scores >= s].sum() / ways.sum()) for s in np.unique(scores)}


@lru_cache(maxsize=1024)
def _falls(size: int, tie: int) -> Floats:
    """In how many ways each number of falls comes about between `tie` equal values and `size - tie` others."""
    if tie in (0, size):
        return np.ones(1)
    with_last = np.concatenate([np.zeros(tie), _falls(size - 1, tie)])
    without = _falls(size - 1, tie - 1)
    ways = np.zeros(max(len(with_last), len(without)))
    ways[: len(with_last)] += with_last
    ways[: len(without)] += without
    return ways
