"""Whether a slide shows a value that readers may not see: what is drawn or printed must have a visible observation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from indicators import observations as obs
from indicators import swedish
from indicators.districts.against_city import against_city
from indicators.hearing.slides import Cell, Dots, Dumbbell, Gap, Gaps, Panel, Slide, Table, Trend, Way, Ways
from indicators.model import TOTAL, GeographyLevel, Indicator, ObservationStatus
from indicators.situation import Situation
from indicators.texts import words

_DATED: Final = re.compile(r"\((\d{4})\)$")
"""The year of a value in a table: `38 % (2014)`."""
_MORE: Final = 4
"""Numbers of decimals that a value may be printed with, from the indicator's own on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """A value that is drawn or printed, and whose it is."""

    indicator: str
    geography: str
    year: int
    breakdown: str = TOTAL
    may_lack_row: bool = False
    """A decided baseline or a sum has no observation of its own; then only a hidden one is wrong."""


def shows_hidden(slide: Slide, seen: Situation) -> bool:
    """Whether a series, a district, a gap's end, or a value in a table or beside a way is shown though it is hidden."""
    shown = (each for panel in slide.panels for each in _drawn(panel, slide, seen))
    ways = (way for panel in slide.panels if isinstance(panel, Ways) for way in panel.ways)
    return any(_is_hidden(each, seen) for each in shown) or any(_is_hidden_way(way, seen) for way in ways)


def _is_hidden(shown: _Shown, seen: Situation) -> bool:
    visible, hidden = (_years(seen, shown, status) for status in (obs.HAS_VALUE, (ObservationStatus.SUPPRESSED,)))
    return shown.year in hidden if shown.may_lack_row else shown.year not in visible


def _drawn(panel: Panel, slide: Slide, seen: Situation) -> Iterator[_Shown]:
    """Every value with a year; the series is the slide's first indicator's, the districts its last's."""
    city = seen.registry.city_code
    if isinstance(panel, Trend):
        for point in panel.points:
            if point.value is not None:
                yield _Shown(indicator=slide.indicators[0], geography=city, year=int(point.name))
    elif isinstance(panel, Dots):
        yield from _districts(panel, slide.indicators[-1], seen)
    elif isinstance(panel, Gaps):
        yield from (
            each for gap in panel.gaps for pair in (gap.then, gap.now) for each in _ends(gap, pair, panel, seen)
        )
    elif isinstance(panel, Table):
        yield from (each for row in panel.rows for each in _cells(row, seen))


def _districts(panel: Dots, indicator: str, seen: Situation) -> Iterator[_Shown]:
    compared = against_city(seen, seen.registry.indicators[indicator])
    year, codes = seen.year if compared is None else compared.year, _codes(seen)
    for point in panel.points:
        if point.value is not None:
            yield _Shown(indicator=indicator, geography=codes[point.name], year=year)
    if panel.city is not None:
        yield _Shown(indicator=indicator, geography=seen.registry.city_code, year=year, may_lack_row=True)


def _ends(gap: Gap, pair: Dumbbell, panel: Gaps, seen: Situation) -> Iterator[_Shown]:
    """The ends are districts, or groups of people in the whole city."""
    told = _named(gap.name, seen) or [i for i in seen.registry.indicators.values() if _heads(panel.subtitle, i)]
    for indicator in told[:1]:
        for point in (pair.left, pair.right):
            code = _codes(seen).get(point.name)
            group = TOTAL if code else _group(point.name, indicator, seen)
            place = code or seen.registry.city_code
            yield _Shown(indicator=indicator.id, geography=place, year=int(pair.when), breakdown=group)


def _cells(row: tuple[Cell, ...], seen: Situation) -> Iterator[_Shown]:
    """The values with a year in a row that names an indicator."""
    named = [i for cell in row for i in _named(cell.text.removesuffix(f", {words.MADE_UP}"), seen)]
    for cell in row:
        if named and cell.number is not None and (found := _DATED.search(cell.text)):
            city = seen.registry.city_code
            yield _Shown(indicator=named[0].id, geography=city, year=int(found[1]), may_lack_row=True)


def _is_hidden_way(way: Way, seen: Situation) -> bool:
    """Whether a printed value is no visible one's, in a series where something is hidden."""
    for indicator in _named(way.indicator, seen):
        asked = _Shown(indicator=indicator.id, geography=seen.registry.city_code, year=seen.year)
        if not _years(seen, asked, (ObservationStatus.SUPPRESSED,)):
            continue
        rows = seen.series(asked.indicator, asked.geography)
        values = rows.loc[rows[obs.STATUS].isin([str(s) for s in obs.HAS_VALUE]), obs.VALUE]
        usual = indicator.decimals
        printed = {swedish.label(v, indicator.unit, d) for v in values for d in range(usual, usual + _MORE)}
        if not {*way.shown} <= {*printed, swedish.NOTHING}:
            return True
    return False


def _years(seen: Situation, shown: _Shown, statuses: tuple[ObservationStatus, ...]) -> set[int]:
    rows = seen.series(shown.indicator, shown.geography, shown.breakdown)
    return {int(year) for year in rows.loc[rows[obs.STATUS].isin([str(s) for s in statuses]), obs.YEAR]}


def _codes(seen: Situation) -> dict[str, str]:
    return {place.name: place.code for place in seen.registry.on_level(GeographyLevel.DISTRICT)}


def _named(name: str, seen: Situation) -> list[Indicator]:
    return [i for i in seen.registry.indicators.values() if i.short_name == name]


def _heads(subtitle: str, indicator: Indicator) -> bool:
    return subtitle == indicator.short_name or subtitle.startswith(f"{indicator.short_name}, ")


def _group(name: str, indicator: Indicator, seen: Situation) -> str:
    """The breakdown that a group's name stands for."""
    rows = seen.estimates
    codes = rows.loc[rows[obs.INDICATOR] == indicator.id, obs.BREAKDOWN].unique()
    pairs = [code.partition("=") for code in codes if "|" not in code and code]
    return next((f"{what}={code}" for what, _, code in pairs if words.category(what, code) == name), name)
