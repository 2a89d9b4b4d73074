"""A strategic area's indicators, grouped by what they say about the goal."""

from __future__ import annotations

from indicators.model import GeographyLevel, Indicator, IndicatorRole, Progress
from indicators.situation import Situation, count
from indicators.swedish import NOTHING, joined
from indicators.texts import events as texts
from indicators.texts import figures, words
from ui import cards, choices, drawings, html, menu, traced

ROLE_COLUMNS = 7


def table(seen: Situation, number: int) -> str:
    """Every indicator of the area with start, outcome, required value, target, curve and assessment."""
    registry = seen.registry
    head = (
        ("Indikator", "c-name"),
        (f"Utgångsläge {registry.baseline_year}", "c-num"),
        (f"Utfall {seen.year}", "c-num"),
        (f"Borde vara {seen.year}", "c-num c-due"),
        (f"Mål {registry.target_year}", "c-num"),
        (f"{registry.baseline_year} {registry.target_year}", "c-spark"),
        (f"Bedömning {seen.year}", "c-ass"),
    )
    bodies = [_body(seen, number, role) for role in IndicatorRole]
    caption = f"Indikatorer i område {number}, läge per {seen.year}"
    key = f"{html.escape(texts.SMALL)}: {choices.link('Händelser', menu.EVENTS)}."
    return html.table(head, bodies, caption=caption, css="lb-area") + f'<p class="lb-key">{key}</p>'


def _body(seen: Situation, number: int, role: IndicatorRole) -> str:
    name, meaning = words.ROLES[role]
    chosen = [i for i in seen.registry.of_area(number) if i.role is role]
    heading = (
        f'<tr role="row" class="lb-role"><th role="rowheader" scope="rowgroup" colspan="{ROLE_COLUMNS}">'
        f"<strong>{name}</strong> – {meaning}</th></tr>"
    )
    if not chosen:
        nothing = "Ingen indikator i den här rollen."
        return heading + html.row([f'<td role="cell" colspan="{ROLE_COLUMNS}" class="lb-quiet">{nothing}</td>'])
    return heading + "".join(_row(seen, indicator) for indicator in chosen)


def _row(seen: Situation, indicator: Indicator) -> str:
    progress = seen.city(indicator.id)
    link = choices.link(indicator.short_name, menu.INDICATOR, indikator=indicator.id)
    unit = "" if indicator.unit in ("%", "") else f'<span class="lb-sub">{html.escape(indicator.unit)}</span>'
    name = html.row_header(f"{link}{html.demo_mark(indicator.is_demo)}{unit}", "c-name")
    if progress is None and GeographyLevel.CITY not in indicator.levels:
        return html.row([name, *_by_district(seen, indicator)])
    values = [
        html.cell(_baseline(seen, progress, indicator), css="c-num c-base"),
        html.cell(_outcome(seen, progress, indicator), css="c-num c-now"),
        html.cell(_required(progress, indicator), css="c-num c-due"),
        html.cell(_goal(progress, indicator), css="c-num c-goal"),
    ]
    return html.row(
        [
            name,
            *values,
            html.cell(drawings.sparkline(seen, indicator), css="c-spark"),
            html.cell(_assessed(seen, progress, indicator), css="c-ass"),
            html.cell(_short(progress, indicator), css="c-short"),
        ]
    )


def _by_district(seen: Situation, indicator: Indicator) -> list[str]:
    """Cells of an indicator that has no value for the whole city: how its districts are assessed."""
    districts = [p for (i, _), p in seen.progress.items() if i == indicator.id]
    told = f'<span class="lb-quiet">{len(districts)} stadsdelar:</span>{cards.small_counts(count(districts))}'
    told = told if indicator.is_assessed else '<span class="lb-quiet">bedöms inte</span>'
    why = '<span class="lb-quiet">följs bara per stadsdel</span>'
    return [
        html.cell(why, css="c-num c-base c-wide"),
        *(html.cell(NOTHING, css="c-num c-empty") for _ in range(3)),
        html.cell("", css="c-spark c-empty"),
        html.cell(told, css="c-ass"),
    ]


def _baseline(seen: Situation, progress: Progress | None, indicator: Indicator) -> str:
    if progress is None or progress.baseline is None:
        return NOTHING
    shown = _figure(indicator, figures.printed(progress, indicator).baseline)
    told = traced.number(shown, indicator.id, progress.geography, progress.baseline_year)
    return told if progress.baseline_year == seen.registry.baseline_year else f"{told} ({progress.baseline_year})"


def _outcome(seen: Situation, progress: Progress | None, indicator: Indicator) -> str:
    if progress is None or progress.value.value is None:
        return NOTHING
    shown = _figure(indicator, figures.printed(progress, indicator).value)
    told = traced.number(shown, indicator.id, progress.geography, progress.value_year)
    late = "" if progress.value_year == seen.year else f" ({progress.value_year})"
    return f"<strong>{told}</strong>{late}"


def _required(progress: Progress | None, indicator: Indicator) -> str:
    return NOTHING if progress is None else _figure(indicator, figures.printed(progress, indicator).required)


def _figure(indicator: Indicator, printed: str) -> str:
    """A printed figure as columns show it: the per cent sign stays, longer units stand under the name."""
    return html.escape(joined(printed, "%" if indicator.unit == "%" else "")) if printed else NOTHING


def _goal(progress: Progress | None, indicator: Indicator) -> str:
    if not indicator.is_assessed or progress is None:
        return NOTHING
    return html.escape(figures.target(progress, indicator))


def _assessed(seen: Situation, progress: Progress | None, indicator: Indicator) -> str:
    if not indicator.is_assessed:
        return '<span class="lb-quiet">bedöms inte</span>'
    if progress is None:
        return '<span class="lb-quiet">inga mätningar</span>'
    return cards.assessment(progress, seen.before(progress))


def _short(progress: Progress | None, indicator: Indicator) -> str:
    """The row's figures in one line, shown on phones instead of the columns."""
    if progress is None or progress.value.value is None:
        return "inga mätningar"
    shown, goal = figures.printed(progress, indicator), _goal(progress, indicator)
    value = traced.number(_figure(indicator, shown.value), indicator.id, progress.geography, progress.value_year)
    now = f"{progress.value_year}: <strong>{value}</strong>"
    is_later = progress.baseline_year != progress.value_year
    start = f"{progress.baseline_year}: {_figure(indicator, shown.baseline)} · " if shown.baseline and is_later else ""
    return start + now + ("" if goal == NOTHING else f" · mål {goal}")
