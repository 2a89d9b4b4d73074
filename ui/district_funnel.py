"""The funnel's figures as a table and a file."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from indicators import swedish
from indicators.districts.funnels import Funnel, InFunnel
from indicators.model import Geography, Indicator
from indicators.texts import district_funnel as texts
from ui import html, traced
from ui.twins import MADE_UP, Twin


def twin(found: Funnel, indicator: Indicator, places: Mapping[str, Geography], year: int) -> Twin:
    """Population, events, what would be expected of its size, and where each district lies."""
    head = (
        ("Stadsdel", ""),
        ("Folkmängd", "c-num"),
        ("Antal", "c-num"),
        ("Väntat antal", "c-num"),
        (swedish.sentence_case(indicator.unit or "värde"), "c-num"),
        (texts.DRAWN, ""),
        *([(texts.WIDENED, "")] if found.is_overdispersed else []),
    )
    rows = "".join(_row(d, indicator, places, year) for d in found.districts)
    caption = f"{indicator.name} {year}: folkmängd och antal per stadsdel"
    return Twin(
        table=html.table(head, [rows], caption=caption, css="lb-series"),
        figures=pd.DataFrame(
            {
                "indikator": [indicator.name for _ in found.districts],
                "stadsdel": [places[d.geography].name for d in found.districts],
                "år": [year for _ in found.districts],
                "folkmängd": [d.n for d in found.districts],
                "antal": [d.count for d in found.districts],
                "väntat antal": [d.expected for d in found.districts],
                "värde": [d.value for d in found.districts],
                "enhet": [indicator.unit for _ in found.districts],
                "i tratten": [texts.place(d) for d in found.districts],
                "mot stadsdelarnas spridning": [texts.among(d) for d in found.districts],
                "källa": [indicator.source for _ in found.districts],
                "påhittad": ["ja" if indicator.is_demo else "nej" for _ in found.districts],
            }
        ),
        name=f"{indicator.id}-tratt-{year}",
        notice=MADE_UP if indicator.is_demo else "",
    )


def _row(district: InFunnel, indicator: Indicator, places: Mapping[str, Geography], year: int) -> str:
    figures = (district.n, district.count, district.expected)
    cells = [html.cell(swedish.number(figure), css="c-num") for figure in figures]
    shown = html.escape(swedish.label(district.value, indicator.unit, indicator.decimals))
    value = html.cell(traced.number(shown, indicator.id, district.geography, year), css="c-num")
    name = html.row_header(html.escape(places[district.geography].name))
    lies = [texts.place(district), *([] if district.among is None else [texts.among(district)])]
    return html.row([name, *cells, value, *(html.cell(html.escape(said)) for said in lies)])
