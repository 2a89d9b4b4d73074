"""The key of the map on a phone, where numbers stand for the names: number, mark, district and value."""

from __future__ import annotations

from collections.abc import Mapping

from indicators import swedish
from indicators.districts.against_city import Comparison, District
from indicators.model import Geography, Indicator
from indicators.texts import districts as texts
from ui import choices, html, menu, traced
from ui.district_marks import mark

Names = Mapping[str, Geography]


def numbered(found: Comparison, indicator: Indicator, places: Names, numbers: Mapping[str, int]) -> str:
    """The districts in the order of their numbers; the style sheet shows it where the map has no names."""
    items = "".join(
        _item(district, found, indicator, places, number)
        for code, number in numbers.items()
        if (district := found.of(code)) is not None
    )
    return f'<ol role="list" class="lb-map-key">{items}</ol>'


def _item(district: District, found: Comparison, indicator: Indicator, places: Names, number: int) -> str:
    name = choices.link(places[district.geography].name, menu.MY_DISTRICT, stadsdel=district.geography)
    said = html.visually_hidden(f", {texts.verdict(district, found.year).lower()}")
    if district.value is None:
        return f"<li><b>{number}</b> {name} {swedish.NOTHING}{said}</li>"
    value = html.escape(swedish.label(district.value, indicator.unit, indicator.decimals))
    shown = traced.number(value, indicator.id, district.geography, found.year)
    return f"<li><b>{number}</b> {mark(district.verdict)} {name} {shown}{said}</li>"
