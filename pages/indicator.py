"""Indikator: what a figure means, where it comes from, and whether it can be trusted."""

from __future__ import annotations

import streamlit as st

from indicators import analyses, swedish
from indicators import observations as obs
from indicators.charts import districts, pairs, trajectory
from indicators.charts.theme import Spec
from indicators.errors import InputError
from indicators.model import TOTAL, Event, Geography, GeographyLevel, Indicator, Progress, Reason, Registry, UserRole
from indicators.situation import Situation
from indicators.texts import sentences, words
from ui import (
    access,
    analysis,
    cached,
    cards,
    choices,
    download_link,
    frame,
    html,
    indicator_parts,
    look,
    menu,
    origin,
    traced,
    twins,
)

SEXES = {"kon=kvinna": "Kvinnor", "kon=man": "Män"}


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
        _sexes(indicator, place)
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
        spec, start, marked = _trajectory(cached.key(), indicator.id, place.code, seen.year)
        alt = sentences.alt(progress, indicator, place)
        cited = [sentences.source_line(progress, indicator, axis_start=start)]
        twin = twins.series(seen, indicator, place, events=marked)
        cards.chart(spec, key="trend", alt=alt, reading="trajectory", twin=twin, about=cited, events=marked)
    with right:
        st.html(_facts(cached.key(), indicator.id, place.code, seen.year))
        cards.show(indicator_parts.notice(progress, indicator))


def _districts(seen: Situation, indicator: Indicator, place: Geography) -> None:
    if GeographyLevel.DISTRICT not in indicator.levels:
        st.html(indicator_parts.absent("Underlag saknas per stadsdel", "Källan redovisar bara hela staden.", gaps=True))
        return
    year = _district_year(seen)
    if year is None:
        st.html(
            indicator_parts.absent("Underlag saknas per stadsdel", f"Inget värde till och med {seen.year}.", gaps=True)
        )
        return
    places = seen.registry.on_level(GeographyLevel.DISTRICT)
    cards.section(f"Så ligger stadsdelarna {year}")
    st.html(f'<p class="lb-sub">{html.escape(indicator.name)}{html.demo_mark(indicator.is_demo)}</p>')
    spec, alt = _strip(cached.key(), indicator.id, place.code, year, seen.year)
    cited = [f"Källa: {indicator.source}", "Ordningen är ingen rangordning"]
    twin = twins.districts(seen, indicator, places, year)
    cards.chart(spec, key="districts", alt=alt, reading="districts", twin=twin, about=cited)


def _sexes(indicator: Indicator, place: Geography) -> None:
    seen = cached.of_place(indicator.id, place.code, choices.viewpoint())
    told = indicator_parts.sexes(seen, indicator, place)
    made_up = "· påhittade" if indicator.is_demo else ""
    if told is None:
        cards.section("Kvinnor och män", quiet=made_up)
        where = f"Uppdelningen finns inte för {place.name}."
        why = where if "kon" in indicator.breakdowns else "Källan delar inte upp värdet."
        st.html(indicator_parts.absent("Kan inte delas upp på kön", why))
        return
    cards.section(indicator_parts.sexes_heading(told, indicator), quiet=made_up)
    spec, marked = _pairs(cached.key(), indicator.id, place.code, seen.year)
    cards.chart(
        spec,
        key="sexes",
        alt=sentences.alt_pairs(indicator, (SEXES["kon=kvinna"], SEXES["kon=man"]), told),
        reading="pairs",
        twin=twins.pairs(seen, indicator, place, SEXES, marked),
        about=[f"Källa: {indicator.source}", "Om skillnaden är större än slumpen är inte prövat här"],
        events=marked,
    )


def _figures(seen: Situation, indicator: Indicator, place: Geography) -> None:
    cards.section("Siffrorna bakom diagrammet", quiet="· påhittade" if indicator.is_demo else "")
    rows = seen.series(indicator.id, place.code)
    if rows.empty:
        cards.paragraphs(["Inga mätningar."], css="lb-quiet")
        return
    st.html('<p class="lb-sub">Välj ett tal för att se varifrån det kommer.</p>')
    has_chart = (indicator.id, place.code) in seen.progress
    marked = _trajectory(cached.key(), indicator.id, place.code, seen.year)[2] if has_chart else ()
    twin = twins.series(seen, indicator, place, with_links=True, events=marked)
    st.html(twin.table)
    cards.downloads(twin, key="figures")
    st.html(download_link.paragraph(menu.INDICATOR))


