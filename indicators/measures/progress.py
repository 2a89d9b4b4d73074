"""Whether series are on their way to their targets, and whether it can be known (M16), for many series at once."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from indicators.errors import MeasureError
from indicators.measures import pace
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """The answers, one for each series, in the series' own scale; NaN where a figure does not exist."""

    assessment: Objects
    reason: Objects
    first: Integers
    """Column of the baseline used; -1 if none."""
    latest: Integers
    """Column of the value judged; -1 if none."""
    window: Bools
    """The comparable points since the baseline."""
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
        arrays = {field.name: getattr(self, field.name)[rows] for field in fields(self) if field.name != "lines"}
        return Assessed(**arrays, lines=self.lines.taken(rows))


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
) -> Series:
    """Series from plain arrays, a single series allowed; shapes that do not fit are refused by name."""
    table = np.atleast_2d(numbers("values", values))
    if np.any(np.isinf(table)):
        raise MeasureError("values: infinite")
    calendar = numbers("years", years)
    if calendar.ndim != 1 or len(calendar) != table.shape[1]:
        raise MeasureError("years: as many as the values have columns")
    if not np.all(np.isfinite(calendar)) or np.any(calendar != np.round(calendar)):
        raise MeasureError("years: not whole numbers")
    if np.any(np.diff(calendar) <= 0):
        raise MeasureError("years: not rising")
    full = table.shape
    signs = _fit("good", good, full[:1])
    if not np.all(np.abs(signs) == 1):
        raise MeasureError("good: neither 1 nor -1")
    low = _fit("lower", np.nan if lower is None else lower, full)
    high = _fit("upper", np.nan if upper is None else upper, full)
    if np.any(low > high):
        raise MeasureError("lower: above upper")
    goal, due = _fit("target", target, full[:1]), _fit("target_year", target_year, full[:1])
    for name, limits in (("lower", low), ("upper", high), ("target", goal), ("target_year", due)):
        if np.any(np.isinf(limits)):
            raise MeasureError(f"{name}: infinite")
    if np.any(np.isnan(due) & ~np.isnan(goal)):
        raise MeasureError("target_year: missing where there is a target")
    breaks = _fit("epoch", 0 if epoch is None else epoch, full)
    pools = _fit("pool", -1 if pool is None else pool, full[:1])
    for name, whole in (("epoch", breaks), ("pool", pools)):
        if not np.all(np.isfinite(whole)):
            raise MeasureError(f"{name}: missing or infinite")
    return Series(
        years=calendar.astype(np.int64),
        values=table,
        lower=low,
        upper=high,
        baseline_year=_fit("baseline_year", baseline_year, full[:1]),
        target=goal,
        target_year=due,
        good=signs,
        epoch=breaks.astype(np.int64),
        pool=pools.astype(np.int64),
        stands_in_for=_fit("stands_in_for", -1 if stands_in_for is None else stands_in_for, full[:1]).astype(np.int64),
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


def assess(given: Series) -> Assessed:
    """M16 in its stated order: reached or missed in year T, reached before it, too few points, then level and pace."""
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
    done = is_cleared & ~is_over
    said[done], reason[done] = Assessment.REACHED, None
    reason[is_over] = None
    said[is_over & is_cleared], said[is_over & ~is_cleared] = Assessment.REACHED, Assessment.MISSED
    for mask, why in (
        (~has_both, Reason.MISSING),
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
    return Assessed(
        assessment=said,
        reason=reason,
        first=np.where(has_both, first, -1),
        latest=latest,
        window=window,
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


def _errors(errors: Floats, lines: pace.Lines) -> Floats:
    """σ of each year as the fit counts it; where the year has none, nothing to clear."""
    used = np.where(lines.has_intervals[:, None], errors, 1.0)
    return np.where(np.isfinite(used), used, 0.0)


def _fit(name: str, values: ArrayLike, shape: tuple[int, ...]) -> Floats:
    array = numbers(name, values)
    try:
        return np.array(np.broadcast_to(array, shape))
    except ValueError as fault:
        raise MeasureError(f"{name}: {array.shape} where {shape} was expected") from fault
