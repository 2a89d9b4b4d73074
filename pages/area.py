"""Strategiskt område: how one area stands, what we know and what we lack."""

from __future__ import annotations

import streamlit as st

from indicators import analyses, swedish
from indicators.model import Indicator, Progress, StrategicArea, UserRole
from indicators.situation import Situation, count
from indicators.texts import sentences
from ui import (
    access,
    analysis,
    area_table,
    cached,
    cards,
    chain_parts,
    choices,
    frame,
    html,
    indicator_results,
    look,
    menu,
    pieces,
)
from ui.twins import Drawing


def render() -> None:
    """Show the area's headline indicator against the target, its indicators by role, and what is not known."""
    access.require(UserRole.READER)
    areas = cached.registry().strategic_areas
    with frame.picker():
        number = int(choices.pick_code("omrade", "Område", [str(a.number) for a in areas]))
    area = cached.registry().area(number)
    seen = cached.of_area(number, choices.viewpoint())
    frame.kicker(f"Strategiskt område {number} · {area.name}")
    _heading(seen, area)
    chosen, progress = seen.registry.headline(number), seen.headline(number)
    if chosen is not None and progress is not None and progress.value.value is not None:
        _headline(seen, chosen, progress)
    else:
        analysis.show(analyses.area(number), "Bakom kurvan")
    cards.section("Indikatorerna")
    st.html(_table(number, seen.year))
    cards.section("Det vi gör")
    st.html(chain_parts.summary(number, cached.registry()))
    _unknown(seen, number)
    _neighbours(areas, number)


def warm(year: int) -> None:
    """Make every area's table and main chart, before the first reader asks."""
    for area in cached.registry().strategic_areas:
        seen = cached.of_area(area.number, year)
        _table(area.number, year)
        chosen, progress = seen.registry.headline(area.number), seen.headline(area.number)
        if chosen is not None and progress is not None and progress.value.value is not None:
            _drawn(chosen.id, progress.geography, year)


def _heading(seen: Situation, area: StrategicArea) -> None:
    chosen, progress = seen.registry.headline(area.number), seen.headline(area.number)
    if chosen is None or progress is None:
        look.title("Området har ingen huvudindikator")
    else:
        place = seen.registry.geographies[progress.geography]
        look.title(sentences.title(progress, chosen, place), is_demo=chosen.is_demo)
    cards.paragraphs([f"<strong>Programmets mål:</strong> {html.escape(area.goal)}"], css="lb-goal-line")
    told = seen.for_city(area.number)
    whose = "enda indikator" if len(told) == 1 else swedish.counted(len(told), "indikator", "indikatorer")
    st.html(cards.counts(count(told), lead=f"Områdets {whose} för staden:", only_present=True))


def _headline(seen: Situation, chosen: Indicator, progress: Progress) -> None:
    left, right = st.columns([1.72, 1], gap="large")
    with left:
        towards = f" mot målet {progress.target_year}" if progress.target is not None else ""
        head = html.heading(f"Huvudindikatorn: staden{towards}", mark=html.demo_mark(chosen.is_demo))
        about = html.paragraph(", ".join(filter(None, (chosen.name, chosen.unit))), "lb-sub")
        st.html(f'<div class="lb-panel-head"><div>{head}{about}</div>{cards.chip(progress, size=24)}</div>')
        drawn = _drawn(chosen.id, progress.geography, seen.year)
        cards.chart(
            drawn.spec,
            key="area",
            alt=drawn.alt,
            reading="trajectory",
            twin=drawn.twin,
            about=[sentences.source_line(progress, chosen, axis_start=drawn.start)],
            events=drawn.events,
        )
        line = sentences.facts_line(progress, chosen)
        st.html(html.stressed(line.before, line.strong, line.after, "lb-text lb-facts"))
    with right:
        analysis.show(analyses.area(chosen.strategic_area), "Bakom kurvan")
        st.html(f'<p class="lb-more">{choices.link("Mer om huvudindikatorn", menu.INDICATOR, indikator=chosen.id)}</p>')


@pieces.kept
def _drawn(indicator: str, geography: str, year: int) -> Drawing:
    """The main chart."""
    registry = cached.registry()
    chosen = registry.indicators[indicator]
    seen = cached.of_area(chosen.strategic_area, year)
    return indicator_results.on_its_way(seen, chosen, registry.geographies[geography])


@pieces.kept
def _table(number: int, year: int) -> str:
    """The area's indicators by role."""
    return area_table.table(cached.of_area(number, year), number)


def _unknown(seen: Situation, number: int) -> None:
    cards.section("Det vi inte vet")
    said = sentences.unknown(number, seen.registry, seen.progress)
    if not said:
        cards.paragraphs(["Alla områdets mål har mått som går att bedöma."])
    cards.show("".join(html.stressed(s.before, s.strong, s.after) for s in said))
    st.html(f'<p class="lb-more">{choices.link("Alla mätluckor", menu.GAPS)}</p>')


def _neighbours(areas: tuple[StrategicArea, ...], number: int) -> None:
    before = [a for a in areas if a.number == number - 1]
    after = [a for a in areas if a.number == number + 1]
    left = "".join(
        choices.link(f"‹ Område {a.number}: {a.short_name}", menu.AREA, omrade=str(a.number)) for a in before
    )
    right = "".join(
        choices.link(f"Område {a.number}: {a.short_name} ›", menu.AREA, omrade=str(a.number)) for a in after
    )
    st.html(f'<nav class="lb-neighbours" aria-label="Grannområden"><span>{left}</span><span>{right}</span></nav>')
