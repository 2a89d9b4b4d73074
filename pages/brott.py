"""Brott och trygghet i tio år: where, when and how crime is reported, and what people answer about their safety."""

from __future__ import annotations

from indicators import swedish
from indicators.districts.reported import offences
from indicators.model import GeographyLevel, Registry, UserRole
from indicators.texts import crime as texts
from ui import access, cached, choices, crime_parts, crime_results, frame, look

ALL = "alla"
MEASURES = {"antal": "Antal", "tal": "Per 100 000"}


def render() -> None:
    """Show one offence group in the districts and one place's offence groups, with surveys and text beside."""
    access.require(UserRole.READER)
    frame.kicker("Brott och trygghet i tio år")
    registry = cached.registry()
    if not offences(registry):
        look.title("Inga anmälda brott följs i stadsdelarna")
        return
    with frame.picker():
        chosen = _offence(registry)
        code = _district(registry)
        is_rate = choices.pick("matt", "Visa som", MEASURES) == "tal"
    place = registry.geographies.get(code)
    kept = crime_results.of(cached.key(), chosen, choices.viewpoint(), is_rate=is_rate)
    look.title(texts.title(kept.found, place), is_demo=kept.found.indicator.is_demo)
    crime_parts.lead(kept.found)
    if kept.found.last is not None:
        crime_parts.where(kept, place, is_rate=is_rate)
        crime_parts.when(kept, place, is_rate=is_rate)
    crime_parts.kinds(kept.found, place, is_rate=is_rate)
    crime_parts.answered(kept.found, place, is_rate=is_rate)
    crime_parts.written(place)


def _offence(registry: Registry) -> str:
    """The offence group: that of all reports where there is one, else the first."""
    told = {i.id: texts.label(i) for i in offences(registry)}
    first = next((key for key in told if key.endswith("-totalt")), None)
    return choices.pick("brott", "Brott", told, default=first)


def _district(registry: Registry) -> str:
    places = registry.on_level(GeographyLevel.DISTRICT)
    every = f"Alla {swedish.count_word(len(places))}"
    return choices.pick("stadsdel", "Stadsdel", {ALL: every, **{p.code: p.name for p in places}})
