"""The gap between women and men, or the youngest and the oldest, in the whole city over time (M20, M26)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import pi, sqrt
from typing import Final

import numpy as np
import pandas as pd

from indicators import observations as obs
from indicators.measures import closing
from indicators.measures.closing import Closing, GapChange
from indicators.measures.distributions import CONFIDENCE, Floats, normal_quantile
from indicators.model import GeographyLevel, Good, Indicator, Reason
from indicators.situation import Situation

SEX: Final = "kon"
AGE: Final = "alder"
DIMENSIONS: Final = (SEX, AGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two groups in a year, and the gap between them."""

    year: int
    first: float
    second: float
    lower: float | None
    upper: float | None
    """Limits of the first minus the second; None where an error is unknown."""

    @property
    def difference(self) -> float:
        """First minus second."""
        return self.first - self.second

    @property
    def distance(self) -> float:
        """The size of the difference."""
        return abs(self.difference)

    @property
    def by_chance(self) -> float | None:
        """What two equal groups would differ by on average, √(2/π) of the standard error; None where it is unknown."""
        if self.lower is None or self.upper is None:
            return None
        return (self.upper - self.lower) / (2.0 * normal_quantile(CONFIDENCE)) * sqrt(2.0 / pi)

    @property
    def times(self) -> float | None:
        """How many times the higher is the lower; None where that is not above zero."""
        low, high = sorted((self.first, self.second))
        return high / low if low > 0 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """The gap between two groups of a breakdown, the same two in all years."""

    indicator: Indicator
    dimension: str
    groups: tuple[str, str]
    """Codes of the two, in alphabetical order: `kvinna`, `man`."""
    years: tuple[Pair, ...]
    absolute: GapChange
    relative: GapChange
    change: float | None
    lower: float | None
    upper: float | None
    is_per_year: bool
    reason: Reason | None
    """Why no change can be told; None where the test was made."""

    @property
    def has_swapped(self) -> bool:
        """Whether the other group is the higher one now."""
        return self.years[0].difference * self.years[-1].difference < 0

    @property
    def better(self) -> int:
        """Which of the two was the better one the first year; where neither high nor low is good, the lower one."""
        is_turned = (self.years[0].first > self.years[0].second) is not (self.indicator.good is Good.HIGH)
        return 1 if is_turned else 0

    @property
    def shown(self) -> GapChange:
        """The absolute gap's change, unless the relative one is shown to go the other way."""
        is_apart = {self.absolute, self.relative} == {GapChange.CLOSING, GapChange.WIDENING}
        return GapChange.NOT_SHOWN if is_apart else self.absolute


def between(seen: Situation, indicator: Indicator, dimension: str) -> Between | None:
    """The gap from the decided baseline on; None where no year has both groups."""
    return _of(seen, indicator, dimension, _groups(seen, dimension, indicator=indicator.id))


def _of(seen: Situation, indicator: Indicator, dimension: str, groups_of_city: pd.DataFrame) -> Between | None:
    wide = _wide(_since_baseline(seen, indicator, groups_of_city))
    if wide is None:
        return None
    groups, years, value, error = wide
    far = np.sqrt((error**2).sum(axis=1))
    gap = value[:, 0] - value[:, 1]
    absolute = closing.is_closing(years, gap, far)
    relative = _relative(years, value, error)
    why = _parted(years, indicator) or absolute.reason.item()
    return Between(
        indicator=indicator,
        dimension=dimension,
        groups=groups,
        years=tuple(_pair(year, pair, float(se)) for year, pair, se in zip(years, value, far, strict=True)),
        absolute=_verdict(absolute, why),
        relative=_verdict(relative, why),
        change=_number(absolute.value),
        lower=None if why else _number(absolute.lower),
        upper=None if why else _number(absolute.upper),
        is_per_year=bool(absolute.is_per_year),
        reason=why,
    )


def of_every_indicator(seen: Situation, dimension: str) -> tuple[Between, ...]:
    """The gap in every indicator that is divided so for the whole city, in the register's order."""
    chosen = divided(list(seen.registry.indicators.values()), dimension)
    every = _groups(seen, dimension)
    own = dict(iter(every.groupby(obs.INDICATOR, sort=False)))
    found = (_of(seen, i, dimension, own[i.id]) for i in chosen if i.id in own)
    return tuple(each for each in found if each is not None)


