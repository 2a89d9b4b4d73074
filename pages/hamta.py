"""Hämta data: the figures as files, the reader's choice of them or all, with code book and origin."""

from __future__ import annotations

from functools import partial

import streamlit as st

from indicators import swedish
from indicators.model import UserRole
from indicators.reports import read_me
from indicators.reports.choice import Choice
from ui import access, cached, cards, choices, crosswalk, download_choice, frame, look
from ui import download_parts as parts
from ui import download_results as results

TITLE = "Hämta siffrorna: ett urval, eller allt"
TERMINAL = "Be den som sköter Lägesbild att köra python -m indicators export."


def render() -> None:
    """Show what the file of a choice will hold and hand it out; then the file of everything."""
    access.require(UserRole.READER)
    frame.kicker("Hämta data")
    heading, year = st.container(), choices.viewpoint()
    asked = download_choice.picked(cached.registry(), until=year)
    told = None if asked.is_everything else _told(results.seen_from(asked, year))
    with heading:
        look.title(TITLE if told is None else _title(told), is_demo=told is not None and told.is_made_up)
    if asked.is_everything:
        parts.empty("Inget är valt än.", "Välj ovan vad du vill ha, så visas det här. Eller hämta allt nedan.")
    elif told is not None:
        _chosen(told, results.seen_from(asked, year))
    _everything(year)
    crosswalk.onwards()
    parts.reading(read_me.READING)
    cards.source("Filerna nämner ingen som har lämnat eller godkänt")


def _told(choice: Choice) -> results.Summary | None:
    """What the file of a choice will hold; None, with the reason written, where it is too large to be made here."""
    if (rows := results.rows_at_most(choice)) <= results.LARGEST:
        return results.summary(cached.key(), choice)
    parts.empty("Urvalet är för stort för sidan.", f"Det har upp till {swedish.number(rows)} rader. Välj färre.")
    return None


def _title(told: results.Summary) -> str:
    counts = told.counts
    if not counts.rows:
        return "Urvalet har inga värden"
    rows = "1 rad" if counts.rows == 1 else f"{swedish.number(counts.rows)} rader"
    return f"Urvalet har {rows} från {swedish.counted(counts.indicators, 'indikator', 'indikatorer')}"


def _chosen(told: results.Summary, choice: Choice) -> None:
    """The choice: what the file will hold, three formats, the first rows."""
    if not told.counts.rows:
        parts.empty("Det finns inget att hämta.", f"{told.chosen} Ta bort något av det som är valt.")
        return
    key = cached.key()
    cards.section("Ditt urval")
    st.html(parts.holds(told))
    file = partial(results.content, key, choice)
    parts.downloads(told, file, key="chosen", what="urvalet", is_main=True)
    cards.source(f"Läge per {choices.viewpoint()}: inga senare år", told.version, told.licences)
    cards.section("De första raderna")
    st.html(parts.first_rows(told, cached.registry()))
    cards.fold(f"Källorna ({len(told.sources)})", parts.sources(told.sources))
    if len(told.events):
        cards.fold(f"Händelser och metodbyten som följer med ({len(told.events)})", parts.events(told.events))


def _everything(year: int) -> None:
    cards.section("Allt")
    if (rows := results.rows_at_most(Choice())) > results.LARGEST:
        parts.empty("Allt är för stort för sidan.", f"Det är {swedish.number(rows)} rader. {TERMINAL}")
        return
    key = cached.key()
    told = results.summary(key, Choice())
    if not told.counts.rows:
        parts.empty("Det finns inga siffror än.", "Inget är godkänt.")
        return
    st.html(parts.holds(told))
    parts.downloads(told, partial(results.content, key, Choice()), key="all", what="allt")
    cards.source(f"Alla år, också efter {year}", told.version, told.licences)
    cards.fold("Kodboken: vad varje kolumn och kod betyder", parts.code_book(told))
