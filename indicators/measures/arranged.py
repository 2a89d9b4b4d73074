"""Estimates laid out as series by year, one row for each indicator and geography, ready to be assessed together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from indicators import observations as obs
from indicators.errors import MeasureError
from indicators.measures import progress
from indicators.measures.arguments import observed, whole_numbers
from indicators.measures.distributions import Bools, Floats, Integers
from indicators.model import (
    TOTAL,
    Geography,
    Good,
    Indicator,
    MeasureKind,
    ObservationStatus,
    Registry,
    TargetKind,
    TargetSense,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """The series and where each of their values stands in the table of estimates."""

    indicators: Sequence[Indicator]
    of: Integers
    """Series -> place in `indicators`."""
    geographies: Sequence[str]
    table: pd.DataFrame
    at: Integers
    """Series x years -> row of the table; -1 where there is no observation."""
    series: progress.Series
    is_held: Bools
    """The level is to be kept (M18): such a goal, or a target equal to the baseline."""
    goal: Floats
    """The target shown, also where the level is to be kept."""
    baseline: Floats
    is_sampled: Bools

    def column(self, name: str, columns: Integers) -> Floats:
        """A figure of each series in the column given for it; NaN where that is -1."""
        return np.append(self.table[name].to_numpy(dtype=np.float64), np.nan)[self.rows(columns)]

    def entries(self, name: str, columns: Integers) -> list[Any]:
        """A text or mark of each series in the column given for it; None where that is -1."""
        entries = self.table[name].to_numpy(dtype=object)
        return [entries[row] if row >= 0 else None for row in self.rows(columns).tolist()]

    def rows(self, columns: Integers) -> Integers:
        """The row of the table for each series in the column given for it; -1 where there is none."""
        return np.where(columns >= 0, self.at[np.arange(len(self.at)), np.maximum(columns, 0)], -1)


def totals(table: pd.DataFrame, registry: Registry, *, year: int) -> pd.DataFrame:
    """The rows for everybody in geographies that the indicator has and that exist by the year."""
    observed("observations", table)
    everybody = table[table[obs.BREAKDOWN].to_numpy(dtype=object) == TOTAL]
    places, codes = pd.factorize(everybody[obs.GEOGRAPHY].to_numpy(dtype=object))
    series, names = pd.factorize(everybody[obs.INDICATOR].to_numpy(dtype=object))
    belongs = np.zeros((max(len(names), 1), max(len(codes), 1)), dtype=np.bool_)
    for row, name in enumerate(names):
        for column, code in enumerate(codes):
            belongs[row, column] = _belongs(registry.indicators.get(name), registry.geographies.get(code), year)
    chosen: pd.DataFrame = everybody[belongs[series, places]]
    return chosen


def arrange(table: pd.DataFrame, registry: Registry, *, year: int) -> Arranged:
    """The series up to the year from estimates of `totals`; those with later values only are there, empty."""
    series, names = pd.factorize(table[obs.INDICATOR].to_numpy(dtype=object))
    places, codes = pd.factorize(table[obs.GEOGRAPHY].to_numpy(dtype=object))
    pairs, row = np.unique(series * max(len(codes), 1) + places, return_inverse=True)
    of, place = pairs // max(len(codes), 1), pairs % max(len(codes), 1)
    indicators = [registry.indicators[name] for name in names]
    seen = whole_numbers("year", table[obs.YEAR]).astype(np.int64)
    if len(seen) and len(np.unique(row * (np.ptp(seen) + 1) + seen - seen.min())) < len(seen):
        raise MeasureError("observations: the same year twice")
    is_past = seen <= year
    first = int(seen[is_past].min()) if is_past.any() else year
    years = np.arange(first, year + 1)
    at = np.full((len(pairs), len(years)), -1, dtype=np.int64)
    at[row[is_past], seen[is_past] - first] = np.flatnonzero(is_past)
    values, lower, upper = (_laid_out(table, name, at) for name in (obs.VALUE, obs.LOWER, obs.UPPER))
    baseline_year = _each(indicators, lambda i: _baseline_year(i, registry))[of]
    bare = progress.series(
        years,
        values,
        lower=lower,
        upper=upper,
        baseline_year=baseline_year,
        target=np.nan,
        target_year=_each(indicators, lambda i: i.target.year if i.target else registry.target_year)[of],
        good=_each(indicators, _sign)[of],
        epoch=_epochs(indicators, years)[of],
        pool=_pools(of, [registry.geographies[codes[p]] for p in place]),
        is_suppressed=_hidden(table, at),
    )
    started, _ = progress.standing(bare)
    rows = np.arange(len(pairs))
    baseline = np.where(started >= 0, values[rows, np.maximum(started, 0)], np.nan)
    goal = _goals(indicators, of, baseline)
    keeps = _each(indicators, lambda i: i.target is not None and i.target.kind is TargetKind.KEEP)[of] > 0
    is_held = keeps | (goal == baseline)
    return Arranged(
        indicators=indicators,
        of=of,
        geographies=[codes[p] for p in place],
        table=table,
        at=at,
        series=replace(bare, target=np.where(is_held, np.nan, goal)),
        is_held=is_held,
        goal=goal,
        baseline=baseline,
        is_sampled=_each(indicators, _is_sampled)[of] > 0,
    )


def turn(indicator: Indicator) -> float:
    """1 where high values are the wished ones, -1 where low ones are, 0 where neither is."""
    return {Good.HIGH: 1.0, Good.LOW: -1.0, Good.NONE: 0.0}[indicator.good]


def has_number(indicator: Indicator) -> bool:
    """Whether values can decide if the goal is reached: a level, a change, or a level to keep."""
    target = indicator.target
    if target is None or target.kind in (TargetKind.DIRECTION, TargetKind.QUALITATIVE):
        return False
    return target.kind is TargetKind.KEEP or target.value is not None


def _sign(indicator: Indicator) -> float:
    """The side of the target that counts as reached: what `minst` or `högst` says, else what is good."""
    target = indicator.target
    if target is not None and target.kind is TargetKind.LEVEL and target.sense is not None:
        return 1.0 if target.sense is TargetSense.AT_LEAST else -1.0
    if indicator.good is Good.NONE and target is not None and target.kind is TargetKind.CHANGE:
        return -1.0 if (target.value or 0.0) < 0 else 1.0
    return turn(indicator) or 1.0


def _belongs(indicator: Indicator | None, geography: Geography | None, year: int) -> bool:
    if indicator is None or geography is None or geography.level not in indicator.levels:
        return False
    return geography.valid_from is None or geography.valid_from <= year


def _baseline_year(indicator: Indicator, registry: Registry) -> float:
    """The decided year; the programme's own for an indicator without a number to reach, whose change is still told."""
    if indicator.baseline is not None:
        return float(indicator.baseline.year)
    needs_decision = indicator.target is not None and indicator.target.kind in (TargetKind.LEVEL, TargetKind.CHANGE)
    return float("nan") if needs_decision else float(registry.baseline_year)


