"""Each district's own development beside the city's, year by year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd

from indicators import observations as obs
from indicators.districts import reported as reports
from indicators.districts.against_city import Comparison, totals
from indicators.measures.valuation import COUNT, N
from indicators.model import Change, GeographyLevel, Indicator, MeasureKind, ObservationStatus, Reason
from indicators.situation import Situation

_SHOWN: Final = {
    reports.Way.MORE: Change.RISEN,
    reports.Way.FEWER: Change.FALLEN,
    reports.Way.NOT_SHOWN: Change.NOT_SHOWN,
    reports.Way.UNKNOWN: None,
}
"""More or fewer reports are never better or worse."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """One district's estimates in order of year, and what is shown since the baseline (M12).

    Of reported crime what is shown over the whole series (M13, M14): every page tells one series in the same words.
    """

    geography: str
    rows: pd.DataFrame
    verdict: Change | None
    """None where there are not two years to compare."""
    from_year: int | None
    to_year: int | None
    reason: Reason | None = None
    """Why nothing could be tested between the two years."""
    reported: reports.Trend | None = None
    """Of reported crime: where reports are going."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What there is to draw beside the districts' own values."""

    has_margin: bool
    has_city: bool
    is_city_summed: bool
    is_reported: bool = False
    """The words are those of reported crime, over all years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trends:
    """The districts in the comparison's order, and the city's estimates in order of year."""

    districts: tuple[Trend, ...]
    city: pd.DataFrame
    is_city_summed: bool

    @property
    def drawn(self) -> Drawn:
        """Whether any value has a margin of error, and whether there is a curve for the city."""
        return Drawn(
            has_margin=any(bool(t.rows[obs.LOWER].notna().any()) for t in self.districts),
            has_city=bool(self.city[obs.VALUE].notna().any()),
            is_city_summed=self.is_city_summed,
            is_reported=any(t.reported is not None for t in self.districts),
        )


def trends(seen: Situation, indicator: Indicator, found: Comparison) -> Trends:
    """The development of every district of a comparison, up to the viewpoint."""
    rows = totals(seen, indicator).sort_values(obs.YEAR)
    by_place: Mapping[str, pd.DataFrame] = {str(code): table for code, table in rows.groupby(obs.GEOGRAPHY)}
    codes = [d.geography for d in found.districts]
    own = by_place.get(seen.registry.city_code, rows.iloc[:0])
    is_known = bool(own[obs.VALUE].notna().any()) and indicator.kind is not MeasureKind.STATE
    told = [_trend(seen, indicator, code, by_place.get(code, rows.iloc[:0])) for code in codes]
    if indicator in reports.offences(seen.registry):
        going = reports.reported(seen, indicator)
        told = [_of_reports(each, going.of(each.geography).trend) for each in told]
    return Trends(
        districts=tuple(told),
        city=own if is_known else summed(rows, indicator, count=len(codes), seen=seen),
        is_city_summed=not is_known,
    )


def summed(rows: pd.DataFrame, indicator: Indicator, *, count: int, seen: Situation) -> pd.DataFrame:
    """The districts together in the years that all of them have a value; nothing for what is not counted."""
    if indicator.kind not in (MeasureKind.RATE, MeasureKind.SHARE, MeasureKind.REGISTER_SHARE):
        return rows.iloc[:0]
    codes = [p.code for p in seen.registry.in_force(GeographyLevel.DISTRICT, seen.year)]
    known = rows[rows[obs.GEOGRAPHY].isin(codes) & rows[obs.VALUE].notna() & rows[COUNT].notna() & (rows[N] > 0)]
    years = known.groupby(obs.YEAR).agg(places=(obs.GEOGRAPHY, "size"), x=(COUNT, "sum"), n=(N, "sum"))
    whole = years[years["places"] == count]
    return pd.DataFrame(
        {
            obs.YEAR: whole.index.to_numpy(dtype=np.int64),
            obs.VALUE: (whole["x"] / whole["n"] * indicator.multiplier).to_numpy(dtype=np.float64),
            obs.LOWER: np.nan,
            obs.UPPER: np.nan,
            obs.STATUS: str(ObservationStatus.FINAL),
        }
    )


def _trend(seen: Situation, indicator: Indicator, code: str, rows: pd.DataFrame) -> Trend:
    progress = seen.progress.get((indicator.id, code))
    change = progress.change if progress else None
    return Trend(
        geography=code,
        rows=rows,
        verdict=change.verdict if change else None,
        from_year=change.from_year if change else None,
        to_year=change.to_year if change else None,
        reason=change.reason if change else None,
    )


def _of_reports(trend: Trend, going: reports.Trend) -> Trend:
    return replace(
        trend,
        verdict=_SHOWN[going.way],
        from_year=going.first,
        to_year=going.last,
        reason=going.reason,
        reported=going,
    )
