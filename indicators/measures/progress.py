"""Whether series are on their way to their targets, and whether it can be known (M16), for many series at once."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike

from indicators.errors import MeasureError
from indicators.measures import pace
from indicators.measures.arguments import (
    claims,
    enclosed,
    known_or_missing,
    ordered_years,
    sides,
    stretched,
    whole_numbers,
    whole_years,
)
from indicators.measures.distributions import (
    CONFIDENCE,
    Bools,
    Floats,
    Integers,
    Objects,
    filled,
    normal_quantile,
    numbers,
)
from indicators.model import Assessment, Reason

UNLIKELY: Final = 0.10
"""Below this chance the pace does not lead to the target: BEHIND."""
WITHIN_REACH: Final = 0.33
"""From this chance the target is within reach: ON_TRACK where improvement is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Yearly values of many series: rows are series, columns years; NaN where there is no value."""

    years: Integers
    values: Floats
    lower: Floats
    upper: Floats
    """95 % limits; NaN where there are none."""
    baseline_year: Floats
    """The decided one; where its value is missing the first later year is used. NaN: none decided."""
    target: Floats
    target_year: Floats
    good: Floats
    """1 where high is good, -1 where low is."""
    epoch: Integers
    """Series x years: number of breaks up to and including the year; years of unlike epochs are not comparable."""
    pool: Integers
    """Series of one indicator and level carry the same number and may share their scatter; -1: never."""
    stands_in_for: Integers
    """For another telling of a series (M16b): the row it replaces in its pool; -1 else."""
    is_suppressed: Bools
    """Series x years: values that exist but are hidden; they are NaN here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """The answers, one for each series, in the series' own scale; NaN where a figure does not exist."""

    value: Floats
    """The value judged: the latest one, or that of the target year."""
    lower: Floats
    upper: Floats
    n: Integers
    """Comparable points since the baseline, which counts as one."""
    assessment: Objects
    reason: Objects
    """A `Reason` where nothing is assessed (or UNCERTAIN, since there is no interval), else None."""
    confidence: float
    """Of the limits of value and slope."""
    method: str
    unit: str
    """As handed in; slopes are a year."""
    first: Integers
    """Column of the baseline used; -1 if none."""
    latest: Integers
    """Column of the value judged; -1 if none."""
    window: Bools
    """The comparable points since the baseline."""
    hidden: Integers
    """Hidden values that would have counted: comparable ones since the baseline year, to the target year."""
    within_margin: Bools
    reached_year: Floats
    slope: Floats
    slope_lower: Floats
    slope_upper: Floats
    landing: Floats
    landing_error: Floats
    chance: Floats
    lines: pace.Lines
    """The fits, turned so that up is good."""

    def taken(self, rows: Integers) -> Assessed:
        """The answers for these rows."""
        every = {field.name: getattr(self, field.name) for field in fields(self)}
        taken: dict[str, Any] = {name: a[rows] for name, a in every.items() if isinstance(a, np.ndarray)}
        return replace(self, **taken, lines=self.lines.taken(rows))


def series(
    years: ArrayLike,
    values: ArrayLike,
    *,
    baseline_year: ArrayLike,
    target: ArrayLike,
    target_year: ArrayLike,
    good: ArrayLike,
    lower: ArrayLike | None = None,
    upper: ArrayLike | None = None,
    epoch: ArrayLike | None = None,
    pool: ArrayLike | None = None,
    stands_in_for: ArrayLike | None = None,
    is_suppressed: ArrayLike = False,
) -> Series:
    """Series from plain arrays, a single series allowed; what does not fit or cannot be is refused by name.

    Values are NaN where missing; where they are hidden (`is_suppressed`) neither value nor limits are read. Limits
    enclose their value. Years are whole, a baseline year that is not decided is NaN (or -infinity: from the first on).
    """
    table = np.atleast_2d(numbers("values", values))
    full = table.shape
    if table.ndim > 2:
        raise MeasureError("values: neither a series nor series by years")
    calendar = ordered_years("years", years, full[1])
    hidden = stretched("is_suppressed", claims("is_suppressed", is_suppressed).astype(np.float64), full) > 0
    low, high = (_fit(name, np.nan if a is None else a, full) for name, a in (("lower", lower), ("upper", upper)))
    table, low, high = (
        known_or_missing(name, np.where(hidden, np.nan, array))
        for name, array in (("values", table), ("lower", low), ("upper", high))
    )
    enclosed("values", table, low, high)
    signs = _fit("good", sides(good), full[:1])
    if np.any(signs == 0):
        raise MeasureError("good: neither high nor low")
    goal = known_or_missing("target", _fit("target", target, full[:1]))
    due = whole_years("target_year", _fit("target_year", target_year, full[:1]))
    if np.any(np.isnan(due) & ~np.isnan(goal)):
        raise MeasureError("target_year: missing where there is a target")
    begun = _fit("baseline_year", baseline_year, full[:1])
    whole_years("baseline_year", np.where(np.isneginf(begun), np.nan, begun))
    return Series(
        years=calendar.astype(np.int64),
        values=table,
        lower=low,
        upper=high,
        baseline_year=begun,
        target=goal,
        target_year=due,
        good=signs,
        epoch=_whole("epoch", 0 if epoch is None else epoch, full),
        pool=_whole("pool", -1 if pool is None else pool, full[:1]),
        stands_in_for=_whole("stands_in_for", -1 if stands_in_for is None else stands_in_for, full[:1], end=full[0]),
        is_suppressed=hidden,
    )


