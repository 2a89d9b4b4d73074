"""Level and pace (M16): the printed example, each answer and reason from its case, and two other programs' fits."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats

from indicators.errors import MeasureError
from indicators.measures.progress import Assessed, assess, series
from indicators.model import Assessment, Reason

EXAMPLE = {2014: 38.0, 2015: 37.1, 2016: 36.4, 2017: 35.2, 2018: 34.5}


def assessed(
    values: Mapping[int, float], half: float | None = 1.5, *, target: float = 30.0, good: int = -1, **changes: object
) -> Assessed:
    years = np.arange(min(values), max(values) + 1)
    row = np.array([values.get(int(year), np.nan) for year in years])
    width = np.nan if half is None else half
    given: dict[str, object] = {"baseline_year": 2014, "target_year": 2020, "lower": row - width, "upper": row + width}
    return assess(series(years, row, target=target, good=good, **(given | changes)))  # type: ignore[arg-type]


def said(*args: object, **kwargs: object) -> tuple[Assessment, Reason | None]:
    found = assessed(*args, **kwargs)  # type: ignore[arg-type]
    return found.assessment[0], found.reason[0]


def test_the_printed_example_is_behind_with_its_figures() -> None:
    found = assessed(EXAMPLE)
    assert found.assessment[0] is Assessment.BEHIND
    figures = (found.slope, found.slope_lower, found.slope_upper, found.landing, found.landing_error)
    assert [round(float(a[0]), 2) for a in figures] == [-0.89, -1.36, -0.42, 32.68, 1.28]
    assert round(float(found.chance[0]), 3) == 0.018
    assert (found.lines.scatter[0], found.lines.degrees[0]) == (1.0, np.inf)


def test_slope_and_its_error_are_those_of_weighted_least_squares_in_statsmodels() -> None:
    years, values = np.arange(2014, 2020), np.array([38.0, 37.1, 36.4, 35.2, 34.5, 35.0])
    half = np.array([1.5, 1.2, 2.0, 1.1, 0.9, 1.7])
    found = assess(
        series(
            years,
            values,
            lower=values - half,
            upper=values + half,
            baseline_year=2014,
            target=30,
            target_year=2020,
            good=-1,
        )
    )
    sigma = half / stats.norm.ppf(0.975)
    fit = sm.WLS(values, sm.add_constant(years - 2014.0), weights=sigma**-2.0).fit(cov_type="fixed scale")
    assert found.slope[0] == pytest.approx(fit.params[1], rel=1e-6)
    assert found.lines.slope_error[0] == pytest.approx(fit.bse[1], rel=1e-6)
    assert found.landing[0] == pytest.approx(fit.params @ [1, 6], rel=1e-6)
    mean_error = np.sqrt(np.array([1, 6]) @ fit.cov_params() @ np.array([1, 6]))
    assert found.landing_error[0] == pytest.approx(np.hypot(mean_error, sigma[-1]), rel=1e-6)


def test_without_intervals_the_fit_is_least_squares_with_its_prediction_error() -> None:
    values = {2012: 39.4, 2013: 38.2, 2014: 38.0, 2015: 36.1, 2016: 35.3, 2017: 34.5}
    found = assessed(values, None, baseline_year=2012)
    years = np.array(list(values)) - 2012.0
    fit = sm.OLS(list(values.values()), sm.add_constant(years)).fit()
    forecast = fit.get_prediction([[1, 8]])
    assert found.slope[0] == pytest.approx(fit.params[1], rel=1e-6)
    assert found.lines.slope_error[0] == pytest.approx(fit.bse[1], rel=1e-6)
    assert found.landing[0] == pytest.approx(forecast.predicted_mean[0], rel=1e-6)
    assert found.landing_error[0] == pytest.approx(forecast.se_obs[0], rel=1e-6)
    assert round(float(found.slope[0]), 2) == -1.00
    assert round(float(found.lines.slope_error[0]), 3) == 0.085
    assert round(float(found.landing[0]), 1) == 31.4
    assert round(float(found.chance[0]), 2) == 0.04


def test_a_clear_improvement_within_reach_is_on_track() -> None:
    assert said({2014: 38, 2015: 36.5, 2016: 35.4, 2017: 33.9, 2018: 32.6}) == (Assessment.ON_TRACK, None)


def test_a_shown_rise_of_what_should_fall_is_worsening_before_it_is_behind() -> None:
    found = assessed({2014: 30, 2015: 31, 2016: 32.1, 2017: 33, 2018: 34}, 0.5, target=28)
    assert found.chance[0] < 0.10
    assert found.assessment[0] is Assessment.WORSENING


def test_a_wide_margin_says_that_it_cannot_be_told() -> None:
    assert said(EXAMPLE, 6.0) == (Assessment.UNCERTAIN, None)


def test_the_value_must_clear_the_target_by_the_scatter_before_the_target_year() -> None:
    near = {2014: 38, 2015: 35, 2016: 33, 2017: 31, 2018: 29}
    assert said(near, 0.5)[0] is Assessment.REACHED
    found = assessed(near, 1.5)
    assert found.assessment[0] is not Assessment.REACHED
    assert found.within_margin[0]


def test_the_target_year_is_decided_by_the_value_alone() -> None:
    just = EXAMPLE | {2019: 33.0, 2020: 30.0}
    assert said(just) == (Assessment.REACHED, None)
    found = assessed(EXAMPLE | {2019: 33.0, 2020: 30.1})
    assert found.assessment[0] is Assessment.MISSED
    assert found.within_margin[0]
    assert not assessed(EXAMPLE | {2019: 33.0, 2020: 32.0}).within_margin[0]


def test_a_later_value_never_changes_the_verdict_of_the_target_year() -> None:
    found = assessed(EXAMPLE | {2019: 33.0, 2020: 31.0, 2021: 25.0})
    assert found.assessment[0] is Assessment.MISSED
    assert found.latest[0] == 6


def test_no_value_in_the_target_year_is_missing_once_later_ones_exist() -> None:
    assert said(EXAMPLE | {2021: 25.0}) == (Assessment.NOT_ASSESSED, Reason.MISSING)


def test_fewer_than_four_points_are_too_few() -> None:
    assert said({2014: 38, 2016: 36, 2018: 34}) == (Assessment.NOT_ASSESSED, Reason.TOO_FEW)
    assert said({2014: 38, 2016: 36, 2017: 35, 2018: 34})[0] is not Assessment.NOT_ASSESSED


def test_a_target_cleared_is_reached_even_with_few_points() -> None:
    assert said({2014: 38, 2018: 25}) == (Assessment.REACHED, None)


def test_three_points_tell_no_scatter_of_their_own() -> None:
    assert said({2014: 38, 2016: 31, 2018: 29}, None) == (Assessment.REACHED, None)
    wild = assessed({2014: 38, 2016: 20, 2018: 38}, 0.5, target=20)
    assert (wild.lines.scatter[0], wild.lines.degrees[0]) == (1.0, np.inf)


def test_without_intervals_the_value_must_clear_the_target_by_the_swings_between_years() -> None:
    steady = {2014: 38, 2015: 36, 2016: 34.2, 2017: 32, 2018: 29}
    assert said(steady, None, target=32)[0] is Assessment.REACHED
    swinging = {2014: 38, 2015: 33, 2016: 37, 2017: 31, 2018: 29}
    assert said(swinging, None, target=32)[0] is not Assessment.REACHED


def test_points_before_the_baseline_do_not_count() -> None:
    assert said({2011: 40, 2012: 39, 2013: 38, 2014: 38, 2015: 37, 2016: 36})[1] is Reason.TOO_FEW


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"target": np.nan}, Reason.NO_TARGET),
        ({"baseline_year": np.nan}, Reason.MISSING),
        ({"baseline_year": 2019}, Reason.MISSING),
        ({"epoch": [0, 0, 1, 1, 1]}, Reason.NOT_COMPARABLE),
    ],
)
def test_a_series_that_lacks_what_it_takes_says_why(changes: dict[str, object], reason: Reason) -> None:
    assert said(EXAMPLE, **changes) == (Assessment.NOT_ASSESSED, reason)


def test_a_break_in_the_baseline_year_itself_parts_nothing() -> None:
    assert said(EXAMPLE, epoch=[1, 1, 1, 1, 1]) == (Assessment.BEHIND, None)


def test_a_missing_baseline_year_gives_way_to_the_first_later_one() -> None:
    found = assessed({2015: 37.1, 2016: 36.4, 2017: 35.2, 2018: 34.5})
    assert found.first[0] == 0
    assert found.assessment[0] is not Assessment.NOT_ASSESSED


def test_intervals_without_width_cannot_tell() -> None:
    assert said(EXAMPLE, 0.0) == (Assessment.UNCERTAIN, Reason.NOT_DEFINED)


def test_values_on_a_straight_line_without_intervals_cannot_tell() -> None:
    line = {2014: 38, 2015: 37, 2016: 36, 2017: 35}
    assert said(line, None) == (Assessment.UNCERTAIN, Reason.NOT_DEFINED)


def test_a_target_that_slipped_keeps_the_year_it_was_reached() -> None:
    found = assessed({2014: 31, 2015: 26.9, 2016: 30.5, 2017: 31}, 2.9)
    assert found.reached_year[0] == 2015
    assert found.assessment[0] is not Assessment.REACHED


def test_scatter_beyond_the_intervals_is_the_series_own_when_it_stands_alone() -> None:
    wild = {2014: 38, 2015: 30, 2016: 39, 2017: 31, 2018: 38}
    found = assessed(wild, 0.5, target=20)
    sigma = 0.5 / stats.norm.ppf(0.975)
    residuals = sm.OLS(list(wild.values()), sm.add_constant(np.arange(5.0))).fit().resid
    assert found.lines.scatter[0] == pytest.approx((residuals**2).sum() / sigma**2 / 3, rel=1e-6)
    assert found.lines.degrees[0] == 3


def test_scatter_is_pooled_over_five_geographies_and_not_over_four() -> None:
    rng = np.random.default_rng(2014)
    values = 40 + rng.normal(0, 3, (5, 5))
    given = {
        "lower": values - 1,
        "upper": values + 1,
        "baseline_year": 2014,
        "target": 30,
        "target_year": 2020,
        "good": -1,
    }
    pooled = assess(series(range(2014, 2019), values, pool=[0] * 5, **given))
    own = assess(series(range(2014, 2019), values, pool=[0, 0, 0, 0, 1], **given))
    assert len(set(pooled.lines.scatter)) == 1
    assert pooled.lines.degrees.tolist() == [15.0] * 5
    assert pooled.lines.scatter[0] == pytest.approx(own.lines.scatter.mean(), rel=1e-9)
    assert own.lines.degrees.tolist() == [3.0] * 5


def test_pooled_scatter_is_never_less_than_one() -> None:
    values = np.tile([38, 37.1, 36.4, 35.2, 34.5], (5, 1))
    found = assess(
        series(
            range(2014, 2019),
            values,
            lower=values - 9,
            upper=values + 9,
            pool=[0] * 5,
            baseline_year=2014,
            target=30,
            target_year=2020,
            good=-1,
        )
    )
    assert found.lines.scatter.tolist() == [1.0] * 5
    assert found.lines.degrees.tolist() == [15.0] * 5


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"good": 0}, "good"),
        ({"good": [1, 1, 1]}, "good"),
        ({"lower": 50.0, "upper": 40.0}, "lower"),
        ({"target": "trettio"}, "target"),
        ({"years": [2014, 2014, 2016]}, "years"),
        ({"years": [2014, 2015]}, "years"),
    ],
)
def test_wrong_series_are_refused_by_name(changes: dict[str, object], named: str) -> None:
    given: dict[str, object] = {"years": [2014, 2015, 2016], "values": [38, 37, 36]}
    given |= {"baseline_year": 2014, "target": 30, "target_year": 2020, "good": -1}
    with pytest.raises(MeasureError, match=rf"^(unequal lengths: )?{named}\b"):
        series(**(given | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("years", {"years": [2014, float("nan"), 2016, 2017, 2018]}),
        ("years", {"years": [2014, 2014.5, 2016, 2017, 2018]}),
        ("years", {"years": [2014, 2014, 2016, 2017, 2018]}),
        ("epoch", {"epoch": [0, float("nan"), 0, 0, 0]}),
        ("pool", {"pool": float("nan")}),
        ("upper", {"lower": [36.0] * 5, "upper": [float("inf")] * 5}),
        ("target", {"target": float("inf")}),
        ("target_year", {"target_year": float("nan")}),
        ("good", {"good": 0}),
    ],
)
def test_wrong_input_is_refused_by_its_name(name: str, wrong: dict[str, object]) -> None:
    right: dict[str, object] = {
        "years": [2014, 2015, 2016, 2017, 2018],
        "values": [38.0, 37.1, 36.4, 35.2, 34.5],
        "baseline_year": 2014,
        "target": 30.0,
        "target_year": 2020,
        "good": -1,
    }
    with pytest.raises(MeasureError, match=rf"^{name}"):
        series(**(right | wrong))  # type: ignore[arg-type]
