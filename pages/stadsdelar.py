"""Stadsdelar: which districts truly differ from the rest of the city, and which may not be told apart."""

from __future__ import annotations

import streamlit as st

from indicators.model import GeographyLevel, Indicator, Registry, UserRole
from indicators.texts import district_funnel as funnel_texts
from indicators.texts import districts as texts
from ui import access, cached, cards, choices, district_overview, district_results, frame, html, indicator_parts, look


def render() -> None:
    """Show one indicator in all districts against the rest of the city: the overall test first, then the dots."""
    access.require(UserRole.READER)
    frame.kicker("Stadsdelar")
    registry = cached.registry()
    with frame.picker():
        indicator = registry.indicators[_picked(registry)]
    kept = district_results.comparison(cached.key(), indicator.id, choices.viewpoint())
    look.title(texts.title(kept.found, indicator), is_demo=indicator.is_demo)
    if kept.found is None or kept.twin is None:
        why = f"Inget värde till och med {choices.viewpoint()}."
        st.html(indicator_parts.absent("Underlag saknas per stadsdel", why, gaps=True))
    else:
        subject, said = texts.together(kept.found)
        st.html(f'<p class="lb-together"><strong>{html.escape(subject)}</strong> {html.escape(said)}</p>')
        _dots(kept, indicator, registry)
        _funnel(indicator, registry)
        _panels(indicator)
    _overview()


def _picked(registry: Registry) -> str:
    told = [i for i in registry.indicators.values() if GeographyLevel.DISTRICT in i.levels]
    first = next((i.id for i in told if not i.is_demo), None)
    return choices.pick("indikator", "Indikator", {i.id: i.short_name for i in told}, default=first)


def _dots(kept: district_results.Kept, indicator: Indicator, registry: Registry) -> None:
    if kept.found is None or kept.twin is None:
        return
    mark = html.demo_mark(indicator.is_demo)
    st.html(html.heading(f"{indicator.name} per stadsdel {kept.found.year}", css="lb-section", mark=mark))
    st.html(html.paragraph(texts.subtitle(kept.found, indicator), "lb-sub"))
    st.html(kept.twin.table)
    cards.fold("Så läser du diagrammet", html.bullets(map(html.escape, texts.READING)))
    cards.downloads(kept.twin, key="dots")
    axis = [] if kept.starts_at_zero else ["Axeln börjar inte på noll"]
    cards.source(*texts.notes(kept.found, indicator, registry.geographies), f"Källa: {indicator.source}", *axis)
    cards.fold("Vad siffran inte säger", html.bullets(map(html.escape, indicator.does_not_say)))


def _funnel(indicator: Indicator, registry: Registry) -> None:
    kept = district_results.funnel(cached.key(), indicator.id, choices.viewpoint())
    if kept is None:
        return
    year, made_up = kept.year, "· påhittad" if indicator.is_demo else ""
    cards.section(funnel_texts.heading(kept.found), quiet=f"{year} {made_up}".strip())
    st.html(html.paragraph(f"{indicator.name}, {indicator.unit}, mot folkmängden.", "lb-sub"))
    cards.chart(
        kept.spec,
        key="funnel",
        alt=funnel_texts.alt(kept.found, indicator, registry.geographies, year),
        reading="funnel",
        twin=kept.twin,
        about=[funnel_texts.variation(kept.found, registry.geographies), f"Källa: {indicator.source}"],
    )


def _panels(indicator: Indicator) -> None:
    kept = district_results.panels(cached.key(), indicator.id, choices.viewpoint())
    if kept is None:
        return
    cards.section(f"Utveckling {kept.first}–{kept.last}", quiet="· påhittad" if indicator.is_demo else "")
    told = texts.trends_subtitle(starts_at_zero=kept.starts_at_zero, is_city_summed=kept.is_city_summed)
    st.html(html.paragraph(told, "lb-sub"))
    st.html(kept.html)
    cards.fold("Så läser du diagrammet", html.bullets(map(html.escape, texts.READING_PANELS)))
    with st.expander("Visa som tabell", key="twin-panels"):
        st.html(kept.twin.table)
        cards.downloads(kept.twin, key="panels")
    cards.source(texts.SINCE, f"Källa: {indicator.source}")


def _overview() -> None:
    cards.section("Alla stadsdelar och alla indikatorer")
    told = (
        f"Senaste jämförbara värde till och med {choices.viewpoint()}. Tecknet jämför stadsdelen med resten av staden."
    )
    st.html(html.paragraph(told, "lb-sub") + district_overview.key())
    twin = district_results.overview_table(cached.key(), choices.viewpoint())
    st.html(twin.table)
    cards.fold("Så läser du tabellen", html.bullets(map(html.escape, texts.READING_OVERVIEW)))
    cards.downloads(twin, key="overview")
    cards.source(
        "Källor: se varje indikator. Staden är stadsdelarna tillsammans där källan inte har något värde för den"
    )
