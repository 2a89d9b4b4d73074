"""Reported crime as tables: the districts with their dots, the offence groups with their curves, every year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from indicators import swedish
from indicators.charts import multiples
from indicators.charts.theme import Spec
from indicators.districts.reported import Reported, Series, Trend, Way, Year
from indicators.model import Event, Geography
from indicators.texts import crime as texts
from indicators.texts import crime_counted, words
from indicators.texts import events as event_texts
from ui import choices, html, menu, traced
from ui.crime_results import Kept
from ui.twins import MADE_UP, Twin

Names = Mapping[str, Geography]
Marked = Mapping[str, Sequence[Event]]
"""The events that the curves of each offence group draw."""
_AT_THE_EDGE = ' class="lb-at-right"'
_COLOUR = {Way.MORE: "higher", Way.FEWER: "lower"}


def places(kept: Kept, names: Names, *, own: str | None, is_rate: bool) -> Twin:
    """The districts in the latest year: picture, count, rate, change a year and where it is going."""
    found = kept.found
    rows = "".join(_place(s, kept, names, own=own, is_rate=is_rate) for s in _ordered(kept, is_rate=is_rate))
    head = (
        '<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Stadsdel</th>'
        f'<th role="columnheader" scope="col" class="c-pic">{_together(kept)}</th>'
        '<th role="columnheader" scope="col" class="c-num">antal</th>'
        '<th role="columnheader" scope="col" class="c-num">per 100 000</th>'
        '<th role="columnheader" scope="col" class="c-num c-wider">per invånare och år (felmarginal)</th>'
        '<th role="columnheader" scope="col">riktning</th></tr></thead>'
    )
    caption = html.escape(texts.alt_places(found, names, is_rate=is_rate))
    table = (
        f'<table role="table" class="lb-table lb-dots lb-crime"><caption class="lb-hidden">{caption}</caption>{head}'
        f'<tbody role="rowgroup">{rows}{_ticks(kept.dots)}</tbody></table>'
    )
    return Twin(
        table=table, figures=figures(found, names), name=f"{found.indicator.id}-stadsdelar", notice=_notice(found)
    )


def kinds(
    every: Sequence[tuple[Reported, Spec]],
    names: Names,
    *,
    own: str | None,
    chosen: str,
    events: Marked,
    is_rate: bool = False,
) -> Twin:
    """The offence groups of one place: curve with its events, first and last level, change a year, direction."""
    rows = "".join(
        _kind(found, drawn, names, own=own, chosen=chosen, events=events, is_rate=is_rate) for found, drawn in every
    )
    head = (
        *(("Brottsgrupp", ""), ("Kurva", "c-spark"), ("Första året", "c-num"), ("Senaste året", "c-num")),
        *(("Per invånare och år", "c-num"), ("Felmarginal", "c-num c-due"), ("Riktning", "c-word")),
    )
    where = "stadsdelarna tillsammans" if own is None else names[own].name
    told = [_with_events(found, names, own or found.together.geography, events) for found, _ in every]
    return Twin(
        table=html.table(head, [rows], caption=f"Anmälda brott i {where}, grupp för grupp", css="lb-kinds"),
        figures=pd.concat(told, ignore_index=True) if told else pd.DataFrame(),
        name=f"anmalda-brott-{own or 'alla'}",
        notice="",
    )


def years(kept: Kept, names: Names) -> Twin:
    """Counts year by year, the latest first, with the reason where there is none, and what happened that year."""
    found = kept.found
    series = [*found.districts, found.together]
    told = [y.year for y in reversed(found.together.years)]
    happened = event_texts.by_year(kept.events, told)
    head = (("År", ""), *((_name(s, found, names), "c-num") for s in series))
    head += (("Händelser", ""),) if happened else ()
    rows = "".join(
        html.row(
            [
                html.row_header(str(year)),
                *(_counted(s, year, found) for s in series),
                *([html.cell(html.escape(happened.get(year, "")))] if happened else []),
            ]
        )
        for year in told
    )
    caption = f"{texts.label(found.indicator)}, antal anmälda per stadsdel, år för år"
    table = f'<div class="lb-wide" tabindex="0">{html.table(head, [rows], caption=caption, css="lb-years")}</div>'
    name = f"{found.indicator.id}-stadsdelar-alla-ar"
    own = {s.geography: event_texts.by_year(kept.by_place.get(s.geography, kept.events), told) for s in series}
    handed = figures(found, names)
    handed["händelser"] = [own[s.geography].get(y.year, "") for s in series for y in s.years]
    return Twin(table=table, figures=handed, name=name, notice=_notice(found))


def figures(found: Reported, names: Names, *, only: str | None = None) -> pd.DataFrame:
    """Every year unrounded, with the trend of its series; one series where `only` names its place."""
    series = [s for s in (*found.districts, found.together) if only in (None, s.geography)]
    rows = [(s, y) for s in series for y in s.years]
    reasons = [words.REASONS[y.reason] if y.reason else "" for _, y in rows]
    return pd.DataFrame(
        {
            "brottsgrupp": [found.indicator.name for _ in rows],
            "plats": [_name(s, found, names) for s, _ in rows],
            "år": [y.year for _, y in rows],
            "antal": [y.count for _, y in rows],
            "folkmängd, uppskattad": [y.people for _, y in rows],
            "per 100 000": [y.rate for _, y in rows],
            "undre gräns": [y.lower for _, y in rows],
            "övre gräns": [y.upper for _, y in rows],
            "förändring per invånare och år, procent": [_part(s.trend, 0) for s, _ in rows],
            "förändring, undre gräns": [_part(s.trend, 1) for s, _ in rows],
            "förändring, övre gräns": [_part(s.trend, 2) for s, _ in rows],
            "p (M13, alla stadsdelar samtidigt)": [s.trend.p for s, _ in rows],
            "p (M14, alla stadsdelar samtidigt)": [s.trend.rank_p for s, _ in rows],
            "riktning": [texts.way(s.trend) for s, _ in rows],
            "anmärkning": reasons,
            "källa": [found.indicator.source for _ in rows],
            "påhittad": ["ja" if y.is_demo else "nej" for _, y in rows],
        }
    )


def _with_events(found: Reported, names: Names, only: str, events: Marked) -> pd.DataFrame:
    """The years of one series with what happened in each."""
    table = figures(found, names, only=only)
    happened = event_texts.by_year(events.get(found.indicator.id, ()), [int(year) for year in table["år"]])
    return table.assign(händelser=[happened.get(int(year), "") for year in table["år"]])


def word(trend: Trend) -> str:
    """Where it is going, bold where that is certain; never in the colours of better and worse."""
    return f'<span class="lb-v lb-v-{_COLOUR.get(trend.way, "")}">{html.escape(texts.way(trend))}</span>'


def _ordered(kept: Kept, *, is_rate: bool) -> list[Series]:
    """The largest first where the districts may be told apart, else the register's order; those without value last."""
    found = kept.found
    valued = [(s, _level(s.at(found.last), is_rate=is_rate)) for s in found.districts]
    known = [(s, v) for s, v in valued if v is not None]
    if kept.is_ranked:
        known.sort(key=lambda pair: -pair[1])
    return [*(s for s, _ in known), *(s for s, v in valued if v is None)]


