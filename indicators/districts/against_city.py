"""One indicator in all districts, in one year, against the rest of the city (M06–M08)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import numpy as np
import pandas as pd

from indicators import known_faults
from indicators import observations as obs
from indicators.districts import judging
from indicators.districts.judging import Judged, Verdict
from indicators.measures.distributions import Floats
from indicators.measures.valuation import COUNT, NOTES, REASON, N
from indicators.model import TOTAL, Geography, GeographyLevel, Good, Indicator, MeasureKind, ObservationStatus, Reason
from indicators.situation import Situation

LEAST_DISTRICTS: Final = 5
"""Districts with a value from which a year is compared; with fewer the year before is shown, if it has more."""
_COUNTED: Final = (MeasureKind.RATE, MeasureKind.SHARE, MeasureKind.REGISTER_SHARE)
_ROUNDING: Final = 1e-6


class Together(StrEnum):
    """What the overall test (M07) says of all districts together."""

    DIFFER = "differ"
    NOT_APART = "not_apart"
    NOT_TESTED = "not_tested"
    """Too few values, or values without uncertainty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """One district: its value, the rest of the city's, and what may be said of the difference."""

    geography: str
    value: float | None
    lower: float | None
    upper: float | None
    n: float | None
    rest: float | None
    difference: float | None
    """Value minus the rest of the city."""
    strength: float | None
    """Standard errors between the two."""
    verdict: Verdict
    reason: Reason | None
    """Why there is no value."""
    notes: tuple[str, ...] = ()
    is_preliminary: bool = False

    @property
    def is_certain(self) -> bool:
        """Whether a real difference from the rest of the city is claimed."""
        return self.verdict in judging.CERTAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All districts of one indicator in one year."""

    indicator: str
    year: int
    city: float | None
    """The city's value; that of the districts together where the source has none for the city."""
    is_city_summed: bool
    """The city's value is that of the districts together."""
    together: Together
    p: float | None
    """Of the overall test."""
    districts: tuple[District, ...]
    """Best first where they may be compared one by one, else in the register's order; those wrong or absent last."""
    later: tuple[int, int] | None = None
    """A later year with too few values to compare, and how many it has."""

    def of(self, geography: str) -> District | None:
        """One district."""
        return next((d for d in self.districts if d.geography == geography), None)

    @property
    def valued(self) -> tuple[District, ...]:
        """The districts that have a value."""
        return tuple(d for d in self.districts if d.value is not None)

    @property
    def comparable(self) -> tuple[District, ...]:
        """The districts whose value may be held against others."""
        return tuple(d for d in self.valued if d.verdict is not Verdict.NOT_COMPARABLE)


def against_city(seen: Situation, indicator: Indicator) -> Comparison | None:
    """The latest year of an indicator that can be compared between districts; None without any value in a district."""
    places = seen.registry.in_force(GeographyLevel.DISTRICT, seen.year)
    rows = totals(seen, indicator)
    in_districts = rows[rows[obs.GEOGRAPHY].isin([p.code for p in places])]
    year, later = _year(in_districts)
    if year is None:
        return None
    at = rows[rows[obs.YEAR] == year].set_index(obs.GEOGRAPHY)
    return compared(at, indicator, places, city=seen.registry.city_code, year=year, later=later)


def totals(seen: Situation, indicator: Indicator) -> pd.DataFrame:
    """The indicator's estimates for everybody, in every geography and year."""
    rows = seen.estimates
    return rows[(rows[obs.INDICATOR] == indicator.id) & (rows[obs.BREAKDOWN] == TOTAL)]


def compared(
    at: pd.DataFrame,
    indicator: Indicator,
    places: Sequence[Geography],
    *,
    city: str,
    year: int,
    later: tuple[int, int] | None = None,
) -> Comparison:
    """The comparison from one year's estimates, indexed by geography."""
    table = at.reindex([p.code for p in places])
    level, is_summed = _city(at, table, indicator, city)
    faulty = {k.geography for k in known_faults.faulty(indicator.id, year)}
    judged = _judge(_city_without(at, faulty, city), _without_values(table, faulty), indicator, city, level)
    rows = zip(places, table.reset_index().to_dict("records"), strict=True)
    found = [
        _district(place.code, row, judged, number, is_faulty=place.code in faulty)
        for number, (place, row) in enumerate(rows)
    ]
    together = _together(judged)
    return Comparison(
        indicator=indicator.id,
        year=year,
        city=level,
        is_city_summed=is_summed,
        together=together,
        p=None if judged is None or np.isnan(judged.p) else float(judged.p),
        districts=tuple(_ordered(found, indicator, is_ranked=together is Together.DIFFER)),
        later=later,
    )


def _year(rows: pd.DataFrame) -> tuple[int | None, tuple[int, int] | None]:
    counts = rows[rows[obs.VALUE].notna()].groupby(obs.YEAR).size()
    if counts.empty:
        return None, None
    enough = counts[counts >= min(LEAST_DISTRICTS, counts.max())]
    year, latest = int(enough.index.max()), int(counts.index.max())
    return year, (latest, int(counts[latest])) if latest > year else None


