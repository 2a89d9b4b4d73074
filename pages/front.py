"""Läget just nu: do we reach the goals, and what has changed."""

from __future__ import annotations

import streamlit as st

from indicators.model import Assessment, UserRole
from indicators.situation import count
from indicators.texts import sentences
from ui import access, cached, cards, choices, frame, front_news, front_table, html, look


def render() -> None:
    """Show the ten areas, the counts, what changed since last year and what cannot be followed."""
    access.require(UserRole.READER)
    year = choices.viewpoint()
    frame.kicker("Läget just nu")
    title, parts = _pieces(cached.key(), year)
    look.title(title)
    with st.container(key="front", gap=None):
        for part in parts:
            st.html(part)


@st.cache_resource(show_spinner=False, max_entries=16)
def _pieces(key: tuple[object, ...], year: int) -> tuple[str, tuple[str, ...]]:  # noqa: ARG001 the cache's key
    """The page's title and ready HTML, made once for each data version, register revision and viewpoint."""
    seen = cached.overview(year)
    areas = [seen.headline(area.number) for area in seen.registry.strategic_areas]
    title = sentences.front_title([p for p in areas if p], year=year, target_year=seen.registry.target_year)
    told = seen.for_city()
    found = {a: n for a, n in count(told).items() if n or a is not Assessment.MISSED}  # no miss before the target year
    line = cards.counts(found, lead=f"Alla {len(told)} indikatorer för staden:")
    news = html.side_by_side(front_news.changes(seen), front_news.unfollowed(seen))
    return title, (line, front_table.table(seen), news)
