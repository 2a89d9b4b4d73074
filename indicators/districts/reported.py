"""Reported crime of one offence group: counts and rates by district and year, each with its own trend (M13, M14)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
import pandas as pd

from indicators import observations as obs
from indicators.districts.against_city import totals
from indicators.measures.count_trend import LEAST_YEARS, CountTrend, count_trend
from indicators.measures.distributions import Floats
from indicators.measures.multiplicity import adjusted
from indicators.measures.rank_trend import RankTrend, rank_trend
from indicators.measures.valuation import COUNT, NOTES, REASON, N
from indicators.model import GeographyLevel, Good, Indicator, MeasureKind, Reason, Registry
from indicators.situation import Situation

LEVEL: Final = 0.05
_REPORTED: Final = "Anmäl"
"""How the register names what is reported: Anmälda, Anmäld, Anmält."""


class Way(StrEnum):
    """Where reports are going, year by year. More or fewer, never better or worse: a report is not a crime."""

    MORE = "more"
    FEWER = "fewer"
    NOT_SHOWN = "not_shown"
    UNKNOWN = "unknown"
    """The trend cannot be worked out; the reason says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """The change a year of one series, shown only where both tests agree and all districts' chances are counted in."""

    way: Way
    reason: Reason | None
    years: int
    first: int | None
    last: int | None
    ratio: float | None
    """Of one year's rate to the year before (M13)."""
    lower: float | None
    upper: float | None
    p: float | None
    """M13's, adjusted for as many districts as are tried at once (M07); as it is for all of them together."""
    rank_p: float | None
    """M14's, adjusted likewise: the same without trust in the intervals."""

    @property
    def per_cent(self) -> tuple[float, float, float] | None:
        """Change a year with its limits, in per cent."""
        if self.ratio is None or self.lower is None or self.upper is None:
            return None
        return 100 * (self.ratio - 1), 100 * (self.lower - 1), 100 * (self.upper - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """One year of a series: the count, its rate with limits, and the population, which is estimated."""

    year: int
    count: float | None
    people: float | None
    rate: float | None
    lower: float | None
    upper: float | None
    reason: Reason | None = None
    is_estimated: bool = False
    is_demo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One district, or all of them together, year by year."""

    geography: str
    years: tuple[Year, ...]
    trend: Trend

    @property
    def known(self) -> tuple[Year, ...]:
        """The years with a count."""
        return tuple(y for y in self.years if y.count is not None)

    def at(self, year: int | None) -> Year | None:
        """One year."""
        return next((y for y in self.years if y.year == year), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """One offence group up to the viewpoint."""

    indicator: Indicator
    viewpoint: int
    first: int | None
    last: int | None
    """The latest year in which at least half of the districts have a count, or as many as ever have one."""
    districts: tuple[Series, ...]
    """In the register's order."""
    together: Series
    """Years in which every district that ever has a count has one; never a sum with a hole in it.

    Districts that never have a count are left out of the sum, unless they are more than half.
    """

    def of(self, geography: str) -> Series:
        """One district, or all together where it is none of them."""
        return next((s for s in self.districts if s.geography == geography), self.together)

    @property
    def valued(self) -> tuple[Series, ...]:
        """The districts with a count in any year: those that are tried and summed."""
        return tuple(s for s in self.districts if s.known)

    @property
    def absent(self) -> tuple[tuple[str, int, Reason], ...]:
        """District, year and reason of each count that is not there, among the years that any district has."""
        years = {y.year for s in self.districts for y in s.known}
        return tuple(
            (s.geography, y.year, y.reason or Reason.MISSING)
            for s in self.districts
            for y in s.years
            if y.count is None and y.year in years
        )


def offences(registry: Registry) -> tuple[Indicator, ...]:
    """The offence groups that the register follows: event rates in the districts that are named as reported."""
    return tuple(
        i
        for i in registry.indicators.values()
        if i.kind is MeasureKind.RATE and GeographyLevel.DISTRICT in i.levels and i.name.startswith(_REPORTED)
    )


def reported(seen: Situation, indicator: Indicator) -> Reported:
    """The counts of one offence group as seen from a viewpoint, with the trend of each district and of all together."""
    codes = [place.code for place in seen.registry.on_level(GeographyLevel.DISTRICT)]
    rows = totals(seen, indicator)
    rows = rows[rows[obs.GEOGRAPHY].isin(codes)]
    years = sorted({int(y) for y in rows[obs.YEAR]})
    by_place = {str(code): table.set_index(obs.YEAR) for code, table in rows.groupby(obs.GEOGRAPHY)}
    series = {code: _years(by_place.get(code), years) for code in codes}
    valued = [found for found in series.values() if any(y.count is not None for y in found)]
    whole = _together(valued if 2 * len(valued) >= len(codes) else list(series.values()), indicator)
    trends = _trends(list(series.values()), indicator)
    counts = [sum(s[place].count is not None for s in series.values()) for place in range(len(years))]
    least = max(1, min(len(codes) // 2, max(counts, default=0)))
    common = [year for year, count in zip(years, counts, strict=True) if count >= least]
    pairs = zip(series.items(), trends, strict=True)
    return Reported(
        indicator=indicator,
        viewpoint=seen.year,
        first=common[0] if common else None,
        last=common[-1] if common else None,
        districts=tuple(Series(geography=code, years=found, trend=trend) for (code, found), trend in pairs),
        together=Series(geography=seen.registry.city_code, years=whole, trend=_trends([whole], indicator)[0]),
    )


def _years(table: pd.DataFrame | None, years: Sequence[int]) -> tuple[Year, ...]:
    known: dict[int, Mapping[Hashable, object]] = {}
    if table is not None:
        known = {int(year): row for year, row in zip(table.index, table.to_dict("records"), strict=True)}
    return tuple(_year(year, known.get(year)) for year in years)


def _year(year: int, row: Mapping[Hashable, object] | None) -> Year:
    if row is None:
        return Year(year=year, count=None, people=None, rate=None, lower=None, upper=None, reason=Reason.MISSING)
    count, why = _number(row[COUNT]), row[REASON]
    if count is None:
        reason = why if isinstance(why, Reason) else Reason.MISSING
        return Year(year=year, count=None, people=None, rate=None, lower=None, upper=None, reason=reason)
    notes = row[NOTES]
    return Year(
        year=year,
        count=count,
        people=_number(row[N]),
        rate=_number(row[obs.VALUE]),
        lower=_number(row[obs.LOWER]),
        upper=_number(row[obs.UPPER]),
        is_estimated=isinstance(notes, tuple) and "estimated_denominator" in notes,
        is_demo=bool(row[obs.IS_DEMO]),
    )


def _together(series: Sequence[tuple[Year, ...]], indicator: Indicator) -> tuple[Year, ...]:
    return tuple(_sum(parts, indicator.multiplier) for parts in zip(*series, strict=True))


def _sum(parts: Sequence[Year], multiplier: float) -> Year:
    year, counts, people = parts[0].year, [p.count for p in parts], [p.people for p in parts]
    whole = [c for c in counts if c is not None]
    if len(whole) < len(parts):
        reasons = {p.reason for p in parts if p.count is None}
        reason = Reason.SUPPRESSED if Reason.SUPPRESSED in reasons else Reason.MISSING
        return Year(year=year, count=None, people=None, rate=None, lower=None, upper=None, reason=reason)
    count, base = float(sum(whole)), sum(p for p in people if p is not None)
    rate = count / base * multiplier if base and None not in people else None
    return Year(
        year=year,
        count=count,
        people=base or None,
        rate=rate,
        lower=None,
        upper=None,
        is_estimated=any(p.is_estimated for p in parts),
        is_demo=any(p.is_demo for p in parts),
    )


def _trends(series: Sequence[tuple[Year, ...]], indicator: Indicator) -> list[Trend]:
    """The trends of series that are tried at the same time."""
    years = [y.year for y in series[0]] if series else []
    if len(years) < LEAST_YEARS:
        return [_unknown(_why(one), len([y for y in one if y.count is not None])) for one in series]
    counts, people, rates = (_table(series, name) for name in ("count", "people", "rate"))
    breaks = [b.year for b in indicator.breaks]
    epoch = np.searchsorted(np.array(sorted(breaks)), np.array(years), side="right") if breaks else None
    hidden = np.array([[y.reason is Reason.SUPPRESSED for y in one] for one in series])
    fitted = count_trend(counts, people, years=years, good=Good.NONE, epoch=epoch, is_suppressed=hidden)
    ranked = rank_trend(rates, years=years, good=Good.NONE, epoch=epoch, is_suppressed=hidden)
    chances = adjusted(fitted.p).value, adjusted(ranked.p).value
    return [_trend(one, fitted, ranked, chances, place) for place, one in enumerate(series)]


def _trend(
    years: tuple[Year, ...], fitted: CountTrend, ranked: RankTrend, chances: tuple[Floats, Floats], place: int
) -> Trend:
    reason = fitted.reason[place] or ranked.reason[place]
    if reason is not None:
        return _unknown(reason, len([y for y in years if y.count is not None]))
    used = [y.year for y in years if y.count is not None]
    ratio, same = float(fitted.value[place]), float(np.sign(fitted.value[place] - 1) * np.sign(ranked.tau[place]))
    p, rank_p = (float(each[place]) for each in chances)
    is_shown = p < LEVEL and rank_p < LEVEL and same > 0
    return Trend(
        way=(Way.MORE if ratio > 1 else Way.FEWER) if is_shown else Way.NOT_SHOWN,
        reason=None,
        years=len(used),
        first=used[0],
        last=used[-1],
        ratio=ratio,
        lower=float(fitted.lower[place]),
        upper=float(fitted.upper[place]),
        p=p,
        rank_p=rank_p,
    )


def _why(years: tuple[Year, ...]) -> Reason:
    """Why a series of few years has no trend."""
    if any(y.reason is Reason.SUPPRESSED for y in years):
        return Reason.SUPPRESSED
    return Reason.TOO_FEW if any(y.count is not None for y in years) else Reason.MISSING


def _unknown(reason: Reason, years: int = 0) -> Trend:
    return Trend(
        way=Way.UNKNOWN,
        reason=reason,
        years=years,
        **dict.fromkeys(("first", "last", "ratio", "lower", "upper", "p", "rank_p")),
    )


def _table(series: Sequence[tuple[Year, ...]], name: str) -> Floats:
    rows = [[np.nan if (v := getattr(y, name)) is None else float(v) for y in one] for one in series]
    return np.asarray(rows, dtype=np.float64)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and np.isfinite(value) else None
