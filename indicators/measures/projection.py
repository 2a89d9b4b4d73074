"""Where a series lands in the target year if the pace so far goes on, and the chance of reaching the target (M19)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike

from indicators.errors import MeasureError
from indicators.measures import progress
from indicators.measures.distributions import Bools, Floats, Integers, Objects, checked_confidence, filled, numbers
from indicators.measures.landing import Landing, straight
from indicators.measures.pace import LEAST_POINTS
from indicators.measures.poisson_landing import counted
from indicators.measures.scaled import Scaled
from indicators.measures.scales import Scale, back, goal_on, onto
from indicators.model import Reason

CONFIDENCE: Final = 0.90
"""The landing is shown with a 90 % prediction interval."""
LEAST_YEARS: Final = 5
"""Years from which a line of least squares may be drawn on."""
PACE: Final = "m16_fit"
"""The line is that of M16, on the values as they are."""
COUNTS: Final = "m13_form"
"""The line is M13's Poisson regression, since a year has no events."""
FAR: Final = "far"
"""M16's line stands where M19 would not draw one of its own: under five years, or more than half as many ahead."""


class ChanceWord(StrEnum):
    """The words of a chance (IPCC, recalled)."""

    VERY_LIKELY = "very_likely"
    LIKELY = "likely"
    EITHER_WAY = "either_way"
    UNLIKELY = "unlikely"
    VERY_UNLIKELY = "very_unlikely"


