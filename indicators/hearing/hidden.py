"""Whether a slide shows a value that readers may not see: every drawn point must have a visible observation."""

from __future__ import annotations

from collections.abc import Iterator

from indicators import observations as obs
from indicators.districts.against_city import against_city
from indicators.hearing.slides import Dots, Panel, Slide, Trend
from indicators.model import GeographyLevel
from indicators.situation import Situation


def shows_hidden(slide: Slide, seen: Situation) -> bool:
    """Whether a year of the series or a district is drawn with a value although no observation of it is visible."""
    if not slide.indicators:
        return False
    return any(
        year not in _visible(seen, indicator, geography)
        for panel in slide.panels
        for indicator, geography, year in _drawn(panel, slide, seen)
    )


def _drawn(panel: Panel, slide: Slide, seen: Situation) -> Iterator[tuple[str, str, int]]:
    """Indicator, geography and year of every point; the series is the first indicator's, the districts the last's."""
    registry = seen.registry
    if isinstance(panel, Trend):
        yield from ((slide.indicators[0], registry.city_code, int(p.name)) for p in panel.points if p.value is not None)
    elif isinstance(panel, Dots):
        shown = slide.indicators[-1]
        compared = against_city(seen, registry.indicators[shown])
        codes = {place.name: place.code for place in registry.on_level(GeographyLevel.DISTRICT)}
        year = seen.year if compared is None else compared.year
        yield from ((shown, codes[p.name], year) for p in panel.points if p.value is not None)


def _visible(seen: Situation, indicator: str, geography: str) -> set[int]:
    rows = seen.series(indicator, geography)
    return {int(year) for year in rows.loc[rows[obs.STATUS].isin([str(s) for s in obs.HAS_VALUE]), obs.YEAR]}
