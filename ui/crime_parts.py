"""The parts of the page about reported crime: where, when, how, what people answer, what somebody has written."""

from __future__ import annotations

import streamlit as st

from indicators import analyses
from indicators.districts.reported import Reported
from indicators.model import Geography
from indicators.texts import crime as texts
from indicators.texts import crime_baselines as baseline_texts
from indicators.texts import crime_safety as safety_texts
from indicators.texts import district_trends as trend_texts
from indicators.texts import words
from ui import (
    analysis,
    cached,
    cards,
    choices,
    crime_charts,
    crime_pieces,
    crime_results,
    html,
    menu,
)
from ui.crime_results import Kept


def lead(found: Reported) -> None:
    """The warning that holds for every figure, and all districts together."""
    strong, rest = texts.WARNING
    subject, said = texts.together(found)
    st.html(
        f'<p class="lb-together"><strong>{html.escape(strong)}</strong> {html.escape(rest)}</p>'
        f'<p class="lb-together"><strong>{html.escape(subject)}</strong> {html.escape(said)}</p>'
    )


def where(kept: Kept, place: Geography | None, *, is_rate: bool) -> None:
    """The districts in the latest year, and what a count there does and does not say."""
    found, places = kept.found, cached.registry().geographies
    cards.section(f"Var? {texts.label(found.indicator)} per stadsdel {found.last}")
    st.html(html.paragraph(texts.places_subtitle(found, is_rate=is_rate, is_ranked=kept.is_ranked), "lb-sub"))
    own, year = place.code if place else None, choices.viewpoint()
    twin = crime_pieces.places(found.indicator.id, own, year, is_rate=is_rate)
    st.html(twin.table)
    for district in found.districts:
        told = texts.visitors(found, places[district.geography])
        if told:
            st.html(html.paragraph(told, "lb-note lb-crime-note"))
    cards.fold("Så läser du diagrammet", html.bullets(map(html.escape, texts.reading_places(found))))
    cards.downloads(twin, key="places")
    cards.source(texts.many(found), texts.near(found, places), *texts.notes(found, places))
    cards.fold("Vad siffran inte säger", html.bullets(map(html.escape, found.indicator.does_not_say)))


def when(kept: Kept, place: Geography | None, *, is_rate: bool) -> None:
    """Year by year in every district, the baseline year that decides, and month by month where that is known."""
    found, registry, year = kept.found, cached.registry(), choices.viewpoint()
    if kept.panels["panels"] and found.first != found.last:
        cards.section(f"När? År för år {found.first}–{found.last}")
        st.html(html.paragraph(texts.years_subtitle(found, is_rate=is_rate), "lb-sub"))
        part = crime_pieces.years(found.indicator.id, year, is_rate=is_rate)
        st.html(part.picture)
        cards.show(part.events)
        said = (*texts.reading_years(found, is_rate=is_rate), *(trend_texts.EVENTS if part.events else ()))
        cards.fold("Så läser du diagrammet", html.bullets(map(html.escape, said)))
        with st.expander("Visa som tabell", key="twin-crime-years"):
            st.html(part.twin.table)
            cards.downloads(part.twin, key="crime-years")
        cards.source(*texts.notes(found, registry.geographies))
    crime_charts.months(found, place or registry.geographies[registry.city_code], year)
    _baseline(found, year)


def kinds(found: Reported, place: Geography | None, *, is_rate: bool) -> None:
    """Every offence group of the place."""
    year = choices.viewpoint()
    every = crime_results.every(cached.key(), year)
    where_ = words.swedish_lower(texts.all_districts(every)) if place is None else place.name
    cards.section(f"Hur? Brottsgrupperna i {where_}")
    st.html(html.paragraph(texts.kinds_subtitle(place, every, is_rate=is_rate), "lb-sub"))
    part = crime_pieces.kinds(found.indicator.id, place.code if place else None, year, is_rate=is_rate)
    st.html(part.twin.table)
    cards.show(part.events)
    said = (*texts.reading_kinds(every), *(trend_texts.EVENTS_BELOW if part.events else ()))
    cards.fold("Så läser du tabellen", html.bullets(map(html.escape, said)))
    cards.downloads(part.twin, key="kinds")
    cards.source(texts.overlap(every), texts.coverage(found.indicator), f"Källa: {found.indicator.source}")


def answered(found: Reported, place: Geography | None, *, is_rate: bool) -> None:
    """Reports beside surveys, in the same place and over the same years."""
    registry = cached.registry()
    where_ = place or registry.geographies[registry.city_code]
    year = choices.viewpoint()
    asked = crime_results.beside(cached.key(), where_.code, year)
    cards.section("Trygghet: vad människor själva svarar", css="lb-new-page")
    st.html(html.paragraph(safety_texts.DIFFERENT))
    if scales := safety_texts.scales(asked):
        st.html(html.paragraph(scales, "lb-sub"))
    part = crime_pieces.answered(found.indicator.id, where_.code, year, is_rate=is_rate)
    st.html(part.picture)
    cards.show(part.events)
    lacking = safety_texts.lacking(where_, asked)
    if lacking:
        link = choices.link("Mätluckor", menu.GAPS)
        st.html(f'<p class="lb-text">{html.escape(lacking)} Mer om vad som inte mäts: {link}.</p>')
    said = (*safety_texts.READING, *(trend_texts.EVENTS if part.events else ()))
    cards.fold("Så läser du diagrammet", html.bullets(map(html.escape, said)))
    with st.expander("Visa som tabell", key="twin-crime-safety"):
        st.html(part.twin.table)
        cards.downloads(part.twin, key="crime-safety")
    sources = dict.fromkeys(each.indicator.source for each in asked if each.has_value)
    cards.source(f"Källa: {found.indicator.source}", *(f"Enkät: {source}" for source in sources))


def written(place: Geography | None) -> None:
    """What somebody has written about the place."""
    where_ = "alla stadsdelar" if place is None else place.name
    analysis.show(analyses.crime(place.code if place else None), f"Bakom kurvan: {where_}")


def _baseline(found: Reported, year: int) -> None:
    """The clearest case of a baseline year that decides, and the chosen offence group's own."""
    places = cached.registry().geographies
    told = crime_results.clearest(cached.key(), year)
    if told is None:
        return
    place = places[told.case.geography]
    cards.section("En spröd utgångspunkt: ett enda år kan vända svaret", css="lb-new-page")
    said = baseline_texts.statement(told.case, told.found, place)
    st.html(html.stressed(said.before, said.strong, said.after))
    own = crime_results.fragile(cached.key(), found.indicator.id, year)
    st.html(html.paragraph(baseline_texts.spread(own, found.indicator, places)))
    crime_charts.baselines(told, place)
