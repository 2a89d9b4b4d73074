"""What the pages about districts show, worked out once for each data version and kept."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from indicators.charts.dots import dots
from indicators.districts import overview as overviews
from indicators.districts.against_city import Comparison, against_city
from indicators.districts.overview import AreaRows
from indicators.model import GeographyLevel
from ui import cached, district_dots, district_overview
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
    return overviews.overview(cached.city_and_districts(year))


@st.cache_resource(show_spinner=False, max_entries=16)
def overview_table(key: tuple[object, ...], year: int) -> Twin:
    """The overview as a table and a file; the address of its links holds the viewpoint."""
    places = cached.registry().on_level(GeographyLevel.DISTRICT)
    return district_overview.twin(overview(key, year), places, year)
