"""The parts of Stadsdelar: dots, map, funnel, each district's own curve, and the overview."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from indicators.districts import equality_known
from indicators.model import Geography, Indicator
from indicators.texts import crime as crime_texts
from indicators.texts import district_funnel as funnel_texts
from indicators.texts import district_reading
from indicators.texts import district_trends as trend_texts
from indicators.texts import districts as texts
from ui import cached, cards, district_map_key, district_overview, district_results, event_list, html, pieces
from ui.district_marks import legend
from ui.district_results import Kept

Names = Mapping[str, Geography]


def together(kept: Kept, indicator: Indicator, places: Names, year: int) -> None:
    """The overall test, with the reservation that the funnel gives it."""
    if kept.found is None:
        return
    told = district_results.funnel(pieces.key(), indicator.id, year)
    subject, said = funnel_texts.together(kept.found, told.found if told else None, places)
    st.html(f'<p class="lb-together"><strong>{html.escape(subject)}</strong> {html.escape(said)}</p>')


def reported(indicator: Indicator) -> None:
    """What no count of reported crime may be read without; nothing for other indicators."""
    if equality_known.counts_events(indicator):
        strong, rest = crime_texts.reported(indicator)
        st.html(f'<p class="lb-together"><strong>{html.escape(strong)}</strong> {html.escape(rest)}</p>')


def dots(kept: Kept, indicator: Indicator, places: Names) -> None:
    """The districts as dots in a table of their own."""
    if kept.found is None or kept.twin is None:
        return
    _heading(kept, indicator)
    st.html(html.paragraph(texts.subtitle(kept.found, indicator), "lb-sub"))
    st.html(kept.twin.table)
    cards.fold("Så läser du diagrammet", html.bullets(map(html.escape, district_reading.dots(kept.found))))
    cards.downloads(kept.twin, key="dots")
    axis = [] if kept.starts_at_zero else ["Axeln börjar inte på noll"]
    cards.source(*texts.notes(kept.found, indicator, places), f"Källa: {indicator.source}", *axis)
    _limits(indicator)


def districts_on_map(kept: Kept, indicator: Indicator, places: Names, year: int) -> None:
    """The same marks on a map; the dots are its table."""
    spec = district_results.map_of(pieces.key(), indicator.id, year)
    if kept.found is None or kept.twin is None or spec is None:
        return
    _heading(kept, indicator)
    st.html(html.paragraph(texts.map_subtitle(indicator), "lb-sub"))
    st.html(legend(texts.present(kept.found)))
    cards.chart(
        spec,
        key="map",
        alt=texts.alt(kept.found, indicator, places, kind="Karta"),
        reading="map",
        twin=kept.twin,
        under=district_map_key.numbered(kept.found, indicator, places, district_results.numbers(kept.found)),
        about=[*texts.map_notes(kept.found, indicator, places), f"Källa: {indicator.source}"],
    )
    _limits(indicator)


def funnel(indicator: Indicator, places: Names, year: int) -> None:
    """The funnel, for event rates."""
    kept = district_results.funnel(pieces.key(), indicator.id, year)
    if kept is None:
        return
    made_up = " · påhittad" if indicator.is_demo else ""
    cards.section(funnel_texts.heading(kept.found), quiet=f"{kept.year}{made_up}")
    st.html(html.paragraph(f"{indicator.name}, {indicator.unit}, mot folkmängden.", "lb-sub"))
    cards.chart(
        kept.spec,
        key="funnel",
        alt=funnel_texts.alt(kept.found, indicator, places, kept.year),
        reading="funnel",
        twin=kept.twin,
        about=[f"Källa: {indicator.source}"],
    )


def panels(indicator: Indicator, year: int) -> None:
    """Each district's own curve on one scale; nothing where there is only one year."""
    kept = district_results.panels(pieces.key(), indicator.id, year)
    if kept is None:
        return
    cards.section(f"Utveckling {kept.first}–{kept.last}", quiet="· påhittad" if indicator.is_demo else "")
    told = trend_texts.subtitle(starts_at_zero=kept.starts_at_zero, drawn=kept.drawn)
    st.html(html.paragraph(told, "lb-sub"))
    st.html(kept.html)
    cards.show(event_list.under(kept.events, numbered=False))
    said = (*trend_texts.reading(kept.drawn), *(trend_texts.EVENTS if kept.events else ()))
    cards.fold("Så läser du diagrammet", html.bullets(map(html.escape, said)))
    with st.expander("Visa som tabell", key="twin-panels"):
        st.html(kept.twin.table)
        cards.downloads(kept.twin, key="panels")
    cards.source(*trend_texts.compared(kept.drawn), f"Källa: {indicator.source}")


def overview(year: int) -> None:
    """All indicators in all districts."""
    cards.section("Alla stadsdelar och alla indikatorer", css="lb-new-page")
    told = f"Senaste jämförbara värde till och med {year}. Tecknet och tonen jämför stadsdelen med resten av staden."
    st.html(html.paragraph(told, "lb-sub") + district_overview.key())
    twin = district_results.overview_table(pieces.key(), year)
    st.html(twin.table)
    cards.fold("Så läser du tabellen", html.bullets(map(html.escape, district_reading.OVERVIEW)))
    cards.downloads(twin, key="overview")
    rows = [pair for area in district_results.overview(pieces.key(), year) for pair in area.rows]
    known = texts.of_all(rows, cached.registry().geographies)
    summed = "Staden är stadsdelarna tillsammans där källan saknar värde för den"
    cards.source("Källor: se varje indikator", summed, *known)


def _heading(kept: Kept, indicator: Indicator) -> None:
    said = texts.heading(indicator, kept.found.year if kept.found else None)
    mark = html.demo_mark(indicator.is_demo)
    st.html(html.heading(said, css="lb-section", mark=mark))


def _limits(indicator: Indicator) -> None:
    cards.fold("Vad siffran inte säger", html.bullets(map(html.escape, indicator.does_not_say)))
