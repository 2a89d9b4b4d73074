"""The dots as a table: district, picture, value, margin and the word against the rest of the city."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from indicators import swedish
from indicators.charts.theme import Spec
from indicators.districts.against_city import Comparison, District
from indicators.districts.judging import Verdict
from indicators.model import Geography, Indicator
from indicators.texts import districts as texts
from indicators.texts import words
from ui import choices, html, menu, traced
from ui.district_marks import mark, word
from ui.twins import MADE_UP, Twin

Names = Mapping[str, Geography]


def twin(found: Comparison, indicator: Indicator, places: Names, drawing: Spec) -> Twin:
    """The chart, which is its own table, with its figures as a file."""
    return Twin(
        table=_table(found, indicator, places, drawing),
        figures=figures(found, indicator, places),
        name=f"{indicator.id}-stadsdelar-{found.year}",
        notice=MADE_UP if indicator.is_demo else "",
    )


def figures(found: Comparison, indicator: Indicator, places: Names) -> pd.DataFrame:
    """The comparison unrounded, one row for each district in the order shown."""
    rows = found.districts
    return pd.DataFrame(
        {
            "indikator": [indicator.name for _ in rows],
            "stadsdel": [places[d.geography].name for d in rows],
            "år": [found.year for _ in rows],
            "värde": [d.value for d in rows],
            "undre gräns": [d.lower for d in rows],
            "övre gräns": [d.upper for d in rows],
            "enhet": [indicator.unit for _ in rows],
            "resten av staden": [d.rest for d in rows],
            "skillnad": [d.difference for d in rows],
            "mot resten av staden": [texts.verdict(d, found.year) for d in rows],
            "stadsdelarna tillsammans, p": [found.p for _ in rows],
            "anmärkning": [", ".join(words.NOTES[n] for n in d.notes if n in words.NOTES) for d in rows],
            "källa": [indicator.source for _ in rows],
            "påhittad": ["ja" if indicator.is_demo else "nej" for _ in rows],
        }
    )


def _table(found: Comparison, indicator: Indicator, places: Names, drawing: Spec) -> str:
    lines = _lines(drawing)
    pairs = zip(found.districts, drawing["rows"], strict=True)
    rows = "".join(_row(d, drawn, found, indicator, places, lines) for d, drawn in pairs)
    head = (
        '<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Stadsdel</th>'
        f'<th role="columnheader" scope="col" class="c-pic">{_city_label(found, indicator, drawing)}</th>'
        '<th role="columnheader" scope="col" class="c-num">värde</th>'
        '<th role="columnheader" scope="col" class="c-num">felmarginal</th>'
        '<th role="columnheader" scope="col">mot resten av staden</th></tr></thead>'
    )
    caption = html.escape(texts.alt(found, indicator, places))
    return (
        f'<table role="table" class="lb-table lb-dots"><caption class="lb-hidden">{caption}</caption>{head}'
        f'<tbody role="rowgroup">{rows}{_ticks(drawing)}</tbody></table>'
    )


def _row(district: District, drawn: Spec, found: Comparison, indicator: Indicator, places: Names, lines: str) -> str:
    name = choices.link(places[district.geography].name, menu.MY_DISTRICT, stadsdel=district.geography)
    value, margin = _figures(district, indicator)
    told = word(district.verdict, texts.verdict(district, found.year))
    preliminary = ' <span class="lb-demo">prel.</span>' if district.is_preliminary else ""
    return html.row(
        [
            html.row_header(name, "c-name"),
            html.cell(f'<div class="lb-pic" aria-hidden="true">{lines}{_drawn(drawn)}</div>', css="c-pic"),
            html.cell(f"<strong>{_linked(value, district, found)}</strong>{preliminary}", css="c-num c-value"),
            html.cell(margin, css="c-num c-margin"),
            html.cell(told, css="c-word"),
        ]
    )


def _linked(value: str, district: District, found: Comparison) -> str:
    year = None if district.value is None else found.year
    return traced.number(value, found.indicator, district.geography, year)


def _figures(district: District, indicator: Indicator) -> tuple[str, str]:
    if district.value is None:
        return swedish.NOTHING, ""
    value = html.escape(swedish.label(district.value, indicator.unit, indicator.decimals))
    if district.lower is None or district.upper is None:
        return value, swedish.NOTHING
    return value, html.escape(swedish.interval(district.lower, district.upper, decimals=indicator.decimals))


def _drawn(drawn: Spec) -> str:
    if "x" not in drawn:
        return ""
    bar = ""
    if "low" in drawn:
        bar = f'<i class="lb-bar-ci" style="left:{drawn["low"]}%;width:{round(drawn["high"] - drawn["low"], 2)}%"></i>'
    return bar + mark(Verdict(drawn["mark"]), left=drawn["x"])


def _lines(drawing: Spec) -> str:
    """Gridlines and the city's line, in every row at full height so that they join."""
    grid = "".join(f'<i class="lb-grid" style="left:{tick["x"]}%"></i>' for tick in drawing["ticks"])
    city = drawing["city"]
    return grid + ("" if city is None else f'<i class="lb-city" style="left:{city}%"></i>')


def _city_label(found: Comparison, indicator: Indicator, drawing: Spec) -> str:
    city = drawing["city"]
    if city is None:
        return html.visually_hidden("Bild")
    side = "left" if city < 25 else "right" if city > 75 else "middle"
    label = html.escape(texts.city(found, indicator))
    return f'<div class="lb-pic-head"><span class="lb-at-{side}" style="left:{city}%">{label}</span></div>'


def _ticks(drawing: Spec) -> str:
    ticks = "".join(f'<span style="left:{t["x"]}%">{html.escape(t["text"])}</span>' for t in drawing["ticks"])
    picture = f'<td class="c-pic"><div class="lb-dots-axis">{ticks}</div></td>'
    return f'<tr aria-hidden="true" class="lb-axis-row"><td></td>{picture}<td></td><td></td><td></td></tr>'
