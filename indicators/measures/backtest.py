"""What would have been said along the way, and how it went: the assessments tried on years whose outcome is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
import pandas as pd

from indicators import observations as obs
from indicators.errors import MeasureError
from indicators.measures import progress
from indicators.measures.arguments import whole
from indicators.measures.arranged import arrange, totals, turn
from indicators.measures.distributions import Objects, numbers
from indicators.measures.valuation import estimates
from indicators.model import Assessment, Decision, Indicator, Reason, Registry, Target, TargetKind

VIEWPOINT: Final = "viewpoint"
ASSESSMENT: Final = "assessment"
REASON: Final = "reason"
IS_REACHED: Final = "is_reached"
TIMES: Final = "times"
REACHED: Final = "reached"

CHANGE: Final = "change"

VIEWPOINTS: Final = (2014, 2015, 2016, 2017, 2018, 2019)
"""The years from which the assessments are tried."""
CHANGES: Final = (-15.0, -10.0, -20.0)
"""Per cent of change tried as the target of all; the first is the one the page shows first."""

_IS_OVER: Final = "is_over"
_NOBODY: Final = Decision(by="", date="", document="", is_proposal=True)


def backtest(
    observations: pd.DataFrame,
    registry: Registry,
    *,
    change: float | Sequence[float] = CHANGES,
    viewpoints: Sequence[int] = VIEWPOINTS,
) -> pd.DataFrame:
    """What M16 says at each viewpoint of the same target for all, and whether the target year's value reached it.

    `change` is the per cent of change from each series' own baseline, towards the good side where there is one (15 or
    -15: fifteen per cent lower where low is good, higher where high is); several are tried one after the other. One row
    for each change, indicator, geography and viewpoint whose outcome is known; made-up indicators are left out. Values
    are those known now, cut at the viewpoint. A change of zero raises MeasureError.
    """
    changes = np.atleast_1d(numbers("change", change)).tolist()
    if not all(changes) or not np.all(np.isfinite(changes)):
        raise MeasureError("change: zero or not a number")
    for year in viewpoints:
        whole("viewpoints", year, least=1)
    real = replace(registry, indicators={name: i for name, i in registry.indicators.items() if not i.is_demo})
    valued = estimates(totals(observations, real, year=real.target_year), real)
    return pd.concat([_tried(valued, real, each, viewpoints) for each in changes], ignore_index=True)


def counted(said: pd.DataFrame) -> pd.DataFrame:
    """For each assessment: how many times it was said, and how many times the target was reached after it."""
    per = said.groupby(ASSESSMENT)[IS_REACHED].agg(["size", "sum"])
    order = [word for word in Assessment if word in per.index]
    return per.loc[order].rename(columns={"size": TIMES, "sum": REACHED}).astype("int64").reset_index()


def by_viewpoint(said: pd.DataFrame) -> pd.DataFrame:
    """The same counts for each viewpoint: a row for each assessment ever said and each viewpoint, zero where not."""
    return _counted_by(said, VIEWPOINT)


def by_change(said: pd.DataFrame) -> pd.DataFrame:
    """The same counts for each target tried: a row for each assessment ever said and each change, zero where not."""
    return _counted_by(said, CHANGE)


def of_geographies(said: pd.DataFrame, registry: Registry, *, indicator: str, change: float) -> pd.DataFrame:
    """One indicator's assessments: a row for each geography in the register's order, a column for each viewpoint.

    `is_reached` tells how it went. An indicator without known outcome, or a change not tried, gives no rows.
    """
    chosen = said[(said[obs.INDICATOR] == indicator) & (said[CHANGE] == change)]
    viewpoints = sorted(chosen[VIEWPOINT].unique().tolist())
    words = {
        (code, year): word
        for code, year, word in zip(chosen[obs.GEOGRAPHY], chosen[VIEWPOINT], chosen[ASSESSMENT], strict=True)
    }
    reached = dict(zip(chosen[obs.GEOGRAPHY], chosen[IS_REACHED], strict=True))
    codes = [code for code in registry.geographies if code in reached]
    columns: dict[object, Any] = {obs.GEOGRAPHY: _named(codes)}
    for year in viewpoints:
        told = np.empty(len(codes), dtype=object)
        told[:] = [words[code, year] for code in codes]
        columns[year] = told
    return pd.DataFrame({**columns, IS_REACHED: np.array([reached[code] for code in codes], dtype=np.bool_)})


def _counted_by(said: pd.DataFrame, column: str) -> pd.DataFrame:
    """Counts per assessment and value of the column, in the order of the assessments and of the first appearance."""
    per = said.groupby([ASSESSMENT, column])[IS_REACHED].agg(["size", "sum"])
    spoken, values = set(said[ASSESSMENT]), list(dict.fromkeys(said[column].tolist()))
    pairs = [(word, value) for word in Assessment if word in spoken for value in values]
    every = pd.MultiIndex.from_tuples(pairs, names=[ASSESSMENT, column])
    counts = per.reindex(every, fill_value=0).rename(columns={"size": TIMES, "sum": REACHED})
    return counts.astype("int64").reset_index()


def _tried(valued: pd.DataFrame, registry: Registry, change: float, viewpoints: Sequence[int]) -> pd.DataFrame:
    same = _with_target(registry, change)
    outcome = _said(valued, same, same.target_year)
    outcome[IS_REACHED] = outcome[ASSESSMENT] == Assessment.REACHED
    is_known = outcome[ASSESSMENT].isin([Assessment.REACHED, Assessment.MISSED])
    known = outcome.loc[is_known & outcome[_IS_OVER], [obs.INDICATOR, obs.GEOGRAPHY, IS_REACHED]]
    said = pd.concat([_said(valued, same, year) for year in viewpoints], ignore_index=True)
    told = said.drop(columns=_IS_OVER).merge(known, on=[obs.INDICATOR, obs.GEOGRAPHY])
    return told.assign(**{CHANGE: change})


def _with_target(registry: Registry, change: float) -> Registry:
    indicators = {name: replace(i, target=_target(i, registry, change)) for name, i in registry.indicators.items()}
    return replace(registry, indicators=indicators)


def _target(indicator: Indicator, registry: Registry, change: float) -> Target:
    towards = turn(indicator)
    value = towards * abs(change) if towards else change
    return Target(kind=TargetKind.CHANGE, year=registry.target_year, value=value, decision=_NOBODY)


def _said(valued: pd.DataFrame, registry: Registry, year: int) -> pd.DataFrame:
    given = arrange(valued, registry, year=year)
    assessed = progress.assess(given.series)
    ended = given.series.years[np.maximum(assessed.latest, 0)]
    return pd.DataFrame(
        {
            obs.INDICATOR: _named([given.indicators[place].id for place in given.of]),
            obs.GEOGRAPHY: _named(given.geographies),
            VIEWPOINT: np.full(len(given.of), year, dtype=np.int64),
            ASSESSMENT: assessed.assessment,
            REASON: assessed.reason,
            _IS_OVER: (assessed.latest >= 0) & (ended >= given.series.target_year),
        }
    )


def _named(names: Sequence[str | Reason]) -> Objects:
    return np.array(list(names), dtype=object)
