"""The equal city: the gap between groups, told with the level of the whole city and with what chance would show.

`gap` answers for one indicator and level from a table of estimates; everything it says comes from the methods M20-M27.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from indicators.errors import MeasureError
from indicators.measures.arranged import turn
from indicators.measures.closing import GapChange
from indicators.measures.equity import parts
from indicators.measures.equity.level import city_progress, city_values, is_summed, level_change
from indicators.measures.equity.results import ChangeMade, Ends, GapOverTime, GapResult, LevelAndGap
from indicators.measures.equity.table import Table, checked, series_of, table
from indicators.measures.gaps import Gap, gap_between_ends
from indicators.measures.groups import is_told
from indicators.model import Change, GeographyLevel, Reason, Registry

__all__ = ["Ends", "GapChange", "GapResult", "LevelAndGap", "gap", "gap_shown", "gaps", "level_and_gap"]

_VERDICTS = {
    (Change.IMPROVED, GapChange.CLOSING): LevelAndGap.BETTER_MORE_EQUAL,
    (Change.IMPROVED, GapChange.WIDENING): LevelAndGap.BETTER_LESS_EQUAL,
    (Change.WORSENED, GapChange.CLOSING): LevelAndGap.WORSE_MORE_EQUAL,
    (Change.WORSENED, GapChange.WIDENING): LevelAndGap.WORSE_LESS_EQUAL,
}


def gap(
    estimates: pd.DataFrame,
    registry: Registry,
    indicator: str,
    level: GeographyLevel,
    *,
    year: int,
    baseline_year: int,
) -> GapResult:
    """The gap between the groups of a level at the viewpoint `year`, from a table of `overview.estimates`.

    The two ends are the same in all years: the worst and the best placed of the first year with a gap from the baseline
    on, or, for socioeconomic groups, the first and the last in order. A suppressed group's figures are not read, and
    nothing is told of the city's total that would give them by subtraction. An unknown indicator, a level without
    groups of it, a baseline after the viewpoint, lacking columns and doubled rows are refused by name.
    """
    followed = checked(estimates, registry, indicator, level)
    if baseline_year > year:
        raise MeasureError("baseline_year: after year")
    rows = series_of(estimates, followed)
    laid = table(rows, registry, followed, level, first=baseline_year, last=year)
    city = city_progress(rows, registry, laid, year=year, baseline_year=baseline_year)
    by = Ends.BY_ORDER if level is GeographyLevel.SOCIOECONOMIC else Ends.AT_BASELINE
    chosen = _ends(laid, by)
    found = _between(laid, chosen)
    told = np.flatnonzero(is_told(found.difference.reason))
    first, last = (int(told[0]), int(told[-1])) if len(told) else (-1, -1)
    has_gap = first >= 0 and chosen is not None
    absolute = parts.over_time(laid, found.difference)
    relative = parts.over_time(laid, found.ratio, is_ratio=True)
    slopes, line = parts.slopes(laid) if by is Ends.BY_ORDER else ((), None)
    absolute_slope = None if line is None else parts.over_time(laid, line.slope)
    relative_slope = None if line is None else parts.over_time(laid, line.ratio, is_ratio=True)
    told_by = (absolute_slope or absolute, relative_slope or relative)
    changed, shown = level_change(city, laid), gap_shown(*told_by)
    years = (int(laid.years[first]), int(laid.years[last])) if has_gap else (None, None)
    return GapResult(
        indicator=indicator,
        level=level,
        year=year,
        value_year=years[1],
        baseline_year=years[0],
        unit=followed.unit,
        groups=tuple(group.code for group in laid.groups),
        reason=None if has_gap else _why_not(found),
        ends_by=by,
        worst=parts.end(laid, chosen[0], first, last) if has_gap and chosen else None,
        best=parts.end(laid, chosen[1], first, last) if has_gap and chosen else None,
        have_swapped=has_gap and float(found.difference.value[first] * found.difference.value[last]) < 0,
        years=parts.yearly(laid, found, chosen) if has_gap and chosen else (),
        absolute=absolute,
        relative=relative,
        slopes=slopes,
        absolute_slope=absolute_slope,
        relative_slope=relative_slope,
        spread=parts.spread_in(laid, last) if has_gap else None,
        best_for_all=parts.best_for_all(laid, last) if has_gap else None,
        change_made=_change_made(laid, rows, registry, first, last) if has_gap else None,
        city=city,
        is_level_summed=is_summed(rows, registry),
        level_change=changed,
        gap_change=shown,
        points_apart=_opposite(*told_by),
        verdict=level_and_gap(changed, *told_by),
        missing=_absent(laid, first, last, hidden=False),
        suppressed=_absent(laid, first, last, hidden=True),
        left_out=parts.known(found.left_out[last]) if len(laid.years) else None,
        is_demo=followed.is_demo,
    )


def gaps(
    estimates: pd.DataFrame, registry: Registry, level: GeographyLevel, *, year: int, baseline_year: int
) -> dict[str, GapResult]:
    """The gap of every assessed indicator that has groups on the level, in the register's order."""
    followed = [i.id for i in registry.indicators.values() if i.is_assessed and level in i.levels]
    return {name: gap(estimates, registry, name, level, year=year, baseline_year=baseline_year) for name in followed}


