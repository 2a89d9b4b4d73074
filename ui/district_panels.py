"""Ten small panels on one scale: name, latest value, curve, and what is shown since the baseline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from indicators import observations as obs
from indicators import swedish
from indicators.charts import multiples as charts
from indicators.charts.theme import Spec
from indicators.districts.trends import Trend, Trends
from indicators.model import Change, Event, Geography, Indicator
from indicators.texts import district_trends as texts
from indicators.texts import events as event_texts
from ui import choices, html, menu, traced, twins
from ui.twins import MADE_UP, Twin, remark

_COLOUR = {Change.IMPROVED: "better", Change.WORSENED: "worse", Change.RISEN: "higher", Change.FALLEN: "lower"}
Names = Mapping[str, Geography]


def panels(
    found: Trends, indicator: Indicator, places: Names, drawing: Spec, events: Mapping[str, Sequence[Event]]
) -> str:
    """The panels in the order of the dots."""
    pairs = zip(found.districts, drawing["panels"], strict=True)
    items = ""
    for trend, panel in pairs:
        drawn = charts.shown(events, trend.geography, drawing["first"], drawing["last"])
        alt = event_texts.added(texts.alt(trend, indicator, places[trend.geography]), drawn)
        items += _panel(trend, panel, alt, places, drawing)
    return f'<ul role="list" class="lb-panels">{items}</ul>'


def twin(
    found: Trends,
    indicator: Indicator,
    places: Names,
    events: Sequence[Event] = (),
    by_place: Mapping[str, Sequence[Event]] | None = None,
) -> Twin:
    """All years and districts as a table, the latest year first, and as a file with each district's own events."""
    years = sorted({int(y) for t in found.districts for y in t.rows[obs.YEAR]}, reverse=True)
    by_year = {t.geography: {int(r[obs.YEAR]): r for r in t.rows.to_dict("records")} for t in found.districts}
    told = event_texts.by_year(events, years)
    rows = "".join(
        html.row(
            [
                html.row_header(str(year)),
                *(_cell(by_year[code].get(year), indicator) for code in by_year),
                *twins.happened(told, year),
            ]
        )
        for year in years
    )
    head = (("År", ""), *((places[code].name, "c-num") for code in by_year), *twins.head(told))
    caption = f"{indicator.name} per stadsdel, år för år"
    table = f'<div class="lb-wide" tabindex="0">{html.table(head, [rows], caption=caption, css="lb-years")}</div>'
    return Twin(
        table=table,
        figures=_figures(found, indicator, places, by_place or {}),
        name=f"{indicator.id}-stadsdelar-alla-ar",
        notice=MADE_UP if indicator.is_demo else "",
    )


def _panel(trend: Trend, panel: Spec, alt: str, places: Names, drawing: Spec) -> str:
    name = choices.link(places[trend.geography].name, menu.MY_DISTRICT, stadsdel=trend.geography)
    image = f'<img src="{charts.panel_image(panel, drawing)}" alt="{html.escape(alt)}">'
    end = panel["end"]
    dot = "" if end is None else f'<i class="lb-end" style="left:{end[0]}%;top:{end[1]}%" aria-hidden="true"></i>'
    late = "" if panel["year"] in (drawing["last"], None) else f' <span class="lb-quiet">{panel["year"]}</span>'
    top = f'<span class="lb-scale" style="top:{drawing["line"]["y"]}%">{html.escape(drawing["line"]["text"])}</span>'
    colour = _COLOUR.get(trend.verdict, "") if trend.verdict else ""
    latest = f"<span><strong>{html.escape(panel['latest'])}</strong>{late}</span>"
    years = f"<span>{drawing['first']}</span><span>{drawing['last']}</span>"
    return (
        f'<li><p class="lb-panel-head2"><strong>{name}</strong>{latest}</p>'
        f'<div class="lb-panel">{image}{dot}<span aria-hidden="true">{top}</span></div>'
        f'<p class="lb-panel-years" aria-hidden="true">{years}</p>'
        f'<p class="lb-v lb-v-{colour}">{html.escape(texts.since(trend))}</p></li>'
    )


def _cell(row: Any, indicator: Indicator) -> str:
    value = None if row is None else row[obs.VALUE]
    if not isinstance(value, float) or pd.isna(value):
        return html.cell(html.escape(remark(row)), css="c-num lb-quiet")
    shown = html.escape(swedish.label(value, indicator.unit, indicator.decimals))
    return html.cell(traced.number(shown, indicator.id, str(row[obs.GEOGRAPHY]), int(row[obs.YEAR])), css="c-num")


def _figures(
    found: Trends, indicator: Indicator, places: Names, by_place: Mapping[str, Sequence[Event]]
) -> pd.DataFrame:
    records = [r for t in found.districts for r in t.rows.to_dict("records")]
    figures = pd.DataFrame(
        {
            "indikator": [indicator.name for _ in records],
            "stadsdel": [places[str(r[obs.GEOGRAPHY])].name for r in records],
            "period": [r[obs.PERIOD] for r in records],
            "värde": [r[obs.VALUE] for r in records],
            "undre gräns": [r[obs.LOWER] for r in records],
            "övre gräns": [r[obs.UPPER] for r in records],
            "enhet": [indicator.unit for _ in records],
            "anmärkning": [remark(r) for r in records],
            "källa": [indicator.source for _ in records],
            "påhittad": ["ja" if r[obs.IS_DEMO] else "nej" for r in records],
        }
    )
    if not any(by_place.values()):
        return figures
    own = {
        t.geography: event_texts.by_year(by_place.get(t.geography, ()), [int(y) for y in t.rows[obs.YEAR]])
        for t in found.districts
    }
    told = [own[str(r[obs.GEOGRAPHY])].get(int(r[obs.YEAR]), "") for r in records]
    return figures.assign(**{twins.EVENTS: told})
