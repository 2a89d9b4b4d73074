"""What the page about one indicator shows, worked out once for each state of the data and kept."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import pandas as pd

from indicators import observations as obs
from indicators import swedish
from indicators.charts import districts as district_charts
from indicators.charts import pairs, trajectory
from indicators.errors import InputError
from indicators.model import TOTAL, Geography, GeographyLevel, Indicator, Reason
from indicators.situation import Situation
from indicators.texts import sentences, words
from ui import cached, html, indicator_parts, origin, pieces, traced, twins
from ui.twins import Drawing, Twin

SEXES = {"kon=kvinna": "Kvinnor", "kon=man": "Män"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where one number comes from: the question, and the answer or why there is none."""

    question: str
    answer: str = ""
    fault: str = ""


@pieces.kept
def trend(indicator: str, place: str, year: int) -> Drawing:
    """One place on its way to the target; only where it has been assessed."""
    return on_its_way(cached.of_indicator(indicator, year), *_of(indicator, place))


def on_its_way(seen: Situation, chosen: Indicator, place: Geography) -> Drawing:
    """The values of one place beside its way to the target, with the events up to the viewpoint."""
    rows, progress = seen.series(chosen.id, place.code), seen.progress[chosen.id, place.code]
    marked = trajectory.shown(cached.events(chosen.id, seen.year, place.code), rows, progress, chosen)
    return Drawing(
        spec=trajectory.trajectory(rows, progress, chosen, events=marked),
        start=trajectory.axis_start(rows, progress, chosen),
        events=marked,
        alt=sentences.alt(progress, chosen, place),
        twin=twins.series(seen, chosen, place, events=marked),
    )


@pieces.kept
def facts(indicator: str, place: str, year: int) -> str:
    """The facts beside the chart."""
    seen = cached.of_indicator(indicator, year)
    return indicator_parts.facts(seen, seen.progress[indicator, place], seen.registry.indicators[indicator])


@pieces.kept
def district_year(indicator: str, year: int) -> int | None:
    """The last year with a value in any district; None where there is none."""
    codes = {place.code for place in cached.registry().on_level(GeographyLevel.DISTRICT)}
    rows = cached.of_indicator(indicator, year).estimates
    told = rows[rows[obs.GEOGRAPHY].isin(codes) & rows[obs.VALUE].notna() & (rows[obs.BREAKDOWN] == TOTAL)]
    return None if told.empty else int(told[obs.YEAR].max())


@pieces.kept
def districts(indicator: str, own: str, year: int, viewpoint: int) -> Drawing:
    """The districts in a year, one of them marked."""
    seen, registry = cached.of_indicator(indicator, viewpoint), cached.registry()
    chosen, places = registry.indicators[indicator], registry.on_level(GeographyLevel.DISTRICT)
    rows = seen.estimates
    at = rows[(rows[obs.YEAR] == year) & (rows[obs.BREAKDOWN] == TOTAL)]
    city = at[(at[obs.GEOGRAPHY] == registry.city_code) & at[obs.VALUE].notna()]
    level = None if city.empty else float(city[obs.VALUE].iloc[0])
    of_districts = at[at[obs.GEOGRAPHY].isin([p.code for p in places])]
    told = {str(r[obs.GEOGRAPHY]): twins.remark(r) for r in of_districts.to_dict("records")}
    reasons = {p.code: told.get(p.code) or words.REASONS[Reason.MISSING] for p in places}
    return Drawing(
        spec=district_charts.strip(of_districts, chosen, places, city=level, own=own, reasons=reasons),
        alt=sentences.alt_districts(of_districts, chosen, {p.code: p for p in places}, city=level),
        twin=twins.districts(seen, chosen, places, year),
    )


@pieces.kept
def sexes(indicator: str, place: str, year: int) -> tuple[str, Drawing] | None:
    """Women and men at the baseline and now, under a heading; None where there is no year with both."""
    seen = cached.of_place(indicator, place, year)
    chosen, where = _of(indicator, place)
    told = indicator_parts.sexes(seen, chosen, where)
    if told is None:
        return None
    names = (SEXES["kon=kvinna"], SEXES["kon=man"])
    marked, decimals = pairs.shown(cached.events(indicator, year, place), told), pairs.shown_decimals(told, chosen)
    return indicator_parts.sexes_heading(told, chosen), Drawing(
        spec=pairs.dumbbell(told, chosen, names=names, decimals=decimals, events=marked),
        events=marked,
        alt=sentences.alt_pairs(chosen, names, told, decimals=decimals),
        twin=twins.pairs(seen, chosen, where, SEXES, marked, decimals=decimals),
    )


@pieces.kept
def figures(indicator: str, place: str, year: int) -> Twin | None:
    """Every year of one place, each number a link to its origin; None where nothing has been measured."""
    seen = cached.of_indicator(indicator, year)
    if seen.series(indicator, place).empty:
        return None
    marked = trend(indicator, place, year).events if (indicator, place) in seen.progress else ()
    return twins.series(seen, *_of(indicator, place), with_links=True, events=marked)


@pieces.kept
def origin_of(indicator: str, place: str, asked: str, part: str, viewpoint: int) -> Origin | None:
    """Where the value of a year comes from, of the latest where it has none; None where there is no value at all."""
    with_value, part = _with_value(indicator, place, part, viewpoint)
    if with_value.empty:
        return None
    years = [int(year) for year in with_value[obs.YEAR]]
    year = int(asked) if asked.isdigit() and int(asked) in years else years[-1]
    chosen, where = _of(indicator, place)
    question = _question(with_value[with_value[obs.YEAR] == year].iloc[0].to_dict(), chosen, part)
    try:
        trace = cached.origin(indicator, place, year, part)
    except InputError as fault:
        return Origin(question=question, fault=str(fault))
    told = html.side_by_side(origin.chain(trace, chosen, where), origin.cell(trace), "lb-origin")
    return Origin(question=question, answer=told)


def _with_value(indicator: str, place: str, part: str, viewpoint: int) -> tuple[pd.DataFrame, str]:
    """The rows of a part that have a value, and the part; everybody's where it has none."""
    seen = cached.of_place(indicator, place, viewpoint)
    for wanted in dict.fromkeys((part, TOTAL)):
        rows = seen.series(indicator, place, wanted)
        rows = rows[rows[obs.VALUE].notna()]
        if not rows.empty:
            return rows, wanted
    return rows, TOTAL


def _question(row: Mapping[Hashable, object], indicator: Indicator, part: str) -> str:
    shown = swedish.label(float(str(row[obs.VALUE])), indicator.unit, indicator.decimals)
    whom = "" if part == TOTAL else f"{words.part(part)}, "
    mark = html.demo_mark(bool(row[obs.IS_DEMO]))
    question = html.escape(f"Varifrån kommer {shown}, {whom}{row[obs.PERIOD]}?") + mark
    return f'<h2 class="lb-section" id="{traced.PLACE}" tabindex="-1">{question}</h2>'


def _of(indicator: str, place: str) -> tuple[Indicator, Geography]:
    registry = cached.registry()
    return registry.indicators[indicator], registry.geographies[place]