def _goals(indicators: Sequence[Indicator], of: Integers, baseline: Floats) -> Floats:
    """The target of each series in its unit: a level, a change from its own baseline, or the baseline itself."""
    level, change = np.full(len(indicators), np.nan), np.full(len(indicators), np.nan)
    for row, indicator in enumerate(indicators):
        target = indicator.target
        if target is not None and target.kind is TargetKind.KEEP:
            change[row] = 0.0
        elif target is not None and target.value is not None and has_number(indicator):
            (level if target.kind is TargetKind.LEVEL else change)[row] = target.value
    return np.where(np.isnan(level[of]), baseline * (1.0 + change[of] / 100.0), level[of])


def _epochs(indicators: Sequence[Indicator], years: Integers) -> Integers:
    """Number of breaks up to and including each year."""
    epochs = np.zeros((len(indicators), len(years)), dtype=np.int64)
    for row, indicator in enumerate(indicators):
        for each in indicator.breaks:
            epochs[row] += years >= each.year
    return epochs


def _pools(of: Integers, geographies: Sequence[Geography]) -> Integers:
    """One number for each indicator and level."""
    levels, _ = pd.factorize(np.array([str(geography.level) for geography in geographies], dtype=object))
    return of * (int(levels.max(initial=0)) + 1) + levels


def _is_sampled(indicator: Indicator) -> bool:
    """Whether more answers could be had: surveys, not registers."""
    return indicator.kind in (MeasureKind.SHARE, MeasureKind.MEAN)


def _each(indicators: Sequence[Indicator], what: Callable[[Indicator], float]) -> Floats:
    return np.array([what(indicator) for indicator in indicators], dtype=np.float64)


def _hidden(table: pd.DataFrame, at: Integers) -> Bools:
    is_hidden = np.append(table[obs.STATUS].to_numpy(dtype=object) == ObservationStatus.SUPPRESSED, False)
    return np.asarray(is_hidden[at], dtype=np.bool_)


def _laid_out(table: pd.DataFrame, name: str, at: Integers) -> Floats:
    figures = np.append(table[name].to_numpy(dtype=np.float64), np.nan)
    return figures[at]