def standing(given: Series) -> tuple[Integers, Integers]:
    """Columns of the baseline used and of the value judged: year T from year T on, else the latest; -1 if none."""
    present = np.isfinite(given.values)
    columns, rows = np.arange(len(given.years)), np.arange(len(present))
    latest = np.where(present, columns, -1).max(axis=1, initial=-1)
    since = present & (given.years >= given.baseline_year[:, None])
    first = np.where(since.any(axis=1), since.argmax(axis=1), -1)
    due = np.where(given.years == given.target_year[:, None], columns, -1).max(axis=1, initial=-1)
    is_over = (latest >= 0) & (given.years[np.maximum(latest, 0)] >= given.target_year)
    has_due = (due >= 0) & present[rows, np.maximum(due, 0)]
    latest = np.where(is_over, np.where(has_due, due, -1), latest)
    return first, latest


def assess(given: Series, *, unit: str = "") -> Assessed:
    """M16 in its stated order: reached or missed in year T, reached before it, too few points, then level and pace.

    Reasons: `no_target`, `not_comparable` (a break since the baseline), `missing` (no value or no baseline), `too_few`
    (under four comparable points), `not_defined` (UNCERTAIN: no interval and no residual); `suppressed` in
    place of `missing` and `too_few` where hiding is the cause: with what is hidden there would have been a value, or
    points enough. A hidden value counts as none at all, so the latest visible one is judged.
    """
    sign = given.good[:, None]
    y, goal = given.values * sign, given.target * given.good
    z = normal_quantile(CONFIDENCE)
    errors = (given.upper - given.lower) / (2.0 * z)
    rows, columns = np.arange(len(y)), np.arange(len(given.years))
    first, latest = standing(given)
    at_first, at_latest = np.maximum(first, 0), np.maximum(latest, 0)
    has_both = (first >= 0) & (latest >= 0) & (first <= latest)
    is_broken = has_both & (given.epoch[rows, at_first] != given.epoch[rows, at_latest])
    within = (columns >= at_first[:, None]) & (columns <= at_latest[:, None])
    window = np.isfinite(y) & within & (has_both & ~is_broken)[:, None]
    lines = pace.fitted(given.years.astype(np.float64), y, errors, window, latest, given.pool, given.stands_in_for)

    value = y[rows, at_latest]
    is_over = given.years[at_latest] >= given.target_year
    margin = lines.margin[:, None] * _errors(errors, lines)
    cleared = window & (y - np.where(given.years == given.target_year[:, None], 0.0, margin) >= goal[:, None])
    is_cleared = cleared[rows, at_latest]
    slope_reach = lines.quantile * lines.slope_error
    far = given.target_year
    has_pace = window.any(axis=1) & (lines.points >= pace.LEAST_POINTS)
    odds = np.where(has_pace & ~is_over, pace.chance(lines, far, goal), np.nan)
    low, high = lines.slope - slope_reach, lines.slope + slope_reach

    reason = filled(len(y), None)
    said = spoken(low, high, odds)
    exact = lines.is_exact
    said[exact], reason[exact] = Assessment.UNCERTAIN, Reason.NOT_DEFINED
    few = lines.points < pace.LEAST_POINTS
    said[few], reason[few] = Assessment.NOT_ASSESSED, Reason.TOO_FEW
    hidden = _hidden(given, first, latest)
    reason[few & (lines.points + hidden >= pace.LEAST_POINTS)] = Reason.SUPPRESSED
    done = is_cleared & ~is_over
    said[done], reason[done] = Assessment.REACHED, None
    reason[is_over] = None
    said[is_over & is_cleared], said[is_over & ~is_cleared] = Assessment.REACHED, Assessment.MISSED
    for mask, why in (
        (~has_both, Reason.MISSING),
        (~has_both & (hidden > 0), Reason.SUPPRESSED),
        (is_broken, Reason.NOT_COMPARABLE),
        (~np.isfinite(goal), Reason.NO_TARGET),
    ):
        said[mask], reason[mask] = Assessment.NOT_ASSESSED, why

    judged = has_both & ~is_broken & np.isfinite(goal)
    low_now, high_now = given.lower[rows, at_latest], given.upper[rows, at_latest]
    straddles = (low_now <= given.target) & (given.target <= high_now)
    within_margin = judged & np.where(is_over, straddles, (value >= goal) & ~is_cleared)
    reached = np.where(judged & cleared.any(axis=1), given.years[cleared.argmax(axis=1)], np.nan)
    fits, leads = np.where(has_pace, 1.0, np.nan), np.where(has_pace & ~is_over & np.isfinite(far), 1.0, np.nan)
    turned_low, turned_high = low * fits * given.good, high * fits * given.good
    seen = np.where(latest >= 0, 1.0, np.nan)
    return Assessed(
        value=given.values[rows, at_latest] * seen,
        lower=low_now * seen,
        upper=high_now * seen,
        n=window.sum(axis=1),
        confidence=CONFIDENCE,
        method="M16",
        unit=unit,
        assessment=said,
        reason=reason,
        first=np.where(has_both, first, -1),
        latest=latest,
        window=window,
        hidden=hidden,
        within_margin=within_margin,
        reached_year=reached,
        slope=lines.slope * fits * given.good,
        slope_lower=np.where(given.good > 0, turned_low, turned_high),
        slope_upper=np.where(given.good > 0, turned_high, turned_low),
        landing=lines.at(far) * leads * given.good,
        landing_error=pace.landing_error(lines, far) * leads,
        chance=odds,
        lines=lines,
    )


