"""Other tellings (M16b) and what it would take to know."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from indicators import observations as obs
from indicators.measures import overview
from indicators.measures.fragility import with_tellings
from indicators.measures.progress import assess, series
from indicators.model import Assessment, Good, Indicator, MeasureKind, Progress, ToKnow
from tests.builders import a_registry, a_target, an_indicator, observed

UNSAFE = an_indicator(kind=MeasureKind.MEAN, good=Good.LOW, target=a_target(30.0, good=Good.LOW))
EXAMPLE = {2014: 38.0, 2015: 37.1, 2016: 36.4, 2017: 35.2, 2018: 34.5}


def with_margin(values: dict[int, float], half: float, geography: str = "131", **columns: Any) -> pd.DataFrame:
    table = observed(geography, values, **columns)
    return table.assign(**{obs.LOWER: table[obs.VALUE] - half, obs.UPPER: table[obs.VALUE] + half})


def progress(table: pd.DataFrame, indicator: Indicator = UNSAFE, *, year: int = 2018) -> Progress:
    return overview.progress(table, a_registry(indicator), year=year)[indicator.id, "131"]


def test_each_later_point_is_left_out_and_the_baseline_moved_either_way() -> None:
    found = progress(with_margin({2013: 38.5} | EXAMPLE, 1.5))
    assert [t.baseline_year for t in found.other_tellings if t.baseline_year] == [2013, 2015]
    assert [t.without_year for t in found.other_tellings if t.without_year] == [2015, 2016, 2017, 2018]


def test_another_telling_is_what_m16_says_of_the_changed_series() -> None:
    found = progress(with_margin(EXAMPLE, 1.5))
    for telling in found.other_tellings:
        years = [y for y in EXAMPLE if y != telling.without_year]
        values = [EXAMPLE[y] for y in years]
        alone = assess(
            series(
                years,
                values,
                lower=[v - 1.5 for v in values],
                upper=[v + 1.5 for v in values],
                baseline_year=telling.baseline_year or 2014,
                target=30,
                target_year=2020,
                good=-1,
            )
        )
        assert telling.assessment is alone.assessment[0]


def test_an_assessment_that_another_telling_changes_is_fragile() -> None:
    steady = {2014: 38, 2015: 36.5, 2016: 35.4, 2017: 33.9, 2018: 32.6}
    odd = {2014: 38, 2015: 37.5, 2016: 37, 2017: 36, 2018: 33}
    assert not progress(with_margin(steady, 0.8)).is_fragile
    assert progress(with_margin(odd, 1.0)).is_fragile


def test_a_telling_with_too_few_points_is_no_other_assessment() -> None:
    found = progress(with_margin({2014: 38.0, 2015: 36.6, 2016: 35.4, 2017: 33.9}, 0.5), year=2017)
    assert found.other_tellings == ()
    assert not found.is_fragile


def test_the_baseline_year_alone_can_decide_the_direction() -> None:
    """Reported criminal damage in Majorna-Linné: 2014 makes it a rise, 2015 a fall."""
    reported = {2014: 2_949, 2015: 6_862, 2016: 3_222, 2017: 2_797, 2018: 3_407, 2019: 4_001, 2020: 4_429}
    damage = an_indicator(kind=MeasureKind.RATE, multiplier=1.0, good=Good.LOW, target=a_target(2_500, good=Good.LOW))
    found = progress(observed("131", {y: (x, 1.0) for y, x in reported.items()}, multiplier=1.0), damage, year=2020)
    assert (found.assessment, found.is_fragile, found.direction_flips) == (Assessment.MISSED, False, True)
    moved = [t for t in found.other_tellings if t.baseline_year == 2015]
    assert moved[0].change_percent == pytest.approx((4_429 / 6_862 - 1) * 100)


def test_the_verdict_of_the_target_year_does_not_hang_on_any_other_year() -> None:
    found = progress(with_margin(EXAMPLE | {2019: 33, 2020: 29}, 1.5), year=2020)
    assert not [t for t in found.other_tellings if t.without_year]
    assert not found.is_fragile


def test_leaving_a_point_out_changes_the_pooled_scatter_by_that_series_only() -> None:
    values = np.random.default_rng(7).normal(40, 3, (6, 5))
    given = {"baseline_year": 2014, "target": 30, "target_year": 2020, "good": -1, "pool": 0}
    whole = series(range(2014, 2019), values, lower=values - 1, upper=values + 1, **given)
    extended, tellings = with_tellings(whole)
    found = assess(extended).lines
    row = int(np.flatnonzero((tellings.parent == 3) & (tellings.without_year == 2016))[0]) + len(values)
    values[3, 2] = np.nan
    expected = assess(series(range(2014, 2019), values, lower=values - 1, upper=values + 1, **given)).lines
    assert (found.scatter[row], found.degrees[row]) == (pytest.approx(expected.scatter[3], rel=1e-9), 17.0)
    assert found.scatter[row] != found.scatter[3]


def test_a_moved_baseline_moves_for_the_whole_pool() -> None:
    values = np.random.default_rng(7).normal(40, 3, (6, 5))
    given = {"target": 30, "target_year": 2020, "good": -1, "pool": 0, "lower": values - 1, "upper": values + 1}
    extended, tellings = with_tellings(series(range(2014, 2019), values, baseline_year=2014, **given))
    row = int(np.flatnonzero((tellings.parent == 3) & (tellings.baseline_year == 2015))[0]) + len(values)
    expected = assess(series(range(2014, 2019), values, baseline_year=2015, **given)).lines
    assert assess(extended).lines.scatter[row] == pytest.approx(expected.scatter[3], rel=1e-9)


def test_a_fragile_assessment_is_not_also_said_to_hang_on_the_direction() -> None:
    found = progress(
        with_margin({2014: 34.0, 2015: 40.0, 2016: 38.5, 2017: 37.5, 2018: 36.5, 2019: 35.0}, 1.0), year=2019
    )
    assert [t.change_percent for t in found.other_tellings if t.baseline_year] == [pytest.approx(-12.5)]
    assert (found.change.difference if found.change else 0) > 0
    assert (found.is_fragile, found.direction_flips) == (True, False)


# What it would take to know


def test_only_what_cannot_be_told_says_what_it_would_take() -> None:
    assert progress(with_margin(EXAMPLE, 1.5)).to_know is None
    assert progress(with_margin(EXAMPLE, 4.0)).to_know is not None


def test_more_answers_are_what_the_same_formulas_say_of_narrower_intervals() -> None:
    wide = 4.0
    need = progress(with_margin(EXAMPLE, wide)).to_know
    assert need is not None
    assert need.times_the_answers is not None
    enough, less = need.times_the_answers, need.times_the_answers - 0.1
    assert progress(with_margin(EXAMPLE, wide / enough**0.5)).assessment is not Assessment.UNCERTAIN
    assert progress(with_margin(EXAMPLE, wide / less**0.5)).assessment is Assessment.UNCERTAIN


def test_further_years_are_what_the_same_formulas_say_of_points_on_the_line() -> None:
    half, values = 4.0, EXAMPLE
    target = a_target(30.0, good=Good.LOW, year=2028)
    indicator = an_indicator(kind=MeasureKind.MEAN, good=Good.LOW, target=target)
    found = progress(with_margin(values, half), indicator)
    assert found.to_know is not None
    assert found.slope is not None
    needed = found.to_know.further_years
    assert needed is not None
    level = sum(values.values()) / 5
    for further in range(1, needed + 1):
        on_line = {y: level + found.slope * (y - 2016) for y in range(2019, 2019 + further)}
        said = progress(with_margin(values | on_line, half), indicator, year=2018 + further).assessment
        assert (said is Assessment.UNCERTAIN) == (further < needed)
    assert said is found.to_know.would_be


def test_registers_cannot_have_more_answers() -> None:
    offences = an_indicator(kind=MeasureKind.RATE, good=Good.LOW, target=a_target(30.0, good=Good.LOW))
    found = progress(with_margin(EXAMPLE, 4.0), offences)
    assert found.to_know is not None
    assert found.to_know.times_the_answers is None


def test_swings_between_years_without_intervals_may_be_told_by_further_years_only() -> None:
    values = {2014: 40.0, 2015: 39.9, 2016: 37.0, 2017: 38.9, 2018: 36.2}
    plain = an_indicator(kind=MeasureKind.MEAN, good=Good.LOW, target=a_target(35.0, good=Good.LOW))
    found = progress(observed("131", values), plain)
    assert found.assessment is Assessment.UNCERTAIN
    assert found.to_know == ToKnow(further_years=1, times_the_answers=None, would_be=Assessment.ON_TRACK)


def test_a_flat_noisy_series_cannot_be_known_this_way() -> None:
    flat = an_indicator(kind=MeasureKind.RATE, good=Good.LOW, target=a_target(39.0, good=Good.LOW))
    found = progress(with_margin({2014: 40, 2015: 41, 2016: 39, 2017: 41, 2018: 40}, 8.0), flat)
    assert found.to_know == ToKnow(further_years=None, times_the_answers=None, would_be=None)


@pytest.mark.parametrize("target", [30.0, 34.0, 35.0], ids=["missed", "met exactly", "nearly met"])
@pytest.mark.parametrize("slope", [-1.0, 0.0], ids=["on a line", "always the same"])
def test_a_series_without_any_scatter_cannot_be_known_this_way(target: float, slope: float) -> None:
    plain = an_indicator(kind=MeasureKind.MEAN, good=Good.LOW, target=a_target(target, good=Good.LOW))
    found = progress(observed("131", {year: 36.0 + slope * (year - 2018) for year in range(2014, 2019)}), plain)
    assert found.assessment is Assessment.UNCERTAIN
    assert found.to_know == ToKnow(further_years=None, times_the_answers=None, would_be=None)
