"""Points in order of year, parted where they may not be joined."""

from __future__ import annotations

import pytest

from indicators.charts import series
from indicators.model import Break, ObservationStatus
from indicators.swedish import NBSP
from tests.builders import Seen, an_indicator, observed
from tests.charts.specs import with_margin


def parts(values: dict[int, Seen], **changes: object) -> list[tuple[int, int]]:
    found = series.points(observed("1480", values), an_indicator(**changes), until=2020)
    return [(p.year, p.part) for p in found]


def test_a_missing_year_parts_the_line() -> None:
    assert parts({2014: 60, 2015: None, 2016: 62}) == [(2014, 0), (2016, 1)]


def test_a_year_without_row_parts_the_line_of_a_yearly_measure() -> None:
    assert parts({2014: 60, 2016: 62}) == [(2014, 0), (2016, 1)]


@pytest.mark.parametrize(("frequency", "years"), [("vartannat år", 2), ("ungefär vart tredje år", 3), ("årligen", 1)])
def test_years_between_measurements_are_the_registers(frequency: str, years: int) -> None:
    assert series.every(an_indicator(frequency=frequency)) == years


def test_a_measure_of_every_second_year_is_joined_over_the_year_between() -> None:
    assert parts({2014: 60, 2016: 62, 2020: 63}, frequency="vartannat år") == [(2014, 0), (2016, 0), (2020, 1)]


def test_a_break_in_series_parts_the_line() -> None:
    breaks = (Break(year=2016, what="ny fråga"),)
    assert parts({2015: 60, 2016: 62, 2017: 61}, breaks=breaks) == [(2015, 0), (2016, 1), (2017, 1)]


def test_values_after_the_viewpoint_are_not_there() -> None:
    found = series.points(observed("1480", {2016: 60, 2017: 61, 2018: 62}), an_indicator(), until=2017)
    assert [p.year for p in found] == [2016, 2017]


def test_hidden_values_are_not_there() -> None:
    seen = observed("1480", {2016: 60, 2017: ObservationStatus.SUPPRESSED})
    assert [p.year for p in series.points(seen, an_indicator(), until=2020)] == [2016]


def test_a_point_says_its_value_in_swedish() -> None:
    point = series.points(with_margin({2018: 66.04}), an_indicator(), until=2018)[0]
    assert series.tip(point, an_indicator()) == f"2018: 66,0{NBSP}% (64,5–67,5)"
