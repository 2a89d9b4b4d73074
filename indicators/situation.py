"""The situation: what can be said at one viewpoint and data version; the one result that every exit shares."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from indicators import disclosure
from indicators import observations as obs
from indicators.errors import InputError
from indicators.measures import overview
from indicators.model import (
    TOTAL,
    Assessment,
    Baseline,
    GeographyLevel,
    Good,
    Indicator,
    IndicatorRole,
    MeasureKind,
    Progress,
    Registry,
)
from indicators.store import Store

Key = tuple[str, str]
"""Indicator id and geography code."""

ORDER = (
    Assessment.REACHED,
    Assessment.ON_TRACK,
    Assessment.BEHIND,
    Assessment.WORSENING,
    Assessment.MISSED,
    Assessment.UNCERTAIN,
    Assessment.NOT_ASSESSED,
)
"""The order in which assessments are listed and counted everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What can be said at one viewpoint: estimates up to it, progress at it and one year earlier."""

    registry: Registry
    year: int
    version: int
    observations: pd.DataFrame
    """Small numbers hidden, periods up to the viewpoint."""
    estimates: pd.DataFrame
    """The observations with their intervals."""
    progress: Mapping[Key, Progress]
    earlier: Mapping[Key, Progress]
    """The same at the viewpoint one year before, on the same data version."""

    def city(self, indicator: str) -> Progress | None:
        """The assessment for the whole city, or None where the indicator is not followed there."""
        return self.progress.get((indicator, self.registry.city_code))

    def before(self, progress: Progress) -> Progress | None:
        """The same assessment one year earlier."""
        return self.earlier.get((progress.indicator, progress.geography))

    def headline(self, strategic_area: int) -> Progress | None:
        """The assessment of a strategic area's headline indicator."""
        chosen = self.registry.headline(strategic_area)
        return None if chosen is None else self.city(chosen.id)

    def for_city(self, strategic_area: int | None = None) -> list[Progress]:
        """Assessments for the whole city of the indicators that are assessed, in the register's order."""
        return [p for i in self._indicators(strategic_area) if i.is_assessed and (p := self.city(i.id)) is not None]

    def by_district_only(self, strategic_area: int | None = None) -> list[Indicator]:
        """Assessed indicators that exist for districts but not for the city as a whole."""
        return [
            i
            for i in self._indicators(strategic_area)
            if i.is_assessed and GeographyLevel.CITY not in i.levels and GeographyLevel.DISTRICT in i.levels
        ]

    def changed(self) -> list[tuple[Progress, Progress]]:
        """City assessments that differ from the year before, as (before, now), the gravest news first."""
        pairs = [(b, p) for p in self.for_city() if (b := self.before(p)) and b.assessment is not p.assessment]
        return sorted(pairs, key=lambda pair: (NEWS.index(pair[1].assessment), not self._is_headline(pair[1])))

    def along(self, progress: Progress) -> dict[int, Assessment]:
        """What was said of one indicator in one geography year by year before the viewpoint, on this data version."""
        chosen = _limited(self.registry, [progress.indicator], [self.registry.geographies[progress.geography].level])
        rows = self.observations[self.observations[obs.INDICATOR] == progress.indicator]
        said = {}
        for year in range(self.registry.baseline_year + 1, self.year):
            found = overview.progress(rows[rows[obs.YEAR] <= year], chosen, year=year)
            if then := found.get((progress.indicator, progress.geography)):
                said[year] = then.assessment
        return said

    def series(self, indicator: str, geography: str, breakdown: str = TOTAL) -> pd.DataFrame:
        """The estimates of one series in order of year."""
        rows = self.estimates
        chosen = rows[
            (rows[obs.INDICATOR] == indicator) & (rows[obs.GEOGRAPHY] == geography) & (rows[obs.BREAKDOWN] == breakdown)
        ]
        return chosen.sort_values(obs.YEAR)

    def _indicators(self, strategic_area: int | None) -> Iterable[Indicator]:
        return self.registry.indicators.values() if strategic_area is None else self.registry.of_area(strategic_area)

    def _is_headline(self, progress: Progress) -> bool:
        area = self.registry.indicators[progress.indicator].strategic_area
        chosen = self.registry.headline(area)
        return chosen is not None and chosen.id == progress.indicator


NEWS = (
    Assessment.WORSENING,
    Assessment.MISSED,
    Assessment.REACHED,
    Assessment.BEHIND,
    Assessment.ON_TRACK,
    Assessment.UNCERTAIN,
    Assessment.NOT_ASSESSED,
)
"""The order in which changed assessments are told."""


