"""What the page about the equal city shows, worked out once for each data version and kept."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from indicators.charts import gap, gap_parts, groups, pairs
from indicators.districts import equality, equality_breakdowns
from indicators.districts.equality import Equality
from indicators.districts.equality_breakdowns import Between
from indicators.measures.equity.results import GapResult
from indicators.model import Event, Indicator
from indicators.texts import equality as texts
from indicators.texts import equality_breakdowns as breakdown_texts
from indicators.texts import equality_charts, gap_target
from indicators.texts.facts import Statement
from ui import cached, equality_divided, equality_summary, equality_twins
from ui.twins import Drawing, Twin


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Every indicator's gap, and the table of them."""

    told: tuple[Equality, ...]
    brief: Statement
    title: str
    notes: tuple[str, ...]
    twin: Twin


@st.cache_resource(show_spinner=False, max_entries=24)
def summary(key: tuple[object, ...], year: int) -> Summary:  # noqa: ARG001 the cache's key
    """All indicators as seen from a year."""
    told = tuple(of(cached.key_of(name), name, year) for name in equality.judged_at(cached.registry(), year))
    counts = equality.counted(told)
    return Summary(
        told=told,
        brief=texts.in_brief(counts),
        title=texts.summary_title(counts),
        notes=texts.summary_notes(counts),
        twin=equality_summary.twin(counts, year),
    )


@st.cache_resource(show_spinner=False, max_entries=256)
def ends(key: tuple[object, ...], indicator: str, year: int) -> Drawing:
    """The two ends year by year."""
    told = of(key, indicator, year)
    values = {y.year: (y.best.value, y.worst.value) for y in told.gap.years}
    names = (told.gap.best.name, told.gap.worst.name) if told.gap.best and told.gap.worst else ("", "")
    marked = pairs.shown(_around(told, year), values)
    return Drawing(
        spec=pairs.dumbbell(
            values,
            told.indicator,
            names=names,
            is_long=True,
            decimals=texts.distance_decimals(told),
            events=marked,
        ),
        alt=equality_charts.alt_ends(told),
        twin=equality_twins.ends(told, marked),
        events=marked,
    )


@st.cache_resource(show_spinner=False, max_entries=256)
def over_time(key: tuple[object, ...], indicator: str, year: int) -> Drawing:
    """The gap over time."""
    told, last = of(key, indicator, year), cached.registry().target_year
    decimals, goal = texts.distance_decimals(told), gap_target.label(told.indicator)
    marked = gap.shown(_around(told, year), told.gap.years, told.indicator, last=last)
    return Drawing(
        spec=gap.over_time(told.gap.years, told.indicator, last=last, decimals=decimals, goal=goal, events=marked),
        alt=equality_charts.alt_gap(told),
        twin=equality_twins.over_time(told, marked),
        events=marked,
    )


@st.cache_resource(show_spinner=False, max_entries=256)
def parts(key: tuple[object, ...], indicator: str, year: int) -> Drawing | None:
    """Which districts made the change; None where it cannot be told."""
    told = of(key, indicator, year)
    made = told.gap.change_made
    if made is None or not made.contributions or made.reason is not None:
        return None
    decimals = equality_charts.parts_decimals(made, told.indicator)
    return Drawing(
        spec=gap_parts.contributions(made, decimals=decimals),
        alt=equality_charts.alt_parts(told, made, decimals),
        twin=equality_twins.parts(told, made, decimals),
    )


@st.cache_resource(show_spinner=False, max_entries=64)
def grouped(key: tuple[object, ...], indicator: str, year: int) -> tuple[GapResult, Drawing] | None:  # noqa: ARG001 the cache's key
    """The socioeconomic groups of an indicator; None where no year up to the viewpoint has a slope."""
    seen = cached.of_indicator(indicator, year)
    found = equality.groups(seen, indicator)
    if found is None:
        return None
    chosen, places = seen.registry.indicators[indicator], seen.registry.geographies
    bands, slope = equality.bands(seen, found), found.slopes[-1]
    drawn = [
        groups.Band(
            name=texts.group_name(places[b.geography]),
            short=texts.group_lines(places[b.geography]),
            value=b.value,
            share=b.share,
            rank=b.rank,
        )
        for b in bands
    ]
    spec = groups.slope(drawn, chosen, most=slope.most or 0.0, least=slope.least or 0.0)
    alt = equality_charts.alt_groups(found, chosen, places)
    return found, Drawing(spec=spec, alt=alt, twin=equality_twins.groups(found, chosen, bands, places))


@dataclass(frozen=True, slots=True, kw_only=True)
class Divided:
    """All indicators that are divided the same way, and the table of them."""

    told: tuple[Between, ...]
    title: str
    notes: tuple[str, ...]
    twin: Twin


@st.cache_resource(show_spinner=False, max_entries=24)
def divided(key: tuple[object, ...], dimension: str, year: int) -> Divided | None:  # noqa: ARG001 the cache's key
    """The gap between the groups of a breakdown in the whole city; None where no indicator has it."""
    told = equality_breakdowns.of_every_indicator(cached.overview(year), dimension)
    if not told:
        return None
    counts = equality_breakdowns.counted(told)
    return Divided(
        told=told,
        title=breakdown_texts.title(counts, dimension),
        notes=breakdown_texts.notes(counts),
        twin=equality_divided.twin(counts, dimension, year, cached.registry().city_code),
    )


@st.cache_resource(show_spinner=False, max_entries=256)
def divided_one(key: tuple[object, ...], dimension: str, indicator: str, year: int) -> tuple[Between, Drawing] | None:
    """One indicator's two groups year by year; None where it is not divided so."""
    every = divided(key, dimension, year)
    found = next((b for b in every.told if b.indicator.id == indicator), None) if every else None
    if found is None:
        return None
    values: dict[int, tuple[float | None, float | None]] = {p.year: (p.first, p.second) for p in found.years}
    names = breakdown_texts.names(found)
    decimals = breakdown_texts.decimals(found)
    marked = pairs.shown(cached.events(indicator, year, cached.registry().city_code), values)
    return found, Drawing(
        spec=pairs.dumbbell(values, found.indicator, names=names, is_long=True, decimals=decimals, events=marked),
        alt=breakdown_texts.alt(found),
        twin=equality_divided.of_one(found, cached.registry().city_code, marked),
        events=marked,
    )


@st.cache_resource(show_spinner=False, max_entries=8192)
def of(key: tuple[object, ...], indicator: str, year: int) -> Equality:  # noqa: ARG001 the cache's key
    """One indicator, worked out alone so that its part of the page need not wait for all the others."""
    return equality.of_indicator(cached.city_and_districts(year), indicator)


def _around(told: Equality, year: int) -> tuple[Event, ...]:
    """What concerns either of the two ends."""
    ends = [end.geography for end in (told.gap.best, told.gap.worst) if end]
    return cached.events(told.indicator.id, year, *ends)


def with_groups() -> list[Indicator]:
    """The indicators with values for the socioeconomic groups, real ones first."""
    chosen = [i for i in cached.registry().indicators.values() if equality.GROUP in i.levels]
    return sorted(chosen, key=lambda i: i.is_demo)
