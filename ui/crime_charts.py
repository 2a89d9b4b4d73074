"""The drawings of the page about reported crime with their tables: baseline years, months, surveys beside reports."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from indicators import observations as obs
from indicators import swedish
from indicators.districts.baselines import Telling as Tried
from indicators.districts.months import Control
from indicators.districts.reported import Reported, Series
from indicators.districts.safety import Beside
from indicators.model import Geography
from indicators.texts import crime as texts
from indicators.texts import crime_baselines as baseline_texts
from indicators.texts import crime_months as month_texts
from indicators.texts import events as event_texts
from indicators.texts import words
from ui import cached, cards, crime_results, event_list, html, traced
from ui.crime_results import Telling
from ui.twins import MADE_UP, Twin, remark


def baselines(told: Telling, place: Geography) -> None:
    """The clearest case of a baseline year that decides."""
    st.html(html.heading(baseline_texts.heading(told.case, place), css="lb-h2"))
    with st.container(key="chart-baselines"):
        alt = event_texts.added(baseline_texts.alt(told.case, place), told.events)
        st.vega_lite_chart(told.spec, theme=None, width="stretch", key="baselines", alt=alt)
    cards.show(event_list.under(told.events))
    said = (*baseline_texts.READING, *(event_texts.READING if told.events else ()))
    cards.fold("Så läser du diagrammet", html.bullets(map(html.escape, said)))
    twin = _tellings(told, place)
    with st.expander("Visa som tabell", key="twin-baselines"):
        st.html(twin.table)
        cards.downloads(twin, key="baselines")
    about = "Per 100 000 invånare, uppskattad folkmängd", f"Källa: {told.case.indicator.source}"
    cards.source(*about)


def months(found: Reported, place: Geography, year: int) -> None:
    """The control chart where months or quarters are known, else why none is drawn."""
    charted = crime_results.control(cached.key(), found.indicator.id, place.code, year)
    if charted is None:
        st.html(html.heading("Månad för månad", css="lb-h2 lb-apart") + html.paragraph(texts.NO_MONTHS))
        return
    control = charted.found
    mark = html.demo_mark(control.is_demo)
    st.html(html.heading(month_texts.heading(control, place), css="lb-section", mark=mark))
    with st.container(key="chart-months"):
        alt = event_texts.added(month_texts.alt(control, place), charted.events)
        st.vega_lite_chart(charted.spec, theme=None, width="stretch", key="months", alt=alt)
    cards.show(event_list.under(charted.events))
    said = (*month_texts.READING, *(event_texts.READING if charted.events else ()))
    cards.fold("Så läser du diagrammet", html.bullets(map(html.escape, said)))
    twin = months_twin(control, place)
    with st.expander("Visa som tabell", key="twin-months"):
        st.html(twin.table)
        cards.downloads(twin, key="months")
    cards.source(f"Källa: {found.indicator.source}")


def surveys(
    found: Reported, series: Series, place: Geography, asked: Sequence[Beside], *, is_rate: bool = False
) -> Twin:
    """Reports and answers year by year, the latest first."""
    years = sorted({y.year for y in series.years}, reverse=True)
    by_year = [{int(r[obs.YEAR]): r for r in each.rows.to_dict("records")} for each in asked]
    unit = "per 100 000" if is_rate else "antal"
    head = [("År", ""), (f"{texts.label(found.indicator)}, {unit}", "c-num")]
    head += [(each.indicator.short_name, "c-num") for each in asked]
    rows = "".join(
        html.row(
            [
                html.row_header(str(year)),
                html.cell(html.escape(_level(series, year, is_rate=is_rate)), css="c-num"),
                *(_answer(rows.get(year), each) for rows, each in zip(by_year, asked, strict=True)),
            ]
        )
        for year in years
    )
    caption = f"Anmälningar och enkätsvar, {place.name}"
    table = f'<div class="lb-wide" tabindex="0">{html.table(head, [rows], caption=caption, css="lb-years")}</div>'
    figures = _answers(found, series, place, asked)
    return Twin(table=table, figures=figures, name="trygghet-och-brott", notice="")


def months_twin(control: Control, place: Geography) -> Twin:
    """Every month or quarter, the latest first, with what is usual and what stands out."""
    head = (("Period", ""), ("Antal", "c-num"), ("Det vanliga", "c-num"), ("Anmärkning", ""))
    rows = "".join(
        html.row(
            [
                html.row_header(html.escape(month_texts.when(p, control))),
                html.cell(swedish.number_or_dash(p.count), css="c-num"),
                html.cell(_usual(p.lower, p.upper), css="c-num"),
                html.cell(html.escape(_remark(p.signal, p.reason))),
            ]
        )
        for p in reversed(control.points)
    )
    figures = pd.DataFrame(
        {
            "period": [month_texts.when(p, control) for p in control.points],
            "antal": [p.count for p in control.points],
            "medelvärde": [p.centre for p in control.points],
            "undre gräns": [p.lower for p in control.points],
            "övre gräns": [p.upper for p in control.points],
            "anmärkning": [_remark(p.signal, p.reason) for p in control.points],
            "påhittad": ["ja" if p.is_demo else "nej" for p in control.points],
        }
    )
    caption = month_texts.heading(control, place)
    table = html.table(head, [rows], caption=caption, css="lb-series")
    return Twin(table=table, figures=figures, name="styrdiagram", notice=MADE_UP if control.is_demo else "")


def _tellings(told: Telling, place: Geography) -> Twin:
    """Every year of the curve, the latest first, with the change that the years tried as baseline give."""
    case, tried = told.case, {t.baseline_year: t for t in told.case.tellings}
    years = [y for y in told.found.of(case.geography).years if y.count is not None]
    head = (("År", ""), ("Antal", "c-num"), ("Per 100 000", "c-num"), (f"Till {case.value_year}", "c-num"))
    rows = "".join(
        html.row(
            [
                html.row_header(f"{y.year}{_tried(tried.get(y.year))}"),
                html.cell(swedish.number_or_dash(y.count), css="c-num"),
                html.cell(swedish.number_or_dash(y.rate), css="c-num"),
                html.cell(html.escape(baseline_texts.change(tried[y.year])) if y.year in tried else "", css="c-num"),
            ]
        )
        for y in reversed(years)
    )
    figures = pd.DataFrame(
        {
            "år": [y.year for y in years],
            "antal": [y.count for y in years],
            "per 100 000": [y.rate for y in years],
            "prövat som basår": ["ja" if y.year in tried else "nej" for y in years],
            "registrets basår": ["ja" if y.year in tried and tried[y.year].is_decided else "nej" for y in years],
            "till år": [case.value_year if y.year in tried else None for y in years],
            "förändring, procent": [tried[y.year].change_percent if y.year in tried else None for y in years],
        }
    )
    caption = baseline_texts.heading(case, place)
    table = html.table(head, [rows], caption=caption, css="lb-series")
    return Twin(table=table, figures=figures, name="basar", notice="")


def _tried(telling: Tried | None) -> str:
    """What a year is to the case: the register's baseline, another tried, or nothing."""
    if telling is None:
        return ""
    return " (registrets basår)" if telling.is_decided else " (prövat basår)"


