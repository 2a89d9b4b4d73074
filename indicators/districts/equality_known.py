"""Values that are known to be wrong, and what equality is judged on without them."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from indicators import observations as obs
from indicators.known_faults import KNOWN, KnownFault
from indicators.model import TOTAL, GeographyLevel, Indicator, MeasureKind, ObservationStatus, Registry

VISITED: Final = "134"
"""Centrum: what happens there happens to many who live elsewhere."""
_COUNTED: Final = [obs.NUMERATOR, obs.DENOMINATOR]


def counts_events(indicator: Indicator) -> bool:
    """Whether events are counted where they happen, whoever they happen to (reported crime)."""
    return indicator.kind is MeasureKind.RATE and GeographyLevel.CITY not in indicator.levels and not indicator.is_demo


def left_out(indicator: str, level: GeographyLevel, registry: Registry) -> tuple[KnownFault, ...]:
    """The known faults of an indicator among the places that a level's groups are, or are made of."""
    within = GeographyLevel.PRIMARY if level is GeographyLevel.SOCIOECONOMIC else level
    places = registry.geographies
    return tuple(
        k for k in KNOWN if k.indicator == indicator and k.geography in places and places[k.geography].level is within
    )


def without_known_faults(rows: pd.DataFrame, registry: Registry) -> pd.DataFrame:
    """The observations with a faulty place out of every comparison, in all years, and out of the sum of its group."""
    told = rows.reset_index(drop=True)
    for fault in KNOWN:
        place = registry.geographies.get(fault.geography)
        if place is None:
            continue
        own = _of(told, fault.indicator, fault.geography)
        group = place.parents.get(GeographyLevel.SOCIOECONOMIC)
        if group is not None:
            _subtract(told, _of(told, fault.indicator, group), told[own])
        told.loc[own, obs.STATUS] = str(ObservationStatus.NOT_APPLICABLE)
        told.loc[own, [obs.VALUE, *_COUNTED, obs.LOWER, obs.UPPER]] = np.nan
    return told


def _of(rows: pd.DataFrame, indicator: str, geography: str) -> pd.Series:
    is_whole = (rows[obs.GEOGRAPHY] == geography) & (rows[obs.BREAKDOWN] == TOTAL)
    return is_whole & (rows[obs.INDICATOR] == indicator)


def _subtract(rows: pd.DataFrame, whole: pd.Series, part: pd.DataFrame) -> None:
    """Take the part's counts from the whole's, year by year; where the part is unknown the whole becomes so too."""
    by_year = part.set_index(obs.YEAR)
    for at in rows.index[whole & rows[obs.VALUE].notna() & rows[obs.YEAR].isin(by_year.index)]:
        row = rows.loc[at]
        rest = row[_COUNTED].astype("float64") - by_year.loc[row[obs.YEAR], _COUNTED].astype("float64")
        if rest.isna().any() or rest[obs.DENOMINATOR] <= 0:
            rows.loc[at, obs.STATUS] = str(ObservationStatus.MISSING)
            rows.loc[at, [obs.VALUE, *_COUNTED, obs.LOWER, obs.UPPER]] = np.nan
            continue
        scale = row[obs.VALUE] * row[obs.DENOMINATOR] / row[obs.NUMERATOR] if row[obs.NUMERATOR] else 0.0
        rows.loc[at, _COUNTED] = rest.to_numpy()
        rows.loc[at, obs.VALUE] = rest[obs.NUMERATOR] / rest[obs.DENOMINATOR] * scale
        rows.loc[at, [obs.LOWER, obs.UPPER]] = np.nan