def spoken(slope_lower: Floats, slope_upper: Floats, odds: Floats) -> Objects:
    """What slope and chance allow, up being good: WORSENING, BEHIND or ON_TRACK, in that order, else UNCERTAIN."""
    said = filled(np.shape(odds), Assessment.UNCERTAIN)
    said[(slope_lower > 0) & (odds >= WITHIN_REACH)] = Assessment.ON_TRACK
    said[odds < UNLIKELY] = Assessment.BEHIND
    said[slope_upper < 0] = Assessment.WORSENING
    return said


def _hidden(given: Series, first: Integers, latest: Integers) -> Integers:
    """How many hidden values would have counted; where only year T could decide, whether that one is hidden."""
    is_due = given.years == given.target_year[:, None]
    is_after = given.years > given.target_year[:, None]
    era = given.epoch[np.arange(len(latest)), np.maximum(latest, 0)][:, None]
    is_comparable = (given.epoch == era) | (latest < 0)[:, None]
    counts = (given.years >= given.baseline_year[:, None]) & ~is_after & is_comparable
    needs_due = ((latest < 0) & (first >= 0))[:, None]
    return np.asarray(np.sum(given.is_suppressed & counts & (is_due | ~needs_due), axis=1), dtype=np.int64)


def _errors(errors: Floats, lines: pace.Lines) -> Floats:
    """σ of each year as the fit counts it; where the year has none, nothing to clear."""
    used = np.where(lines.has_intervals[:, None], errors, 1.0)
    return np.where(np.isfinite(used), used, 0.0)


def _fit(name: str, values: ArrayLike, shape: tuple[int, ...]) -> Floats:
    return np.array(stretched(name, numbers(name, values), shape))


def _whole(name: str, values: ArrayLike, shape: tuple[int, ...], *, end: int | None = None) -> Integers:
    found = whole_numbers(name, _fit(name, values, shape))
    if end is not None and np.any((found < -1) | (found >= end)):
        raise MeasureError(f"{name}: no such series")
    return found.astype(np.int64)
