"""The equal city: for each indicator, level and gap between districts, and what is known of the difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from indicators import observations as obs
from indicators.districts import equality_chance, equality_known
from indicators.known_faults import KnownFault
from indicators.measures import equity, overview
from indicators.measures.equity.results import GapResult, LevelAndGap
from indicators.measures.equity.table import Table, series_of, table
from indicators.model import TOTAL, GeographyLevel, Indicator, MeasureKind, Reason, Registry
from indicators.situation import Situation

DISTRICT: Final = GeographyLevel.DISTRICT
GROUP: Final = GeographyLevel.SOCIOECONOMIC
FEWEST_YEARS: Final = 4
"""Years before a gap in counted events is judged (as M16): fewer do not show how much the years swing by themselves."""
_TOLD: WeakKeyDictionary[Situation, tuple[Equality, ...]] = WeakKeyDictionary()
"""What was told of each situation that somebody still holds: slides, appendix and comparison ask for the same."""


class Standing(StrEnum):
    """What is shown of the gap between districts in one indicator."""

    CLOSING = "closing"
    WIDENING = "widening"
    CANNOT_TELL = "cannot_tell"
    NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Equality:
    """Level and gap of one indicator at one viewpoint."""

    indicator: Indicator
    gap: GapResult
    standing: Standing
    reason: Reason | None
    """Why the gap is not assessed; None where it is."""
    absent: tuple[str, ...]
    """Names of the districts without a value in the gap's first year: one of them may have been an end."""
    is_taken_back: bool
    """The gap, absolute or relative, seemed to close, but the choice of its two ends may explain that."""
    faults: tuple[KnownFault, ...]
    """Why districts are left out of the comparison."""
    left_out: tuple[str, ...]
    """Their names."""

    @property
    def counts_events(self) -> bool:
        """Whether events are counted where they happen, whoever they happen to (reported crime)."""
        return equality_known.counts_events(self.indicator)

    @property
    def has_persons(self) -> bool:
        """Whether the base is everybody, so that full equality can be told in numbers; answers of a survey are not."""
        return self.indicator.kind in (MeasureKind.RATE, MeasureKind.REGISTER_SHARE)

    @property
    def has_ends(self) -> bool:
        """Whether there are two ends to follow over time."""
        return self.gap.worst is not None and not self.absent


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A group's value, its share of all people, and the middle of its band on the line from the disadvantaged end."""

    geography: str
    value: float | None
    share: float
    rank: float


def estimates(rows: pd.DataFrame, registry: Registry) -> pd.DataFrame:
    """What equality is judged on: the observations, small numbers hidden, without values known to be wrong."""
    return overview.estimates(equality_known.without_known_faults(rows, registry), registry)


def of_indicator(seen: Situation, indicator: str) -> Equality:
    """Level and gap between districts of one indicator."""
    known = next((each for each in _TOLD.get(seen, ()) if each.indicator.id == indicator), None)
    if known is not None:
        return known
    rows = seen.observations[seen.observations[obs.INDICATOR] == indicator]
    return from_estimates(estimates(rows, seen.registry), seen.registry, indicator, year=seen.year)


def of_every_indicator(seen: Situation) -> tuple[Equality, ...]:
    """The same for every indicator that is followed in districts, in the register's order; worked out once."""
    if seen not in _TOLD:
        _TOLD[seen] = _of_every_indicator(seen)
    return _TOLD[seen]


def judged_at(registry: Registry, year: int) -> list[str]:
    """The indicators with values for districts that had begun by the year."""
    return [key for key in followed(registry) if registry.indicators[key].first_year <= year]


def followed(registry: Registry) -> list[str]:
    """The indicators with values for districts."""
    return [key for key, i in registry.indicators.items() if DISTRICT in i.levels]


def counted(told: Sequence[Equality]) -> Mapping[Standing, tuple[Equality, ...]]:
    """The indicators by what is shown of their gap."""
    return {standing: tuple(e for e in told if e.standing is standing) for standing in Standing}


def groups(seen: Situation, indicator: str) -> GapResult | None:
    """Slope over the socioeconomic groups of an indicator; None where no year has one."""
    if GROUP not in seen.registry.indicators[indicator].levels:
        return None
    rows = seen.observations[seen.observations[obs.INDICATOR] == indicator]
    start = min(seen.registry.baseline_year, seen.year)
    found = equity.gap(
        estimates(rows, seen.registry), seen.registry, indicator, GROUP, year=seen.year, baseline_year=start
    )
    return found if found.slopes and found.slopes[-1].slope.value is not None else None


