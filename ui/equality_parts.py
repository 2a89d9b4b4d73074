"""The parts of the page about the equal city: the three facts, a drawing with what belongs to it, its notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from indicators.districts.equality import Equality
from indicators.model import Assessment
from indicators.texts import equality as texts
from indicators.texts import events as event_texts
from indicators.texts.equality import Told, Tone
from indicators.texts.facts import Statement
from ui import cards, choices, event_list, html, menu, traced
from ui.twins import Drawing


def facts(told: Equality) -> str:
    """Level, distance and ratio beside each other, under one rule."""
    return f'<dl class="lb-eq-facts">{"".join(_fact(f) for f in texts.facts(told))}</dl>'


def statement(said: Statement | None) -> str:
    """A sentence with its strong part; nothing where there is none."""
    return "" if said is None or not said.text else html.stressed(said.before, said.strong, said.after)


def drawing(drawn: Drawing, *, key: str, reading: Sequence[str], about: Sequence[str] = ()) -> None:
    """A drawing with its text alternative, how to read it, its table and files, and its source line."""
    with st.container(key=f"chart-{key}"):
        alt = event_texts.added(drawn.alt, drawn.events)
        st.vega_lite_chart(drawn.spec, theme=None, width="stretch", key=key, alt=alt)
    cards.show(event_list.under(drawn.events))
    said = (*reading, *(event_texts.READING if drawn.events else ()))
    cards.fold("Så läser du diagrammet", html.bullets(map(html.escape, said)))
    with st.expander("Visa som tabell", key=f"twin-{key}"):
        st.html(drawn.twin.table)
        cards.downloads(drawn.twin, key=key)
    if about:
        cards.source(*about)


def onwards(told: Equality) -> str:
    """Links to where the two ends' first and latest values come from, and to the two districts."""
    ends = [e for e in (told.gap.best, told.gap.worst) if e is not None and e.now.value is not None]
    years = [y for y in dict.fromkeys((told.gap.baseline_year, told.gap.value_year)) if y is not None]
    values = [
        traced.number(html.escape(f"{e.name} {y}"), told.indicator.id, e.geography, y) for e in ends for y in years
    ]
    districts = [choices.link(e.name, menu.MY_DISTRICT, stadsdel=e.geography) for e in ends]
    if not ends:
        return ""
    sources = f'<p class="lb-sub">Varifrån kommer siffrorna? {" · ".join(values)}</p>'
    return f'{sources}<p class="lb-sub">Mer om stadsdelen: {" · ".join(districts)}</p>'


EVERY: Final = "alla-indikatorer"
"""The place of the table of all indicators."""


def every(brief: Statement) -> str:
    """What all indicators show together, with the way to their table."""
    said = f"<strong>{html.escape(brief.strong)}</strong>{html.escape(brief.after)}"
    return f'<p class="lb-together">{said} <a href="#{EVERY}">Se tabellen</a></p>'


def head(text: str, sub: str = "", *, is_demo: bool = False, place: str = "") -> None:
    """A heading with what the drawing under it shows; `place` is its name in the address line."""
    quiet = html.paragraph(sub, "lb-sub") if sub else ""
    st.html(html.heading(text, css="lb-section", mark=html.demo_mark(is_demo), place=place) + quiet)


def _fact(fact: Told) -> str:
    icon = f"{cards.icon(Assessment.UNCERTAIN, 18)} " if fact.tone is Tone.UNKNOWN and fact.verdict else ""
    word = f'<span class="lb-eq-{fact.tone}">{icon}{html.escape(fact.verdict)}.</span> ' if fact.verdict else ""
    return (
        f'<div><dt>{html.escape(fact.label)}</dt><dd class="lb-eq-figure">{html.escape(fact.figure)}</dd>'
        f'<dd class="lb-sub">{word}{html.escape(fact.sub)}</dd></div>'
    )
