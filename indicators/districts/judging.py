"""Districts judged against the rest of the city: all together first, then each beyond its 99.8 per cent limits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from indicators.measures.comparison import (
    CONTROL,
    AgainstCity,
    Standing,
    rate_against_city,
    share_against_city,
    traffic_light,
)
from indicators.measures.distributions import CONFIDENCE, Bools, Floats, Objects, filled, normal_quantile
from indicators.measures.estimates import rate_interval, share_interval
from indicators.measures.multiplicity import overall_test
from indicators.model import Indicator, MeasureKind

_WIDER: Final = normal_quantile(CONTROL) / normal_quantile(CONFIDENCE)


class Verdict(StrEnum):
    """What may be said of one district against the rest of the city."""

    BETTER = "better"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"
    NOT_APART = "not_apart"
    NOT_TESTED = "not_tested"
    """There is a value but no uncertainty to test it with."""
    NOT_COMPARABLE = "not_comparable"
    """The value is known to be wrong."""
    ABSENT = "absent"


CERTAIN: Final = (Verdict.WORSE, Verdict.BETTER, Verdict.HIGHER, Verdict.LOWER)
"""The verdicts that claim a real difference."""

_SAYS: Final = {
    Standing.MUCH_BETTER: Verdict.BETTER,
    Standing.MUCH_WORSE: Verdict.WORSE,
    Standing.MUCH_HIGHER: Verdict.HIGHER,
    Standing.MUCH_LOWER: Verdict.LOWER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Districts on the last axis; `p` and `is_apart` have one entry for each series."""

    rest: Floats
    """The value of the rest of the city, or the city's where counts are not known."""
    strength: Floats
    """How many standard errors the district lies from the rest of the city."""
    verdict: Objects
    p: Floats
    """Of the overall test (M07)."""
    is_apart: Bools
    """The overall test finds the districts different; without it no district is told apart."""


def by_counts(x: ArrayLike, n: ArrayLike, city_x: ArrayLike, city_n: ArrayLike, indicator: Indicator) -> Judged:
    """M06–M08 from events or persons counted; NaN stands for a district without value.

    A difference is claimed only where the overall test is below 5 per cent and the district's 99.8 per cent limits
    leave out the city's value, as M07 and M08 say: dots, line and funnel then never disagree. The district is part of
    that value, which lies between it and the rest of the city, so that what differs from the city differs from the rest
    of it too, and by more. `city_x` and `city_n` have one entry for each series.
    """
    count, base = np.asarray(x, dtype=np.float64), np.asarray(n, dtype=np.float64)
    all_x, all_n = (np.broadcast_to(np.asarray(a, dtype=np.float64)[..., None], count.shape) for a in (city_x, city_n))
    found = _compared(count, base, all_x, all_n, indicator)
    known = np.isfinite(found.lower)
    rest, rest_error = _interval(np.where(known, all_x - count, 0.0), np.where(known, all_n - base, np.nan), indicator)
    standing = traffic_light(
        found.lower,
        found.upper,
        np.divide(all_x, all_n, out=np.full(count.shape, np.nan), where=all_n > 0) * indicator.multiplier,
        good=indicator.good,
        lower_998=found.lower_998,
        upper_998=found.upper_998,
    )
    return _judged(found.value, _error(found.lower, found.upper), rest, rest_error, standing, known)


def by_limits(value: ArrayLike, lower: ArrayLike, upper: ArrayLike, city: float, indicator: Indicator) -> Judged:
    """The same for one series of values with 95 per cent limits alone, against the city as a fixed benchmark."""
    y, low, high = (np.asarray(a, dtype=np.float64) for a in (value, lower, upper))
    light = traffic_light(
        low,
        high,
        np.full(y.shape, city),
        good=indicator.good,
        lower_998=y - (y - low) * _WIDER,
        upper_998=y + (high - y) * _WIDER,
    )
    return _judged(y, _error(low, high), np.full(y.shape, city), np.zeros(y.shape), light, np.isfinite(low))


def _compared(x: Floats, n: Floats, city_x: Floats, city_n: Floats, indicator: Indicator) -> AgainstCity:
    if indicator.kind is MeasureKind.RATE:
        return rate_against_city(x, n, city_x, city_n, multiplier=indicator.multiplier, good=indicator.good)
    is_survey = indicator.kind is MeasureKind.SHARE
    return share_against_city(
        x, n, city_x, city_n, multiplier=indicator.multiplier, good=indicator.good, is_survey=is_survey
    )


def _interval(x: Floats, n: Floats, indicator: Indicator) -> tuple[Floats, Floats]:
    """Value and standard error of the rest of the city."""
    interval = rate_interval if indicator.kind is MeasureKind.RATE else share_interval
    found = interval(x, n, multiplier=indicator.multiplier)
    return found.value, _error(found.lower, found.upper)


def _judged(value: Floats, error: Floats, rest: Floats, rest_error: Floats, standing: Objects, known: Bools) -> Judged:
    together = overall_test(np.where(known, value, np.nan), np.where(known, error, np.nan))
    verdict = filled(value.shape, Verdict.ABSENT)
    verdict[known] = Verdict.NOT_APART
    claims = known & together.may_be_ranked[..., None]
    for light, said in _SAYS.items():
        verdict[claims & (standing == light)] = said
    away = np.abs(value - rest)
    spread = np.hypot(error, rest_error)
    strength = np.divide(away, spread, out=np.full(value.shape, np.nan), where=known & (spread > 0))
    return Judged(rest=rest, strength=strength, verdict=verdict, p=together.p, is_apart=together.may_be_ranked)


def _error(lower: Floats, upper: Floats) -> Floats:
    return np.asarray((upper - lower) / (2.0 * normal_quantile(CONFIDENCE)), dtype=np.float64)