def count(assessed: Iterable[Progress]) -> dict[Assessment, int]:
    """How many of each assessment, zeros included, in the common order."""
    found = [p.assessment for p in assessed]
    return {a: found.count(a) for a in ORDER}


def situation(
    store: Store,
    registry: Registry,
    *,
    year: int,
    version: int | None = None,
    indicators: Collection[str] | None = None,
    levels: Collection[GeographyLevel] | None = None,
) -> Situation:
    """The situation at the end of `year` as the store's `version` (default the newest) and the register tell it.

    `indicators` and `levels` limit what is read; an assessment never depends on other indicators or other levels.
    """
    chosen = _limited(registry, indicators, levels)
    at_version = store.version() if version is None else version
    rows = hidden(store, registry, indicators=chosen.indicators, version=at_version)
    if levels is not None:
        rows = rows[rows[obs.GEOGRAPHY].isin({g.code for g in registry.geographies.values() if g.level in levels})]
    rows = rows[rows[obs.YEAR] <= year]
    return Situation(
        registry=registry,
        year=year,
        version=at_version,
        observations=rows,
        estimates=overview.estimates(rows, registry),
        progress=overview.progress(rows, chosen, year=year),
        earlier=overview.progress(rows, chosen, year=year - 1),
    )


def hidden(
    store: Store, registry: Registry, *, indicators: Collection[str] | None = None, version: int | None = None
) -> pd.DataFrame:
    """All observations of the indicators with small numbers hidden, as anyone may see them.

    Hidden before anything is left out, so that no choice of places or years shows what another choice hides.
    """
    chosen = list(registry.indicators) if indicators is None else list(indicators)
    return disclosure.hide_small(store.observations(version=version, indicators=chosen), registry)


def values(
    store: Store, registry: Registry, *, version: int | None = None, indicators: Collection[str] | None = None
) -> pd.DataFrame:
    """Every value of all or some indicators with its interval, all years and places, for open data."""
    return overview.estimates(hidden(store, registry, indicators=indicators, version=version), registry)


def reported_crime(store: Store, registry: Registry, *, version: int | None = None) -> tuple[pd.DataFrame, Registry]:
    """Reported crime of every offence group with a known outcome in all districts, and the register cut to them.

    The register's own role, wish and baseline give way to one rule for all: lower is better, since the baseline year.
    """
    start = Baseline(year=registry.baseline_year)
    groups = {
        key: replace(i, role=IndicatorRole.OUTCOME, good=Good.LOW, baseline=start)
        for key, i in registry.indicators.items()
        if i.kind is MeasureKind.RATE and i.levels == (GeographyLevel.DISTRICT,) and not i.is_demo
    }
    rows = hidden(store, registry, indicators=groups, version=version)
    known = rows[(rows[obs.YEAR] == registry.target_year) & rows[obs.VALUE].notna()].groupby(obs.INDICATOR).size()
    districts = len(registry.on_level(GeographyLevel.DISTRICT))
    whole = {key: i for key, i in groups.items() if known.get(key, 0) == districts}
    return rows[rows[obs.INDICATOR].isin(whole)], replace(registry, indicators=whole)


def must_be_viewpoint(store: Store, registry: Registry, year: int) -> None:
    """Refuse a year that cannot be looked from, with those that can."""
    years = viewpoints(registry, store.latest_year() or registry.target_year)
    if year not in years:
        can = f"Välj {years[0]}–{years[-1]}." if years else "Det finns inga uppgifter ännu."
        raise InputError(f"Läge per {year} finns inte. {can}")


def viewpoints(registry: Registry, latest: int) -> list[int]:
    """The years one can look from: after the programme's baseline, up to the latest value or the target year."""
    return list(range(registry.baseline_year + 1, min(latest, registry.target_year) + 1))


def default_viewpoint(store: Store, registry: Registry, *, version: int | None = None) -> int:
    """The latest year with data, at most the target year; the target year in a store without data."""
    latest = store.latest_year(version=version)
    years = [] if latest is None else viewpoints(registry, latest)
    return years[-1] if years else registry.target_year


def _limited(
    registry: Registry, indicators: Collection[str] | None, levels: Collection[GeographyLevel] | None
) -> Registry:
    """The register with only the indicators asked for that exist on one of the levels."""
    kept = {
        key: i
        for key, i in registry.indicators.items()
        if (indicators is None or key in indicators) and (levels is None or set(i.levels) & set(levels))
    }
    return replace(registry, indicators=kept)