def _city(at: pd.DataFrame, table: pd.DataFrame, indicator: Indicator, city: str) -> tuple[float | None, bool]:
    """The city's own value, else that of the districts together; None where neither is known, and for a sum of acts."""
    if indicator.kind is MeasureKind.STATE:
        return None, False
    own = _single(at, city, obs.VALUE)
    if np.isfinite(own):
        return own, False
    if indicator.kind not in _COUNTED or bool(table[obs.VALUE].isna().any()):
        return None, False
    count, base = _floats(table, COUNT).sum(), _floats(table, N).sum()
    return (float(count / base * indicator.multiplier), True) if base > 0 and np.isfinite(count) else (None, False)


def _judge(
    at: pd.DataFrame, table: pd.DataFrame, indicator: Indicator, city: str, level: float | None
) -> Judged | None:
    """The test that the figures allow; None where they hold no uncertainty or nothing to compare with."""
    value, lower, upper, x, n = (_floats(table, c) for c in (obs.VALUE, obs.LOWER, obs.UPPER, COUNT, N))
    valued = np.isfinite(value)
    if valued.sum() < 2 or not np.isfinite(lower[valued]).all():
        return None
    if indicator.kind in _COUNTED and np.isfinite(x[valued]).all() and (n[valued] > 0).all():
        x, n = np.where(valued, x, np.nan), np.where(valued, n, np.nan)
        all_x, all_n = _whole(at, x, n, city)
        return judging.by_counts(x, n, all_x, all_n, indicator)
    return None if level is None else judging.by_limits(value, lower, upper, level, indicator)


def _whole(at: pd.DataFrame, x: Floats, n: Floats, city: str) -> tuple[float, float]:
    """Count and base of the city where it can hold all its districts, else of the districts that have a value."""
    own_x, own_n = float(np.nansum(x)), float(np.nansum(n))
    city_x, city_n = _single(at, city, COUNT), _single(at, city, N)
    holds = own_x <= city_x and own_n <= city_n and city_x - own_x <= city_n - own_n
    return (city_x, city_n) if holds else (own_x, own_n)


def _city_without(at: pd.DataFrame, codes: Collection[str], city: str) -> pd.DataFrame:
    """The year with the counts of some places taken from the city's, so that they weigh on no other's rest."""
    if not codes or city not in at.index:
        return at
    told = at.astype({COUNT: "float64", N: "float64"})
    told.loc[city, [COUNT, N]] -= told.loc[told.index.isin(codes), [COUNT, N]].sum(skipna=False)
    return told


def _without_values(table: pd.DataFrame, codes: Collection[str]) -> pd.DataFrame:
    """The table with the values of some places out of every test."""
    if not codes:
        return table
    told = table.copy()
    told.loc[told.index.isin(codes), [obs.VALUE, obs.LOWER, obs.UPPER, COUNT, N]] = np.nan
    return told


def _district(
    code: str, row: dict[Any, Any], judged: Judged | None, place: int, *, is_faulty: bool = False
) -> District:
    value = _known(row[obs.VALUE])
    if value is None:
        return _absent(code, row)
    rest = None if judged is None or is_faulty else _known(judged.rest[place])
    said = Verdict.NOT_TESTED if judged is None else judged.verdict[place]
    return District(
        geography=code,
        value=value,
        lower=_known(row[obs.LOWER]),
        upper=_known(row[obs.UPPER]),
        n=_known(row[N]),
        rest=rest,
        difference=None if rest is None else value - rest,
        strength=None if judged is None else _known(judged.strength[place]),
        verdict=Verdict.NOT_COMPARABLE if is_faulty else said,
        reason=None,
        notes=tuple(row[NOTES]) if isinstance(row[NOTES], tuple) else (),
        is_preliminary=row[obs.STATUS] == ObservationStatus.PRELIMINARY,
    )


def _absent(code: str, row: dict[Any, Any]) -> District:
    reason = row[REASON]
    return District(
        geography=code,
        value=None,
        lower=None,
        upper=None,
        n=None,
        rest=None,
        difference=None,
        strength=None,
        verdict=Verdict.ABSENT,
        reason=reason if isinstance(reason, Reason) else Reason.MISSING,
    )


def _together(judged: Judged | None) -> Together:
    if judged is None or np.isnan(judged.p):
        return Together.NOT_TESTED
    return Together.DIFFER if judged.is_apart else Together.NOT_APART


def _ordered(found: list[District], indicator: Indicator, *, is_ranked: bool) -> list[District]:
    valued = [d for d in found if d.value is not None and d.verdict is not Verdict.NOT_COMPARABLE]
    faulty = [d for d in found if d.verdict is Verdict.NOT_COMPARABLE]
    if is_ranked:
        sign = -1.0 if indicator.good is Good.HIGH else 1.0
        valued.sort(key=lambda d: sign * (d.value or 0.0))
    return [*valued, *faulty, *(d for d in found if d.value is None)]


def _single(at: pd.DataFrame, code: str, column: str) -> float:
    return float(_floats(at.reindex([code]), column)[0])


def _floats(table: pd.DataFrame, column: str) -> Floats:
    return table[column].to_numpy(dtype=np.float64)


def _known(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and np.isfinite(value) else None
