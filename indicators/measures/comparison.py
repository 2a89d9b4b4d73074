"""A district against the city it is part of (M06): the benchmark, the traffic light and the test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from indicators.errors import MeasureError
from indicators.measures.arguments import (
    aligned,
    amounts,
    countable,
    flags,
    is_free,
    known_or_missing,
    positive,
    reasons,
    sides,
    stretched,
)
from indicators.measures.distributions import CONFIDENCE, Bools, Floats, Objects, filled, numbers
from indicators.measures.estimates import Intervals, mean_interval, rate_interval, share_interval
from indicators.measures.two_samples import mean_test, rate_test, share_test
from indicators.model import Reason

CONTROL: Final = 0.998
"""Confidence of the wider limits, beyond which a difference is called much."""
LARGE_PART: Final = 0.10
"""Share of the city from which a district is compared with the rest of the city."""
_ROUNDING: Final = 1e-9


class Standing(StrEnum):
    """Where a district stands against its benchmark; better and worse only where the polarity is set."""

    MUCH_BETTER = "much_better"
    BETTER = "better"
    NO_CLEAR_DIFFERENCE = "no_clear_difference"
    WORSE = "worse"
    MUCH_WORSE = "much_worse"
    MUCH_HIGHER = "much_higher"
    HIGHER = "higher"
    LOWER = "lower"
    MUCH_LOWER = "much_lower"


_WORDS: Final = {
    (1, False): Standing.BETTER,
    (1, True): Standing.MUCH_BETTER,
    (-1, False): Standing.WORSE,
    (-1, True): Standing.MUCH_WORSE,
}
_PLAIN: Final = {
    (1, False): Standing.HIGHER,
    (1, True): Standing.MUCH_HIGHER,
    (-1, False): Standing.LOWER,
    (-1, True): Standing.MUCH_LOWER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainstCity:
    """Districts with their 95 and 99.8 per cent limits, the benchmark of each, and where each stands."""

    value: Floats
    lower: Floats
    upper: Floats
    lower_998: Floats
    upper_998: Floats
    n: Floats
    confidence: float
    method: str
    unit: str
    """As handed in."""
    reason: Objects
    benchmark: Floats
    """The city's value, or that of the rest of the city."""
    is_fixed: Bools
    """The district is under a tenth of the city: the benchmark is the city as it is."""
    standing: Objects
    """A `Standing`; None where a reason or a missing interval forbids it."""
    p: Floats
    """Two-sided p against the rest of the city, whose persons are others than the district's; NaN if not testable."""


def traffic_light(
    lower: ArrayLike,
    upper: ArrayLike,
    benchmark: ArrayLike,
    *,
    good: ArrayLike,
    lower_998: ArrayLike = np.nan,
    upper_998: ArrayLike = np.nan,
) -> Objects:
    """M06(a): where intervals lie of a benchmark, as `Standing`; None where an interval or the benchmark is missing.

    Without 99.8 per cent limits nothing is called much. A benchmark on a limit is not outside.
    """
    arrays = {
        "lower": known_or_missing("lower", lower, of_any_size=True),
        "upper": known_or_missing("upper", upper, of_any_size=True),
        "benchmark": known_or_missing("benchmark", benchmark, of_any_size=True),
        "good": sides(good),
        "lower_998": known_or_missing("lower_998", lower_998, of_any_size=True),
        "upper_998": known_or_missing("upper_998", upper_998, of_any_size=True),
    }
    low, high, against, side, far_low, far_high = aligned(**arrays)
    if np.any(low > high):
        raise MeasureError("lower: above upper")
    if np.any(far_low > far_high):
        raise MeasureError("lower_998: above upper_998")
    way = (low > against).astype(np.int64) - (high < against)
    much = (far_low > against) | (far_high < against)
    found = filled(low.shape, Standing.NO_CLEAR_DIFFERENCE)
    for (sign, is_much), word in _WORDS.items():
        found[(way * side == sign) & (much == is_much)] = word
    for (sign, is_much), word in _PLAIN.items():
        found[(side == 0) & (way == sign) & (much == is_much)] = word
    found[np.isnan(low) | np.isnan(high) | np.isnan(against)] = None
    return found


