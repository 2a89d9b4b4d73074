"""The trend of counts (M13): by how many per cent a year they rise or fall, people and scatter taken into account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from indicators.errors import MeasureError
from indicators.measures.arguments import (
    amounts,
    epochs,
    flags,
    is_free,
    ordered_years,
    reasons,
    sides,
    stretched,
    with_last_axis,
)
from indicators.measures.distributions import CONFIDENCE, Bools, Floats, Objects, t_probability, t_quantile
from indicators.measures.trend import direction
from indicators.model import Reason

LEAST_YEARS: Final = 5
_STEPS: Final = 500
_CLOSE: Final = 1e-13
_WIDEST: Final = 700.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CountTrend:
    """The rate ratio a year of each series, with what its interval rests on."""

    value: Floats
    """e^b: 0.95 is five per cent fewer each year."""
    lower: Floats
    upper: Floats
    n: Floats
    """k: years used."""
    confidence: float
    method: str
    unit: str
    """Always `ratio per year`."""
    reason: Objects
    events: Floats
    """All events in the years used."""
    dispersion: Floats
    """φ = Σ(x - μ)²/μ/(k - 2)."""
    degrees: Floats
    """Of the t the interval uses: k - 2, or infinite where φ is at most 1."""
    p: Floats
    verdict: Objects
    """A `Change`, shown where the interval excludes 1; None where there is a reason."""


def count_trend(
    x: ArrayLike,
    n: ArrayLike,
    *,
    years: ArrayLike,
    good: ArrayLike,
    epoch: ArrayLike | None = None,
    is_suppressed: ArrayLike = False,
    confidence: float = CONFIDENCE,
) -> CountTrend:
    """M13: Poisson regression ln E[x] = a + b·t + ln n; leading axes are series, the last axis is years.

    The rate ratio a year is e^b with limits e^(b ± z·se); where the dispersion φ exceeds 1, se is multiplied by √φ and
    z becomes t(k-2). Newton steps on b with a profiled out. Years with a missing x or n are left out; `epoch` counts
    the breaks up to each year.

    Reasons: `missing` (nothing known), `suppressed` (under 5 years are left because some are hidden), `too_few` (under
    5 years), `not_comparable` (a break among the years), `zero_denominator` (a year without people), `not_defined` (no
    events, or all in the first or all in the last year: the slope has no end). Raises MeasureError for negative
    numbers, unsorted or doubled years, and unknown polarity.
    """
    count, base = with_last_axis(x=amounts("x", x), n=amounts("n", n))
    when = ordered_years("years", years, count.shape[-1])
    hidden = flags("is_suppressed", is_suppressed, count.shape)
    era, side = epochs(epoch, count.shape), stretched("good", sides(good), count.shape[:-1])
    used = np.isfinite(count) & np.isfinite(base) & ~hidden
    k = np.asarray(used.sum(axis=-1, dtype=np.float64))
    reason = reasons(
        k.shape,
        (Reason.SUPPRESSED, (k < LEAST_YEARS) & np.any(hidden, axis=-1)),
        (Reason.MISSING, k == 0),
        (Reason.TOO_FEW, k < LEAST_YEARS),
        (Reason.NOT_COMPARABLE, _spans(era, used)),
        (Reason.ZERO_DENOMINATOR, np.any(used & (base == 0), axis=-1)),
        (Reason.NOT_DEFINED, ~_has_slope(count, used)),
    )
    usable = is_free(reason)
    fitting = used & usable[..., None]
    events, people = np.where(fitting, count, 0.0), np.where(fitting, base, 0.0)
    t = when - when.mean()
    slope, shares, breadth = _newton(events, people, t, usable)
    total = events.sum(axis=-1)
    expected = shares * total[..., None]
    positive = expected > 0
    chi = np.divide((events - expected) ** 2, expected, out=np.zeros(events.shape), where=positive).sum(axis=-1)
    dispersion = np.where(usable, chi / np.where(usable, k - 2, 1.0), np.nan)
    scattered = usable & (np.nan_to_num(dispersion) > 1)
    degrees = np.where(scattered, k - 2, np.inf)
    error = np.sqrt(np.where(scattered, dispersion, 1.0) / np.where(usable, total * breadth, np.nan))
    half = t_quantile(confidence, degrees) * error
    shown = np.where(slope - half > 0, 1.0, np.where(slope + half < 0, -1.0, 0.0))
    return CountTrend(
        value=_ratio(slope),
        lower=_ratio(slope - half),
        upper=_ratio(slope + half),
        n=k,
        confidence=confidence,
        method="M13",
        unit="ratio per year",
        reason=reason,
        events=np.asarray(np.where(used, count, 0.0).sum(axis=-1)),
        dispersion=dispersion,
        degrees=np.where(usable, degrees, np.nan),
        p=2.0 * t_probability(-np.abs(slope / error), degrees),
        verdict=direction(shown, side, usable),
    )


def _ratio(logarithm: Floats) -> Floats:
    """A rate ratio from its logarithm; what no double can hold becomes the largest or smallest power of e that fits."""
    return np.asarray(np.exp(np.clip(logarithm, -_WIDEST, _WIDEST)))


def _spans(era: Floats, used: Bools) -> Bools:
    """Whether the years used lie on both sides of a break."""
    first = np.where(used, era, np.inf).min(axis=-1)
    return np.asarray(np.where(used, era, -np.inf).max(axis=-1) > first)


def _has_slope(count: Floats, used: Bools) -> Bools:
    """Whether the events lie neither all in the first year used nor all in the last."""
    happened = used & (np.nan_to_num(count) > 0)
    places = np.arange(used.shape[-1])
    first, last = (np.where(used, places, len(places)).min(axis=-1), np.where(used, places, -1).max(axis=-1))
    is_end = (places == first[..., None]) | (places == last[..., None])
    return np.asarray(np.any(happened & ~is_end, axis=-1) | (happened.sum(axis=-1) > 1))


def _newton(events: Floats, people: Floats, t: Floats, usable: Bools) -> tuple[Floats, Floats, Floats]:
    """b, each year's share of the expected events, and the variance of t over those shares.

    With a profiled out, b makes the mean year of the expected events that of the events. The steps are damped by the
    length of the series, which makes them arrive from everywhere.
    """
    total = np.where(usable, events.sum(axis=-1), 1.0)
    goal = (events * t).sum(axis=-1) / total
    reach = float(np.ptp(t)) or 1.0
    with np.errstate(divide="ignore"):
        offset = np.where(usable[..., None], np.log(people), 0.0)
    slope = np.zeros(goal.shape)
    for _ in range(_STEPS):
        shares, middle, breadth = _tilted(offset, slope, t)
        step = (goal - middle) / breadth
        step = np.where(usable, step / (1.0 + reach * np.abs(step)), 0.0)
        slope = slope + step
        if np.all(np.abs(step) * reach <= _CLOSE * (1.0 + reach * np.abs(slope))):
            break
    else:
        raise MeasureError("x: the trend does not settle")
    shares, _, breadth = _tilted(offset, slope, t)
    return np.where(usable, slope, np.nan), shares, breadth


def _tilted(offset: Floats, slope: Floats, t: Floats) -> tuple[Floats, Floats, Floats]:
    exponent = offset + slope[..., None] * t
    weight = np.exp(exponent - exponent.max(axis=-1, keepdims=True))
    shares = weight / weight.sum(axis=-1, keepdims=True)
    middle = (shares * t).sum(axis=-1)
    return shares, middle, (shares * (t - middle[..., None]) ** 2).sum(axis=-1)
