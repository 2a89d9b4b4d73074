"""The front page's table: ten strategic areas with goal, headline indicator, assessment and counts."""

from __future__ import annotations

from indicators.model import Assessment, Indicator, Progress, StrategicArea
from indicators.situation import Situation, count
from indicators.texts import events as event_texts
from indicators.texts import figures
from ui import cards, choices, drawings, html, menu

KEY = (
    "Blå linje: utfall. Streckad linje: jämn takt från utgångsläget till målet ◆ {target_year}. "
    "Bedömningen gäller huvudindikatorn; ett område bedöms aldrig som helhet."
)


def table(seen: Situation) -> str:
    """The ten areas in the programme's order, never sorted by result."""
    years = f"{seen.registry.baseline_year} {seen.registry.target_year}"
    head = (
        ("", "c-no"),
        ("Strategiskt område och mål", "c-area"),
        ("Huvudindikator", "c-ind"),
        (years, "c-spark"),
        (f"Bedömning {seen.year}", "c-ass"),
        ("Alla indikatorer", "c-all"),
    )
    rows = "".join(_row(seen, area) for area in seen.registry.strategic_areas)
    caption = f"De tio strategiska områdena, läge per {seen.year}"
    key = KEY.format(target_year=seen.registry.target_year)
    key += f" {event_texts.SMALL}: {choices.link('Händelser', menu.EVENTS)}."
    return html.table(head, [rows], caption=caption, css="lb-front") + f'<p class="lb-key">{key}</p>'


def _row(seen: Situation, area: StrategicArea) -> str:
    chosen, progress = seen.registry.headline(area.number), seen.headline(area.number)
    name = choices.address(menu.AREA, omrade=str(area.number))
    title = f'<a href="{html.escape(name)}" target="_self" data-in="1">{html.escape(area.short_name)} ›</a>'
    cells = [
        html.cell(str(area.number), css="c-no"),
        html.row_header(f'{title}<span class="lb-goal">{html.escape(area.goal)}</span>', "c-area"),
        html.cell(_headline(chosen, progress), css="c-ind"),
        html.cell(drawings.sparkline(seen, chosen), css="c-spark"),
        html.cell(_assessed(seen, chosen, progress), css="c-ass"),
        html.cell(cards.small_counts(count(seen.for_city(area.number))), css="c-all"),
    ]
    return html.row(cells)


def _headline(chosen: Indicator | None, progress: Progress | None) -> str:
    if chosen is None:
        return '<span class="lb-quiet">Ingen huvudindikator vald</span>'
    link = choices.link(chosen.short_name, menu.INDICATOR, indikator=chosen.id)
    if progress is None:
        return f'{link}<span class="lb-sub">inga mätningar</span>'
    goal = figures.target(progress, chosen)
    told = f" · mål {goal}" if goal != "–" else " · mål saknas"
    mark = html.demo_mark(chosen.is_demo)
    return f'{link}<span class="lb-sub">{cards.value(progress, chosen)}{html.escape(told)}{mark}</span>'


def _assessed(seen: Situation, chosen: Indicator | None, progress: Progress | None) -> str:
    if chosen is None or progress is None:
        reason = "mål saknas" if chosen is None else "underlag saknas"
        return f'{cards.word(Assessment.NOT_ASSESSED)}<span class="lb-then">{reason}</span>'
    return cards.assessment(progress, seen.before(progress))
