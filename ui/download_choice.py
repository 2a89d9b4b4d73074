"""The pickers of Hämta data: indicators, places, breakdowns and years, kept in the address line."""

from __future__ import annotations

import streamlit as st

from indicators.model import TOTAL, GeographyLevel, Registry
from indicators.reports.choice import Choice, dimensions
from indicators.texts import words
from ui import choices, indicator_parts

EVERYBODY = "alla"
DIVIDED = {"kon": "Kön", "alder": "Ålder", "huvudman": "Huvudman"}
ALL_YEARS = "alla"


def picked(registry: Registry, *, until: int) -> Choice:
    """What the reader has chosen, of years until the viewpoint; an empty picker leaves nothing out."""
    start = min((i.first_year for i in registry.indicators.values()), default=until)
    years = list(range(start, until + 1))
    with st.container(key="download-choice"):
        first, second = st.columns([1, 1], gap="medium")
        with first:
            areas = _areas(registry)
            indicators = _indicators(registry, areas)
        with second:
            places = choices.pick_many("plats", "Platser", _places(registry), placeholder="Alla platser")
            left, middle, right = st.columns([2, 1, 1], gap="small")
            with left:
                divided = choices.pick_many(
                    "uppdelning", "Uppdelningar", _breakdowns(registry), placeholder="Alla uppdelningar"
                )
            with middle:
                first_year = _year("fran", "Från år", years)
            with right:
                last_year = _year("till", "Till år", years[::-1])
    levels = {str(level): level for level in GeographyLevel}
    return Choice(
        strategic_areas=areas,
        indicators=indicators,
        levels=tuple(levels[code] for code in places if code in levels),
        geographies=tuple(code for code in places if code not in levels),
        first=first_year,
        last=last_year,
        breakdowns=tuple(TOTAL if code == EVERYBODY else code for code in divided),
    )


def _areas(registry: Registry) -> tuple[int, ...]:
    names = {str(area.number): f"{area.number} {area.short_name}" for area in registry.strategic_areas}
    return tuple(map(int, choices.pick_many("omrade", "Strategiska områden", names, placeholder="Alla områden")))


def _indicators(registry: Registry, areas: tuple[int, ...]) -> tuple[str, ...]:
    """The indicators within the chosen areas, each with its mark where it is made up."""
    names = {
        key: f"{i.short_name} · {words.MADE_UP}" if i.is_demo else i.short_name
        for key, i in registry.indicators.items()
        if not areas or i.strategic_area in areas
    }
    return choices.pick_many("indikator", "Indikatorer", names, placeholder="Alla indikatorer")


def _places(registry: Registry) -> dict[str, str]:
    """Whole levels first, then every place by name."""
    there = {place.level for place in registry.geographies.values()}
    levels = {str(level): f"Alla {words.LEVELS[level]}" for level in GeographyLevel if level in there}
    levels[str(GeographyLevel.CITY)] = "Hela staden"
    places = [place for place in registry.geographies.values() if place.level is not GeographyLevel.CITY]
    return levels | {place.code: indicator_parts.place_name(place) for place in places}


def _breakdowns(registry: Registry) -> dict[str, str]:
    return {EVERYBODY: "Alla tillsammans"} | {name: DIVIDED.get(name, name) for name in dimensions(registry)}


def _year(name: str, label: str, years: list[int]) -> int | None:
    """A year, or None where none is chosen."""
    told = {ALL_YEARS: "Alla", **{str(year): str(year) for year in years}}
    chosen = choices.pick(name, label, told)
    return None if chosen == ALL_YEARS else int(chosen)
