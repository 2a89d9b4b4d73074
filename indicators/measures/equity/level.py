"""The level of the whole city that a gap is told beside: the city's own values, else the sum of its groups."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from indicators import observations as obs
from indicators.measures import change
from indicators.measures.arranged import arrange, turn
from indicators.measures.equity.table import Table
from indicators.measures.results import results
from indicators.measures.valuation import estimates
from indicators.model import TOTAL, Baseline, Change, MeasureKind, ObservationStatus, Progress, Registry

_SUMMED = (MeasureKind.RATE, MeasureKind.REGISTER_SHARE)
"""Kinds whose groups add up to the whole; answers of a survey do not."""


def city_progress(
    rows: pd.DataFrame, registry: Registry, table: Table, *, year: int, baseline_year: int
) -> Progress | None:
    """What can be said of the whole city since the baseline year (M12, M16), as everywhere else in the product."""
    own = _summed(registry, table) if is_summed(rows, registry) else _own(rows, registry)
    indicator = replace(table.indicator, baseline=Baseline(year=baseline_year))
    register = replace(registry, indicators={indicator.id: indicator})
    found = results(arrange(own, register, year=year), year=year) if len(own) else []
    return found[0] if found else None


def is_summed(rows: pd.DataFrame, registry: Registry) -> bool:
    """Whether the city has no value of its own in any year."""
    return bool(_own(rows, registry)[obs.VALUE].isna().all())


def _own(rows: pd.DataFrame, registry: Registry) -> pd.DataFrame:
    own: pd.DataFrame = rows[rows[obs.GEOGRAPHY].to_numpy(dtype=object) == registry.city_code]
    return own


def level_change(city: Progress | None, table: Table) -> Change:
    """What is shown: by the slope where there are points enough for one, else by the two years."""
    if city is None:
        return Change.NOT_SHOWN
    if city.slope_lower is not None and city.slope_upper is not None:
        said: Change = change.verdicts([city.slope_lower], [city.slope_upper], [turn(table.indicator)])[0]
        return said
    return city.change.verdict if city.change is not None else Change.NOT_SHOWN


def city_values(rows: pd.DataFrame, registry: Registry, years: tuple[int, int]) -> list[float]:
    """The city's own values in two years; NaN where it has none."""
    own = _own(rows, registry)
    known = dict(zip(own[obs.YEAR].tolist(), own[obs.VALUE].tolist(), strict=True))
    return [float(known.get(year, np.nan)) for year in years]


def _summed(registry: Registry, table: Table) -> pd.DataFrame:
    """Estimates of the city as the sum of all its groups; nothing for a year in which one of them has no value."""
    indicator = table.indicator
    known = table.belongs & ~np.isnan(table.value) & (table.population > 0)
    whole = (known | ~table.belongs).all(axis=1) & known.any(axis=1)
    if indicator.kind not in _SUMMED or not whole.any():
        return estimates(obs.empty(), registry)
    base = np.where(known, table.population, 0.0).sum(axis=1)[whole]
    count = np.where(known, table.value * table.population / indicator.multiplier, 0.0).sum(axis=1)[whole]
    status = np.append(table.rows[obs.STATUS].to_numpy(dtype=object), "")[table.at]
    is_preliminary = (status == ObservationStatus.PRELIMINARY).any(axis=1)[whole]
    summed = pd.DataFrame(
        {
            obs.INDICATOR: indicator.id,
            obs.GEOGRAPHY: registry.city_code,
            obs.YEAR: table.years[whole],
            obs.PERIOD: table.years[whole].astype(str),
            obs.BREAKDOWN: TOTAL,
            obs.VALUE: count / base * indicator.multiplier,
            obs.NUMERATOR: np.where(np.abs(count - np.round(count)) < 1e-6, np.round(count), count),
            obs.DENOMINATOR: base,
            obs.LOWER: np.nan,
            obs.UPPER: np.nan,
            obs.STATUS: np.where(is_preliminary, str(ObservationStatus.PRELIMINARY), str(ObservationStatus.FINAL)),
            obs.IS_DEMO: bool(table.rows[obs.IS_DEMO].any()),
            obs.BASE_ESTIMATED: bool(table.rows[obs.BASE_ESTIMATED].any()),
            obs.BATCH: 0,
            obs.SHEET: "",
            obs.CELL: "",
            obs.RAW: "",
            obs.NOTE: "",
        }
    )
    return estimates(obs.checked(summed), registry)
