"""Läget just nu: do we reach the goals, and what has changed."""

from __future__ import annotations

import streamlit as st

from indicators.model import Assessment, Progress, UserRole
from indicators.situation import count
from indicators.texts import sentences
from ui import access, cached, cards, choices, frame, front_news, front_table, html, look, pieces


def render() -> None:
    """Show the ten areas, the counts, what changed since last year and what cannot be followed."""
    access.require(UserRole.READER)
    year = choices.viewpoint()
    title, mark, parts = _pieces(year)
    frame.kicker("Läget just nu", quiet=mark)
    look.title(title)
    with st.container(key="front", gap=None):
        for part in parts:
            st.html(part)


@pieces.kept
def _pieces(year: int) -> tuple[str, str, tuple[str, ...]]:
    """The page's title, its mark and ready HTML."""
    seen = cached.overview(year)
    headlines = [p for a in seen.registry.strategic_areas if (p := seen.headline(a.number))]
    title = sentences.front_title(headlines, year=year, target_year=seen.registry.target_year)
    told = seen.for_city()
    found = {a: n for a, n in count(told).items() if n or a is not Assessment.MISSED}  # no miss before the target year
    line = cards.counts(found, lead=f"Alla {len(told)} indikatorer{_of_which(told)}:")
    news = html.side_by_side(front_news.changes(seen), front_news.unfollowed(seen))
    return title, _mark(headlines), (line, front_table.table(seen), news)


def _mark(headlines: list[Progress]) -> str:
    """How many of the headline indicators are made up, where any is."""
    made_up = sum(p.is_demo for p in headlines)
    return f"{made_up} av {len(headlines)} huvudindikatorer är påhittade" if made_up else ""


def _of_which(told: list[Progress]) -> str:
    made_up = sum(p.is_demo for p in told)
    return f" ({made_up} påhittade)" if made_up else ""
