"""Indikator: what a figure means, where it comes from, and whether it can be trusted."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from indicators import analyses
from indicators.model import TOTAL, Geography, GeographyLevel, Indicator, Progress, Registry, UserRole
from indicators.situation import Situation
from indicators.texts import sentences
from ui import access, analysis, cached, cards, choices, download_link, frame, html, indicator_parts, look, menu, traced
from ui import indicator_results as results
from ui.twins import Drawing


def render() -> None:
    """Show one indicator in one geography: assessment, path, facts, districts, sexes, figures, origin, meaning."""
    access.require(UserRole.READER)
    registry = cached.registry()
    with frame.picker():
        names = {i.id: i.short_name for i in registry.indicators.values()}
        indicator = registry.indicators[choices.pick("indikator", "Indikator", names, default=_first(registry))]
        places = cached.places(indicator.id, choices.viewpoint())
        code = choices.pick("plats", "Gäller", {p.code: indicator_parts.place_name(p) for p in places})
    place = registry.geographies[code]
    seen = cached.of_indicator(indicator.id, choices.viewpoint())
    area = registry.area(indicator.strategic_area)
    frame.kicker(f"Strategiskt område {area.number} · {area.short_name}")
    progress = seen.progress.get((indicator.id, code))
    if progress is None:
        look.title(f"{indicator.name} har inget värde i {place.name}", is_demo=indicator.is_demo)
    else:
        _headline(seen, indicator, place, progress)
    left, right = st.columns([7, 4], gap="large")
    with left:
        _districts(seen, indicator, place)
    with right:
        _sexes(seen, indicator, place)
        analysis.show(analyses.indicator(indicator.id), "Bakom kurvan")
    _figures(seen, indicator, place)
    _origin(indicator, place)
    st.html(indicator_parts.meaning(indicator))
    if progress is not None:
        cards.fold("Så har vi räknat", indicator_parts.method(progress))


def _first(registry: Registry) -> str:
    chosen = (registry.headline(area.number) for area in registry.strategic_areas)
    return next((indicator.id for indicator in chosen if indicator), next(iter(registry.indicators)))


def _headline(seen: Situation, indicator: Indicator, place: Geography, progress: Progress) -> None:
    look.title(sentences.title(progress, indicator, place), is_demo=indicator.is_demo)
    st.html(indicator_parts.verdict(progress, indicator, seen.before(progress)))
    left, right = st.columns([7, 4], gap="large")
    with left:
        where = "Staden" if place.level is GeographyLevel.CITY else place.name
        towards = f" mot målet {progress.target_year}" if progress.target is not None else ""
        about = ", ".join(filter(None, (indicator.name, indicator.unit)))
        head = html.heading(where + towards, mark=html.demo_mark(indicator.is_demo))
        st.html(head + html.paragraph(about, "lb-sub"))
        drawn = results.trend(indicator.id, place.code, seen.year)
        cited = [sentences.source_line(progress, indicator, axis_start=drawn.start)]
        _chart(drawn, key="trend", reading="trajectory", about=cited)
    with right:
        st.html(results.facts(indicator.id, place.code, seen.year))
        cards.show(indicator_parts.notice(progress, indicator))


def _districts(seen: Situation, indicator: Indicator, place: Geography) -> None:
    if GeographyLevel.DISTRICT not in indicator.levels:
        st.html(indicator_parts.absent("Underlag saknas per stadsdel", "Källan redovisar bara hela staden.", gaps=True))
        return
    year = results.district_year(indicator.id, seen.year)
    if year is None:
        st.html(
            indicator_parts.absent("Underlag saknas per stadsdel", f"Inget värde till och med {seen.year}.", gaps=True)
        )
        return
    cards.section(f"Så ligger stadsdelarna {year}")
    st.html(f'<p class="lb-sub">{html.escape(indicator.name)}{html.demo_mark(indicator.is_demo)}</p>')
    cited = [f"Källa: {indicator.source}", "Ordningen är ingen rangordning"]
    drawn = results.districts(indicator.id, place.code, year, seen.year)
    _chart(drawn, key="districts", reading="districts", about=cited)


def _sexes(seen: Situation, indicator: Indicator, place: Geography) -> None:
    found = results.sexes(indicator.id, place.code, seen.year)
    made_up = "· påhittade" if indicator.is_demo else ""
    if found is None:
        cards.section("Kvinnor och män", quiet=made_up)
        where = f"Uppdelningen finns inte för {place.name}."
        why = where if "kon" in indicator.breakdowns else "Källan delar inte upp värdet."
        st.html(indicator_parts.absent("Kan inte delas upp på kön", why))
        return
    heading, drawn = found
    cards.section(heading, quiet=made_up)
    about = [f"Källa: {indicator.source}", "Om skillnaden är större än slumpen är inte prövat här"]
    _chart(drawn, key="sexes", reading="pairs", about=about)


def _chart(drawn: Drawing, *, key: str, reading: str, about: Sequence[str]) -> None:
    cards.chart(drawn.spec, key=key, alt=drawn.alt, reading=reading, twin=drawn.twin, about=about, events=drawn.events)


def _figures(seen: Situation, indicator: Indicator, place: Geography) -> None:
    cards.section("Siffrorna bakom diagrammet", quiet="· påhittade" if indicator.is_demo else "")
    twin = results.figures(indicator.id, place.code, seen.year)
    if twin is None:
        cards.paragraphs(["Inga mätningar."], css="lb-quiet")
        return
    st.html('<p class="lb-sub">Välj ett tal för att se varifrån det kommer.</p>')
    st.html(twin.table)
    cards.downloads(twin, key="figures")
    st.html(download_link.paragraph(menu.INDICATOR))


def _origin(indicator: Indicator, place: Geography) -> None:
    asked, part = st.query_params.get(traced.YEAR, ""), st.query_params.get(traced.BREAKDOWN, TOTAL)
    found = results.origin_of(indicator.id, place.code, asked, part, choices.viewpoint())
    if found is None:
        return
    st.html(found.question)
    if found.fault:
        look.note(found.fault)
    else:
        st.html(found.answer)
