"""What would have been said along the way, and how it went: the assessments tried on years whose outcome is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd

from indicators import observations as obs
from indicators.measures import progress
from indicators.measures.arranged import arrange, totals
from indicators.measures.distributions import Objects
from indicators.measures.valuation import estimates
from indicators.model import Assessment, Decision, Reason, Registry, Target, TargetKind

VIEWPOINT: Final = "viewpoint"
ASSESSMENT: Final = "assessment"
REASON: Final = "reason"
IS_REACHED: Final = "is_reached"
TIMES: Final = "times"
REACHED: Final = "reached"

_NOBODY: Final = Decision(by="", date="", document="", is_proposal=True)


def backtest(
    observations: pd.DataFrame, registry: Registry, *, change: float, viewpoints: Sequence[int]
) -> pd.DataFrame:
    """What M16 says at each viewpoint of the same target for all, and whether the target year's value reached it.

    `change` is the per cent of change from each series' own baseline (-15: fifteen per cent lower). One row for each
    indicator, geography and viewpoint whose outcome is known. Values are those known now, cut at the viewpoint.
    """
    same = _with_target(registry, change)
    valued = estimates(totals(observations, same, year=same.target_year), same)
    outcome = _said(valued, same, same.target_year)
    outcome[IS_REACHED] = outcome[ASSESSMENT] == Assessment.REACHED
    is_known = outcome[ASSESSMENT].isin([Assessment.REACHED, Assessment.MISSED])
    known = outcome.loc[is_known & outcome[_IS_OVER], [obs.INDICATOR, obs.GEOGRAPHY, IS_REACHED]]
    said = pd.concat([_said(valued, same, year) for year in viewpoints], ignore_index=True)
    return said.drop(columns=_IS_OVER).merge(known, on=[obs.INDICATOR, obs.GEOGRAPHY])


_IS_OVER: Final = "is_over"


def counted(said: pd.DataFrame) -> pd.DataFrame:
    """For each assessment: how many times it was said, and how many times the target was reached after it."""
    per = said.groupby(ASSESSMENT)[IS_REACHED].agg(["size", "sum"])
    order = [word for word in Assessment if word in per.index]
    return per.loc[order].rename(columns={"size": TIMES, "sum": REACHED}).astype("int64").reset_index()


def _with_target(registry: Registry, change: float) -> Registry:
    target = Target(kind=TargetKind.CHANGE, year=registry.target_year, value=change, decision=_NOBODY)
    indicators = {name: replace(i, target=target) for name, i in registry.indicators.items()}
    return replace(registry, indicators=indicators)


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
