"""The recent trend of the five latest years (M11): one direction lately, or just a wobble."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from indicators.errors import MeasureError
from indicators.measures.arguments import (
    amounts,
    enclosed,
    epochs,
    flags,
    is_free,
    known_or_missing,
    ordered_years,
    positive,
    reasons,
    sides,
    stretched,
    whole,
    with_last_axis,
)
from indicators.measures.distributions import CONFIDENCE, Bools, Floats, Integers, Objects, normal_quantile
from indicators.model import Change, Reason

RECENT: Final = 5
"""Years that the recent trend is made of."""
TREND_CONFIDENCE: Final = 0.998
_WIDTH: Final = 3.92
"""Standard errors in a 95 per cent interval, as the source rounds it."""
_ROUNDING: Final = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentTrend:
    """The slope a year over the five latest years, and whether it is a trend."""

    value: Floats
    """Slope a year, in the unit of the values; of shares times the multiplier."""
    lower: Floats
    upper: Floats
    n: Floats
    """Years used: 5, NaN where there is no answer."""
    confidence: float
    method: str
    unit: str
    """As handed in, a year."""
    reason: Objects
    statistic: Floats
    """X², against chi-square with one degree of freedom; a trend from 9.5495 (99.8 per cent)."""
    p: Floats
    is_steady: Bools
    """Leaving out each year in turn keeps the slope's sign."""
    verdict: Objects
    """A `Change`: improved or worsened by polarity, else risen or fallen; not shown; None where there is a reason."""
    first_year: Floats
    last_year: Floats


def recent_trend(
    values: ArrayLike,
    lower: ArrayLike,
    upper: ArrayLike,
    *,
    years: ArrayLike,
    good: ArrayLike,
    epoch: ArrayLike | None = None,
    years_pooled: int = 1,
    unit: str = "",
    is_suppressed: ArrayLike = False,
) -> RecentTrend:
    """M11 for values with 95 per cent intervals; leading axes are series, the last axis is years.

    σ = (upper - lower)/3.92, w = 1/σ², D = Σw ΣwT² - (ΣwT)², β = (Σw ΣwTy - ΣwT Σwy)/D, X² = β²D/Σw. A trend if X²
    exceeds 9.5495 and leaving out each year in turn keeps the sign of β. Source: Fingertips' technical guidance, trend
    markers. `epoch` counts the breaks up to each year; `good` has a series' shape.

    The five latest years end with the latest value. Reasons: `missing` (no value at all, or a year lacking among the
    five), `suppressed`, `too_few` (under 5 values), `not_comparable` (a break, or `years_pooled` above 1: pooled
    values that share years), `not_defined` (an interval missing or without width). Raises MeasureError for limits that
    do not enclose the value, unsorted or doubled years, and unknown polarity.
    """
    y, low, high = with_last_axis(
        values=known_or_missing("values", values),
        lower=known_or_missing("lower", lower),
        upper=known_or_missing("upper", upper),
    )
    enclosed("values", y, low, high)
    latest = _latest(y, years, epoch, years_pooled, is_suppressed, good)
    recent, error = latest.of(y), (latest.of(high) - latest.of(low)) / _WIDTH
    undefined = np.any(~(error > 0), axis=-1)
    reason = latest.reason(undefined)
    usable = is_free(reason)
    error = np.where(usable[..., None], error, 1.0)
    weight = (error / error.min(axis=-1, keepdims=True)) ** -2.0
    full = _line(np.where(usable[..., None], recent, 0.0), weight)
    spread = error.min(axis=-1) / np.sqrt(full[1])
    steady = _is_steady(lambda left: _line(np.where(usable[..., None], recent, 0.0), weight * left)[0], full[0])
    return latest.result(
        full[0], spread, (full[0] / spread) ** 2, np.sign(full[0]), steady, reason, unit=f"{unit} per year".strip()
    )


def recent_trend_of_shares(
    x: ArrayLike,
    n: ArrayLike,
    *,
    years: ArrayLike,
    good: ArrayLike,
    multiplier: float = 100.0,
    epoch: ArrayLike | None = None,
    years_pooled: int = 1,
    unit: str = "%",
    is_suppressed: ArrayLike = False,
) -> RecentTrend:
    """M11 for shares with counts: the chi-square test for a linear trend; the last axis is years.

    X² = N(N ΣxT - X ΣnT)²/(X(N - X)(N ΣnT² - (ΣnT)²)). The direction is that of the unweighted slope of ln(x/(n-x)),
    which must keep its sign without each year in turn; `value` is the linear slope of the test, (N ΣxT - X ΣnT)/(N ΣnT²
    - (ΣnT)²), with limits from its variance under no trend. Where the two slopes point apart nothing is shown.

    Reasons and errors as for `recent_trend`, `not_defined` where nobody or everybody is counted in a year and
    `zero_denominator` for a year without people; x above n raises MeasureError.
    """
    count, base = with_last_axis(x=amounts("x", x), n=amounts("n", n))
    if np.any(count > base):
        raise MeasureError("x: more than n")
    times = positive("multiplier", multiplier)
    latest = _latest(np.where(np.isnan(base), np.nan, count), years, epoch, years_pooled, is_suppressed, good)
    events, people = latest.of(count), latest.of(base)
    reason = latest.reason(np.any((events == 0) | (events == people), axis=-1), np.any(people == 0, axis=-1))
    usable = is_free(reason)
    events, people = np.where(usable[..., None], events, 1.0), np.where(usable[..., None], people, 2.0)
    total, whole = events.sum(axis=-1), people.sum(axis=-1)
    middle = (people * _T).sum(axis=-1) / whole
    breadth = (people * (_T - middle[..., None]) ** 2).sum(axis=-1)
    slope = (events * (_T - middle[..., None])).sum(axis=-1) / breadth
    spread = np.sqrt(total / whole * (1 - total / whole) / breadth)
    logits = np.log(events / (people - events))
    even = np.ones(logits.shape)
    turn = _line(logits, even)[0]
    steady = _is_steady(lambda left: _line(logits, even * left)[0], turn)
    way = np.where(np.sign(turn) == np.sign(slope), np.sign(turn), 0.0)
    return latest.result(
        slope * times, spread * times, (slope / spread) ** 2, way, steady, reason, unit=f"{unit} per year".strip()
    )


