"""What the page about reported crime shows, worked out once for each data version and kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from indicators.charts import baselines as baseline_charts
from indicators.charts import control as control_charts
from indicators.charts import reported as charts
from indicators.charts import uprights
from indicators.charts.theme import Spec
from indicators.districts import baselines, months, safety
from indicators.districts.against_city import Together, against_city
from indicators.districts.baselines import Fragile
from indicators.districts.months import Control
from indicators.districts.reported import Reported, offences, reported
from indicators.districts.safety import Beside
from indicators.model import Event
from indicators.texts import crime_months as month_texts
from ui import cached

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One offence group with its drawings."""

    found: Reported
    is_ranked: bool
    """The districts may stand in order: together they differ more than chance (M07)."""
    dots: Spec
    panels: Spec
    events: tuple[Event, ...]
    """Those drawn in any of the panels."""
    by_place: Mapping[str, tuple[Event, ...]]


@st.cache_resource(show_spinner=False, max_entries=256)
def of(key: Key, indicator: str, year: int, *, is_rate: bool) -> Kept:
    """One offence group as seen from a year, as counts or as rates."""
    found = series(key, indicator, year)
    compared = against_city(cached.city_and_districts(year), found.indicator)
    by_place = {s.geography: cached.events(indicator, year, s.geography) for s in found.districts}
    drawing = charts.panels(found, is_rate=is_rate, events=by_place)
    span = (drawing["first"], drawing["last"]) if drawing["panels"] else (year, year)
    return Kept(
        found=found,
        is_ranked=compared is not None and compared.together is Together.DIFFER,
        dots=charts.dots(found, is_rate=is_rate),
        panels=drawing,
        events=uprights.shown(cached.events(indicator, year, *by_place), *span),
        by_place={code: uprights.shown(told, *span) for code, told in by_place.items()},
    )


@st.cache_resource(show_spinner=False, max_entries=256)
def series(key: Key, indicator: str, year: int) -> Reported:  # noqa: ARG001 the cache's key
    """The counts of one offence group as seen from a year."""
    return reported(cached.city_and_districts(year), cached.registry().indicators[indicator])


@st.cache_resource(show_spinner=False, max_entries=16)
def every(key: Key, year: int) -> tuple[Reported, ...]:
    """All offence groups, the largest first."""
    told = [series(key, i.id, year) for i in offences(cached.registry())]
    told.sort(key=lambda r: (-(r.last or 0), -sum(y.count or 0.0 for s in r.districts for y in s.known)))
    return tuple(told)


def curve(found: Reported, place: str | None, year: int, *, is_rate: bool) -> Spec:
    """The small curve of an offence group in one place, or in all ten districts together."""
    drawn = found.together if place is None else found.of(place)
    marked = uprights.shown(cached.events(found.indicator.id, year, drawn.geography), *_years(found, year))
    return charts.sparkline(drawn, found, marked, is_rate=is_rate)


def _years(found: Reported, year: int) -> tuple[int, int]:
    """The first and the last year of an offence group; the viewpoint where it has none."""
    return found.first or year, found.last or year


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """The clearest case of a baseline year that decides, with its drawing."""

    case: Fragile
    found: Reported
    spec: Spec
    events: tuple[Event, ...]


@st.cache_resource(show_spinner=False, max_entries=16)
def clearest(key: Key, year: int) -> Telling | None:
    """The case in which the baseline year matters most; None where it matters nowhere."""
    cases = [c for i in offences(cached.registry()) for c in fragile(key, i.id, year)]
    if not cases:
        return None
    case = min(cases, key=lambda c: (-c.swing, c.indicator.id, c.geography))
    found = series(key, case.indicator.id, year)
    told = cached.events(case.indicator.id, year, case.geography)
    marked = uprights.shown(told, found.together.years[0].year, found.together.years[-1].year)
    return Telling(case=case, found=found, spec=baseline_charts.baselines(case, found, marked), events=marked)


@st.cache_resource(show_spinner=False, max_entries=256)
def fragile(key: Key, indicator: str, year: int) -> tuple[Fragile, ...]:  # noqa: ARG001 the cache's key
    """The districts in which the baseline year decides the direction of one offence group."""
    return baselines.fragile_of(cached.city_and_districts(year), [cached.registry().indicators[indicator]])


@dataclass(frozen=True, slots=True, kw_only=True)
class Charted:
    """A control chart with its drawing."""

    found: Control
    spec: Spec
    events: tuple[Event, ...]


@st.cache_resource(show_spinner=False, max_entries=256)
def control(key: Key, indicator: str, geography: str, year: int) -> Charted | None:  # noqa: ARG001 the cache's key
    """The months or quarters of one offence group in one place; None where only whole years are known."""
    found = months.control(
        cached.of_place(indicator, geography, year), cached.registry().indicators[indicator], geography
    )
    if found is None:
        return None
    tips = [month_texts.tip(p, found) for p in found.points]
    marked = uprights.shown(cached.events(indicator, year, geography), found.points[0].year, found.points[-1].year)
    return Charted(found=found, spec=control_charts.control(found, tips, marked), events=marked)


@st.cache_resource(show_spinner=False, max_entries=64)
def beside(key: Key, geography: str, year: int) -> tuple[Beside, ...]:  # noqa: ARG001 the cache's key
    """What people answer in surveys about one place."""
    return safety.beside(cached.city_and_districts(year), geography)
