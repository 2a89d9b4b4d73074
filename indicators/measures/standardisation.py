"""Rates freed from differences in age: direct standardisation (M04) and observed against expected (M05)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from indicators.errors import MeasureError
from indicators.measures.arguments import amounts, flags, is_free, positive, reasons, whole_amounts, with_last_axis
from indicators.measures.distributions import CONFIDENCE, Bools, Floats, same_length
from indicators.measures.estimates import EXACT_BELOW, FEW_CASES, WEIGHTED_COUNTS, Intervals, count_limits
from indicators.model import Reason

NOT_FOR_RANKING: Final = "not_for_ranking"
_WHOLE: Final = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Standardised(Intervals):
    """Standardised rates with limits, beside the rates as they are; everything is `multiplier` times a share."""

    events: Floats
    """X: all events; NaN where one of them is missing or hidden."""
    crude: Floats
    """The rate without standardisation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected(Intervals):
    """Observed events in per cent of those expected: 100 is as expected, the unit `index`; n is the population."""

    events: Floats
    """X: the events observed; NaN where missing or hidden."""
    expected: Floats
    """E: the events expected with the city's rates."""


def standardised_rate(
    x: ArrayLike,
    n: ArrayLike,
    standard: ArrayLike,
    *,
    multiplier: float = 100_000.0,
    unit: str = "",
    is_suppressed: ArrayLike = False,
    confidence: float = CONFIDENCE,
) -> Standardised:
    """M04: the rate a geography would have with the standard population's ages; the last axis is age groups.

    With w = S/ΣS, r = Σ w·x/n, V = Σ w²·x/n² and X = Σ x, the limits are r + √(V/X)·(B - X), B being Byar's limits of
    X (Dobson et al. 1991), never below 0; times the multiplier. Age groups that the standard lacks are left out of
    everything. Reasons: `missing` (an x or n is NaN), `suppressed` (`is_suppressed`, shaped as x),
    `zero_denominator` (an age group without people: merge age groups), `too_few` (X under 10).

    Raises MeasureError for negative or infinite x or n, and for a standard that is missing, negative or empty.
    """
    events, people, ages = with_last_axis(x=amounts("x", x), n=amounts("n", n), standard=_standard(standard))
    hidden = flags("is_suppressed", is_suppressed, events.shape)
    events[hidden] = np.nan
    counted = ages > 0
    share = ages / ages.sum(axis=-1, keepdims=True)
    unknown = counted & (np.isnan(events) | np.isnan(people)) & ~hidden
    total = np.asarray(np.where(counted, events, 0.0).sum(axis=-1))
    reason = reasons(
        total.shape,
        (Reason.MISSING, np.any(unknown, axis=-1)),
        (Reason.SUPPRESSED, np.any(counted & hidden, axis=-1)),
        (Reason.ZERO_DENOMINATOR, np.any(counted & (people == 0), axis=-1)),
        (Reason.TOO_FEW, total < EXACT_BELOW),
    )
    usable = is_free(reason)
    per_person = np.divide(share, people, out=np.zeros(people.shape), where=counted & (people > 0))
    with_events = np.where(counted, np.nan_to_num(events), 0.0)
    rate = np.where(usable, (per_person * with_events).sum(axis=-1), np.nan)
    safe = np.where(usable, total, float(EXACT_BELOW))
    step = np.sqrt((per_person**2 * with_events).sum(axis=-1) / safe)
    low, high = count_limits(safe, confidence=confidence)
    base = np.asarray(np.where(counted, people, 0.0).sum(axis=-1))
    times = positive("multiplier", multiplier)
    return Standardised(
        value=rate * times,
        lower=np.maximum(rate + step * (low - safe), 0.0) * times,
        upper=(rate + step * (high - safe)) * times,
        n=base,
        confidence=confidence,
        method="M04",
        reason=reason,
        marks={WEIGHTED_COUNTS: usable & np.any(counted & ~_is_whole(events), axis=-1)},
        unit=unit,
        events=total,
        crude=np.where(usable, total, np.nan) / np.where(base > 0, base, np.nan) * times,
    )


def observed_against_expected(
    x: ArrayLike,
    n: ArrayLike,
    standard_x: ArrayLike,
    standard_n: ArrayLike,
    *,
    is_suppressed: ArrayLike = False,
    confidence: float = CONFIDENCE,
) -> Expected:
    """M05: all events x in per cent of E = Σ n·R/N, the events expected with the city's rates R/N by age.

    x has the leading axes only; n, standard_x (R) and standard_n (N) have age groups on the last axis. The limits are
    M01's of the count, in per cent of E (Breslow & Day 1987). Never rank districts on it, each has weights of its own:
    the mark `not_for_ranking` says so everywhere. Reasons: `missing`, `suppressed` (`is_suppressed`, shaped as x),
    `zero_denominator` (E is 0, or the city has nobody in an age group where the district has).

    Raises MeasureError for anything negative or infinite.
    """
    people, city_events, city_people = with_last_axis(
        n=amounts("n", n), standard_x=amounts("standard_x", standard_x), standard_n=amounts("standard_n", standard_n)
    )
    events = amounts("x", x)
    same_length(x=events, n=people[..., 0])
    shape = np.broadcast_shapes(events.shape, people.shape[:-1])
    events = np.array(np.broadcast_to(events, shape))
    hidden = flags("is_suppressed", is_suppressed, shape)
    events[hidden] = np.nan
    parts = np.isnan(people) | ((people > 0) & (np.isnan(city_events) | np.isnan(city_people)))
    nobody = np.any((people > 0) & (city_people == 0), axis=-1)
    rates = np.divide(city_events, city_people, out=np.zeros(people.shape), where=city_people > 0)
    expected = np.broadcast_to(np.asarray(np.where(people > 0, people * rates, 0.0).sum(axis=-1)), shape)
    reason = reasons(
        shape,
        (Reason.SUPPRESSED, hidden),
        (Reason.MISSING, np.isnan(events) | np.any(parts, axis=-1)),
        (Reason.ZERO_DENOMINATOR, nobody | (expected == 0)),
    )
    usable = is_free(reason)
    scale = np.divide(100.0, expected, out=np.full(shape, np.nan), where=usable)
    low, high = count_limits(np.where(usable, events, 1.0), confidence=confidence)
    return Expected(
        value=events * scale,
        lower=low * scale,
        upper=high * scale,
        n=np.array(np.broadcast_to(people.sum(axis=-1), shape)),
        confidence=confidence,
        method="M05",
        reason=reason,
        marks={
            FEW_CASES: usable & (events < EXACT_BELOW),
            WEIGHTED_COUNTS: usable & ~_is_whole(events),
            NOT_FOR_RANKING: np.ones(shape, dtype=np.bool_),
        },
        unit="index",
        events=events,
        expected=np.where(usable, expected, np.nan),
    )


def _standard(standard: ArrayLike) -> Floats:
    ages = whole_amounts("standard", standard)
    if ages.ndim and np.any(ages.sum(axis=-1) == 0):
        raise MeasureError("standard: sums to zero")
    return ages


def _is_whole(count: Floats) -> Bools:
    known = np.nan_to_num(count)
    return np.abs(known - np.round(known)) <= _WHOLE * np.maximum(known, 1.0)