_T: Final = np.arange(1.0, RECENT + 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Latest:
    """Which columns the five latest years are, and why they do not do."""

    columns: Integers
    years: Floats
    good: Floats
    rules: tuple[tuple[Reason, Bools], ...]

    def of(self, values: Floats) -> Floats:
        """The values of the five years."""
        return np.asarray(np.take_along_axis(values, self.columns, axis=-1))

    def reason(self, undefined: Bools, empty: Bools | None = None) -> Objects:
        """Why each series has no answer; what concerns the years comes first."""
        without = np.zeros(self.columns.shape[:-1], dtype=np.bool_) if empty is None else empty
        own = ((Reason.ZERO_DENOMINATOR, without), (Reason.NOT_DEFINED, undefined))
        return reasons(self.columns.shape[:-1], *self.rules, *own)

    def result(
        self,
        slope: Floats,
        spread: Floats,
        statistic: Floats,
        way: Floats,
        steady: Bools,
        reason: Objects,
        *,
        unit: str,
    ) -> RecentTrend:
        """The answers; nothing but the reason where there is one."""
        usable = is_free(reason)
        blank = np.where(usable, 0.0, np.nan)
        half = normal_quantile(CONFIDENCE) * spread
        is_trend = (statistic > normal_quantile(TREND_CONFIDENCE) ** 2) & steady
        return RecentTrend(
            value=slope + blank,
            lower=slope - half + blank,
            upper=slope + half + blank,
            n=RECENT + blank,
            confidence=CONFIDENCE,
            method="M11",
            unit=unit,
            reason=reason,
            statistic=statistic + blank,
            p=2.0 * ndtr(-np.sqrt(statistic)) + blank,
            is_steady=usable & steady,
            verdict=direction(np.where(is_trend, way, 0.0), self.good, usable),
            first_year=self.years[self.columns[..., 0]] + blank,
            last_year=self.years[self.columns[..., -1]] + blank,
        )


def direction(way: Floats, good: Floats, usable: Bools) -> Objects:
    """What a shown direction (1 up, -1 down, 0 none shown) means by polarity; None where it may not be said."""
    found = np.empty(way.shape, dtype=object)
    found.fill(Change.NOT_SHOWN)
    found[way * good > 0] = Change.IMPROVED
    found[way * good < 0] = Change.WORSENED
    found[(good == 0) & (way > 0)] = Change.RISEN
    found[(good == 0) & (way < 0)] = Change.FALLEN
    found[~usable] = None
    return found


def _latest(
    values: Floats,
    years: ArrayLike,
    epoch: ArrayLike | None,
    years_pooled: int,
    is_suppressed: ArrayLike,
    good: ArrayLike,
) -> _Latest:
    when = ordered_years("years", years, values.shape[-1])
    years_pooled = whole("years_pooled", years_pooled, least=1)
    hidden = flags("is_suppressed", is_suppressed, values.shape)
    side, era = stretched("good", sides(good), values.shape[:-1]), epochs(epoch, values.shape)
    known = np.isfinite(values) & ~hidden
    last = len(when) - 1 - np.argmax(known[..., ::-1], axis=-1)
    columns = np.clip(last[..., None] - np.arange(RECENT - 1, -1, -1), 0, None).astype(np.int64)
    few = known.sum(axis=-1) < RECENT
    lacking = ~np.all(np.take_along_axis(known, columns, axis=-1), axis=-1) | (last < RECENT - 1)
    skipped = when[columns[..., -1]] - when[columns[..., 0]] != RECENT - 1
    recent_era = np.take_along_axis(era, columns, axis=-1)
    pooled = np.full(few.shape, years_pooled > 1)
    return _Latest(
        columns=columns,
        years=when,
        good=side,
        rules=(
            (Reason.SUPPRESSED, few & np.any(hidden, axis=-1)),
            (Reason.MISSING, ~np.any(known, axis=-1)),
            (Reason.TOO_FEW, few),
            (Reason.SUPPRESSED, np.any(np.take_along_axis(hidden, columns, axis=-1), axis=-1)),
            (Reason.MISSING, lacking | skipped),
            (Reason.NOT_COMPARABLE, pooled | np.any(recent_era != recent_era[..., :1], axis=-1)),
        ),
    )


def _line(values: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """Weighted slope on T = 1..5, and the weighted sum of squares of T."""
    whole = weight.sum(axis=-1, keepdims=True)
    away = _T - (weight * _T).sum(axis=-1, keepdims=True) / whole
    level = (weight * values).sum(axis=-1, keepdims=True) / whole
    breadth = (weight * away**2).sum(axis=-1)
    slope = (weight * away * (values - level)).sum(axis=-1) / breadth
    size = np.max(np.abs(values), axis=-1)
    return np.where(np.abs(slope) <= _ROUNDING * size, 0.0, slope), breadth


def _is_steady(slope_with: Callable[[Floats], Floats], slope: Floats) -> Bools:
    """Whether the slope keeps its sign when each year in turn weighs nothing."""
    signs = [np.sign(slope_with(left)) for left in 1.0 - np.eye(RECENT)]
    return np.asarray(np.all([sign == np.sign(slope) for sign in signs], axis=0) & (slope != 0))
