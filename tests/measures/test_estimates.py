"""Values with intervals: the printed examples, a second opinion from statsmodels and scipy, and the edges."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

from indicators.errors import MeasureError
from indicators.measures.estimates import (
    FEW_CASES,
    UNCERTAIN_BASE,
    WEIGHTED_COUNTS,
    ZERO_WIDTH,
    count_limits,
    effective_base,
    mean_and_spread,
    mean_interval,
    rate_interval,
    share_interval,
)
from indicators.model import Reason


@pytest.mark.parametrize(
    ("x", "value", "lower", "upper"),
    [(7, 13.36, 5.37, 27.52), (43, 82.06, 59.38, 110.54), (0, 0.00, 0.00, 7.04)],
)
def test_rate_and_limits_are_those_printed(x: int, value: float, lower: float, upper: float) -> None:
    found = rate_interval(x, 52_400, multiplier=100_000)
    assert (round(float(found.value), 2), round(float(found.lower), 2), round(float(found.upper), 2)) == (
        value,
        lower,
        upper,
    )


@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_counts_under_ten_have_the_exact_limits_of_statsmodels(confidence: float) -> None:
    x = np.arange(1, 10)
    expected = confint_poisson(x, 1.0, method="exact-c", alpha=1 - confidence)
    np.testing.assert_allclose(count_limits(x, confidence=confidence), expected, rtol=1e-6)


def test_counts_from_ten_have_byars_limits_near_the_exact_ones() -> None:
    x = np.array([10.0, 43.0, 1405.0])
    exact = np.array([stats.chi2.ppf(0.025, 2 * x) / 2, stats.chi2.ppf(0.975, 2 * x + 2) / 2])
    np.testing.assert_allclose(count_limits(x), exact, rtol=0.005)


def test_weighted_counts_have_byars_limits_at_every_size_and_say_so() -> None:
    found = rate_interval([6.5, 7], 1_000, multiplier=1_000)
    byar = 6.5 * (1 - 1 / (9 * 6.5) - stats.norm.ppf(0.975) / (3 * 6.5**0.5)) ** 3
    assert found.lower[0] == pytest.approx(byar, rel=1e-9)
    assert found.marks[WEIGHTED_COUNTS].tolist() == [True, False]


def test_a_rate_from_fewer_than_ten_cases_is_marked() -> None:
    assert rate_interval([9, 10], 1_000, multiplier=1).marks[FEW_CASES].tolist() == [True, False]


def test_rates_without_population_give_the_reason() -> None:
    found = rate_interval([3, 3], [0, np.nan], multiplier=1)
    assert found.reason.tolist() == [Reason.ZERO_DENOMINATOR, Reason.MISSING]
    assert np.isnan([found.value, found.lower, found.upper]).all()


def test_more_events_than_people_is_a_rate() -> None:
    assert rate_interval(12, 10, multiplier=100).value == 120


@pytest.mark.parametrize(("x", "n", "printed"), [(46, 212, (21.70, 16.68, 27.72)), (0, 37, (0.00, 0.00, 9.41))])
def test_share_and_limits_are_those_printed(x: int, n: int, printed: tuple[float, ...]) -> None:
    found = share_interval(x, n)
    assert tuple(round(float(a), 2) for a in (found.value, found.lower, found.upper)) == printed


@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_share_limits_are_those_of_statsmodels(confidence: float) -> None:
    x, n = np.array([0, 1, 46, 199, 212]), np.array([37, 50, 212, 200, 212])
    found = share_interval(x, n, multiplier=1, confidence=confidence)
    lower, upper = proportion_confint(x, n, alpha=1 - confidence, method="wilson")
    np.testing.assert_allclose(found.lower, lower, rtol=1e-6, atol=1e-12)
    np.testing.assert_allclose(found.upper, upper, rtol=1e-6)


def test_effective_base_is_the_one_printed() -> None:
    assert round(effective_base([0.5] * 60 + [1] * 90 + [2.5] * 40), 1) == 136.3


def test_an_effective_base_widens_the_interval_and_leaves_the_value() -> None:
    plain, weighted = share_interval(57, 190), share_interval(57, 190, effective=136.3)
    as_if = share_interval(0.3 * 136.3, 136.3)
    assert weighted.value == plain.value
    assert (weighted.lower, weighted.upper) == pytest.approx((as_if.lower, as_if.upper), rel=1e-12)


def test_surveys_under_fifty_answers_have_no_value_and_under_a_hundred_are_uncertain() -> None:
    found = share_interval([20, 20, 40, 40], [49, 50, 99, 100], is_survey=True)
    assert found.reason.tolist() == [Reason.TOO_FEW, None, None, None]
    assert np.isnan(found.value).tolist() == [True, False, False, False]
    assert found.marks[UNCERTAIN_BASE].tolist() == [False, True, True, False]


def test_a_share_without_base_gives_the_reason() -> None:
    found = share_interval([0, 5], [0, np.nan])
    assert found.reason.tolist() == [Reason.ZERO_DENOMINATOR, Reason.MISSING]


def test_mean_and_limits_are_those_printed_and_those_of_scipy() -> None:
    scores = [58, 61, 49, 72, 66, 53, 70, 64]
    found = mean_interval(*mean_and_spread(scores))
    assert [round(float(a), 2) for a in (found.value, found.lower, found.upper)] == [61.62, 54.92, 68.33]
    assert found.value == 61.625
    expected = stats.t.interval(0.95, 7, loc=np.mean(scores), scale=stats.sem(scores))
    assert (float(found.lower), float(found.upper)) == pytest.approx(expected, rel=1e-6)


def test_equal_weights_change_nothing_and_unequal_ones_lower_the_base() -> None:
    scores = [58.0, 61.0, 49.0, 72.0]
    assert mean_and_spread(scores, [2, 2, 2, 2]) == pytest.approx(mean_and_spread(scores))
    assert mean_and_spread(scores, [1, 1, 1, 5])[2] == pytest.approx(64 / 28)


def test_means_without_interval_say_why() -> None:
    found = mean_interval([5, 5, 5, np.nan], [1, np.nan, 0, 1], [1, 30, 30, 30])
    assert found.reason.tolist() == [Reason.NOT_DEFINED, Reason.NOT_DEFINED, None, Reason.MISSING]
    assert np.isnan(found.lower).tolist() == [True, True, False, True]
    assert found.marks[ZERO_WIDTH].tolist() == [False, False, True, False]


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: rate_interval(-1, 10, multiplier=1), "x"),
        (lambda: rate_interval(np.nan, 10, multiplier=1), "x"),
        (lambda: rate_interval("många", 10, multiplier=1), "x"),
        (lambda: rate_interval(1, -10, multiplier=1), "n"),
        (lambda: rate_interval([1, 2, 3], [10, 10], multiplier=1), "unequal lengths: x"),
        (lambda: rate_interval(1, 10, multiplier=1, confidence=95), "confidence"),
        (lambda: share_interval(11, 10), "x"),
        (lambda: share_interval(1, 10, effective=-2), "effective"),
        (lambda: mean_interval(5, -1, 10), "spread"),
        (lambda: mean_interval(5, 1, -10), "n"),
        (lambda: mean_and_spread([1.0, np.nan]), "scores"),
        (lambda: effective_base([0, 0]), "weights"),
    ],
)
def test_wrong_input_is_refused_by_name(call: object, named: str) -> None:
    with pytest.raises(MeasureError, match=f"^{named}"):
        call()  # type: ignore[operator]
