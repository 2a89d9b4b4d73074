"""Spread over all groups: the printed example, statsmodels' variance, errors and noise floors."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import integrate, stats
from statsmodels.stats.weightstats import DescrStatsW

from indicators.errors import MeasureError
from indicators.measures.distributions import Floats
from indicators.measures.spread import d2, expected_range, spread
from indicators.model import Reason
from tests.measures.five_groups import ERROR, POPULATION, SHARE, VALUE

FOUND = spread(VALUE, POPULATION, ERROR, good=-1, unit="%")


def error_of_form(form: Floats) -> float:
    """Standard error of y'My for independent normal y, by matrices."""
    noise = np.diag(ERROR**2)
    bent = form @ noise @ form
    return float(np.sqrt(4 * VALUE @ bent @ VALUE + 2 * np.trace(bent @ noise)))


def range_by_quadrature(errors: list[float]) -> float:
    def inside(x: float) -> float:
        below = stats.norm.cdf(x / np.array(errors))
        return float(1 - np.prod(below) - np.prod(1 - below))

    return float(integrate.quad(inside, -60, 60, limit=400, points=[0])[0])


def test_the_spread_of_the_example_is_the_printed_one() -> None:
    found = FOUND.weighted
    assert round(float(found.from_mean.value), 2) == 6.47
    assert round(float(found.from_best.value), 2) == 11.73
    assert round(float(found.disparity.value), 1) == 13.0
    assert round(float(found.variance.value), 1) == 60.8
    assert (found.variance.unit, found.disparity.unit, found.variance.method) == ("%²", "%", "M21")


def test_variance_is_that_of_statsmodels() -> None:
    weighted = DescrStatsW(VALUE, weights=POPULATION)
    assert float(FOUND.weighted.variance.value) == pytest.approx(weighted.var, rel=1e-9)
    assert float(FOUND.mean) == pytest.approx(weighted.mean, rel=1e-9)


def test_error_of_the_variance_is_that_of_the_quadratic_form() -> None:
    form = np.diag(SHARE) - np.outer(SHARE, SHARE)
    assert float(FOUND.weighted.variance.error) == pytest.approx(error_of_form(form), rel=1e-9)
    center = np.eye(5) - np.outer(np.ones(5), SHARE)
    assert float(FOUND.unweighted.variance.error) == pytest.approx(error_of_form(center.T @ center / 5), rel=1e-9)


def test_unweighted_distances_are_from_the_weighted_mean() -> None:
    expected = np.abs(VALUE - VALUE @ SHARE).mean()
    assert float(FOUND.unweighted.from_mean.value) == pytest.approx(expected)
    assert bool(FOUND.mean_is_weighted)


def test_without_populations_unweighted_distances_are_from_the_plain_mean() -> None:
    found = spread(VALUE, None, ERROR, good=-1)
    assert float(found.unweighted.variance.value) == pytest.approx(VALUE.var())
    assert not bool(found.mean_is_weighted)
    assert found.weighted.variance.reason.item() is Reason.MISSING


def test_noise_floor_is_the_variance_seen_between_groups_that_do_not_differ() -> None:
    seen = np.random.default_rng(2020).normal(40, ERROR, (20_000, 5))
    assert float(FOUND.variance_by_chance) == pytest.approx(DescrStatsW(seen.T, weights=SHARE).var.mean(), rel=0.02)
    expected = float(FOUND.weighted.variance.value - FOUND.variance_by_chance)
    assert float(FOUND.variance_beyond_chance) == pytest.approx(expected)
    assert float(spread(VALUE / 100, POPULATION, ERROR, good=-1).variance_beyond_chance) == 0


def test_expected_ranges_are_the_constants_of_control_charts() -> None:
    assert (round(d2(10), 2), round(d2(5), 2), round(d2(2), 3)) == (3.08, 2.33, 1.128)
    assert d2(10) == pytest.approx(3.077505462, rel=1e-8)


@pytest.mark.parametrize("errors", [[1.0] * 4, [1.8, 1.5, 1.4, 1.6, 1.9], [0.2, 1.0, 3.0], [5.0, 0.3]])
def test_expected_range_is_the_integral_whatever_the_errors(errors: list[float]) -> None:
    assert float(expected_range(errors)) == pytest.approx(range_by_quadrature(errors), rel=1e-6)


def test_range_by_chance_counts_only_the_groups_that_count() -> None:
    found = spread([*np.full(9, 40.0), np.nan], np.ones(10), np.full(10, 2.0), good=1)
    assert float(found.range_by_chance) == pytest.approx(2 * d2(9))
    assert np.isnan(spread(VALUE, POPULATION, good=1).range_by_chance)
    assert float(expected_range([0.0, 0.0])) == 0


def test_no_group_is_best_where_neither_high_nor_low_is_good() -> None:
    found = spread(VALUE, POPULATION, ERROR, good=0).weighted
    assert (found.from_best.reason.item(), found.from_mean.reason.item()) == (Reason.NOT_DEFINED, None)


def test_wrong_numbers_of_groups_and_errors_are_refused() -> None:
    with pytest.raises(MeasureError, match=r"^k"):
        d2(1)
    with pytest.raises(MeasureError, match=r"^errors"):
        expected_range([1.0, -1.0])


def test_a_mean_below_zero_is_no_whole_to_take_a_part_of() -> None:
    found = spread(-VALUE, POPULATION, ERROR, good=-1)
    assert found.weighted.disparity.reason.item() is Reason.NOT_DEFINED
    assert found.weighted.from_mean.value == pytest.approx(FOUND.weighted.from_mean.value)
