"""Small panels: the districts' reports on one scale, and reports beside surveys over the same years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from indicators import events as dated
from indicators import swedish
from indicators.charts import multiples, uprights
from indicators.charts import reported as charts
from indicators.charts.theme import Spec
from indicators.districts.reported import Reported, Series
from indicators.districts.safety import Beside
from indicators.model import Event, Geography
from indicators.texts import crime as texts
from indicators.texts import crime_safety
from indicators.texts import events as event_texts
from ui import cached, choices, crime_tables, html, menu
from ui.crime_results import Kept

Names = Mapping[str, Geography]


def districts(kept: Kept, names: Names, *, is_rate: bool) -> str:
    """One panel for each district, in the register's order."""
    pairs = zip(kept.found.districts, kept.panels["panels"], strict=False)
    items = "".join(_panel(s, panel, kept, names, is_rate=is_rate) for s, panel in pairs)
    return f'<ul role="list" class="lb-panels">{items}</ul>'


def _panel(series: Series, panel: Spec, kept: Kept, names: Names, *, is_rate: bool) -> str:
    place = names[series.geography]
    measure = {"matt": "tal"} if is_rate else {}
    name = choices.link(place.name, menu.CRIME, brott=kept.found.indicator.id, stadsdel=series.geography, **measure)
    alt = event_texts.added(
        texts.alt_series(series, kept.found, place, is_rate=is_rate), kept.by_place[series.geography]
    )
    change, _ = texts.per_year(series.trend)
    told = f'<p class="lb-quiet">{html.escape(change)} om året per invånare</p>' if change != swedish.NOTHING else ""
    return box(name, panel, kept.panels, alt=alt, word=crime_tables.word(series.trend), more=told)


def beside(found: Reported, series: Series, place: Geography, asked: Sequence[Beside], *, is_rate: bool = False) -> str:
    """Reports and answers, a panel each over the same years, the surveys of one unit on one scale."""
    span = (found.first or found.viewpoint, found.last or found.viewpoint)
    happened = _events(found.indicator.id, found, place)
    drawing = charts.sparkline(series, found, happened, is_rate=is_rate)
    items = []
    if drawing["panels"]:
        alt = event_texts.added(texts.alt_series(series, found, place, is_rate=is_rate), happened)
        name = html.escape(texts.label(found.indicator))
        unit = "per 100 000 invånare" if is_rate else "antal"
        told = f'<p class="lb-quiet">anmälningar, {unit}</p>'
        items.append(box(name, drawing["panels"][0], drawing, alt=alt, word=crime_tables.word(series.trend), more=told))
    for each in asked:
        happened = _events(each.indicator.id, found, place)
        drawn = charts.survey(each, span=span, events=happened, asked=asked)
        if drawn["panels"]:
            items.append(_survey(each, drawn, place, happened))
    return f'<ul role="list" class="lb-panels lb-beside">{"".join(items)}</ul>'


def events(found: Reported, place: Geography, asked: Sequence[Beside]) -> tuple[Event, ...]:
    """Those drawn in any of the panels beside each other."""
    told = [e for i in (found.indicator, *(each.indicator for each in asked)) for e in _events(i.id, found, place)]
    return dated.in_order({event.id: event for event in told}.values())


def _events(indicator: str, found: Reported, place: Geography) -> tuple[Event, ...]:
    first, last = found.first or found.viewpoint, found.last or found.viewpoint
    return uprights.shown(cached.events(indicator, found.viewpoint, place.code), first, last)


def _survey(each: Beside, drawn: Spec, place: Geography, happened: Sequence[Event]) -> str:
    indicator, panel = each.indicator, drawn["panels"][0]
    name = choices.link(indicator.short_name, menu.INDICATOR, indikator=indicator.id, plats=place.code)
    colour = crime_safety.colour(each)
    word = f'<span class="lb-v lb-v-{colour}">{html.escape(crime_safety.since(each))}</span>'
    told = f'<p class="lb-quiet">enkät, {html.escape(crime_safety.unit(each))}</p>'
    mark = html.demo_mark(indicator.is_demo)
    return box(
        f"{name}{mark}",
        panel,
        drawn,
        alt=event_texts.added(crime_safety.alt(each, place), happened),
        word=word,
        more=told,
    )


def box(name: str, panel: Spec, drawing: Spec, *, alt: str, word: str, more: str = "", unit: str = "") -> str:
    """A panel: name and latest value, the curve, its years, the word, and a line more."""
    end, line = panel["end"], drawing["line"]
    dot = "" if end is None else f'<i class="lb-end" style="left:{end[0]}%;top:{end[1]}%" aria-hidden="true"></i>'
    late = "" if panel["year"] in (drawing["last"], None) else f' <span class="lb-quiet">{panel["year"]}</span>'
    top = f'<span class="lb-scale" style="top:{line["y"]}%">{html.escape(line["text"])}</span>'
    latest = f"<span><strong>{html.escape(panel['latest'])}</strong>{html.escape(unit)}{late}</span>"
    image = f'<img src="{multiples.panel_image(panel, drawing)}" alt="{html.escape(alt)}">'
    years = f"<span>{drawing['first']}</span><span>{drawing['last']}</span>"
    return (
        f'<li><p class="lb-panel-head2"><strong>{name}</strong>{latest}</p>'
        f'<div class="lb-panel">{image}{dot}<span aria-hidden="true">{top}</span></div>'
        f'<p class="lb-panel-years" aria-hidden="true">{years}</p>'
        f"<p>{word}</p>{more}</li>"
    )