def rest_of_city(x: ArrayLike, n: ArrayLike, city_x: ArrayLike, city_n: ArrayLike) -> tuple[Floats, Floats]:
    """Events and population of the city without the district; a district larger than its city is refused."""
    count, base, all_x, all_n = aligned(
        x=amounts("x", x), n=amounts("n", n), city_x=amounts("city_x", city_x), city_n=amounts("city_n", city_n)
    )
    if np.any(count > all_x):
        raise MeasureError("x: more than city_x")
    if np.any(base > all_n):
        raise MeasureError("n: more than city_n")
    return all_x - count, all_n - base


def rate_against_city(
    x: ArrayLike,
    n: ArrayLike,
    city_x: ArrayLike,
    city_n: ArrayLike,
    *,
    multiplier: float,
    good: ArrayLike,
    unit: str = "",
    is_suppressed: ArrayLike = False,
) -> AgainstCity:
    """M06: events per population of districts (any shape) against the city, which includes them.

    The benchmark is the city's rate if the district is under a tenth of the population, else the rate of the rest of
    the city. Standing from M01's limits at 95 and 99.8 per cent, p from the score or exact test against the rest.
    Reasons: `missing` (NaN), `suppressed`, `zero_denominator`, `one_group` (the district is the whole city). Raises
    MeasureError for negative numbers, more in the district than in the city, and unknown polarity.
    """

    def interval(count: Floats, base: Floats, confidence: float) -> Intervals:
        return rate_interval(count, base, multiplier=multiplier, confidence=confidence)

    return _against(
        x, n, city_x, city_n, interval, rate_test, positive("multiplier", multiplier), good, unit, is_suppressed
    )


def share_against_city(
    x: ArrayLike,
    n: ArrayLike,
    city_x: ArrayLike,
    city_n: ArrayLike,
    *,
    multiplier: float = 100.0,
    good: ArrayLike,
    unit: str = "%",
    is_suppressed: ArrayLike = False,
    is_survey: bool = False,
) -> AgainstCity:
    """M06: shares of districts against the city, as `rate_against_city` with M02's limits and the pooled test.

    In a survey a district with under 50 answers is `too_few`. More persons counted than there are raises MeasureError.
    """

    def interval(count: Floats, base: Floats, confidence: float) -> Intervals:
        return share_interval(count, base, multiplier=multiplier, confidence=confidence, is_survey=is_survey)

    if np.any(numbers("city_x", city_x) > numbers("city_n", city_n)):
        raise MeasureError("city_x: more than city_n")
    other_x, other_n = rest_of_city(x, n, city_x, city_n)
    if np.any(other_x > other_n):
        raise MeasureError("city_x: more outside the district than city_n allows")
    return _against(
        x, n, city_x, city_n, interval, share_test, positive("multiplier", multiplier), good, unit, is_suppressed
    )


def mean_against_city(
    mean: ArrayLike,
    spread: ArrayLike,
    n: ArrayLike,
    city_mean: ArrayLike,
    city_spread: ArrayLike,
    city_n: ArrayLike,
    *,
    good: ArrayLike,
    unit: str = "",
    is_suppressed: ArrayLike = False,
) -> AgainstCity:
    """M06: means of districts against the city's mean over all answers, the districts' included.

    Mean and spread of the rest follow from the city's sums, so all are unweighted, with spreads by n-1. Standing from
    M03's limits, p from Welch's test against the rest. Reasons as for rates, `not_defined` without spread or with one
    answer. Raises MeasureError where the city's answers cannot hold the district's.
    """
    given = {
        "mean": known_or_missing("mean", mean),
        "spread": amounts("spread", spread),
        "n": amounts("n", n),
        "city_mean": known_or_missing("city_mean", city_mean),
        "city_spread": amounts("city_spread", city_spread),
        "city_n": amounts("city_n", city_n),
    }
    own, s, base, whole, all_s, all_n = aligned(**given)
    if np.any(base > all_n):
        raise MeasureError("n: more than city_n")
    hidden = flags("is_suppressed", is_suppressed, own.shape)
    own = np.where(hidden, np.nan, own)
    others = all_n - base
    other_mean = np.divide(all_n * whole - base * own, others, out=np.full(own.shape, np.nan), where=others > 0)
    usual, wide = (mean_interval(own, s, base, confidence=c) for c in (CONFIDENCE, CONTROL))
    reason = reasons(
        own.shape,
        (Reason.SUPPRESSED, hidden),
        (Reason.MISSING, np.isnan(own) | np.isnan(base) | np.isnan(whole) | np.isnan(all_n)),
        (Reason.ZERO_DENOMINATOR, base == 0),
        (Reason.ONE_GROUP, others == 0),
        (Reason.NOT_DEFINED, np.isnan(usual.lower)),
    )
    is_fixed = base < LARGE_PART * all_n
    benchmark = np.where(is_fixed, whole, other_mean)
    other_spread = _rest_spread(own, s, base, other_mean, all_s, all_n)
    countable("city_mean", other_mean)
    countable("city_spread", other_spread)
    tested = is_free(reason) & np.isfinite(other_spread)
    arrays = (own, s, base, other_mean, other_spread, others)
    p = mean_test(*(np.where(tested, a, 2.0) for a in arrays))
    return _result(usual, wide, benchmark, is_fixed, reason, np.where(tested, p, np.nan), good, unit)