def _origin(indicator: Indicator, place: Geography) -> None:
    seen = cached.of_place(indicator.id, place.code, choices.viewpoint())
    part = st.query_params.get(traced.BREAKDOWN, TOTAL)
    rows = seen.series(indicator.id, place.code, part)
    if not rows[obs.VALUE].notna().any():
        rows, part = seen.series(indicator.id, place.code), TOTAL
    with_value = rows[rows[obs.VALUE].notna()]
    if with_value.empty:
        return
    years = [int(y) for y in with_value[obs.YEAR]]
    asked = st.query_params.get(traced.YEAR, "")
    year = int(asked) if asked.isdigit() and int(asked) in years else years[-1]
    row = with_value[with_value[obs.YEAR] == year].iloc[0]
    shown = swedish.label(float(row[obs.VALUE]), indicator.unit, indicator.decimals)
    question = html.escape(f"Varifrån kommer {shown}, {_whom(part)}{row[obs.PERIOD]}?") + html.demo_mark(
        bool(row[obs.IS_DEMO])
    )
    st.html(f'<h2 class="lb-section" id="{traced.PLACE}" tabindex="-1">{question}</h2>')
    try:
        trace = cached.origin(indicator.id, place.code, year, part)
    except InputError as fault:
        look.note(str(fault))
        return
    st.html(html.side_by_side(origin.chain(trace, indicator, place), origin.cell(trace), "lb-origin"))


def _whom(breakdown: str) -> str:
    """`kvinnor, ` in the question about a part's value; nothing of everybody's."""
    return "" if breakdown == TOTAL else f"{words.part(breakdown)}, "


def _district_year(seen: Situation) -> int | None:
    codes = {g.code for g in seen.registry.on_level(GeographyLevel.DISTRICT)}
    rows = seen.estimates
    told = rows[rows[obs.GEOGRAPHY].isin(codes) & rows[obs.VALUE].notna() & (rows[obs.BREAKDOWN] == "")]
    return None if told.empty else int(told[obs.YEAR].max())


@st.cache_resource(show_spinner=False, max_entries=128)
def _facts(key: tuple[object, ...], indicator: str, geography: str, year: int) -> str:  # noqa: ARG001 the cache's key
    """The facts beside the chart."""
    seen = cached.of_indicator(indicator, year)
    return indicator_parts.facts(seen, seen.progress[indicator, geography], seen.registry.indicators[indicator])


@st.cache_resource(show_spinner=False, max_entries=128)
def _trajectory(
    key: tuple[object, ...],  # noqa: ARG001 the cache's key
    indicator: str,
    geography: str,
    year: int,
) -> tuple[Spec, float, tuple[Event, ...]]:
    """The main chart, where its axis starts, and the events it numbers."""
    seen, chosen = cached.of_indicator(indicator, year), cached.registry().indicators[indicator]
    rows, progress = seen.series(indicator, geography), seen.progress[indicator, geography]
    marked = trajectory.shown(cached.events(indicator, year, geography), rows, progress, chosen)
    spec = trajectory.trajectory(rows, progress, chosen, events=marked)
    return spec, trajectory.axis_start(rows, progress, chosen), marked


@st.cache_resource(show_spinner=False, max_entries=128)
def _strip(key: tuple[object, ...], indicator: str, own: str, year: int, viewpoint: int) -> tuple[Spec, str]:  # noqa: ARG001 the cache's key
    """The district dots of a year and their text alternative."""
    seen, registry = cached.of_indicator(indicator, viewpoint), cached.registry()
    chosen, places = registry.indicators[indicator], registry.on_level(GeographyLevel.DISTRICT)
    rows = seen.estimates
    at = rows[(rows[obs.YEAR] == year) & (rows[obs.BREAKDOWN] == "")]
    city = at[(at[obs.GEOGRAPHY] == registry.city_code) & at[obs.VALUE].notna()]
    level = None if city.empty else float(city[obs.VALUE].iloc[0])
    of_districts = at[at[obs.GEOGRAPHY].isin([p.code for p in places])]
    told = {str(r[obs.GEOGRAPHY]): twins.remark(r) for r in of_districts.to_dict("records")}
    reasons = {p.code: told.get(p.code) or words.REASONS[Reason.MISSING] for p in places}
    spec = districts.strip(of_districts, chosen, places, city=level, own=own, reasons=reasons)
    return spec, sentences.alt_districts(of_districts, chosen, {p.code: p for p in places}, city=level)


@st.cache_resource(show_spinner=False, max_entries=128)
def _pairs(
    key: tuple[object, ...],  # noqa: ARG001 the cache's key
    indicator: str,
    place: str,
    year: int,
) -> tuple[Spec, tuple[Event, ...]]:
    """The two sexes at the baseline and now, and the events between."""
    registry = cached.registry()
    told = indicator_parts.sexes(
        cached.of_place(indicator, place, year), registry.indicators[indicator], registry.geographies[place]
    )
    names = (SEXES["kon=kvinna"], SEXES["kon=man"])
    marked = pairs.shown(cached.events(indicator, year, place), told or {})
    return pairs.dumbbell(told or {}, registry.indicators[indicator], names=names, events=marked), marked