def _remark(signal: object, reason: object) -> str:
    told = [month_texts.SIGNALS[s] for s in month_texts.SIGNALS if s == signal]
    return ", ".join(told + [words.REASONS[r] for r in words.REASONS if r == reason])


def _usual(lower: float | None, upper: float | None) -> str:
    return swedish.NOTHING if lower is None or upper is None else html.escape(swedish.interval(lower, upper))


def _level(series: Series, year: int, *, is_rate: bool) -> str:
    at = series.at(year)
    return swedish.number_or_dash((at.rate if is_rate else at.count) if at else None)


def _answer(row: dict[object, object] | None, each: Beside) -> str:
    value = None if row is None else row[obs.VALUE]
    if row is None or not isinstance(value, float) or pd.isna(value):
        return html.cell(html.escape(remark(row)), css="c-num lb-quiet")
    shown = html.escape(swedish.label(value, each.indicator.unit, each.indicator.decimals))
    place, year = str(row[obs.GEOGRAPHY]), int(str(row[obs.YEAR]))
    return html.cell(traced.number(shown, each.indicator.id, place, year), css="c-num")


def _answers(found: Reported, series: Series, place: Geography, asked: Sequence[Beside]) -> pd.DataFrame:
    reports = [(found.indicator, y.year, y.count, None, None, "antal", y.is_demo) for y in series.years]
    told = [
        (e.indicator, int(r[obs.YEAR]), r[obs.VALUE], r[obs.LOWER], r[obs.UPPER], e.indicator.unit, e.indicator.is_demo)
        for e in asked
        for r in e.rows.to_dict("records")
    ]
    rows = [*reports, *told]
    return pd.DataFrame(
        {
            "mått": [i.name for i, *_ in rows],
            "plats": [place.name for _ in rows],
            "år": [year for _, year, *_ in rows],
            "värde": [value for _, _, value, *_ in rows],
            "undre gräns": [row[3] for row in rows],
            "övre gräns": [row[4] for row in rows],
            "enhet": [row[5] for row in rows],
            "källa": [i.source for i, *_ in rows],
            "påhittad": ["ja" if row[6] else "nej" for row in rows],
            "demonstration": [MADE_UP if row[6] else "" for row in rows],
        }
    )