def _place(series: Series, kept: Kept, names: Names, *, own: str | None, is_rate: bool) -> str:
    found, place = kept.found, kept.dots["rows"][series.geography]
    at, (change, margin) = series.at(found.last), texts.per_year(series.trend)
    measure = {"matt": "tal"} if is_rate else {}
    name = choices.link(
        names[series.geography].name, menu.CRIME, brott=found.indicator.id, stadsdel=series.geography, **measure
    )
    limits = f' <span class="lb-quiet">({html.escape(margin)})</span>' if margin else ""
    return html.row(
        [
            html.row_header(name, "c-name"),
            html.cell(f'<div class="lb-pic" aria-hidden="true">{_drawn(kept.dots, place)}</div>', css="c-pic"),
            _counted(series, found.last, found, css="c-num c-value"),
            html.cell(_traced(at.rate if at else None, series, at, found), css="c-num c-rate"),
            html.cell(f"{html.escape(change)}{limits}", css="c-num c-wider"),
            html.cell(word(series.trend), css="c-word"),
        ],
        css="lb-own-row" if series.geography == own else "",
    )


def _drawn(drawing: Spec, place: list[float] | None) -> str:
    grid = "".join(f'<i class="lb-grid" style="left:{tick["x"]}%"></i>' for tick in drawing["ticks"])
    whole = drawing["together"]
    line = "" if whole is None else f'<i class="lb-city" style="left:{whole}%"></i>'
    if place is None:
        return grid + line
    at, low, high = place
    bar = f'<i class="lb-bar-ci" style="left:{low}%;width:{round(high - low, 2)}%"></i>'
    return f'{grid}{line}{bar}<i class="lb-m lb-m-reported" style="left:{at}%"></i>'