_BOUNDS: Final = (
    (0.90, ChanceWord.VERY_LIKELY),
    (0.66, ChanceWord.LIKELY),
    (0.33, ChanceWord.EITHER_WAY),
    (0.10, ChanceWord.UNLIKELY),
    (0.0, ChanceWord.VERY_UNLIKELY),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """Where each series leads: value, prediction interval and chance, assuming that the pace so far goes on."""

    value: Floats
    lower: Floats
    upper: Floats
    chance: Floats
    """Probability that the value of the target year is at or beyond the target."""
    word: Objects
    """`ChanceWord`; None where there is no chance."""
    slope: Floats
    """A year, on the scale of the line: the unit itself, or the change of ln or log odds."""
    slope_error: Floats
    n: Integers
    """Years behind the line."""
    confidence: float
    method: str
    unit: str
    reason: Objects
    """A `Reason` where a value, an interval or a chance is lacking, else None."""
    marks: Mapping[str, Bools]
    """Where each of `m16_fit`, `m13_form` and `far` holds."""


def projection(given: Scaled, *, unit: str = "", confidence: float = CONFIDENCE) -> Projection:
    """M19: the landing in the target year with its prediction interval, and the chance of reaching the target.

    Where all comparable years have 95 % limits the line, its error and the chance are M16's own (one fit, one answer),
    from four years on. Otherwise least squares through the k years since the baseline or the last break:
    f = ȳ + b(T - t̄), s_f = s√(1 + 1/k + (T - t̄)²/S), f ± t(k-2)·s_f; on the values as they are, on ln(p/(1-p)) or on
    ln, transformed back; with a year without events M13's Poisson regression from counts and populations. Fewer than
    five years, or more than k/2 years from the latest to the target: `too_few`. No residual at all, or values at the
    end of their scale: `not_defined`. A target year that has a value, or has passed, leaves nothing to project:
    `not_defined`. A target at the end of its scale (a rate of 0, a share of 0 or 100 %) has a landing but no chance.
    M16's line across a break: `not_comparable`. `suppressed` where nothing, or too little, is left since values are
    hidden. Unit: the values'. Assumes that the pace so far goes on; it is no
    forecast of decisions. Source: least squares, any textbook; the words of chance are the IPCC's (recalled).
    """
    checked_confidence(confidence)
    series, years = given.series, given.series.years.astype(np.float64)
    window, latest = _window(series)
    measured = window.any(axis=1) & np.all(~window | np.isfinite(series.upper - series.lower), axis=1)
    assessed = progress.assess(_begun(series, window))
    found = _empty(len(measured))
    rows = np.flatnonzero(measured)
    _put(found, rows, _of_pace(assessed).taken(rows), Scale.LINEAR, given, confidence)
    found["chance"][measured] = assessed.chance[measured]
    has_no_end = np.ones(len(measured), dtype=np.bool_)
    for each in Scale:
        rows = np.flatnonzero(~measured & np.asarray(given.scale == each, dtype=np.bool_))
        y = onto(each, np.where(window, series.values, np.nan)[rows], given.multiplier[rows, None])
        has_no_end[rows] = np.all(~window[rows] | np.isfinite(y), axis=1)
        landing = straight(years, y, window[rows] & has_no_end[rows, None], series.target_year[rows])
        _put(found, rows, landing, each, given, confidence)
    is_counted = ~has_no_end & np.asarray(given.scale == Scale.LOG, dtype=np.bool_) & _has_counts(given, window)
    rows = np.flatnonzero(is_counted)
    landing = counted(years, given.count[rows], given.population[rows], window[rows], series.target_year[rows])
    _put(found, rows, landing.moved(np.log(given.multiplier[rows])), Scale.LOG, given, confidence)

    points, ahead = window.sum(axis=1), series.target_year - series.years[latest]
    far = (points < LEAST_YEARS) | (ahead > points / 2)
    too_few = np.where(measured, points < LEAST_POINTS, far)
    broken = measured & np.asarray(assessed.reason == Reason.NOT_COMPARABLE, dtype=np.bool_)
    is_ahead = (points > 0) & (ahead > 0)
    is_veiled = np.any(series.is_suppressed & (series.years >= series.baseline_year[:, None]), axis=1)
    for figures in found.values():
        figures[too_few | broken | ~is_ahead] = np.nan
    reason = filled(len(measured), None)
    for where, why in (
        (~np.isfinite(found["chance"]), Reason.NOT_DEFINED),
        (~np.isfinite(series.target) & np.isfinite(found["lower"]), Reason.NO_TARGET),
        (too_few, Reason.TOO_FEW),
        (broken, Reason.NOT_COMPARABLE),
        (~is_ahead, Reason.NOT_DEFINED),
        (points == 0, Reason.MISSING),
        (is_veiled & (too_few | (points == 0)), Reason.SUPPRESSED),
    ):
        reason[where] = why
    answers: dict[str, Any] = {
        **found,
        "word": words(found["chance"]),
        "n": points,
        "reason": reason,
    }
    marks = {PACE: measured, COUNTS: is_counted, FAR: measured & far & np.isfinite(found["value"])}
    return Projection(
        **{name: answer.reshape(given.shape) for name, answer in answers.items()},
        confidence=confidence,
        method="M19",
        unit=unit,
        marks={mark: holds.reshape(given.shape) for mark, holds in marks.items()},
    )


def words(chance: ArrayLike) -> Objects:
    """The IPCC's word for each chance (M19); None where there is none."""
    odds = numbers("chance", chance)
    if np.any((odds < 0) | (odds > 1)):
        raise MeasureError("chance: not between 0 and 1")
    said = filled(odds.shape, None)
    for least, word in reversed(_BOUNDS):
        said[odds >= least] = word
    return said


def _window(given: progress.Series) -> tuple[Bools, Integers]:
    """The years since the baseline or the last break, and the column of the latest one."""
    present = np.isfinite(given.values) & (given.years >= given.baseline_year[:, None])
    columns, rows = np.arange(len(given.years)), np.arange(len(present))
    latest = np.where(present, columns, 0).max(axis=1, initial=0)
    return present & (given.epoch == given.epoch[rows, latest][:, None]), latest


def _begun(given: progress.Series, window: Bools) -> progress.Series:
    """The series as M16 takes them: where no baseline year is decided, from the first year of the window."""
    first = given.years[window.argmax(axis=1)].astype(np.float64)
    return replace(given, baseline_year=np.where(np.isneginf(given.baseline_year), first, given.baseline_year))


def _empty(rows: int) -> dict[str, Floats]:
    names = ("value", "lower", "upper", "chance", "slope", "slope_error")
    return {name: np.full(rows, np.nan) for name in names}


def _put(
    found: dict[str, Floats],
    rows: Integers,
    landing: Landing,
    scale: Scale,
    given: Scaled,
    confidence: float,
) -> None:
    """Write where the lines of these rows lead, in the unit of the values."""
    low, high = landing.limits(confidence)
    times, goal = given.multiplier[rows], given.series.target[rows]
    found["value"][rows] = back(scale, landing.at, times)
    found["lower"][rows], found["upper"][rows] = back(scale, low, times), back(scale, high, times)
    found["chance"][rows] = landing.chance(goal_on(scale, goal, times), given.series.good[rows])
    found["slope"][rows], found["slope_error"][rows] = landing.slope, landing.slope_error


def _of_pace(assessed: progress.Assessed) -> Landing:
    """The landing of M16's line."""
    lines = assessed.lines
    known = np.where(lines.is_exact, np.nan, 1.0)
    fits = np.where(np.isfinite(assessed.slope), known, np.nan)
    return Landing(
        at=assessed.landing,
        error=assessed.landing_error * known,
        degrees=lines.degrees,
        slope=assessed.slope,
        slope_error=lines.slope_error * fits,
    )


def _has_counts(given: Scaled, window: Bools) -> Bools:
    known: Bools = np.all(~window | (np.isfinite(given.count) & (given.population > 0)), axis=1)
    return known
