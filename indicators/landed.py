"""Where projections landed: M19 tried on the register's own series, in years whose value is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd

from indicators import observations as obs
from indicators.measures import backtest
from indicators.measures.arranged import Arranged, arrange, totals
from indicators.measures.projection import ChanceWord, projection
from indicators.measures.refit import Held, held, refit
from indicators.measures.scaled import of_register
from indicators.measures.valuation import estimates
from indicators.model import Registry

WORD: Final = "word"
CHANCE: Final = "chance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """The series whose latest value is that of one year, against the lines of the years before it."""

    year: int
    held: Held
    above: int
    """Values above their interval."""
    below: int


def by_year(observations: pd.DataFrame, registry: Registry) -> list[Tried]:
    """M19's back-test year by year to the target year: how many values fell inside the interval drawn without them.

    Made-up indicators are left out, and so are years in which no series could be tried.
    """
    real = _real(registry)
    valued = estimates(totals(observations, real, year=real.target_year), real)
    years = range(real.baseline_year + 1, real.target_year + 1)
    tried = [_tried(arrange(valued, real, year=year), year) for year in years]
    return [each for each in tried if each.held.n]


def by_chance(
    observations: pd.DataFrame,
    registry: Registry,
    *,
    change: float,
    viewpoints: Sequence[int] = backtest.VIEWPOINTS,
) -> pd.DataFrame:
    """What M19 said the chance was of one made-up target for all, and whether the target was reached.

    A row for each series and viewpoint that had a chance: its `chance` and `word`, and `is_reached`. `change` is the
    per cent of change from each series' own baseline; the outcome is that of the assessments' back-test.
    """
    real = _real(registry)
    outcome = backtest.backtest(observations, real, change=change, viewpoints=viewpoints)
    valued = estimates(totals(observations, real, year=real.target_year), real)
    said = [_said(arrange(valued, real, year=year), year, change, real.target_year) for year in viewpoints]
    keys = [obs.INDICATOR, obs.GEOGRAPHY, backtest.VIEWPOINT]
    texts = {obs.INDICATOR: object, obs.GEOGRAPHY: object}  # a table without rows does not know that they are texts
    known = outcome[[*keys, backtest.IS_REACHED]].astype(texts)
    told = pd.concat(said, ignore_index=True).astype(texts).merge(known, on=keys)
    return told[told[CHANCE].notna()].reset_index(drop=True)


def counted(told: pd.DataFrame) -> dict[ChanceWord, tuple[int, int]]:
    """For each word that was said, the likeliest first: how many times, and how many times the target was reached."""
    per = {word: told.loc[told[WORD] == word, backtest.IS_REACHED] for word in ChanceWord}
    return {word: (len(reached), int(reached.sum())) for word, reached in per.items() if len(reached)}


def _real(registry: Registry) -> Registry:
    return replace(registry, indicators={key: i for key, i in registry.indicators.items() if not i.is_demo})


def _tried(given: Arranged, year: int) -> Tried:
    """One year's trial; series without a value that year are not tried, whatever their latest one."""
    found = refit(of_register(given))
    is_inside = found.is_inside.copy()
    is_inside[found.year != year] = None
    outside = is_inside == False  # noqa: E712 None is neither
    return Tried(
        year=year,
        held=held(replace(found, is_inside=is_inside)),
        above=int(np.sum(outside & (found.observed > found.expected.upper))),
        below=int(np.sum(outside & (found.observed < found.expected.lower))),
    )


def _said(given: Arranged, year: int, change: float, target_year: int) -> pd.DataFrame:
    ready = of_register(given)
    goal = given.baseline * (1.0 + change / 100.0)
    aimed = ready.with_series(
        values=ready.series.values, target=goal, target_year=np.full(len(goal), float(target_year))
    )
    found = projection(aimed)
    return pd.DataFrame(
        {
            obs.INDICATOR: [given.indicators[place].id for place in given.of],
            obs.GEOGRAPHY: list(given.geographies),
            backtest.VIEWPOINT: year,
            CHANCE: found.chance,
            WORD: found.word,
        }
    )