def gap_shown(absolute: GapOverTime, relative: GapOverTime) -> GapChange:
    """What is shown of the gap: the absolute one decides, unless the relative one is shown to go the other way."""
    return GapChange.NOT_SHOWN if _opposite(absolute, relative) else absolute.verdict


def level_and_gap(level: Change, absolute: GapOverTime, relative: GapOverTime) -> LevelAndGap:
    """Level and gap told together; `CANNOT_TELL` unless the level is shown, and both gaps are shown to go one way."""
    if absolute.verdict is not relative.verdict:
        return LevelAndGap.CANNOT_TELL
    return _VERDICTS.get((level, absolute.verdict), LevelAndGap.CANNOT_TELL)


def _opposite(absolute: GapOverTime, relative: GapOverTime) -> bool:
    return {absolute.verdict, relative.verdict} == {GapChange.CLOSING, GapChange.WIDENING}


def _ends(laid: Table, by: Ends) -> tuple[int, int] | None:
    """Places of the worst and the best end; None where no year has a gap."""
    if by is Ends.BY_ORDER:
        return (0, len(laid.groups) - 1) if len(laid.groups) > 1 else None
    found = _between(laid, None)
    told = np.flatnonzero(is_told(found.difference.reason))
    return (int(found.worst[told[0]]), int(found.best[told[0]])) if len(told) else None


def _between(laid: Table, chosen: tuple[int, int] | None) -> Gap:
    return gap_between_ends(
        laid.value,
        laid.error,
        good=turn(laid.indicator),
        ends=chosen,
        population=laid.population,
        suppressed=laid.suppressed,
        belongs=laid.belongs,
        unit=laid.indicator.unit,
    )


def _why_not(found: Gap) -> Reason:
    """The reason of the latest year; missing where there is no year."""
    reasons = found.difference.reason
    return reasons[-1] if len(reasons) and reasons[-1] is not None else Reason.MISSING


def _change_made(laid: Table, rows: pd.DataFrame, registry: Registry, first: int, last: int) -> ChangeMade | None:
    if first == last or laid.epoch[first] != laid.epoch[last]:
        return None
    whole = city_values(rows, registry, (int(laid.years[first]), int(laid.years[last])))
    return parts.change_made(laid, first, last, whole)


def _absent(laid: Table, first: int, last: int, *, hidden: bool) -> tuple[str, ...]:
    """Groups without a shown value in the first or the latest year, hidden or missing."""
    if not len(laid.years):
        return () if hidden else laid.codes(np.ones(len(laid.groups), dtype=np.bool_))
    ends = [first, last]
    lacks = laid.suppressed[ends] if hidden else np.isnan(laid.value[ends]) & ~laid.suppressed[ends]
    return laid.codes(np.asarray((lacks & laid.belongs[ends]).any(axis=0)))
