"""Mätluckor: which goals cannot be followed at all, and why."""

from __future__ import annotations

import streamlit as st

from indicators import swedish
from indicators.model import Assessment, GeographyLevel, IndicatorRole, MeasurementGap, UserRole
from indicators.situation import Situation
from indicators.texts import words
from ui import access, cached, cards, choices, frame, gaps_table, html, look, menu


def render() -> None:
    """Show what can be followed per area, role and level, and what nobody measures."""
    access.require(UserRole.READER)
    seen = cached.city_and_districts(choices.viewpoint())
    frame.kicker("Mätluckor")
    look.title(_title(seen))
    cards.paragraphs(
        [
            "Ett mål utan siffror går inte att följa. Tabellen visar hur många indikatorer som har ett värde, "
            "efter vad de säger om målet och var de finns."
        ]
    )
    st.html(gaps_table.table(seen) + gaps_table.LEGEND)
    cards.section("Det här saknar vi siffror om")
    st.html(_unmeasured(seen))
    cards.section(f"Indikatorer som inte går att bedöma {seen.year}")
    st.html(_unassessed(seen))


def _title(seen: Situation) -> str:
    areas = seen.registry.strategic_areas
    unknown = [
        a for a in areas if not gaps_table.followed(seen, a.number, IndicatorRole.OUTCOME, GeographyLevel.CITY)[0]
    ]
    if not unknown:
        return f"Alla {swedish.count_word(len(areas))} områden har minst ett verkligt utfallsmått för staden"
    told = swedish.sentence_case(f"{swedish.count_word(len(unknown), 'ett')} av {swedish.count_word(len(areas))}")
    return f"{told} områden saknar verkliga siffror om utfallet för hela staden"


def _unmeasured(seen: Situation) -> str:
    parts = []
    for area in seen.registry.strategic_areas:
        gaps = [g for g in seen.registry.gaps if g.strategic_area == area.number]
        if not gaps:
            continue
        items = html.bullets(_gap(g) for g in gaps)
        head = f'<h3 class="lb-h3" id="omrade-{area.number}">{area.number} {html.escape(area.short_name)}</h3>'
        parts.append(f"<section>{head}{items}</section>")
    if parts:
        return f'<div class="lb-gap-list">{"".join(parts)}</div>'
    return '<p class="lb-text">Inga mätluckor är inskrivna i registret.</p>'


def _gap(gap: MeasurementGap) -> str:
    where = f"{words.ROLES[gap.role][0].lower()}, {words.LEVELS[gap.level]}"
    instead = f" I stället finns: {html.escape(gap.proxy)}" if gap.proxy else ""
    return f"<strong>{html.escape(gap.subject)}</strong> ({where}): {html.escape(gap.why)}{instead}"


def _unassessed(seen: Situation) -> str:
    told = [p for p in seen.for_city() if p.assessment is Assessment.NOT_ASSESSED]
    if not told:
        return '<p class="lb-text">Alla indikatorer för staden går att bedöma.</p>'
    rows = []
    for progress in told:
        indicator = seen.registry.indicators[progress.indicator]
        link = choices.link(indicator.short_name, menu.INDICATOR, indikator=indicator.id)
        rows.append(
            html.row(
                [
                    html.cell(str(indicator.strategic_area), css="c-num", label="Område"),
                    html.cell(f"{link}{html.demo_mark(indicator.is_demo)}", label="Indikator"),
                    html.cell(html.escape(words.reason(progress)), label="Skäl"),
                    html.cell(f"{progress.points}", css="c-num", label="Jämförbara mätningar"),
                ]
            )
        )
    head = (("Område", "c-num"), ("Indikator", ""), ("Skäl", ""), ("Jämförbara mätningar", "c-num"))
    return html.table(head, ["".join(rows)], caption="Indikatorer utan bedömning", css="lb-cards")
