"""The estimates of one indicator's groups laid out as years by groups."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from indicators import observations as obs
from indicators.errors import MeasureError
from indicators.measures.distributions import CONFIDENCE, Bools, Floats, Integers, normal_quantile
from indicators.measures.valuation import COUNT, METHOD, NOTES, REASON, N
from indicators.model import TOTAL, Estimate, Geography, GeographyLevel, Indicator, ObservationStatus, Reason, Registry

_COLUMNS = (
    *obs.KEY,
    obs.VALUE,
    obs.LOWER,
    obs.UPPER,
    obs.STATUS,
    obs.IS_DEMO,
    obs.BASE_ESTIMATED,
    N,
    COUNT,
    METHOD,
    REASON,
    NOTES,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Arrays of years by groups; NaN where there is nothing to show."""

    indicator: Indicator
    groups: tuple[Geography, ...]
    years: Integers
    value: Floats
    error: Floats
    population: Floats
    suppressed: Bools
    belongs: Bools
    epoch: Integers
    """Number of the indicator's breaks up to and including each year."""
    rows: pd.DataFrame
    at: Integers
    """Row of the estimates; -1 where there is none."""

    def estimate(self, year: int, group: int) -> Estimate:
        """One group's value in the year at a place."""
        at = int(self.at[year, group])
        row = self.rows.iloc[at] if at >= 0 else None
        hidden = bool(self.suppressed[year, group])
        shown = {
            name: None if row is None or hidden or np.isnan(row[column]) else float(row[column])
            for name, column in (("value", obs.VALUE), ("lower", obs.LOWER), ("upper", obs.UPPER), ("n", N))
        }
        why = Reason.SUPPRESSED if hidden else Reason.MISSING if row is None else row[REASON]
        return Estimate(
            **shown,
            confidence=CONFIDENCE,
            method="" if row is None else row[METHOD],
            unit=self.indicator.unit,
            reason=(why or Reason.MISSING) if shown["value"] is None else None,
            notes=() if row is None else row[NOTES],
        )

    def codes(self, marks: Bools) -> tuple[str, ...]:
        """Codes of the groups marked."""
        return tuple(group.code for group, mark in zip(self.groups, marks, strict=True) if mark)


def checked(estimates: pd.DataFrame, registry: Registry, name: str, level: GeographyLevel) -> Indicator:
    """The indicator, if the table and the register hold what is asked for; else refused by the argument's name."""
    absent = [column for column in _COLUMNS if column not in estimates.columns]
    if absent:
        raise MeasureError(f"estimates: missing columns {absent}")
    if name not in registry.indicators:
        raise MeasureError(f"indicator: {name} is not in the register")
    indicator = registry.indicators[name]
    if level not in indicator.levels or level is GeographyLevel.CITY:
        raise MeasureError(f"level: {name} has no groups on {level}")
    return indicator


def series_of(estimates: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """The rows of one indicator for everybody; more than one for a place and year is refused."""
    named = estimates[obs.INDICATOR].to_numpy(dtype=object) == indicator.id
    rows: pd.DataFrame = estimates[named & (estimates[obs.BREAKDOWN].to_numpy(dtype=object) == TOTAL)]
    if rows.duplicated(list(obs.KEY)).any():
        raise MeasureError(f"estimates: more than one row of {indicator.id} for one geography and year")
    return rows


def table(
    rows: pd.DataFrame, registry: Registry, indicator: Indicator, level: GeographyLevel, *, first: int, last: int
) -> Table:
    """The years from `first` to `last` in which some group of the level has a row; hidden values are not read."""
    groups = tuple(
        g
        for g in registry.on_level(level)
        if (g.valid_from is None or g.valid_from <= last) and (g.valid_to is None or g.valid_to >= first)
    )
    place = {group.code: column for column, group in enumerate(groups)}
    seen = rows[obs.YEAR].to_numpy(dtype=np.int64)
    inside = (seen >= first) & (seen <= last) & rows[obs.GEOGRAPHY].isin(place.keys()).to_numpy()
    chosen = rows[inside]
    years = np.unique(seen[inside])
    at = np.full((len(years), len(groups)), -1, dtype=np.int64)
    columns = np.array([place[code] for code in chosen[obs.GEOGRAPHY]], dtype=np.int64)
    at[np.searchsorted(years, seen[inside]), columns] = np.arange(len(chosen))
    status = np.append(chosen[obs.STATUS].to_numpy(dtype=object), "")[at]
    told = np.append(chosen[REASON].to_numpy(dtype=object), "")[at]
    hidden = (status == ObservationStatus.SUPPRESSED) | (told == Reason.SUPPRESSED)
    value, lower, upper, base = (
        np.append(chosen[name].to_numpy(dtype=np.float64), np.nan)[at] for name in (obs.VALUE, obs.LOWER, obs.UPPER, N)
    )
    breaks = np.array([each.year for each in indicator.breaks], dtype=np.int64)
    return Table(
        indicator=indicator,
        groups=groups,
        years=years,
        value=np.where(hidden, np.nan, value),
        error=np.where(hidden, np.nan, (upper - lower) / (2.0 * normal_quantile(CONFIDENCE))),
        population=base,
        suppressed=np.asarray(hidden, dtype=np.bool_),
        belongs=np.asarray(status != ObservationStatus.NOT_APPLICABLE, dtype=np.bool_),
        epoch=np.asarray((years[:, None] >= breaks).sum(axis=1), dtype=np.int64),
        rows=chosen,
        at=at,
    )
