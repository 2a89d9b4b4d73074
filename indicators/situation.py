"""The situation: what can be said at one viewpoint and data version; the one result that every exit shares."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from indicators import disclosure
from indicators import observations as obs
from indicators.errors import InputError
from indicators.hiding import Hiding
from indicators.known_faults import without_comparison
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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, weakref_slot=True)
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
            found = without_comparison(overview.progress(rows[rows[obs.YEAR] <= year], chosen, year=year))
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
    totals_only: bool = False,
    hiding: Hiding | None = None,
) -> Situation:
    """The situation at the end of `year` as the store's `version` (default the newest) and the register tell it.

    `indicators`, `levels` and `totals_only` (no breakdowns) limit what is read; an assessment never depends on other
    indicators, other levels or breakdowns. `hiding` remembers what is hidden from one time to the next.
    """
    chosen = _limited(registry, indicators, levels)
    at_version = store.version() if version is None else version
    rows = (hiding or Hiding()).rows(
        store,
        registry,
        indicators=chosen.indicators,
        version=at_version,
        geographies=None if levels is None else [g.code for g in registry.geographies.values() if g.level in levels],
        breakdowns=[TOTAL] if totals_only else None,
    )
    rows = rows[rows[obs.YEAR] <= year]
    return Situation(
        registry=registry,
        year=year,
        version=at_version,
        observations=rows,
        estimates=overview.estimates(rows, registry),
        progress=without_comparison(overview.progress(rows, chosen, year=year)),
        earlier=without_comparison(overview.progress(rows, chosen, year=year - 1)),
    )


def renewed(
    before: Situation,
    store: Store,
    *,
    version: int,
    levels: Collection[GeographyLevel] | None = None,
    totals_only: bool = False,
    hiding: Hiding | None = None,
) -> Situation:
    """The same situation at a later data version: only what has changed since is read and worked out again."""
    changed = {name for name, last in store.changed(version=version).items() if last > before.version}
    fresh = situation(
        store,
        before.registry,
        year=before.year,
        version=version,
        indicators=changed & before.registry.indicators.keys(),
        levels=levels,
        totals_only=totals_only,
        hiding=hiding,
    )
    tables = (_joined(getattr(before, name), getattr(fresh, name), changed) for name in ("observations", "estimates"))
    observations, estimates = tables
    return replace(
        before,
        version=version,
        observations=observations,
        estimates=estimates,
        progress=_merged(before.registry, before.progress, fresh.progress, changed),
        earlier=_merged(before.registry, before.earlier, fresh.earlier, changed),
    )


def in_one_place(
    seen: Situation, store: Store, indicator: str, geography: str, *, version: int, hiding: Hiding | None = None
) -> Situation:
    """The same situation with the rows of one indicator in one geography instead, those with breakdowns too.

    The assessments are the same: how much a series usually varies is judged by other places too.
    """
    rows = (hiding or Hiding()).rows(
        store, seen.registry, indicators=[indicator], version=version, geographies=[geography]
    )
    rows = rows[rows[obs.YEAR] <= seen.year]
    return replace(seen, observations=rows, estimates=overview.estimates(rows, seen.registry))


def limited(seen: Situation, indicators: Collection[str]) -> Situation:
    """The same situation with only some indicators."""
    observations, estimates = (
        table[table[obs.INDICATOR].isin(indicators)] for table in (seen.observations, seen.estimates)
    )
    progress, earlier = (
        {key: told for key, told in results.items() if key[0] in indicators}
        for results in (seen.progress, seen.earlier)
    )
    return replace(seen, observations=observations, estimates=estimates, progress=progress, earlier=earlier)


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


def _joined(before: pd.DataFrame, fresh: pd.DataFrame, changed: Collection[str]) -> pd.DataFrame:
    """The rows with those of the changed indicators taken from the fresh ones, in the order they are read in."""
    kept = before[~before[obs.INDICATOR].isin(changed)]
    if fresh.empty or kept.empty:
        return fresh if kept.empty else kept
    return pd.concat([kept, fresh], ignore_index=True).sort_values(obs.INDICATOR, kind="stable", ignore_index=True)


def _merged(
    registry: Registry, before: Mapping[Key, Progress], fresh: Mapping[Key, Progress], changed: Collection[str]
) -> dict[Key, Progress]:
    """The results with those of the changed indicators taken from the fresh ones, in the register's order."""
    found: dict[str, dict[Key, Progress]] = {}
    for key, result in (*(item for item in before.items() if item[0][0] not in changed), *fresh.items()):
        found.setdefault(key[0], {})[key] = result
    return {key: result for name in registry.indicators for key, result in found.get(name, {}).items()}


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
