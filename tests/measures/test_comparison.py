"""Districts against their city: benchmark, traffic light and test."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.proportion import proportion_confint, proportions_ztest
from statsmodels.stats.rates import test_poisson_2indep as poisson_test

from indicators.errors import MeasureError
from indicators.measures.comparison import (
    Standing,
    mean_against_city,
    rate_against_city,
    rest_of_city,
    share_against_city,
    traffic_light,
)
from indicators.model import Good, Reason

CITY = (1_493, 513_300)


def test_a_small_district_is_held_against_the_city_and_a_large_one_against_the_rest() -> None:
    found = rate_against_city([88, 200], [21_300, 60_000], *CITY, multiplier=1e5, good=Good.LOW)
    assert found.is_fixed.tolist() == [True, False]
    rest = (1_493 - 200) / (513_300 - 60_000)
    np.testing.assert_allclose(found.benchmark, [1_493 / 513_300 * 1e5, rest * 1e5])


def test_a_district_of_exactly_a_tenth_is_held_against_the_rest() -> None:
    found = rate_against_city(100, 10_000, 900, 100_000, multiplier=1, good=0)
    assert not found.is_fixed
    assert float(found.benchmark) == pytest.approx(800 / 90_000)


def test_p_is_that_printed_and_of_the_rest_of_the_city() -> None:
    found = rate_against_city(88, 21_300, *CITY, multiplier=1e5, good="low")
    assert round(float(found.p), 4) == 0.0007
    assert float(found.p) == pytest.approx(poisson_test(88, 21_300, 1_405, 492_000, method="score").pvalue, rel=1e-6)


def test_shares_have_wilsons_limits_and_the_pooled_test() -> None:
    found = share_against_city(118, 310, 1_023, 3_180, good="low")
    expected = [100 * a for a in proportion_confint(118, 310, alpha=0.002, method="wilson")]
    assert [float(found.lower_998), float(found.upper_998)] == pytest.approx(expected, rel=1e-6)
    assert float(found.p) == pytest.approx(proportions_ztest([118, 905], [310, 2_870])[1], rel=1e-6)
    assert found.standing.item() is Standing.WORSE


def test_means_are_held_against_the_mean_of_the_other_answers() -> None:
    chance = np.random.default_rng(1)
    district, rest = chance.normal(6, 2, 60), chance.normal(7, 2.5, 300)
    city = np.concatenate([district, rest])
    told = [(a.mean(), a.std(ddof=1), len(a)) for a in (district, city)]
    found = mean_against_city(*told[0], *told[1], good="high")
    assert not found.is_fixed
    assert float(found.benchmark) == pytest.approx(rest.mean(), rel=1e-9)
    assert float(found.p) == pytest.approx(stats.ttest_ind(district, rest, equal_var=False).pvalue, rel=1e-6)


LIGHTS = [
    ((12, 14, 11, 15), Standing.MUCH_BETTER, Standing.MUCH_WORSE, Standing.MUCH_HIGHER),
    ((11, 13, 9, 15), Standing.BETTER, Standing.WORSE, Standing.HIGHER),
    ((7, 9, 6, 11), Standing.WORSE, Standing.BETTER, Standing.LOWER),
    ((6, 8, 5, 9), Standing.MUCH_WORSE, Standing.MUCH_BETTER, Standing.MUCH_LOWER),
    ((9, 11, 8, 12), *(Standing.NO_CLEAR_DIFFERENCE,) * 3),
    ((10, 11, 9, 12), *(Standing.NO_CLEAR_DIFFERENCE,) * 3),
    ((np.nan, np.nan, np.nan, np.nan), None, None, None),
]


@pytest.mark.parametrize(("limits", "high", "low", "neither"), LIGHTS)
def test_the_light_follows_the_limits_and_the_polarity(
    limits: tuple[float, ...], high: Standing, low: Standing, neither: Standing
) -> None:
    said = [
        traffic_light(*limits[:2], 10, good=good, lower_998=limits[2], upper_998=limits[3]).item()
        for good in (Good.HIGH, Good.LOW, Good.NONE)
    ]
    assert said == [high, low, neither]


def test_without_the_wide_limits_nothing_is_called_much() -> None:
    assert traffic_light(12, 14, 10, good=1).item() is Standing.BETTER


def test_a_missing_benchmark_has_no_light() -> None:
    assert traffic_light(12, 14, np.nan, good=1).item() is None


def rates(**changes: Any) -> Any:
    given = {"x": 20, "n": 9_000, "city_x": 400, "city_n": 90_000} | changes
    return rate_against_city(**given, multiplier=1_000, good="low")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"x": np.nan}, Reason.MISSING),
        ({"n": np.nan}, Reason.MISSING),
        ({"city_n": np.nan}, Reason.MISSING),
        ({"is_suppressed": True}, Reason.SUPPRESSED),
        ({"n": 0}, Reason.ZERO_DENOMINATOR),
        ({"n": 90_000}, Reason.ONE_GROUP),
    ],
)
def test_no_standing_without_its_reason(changes: dict[str, Any], reason: Reason) -> None:
    found = rates(**changes)
    assert found.reason.item() is reason
    assert found.standing.item() is None
    assert np.isnan([found.p, found.lower, found.benchmark]).all()


def test_a_survey_with_few_answers_has_no_standing() -> None:
    found = share_against_city([20, 60], [49, 150], 900, 3_000, good="high", is_survey=True)
    assert found.reason.tolist() == [Reason.TOO_FEW, None]
    assert found.standing[0] is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"mean": np.nan}, Reason.MISSING),
        ({"is_suppressed": True}, Reason.SUPPRESSED),
        ({"n": 0}, Reason.ZERO_DENOMINATOR),
        ({"n": 1}, Reason.NOT_DEFINED),
        ({"spread": np.nan}, Reason.NOT_DEFINED),
        ({"mean": 6.0, "spread": 2.0, "n": 400}, Reason.ONE_GROUP),
    ],
)
def test_no_standing_of_means_without_its_reason(changes: dict[str, Any], reason: Reason) -> None:
    given = {"mean": 6.5, "spread": 2.0, "n": 60, "city_mean": 6.0, "city_spread": 2.0, "city_n": 400} | changes
    found = mean_against_city(**given, good="high")
    assert found.reason.item() is reason
    assert found.standing.item() is None


def test_means_without_the_citys_spread_have_a_light_and_no_p() -> None:
    found = mean_against_city(9, 2, 60, 6, np.nan, 4_000, good="high")
    assert found.standing.item() is Standing.MUCH_BETTER
    assert np.isnan(found.p)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"x": -1}, "x: negative"),
        ({"x": 500}, "x: more than city_x"),
        ({"n": 91_000}, "n: more than city_n"),
        ({"n": [1, 2], "x": [1, 2, 3]}, "unequal lengths"),
    ],
)
def test_a_district_that_is_no_part_of_its_city_is_refused(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(MeasureError, match=f"^{named}"):
        rates(**changes)


@pytest.mark.parametrize("good", ["better", 2, None, np.nan])
def test_unknown_polarity_is_refused(good: Any) -> None:
    with pytest.raises(MeasureError, match=r"^good"):
        rate_against_city(20, 9_000, 400, 90_000, multiplier=1, good=good)


def test_impossible_answers_and_limits_are_refused_by_name() -> None:
    with pytest.raises(MeasureError, match=r"^city_spread"):
        mean_against_city(2, 1, 200, 6, 0.5, 400, good=1)
    with pytest.raises(MeasureError, match=r"^lower: above upper"):
        traffic_light(3, 2, 1, good=1)
    with pytest.raises(MeasureError, match=r"^lower_998"):
        traffic_light(1, 2, 1, good=1, lower_998=5, upper_998=2)
    with pytest.raises(MeasureError, match=r"^x: more than n"):
        share_against_city(20, 10, 300, 600, good=1)
    with pytest.raises(MeasureError, match=r"^city_x"):
        share_against_city(2, 10, 700, 600, good=1)
    with pytest.raises(MeasureError, match=r"^n: more than city_n"):
        mean_against_city(2, 1, 500, 6, 2, 400, good=1)


def test_the_rest_of_the_city_is_what_is_left() -> None:
    assert [float(a) for a in rest_of_city(88, 21_300, *CITY)] == [1_405, 492_000]
