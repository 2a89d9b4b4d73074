"""Funnel limits (M08): which districts stand out more than their size explains, and whether all vary too much."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammaincinv

from indicators.errors import MeasureError
from indicators.measures.arguments import aligned, amounts, flags, is_free, positive, reasons, with_last_axis
from indicators.measures.comparison import CONTROL
from indicators.measures.distributions import (
    CONFIDENCE,
    Bools,
    Floats,
    Objects,
    checked_confidence,
    filled,
    normal_quantile,
)
from indicators.measures.estimates import LEAST_BASE, count_limits
from indicators.measures.ranks import quantiles
from indicators.model import Reason

LEAST_DISTRICTS: Final = 5
WINSORISED: Final = 0.10
"""Share of the districts whose z is pulled in on each side before the dispersion is taken."""
OVERDISPERSED: Final = 2.0
"""φ above which the districts vary more than chance and the limits are widened."""

_Limits = tuple[Floats, Floats, Floats, Floats]


class Place(StrEnum):
    """Where a district lies in the funnel; strictly beyond a limit."""

    LOW_998 = "low_998"
    LOW_95 = "low_95"
    INSIDE = "inside"
    HIGH_95 = "high_95"
    HIGH_998 = "high_998"


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """Districts (last axis) in their funnel; one centre, dispersion and count for each series."""

    value: Floats
    lower: Floats
    upper: Floats
    """The funnel's 95 per cent limits at the district's size, widened where the districts are over-dispersed."""
    lower_998: Floats
    upper_998: Floats
    centre: Floats
    n: Floats
    confidence: float
    method: str
    unit: str
    """As handed in."""
    reason: Objects
    place: Objects
    """A `Place`, or None where a reason forbids it."""
    by_chance: Objects
    """The `Place` in the limits that chance alone draws, which `place` is too where nothing is over-dispersed."""
    districts: Floats
    """k: districts in the funnel."""
    dispersion: Floats
    """φ: mean of the winsorised z²."""
    between: Floats
    """τ²: variance between districts beyond chance, on the arcsine (shares) or square root (rates) scale."""
    is_overdispersed: Bools
    """φ > 2: districts vary more than chance, and the limits hold τ² as well."""


def share_limits(centre: ArrayLike, n: ArrayLike, *, confidence: float = CONFIDENCE) -> tuple[Floats, Floats]:
    """M08: p ± z√(p(1-p)/n) around a share p of 0 to 1, cut at 0 and 1: the curve of a funnel of shares."""
    p, base = aligned(centre=amounts("centre", centre, of_any_size=True), n=amounts("n", n))
    if np.any(p > 1):
        raise MeasureError("centre: above 1")
    half = normal_quantile(confidence) * np.sqrt(p * (1 - p) / np.where(base > 0, base, np.nan))
    return np.maximum(p - half, 0.0), np.minimum(p + half, 1.0)


def rate_limits(
    centre: ArrayLike, n: ArrayLike, *, multiplier: float, confidence: float = CONFIDENCE
) -> tuple[Floats, Floats]:
    """M08: the curve of a funnel of rates around a centre rate, exact Poisson limits of the e = n·centre/m expected.

    gammaincinv(e, (1-c)/2)/e and gammaincinv(e+1, (1+c)/2)/e times the centre; with none expected 0 and the upper limit
    of no events.
    """
    rate, base = aligned(centre=amounts("centre", centre), n=amounts("n", n))
    return _rate_curve(rate, base, positive("multiplier", multiplier), checked_confidence(confidence))


def share_funnel(
    x: ArrayLike,
    n: ArrayLike,
    *,
    multiplier: float = 100.0,
    unit: str = "%",
    is_suppressed: ArrayLike = False,
    is_survey: bool = False,
) -> Funnel:
    """M08: shares in a funnel around Σx/Σn; districts on the last axis.

    A place is strictly beyond the limits of `share_limits`. Dispersion on the arcsine scale (Spiegelhalter 2005): z =
    2√n·(asin√(x/n) - asin√p), winsorised at a tenth each side; φ the mean of z²; w = 4n;
    τ² = max(0, (kφ - (k-1))/(Σw - Σw²/Σw)); with φ above 2 the limits are sin²(asin√p ± z√(1/w + τ²)).
    Reasons: `missing`, `suppressed`, `zero_denominator`, `too_few` (under 5 districts, or a survey's base under 50).
    Those are left out of everything. Raises MeasureError for negative numbers and x above n.
    """
    count, base, reason = _counted(x, n, is_suppressed, LEAST_BASE if is_survey else 0)
    if np.any(count > base):
        raise MeasureError("x: more than n")
    usable, share, centre = _centred(count, base, reason)
    dispersion, between, is_over = _spread(np.arcsin(np.sqrt(share)), np.arcsin(np.sqrt(centre)), base, usable)
    limits = tuple(a for c in (CONFIDENCE, CONTROL) for a in share_limits(centre, base, confidence=c))
    wide = _widened(np.arcsin(np.sqrt(centre)), base, between, np.pi / 2)
    shown = _chosen(is_over, tuple(np.sin(a) ** 2 for a in wide), limits)
    place = _places(share, share, share, share, shown)
    by_chance = _places(share, share, share, share, _chosen(is_over, limits, limits))
    return _funnel(share, shown, centre, place, by_chance, base, reason, dispersion, between, is_over, multiplier, unit)


def rate_funnel(
    x: ArrayLike, n: ArrayLike, *, multiplier: float, unit: str = "", is_suppressed: ArrayLike = False
) -> Funnel:
    """M08: rates in a funnel around Σx/Σn; districts on the last axis.

    High where the lower M01 limit of x lies above the e = n·Σx/Σn expected, low where the upper one lies below. The
    limits given are those of `rate_limits`, the drawn curve. Dispersion as for shares, on the square root scale that
    suits counts: z = 2√n·(√(x/n) - √(Σx/Σn)); with φ above 2 limits and places are those of (√centre ± z√(1/w + τ²))².
    Reasons and errors as for shares; x may exceed n.
    """
    count, base, reason = _counted(x, n, is_suppressed, 0)
    usable, rate, centre = _centred(count, base, reason)
    dispersion, between, is_over = _spread(np.sqrt(rate), np.sqrt(centre), base, usable)
    limits = tuple(a for c in (CONFIDENCE, CONTROL) for a in _rate_curve(centre, base, 1.0, c))
    wide = _widened(np.sqrt(centre), base, between, np.inf)
    shown = _chosen(is_over, tuple(a**2 for a in wide), limits)
    own = [count_limits(np.where(usable, count, 1.0), confidence=c) for c in (CONFIDENCE, CONTROL)]
    expected = np.where(usable, base * centre, np.nan)
    by_chance = _places(own[0][1], own[0][0], own[1][1], own[1][0], (expected,) * 4)
    place = np.where(is_over[..., None], _places(rate, rate, rate, rate, shown), by_chance)
    return _funnel(rate, shown, centre, place, by_chance, base, reason, dispersion, between, is_over, multiplier, unit)


def _rate_curve(rate: Floats, base: Floats, times: float, confidence: float) -> tuple[Floats, Floats]:
    tail = (1.0 - confidence) / 2.0
    scale = times / np.where(base > 0, base, np.nan)
    expected = np.where(np.isnan(scale * rate), 0.0, rate * base / times)
    low = np.where(expected > 0, gammaincinv(np.where(expected > 0, expected, 1.0), tail), 0.0) * scale
    return low + 0.0 * rate, gammaincinv(expected + 1.0, 1.0 - tail) * scale + 0.0 * rate


def _counted(x: ArrayLike, n: ArrayLike, is_suppressed: ArrayLike, least: float) -> tuple[Floats, Floats, Objects]:
    """Counts and bases, and why a district is not in the funnel."""
    count, base = with_last_axis(x=amounts("x", x), n=amounts("n", n))
    hidden = flags("is_suppressed", is_suppressed, count.shape)
    out = hidden | np.isnan(count) | np.isnan(base) | (base == 0) | (base < least)
    reason = reasons(
        count.shape,
        (Reason.SUPPRESSED, hidden),
        (Reason.MISSING, np.isnan(count) | np.isnan(base)),
        (Reason.ZERO_DENOMINATOR, base == 0),
        (Reason.TOO_FEW, (base < least) | ((~out).sum(axis=-1, keepdims=True) < LEAST_DISTRICTS)),
    )
    return count, base, reason


def _centred(count: Floats, base: Floats, reason: Objects) -> tuple[Bools, Floats, Floats]:
    """Where there is a funnel, each district's share, and the centre stretched over the districts."""
    usable = is_free(reason)
    share = np.divide(count, base, out=np.full(base.shape, np.nan), where=usable)
    total = np.where(usable, base, 0.0).sum(axis=-1, keepdims=True)
    events = np.where(usable, count, 0.0).sum(axis=-1, keepdims=True)
    centre = np.divide(events, total, out=np.full(total.shape, np.nan), where=total > 0)
    return usable, share, np.where(usable, centre, np.nan)


def _spread(values: Floats, middle: Floats, base: Floats, usable: Bools) -> tuple[Floats, Floats, Bools]:
    """φ, τ² and whether the districts vary more than chance."""
    z = np.where(usable, (values - middle) * 2.0 * np.sqrt(np.where(usable, base, 1.0)), np.nan)
    ends = quantiles(z, [WINSORISED, 1.0 - WINSORISED])
    pulled = np.where(usable, np.clip(z, ends[..., :1], ends[..., 1:]), 0.0)
    k = np.asarray(usable.sum(axis=-1, dtype=np.float64))
    some = k > 0
    divisor = np.where(some, k, np.nan)
    dispersion = (pulled**2).sum(axis=-1) / divisor
    weight = np.where(usable, 4.0 * base, 0.0)
    whole = np.where(some, weight.sum(axis=-1), np.nan)
    room = (weight * (whole[..., None] - weight)).sum(axis=-1) / whole
    excess = (k * dispersion - (k - 1)) / room
    return dispersion, np.maximum(excess, 0.0), np.asarray(some & (np.nan_to_num(dispersion) > OVERDISPERSED))


def _widened(middle: Floats, base: Floats, between: Floats, top: float) -> _Limits:
    """Limits on the transformed scale with chance and the variance between districts in them."""
    reach = np.sqrt(1.0 / (4.0 * np.where(base > 0, base, np.nan)) + between[..., None])
    near, far = (normal_quantile(c) * reach for c in (CONFIDENCE, CONTROL))
    low, high, far_low, far_high = (np.clip(middle + step, 0.0, top) for step in (-near, near, -far, far))
    return low, high, far_low, far_high


def _chosen(is_over: Bools, wide: tuple[Floats, ...], usual: tuple[Floats, ...]) -> _Limits:
    low, high, far_low, far_high = (np.where(is_over[..., None], w, u) for w, u in zip(wide, usual, strict=True))
    return low, high, far_low, far_high


def _places(low: Floats, high: Floats, far_low: Floats, far_high: Floats, limits: _Limits) -> Objects:
    """The place of what is compared: `low` ones against lower limits, `high` ones against upper limits."""
    found = filled(low.shape, Place.INSIDE)
    found[low < limits[0]] = Place.LOW_95
    found[high > limits[1]] = Place.HIGH_95
    found[far_low < limits[2]] = Place.LOW_998
    found[far_high > limits[3]] = Place.HIGH_998
    return found


def _funnel(
    share: Floats,
    limits: _Limits,
    centre: Floats,
    place: Objects,
    by_chance: Objects,
    base: Floats,
    reason: Objects,
    dispersion: Floats,
    between: Floats,
    is_over: Bools,
    multiplier: float,
    unit: str,
) -> Funnel:
    usable, times = is_free(reason), positive("multiplier", multiplier)
    low, high, far_low, far_high = (np.where(usable, a, np.nan) * times for a in limits)
    some = np.where(np.any(usable, axis=-1), 0.0, np.nan)
    told, drawn = place.copy(), by_chance.copy()
    told[~usable], drawn[~usable] = None, None
    return Funnel(
        value=share * times,
        lower=low,
        upper=high,
        lower_998=far_low,
        upper_998=far_high,
        centre=np.asarray(np.where(usable, centre, 0.0).max(axis=-1) + some) * times,
        n=base,
        confidence=CONFIDENCE,
        method="M08",
        unit=unit,
        reason=reason,
        place=told,
        by_chance=drawn,
        districts=np.asarray(usable.sum(axis=-1, dtype=np.float64)),
        dispersion=dispersion,
        between=between,
        is_overdispersed=is_over,
    )