def bands(seen: Situation, found: GapResult) -> tuple[Band, ...]:
    """The groups of the latest year with a slope, from the most disadvantaged, as bands of all people."""
    own = seen.observations[seen.observations[obs.INDICATOR] == found.indicator]
    told = estimates(own, seen.registry)
    slope = found.slopes[-1]
    at = told[(told[obs.YEAR] == slope.year) & (told[obs.BREAKDOWN] == TOTAL) & told[obs.GEOGRAPHY].isin(found.groups)]
    value, base = (
        dict(zip(at[obs.GEOGRAPHY], at[name].tolist(), strict=True)) for name in (obs.VALUE, obs.DENOMINATOR)
    )
    ranks = {c: r for c, r in zip(found.groups, slope.ranks, strict=True) if r is not None and c in base}
    whole = sum(float(base[code]) for code in ranks)
    return tuple(
        Band(geography=code, value=_shown(value[code]), share=float(base[code]) / whole, rank=rank)
        for code, rank in ranks.items()
    )


def from_estimates(told: pd.DataFrame, registry: Registry, name: str, *, year: int) -> Equality:
    """Level and gap of one indicator from the estimates of it that are to be judged."""
    indicator = registry.indicators[name]
    decided = indicator.baseline.year if indicator.baseline else registry.baseline_year
    start = min(decided, year)
    found = equity.gap(told, registry, name, DISTRICT, year=year, baseline_year=start)
    laid = table(series_of(told, indicator), registry, indicator, DISTRICT, first=start, last=year)
    absent = _absent(found, laid)
    judged = equality_chance.judged(found, laid)
    reason = _why_not(found, absent, laid)
    if reason is not None:
        judged = replace(judged, gap_change=equity.GapChange.NOT_SHOWN, verdict=LevelAndGap.CANNOT_TELL)
    faults = equality_known.left_out(name, DISTRICT, registry)
    return Equality(
        indicator=indicator,
        gap=judged,
        standing=_standing(judged, reason),
        reason=reason,
        absent=tuple(registry.geographies[code].name for code in absent),
        is_taken_back=reason is None
        and (found.absolute.verdict, found.relative.verdict) != (judged.absolute.verdict, judged.relative.verdict),
        faults=faults,
        left_out=tuple(registry.geographies[fault.geography].name for fault in faults),
    )


def _shown(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and np.isfinite(value) else None


def _of_every_indicator(seen: Situation) -> tuple[Equality, ...]:
    told = dict(tuple(estimates(seen.observations, seen.registry).groupby(obs.INDICATOR, sort=False)))
    nothing = estimates(obs.empty(), seen.registry)
    return tuple(
        from_estimates(told.get(key, nothing), seen.registry, key, year=seen.year)
        for key in judged_at(seen.registry, seen.year)
    )


def _absent(found: GapResult, laid: Table) -> tuple[str, ...]:
    """Codes of the districts without a shown value in the first year with a gap."""
    if found.baseline_year is None:
        return ()
    at = laid.years.tolist().index(found.baseline_year)
    return laid.codes(np.asarray(np.isnan(laid.value[at]) & laid.belongs[at]))


def _why_not(found: GapResult, absent: tuple[str, ...], laid: Table) -> Reason | None:
    if found.reason is not None:
        return found.reason
    if absent:
        at = laid.years.tolist().index(found.baseline_year)
        return Reason.SUPPRESSED if laid.suppressed[at].any() else Reason.MISSING
    if laid.indicator.kind is MeasureKind.RATE and found.absolute.points < FEWEST_YEARS:
        return Reason.TOO_FEW
    return found.absolute.reason


def _standing(found: GapResult, reason: Reason | None) -> Standing:
    if reason is not None:
        return Standing.NOT_ASSESSED
    return {
        equity.GapChange.CLOSING: Standing.CLOSING,
        equity.GapChange.WIDENING: Standing.WIDENING,
        equity.GapChange.NOT_SHOWN: Standing.CANNOT_TELL,
    }[found.gap_change]
