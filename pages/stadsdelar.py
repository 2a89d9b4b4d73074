"""Stadsdelar: which districts truly differ from the rest of the city, and which may not be told apart."""

from __future__ import annotations

import streamlit as st

from indicators.model import GeographyLevel, Indicator, Registry, UserRole
from indicators.texts import crosswalk as crosswalk_texts
from indicators.texts import districts as texts
from ui import (
    access,
    cached,
    choices,
    crosswalk,
    district_parts,
    district_results,
    download_link,
    frame,
    indicator_parts,
    look,
    menu,
    pieces,
)

VIEWS = {"punkter": "Punkter", "karta": "Karta"}


def render() -> None:
    """Show one indicator in all districts against the rest of the city: the overall test first, then the dots."""
    access.require(UserRole.READER)
    frame.kicker("Stadsdelar")
    registry, year = cached.registry(), choices.viewpoint()
    if not registry.in_force(GeographyLevel.DISTRICT, year):
        look.title(crosswalk_texts.NO_DISTRICTS.format(year=year))
        crosswalk.instead(year)
        return
    with frame.picker():
        indicator = registry.indicators[_picked(registry)]
        view = choices.pick("visa", "Visa som", VIEWS)
    kept = district_results.comparison(pieces.key(), indicator.id, year)
    look.title(texts.title(kept.found, indicator), is_demo=indicator.is_demo)
    if kept.found is None or kept.twin is None:
        why = f"Inget värde till och med {year}."
        st.html(indicator_parts.absent("Underlag saknas per stadsdel", why, gaps=True))
    else:
        district_parts.together(kept, indicator, registry.geographies, year)
        district_parts.reported(indicator)
        _one(kept, indicator, is_map=view == "karta")
        st.html(download_link.paragraph(menu.DISTRICTS))
    district_parts.overview(year)


def _picked(registry: Registry) -> str:
    told = [i for i in registry.indicators.values() if GeographyLevel.DISTRICT in i.levels]
    first = next((i.id for i in told if not i.is_demo), None)
    return choices.pick("indikator", "Indikator", {i.id: i.short_name for i in told}, default=first)


def _one(kept: district_results.Kept, indicator: Indicator, *, is_map: bool) -> None:
    """The indicator's own part of the page: the dots or the map, the funnel, each district's own curve."""
    places = cached.registry().geographies
    if is_map:
        district_parts.districts_on_map(kept, indicator, places, choices.viewpoint())
    else:
        district_parts.dots(kept, indicator, places)
        district_parts.funnel(indicator, places, choices.viewpoint())
    district_parts.panels(indicator, choices.viewpoint())
