"""Reported crime as dots and small curves: places in per cent of the width, so that any width fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from indicators import observations as obs
from indicators import swedish
from indicators.charts import multiples, theme
from indicators.charts.dots import place
from indicators.charts.series import points
from indicators.charts.theme import Spec
from indicators.districts.reported import Reported, Series, Year
from indicators.districts.safety import Beside
from indicators.districts.trends import Trend, Trends
from indicators.model import Event, ObservationStatus

_MARGIN: Final = (0.0, 0.03)
Events = Mapping[str, Sequence[Event]]
"""What concerns each place."""


def dots(found: Reported, *, is_rate: bool) -> Spec:
    """Each district's count or rate with its interval in the latest year, on one axis from zero."""
    at = {s.geography: level(s.at(found.last), is_rate=is_rate) for s in found.districts}
    whole = level(found.together.at(found.last), is_rate=True) if is_rate else None
    axis = theme.axis([0.0, *(v for ends in (*at.values(), whole) if ends for v in ends)], margin=_MARGIN)
    return {
        "ticks": [{"x": place(v, axis), "text": swedish.label(v, "", axis.decimals)} for v in axis.ticks],
        "together": None if whole is None else place(whole[0], axis),
        "rows": {code: None if ends is None else [place(v, axis) for v in ends] for code, ends in at.items()},
    }


def level(year: Year | None, *, is_rate: bool) -> tuple[float, float, float] | None:
    """A year's rate or count with its limits; the count's are the rate's times the population (M01)."""
    if year is None or year.count is None or (is_rate and year.rate is None):
        return None
    if is_rate:
        rate = year.rate or 0.0
        return rate, year.lower if year.lower is not None else rate, year.upper if year.upper is not None else rate
    if not year.rate or year.lower is None or year.upper is None:
        return year.count, year.count, year.count
    scale = year.count / year.rate
    return year.count, year.lower * scale, year.upper * scale


def panels(found: Reported, *, is_rate: bool, events: Events | None = None) -> Spec:
    """One panel for each district, all on one scale from zero; behind rates the curve of all together."""
    empty = _rows(found.together, is_rate=is_rate).iloc[:0]
    drawn = Trends(
        districts=tuple(_curve(s, is_rate=is_rate) for s in found.districts),
        city=_rows(found.together, is_rate=True) if is_rate else empty,
        is_city_summed=True,
    )
    return multiples.multiples(drawn, found.indicator, until=found.viewpoint, events=events)


def sparkline(series: Series, found: Reported, events: Sequence[Event] = (), *, is_rate: bool = False) -> Spec:
    """One curve alone on its own scale from zero, of counts or of rates."""
    empty = _rows(series, is_rate=is_rate).iloc[:0]
    drawn = Trends(districts=(_curve(series, is_rate=is_rate),), city=empty, is_city_summed=True)
    own = {series.geography: events}
    return multiples.multiples(drawn, found.indicator, until=found.viewpoint, events=own)


def survey(each: Beside, *, span: tuple[int, int], events: Sequence[Event] = (), asked: Sequence[Beside] = ()) -> Spec:
    """A survey question's curve over the same years as the reports, on one scale with the others in its unit."""
    drawn = Trend(geography="", rows=each.rows, verdict=None, from_year=None, to_year=None)
    own = Trends(districts=(drawn,), city=each.rows.iloc[:0], is_city_summed=False)
    beside = [v for other in asked if other.indicator.unit == each.indicator.unit for v in _levels(other, span[1])]
    return multiples.multiples(own, each.indicator, until=span[1], span=span, events={"": events}, beside=beside)


def _levels(asked: Beside, until: int) -> list[float]:
    """The values of a survey question with their limits."""
    return [v for p in points(asked.rows, asked.indicator, until=until) for v in (p.lowest, p.highest)]


def _curve(series: Series, *, is_rate: bool) -> Trend:
    return Trend(
        geography=series.geography, rows=_rows(series, is_rate=is_rate), verdict=None, from_year=None, to_year=None
    )


def _rows(series: Series, *, is_rate: bool) -> pd.DataFrame:
    """The years as the curves' drawing reads them."""
    found = [(y.year, level(y, is_rate=is_rate)) for y in series.years]
    ends = [(np.nan,) * 3 if told is None else told for _, told in found]
    status = [ObservationStatus.MISSING if told is None else ObservationStatus.FINAL for _, told in found]
    return pd.DataFrame(
        {
            obs.YEAR: [year for year, _ in found],
            obs.VALUE: [each[0] for each in ends],
            obs.LOWER: [each[1] for each in ends],
            obs.UPPER: [each[2] for each in ends],
            obs.STATUS: [str(each) for each in status],
        }
    )