def divided(indicators: Sequence[Indicator], dimension: str) -> list[Indicator]:
    """Those that the register says are divided so, and that exist for the whole city."""
    return [i for i in indicators if dimension in i.breakdowns and GeographyLevel.CITY in i.levels]


def counted(told: Sequence[Between]) -> Mapping[GapChange | None, tuple[Between, ...]]:
    """By what is shown; None holds those where it could not be tested."""
    kinds: tuple[GapChange | None, ...] = (GapChange.CLOSING, GapChange.WIDENING, GapChange.NOT_SHOWN, None)
    return {kind: tuple(b for b in told if (None if b.reason else b.shown) is kind) for kind in kinds}


def _wide(rows: pd.DataFrame) -> tuple[tuple[str, str], list[int], Floats, Floats] | None:
    """The two groups' codes, and values and errors of the years with both."""
    groups = sorted(rows[obs.BREAKDOWN].unique())
    if len(groups) < 2:
        return None
    ends = [groups[0], groups[-1]]
    tables = {
        name: rows.pivot(index=obs.YEAR, columns=obs.BREAKDOWN, values=name)[ends].to_numpy(dtype=np.float64)
        for name in (obs.VALUE, obs.LOWER, obs.UPPER)
    }
    years = np.array(sorted(rows[obs.YEAR].unique()))
    both = ~np.isnan(tables[obs.VALUE]).any(axis=1)
    if not both.any():
        return None
    value, lower, upper = (table[both] for table in tables.values())
    error = (upper - lower) / (2.0 * normal_quantile(CONFIDENCE))
    codes = (ends[0].split("=", 1)[1], ends[1].split("=", 1)[1])
    return codes, years[both].tolist(), value, error


def _groups(seen: Situation, dimension: str, *, indicator: str = "") -> pd.DataFrame:
    """The visible values of the whole city's groups, of one indicator or all; texts are read in what is left last."""
    table = seen.estimates
    is_chosen = table[obs.GEOGRAPHY] == seen.registry.city_code
    if indicator:
        is_chosen &= table[obs.INDICATOR] == indicator
    city = table[is_chosen & table[obs.STATUS].isin([str(s) for s in obs.HAS_VALUE]) & table[obs.VALUE].notna()]
    return city[city[obs.BREAKDOWN].str.fullmatch(f"{dimension}=[^|]+")]


def _since_baseline(seen: Situation, indicator: Indicator, rows: pd.DataFrame) -> pd.DataFrame:
    start = indicator.baseline.year if indicator.baseline else seen.registry.baseline_year
    return rows[rows[obs.YEAR] >= min(start, seen.year)]


def _parted(years: Sequence[int], indicator: Indicator) -> Reason | None:
    is_cut = any(years[0] < each.year <= years[-1] for each in indicator.breaks)
    return Reason.NOT_COMPARABLE if is_cut else None


def _relative(years: Sequence[int], value: Floats, error: Floats) -> Closing:
    """The same of ln R, with its error √Σ(se/y)² (M20)."""
    positive = np.where(value > 0, value, np.nan)
    ratio, far = np.log(positive[:, 0] / positive[:, 1]), np.sqrt(((error / positive) ** 2).sum(axis=1))
    return closing.is_closing(years, ratio, np.where(np.isnan(ratio), np.nan, far))


def _verdict(found: Closing, why: Reason | None) -> GapChange:
    said: GapChange = found.verdict.item()
    return GapChange.NOT_SHOWN if why else said


def _pair(year: int, pair: Floats, error: float) -> Pair:
    first, second = float(pair[0]), float(pair[1])
    half = normal_quantile(CONFIDENCE) * error
    has_limits = bool(np.isfinite(half))
    return Pair(
        year=year,
        first=first,
        second=second,
        lower=first - second - half if has_limits else None,
        upper=first - second + half if has_limits else None,
    )


def _number(figure: Floats) -> float | None:
    number = float(figure)
    return None if np.isnan(number) else number
