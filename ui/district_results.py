"""What the pages about districts show, worked out once for each data version and kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import streamlit as st

from indicators.charts import funnel as charts
from indicators.charts import uprights
from indicators.charts.dots import dots
from indicators.charts.map_of_districts import district_map
from indicators.charts.map_of_districts import numbers as map_numbers
from indicators.charts.multiples import multiples
from indicators.charts.theme import Spec
from indicators.crosswalks import weights
from indicators.districts import funnels
from indicators.districts import overview as overviews
from indicators.districts.against_alike import own_against_alike
from indicators.districts.against_city import Comparison, against_city
from indicators.districts.funnels import Funnel
from indicators.districts.likeness import Alike, alike
from indicators.districts.overview import AreaRows
from indicators.districts.own import Against, OwnDistrict, own_district
from indicators.districts.shapes import Shape, shapes
from indicators.districts.trends import Drawn, trends
from indicators.model import Event, GeographyLevel
from indicators.settings import GEOMETRY_DIR
from indicators.texts import own_district as own_texts
from ui import cached, crime_results, district_dots, district_funnel, district_overview, district_panels, district_rows
from ui.twins import Twin


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One indicator's comparison with its picture."""

    found: Comparison | None
    twin: Twin | None = None
    starts_at_zero: bool = True


@st.cache_resource(show_spinner=False, max_entries=256)
def comparison(key: tuple[object, ...], indicator: str, year: int) -> Kept:  # noqa: ARG001 the cache's key
    """One indicator in all districts as seen from a year, with the dots and their file."""
    registry = cached.registry()
    chosen = registry.indicators[indicator]
    found = against_city(cached.of_indicator(indicator, year), chosen)
    if found is None:
        return Kept(found=None)
    drawing = dots(found, chosen)
    twin = district_dots.twin(found, chosen, registry.geographies, drawing)
    return Kept(found=found, twin=twin, starts_at_zero=bool(drawing["starts_at_zero"]))


@st.cache_resource(show_spinner=False, max_entries=16)
def overview(key: tuple[object, ...], year: int) -> tuple[AreaRows, ...]:  # noqa: ARG001 the cache's key
    """Every indicator in every district as seen from a year."""
    return overviews.overview(
        cached.city_and_districts(year),
        compare=lambda _, indicator: _compared(cached.key_of(indicator.id), indicator.id, year),
    )


@st.cache_resource(show_spinner=False, max_entries=8192)
def _compared(key: tuple[object, ...], indicator: str, year: int) -> Comparison | None:  # noqa: ARG001 the cache's key
    """One indicator in all districts, worked out again only when the indicator itself has changed."""
    return against_city(cached.city_and_districts(year), cached.registry().indicators[indicator])


@st.cache_resource(show_spinner=False, max_entries=16)
def overview_table(key: tuple[object, ...], year: int) -> Twin:
    """The overview as a table and a file; the address of its links holds the viewpoint."""
    registry = cached.registry()
    places = registry.in_force(GeographyLevel.DISTRICT, year)
    return district_overview.twin(overview(key, year), places, year, city=registry.city_code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Panels:
    """The districts' own curves and their table."""

    html: str
    twin: Twin
    first: int
    last: int
    starts_at_zero: bool
    drawn: Drawn
    events: tuple[Event, ...]
    """Those drawn in any of the panels."""


@st.cache_resource(show_spinner=False, max_entries=256)
def panels(key: tuple[object, ...], indicator: str, year: int) -> Panels | None:
    """The districts' own curves as seen from a year; None where fewer than two years have a value."""
    found = comparison(key, indicator, year).found
    if found is None:
        return None
    registry = cached.registry()
    chosen, places = registry.indicators[indicator], registry.geographies
    told = trends(cached.of_indicator(indicator, year), chosen, found)
    by_place = {t.geography: cached.events(indicator, year, t.geography) for t in told.districts}
    drawing = multiples(told, chosen, until=year, events=by_place)
    if not drawing["panels"] or drawing["first"] == drawing["last"]:
        return None
    span = drawing["first"], drawing["last"]
    marked = uprights.shown(cached.events(indicator, year, *by_place), *span)
    by_place = {code: uprights.shown(each, *span) for code, each in by_place.items()}
    return Panels(
        html=district_panels.panels(told, chosen, places, drawing, by_place),
        twin=district_panels.twin(told, chosen, places, marked, by_place),
        events=marked,
        first=drawing["first"],
        last=drawing["last"],
        starts_at_zero=bool(drawing["starts_at_zero"]),
        drawn=told.drawn,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnelled:
    """The funnel with its chart and table."""

    found: Funnel
    year: int
    spec: Spec
    twin: Twin


@st.cache_resource(show_spinner=False, max_entries=256)
def funnel(key: tuple[object, ...], indicator: str, year: int) -> Funnelled | None:
    """The funnel as seen from a year; None where the indicator is no event rate."""
    found = comparison(key, indicator, year).found
    if found is None:
        return None
    registry = cached.registry()
    chosen, places = registry.indicators[indicator], registry.geographies
    told = funnels.funnel(cached.of_indicator(indicator, year), chosen, found)
    if told is None:
        return None
    spec = charts.funnel(told, chosen, places)
    return Funnelled(
        found=told, year=found.year, spec=spec, twin=district_funnel.twin(told, chosen, places, found.year)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """One district's rows, the districts like it, and the source line."""

    found: OwnDistrict
    alike: tuple[Alike, ...]
    twin: Twin
    sources: tuple[str, ...]


def like(code: str) -> tuple[Alike, ...]:
    """The districts like one."""
    return alike(cached.registry(), weights(GEOMETRY_DIR).population, code)


@st.cache_resource(show_spinner=False, max_entries=64)
def own(key: tuple[object, ...], code: str, year: int, against: Against = Against.REST) -> Own:
    """One district on every indicator as seen from a year, against the rest of the city or the districts like it."""
    registry, seen = cached.registry(), cached.city_and_districts(year)
    near, told = like(code), crime_results.every(cached.key(), year)
    if against is Against.ALIKE:
        found = own_against_alike(seen, overview(key, year), code, [a.geography for a in near], told=told)
    else:
        found = own_district(seen, overview(key, year), code, told=told)
    rows = district_rows.Table(
        found=found,
        place=registry.geographies[code],
        places=registry.geographies,
        alike=frozenset(a.geography for a in near),
        start=registry.baseline_year,
    )
    areas = {area.number: area.short_name for area in registry.strategic_areas}
    sources = tuple(own_texts.sources(found, areas))
    return Own(found=found, alike=near, twin=district_rows.twin(rows), sources=sources)


@st.cache_resource(show_spinner=False, max_entries=64)
def map_of(key: tuple[object, ...], indicator: str, year: int) -> Spec | None:
    """The districts on a map as seen from a year."""
    found = comparison(key, indicator, year).found
    if found is None:
        return None
    registry = cached.registry()
    return district_map(found, registry.indicators[indicator], _borders(), registry.geographies)


def numbers(found: Comparison) -> dict[str, int]:
    """The numbers that stand for the names on a narrow map."""
    return map_numbers(found, _borders())


@cache
def _borders() -> tuple[Shape, ...]:
    return shapes(GEOMETRY_DIR)