def _together(kept: Kept) -> str:
    whole = kept.dots["together"]
    if whole is None:
        return html.visually_hidden("Bild")
    side = "left" if whole < 25 else "right" if whole > 75 else "middle"
    who = crime_counted.everyone(kept.found)
    return f'<div class="lb-pic-head"><span class="lb-at-{side}" style="left:{whole}%">{who}</span></div>'


def _ticks(drawing: Spec) -> str:
    ticks = "".join(
        f'<span{_AT_THE_EDGE if t["x"] > 96 else ""} style="left:{t["x"]}%">{html.escape(t["text"])}</span>'
        for t in drawing["ticks"]
    )
    picture = f'<td class="c-pic"><div class="lb-dots-axis">{ticks}</div></td>'
    return f'<tr aria-hidden="true" class="lb-axis-row"><td></td>{picture}{"<td></td>" * 4}</tr>'


def _kind(
    found: Reported, drawn: Spec, names: Names, *, own: str | None, chosen: str, events: Marked, is_rate: bool
) -> str:
    series = found.together if own is None else found.of(own)
    change, margin = texts.per_year(series.trend)
    where = ({"stadsdel": own} if own else {}) | ({"matt": "tal"} if is_rate else {})
    marked = events.get(found.indicator.id, ())
    alt = event_texts.added(texts.alt_series(series, found, names[series.geography], is_rate=is_rate), marked)
    name = choices.link(texts.label(found.indicator), menu.CRIME, brott=found.indicator.id, **where)
    ends = (series.known[0], series.known[-1]) if series.known else (None, None)
    return html.row(
        [
            html.row_header(name, "c-name"),
            html.cell(_curve(drawn, alt), css="c-spark"),
            html.cell(_ended(ends[0], series, found, is_rate=is_rate), css="c-num", label="Första året"),
            html.cell(_ended(ends[1], series, found, is_rate=is_rate), css="c-num", label="Senaste året"),
            html.cell(html.escape(change), css="c-num", label="Per invånare och år"),
            html.cell(html.escape(margin) or swedish.NOTHING, css="c-num c-due", label="Felmarginal"),
            html.cell(word(series.trend), css="c-word"),
        ],
        css="lb-own-row" if found.indicator.id == chosen else "",
    )


def _curve(drawing: Spec, alt: str) -> str:
    if not drawing["panels"]:
        return ""
    image = multiples.panel_image(drawing["panels"][0], drawing)
    return f'<img class="lb-kind-curve" src="{image}" alt="{html.escape(alt)}">'


def _ended(year: Year | None, series: Series, found: Reported, *, is_rate: bool) -> str:
    if year is None:
        return swedish.NOTHING
    return f'{_traced(_level(year, is_rate=is_rate), series, year, found)} <span class="lb-quiet">{year.year}</span>'


def _counted(series: Series, when: int | None, found: Reported, css: str = "c-num") -> str:
    year = series.at(when)
    if year is None or year.count is None:
        reason = words.REASONS[year.reason] if year is not None and year.reason else swedish.NOTHING
        return html.cell(html.escape(reason), css=f"{css} lb-quiet")
    return html.cell(_traced(year.count, series, year, found), css=css)


def _traced(value: float | None, series: Series, year: Year | None, found: Reported) -> str:
    """A number as a link to where it comes from; a sum of districts has no origin of its own."""
    is_own = value is not None and year is not None and series is not found.together
    return traced.number(
        _figure(value), found.indicator.id, series.geography, year.year if year is not None and is_own else None
    )


def _figure(value: float | None) -> str:
    return html.escape(swedish.number_or_dash(value))


def _level(year: Year | None, *, is_rate: bool) -> float | None:
    return None if year is None else year.rate if is_rate else year.count


def _part(trend: Trend, place: int) -> float | None:
    return None if trend.per_cent is None else trend.per_cent[place]


def _name(series: Series, found: Reported, names: Names) -> str:
    return crime_counted.everyone(found, "stadsdelar") if series is found.together else names[series.geography].name


def _notice(found: Reported) -> str:
    return MADE_UP if any(y.is_demo for s in found.districts for y in s.known) else ""