def _rest_spread(own: Floats, s: Floats, n: Floats, other_mean: Floats, all_s: Floats, all_n: Floats) -> Floats:
    """Standard deviation of the answers outside the district, from sums of squares; NaN where it is not known."""
    others = all_n - n
    known = (others >= 2) & (n >= 1)
    whole = (all_n - 1) * all_s**2
    between = np.where(known, n * others / np.where(all_n > 0, all_n, 1.0) * (own - other_mean) ** 2, np.nan)
    squares = whole - np.where(n > 1, (n - 1) * s**2, 0.0) - between
    if np.any(squares < -_ROUNDING * whole):
        raise MeasureError("city_spread: smaller than the district's answers allow")
    return np.sqrt(np.maximum(squares, 0.0) / np.where(known, others - 1, np.nan))


def _against(
    x: ArrayLike,
    n: ArrayLike,
    city_x: ArrayLike,
    city_n: ArrayLike,
    interval: Callable[[Floats, Floats, float], Intervals],
    test: Callable[[Floats, Floats, Floats, Floats], Floats],
    multiplier: float,
    good: ArrayLike,
    unit: str,
    is_suppressed: ArrayLike,
) -> AgainstCity:
    other_x, other_n = rest_of_city(x, n, city_x, city_n)
    count, base, all_x, all_n = (
        np.array(np.broadcast_to(np.asarray(a, dtype=np.float64), other_x.shape)) for a in (x, n, city_x, city_n)
    )
    hidden = flags("is_suppressed", is_suppressed, count.shape)
    unknown = np.isnan(count) | np.isnan(base)
    city_unknown = np.isnan(all_x) | np.isnan(all_n)
    base[unknown | hidden] = np.nan
    count[unknown | hidden] = 0.0
    usual, wide = (interval(count, base, c) for c in (CONFIDENCE, CONTROL))
    reason = reasons(
        count.shape,
        (Reason.SUPPRESSED, hidden),
        (Reason.MISSING, unknown | city_unknown),
        (Reason.ZERO_DENOMINATOR, base == 0),
        (Reason.ONE_GROUP, other_n == 0),
        (Reason.TOO_FEW, usual.reason == Reason.TOO_FEW),
    )
    usable = is_free(reason)
    is_fixed = base < LARGE_PART * all_n
    against_x, against_n = np.where(is_fixed, all_x, other_x), np.where(is_fixed, all_n, other_n)
    benchmark = np.divide(against_x, against_n, out=np.full(count.shape, np.nan), where=usable) * multiplier
    samples = (np.where(usable, a, fill) for a, fill in ((count, 0), (base, 1), (other_x, 0), (other_n, 1)))
    p = test(*samples)
    return _result(usual, wide, benchmark, is_fixed, reason, np.where(usable, p, np.nan), good, unit)


def _result(
    usual: Intervals,
    wide: Intervals,
    benchmark: Floats,
    is_fixed: Bools,
    reason: Objects,
    p: Floats,
    good: ArrayLike,
    unit: str,
) -> AgainstCity:
    usable = is_free(reason)
    side = stretched("good", sides(good), usual.n.shape)
    limits = [np.where(usable, a, np.nan) for a in (usual.lower, usual.upper, wide.lower, wide.upper)]
    against = np.where(usable, benchmark, np.nan)
    return AgainstCity(
        value=usual.value,
        lower=limits[0],
        upper=limits[1],
        lower_998=limits[2],
        upper_998=limits[3],
        n=usual.n,
        confidence=usual.confidence,
        method="M06",
        unit=unit,
        reason=reason,
        benchmark=against,
        is_fixed=is_fixed,
        standing=traffic_light(limits[0], limits[1], against, good=side, lower_998=limits[2], upper_998=limits[3]),
        p=p,
    )
