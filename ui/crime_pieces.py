"""The ready tables and panels of the page about reported crime, made once and kept."""

from __future__ import annotations

from dataclasses import dataclass

from indicators import events as dated
from ui import cached, crime_charts, crime_panels, crime_results, crime_tables, event_list, pieces
from ui.twins import Twin


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the page: its picture, where that stands apart from the table, the events drawn, and the table."""

    picture: str = ""
    events: str = ""
    twin: Twin


@pieces.kept
def places(indicator: str, place: str | None, year: int, *, is_rate: bool) -> Twin:
    """The districts in the latest year, one of them marked."""
    kept = crime_results.of(cached.key(), indicator, year, is_rate=is_rate)
    return crime_tables.places(kept, cached.registry().geographies, own=place, is_rate=is_rate)


@pieces.kept
def years(indicator: str, year: int, *, is_rate: bool) -> Part:
    """Every district year by year."""
    kept = crime_results.of(cached.key(), indicator, year, is_rate=is_rate)
    names = cached.registry().geographies
    return Part(
        picture=crime_panels.districts(kept, names, is_rate=is_rate),
        events=event_list.under(kept.events, numbered=False),
        twin=crime_tables.years(kept, names),
    )


@pieces.kept
def kinds(indicator: str, place: str | None, year: int, *, is_rate: bool) -> Part:
    """Every offence group of a place, or of all ten districts, with the chosen one marked."""
    every, names = crime_results.every(cached.key(), year), cached.registry().geographies
    at = names[place or cached.registry().city_code]
    marked = {told.indicator.id: crime_panels.events(told, at, ()) for told in every}
    drawn = {event.id: event for told in marked.values() for event in told}
    return Part(
        events=event_list.under(dated.in_order(drawn.values()), numbered=False),
        twin=crime_tables.kinds(
            [(found, crime_results.curve(found, place, year, is_rate=is_rate)) for found in every],
            names,
            own=place,
            chosen=indicator,
            events=marked,
            is_rate=is_rate,
        ),
    )


@pieces.kept
def answered(indicator: str, place: str, year: int, *, is_rate: bool) -> Part:
    """Reports beside what people answer, in one place."""
    found, at = crime_results.series(cached.key(), indicator, year), cached.registry().geographies[place]
    series = found.of(place)
    told = [each for each in crime_results.beside(cached.key(), place, year) if each.has_value]
    return Part(
        picture=crime_panels.beside(found, series, at, told, is_rate=is_rate),
        events=event_list.under(crime_panels.events(found, at, told), numbered=False),
        twin=crime_charts.surveys(found, series, at, told, is_rate=is_rate),
    )
